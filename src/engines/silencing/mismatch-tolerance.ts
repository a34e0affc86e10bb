import { interiorEnergy, pairCode } from '../rna/energy-model.js';
import type { EnergyModel } from '../rna/energy-model.js';
import { BASES } from '../rna/energy-model.js';
import { GUIDE_LENGTH, type SirnaGuide } from './sirna-guide.js';

/** One letter of a guide that does not pair with a transcript. */
interface GuideMismatch {
  /** 1-based from the guide's 5' end. */
  readonly place: number;
  readonly guideBase: string;
  /** As RNA. */
  readonly targetBase: string;
}

/** What becomes of the silencing at a site with mismatches. */
export interface MismatchTolerance {
  readonly mismatches: readonly GuideMismatch[];
  /**
   * `spared`: the place, behind the seed, is one at which mismatches lowered silencing most; `doubtful`: it lies in the
   * seed, or the letters pair in a way (G with U, A with C) that another study found tolerated; `silenced`: the place, or
   * the wobble there, is tolerated.
   */
  readonly verdict: 'doubtful' | 'silenced' | 'spared';
  /** Of the silencing at the matched site, how much is left at most, 0-1; 1 where none may be lost. */
  readonly shareAtMost: number;
  /** How much less firmly the site pairs than a matched one, kcal/mol; null where a mismatch is at the end or beside another. */
  readonly penaltyKcal: number | null;
}

/**
 * Places where a mismatch did not stop cleavage: 1, 15, 17, 18, 19 (Schwarz 2006, figure 3B), 20 and 21 (Wee 2012,
 * figure 6E); at 4 and 7 a wobble of G and U did not (Schwarz 2006, figure 3C).
 */
const TOLERATED_PLACES: readonly number[] = [1, 15, 17, 18, 19, 20, 21];
const TOLERATED_WOBBLES: readonly number[] = [4, 7];
/** The seed: mismatches in it were told apart less than those behind it (Schwarz 2006). */
const LAST_OF_SEED = 8;

/**
 * Of Schwarz's 19 siRNAs, all took 60 % or more of the matched transcript away, and those called selective less than
 * 40 % of the other.
 */
const SHARE_AT_SELECTIVE_PLACE = 0.4 / 0.6;

/** Half way between a share and no loss: what is put down where studies differ, or find less told apart. */
function halfWay(share: number): number {
  return (share + 1) / 2;
}

/** How the guide's letters lie against 21 bases of a transcript, upper-case DNA without N. */
function guideMismatches(guide: SirnaGuide, site: string): readonly GuideMismatch[] {
  const found: GuideMismatch[] = [];
  for (let i = 0; i < GUIDE_LENGTH; i++) {
    const guideBase = guide.charAt(i);
    const targetBase = site.charAt(GUIDE_LENGTH - 1 - i).replace('T', 'U');
    if (!isMatched(guideBase, targetBase)) found.push({ place: i + 1, guideBase, targetBase });
  }
  return found;
}

function isMatched(guideBase: string, targetBase: string): boolean {
  return BASES.indexOf(guideBase) + BASES.indexOf(targetBase) === BASES.length - 1;
}

function shareLeft({ place, guideBase, targetBase }: GuideMismatch): number {
  if (TOLERATED_PLACES.includes(place)) return 1;
  const letters = [guideBase, targetBase].sort().join('');
  if (letters === 'GU' && TOLERATED_WOBBLES.includes(place)) return 1;
  const atPlace =
    place <= LAST_OF_SEED ? halfWay(SHARE_AT_SELECTIVE_PLACE) : SHARE_AT_SELECTIVE_PLACE;
  // Du 2005 found G with U, and A with C, silenced nearly as well as a match.
  return letters === 'GU' || letters === 'AC' ? halfWay(atPlace) : atPlace;
}

/**
 * What a guide does at a site that it does not fully match. Several mismatches are taken to act each by itself, so that
 * their shares multiply.
 */
export function mismatchTolerance(
  guide: SirnaGuide,
  site: string,
  energies: EnergyModel,
): MismatchTolerance {
  const mismatches = guideMismatches(guide, site);
  const shares = mismatches.map(shareLeft);
  const shareAtMost = shares.reduce((product, share) => product * share, 1);
  return {
    mismatches,
    verdict:
      shareAtMost === 1
        ? 'silenced'
        : shareAtMost > SHARE_AT_SELECTIVE_PLACE
          ? 'doubtful'
          : 'spared',
    shareAtMost,
    penaltyKcal: penaltyOf(guide, mismatches, energies),
  };
}

/** Difference of the pairing energies around each mismatch (a stack with a wobble, or a loop of one base on each side). */
function penaltyOf(
  guide: SirnaGuide,
  mismatches: readonly GuideMismatch[],
  energies: EnergyModel,
): number | null {
  let penalty = 0;
  let lastPlace = -1;
  for (const mismatch of mismatches) {
    const { place, targetBase } = mismatch;
    if (place === 1 || place === GUIDE_LENGTH || place === lastPlace + 1) return null;
    lastPlace = place;
    const trio = [0, 1, 2].map((k) => BASES.indexOf(guide.charAt(place - 2 + k)));
    penalty += trioEnergy(trio, BASES.indexOf(targetBase), energies);
    penalty -= trioEnergy(trio, BASES.length - 1 - (trio[1] as number), energies);
  }
  return penalty / 100;
}

/** Three letters of the guide against the target, the outer two matched; 1/100 kcal/mol. */
function trioEnergy(trio: readonly number[], opposite: number, energies: EnergyModel): number {
  const [before, middle, after] = trio as [number, number, number];
  const codes = Uint8Array.of(before, middle, after, 3 - after, opposite, 3 - before);
  return pairCode(middle, opposite) < 0
    ? interiorEnergy(energies, codes, 0, 5, 2, 3)
    : interiorEnergy(energies, codes, 0, 5, 1, 4) + interiorEnergy(energies, codes, 1, 4, 2, 3);
}
