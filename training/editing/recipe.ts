import type { KernelWeights } from '../../src/engines/editing/guide-kernel.js';
import type { KernelSetting } from './fit-kernel.js';

/** What was chosen for the model with place. */
export const RECIPE = {
  /** Of the linear half. */
  penalty: 200,
  trees: 800,
  rate: 0.03,
  rowShare: 0.7,
  featureShare: 0.2,
  smallest: 20,
  seed: 20_161,
} as const;

const LIKENESS = {
  pam: 0.0068,
  near: 0.004,
  seed: 0.0044,
  whole: 0.004,
  composition: 0.008,
  placed: 0.004,
  pairs: 0.004,
  triples: 0.002,
  fours: 0.002,
} as const satisfies KernelWeights;

const PLACE = { share: 0.0095, near: 0.012, far: 0.004 } as const;
const NOISE = 0.028;

/** What the model without place is chosen from, for each gene held out without that gene. */
export const KERNEL_SETTINGS: readonly KernelSetting[] = [
  { name: 'middle', weights: LIKENESS, place: PLACE, noise: NOISE },
  { name: 'weak', weights: times(0.6, LIKENESS), place: PLACE, noise: NOISE },
  { name: 'strong', weights: times(1.6, LIKENESS), place: PLACE, noise: NOISE },
  {
    name: 'placed',
    weights: times(0.7, { ...LIKENESS, placed: 0.008 }),
    place: PLACE,
    noise: NOISE,
  },
  { name: 'placeless', weights: LIKENESS, place: { share: 0, near: 0, far: 0 }, noise: 0.05 },
];

function times(factor: number, weights: KernelWeights): KernelWeights {
  const { pam, near, seed, whole, composition, placed, pairs, triples, fours } = weights;
  return {
    pam: factor * pam,
    near: factor * near,
    seed: factor * seed,
    whole: factor * whole,
    composition: factor * composition,
    placed: factor * placed,
    pairs: factor * pairs,
    triples: factor * triples,
    fours: factor * fours,
  };
}
