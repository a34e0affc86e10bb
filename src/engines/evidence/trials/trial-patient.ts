import type { Analyte, PatientCondition } from './trial-rule.js';

/** A change of one gene in this patient's tumour. */
export interface PatientAlteration {
  readonly gene: string;
  /** As shown to a reader, e.g. `KRAS p.G12C`. */
  readonly name: string;
  /** One-letter without `p.`, e.g. `G12C`; null where the protein change is not known. */
  readonly proteinChange: string | null;
  /** Sequence Ontology terms. */
  readonly terms: readonly string[];
  /** Exon of the transcript it was called on; null where not known. */
  readonly exon: number | null;
}

/** What matching knows of a patient; null where it was not given, never a guess. */
export interface TrialPatient {
  readonly ageYears: number | null;
  readonly sex: 'female' | 'male' | null;
  readonly ecog: number | null;
  /** OncoTree code with all above it, nearest first; null where no type was given. */
  readonly tumourTypes: readonly string[] | null;
  /** Codes below the patient's own; empty where none was given. */
  readonly narrowerTypes: readonly string[];
  readonly isSolid: boolean | null;
  /** Null where that kind of data was not given: absence then can't be told. */
  readonly mutations: readonly PatientAlteration[] | null;
  readonly fusions: readonly (readonly [string | null, string | null])[] | null;
  readonly copyNumber: {
    /** Genes whose copies were looked at; of others nothing is known. */
    readonly genes: readonly string[];
    readonly changes: readonly {
      readonly gene: string;
      readonly change: 'amplification' | 'loss';
    }[];
  } | null;
  /** As `A*02:01`, without `HLA-`. */
  readonly hla: readonly string[] | null;
  readonly pdL1: Readonly<Record<'TPS' | 'CPS' | 'IC', number | null>>;
  /** Mutations/Mb. */
  readonly tmbPerMb: number | null;
  readonly msi: 'MSI-H' | 'MSS' | null;
  /** 0-4. */
  readonly stage: number | null;
  readonly priorLines: number | null;
  /** As given; empty where it was said that there was none. */
  readonly priorTherapies: readonly string[] | null;
  readonly analytes: Readonly<Partial<Record<Analyte, number>>>;
  readonly conditions: Readonly<Partial<Record<PatientCondition, boolean>>>;
}
