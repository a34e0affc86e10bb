/** Stands for every gene, and for a fusion partner that is no gene. */
export const ANY_GENE = 'any gene';
export const INTERGENIC = 'intergenic';

/** What a tumour's gene must have. */
export type AlterationPattern =
  /** Any change of the protein or of a splice site. */
  | { readonly kind: 'mutation' }
  /** `G12C`, one-letter, as in HGVS without `p.`. */
  | { readonly kind: 'protein-change'; readonly change: string }
  /** Any change of one residue: `V600`. */
  | { readonly kind: 'residue'; readonly residue: string }
  | {
      readonly kind: 'exon';
      readonly exon: number;
      readonly change: 'deletion' | 'insertion' | 'skipping' | 'any';
    }
  /** With either partner; null: with any. */
  | { readonly kind: 'fusion'; readonly partner: string | null }
  | { readonly kind: 'amplification' }
  | { readonly kind: 'loss' }
  /** A MAF `Variant_Classification`, as CTML writes it: `In_Frame_Del`. */
  | { readonly kind: 'classification'; readonly classification: string }
  /** All of them, in one and the same change. */
  | { readonly kind: 'one-change'; readonly patterns: readonly AlterationPattern[] };

/** Values of a lab report, each in one unit. */
export const ANALYTES = {
  haemoglobin: 'g/dL',
  platelets: '10^9/L',
  neutrophils: '10^9/L',
  lymphocytes: '10^9/L',
  albumin: 'g/dL',
  bilirubin: 'mg/dL',
  creatinine: 'mg/dL',
  /** As multiples of the laboratory's upper limit of normal. */
  bilirubinByUln: 'x ULN',
  creatinineByUln: 'x ULN',
  altByUln: 'x ULN',
  astByUln: 'x ULN',
  creatinineClearance: 'mL/min',
  inr: 'ratio',
  lvef: '%',
} as const;

export type Analyte = keyof typeof ANALYTES;

/** Conditions of a patient that a lab or ward states as yes or no. */
export const CONDITIONS = {
  autoimmunity: 'active autoimmune disease',
  transplant: 'organ or allogeneic stem-cell transplant',
  steroids: 'systemic steroids',
  brainMetastases: 'brain metastases',
  pregnancy: 'pregnant or breastfeeding',
  hiv: 'HIV infection',
  hepatitis: 'hepatitis B or C',
  interstitialLungDisease: 'interstitial lung disease or pneumonitis',
} as const;

export type PatientCondition = keyof typeof CONDITIONS;

/** At least one bound; both inclusive unless `isStrict`. */
export interface Bounds {
  readonly least: number | null;
  readonly most: number | null;
  /** `>` and `<` instead of at least and at most. */
  readonly isStrict?: true;
}

/** One thing a trial asks of a patient that a machine can check. */
export type Requirement =
  | { readonly kind: 'age'; readonly years: Bounds }
  | { readonly kind: 'sex'; readonly sex: 'female' | 'male' }
  | { readonly kind: 'ecog'; readonly status: Bounds }
  | {
      readonly kind: 'tumour-type';
      /** OncoTree codes, each with all below it; `SOLID` and `LIQUID` stand for all such tumours. */
      readonly codes: readonly string[];
    }
  | {
      readonly kind: 'alteration';
      readonly gene: string;
      readonly pattern: AlterationPattern;
    }
  /** Any of them; a name without fields behind the first (`A*02`) stands for all that begin so. */
  | { readonly kind: 'hla'; readonly alleles: readonly string[] }
  | {
      readonly kind: 'pd-l1';
      readonly score: 'TPS' | 'CPS' | 'IC' | 'any';
      readonly percent: Bounds;
    }
  /** Mutations/Mb. */
  | { readonly kind: 'tmb'; readonly perMb: Bounds }
  | { readonly kind: 'msi'; readonly status: 'MSI-H' | 'MSS' }
  /** Any of them: 1 to 4. */
  | { readonly kind: 'stage'; readonly stages: readonly number[] }
  | { readonly kind: 'prior-lines'; readonly lines: Bounds }
  /** Any of the classes, or of the agents by name. */
  | {
      readonly kind: 'prior-therapy';
      readonly classes: readonly string[];
      readonly agents: readonly string[];
    }
  | { readonly kind: 'analyte'; readonly analyte: Analyte; readonly bounds: Bounds }
  | { readonly kind: 'condition'; readonly condition: PatientCondition }
  /** Asked for by a field that nothing here answers; never met or failed by itself. */
  | { readonly kind: 'unread'; readonly text: string };

export type TrialRule =
  | { readonly kind: 'require'; readonly requirement: Requirement }
  | { readonly kind: 'all'; readonly rules: readonly TrialRule[] }
  | { readonly kind: 'any'; readonly rules: readonly TrialRule[] }
  | { readonly kind: 'not'; readonly rule: TrialRule };

/** One line of a trial's eligibility. */
export interface Criterion {
  readonly side: 'inclusion' | 'exclusion';
  /** As registered; for CTML and structured fields, in words of our own. */
  readonly text: string;
  readonly from: 'text' | 'field' | 'ctml';
  /** Null where it stays text. */
  readonly rule: TrialRule | null;
  /**
   * What the text says beyond its rule, for a person to read: nothing; `more`, which narrows it; `alternatives`, under
   * which a patient who does not meet an inclusion may still be taken, or one outside an exclusion still be excluded.
   */
  readonly rest: 'none' | 'more' | 'alternatives';
  /** Only for one cohort or part of the trial. */
  readonly isForCohort: boolean;
}

export function require(requirement: Requirement): TrialRule {
  return { kind: 'require', requirement };
}
