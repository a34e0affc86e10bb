import { PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';

export const GUIDE_SCORES_PACK_ID = 'guide-scores';

/** A motif of Rule Set 1 in the 30-mer. */
export interface RuleSet1Term {
  readonly motif: string;
  /** 1-based place of its first base in the 30-mer. */
  readonly place: number;
  readonly weight: number;
}

/** Published numbers behind CFD, MIT and Rule Set 1. */
export interface GuideScoreTables {
  /** By spacer base, protospacer base and 1-based place from the 5' end, e.g. `GA20`: share of the activity kept. */
  readonly cfdMismatch: Readonly<Record<string, number>>;
  /** By the last two bases of the PAM. */
  readonly cfdPam: Readonly<Record<string, number>>;
  /** 20 weights, 5' to 3': what a mismatch costs. */
  readonly mit: readonly number[];
  readonly ruleSet1: {
    readonly intercept: number;
    /** For each G or C of the spacer below or above ten. */
    readonly gcLow: number;
    readonly gcHigh: number;
    readonly terms: readonly RuleSet1Term[];
  };
}

/** @throws PackError where the pack holds something else. */
export function openGuideScoreTables({ manifest, bytes }: LoadedPack): GuideScoreTables {
  const tables = JSON.parse(new TextDecoder().decode(bytes)) as GuideScoreTables;
  if (manifest.id !== GUIDE_SCORES_PACK_ID || tables.mit?.length !== 20) {
    throw new PackError('this is no table of guide scores', { pack: manifest.id });
  }
  return tables;
}
