import { classesOf } from './drug-classes.js';
import { isWithin } from './read-bounds.js';
import { requirementText, ROMAN } from './requirement-text.js';
import type { PatientAlteration, TrialPatient } from './trial-patient.js';
import {
  type AlterationPattern,
  ANALYTES,
  ANY_GENE,
  type Bounds,
  INTERGENIC,
  type Requirement,
} from './trial-rule.js';

/** Whether a patient has what is asked for. */
export interface Met {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** What was asked for, in words. */
  readonly asked: string;
  /** What the patient has of it, with its unit; null where nothing was given. */
  readonly patientValue: string | null;
  /** May be another answer on another day, or after treatment. */
  readonly canChange: boolean;
}

/** Checks one requirement; what was not given of the patient is unknown, never no. */
export function meetRequirement(requirement: Requirement, patient: TrialPatient): Met {
  return { asked: requirementText(requirement), ...answered(requirement, patient) };
}

type Answer = Omit<Met, 'asked'>;

function answered(asked: Requirement, patient: TrialPatient): Answer {
  switch (asked.kind) {
    case 'age':
      return measured(patient.ageYears, asked.years, 'years', true);
    case 'sex':
      return met(patient.sex, patient.sex === null ? null : patient.sex === asked.sex);
    case 'ecog':
      return measured(patient.ecog, asked.status, '', true);
    case 'tumour-type':
      return tumourType(asked.codes, patient);
    case 'alteration':
      return alteration(asked.gene, asked.pattern, patient);
    case 'hla':
      return hla(asked.alleles, patient.hla);
    case 'pd-l1':
      return pdL1(asked.score, asked.percent, patient);
    case 'tmb':
      return measured(patient.tmbPerMb, asked.perMb, 'mutations/Mb', false);
    case 'msi':
      return met(patient.msi, patient.msi === null ? null : patient.msi === asked.status);
    case 'stage':
      return met(
        patient.stage === null ? null : `stage ${ROMAN[patient.stage]}`,
        patient.stage === null ? null : asked.stages.includes(patient.stage),
        true,
      );
    case 'prior-lines':
      return measured(patient.priorLines, asked.lines, 'prior lines', true);
    case 'prior-therapy':
      return priorTherapy(asked.classes, asked.agents, patient.priorTherapies);
    case 'analyte': {
      const value = patient.analytes[asked.analyte] ?? null;
      return measured(value, asked.bounds, ANALYTES[asked.analyte], true);
    }
    case 'unread':
      return met(null, null);
    case 'condition': {
      const has = patient.conditions[asked.condition];
      return met(
        has === undefined ? null : has ? 'yes' : 'no',
        has ?? null,
        CHANGING.has(asked.condition),
      );
    }
  }
}

const CHANGING: ReadonlySet<string> = new Set(['steroids', 'pregnancy']);

function met(patientValue: string | null, holds: boolean | null, canChange = false): Answer {
  return {
    answer: holds === null ? 'unknown' : holds ? 'yes' : 'no',
    patientValue,
    canChange,
  };
}

function measured(value: number | null, bounds: Bounds, unit: string, canChange: boolean): Answer {
  const text =
    value === null ? null : `${value}${unit === '' ? '' : unit === '%' ? ' %' : ` ${unit}`}`;
  return met(text, value === null ? null : isWithin(value, bounds), canChange);
}

/** A patient's type that lies above one that is asked for is too coarse to tell. */
function tumourType(codes: readonly string[], patient: TrialPatient): Answer {
  const { tumourTypes, narrowerTypes, isSolid } = patient;
  if (tumourTypes === null) return met(null, null);
  const [own = ''] = tumourTypes;
  const holds =
    codes.some((code) => tumourTypes.includes(code)) ||
    (codes.includes('SOLID') && isSolid === true) ||
    (codes.includes('LIQUID') && isSolid === false);
  const isCoarse = codes.some((code) => narrowerTypes.includes(code));
  return met(own, holds ? true : isCoarse ? null : false);
}

function alteration(gene: string, pattern: AlterationPattern, patient: TrialPatient): Answer {
  switch (pattern.kind) {
    case 'fusion': {
      if (patient.fusions === null) return met(null, null);
      const has = (pair: readonly (string | null)[], side: string): boolean =>
        side === ANY_GENE || pair.includes(side === INTERGENIC ? null : side);
      const { partner } = pattern;
      const found = patient.fusions.find(
        (pair) =>
          has(pair, gene) &&
          (partner === null || (partner === gene ? isBoth(pair, gene) : has(pair, partner))),
      );
      return met(
        found === undefined
          ? `no such ${gene} fusion among those given`
          : found.map((side) => side ?? '?').join('::'),
        found !== undefined,
      );
    }
    case 'amplification':
    case 'loss': {
      const truncated =
        pattern.kind === 'loss'
          ? patient.mutations?.find(
              (one) => one.gene === gene && one.terms.some((term) => TRUNCATING.has(term)),
            )
          : undefined;
      if (truncated !== undefined) return met(truncated.name, true);
      if (patient.copyNumber === null) return met(null, null);
      const { genes, changes } = patient.copyNumber;
      if (changes.some((one) => one.gene === gene && one.change === pattern.kind)) {
        return met(`${gene} ${pattern.kind}`, true);
      }
      return genes.includes(gene)
        ? met(`no ${pattern.kind} of ${gene} called`, false)
        : met(null, null);
    }
    case 'mutation':
    case 'protein-change':
    case 'residue':
    case 'exon':
    case 'one-change':
    case 'classification': {
      if (patient.mutations === null) return met(null, null);
      const ofGene = patient.mutations.filter((one) => one.gene === gene);
      const found = ofGene.find((one) => fitsPattern(one, pattern));
      const named = ofGene.map(({ name }) => name).join(', ');
      if (found !== undefined) return met(found.name, true);
      const isUnclear =
        pattern.kind === 'exon' &&
        ofGene.some((one) => one.exon === null && isOfKind(one, pattern.change));
      return met(
        named === '' ? `no ${gene} mutation among those given` : named,
        isUnclear ? null : false,
      );
    }
  }
}

