import { withoutVersion } from '../../core/brands.js';
import { compareText } from '../../core/skipped.js';
import type { SomaticVariant, TranscriptConsequence, TumourCase } from '../../case/tumour-case.js';
import { assessCriteria, isNullVariant } from './assess-criteria.js';
import type { CancerGenes } from './cancer-genes.js';
import { type CancerHotspots, changeAtPlace, hotspotOf } from './cancer-hotspots.js';
import type { DriverEffect, DriverFinding, HotspotMatch, Oncogenicity } from './driver-finding.js';
import { scoreOncogenicity } from './oncogenicity.js';
import { driverEffect, proteinChange } from './protein-change.js';
import { secondHit } from './second-hit.js';

export interface DriverKnowledge {
  readonly genes: CancerGenes;
  /** Null where that pack is not installed; its criteria are then not assessed. */
  readonly hotspots: CancerHotspots | null;
}

/**
 * Variants that change the product of a known cancer gene, each with its role, hotspot, loss of function,
 * second hit and points of oncogenicity. Most points first, then most recurrent.
 */
export function findDrivers(
  tumour: TumourCase,
  knowledge: DriverKnowledge,
): readonly DriverFinding[] {
  if (tumour.variants.kind === 'missing') return [];
  const drafts = tumour.variants.value
    .filter(({ calledInTumour }) => calledInTumour !== false)
    .flatMap((variant) => draftsOf(tumour, variant, knowledge));
  return drafts
    .map((draft): DriverFinding => {
      const { variant, role } = draft;
      const otherDamaging = drafts
        .filter((other) => other.geneSymbol === draft.geneSymbol && other.isDamaging)
        .map((other) => other.variant.id)
        .filter((id) => id !== variant.id);
      return {
        variantId: variant.id,
        chromosome: variant.position.chromosome,
        start0: variant.position.start0,
        reference: variant.reference,
        alternate: variant.alternate,
        filters: variant.filters,
        geneSymbol: draft.geneSymbol,
        role,
        transcript: draft.consequence?.transcript ?? null,
        terms: draft.consequence?.terms ?? [],
        effect: draft.effect,
        change: draft.change,
        lossOfFunction: draft.lossOfFunction,
        hotspot: draft.hotspot,
        secondHit: secondHit(tumour, variant, role?.value ?? null, draft.isDamaging, otherDamaging),
        oncogenicity: draft.oncogenicity,
      };
    })
    .sort(
      (a, b) =>
        b.oncogenicity.points - a.oncogenicity.points ||
        (b.hotspot?.tumoursWithChange ?? 0) - (a.hotspot?.tumoursWithChange ?? 0) ||
        compareText(a.geneSymbol, b.geneSymbol) ||
        compareText(a.variantId, b.variantId),
    );
}

interface Draft extends Pick<
  DriverFinding,
  'change' | 'effect' | 'geneSymbol' | 'hotspot' | 'lossOfFunction' | 'role'
> {
  readonly variant: SomaticVariant;
  readonly consequence: TranscriptConsequence | null;
  readonly oncogenicity: Oncogenicity;
  /** Loss of function, a hotspot, or shown by experiment. */
  readonly isDamaging: boolean;
}

/** What a variant does to one gene. */
interface GeneChange {
  readonly gene: string;
  readonly effect: DriverEffect;
  readonly change: string | null;
  readonly consequence: TranscriptConsequence | null;
}

function draftsOf(
  tumour: TumourCase,
  variant: SomaticVariant,
  knowledge: DriverKnowledge,
): readonly Draft[] {
  return geneChanges(tumour, variant, knowledge).map((geneChange) =>
    draftOf(tumour, variant, geneChange, knowledge),
  );
}

/** By gene, from the transcript that says most; where there is no annotation, from a hotspot's place. */
function geneChanges(
  tumour: TumourCase,
  variant: SomaticVariant,
  { genes, hotspots }: DriverKnowledge,
): readonly GeneChange[] {
  const byGene = new Map<string, TranscriptConsequence[]>();
  for (const consequence of variant.consequences) {
    const { geneSymbol, terms } = consequence;
    if (geneSymbol === null || driverEffect(terms) === null) continue;
    if (genes.genes[geneSymbol] === undefined && hotspots?.genes[geneSymbol] === undefined) {
      continue;
    }
    byGene.set(geneSymbol, [...(byGene.get(geneSymbol) ?? []), consequence]);
  }
  const placed =
    hotspots === null || tumour.build.kind === 'missing'
      ? null
      : changeAtPlace(hotspots, tumour.build.value, { ...variant.position, ...variant });
  if (byGene.size === 0 && variant.consequences.length === 0 && placed !== null) {
    const effect = placed.change.endsWith('*') ? 'stop-gained' : 'missense';
    return [{ ...placed, effect, consequence: null }];
  }
  return [...byGene].map(([gene, consequences]) => {
    const numbering = hotspots?.genes[gene]?.transcript ?? null;
    const consequence = consequences.reduce((best, one) =>
      preference(one, numbering) > preference(best, numbering) ? one : best,
    );
    const change = placed?.gene === gene ? placed.change : proteinChange(consequence);
    return { gene, effect: driverEffect(consequence.terms) as DriverEffect, change, consequence };
  });
}

/** Higher for the transcript that a hotspot's residues are numbered by, MANE Select, then the canonical one. */
function preference(consequence: TranscriptConsequence, numbering: string | null): number {
  if (withoutVersion(consequence.transcript) === numbering) return 3;
  if (consequence.maneSelect === true) return 2;
  return consequence.canonical === true ? 1 : 0;
}

function draftOf(
  tumour: TumourCase,
  variant: SomaticVariant,
  { gene, effect, change, consequence }: GeneChange,
  { genes, hotspots }: DriverKnowledge,
): Draft {
  const known = genes.genes[gene] ?? null;
  const role = known?.role ?? null;
  const terms = consequence?.terms ?? [];
  const match = hotspots === null || change === null ? null : hotspotOf(hotspots, gene, change);
  const oncogenicity = scoreOncogenicity(
    assessCriteria({
      gene,
      role,
      roleSources: known?.sources ?? [],
      effect,
      terms,
      truncatedShare: truncatedShare(tumour, consequence),
      hotspots: hotspots === null ? null : { match, source: hotspots.source },
      studies: genes.studies.filter((study) => study.gene === gene && study.change === change),
      tumourType: tumour.tumourType,
    }),
  );
  const lossOfFunction = isNullVariant(effect, terms);
  return {
    variant,
    consequence,
    geneSymbol: gene,
    role: known === null || role === null ? null : { value: role, sources: known.sources },
    effect,
    change,
    lossOfFunction,
    hotspot: match,
    oncogenicity,
    isDamaging: lossOfFunction || isRecurrent(match) || isShown(oncogenicity),
  };
}

function isRecurrent(match: HotspotMatch | null): boolean {
  return match !== null && match.tumoursWithChange > 0;
}

function isShown({ criteria }: Oncogenicity): boolean {
  return criteria.some(({ code, state }) => code === 'OS2' && state === 'met');
}

/** Share of the healthy protein from the first changed residue on; null without protein or position. */
function truncatedShare(
  tumour: TumourCase,
  consequence: TranscriptConsequence | null,
): number | null {
  if (consequence?.wildtypeProtein == null || consequence.proteinPosition === null) return null;
  const protein = tumour.proteins[consequence.wildtypeProtein];
  const [first] = /\d+/.exec(consequence.proteinPosition) ?? [];
  if (protein === undefined || protein === '' || first === undefined) return null;
  return Math.max(0, (protein.length - Number(first) + 1) / protein.length);
}
