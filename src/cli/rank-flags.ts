import { OptionError } from '../core/errors.js';
import {
  checkRankOptions,
  DEFAULT_RANK_OPTIONS,
  type RankOptions,
} from '../findings/ranking/rank-options.js';

/** Ranking options as the command line gives them: only those that were written. */
export interface RankFlags extends Partial<
  Omit<
    RankOptions,
    | 'bindingThresholdNm'
    | 'transcriptPrioritizationStrategy'
    | 'classILengths'
    | 'classIILengths'
    | 'mhcClass'
  >
> {
  readonly bindingThreshold?: number;
  readonly transcriptPrioritizationStrategy?: readonly string[];
  readonly classIReviewLengths?: readonly number[];
  readonly classIiReviewLengths?: readonly number[];
}

const MARKS = ['mane_select', 'canonical', 'tsl'] as const;

function mark(text: string): (typeof MARKS)[number] {
  const known = MARKS.find((name) => name === text);
  if (known === undefined) {
    throw new OptionError(
      `"${text}" is not a mark of a transcript`,
      '--transcript-prioritization-strategy',
      `use any of ${MARKS.join(',')}`,
    );
  }
  return known;
}

/**
 * Defaults with the flags over them.
 * @throws OptionError for a value out of range.
 */
export function rankOptionsFrom(
  flags: RankFlags,
  classILengths: readonly number[] = DEFAULT_RANK_OPTIONS.classILengths,
): RankOptions {
  const named = Object.fromEntries(
    Object.keys(DEFAULT_RANK_OPTIONS).flatMap((name) => {
      const value = (flags as Readonly<Record<string, unknown>>)[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return checkRankOptions({
    ...DEFAULT_RANK_OPTIONS,
    ...named,
    bindingThresholdNm: flags.bindingThreshold ?? DEFAULT_RANK_OPTIONS.bindingThresholdNm,
    transcriptPrioritizationStrategy:
      flags.transcriptPrioritizationStrategy?.map(mark) ??
      DEFAULT_RANK_OPTIONS.transcriptPrioritizationStrategy,
    classILengths: flags.classIReviewLengths ?? classILengths,
    classIILengths: flags.classIiReviewLengths ?? DEFAULT_RANK_OPTIONS.classIILengths,
    mhcClass: 'I',
  });
}
