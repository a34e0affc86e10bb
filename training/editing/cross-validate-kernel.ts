import { agreement, genesOf } from './cross-validate.js';
import { covarianceMatrix, type KernelSetting, likenessMatrix } from './fit-kernel.js';
import { solvePositive } from './fit-ridge.js';
import type { KernelGuide } from './kernel-guides.js';
import { positiveInverse } from './positive-inverse.js';
import type { ScreenRow } from './screen-rows.js';
import { spearman } from './spearman.js';

/** Ranks of every gene spread evenly about a half: the mean is known, not fitted. */
export const MIDDLE_RANK = 0.5;

/** A setting fitted to all guides, and what it says of each gene without that gene, and without another one too. */
export interface KernelTrial {
  readonly setting: KernelSetting;
  readonly coefficients: Float64Array;
  /** By gene left out, then by guide: its score where its own gene is left out as well. Genes in the order of `genesOf`. */
  readonly without: readonly Float64Array[];
}

/**
 * One matrix is inverted; what is left out is then taken off exactly: with G the inverse, a = G y, and u the guides left
 * out, the coefficients of the others are a - G[., u] G[u, u]^-1 a[u].
 */
export function tryKernel(guides: readonly KernelGuide[], setting: KernelSetting): KernelTrial {
  const n = guides.length;
  const likeness = likenessMatrix(guides, setting.weights);
  const inverse = positiveInverse(covarianceMatrix(likeness, guides, setting), n);
  const all = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    guides.forEach(({ rank }, j) => {
      all[i]! += (inverse[i * n + j] as number) * (rank - MIDDLE_RANK);
    });
  }
  const genes = genesOf(guides);
  const members = genes.map((gene) =>
    guides.flatMap((guide, i) => (guide.gene === gene ? [i] : [])),
  );
  const without = genes.map(() => new Float64Array(n));
  const score = (i: number, coefficients: Float64Array): number => {
    let sum = MIDDLE_RANK;
    for (let j = 0; j < n; j++)
      sum += (likeness[i * n + j] as number) * (coefficients[j] as number);
    return sum;
  };
  for (let g = 0; g < genes.length; g++) {
    for (let h = g; h < genes.length; h++) {
      const [ofG, ofH] = [members[g] as number[], members[h] as number[]];
      const left = g === h ? ofG : [...ofG, ...ofH];
      const coefficients = withoutGuides(inverse, all, left);
      for (const i of ofH) (without[g] as Float64Array)[i] = score(i, coefficients);
      for (const i of ofG) (without[h] as Float64Array)[i] = score(i, coefficients);
    }
  }
  return { setting, coefficients: all, without };
}

function withoutGuides(
  inverse: Float64Array,
  all: Float64Array,
  left: readonly number[],
): Float64Array {
  const n = all.length;
  const block = Float64Array.from({ length: left.length ** 2 }, (_, at) => {
    const row = left[Math.floor(at / left.length)] as number;
    return inverse[row * n + (left[at % left.length] as number)] as number;
  });
  const amounts = solvePositive(
    block,
    Float64Array.from(left, (i) => all[i] as number),
  );
  const coefficients = all.slice();
  left.forEach((row, k) => {
    const amount = amounts[k] as number;
    for (let j = 0; j < n; j++) coefficients[j]! -= amount * (inverse[row * n + j] as number);
  });
  for (const i of left) coefficients[i] = 0;
  return coefficients;
}

/** Each row's score by a model that met no guide of its gene, nor was chosen with one. */
export interface NestedScores {
  readonly scores: readonly number[];
  /** Setting chosen for each gene by pooled rank correlation among the others, each of these left out in turn. */
  readonly chosen: ReadonlyMap<string, string>;
}

export function nestedScores(
  rows: readonly ScreenRow[],
  guides: readonly KernelGuide[],
  trials: readonly KernelTrial[],
): NestedScores {
  const place = new Map(guides.map(({ context }, i) => [context, i]));
  const guideOf = rows.map(({ context }) => place.get(context) as number);
  const scores = Array.from(rows, () => 0);
  const chosen = new Map<string, string>();
  genesOf(rows).forEach((gene, g) => {
    const scoreIn = (trial: KernelTrial, row: number): number =>
      (trial.without[g] as Float64Array)[guideOf[row] as number] as number;
    const others = rows.flatMap((row, i) => (row.gene === gene ? [] : [i]));
    const ranks = others.map((i) => (rows[i] as ScreenRow).rank);
    const best = largest(trials, (trial) =>
      spearman(
        others.map((i) => scoreIn(trial, i)),
        ranks,
      ),
    );
    chosen.set(gene, best.setting.name);
    rows.forEach((row, i) => {
      if (row.gene === gene) scores[i] = scoreIn(best, i);
    });
  });
  return { scores, chosen };
}

/** The setting for all genes: the best where each is left out in turn. */
export function bestTrial(
  rows: readonly ScreenRow[],
  guides: readonly KernelGuide[],
  trials: readonly KernelTrial[],
): KernelTrial {
  return largest(trials, (trial) => agreement(rows, heldOutBy(rows, guides, trial)).pooled);
}

/** Each row's score by one setting fitted without its gene. */
export function heldOutBy(
  rows: readonly ScreenRow[],
  guides: readonly KernelGuide[],
  trial: KernelTrial,
): readonly number[] {
  const genes = genesOf(guides);
  const byContext = new Map(
    guides.map(({ context, gene }, i) => [
      context,
      (trial.without[genes.indexOf(gene)] as Float64Array)[i] as number,
    ]),
  );
  return rows.map(({ context }) => byContext.get(context) as number);
}

/** The first of those with the largest value. */
function largest(
  trials: readonly KernelTrial[],
  value: (trial: KernelTrial) => number,
): KernelTrial {
  let best: { readonly trial: KernelTrial; readonly value: number } | null = null;
  for (const trial of trials) {
    const found = value(trial);
    if (best === null || found > best.value) best = { trial, value: found };
  }
  if (best === null) throw new Error('there is no setting to choose from');
  return best.trial;
}
