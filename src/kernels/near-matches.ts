import { compileKernel } from './compile-kernel.js';
import { WASM_BASE64 } from './generated/near-matches.wasm.js';
import {
  BORDER,
  nearMatches,
  UNKNOWN_RESIDUE,
  type NearMatchQuery,
  type NearMatches,
} from './reference/near-matches.js';

export { BORDER, UNKNOWN_RESIDUE, type NearMatches, type NearMatchQuery };

/** Two seeds of four residues fit from 8 on; a query is two 16-byte registers. */
export const SHORTEST_QUERY = 8;
export const LONGEST_QUERY = 32;
/** One seed of four holds at most one of three mismatches; with four it would be two. */
export const MOST_MISMATCHES = 3;

export interface NearMatcher {
  /** False where the kernel cannot run here and the definition does its work, in about 1 s a query of the human proteome. */
  readonly accelerated: boolean;
  /**
   * The nearest stretches to each query, in the order of the queries. Blocks while it works.
   * @throws Error for a query outside 8-32 residues or a `maxMismatches` outside 0-3.
   */
  find(queries: readonly NearMatchQuery[], maxMismatches: number): readonly NearMatches[];
}

interface KernelExports {
  open(textAt: number, textBytes: number, bucketStartsAt: number, positionsAt: number): void;
  nearest(
    queriesAt: number,
    queryCount: number,
    exclusionsAt: number,
    maxMismatches: number,
    resultsAt: number,
  ): void;
}

// The layout that assembly/near-matches.ts reads.
const CODES = BORDER;
const BUCKETS = CODES ** 4;
const ROW_BYTES = LONGEST_QUERY;
const QUERY_BYTES = ROW_BYTES + 12;
const RESULT_BYTES = 20;
const NONE = 0xffff_ffff;
/** Borders before and after the text, so that no load leaves it. */
const PADDING = LONGEST_QUERY;
/** Differs from every code of a text. */
const MATCHES_NOTHING = 255;
/** AssemblyScript leaves the first kilobyte of its memory alone. */
const MEMORY_BASE = 1_024;
const PAGE_BYTES = 65_536;

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

function requireWithinLimits(queries: readonly NearMatchQuery[], maxMismatches: number): void {
  if (!Number.isInteger(maxMismatches) || maxMismatches < 0 || maxMismatches > MOST_MISMATCHES) {
    throw new Error(`maxMismatches is ${maxMismatches}, not 0-${MOST_MISMATCHES}`);
  }
  for (const { peptide } of queries) {
    if (peptide.length < SHORTEST_QUERY || peptide.length > LONGEST_QUERY) {
      throw new Error(
        `a query has ${peptide.length} residues, not ${SHORTEST_QUERY}-${LONGEST_QUERY}`,
      );
    }
  }
}

function referenceMatcher(residues: Uint8Array): NearMatcher {
  return {
    accelerated: false,
    find: (queries, maxMismatches) => {
      requireWithinLimits(queries, maxMismatches);
      return queries.map((query) => nearMatches(residues, query, maxMismatches));
    },
  };
}

/**
 * Makes a text ready to be searched for near matches: residue codes with a BORDER before, between and
 * after its sequences. Its index takes 4 bytes a residue, and about 0.1 s for the human proteome.
 */
export async function createNearMatcher(residues: Uint8Array): Promise<NearMatcher> {
  const module = await compileKernel(WASM_BASE64);
  if (module === null) return referenceMatcher(residues);

  const textAt = MEMORY_BASE;
  const textBytes = residues.length + 2 * PADDING;
  const bucketStartsAt = aligned(textAt + textBytes);
  const positionsAt = aligned(bucketStartsAt + 4 * (BUCKETS + 2));
  const batchAt = aligned(positionsAt + 4 * residues.length);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(batchAt / PAGE_BYTES) });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const kernel = exports as unknown as KernelExports;

  const text = new Uint8Array(memory.buffer, textAt, textBytes).fill(BORDER);
  text.set(residues, PADDING);
  kernel.open(textAt, textBytes, bucketStartsAt, positionsAt);

  return {
    accelerated: true,
    find: (queries, maxMismatches) => {
      requireWithinLimits(queries, maxMismatches);
      // A sequence of another length equals no stretch.
      const excluded = queries.map(({ peptide, excluded }) =>
        excluded.filter((sequence) => sequence.length === peptide.length),
      );
      const exclusionsAt = batchAt + aligned(queries.length * QUERY_BYTES);
      const exclusionBytes = excluded.reduce((sum, { length }) => sum + length * ROW_BYTES, 0);
      const resultsAt = exclusionsAt + exclusionBytes;
      const bytesNeeded = resultsAt + queries.length * RESULT_BYTES;
      const pagesMissing = Math.ceil((bytesNeeded - memory.buffer.byteLength) / PAGE_BYTES);
      if (pagesMissing > 0) memory.grow(pagesMissing);

      const bytes = new Uint8Array(memory.buffer);
      const numbers = new DataView(memory.buffer);
      const writeRow = (at: number, sequence: Uint8Array): void => {
        bytes.fill(MATCHES_NOTHING, at, at + ROW_BYTES);
        for (const [i, code] of sequence.entries()) {
          if (code < UNKNOWN_RESIDUE) bytes[at + i] = code;
        }
      };
      let exclusion = 0;
      for (const [i, { peptide }] of queries.entries()) {
        const at = batchAt + i * QUERY_BYTES;
        const sequences = excluded[i] as readonly Uint8Array[];
        writeRow(at, peptide);
        numbers.setUint32(at + ROW_BYTES, peptide.length, true);
        numbers.setUint32(at + ROW_BYTES + 4, exclusion, true);
        numbers.setUint32(at + ROW_BYTES + 8, sequences.length, true);
        for (const sequence of sequences) {
          writeRow(exclusionsAt + exclusion * ROW_BYTES, sequence);
          exclusion++;
        }
      }

      kernel.nearest(batchAt, queries.length, exclusionsAt, maxMismatches, resultsAt);

      return queries.map((_, i) => {
        const at = resultsAt + i * RESULT_BYTES;
        const mismatches = numbers.getUint32(at, true);
        const starts = [8, 12, 16]
          .map((offset) => numbers.getUint32(at + offset, true))
          .filter((start) => start !== NONE)
          .map((start) => start - PADDING);
        return {
          mismatches: mismatches === NONE ? null : mismatches,
          count: numbers.getUint32(at + 4, true),
          starts,
        };
      });
    },
  };
}
