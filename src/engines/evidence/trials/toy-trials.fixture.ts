import type { EligibilityLine } from './eligibility-lines.js';
import { readCriterion, type TrialVocabulary } from './read-criterion.js';
import type { Trial } from './trial.js';
import type { TrialPatient } from './trial-patient.js';
import type { Criterion } from './trial-rule.js';

const GENES = new Set([
  'KRAS',
  'NRAS',
  'HRAS',
  'EGFR',
  'ALK',
  'ROS1',
  'RET',
  'MET',
  'BRAF',
  'ERBB2',
  'TP53',
]);

/** A few genes and tumour types. */
export const TOY_VOCABULARY: TrialVocabulary = {
  gene: (word) => (word === 'HER2' ? 'ERBB2' : GENES.has(word) ? word : null),
  tumourTypes: (condition) =>
    /solid/i.test(condition)
      ? ['SOLID']
      : /non-?\s?small|nsclc/i.test(condition)
        ? ['NSCLC']
        : /^lung/i.test(condition)
          ? ['LUNG']
          : /melanoma/i.test(condition)
            ? ['MEL']
            : null,
  isWithin: (code, codes) => codes.includes(code) || (code === 'NSCLC' && codes.includes('LUNG')),
};

/** One line as the reader of eligibility texts gives it. */
export function toyLine(own: string, side: EligibilityLine['side'] = 'inclusion'): EligibilityLine {
  return { side, text: own, own, isForCohort: false, isAlternative: false, isConditional: false };
}

export function toyCriterion(own: string, side: EligibilityLine['side'] = 'inclusion'): Criterion {
  return readCriterion(toyLine(own, side), TOY_VOCABULARY);
}

/** Of whom nothing is known, but what is said. */
export function toyPatient(known: Partial<TrialPatient> = {}): TrialPatient {
  return {
    ageYears: null,
    sex: null,
    ecog: null,
    tumourTypes: null,
    narrowerTypes: [],
    isSolid: null,
    mutations: null,
    fusions: null,
    copyNumber: null,
    hla: null,
    pdL1: { TPS: null, CPS: null, IC: null },
    tmbPerMb: null,
    msi: null,
    stage: null,
    priorLines: null,
    priorTherapies: null,
    analytes: {},
    conditions: {},
    ...known,
  };
}

export function toyMutation(
  gene: string,
  proteinChange: string,
  terms = ['missense_variant'],
  exon: number | null = null,
) {
  return { gene, name: `${gene} p.${proteinChange}`, proteinChange, terms, exon };
}

export function toyTrial(
  id: string,
  criteria: readonly Criterion[],
  more: Partial<Trial> = {},
): Trial {
  return {
    id,
    title: id,
    status: 'recruiting',
    registeredStatus: 'RECRUITING',
    phases: [],
    conditions: [],
    interventions: [],
    countries: [],
    recordDate: null,
    source: 'ClinicalTrials.gov',
    criteria,
    arms: [],
    ...more,
  };
}
