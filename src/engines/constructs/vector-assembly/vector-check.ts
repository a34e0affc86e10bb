import type { Source } from '../../../core/cited.js';
import type { Range } from '../part.js';

/** What a vector is held to; in the order in which checks of one verdict are told. */
export const VECTOR_CHECKS = {
  'coding-frame': 'Reading frames',
  'start-context': 'Start codons',
  'packaging-size': 'Packaging size',
  'itr-integrity': 'Inverted terminal repeats',
  intron: 'Introns',
  'splice-sites': 'Splice sites',
  'transcript-ends': 'Ends of transcripts',
  'direct-repeats': 'Repeats',
  'promoter-interference': 'Promoters',
  'forbidden-sites': 'Restriction sites',
  synthesis: 'Synthesis',
} as const satisfies Readonly<Record<string, string>>;

export type VectorCheckId = keyof typeof VECTOR_CHECKS;

/** How one check came out. */
export interface CheckResult {
  readonly verdict: 'fail' | 'warn' | 'pass';
  /** In words, with numbers; what to do where it is no pass. */
  readonly reason: string;
  /** On the construct; empty where it is about the whole. */
  readonly ranges: readonly Range[];
  readonly sources: readonly Source[];
}

/** One thing a vector is held to, how it came out, and where. */
export interface VectorCheck extends CheckResult {
  readonly id: VectorCheckId;
  readonly title: string;
}

export function passed(reason: string, ...sources: readonly Source[]): CheckResult {
  return { verdict: 'pass', reason, ranges: [], sources };
}

export function warned(
  reason: string,
  ranges: readonly Range[],
  ...sources: readonly Source[]
): CheckResult {
  return { verdict: 'warn', reason, ranges, sources };
}

export function failed(
  reason: string,
  ranges: readonly Range[],
  ...sources: readonly Source[]
): CheckResult {
  return { verdict: 'fail', reason, ranges, sources };
}
