import type { DriverFinding, SecondHit } from '../../findings/drivers/driver-finding.js';
import type { Findings, MutantProtein, NeoantigenVariant } from '../../findings/findings.js';
import { copyNumberAlterations } from '../../engines/evidence/copy-number-alterations.js';
import type { EvidenceLibrary } from '../../engines/evidence/evidence-library.js';
import { skippedExons } from '../../engines/evidence/exon-skipping.js';
import { fusionAlteration } from '../../engines/evidence/fusion-alterations.js';
import type { GeneModels } from '../../engines/evidence/gene-models.js';
import type { MolecularFeature } from '../../engines/evidence/molecular-profile.js';
import { proteinShorthand } from '../../engines/evidence/protein-shorthand.js';
import {
  type AnnotatedChange,
  effectOfTerms,
  placedVariants,
} from '../../engines/evidence/small-variants.js';
import type {
  AlterationOrigin,
  SmallVariant,
  TumourAlteration,
} from '../../engines/evidence/tumour-alteration.js';

/** What is altered in a tumour, and by which variant where it is one. */
export interface TumourAlterations {
  readonly alterations: readonly TumourAlteration[];
  /** Filters that variants failed, by the alteration's id. */
  readonly filtersOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * What the findings say is altered: drivers and every variant that changes a protein, fusions, genes amplified or
 * lost, exons that a splice junction skips, and what the laboratory measured of the whole tumour. Without `models` (transcripts of the build), places are not looked at
 * and genes have no copies.
 */
export function tumourAlterations(
  findings: Findings,
  library: EvidenceLibrary,
  models: GeneModels | null,
): TumourAlterations {
  const alterations: TumourAlteration[] = [];
  const filtersOf = new Map<string, readonly string[]>();
  for (const variant of variantsOf(findings)) {
    const found = placedVariants(variant, variant.annotated, models, variant);
    for (const one of found.variants) {
      const id = `${one.id} ${one.gene}`;
      filtersOf.set(id, variant.filters);
      alterations.push({ ...one, id });
    }
  }
  alterations.push(...fusionsOf(findings, models), ...measuredAlterations(findings));
  if (models !== null) {
    alterations.push(...copiesOf(findings, library, models), ...skipsOf(findings, models));
  }
  return { alterations, filtersOf };
}

interface VariantOfFindings {
  readonly id: string;
  readonly chromosome: string;
  readonly start0: number;
  readonly reference: string;
  readonly alternate: string;
  readonly filters: readonly string[];
  readonly origin: AlterationOrigin;
  readonly function: SmallVariant['function'];
  readonly oncogenic: boolean | null;
  readonly otherCopyLost: boolean | null;
  readonly annotated: AnnotatedChange;
}

/** A row for each variant and gene: drivers first, then what else changes a protein. */
function* variantsOf(findings: Findings): Generator<VariantOfFindings> {
  const origin = originOf(findings);
  const proteins = new Map(findings.neoantigens.variants.map((variant) => [variant.id, variant]));
  const told = new Set<string>();
  for (const driver of findings.drivers) {
    const gene = driver.geneSymbol.toUpperCase();
    told.add(`${driver.variantId} ${gene}`);
    const protein = mainProteins(proteins.get(driver.variantId)).get(gene) ?? null;
    yield {
      ...driver,
      id: driver.variantId,
      origin,
      function: functionOf(driver),
      oncogenic: isOncogenic(driver),
      otherCopyLost: otherCopyLost(driver.secondHit),
      annotated: {
        gene,
        change: driver.change === null ? null : proteinShorthand(driver.change),
        effect: effectOfTerms(driver.terms),
        coding: afterColon(protein?.hgvsc ?? null),
      },
    };
  }
  for (const variant of findings.neoantigens.variants) {
    for (const [gene, protein] of mainProteins(variant)) {
      if (told.has(`${variant.id} ${gene}`)) continue;
      const described = afterColon(protein.hgvsp);
      yield {
        ...variant,
        origin,
        function: null,
        oncogenic: null,
        otherCopyLost: null,
        annotated: {
          gene,
          change: described === null ? null : proteinShorthand(described),
          effect: effectOfTerms(protein.terms),
          coding: afterColon(protein.hgvsc),
        },
      };
    }
  }
}

/** A MAF lists what its makers hold for somatic; of other variants only a healthy sample tells. */
function originOf({ tumour }: Findings): AlterationOrigin {
  const isMaf = tumour.inputs.some(
    ({ role, name }) => role === 'somatic variants' && /\.maf(?:\.gz)?$/i.test(name),
  );
  return isMaf || tumour.normalSample.kind === 'given' ? 'somatic' : 'unknown';
}

/** The protein to tell of each gene: of MANE Select, else the canonical one, else the first. */
function mainProteins(variant: NeoantigenVariant | undefined): ReadonlyMap<string, MutantProtein> {
  const chosen = new Map<string, MutantProtein>();
  const rank = ({ maneSelect, canonical }: MutantProtein): number =>
    maneSelect === true ? 2 : canonical === true ? 1 : 0;
  for (const protein of variant?.proteins ?? []) {
    if (protein.geneSymbol === null) continue;
    const gene = protein.geneSymbol.toUpperCase();
    const known = chosen.get(gene);
    if (known === undefined || rank(protein) > rank(known)) chosen.set(gene, protein);
  }
  return chosen;
}

/** `ENSP1:p.Val600Glu` -> `p.Val600Glu`. */
function afterColon(hgvs: string | null): string | null {
  return hgvs === null ? null : hgvs.slice(hgvs.indexOf(':') + 1);
}

/** Gain where an oncogene's variant is oncogenic and leaves the protein whole, loss where the product is lost. */
function functionOf(driver: DriverFinding): SmallVariant['function'] {
  const { lossOfFunction, role } = driver;
  if (lossOfFunction) return 'loss';
  if (isOncogenic(driver) !== true || role === null) return null;
  switch (role.value) {
    case 'oncogene':
      return 'gain';
    case 'suppressor':
      return 'loss';
    case 'both':
      return null;
  }
}

/** By the points of oncogenicity; null where they leave it open. */
function isOncogenic({ oncogenicity }: DriverFinding): boolean | null {
  switch (oncogenicity.class) {
    case 'oncogenic':
    case 'likely-oncogenic':
      return true;
    case 'benign':
    case 'likely-benign':
      return false;
    case 'uncertain':
      return null;
  }
}

function otherCopyLost({ kind }: SecondHit): boolean | null {
  switch (kind) {
    case 'copy-lost':
      return true;
    case 'retained':
      return false;
    // Another damaging variant may lie on the same copy.
    case 'second-variant':
    case 'not-applicable':
    case 'unknown':
      return null;
  }
}

function fusionsOf(findings: Findings, models: GeneModels | null): readonly TumourAlteration[] {
  if (findings.fusions.kind === 'missing') return [];
  const byId = new Map<string, TumourAlteration>();
  for (const { gene5, gene3 } of findings.fusions.value) {
    const fusion = fusionAlteration(gene5, gene3, models);
    if (fusion === null) continue;
    // The same pair with other breakpoints is told once for each pair of exons.
    const id = `${fusion.id} ${fusion.exon5 ?? '?'}-${fusion.exon3 ?? '?'}`;
    byId.set(id, { ...fusion, id });
  }
  return [...byId.values()];
}

function copiesOf(
  findings: Findings,
  library: EvidenceLibrary,
  models: GeneModels,
): readonly TumourAlteration[] {
  if (findings.copyNumber.kind === 'missing') return [];
  const { ploidy } = findings.tumour;
  return copyNumberAlterations(
    findings.copyNumber.value,
    library.profilesOf.keys(),
    models,
    ploidy.kind === 'given' ? ploidy.value : null,
  );
}

function skipsOf(findings: Findings, models: GeneModels): readonly TumourAlteration[] {
  const byId = new Map<string, TumourAlteration>();
  for (const event of findings.junctionNeoantigens?.events ?? []) {
    if (event.kind !== 'splice' || event.geneSymbol === null) continue;
    const skip = skippedExons(event.geneSymbol, event.intron, models);
    if (skip !== null) byId.set(skip.id, skip);
  }
  return [...byId.values()];
}

/** Mutations per Mb from which a burden counts as high: the cut that `Biomarkers` gives the probability of. */
const HIGH_BURDEN_PER_MB = 10;
/** An estimated burden counts as high where it is so with this probability. */
const LEAST_PROBABILITY = 0.95;

/** Microsatellite instability and PD-L1 as the laboratory reports them, and the mutational burden. */
export function measuredAlterations({ biomarkers }: Findings): readonly TumourAlteration[] {
  const { lab, tmb } = biomarkers;
  const named = (label: string, feature: MolecularFeature): TumourAlteration => ({
    kind: 'named',
    id: label,
    label,
    origin: 'somatic',
    feature,
    exons: null,
  });
  const found: TumourAlteration[] = [];
  if (lab.msi.kind === 'given' && lab.msi.value === 'MSI-H') {
    found.push(named('MSI-H', { kind: 'signature', name: 'MSI', value: 'high' }));
  }
  if (lab.pdl1Tps.kind === 'given' && lab.pdl1Tps.value.value > 0) {
    const label = `PD-L1 TPS ${lab.pdl1Tps.value.value} %`;
    found.push(named(label, { kind: 'state', gene: 'CD274', state: 'expression' }));
  }
  const burden =
    lab.tmb.kind === 'given'
      ? lab.tmb.value.mutationsPerMb
      : tmb.kind === 'estimated' && tmb.value.atLeastTenProbability >= LEAST_PROBABILITY
        ? tmb.value.perMb
        : null;
  if (burden !== null && burden >= HIGH_BURDEN_PER_MB) {
    const label = `TMB ${burden.toFixed(1)}/Mb`;
    found.push(named(label, { kind: 'signature', name: 'TMB', value: 'high' }));
  }
  return found;
}