function isBoth(pair: readonly (string | null)[], gene: string): boolean {
  return pair.every((side) => side === gene);
}

const TRUNCATING = new Set([
  'stop_gained',
  'frameshift_variant',
  'splice_donor_variant',
  'splice_acceptor_variant',
  'start_lost',
  'transcript_ablation',
]);
const SPLICE = new Set(['splice_donor_variant', 'splice_acceptor_variant']);
const SO_OF_CLASS: Readonly<Record<string, readonly string[]>> = {
  In_Frame_Del: ['inframe_deletion'],
  In_Frame_Ins: ['inframe_insertion'],
  Frame_Shift_Del: ['frameshift_variant'],
  Frame_Shift_Ins: ['frameshift_variant'],
  Missense_Mutation: ['missense_variant'],
  Nonsense_Mutation: ['stop_gained'],
  Nonstop_Mutation: ['stop_lost'],
  Splice_Site: ['splice_donor_variant', 'splice_acceptor_variant'],
  Translation_Start_Site: ['start_lost'],
};

function fitsPattern(one: PatientAlteration, pattern: AlterationPattern): boolean {
  switch (pattern.kind) {
    case 'fusion':
    case 'amplification':
    case 'loss':
      return false;
    case 'one-change':
      return pattern.patterns.every((each) => fitsPattern(one, each));
    case 'mutation':
      return true;
    case 'protein-change':
      return one.proteinChange === pattern.change;
    case 'residue':
      return (
        one.proteinChange !== null && /^[A-Z]\d+/.exec(one.proteinChange)?.[0] === pattern.residue
      );
    case 'exon':
      return one.exon === pattern.exon && isOfKind(one, pattern.change);
    case 'classification':
      return (SO_OF_CLASS[pattern.classification] ?? []).some((term) => one.terms.includes(term));
  }
}

function isOfKind(
  { terms }: PatientAlteration,
  change: 'deletion' | 'insertion' | 'skipping' | 'any',
): boolean {
  switch (change) {
    case 'any':
      return true;
    case 'deletion':
      return terms.some(
        (term) => term === 'inframe_deletion' || term === 'protein_altering_variant',
      );
    case 'insertion':
      return terms.some(
        (term) => term === 'inframe_insertion' || term === 'protein_altering_variant',
      );
    case 'skipping':
      return terms.some((term) => SPLICE.has(term) || term === 'exon_loss_variant');
  }
}

/** A type known to fewer fields than asked for may or may not be the one. */
function hla(asked: readonly string[], alleles: readonly string[] | null): Answer {
  if (alleles === null) return met(null, null);
  const hit = alleles.find((allele) => asked.some((one) => covers(one, allele)));
  if (hit !== undefined) return met(`HLA-${hit}`, true);
  const isCoarse = alleles.some((allele) => asked.some((one) => covers(allele, one)));
  const loci = new Set(asked.map((one) => one.split('*')[0]));
  const own = alleles.filter((allele) => loci.has(allele.split('*')[0]));
  return met(own.length === 0 ? null : own.join(', '), isCoarse || own.length === 0 ? null : false);
}

function covers(wider: string, narrower: string): boolean {
  return narrower === wider || narrower.startsWith(`${wider}:`);
}

function pdL1(
  score: 'TPS' | 'CPS' | 'IC' | 'any',
  percent: Bounds,
  { pdL1: given }: TrialPatient,
): Answer {
  const scores = score === 'any' ? (['TPS', 'CPS', 'IC'] as const) : ([score] as const);
  const known = scores.flatMap((name) => {
    const value = given[name];
    return value === null ? [] : [{ name, value }];
  });
  if (known.length === 0) return met(null, null);
  const text = known.map(({ name, value }) => `${name} ${value}`).join(', ');
  const answers = new Set(known.map(({ value }) => isWithin(value, percent)));
  return met(text, answers.size === 1 ? answers.has(true) : null);
}

function priorTherapy(
  classes: readonly string[],
  agents: readonly string[],
  given: readonly string[] | null,
): Answer {
  if (given === null) return met(null, null);
  const hit = given.find(
    (therapy) =>
      classesOf(therapy).some((id) => classes.includes(id)) ||
      agents.some((agent) => therapy.toLowerCase().includes(agent)),
  );
  if (hit !== undefined) return met(hit, true);
  // `chemotherapy` or `TKI` alone does not say which.
  const isVague = given.some((therapy) => classesOf(therapy).length === 0 && VAGUE.test(therapy));
  return met(given.length === 0 ? 'none' : given.join(', '), isVague ? null : false);
}

const VAGUE = /immunotherap|inhibitor|\btki\b|antibod|targeted|chemotherap|trial|unknown/i;
