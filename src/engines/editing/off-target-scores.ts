import { guideLetters } from './guide-letters.js';
import type { GuideScoreTables } from './guide-score-tables.js';

/** A guide beside a place in the genome; SpCas9, no bulges. */
export interface GuideAndSite {
  /** 20 nt, 5'->3'. */
  readonly spacer: string;
  /** The site on the strand that reads like the spacer, 20 nt. */
  readonly protospacer: string;
  /** The three bases behind it. */
  readonly pam: string;
}

const SPACER_LENGTH = 20;

/** Sites with NAG are cut about a fifth as often (Hsu 2013); NGA, which CRISPOR searches too, is taken alike. */
const MIT_MINOR_PAM = 0.2;
/** Places between the first and the last mismatch that a 20-mer can have at most. */
const MIT_LONGEST_DISTANCE = 19;

interface CheckedPair extends GuideAndSite {
  /** 0-based. */
  readonly mismatches: readonly number[];
}

function checkedPair(pair: GuideAndSite): CheckedPair {
  const spacer = guideLetters(pair.spacer, SPACER_LENGTH, 'the spacer');
  const protospacer = guideLetters(pair.protospacer, SPACER_LENGTH, 'the protospacer');
  const pam = guideLetters(pair.pam, 3, 'the PAM');
  const mismatches: number[] = [];
  for (let i = 0; i < SPACER_LENGTH; i++) if (spacer[i] !== protospacer[i]) mismatches.push(i);
  return { spacer, protospacer, pam, mismatches };
}

/**
 * Cutting frequency determination, 0 to 1: 1 is a perfect match with NGG. A product over mismatches and PAM, each the
 * share of activity kept in one measured change (Doench 2016, doi 10.1038/nbt.3437). It is no probability.
 * @throws InputError for another length than 20 and 3, or a letter besides A, C, G, T.
 */
export function cfdScore(tables: GuideScoreTables, pair: GuideAndSite): number {
  const { spacer, protospacer, pam, mismatches } = checkedPair(pair);
  let score = tables.cfdPam[pam.slice(1)] as number;
  for (const i of mismatches) {
    score *= tables.cfdMismatch[`${spacer[i]}${protospacer[i]}${i + 1}`] as number;
  }
  return score;
}

/**
 * The score of crispr.mit.edu for one hit, here 0 to 1 (there 0 to 100): 1 is a perfect match with NGG (Hsu 2013,
 * doi 10.1038/nbt.2647). The mean distance between mismatches is rounded down, as there. Null for a PAM
 * besides NGG, NAG and NGA, which it does not know.
 * @throws InputError for another length than 20 and 3, or a letter besides A, C, G, T.
 */
export function mitScore({ mit }: GuideScoreTables, pair: GuideAndSite): number | null {
  const { pam, mismatches } = checkedPair(pair);
  const ending = pam.slice(1);
  if (ending !== 'GG' && ending !== 'AG' && ending !== 'GA') return null;
  let score = ending === 'GG' ? 1 : MIT_MINOR_PAM;
  for (const i of mismatches) score *= 1 - (mit[i] as number);
  const count = mismatches.length;
  if (count >= 2) {
    const spread = (mismatches.at(-1) as number) - (mismatches[0] as number);
    const meanDistance = Math.floor(spread / (count - 1));
    score /= ((MIT_LONGEST_DISTANCE - meanDistance) / MIT_LONGEST_DISTANCE) * 4 + 1;
    score /= count * count;
  }
  return score;
}
