import type { Given } from '../../case/tumour-case.js';
import type { ProteinEffect } from '../../engines/evidence/protein-shorthand.js';
import type { OncoTree } from '../../engines/evidence/oncotree.js';
import type { TumourAlteration } from '../../engines/evidence/tumour-alteration.js';
import type {
  PatientAlteration,
  TrialPatient,
} from '../../engines/evidence/trials/trial-patient.js';
import { isSolidType } from '../../engines/evidence/trials/tumour-conditions.js';
import type { Analyte, PatientCondition } from '../../engines/evidence/trials/trial-rule.js';
import type { LabValues } from '../../case/lab-values.js';
import type { Findings } from '../findings.js';

/** What is altered in a tumour, and how it was looked for. */
export interface AlterationsOfPatient {
  readonly alterations: readonly TumourAlteration[];
  /** Filters that variants failed, by the alteration's id. */
  readonly filtersOf: ReadonlyMap<string, readonly string[]>;
  /** Genes whose copies were looked at. */
  readonly copyNumberGenes: readonly string[];
}

/**
 * What is known of a patient for trials: clinic and laboratory as the case gave them, alterations as they were found.
 * What was not given stays null, so that a criterion on it is undetermined.
 */
export function trialPatientOf(
  findings: Findings,
  { alterations, filtersOf, copyNumberGenes }: AlterationsOfPatient,
  tree: OncoTree,
): TrialPatient {
  const { tumour, biomarkers, copyNumber, fusions, priorTherapy } = findings;
  const { lab, tmb } = biomarkers;
  const code = value(tumour.tumourType);
  const node = code === null ? null : tree.node(code);
  const given = priorTherapy.length > 0 ? priorTherapy : null;
  const hadNone = value(lab.priorSystemicTherapy) === false;
  return {
    ageYears: value(lab.ageYears),
    sex: value(lab.sex),
    ecog: value(lab.ecog),
    tumourTypes:
      node === null ? null : [node.code, ...tree.ancestors(node.code).map((above) => above.code)],
    narrowerTypes: node === null ? [] : tree.descendants(node.code).map((below) => below.code),
    isSolid: node === null ? null : isSolidType(tree, node.code),
    mutations:
      tumour.variantCount === null
        ? null
        : alterations.flatMap((one) => mutationsOf(one, filtersOf.get(one.id) ?? [])),
    fusions:
      fusions.kind === 'missing'
        ? null
        : fusions.value.map(({ gene5, gene3 }) => [gene5.symbol, gene3.symbol] as const),
    copyNumber:
      copyNumber.kind === 'missing'
        ? null
        : { genes: copyNumberGenes, changes: alterations.flatMap(copyChanges) },
    hla:
      tumour.hla.kind === 'missing'
        ? null
        : tumour.hla.value
            .map((allele) => allele.replace(/^HLA-/, ''))
            .filter((allele) => !/[-/]/.test(allele)),
    pdL1: {
      TPS: value(lab.pdl1Tps)?.value ?? null,
      CPS: value(lab.pdl1Cps)?.value ?? null,
      IC: value(lab.pdl1Ic)?.value ?? null,
    },
    tmbPerMb: value(lab.tmb)?.mutationsPerMb ?? (tmb.kind === 'estimated' ? tmb.value.perMb : null),
    msi: msiOf(lab),
    stage: value(lab.stage)?.group ?? null,
    priorLines: hadNone && given === null ? 0 : linesBefore(lab),
    priorTherapies: given ?? (hadNone ? [] : null),
    analytes: analytesOf(lab),
    conditions: conditionsOf(lab),
  };
}

function value<T>(given: Given<T>): T | null {
  return given.kind === 'given' ? given.value : null;
}

/** The line that is to be chosen, less one. */
function linesBefore({ line }: LabValues): number | null {
  const next = value(line);
  return next === null ? null : next - 1;
}

function msiOf({ msi, mismatchRepair }: LabValues): TrialPatient['msi'] {
  const status = value(msi);
  if (status !== null) return status === 'MSI-H' ? 'MSI-H' : 'MSS';
  const repair = value(mismatchRepair);
  return repair === null ? null : repair === 'deficient' ? 'MSI-H' : 'MSS';
}

