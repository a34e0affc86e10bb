import type { EnergyModel } from '../rna/energy-model.js';
import { baseCodes } from '../rna/structure.js';
import { duplexEnergies } from './duplex-energies.js';
import { GUIDE_LENGTH, type SirnaGuide } from './sirna-guide.js';

/** Thresholds of a number that is asked for in steps: is it at least `from`, `from + step` and so on, `count` times. */
interface Steps {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/** Numbers of a guide's energies, kcal/mol, in the order in which they are asked for. */
const ENERGY_STEPS = {
  guide5End: { from: -13, step: 0.5, count: 19 },
  passenger5End: { from: -13, step: 0.5, count: 19 },
  asymmetry: { from: -6, step: 0.5, count: 25 },
  whole: { from: -46, step: 1.5, count: 17 },
  seed: { from: -18, step: 0.75, count: 16 },
  middle: { from: -15, step: 0.75, count: 14 },
  firstStack: { from: -2.5, step: 0.4, count: 14 },
  firstTwoStacks: { from: -4, step: 0.5, count: 17 },
  guideFold: { from: -8, step: 0.5, count: 16 },
} as const satisfies Readonly<Record<string, Steps>>;

type EnergyName = keyof typeof ENERGY_STEPS;
const ENERGY_NAMES = Object.keys(ENERGY_STEPS) as readonly EnergyName[];

const MOST_OF_A_PAIR = 4;
const MOST_OF_A_TRIPLE = 2;

/**
 * Yes-or-no questions about a guide: which base at each of 21 places (84), how often each pair (16 x 4) and triple of
 * bases (64 x 2) is in it, and where its energies lie. As Huesken 2005 (places) and Vert 2006 (motifs) have them.
 */
export const SIRNA_FEATURE_COUNT =
  4 * GUIDE_LENGTH +
  16 * MOST_OF_A_PAIR +
  64 * MOST_OF_A_TRIPLE +
  ENERGY_NAMES.reduce((sum, name) => sum + ENERGY_STEPS[name].count, 0);

/** Indices of the questions that are answered with yes, ascending. */
export function sirnaFeatures(guide: SirnaGuide, energies: EnergyModel): readonly number[] {
  const codes = baseCodes(guide);
  const found: number[] = [];
  let from = 0;
  codes.forEach((code, i) => found.push(4 * i + code));
  from += 4 * GUIDE_LENGTH;
  from = pushCounts(found, from, wordCounts(codes, 2), MOST_OF_A_PAIR);
  from = pushCounts(found, from, wordCounts(codes, 3), MOST_OF_A_TRIPLE);
  const values = energyValues(guide, energies);
  for (const name of ENERGY_NAMES) {
    const { from: least, step, count } = ENERGY_STEPS[name];
    // A hair's breadth of room: sums of hundredths are not exact.
    const reached = Math.floor((values[name] - least) / step + 1e-6) + 1;
    for (let k = 0; k < Math.min(count, reached); k++) found.push(from + k);
    from += count;
  }
  return found;
}

/** How often each word of so many bases is in the guide, by its number with the first base as the highest digit. */
function wordCounts(codes: Uint8Array, length: number): Uint8Array {
  const counts = new Uint8Array(4 ** length);
  for (let i = 0; i + length <= codes.length; i++) {
    let word = 0;
    for (let k = 0; k < length; k++) word = 4 * word + (codes[i + k] as number);
    counts[word]!++;
  }
  return counts;
}

function pushCounts(found: number[], from: number, counts: Uint8Array, most: number): number {
  counts.forEach((count, word) => {
    for (let k = 0; k < Math.min(count, most); k++) found.push(from + most * word + k);
  });
  return from + most * counts.length;
}

function energyValues(guide: SirnaGuide, model: EnergyModel): Readonly<Record<EnergyName, number>> {
  const energies = duplexEnergies(guide, model);
  const { stacksKcal } = energies;
  const sum = (from: number, to: number): number =>
    stacksKcal.slice(from, to).reduce((total, stack) => total + stack, 0);
  const last = stacksKcal.length;
  return {
    guide5End: energies.guide5EndKcal,
    passenger5End: energies.passenger5EndKcal,
    asymmetry: energies.asymmetryKcal,
    whole: sum(0, last),
    seed: energies.seedKcal,
    middle: sum(7, 12),
    firstStack: sum(0, 1) - sum(last - 1, last),
    firstTwoStacks: sum(0, 2) - sum(last - 2, last),
    guideFold: energies.guideFoldKcal,
  };
}
