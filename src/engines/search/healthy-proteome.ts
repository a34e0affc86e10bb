import { residueCode } from '../../core/amino-acids.js';
import { breathe, type Context } from '../../core/context.js';
import {
  createNearMatcher,
  type NearMatcher,
  type NearMatchQuery,
  UNKNOWN_RESIDUE,
} from '../../kernels/near-matches.js';
import { type LoadedPack, type PackUse, packUse } from '../../packs/pack-store.js';
import { findOccurrences, type ProteinName, type SelfOccurrence } from './occurrences.js';
import { decodeProteome, lettersAt, type ProteinEntry } from './proteome-format.js';

export type { ProteinName, SelfOccurrence };

export interface NearestSelfQuery {
  readonly peptide: string;
  /** Stretches equal to one of these do not count, e.g. the peptide's wild-type counterpart. */
  readonly excluding: readonly string[];
}

export interface NearestSelfOptions {
  /** 0-3. Farther stretches are not looked for. */
  readonly maxMismatches: number;
}

/** A stretch of a healthy protein. */
export interface SelfStretch extends ProteinName {
  readonly peptide: string;
  /** 0-based, in the protein. */
  readonly start0: number;
}

/** The stretches of the healthy proteome that are nearest to a peptide. */
export interface NearestSelf {
  readonly peptide: string;
  /** Residues in which the nearest stretches differ, or null where none is within `maxMismatches`. */
  readonly mismatches: number | null;
  /** Stretches that differ in exactly that many. */
  readonly places: number;
  /** The first of them, by gene, accession and place; at most three. */
  readonly examples: readonly SelfStretch[];
}

export interface HealthyProteome {
  readonly pack: PackUse;
  readonly proteinCount: number;
  readonly residueCount: number;
  /** The protein's sequence, one-letter codes, or null where the accession is not in the pack. */
  sequenceOf(accession: string): string | null;
  /**
   * For each peptide how often it occurs, in one pass over all of them; I and L are told apart, a
   * residue that is none of the twenty matches nothing. For peptides of 8 residues or more.
   */
  occurrences(peptides: readonly string[]): readonly SelfOccurrence[];
  /**
   * For each query the same-length stretches with the fewest substitutions; for 8-32 residues.
   * Reports `nearest self`, stops when the context's signal does.
   */
  nearestSelf(
    queries: readonly NearestSelfQuery[],
    options: NearestSelfOptions,
    context: Context,
  ): Promise<readonly NearestSelf[]>;
}

/** About 20 ms of work between two looks at the clock and the abort signal. */
const QUERIES_PER_BATCH = 500;
/** Without the kernel one query takes a second or so. */
const QUERIES_PER_BATCH_WITHOUT_KERNEL = 1;

function residueCodes(sequence: string): Uint8Array {
  const codes = new Uint8Array(sequence.length);
  for (let i = 0; i < sequence.length; i++) {
    const code = residueCode(sequence, i);
    codes[i] = code < 0 ? UNKNOWN_RESIDUE : code;
  }
  return codes;
}

/**
 * The proteome of a `healthy-proteome` pack, ready to be asked.
 * @throws PackError where the pack holds something else.
 */
export function openHealthyProteome(pack: LoadedPack): HealthyProteome {
  const proteome = decodeProteome(pack.bytes);
  const { proteins, text } = proteome;
  let matcher: Promise<NearMatcher> | null = null;

  const proteinAt = (place: number): ProteinEntry => {
    let low = 0;
    let high = proteins.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((proteins[middle] as ProteinEntry).start0 <= place) low = middle;
      else high = middle;
    }
    return proteins[low] as ProteinEntry;
  };

  return {
    pack: packUse(pack),
    proteinCount: proteins.length,
    residueCount: text.length - proteins.length - 1,

    sequenceOf: (accession) => {
      const protein = proteins.find((protein) => protein.accession === accession);
      return protein === undefined ? null : lettersAt(proteome, protein.start0, protein.length);
    },

    occurrences: (peptides) => findOccurrences(proteome, peptides),

    nearestSelf: async (queries, { maxMismatches }, context) => {
      context.signal.throwIfAborted();
      matcher ??= createNearMatcher(text);
      const { accelerated, find } = await matcher;
      if (!accelerated) {
        context.warn('WebAssembly SIMD is missing here: looking for near self takes 1 s a peptide');
      }
      const batchSize = accelerated ? QUERIES_PER_BATCH : QUERIES_PER_BATCH_WITHOUT_KERNEL;
      const results: NearestSelf[] = [];
      while (results.length < queries.length) {
        await breathe(context);
        const batch = queries.slice(results.length, results.length + batchSize);
        const found = find(
          batch.map(({ peptide, excluding }): NearMatchQuery => ({
            peptide: residueCodes(peptide),
            excluded: excluding.map(residueCodes),
          })),
          maxMismatches,
        );
        for (const [i, { mismatches, count, starts }] of found.entries()) {
          const { peptide } = batch[i] as NearestSelfQuery;
          const examples = starts.map((start): SelfStretch => {
            const { gene, accession, start0 } = proteinAt(start);
            return {
              peptide: lettersAt(proteome, start, peptide.length),
              gene,
              accession,
              start0: start - start0,
            };
          });
          results.push({ peptide, mismatches, places: count, examples });
        }
        context.report({ step: 'nearest self', done: results.length, total: queries.length });
      }
      return results;
    },
  };
}