function analytesOf(lab: LabValues): TrialPatient['analytes'] {
  const given: readonly (readonly [Analyte, Given<number>])[] = [
    ['haemoglobin', lab.haemoglobinGPerDl],
    ['platelets', lab.plateletsPerNl],
    ['neutrophils', lab.neutrophilsPerNl],
    ['lymphocytes', lab.lymphocytesPerNl],
    ['albumin', lab.albuminGPerDl],
    ['bilirubin', lab.bilirubinMgPerDl],
    ['creatinine', lab.creatinineMgPerDl],
    ['creatinineClearance', lab.creatinineClearanceMlPerMin],
    ['lvef', lab.ejectionFractionPercent],
  ];
  return Object.fromEntries(
    given.flatMap(([analyte, one]) => (one.kind === 'given' ? [[analyte, one.value]] : [])),
  );
}

function conditionsOf(lab: LabValues): TrialPatient['conditions'] {
  const [b, c] = [value(lab.hepatitisB), value(lab.hepatitisC)];
  const hepatitis = b === true || c === true ? true : b === false && c === false ? false : null;
  const given: readonly (readonly [PatientCondition, boolean | null])[] = [
    ['autoimmunity', value(lab.autoimmuneDisease)],
    ['transplant', value(lab.organTransplant)],
    ['steroids', value(lab.steroids)],
    ['brainMetastases', value(lab.brainMetastases)],
    ['pregnancy', value(lab.pregnant)],
    ['hiv', value(lab.hiv)],
    ['hepatitis', hepatitis],
    ['interstitialLungDisease', value(lab.interstitialLungDisease)],
  ];
  return Object.fromEntries(given.filter(([, has]) => has !== null));
}

const TERMS: Readonly<Record<ProteinEffect, readonly string[]>> = {
  missense: ['missense_variant'],
  'inframe-insertion': ['inframe_insertion'],
  'inframe-deletion': ['inframe_deletion'],
  'inframe-delins': ['protein_altering_variant'],
  'inframe-delins-longer': ['inframe_insertion'],
  'inframe-delins-shorter': ['inframe_deletion'],
  frameshift: ['frameshift_variant'],
  'stop-gained': ['stop_gained'],
  'stop-lost': ['stop_lost'],
  'start-lost': ['start_lost'],
  'splice-site': ['splice_donor_variant', 'splice_acceptor_variant'],
  silent: [],
  unknown: [],
};

/** One for each exon that is touched; none where the protein stays as it was. */
function mutationsOf(
  one: TumourAlteration,
  filters: readonly string[],
): readonly PatientAlteration[] {
  const name = filters.length === 0 ? one.label : `${one.label} (filter ${filters.join(', ')})`;
  if (one.kind === 'exon-loss') {
    const lost = Array.from(
      { length: one.lastExon - one.firstExon + 1 },
      (_, i) => one.firstExon + i,
    );
    return lost.map((exon) => ({
      gene: one.gene,
      name,
      proteinChange: null,
      terms: ['exon_loss_variant'],
      exon,
    }));
  }
  if (one.kind !== 'small-variant' || one.effect === 'silent') return [];
  const { gene, label, effect, exons, splicedExons } = one;
  const named = label.startsWith(`${gene} `)
    ? label.slice(gene.length + 1).replace(/^p\./, '')
    : '';
  const proteinChange = /^[A-Z*]\d+/.test(named) ? named : null;
  const touched = splicedExons !== null && splicedExons.length > 0 ? splicedExons : (exons ?? []);
  const places: readonly (number | null)[] = touched.length === 0 ? [null] : touched;
  return places.map((exon) => ({ gene, name, proteinChange, terms: TERMS[effect], exon }));
}

function copyChanges(
  one: TumourAlteration,
): readonly { readonly gene: string; readonly change: 'amplification' | 'loss' }[] {
  if (one.kind !== 'copy-number') return [];
  return [{ gene: one.gene, change: one.change === 'deletion' ? 'loss' : one.change }];
}
