import { InputError } from './errors.js';

declare const brand: unique symbol;
/** A value that only its parser can make, so that two kinds of string are never mixed up. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** One or more of the twenty standard amino acids, upper case. */
export type Peptide = Branded<string, 'Peptide'>;
/** A transcript accession, version kept if it was given, e.g. `ENST00000369850.10`. */
export type TranscriptId = Branded<string, 'TranscriptId'>;
/** A chromosome name as the input spells it. */
export type Chromosome = Branded<string, 'Chromosome'>;

/** One place on a genome: 0-based start, half-open end. */
export interface GenomicPosition {
  readonly chromosome: Chromosome;
  readonly start0: number;
  readonly end0: number;
}

const STANDARD_PEPTIDE = /^[ACDEFGHIKLMNPQRSTVWY]+$/;

/** True where every residue is one of the twenty standard amino acids. */
export function isPeptide(text: string): text is Peptide {
  return STANDARD_PEPTIDE.test(text);
}

/** @throws InputError where a residue is not one of the twenty. */
export function parsePeptide(text: string): Peptide {
  if (!isPeptide(text)) {
    throw new InputError(`"${text}" is not a peptide`, {
      hint: 'use one-letter codes of the twenty standard amino acids, upper case',
    });
  }
  return text;
}

const TRANSCRIPT = /^[A-Za-z][A-Za-z0-9_.:-]{2,63}$/;

/** @throws InputError for something that cannot be an accession (spaces, over 64 characters). */
export function parseTranscriptId(text: string): TranscriptId {
  if (!TRANSCRIPT.test(text)) {
    throw new InputError(`"${text}" is not a transcript accession`, {
      hint: 'expected something like ENST00000369850.10 or NM_005228.5',
    });
  }
  return text as TranscriptId;
}

/** `ENST00000369850.10` -> `ENST00000369850`; a name without a version comes back as it is. */
export function withoutVersion(accession: string): string {
  return accession.replace(/\.\d+$/, '');
}

/** @throws InputError for an empty name or one with white space or `<>` in it. */
export function parseChromosome(text: string): Chromosome {
  if (text === '' || /[\s<>]/.test(text)) {
    throw new InputError(`"${text}" is not a chromosome name`);
  }
  return text as Chromosome;
}

/** @throws InputError for a negative start or an end before the start. */
export function genomicPosition(chromosome: string, start0: number, end0: number): GenomicPosition {
  if (!Number.isSafeInteger(start0) || !Number.isSafeInteger(end0) || start0 < 0 || end0 < start0) {
    throw new InputError(`${chromosome}:${start0}-${end0} is not a position on a genome`);
  }
  return { chromosome: parseChromosome(chromosome), start0, end0 };
}

/**
 * An HLA allele in two-field form, made by `parseHlaAllele` only: `HLA-A*02:01`, `HLA-DRB1*04:05`,
 * `HLA-DQA1*01:02-DQB1*06:02`.
 */
export type HlaAllele = Branded<string, 'HlaAllele'>;
