import {
  LORIS_CAPS,
  LORIS_MODELS,
  type LorisCancerType,
  type LorisFeature,
  type LorisModel,
  type LorisModelId,
} from './loris-parameters.js';

/** What LORIS asks; null where it is not known. */
export interface LorisInputs {
  /** Mutations per Mb, of a panel. */
  readonly tmbPerMb: number | null;
  /** Chemotherapy or targeted therapy before the checkpoint inhibitor. */
  readonly priorSystemicTherapy: boolean | null;
  readonly albuminGPerDl: number | null;
  readonly neutrophilLymphocyteRatio: number | null;
  readonly ageYears: number | null;
  /** Tumour proportion score, %. */
  readonly pdl1TpsPercent: number | null;
  readonly cancerType: LorisCancerType | null;
}

/** What one input adds to the logit. */
interface LorisTerm {
  readonly name: string;
  /** As used: after the cap. */
  readonly value: number | string;
  readonly contribution: number;
}

interface MissingLorisInput {
  readonly name: string;
  /** What would give it. */
  readonly wouldNeed: string;
}

export type LorisScore =
  | {
      readonly kind: 'scored';
      readonly model: LorisModelId;
      readonly title: string;
      readonly logit: number;
      /** 0-1; ranks patients, and is no probability: it averages 0.47 where 0.29 responded. */
      readonly score: number;
      /** Largest in absolute value first. */
      readonly terms: readonly LorisTerm[];
      /** Inputs above the cap that were taken as the cap. */
      readonly capped: readonly string[];
    }
  | {
      readonly kind: 'missing';
      readonly model: LorisModelId;
      readonly title: string;
      readonly inputs: readonly MissingLorisInput[];
    };

const FEATURES: Readonly<
  Record<
    LorisFeature,
    {
      readonly name: string;
      readonly wouldNeed: string;
      readonly valueOf: (inputs: LorisInputs) => number | null;
    }
  >
> = {
  tmb: {
    name: 'TMB (mutations per Mb)',
    wouldNeed: 'the panel’s TMB, or variants with the size of what was sequenced',
    valueOf: ({ tmbPerMb }) => tmbPerMb,
  },
  therapy: {
    name: 'systemic treatment before',
    wouldNeed: 'priorTherapy (an empty list where there was none)',
    valueOf: ({ priorSystemicTherapy }) =>
      priorSystemicTherapy === null ? null : Number(priorSystemicTherapy),
  },
  albumin: {
    name: 'albumin (g/dL)',
    wouldNeed: 'serum albumin with its unit',
    valueOf: ({ albuminGPerDl }) => albuminGPerDl,
  },
  nlr: {
    name: 'neutrophil-lymphocyte ratio',
    wouldNeed: 'a blood count with neutrophils and lymphocytes',
    valueOf: ({ neutrophilLymphocyteRatio }) => neutrophilLymphocyteRatio,
  },
  age: { name: 'age (years)', wouldNeed: 'the age', valueOf: ({ ageYears }) => ageYears },
  pdl1: {
    name: 'PD-L1 TPS (%)',
    wouldNeed: 'PD-L1 tumour proportion score by immunohistochemistry',
    valueOf: ({ pdl1TpsPercent }) => pdl1TpsPercent,
  },
};

function modelOf(id: LorisModelId): LorisModel {
  const model = LORIS_MODELS.find((one) => one.id === id);
  if (model === undefined) throw new Error(`no LORIS model ${id}`);
  return model;
}

/**
 * LORIS by its published parameters: values capped, standardised, weighted, logistic (Chang 2024). No score where
 * an input is missing, but the list of what would give one; nothing is filled in.
 */
export function lorisScore(id: LorisModelId, inputs: LorisInputs): LorisScore {
  const { title, features, cancerTypes, intercept } = modelOf(id);
  const missing: MissingLorisInput[] = [];
  const terms: LorisTerm[] = [];
  const capped: string[] = [];
  let logit = intercept;
  for (const { feature, mean, scale, coefficient } of features) {
    const { name, wouldNeed, valueOf } = FEATURES[feature];
    const given = valueOf(inputs);
    if (given === null) {
      missing.push({ name, wouldNeed });
      continue;
    }
    const cap = LORIS_CAPS[feature];
    const value = cap === undefined ? given : Math.min(given, cap);
    if (value < given) capped.push(name);
    const contribution = (coefficient * (value - mean)) / scale;
    terms.push({ name, value, contribution });
    logit += contribution;
  }
  if (cancerTypes !== null) {
    const { cancerType } = inputs;
    if (cancerType === null) {
      missing.push({
        name: 'tumour type of the training cohort',
        wouldNeed: 'an OncoTree code that falls under one of its sixteen types',
      });
    } else {
      const contribution = cancerTypes.reduce(
        (sum, { type, mean, scale, coefficient }) =>
          sum + (coefficient * (Number(type === cancerType) - mean)) / scale,
        0,
      );
      terms.push({ name: 'tumour type', value: cancerType, contribution });
      logit += contribution;
    }
  }
  if (missing.length > 0) return { kind: 'missing', model: id, title, inputs: missing };
  return {
    kind: 'scored',
    model: id,
    title,
    logit,
    score: 1 / (1 + Math.exp(-logit)),
    terms: terms.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    capped,
  };
}
