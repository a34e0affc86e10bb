import { breathe, type Context } from '../../core/context.js';
import { type SeededRandom, seededRandom } from '../../core/seeded-random.js';
import { CHANNELS } from './channels.js';
import { nonNegativeLeastSquares } from './non-negative-least-squares.js';
import type { ReferenceSignature } from './reference-signatures.js';

/** One signature's part of a tumour's substitutions. */
interface SignatureShare {
  readonly signature: string;
  /** 0-1 of all that is fitted; 0 where it takes no part. */
  readonly share: number;
  /** 95 % interval over the bootstrap. */
  readonly low: number;
  readonly high: number;
  /** Share of bootstrap fits in which it takes part. */
  readonly presentShare: number;
}

export interface SignatureFit {
  /** In the order of the references. */
  readonly shares: readonly SignatureShare[];
  /** Cosine similarity of the fitted and the observed spectrum. */
  readonly cosine: number;
  readonly bootstraps: number;
  /** A share each bootstrap fit gives a group of signatures together: 2.5 and 97.5 % of them. */
  intervalOf(signatures: ReadonlySet<string>): { readonly low: number; readonly high: number };
}

const BOOTSTRAPS = 200;
/** Rounds in which a channel's weight is taken from the fit before. */
const REWEIGHTINGS = 2;
/** A fitted channel counts as no less than this, so that an empty one does not weigh without end. Substitutions. */
const LEAST_EXPECTED = 0.3;

/**
 * How much each reference signature explains of a spectrum: non-negative least squares in which a channel weighs by
 * the inverse of its fitted count, its variance were it Poisson; then signatures are dropped one by one while the
 * misfit (chi-square) grows by less than Schwarz' criterion asks, ln(substitutions). Intervals come from 200
 * multinomial resamples (`bootstraps`), each fitted the same way.
 */
export async function fitSignatures(
  spectrum: Float64Array,
  references: readonly ReferenceSignature[],
  context: Context,
  bootstraps = BOOTSTRAPS,
): Promise<SignatureFit> {
  const observed = fitOnce(spectrum, references);
  const random = seededRandom(context.seed);
  const fits: Float64Array[] = [];
  for (let b = 0; b < bootstraps; b++) {
    if (b % 10 === 0) {
      context.report({ step: 'fitting mutational signatures', done: b, total: bootstraps });
      await breathe(context);
    }
    fits.push(fitOnce(resampled(spectrum, random), references));
  }
  return {
    shares: references.map(({ name }, i): SignatureShare => {
      const values = fits.map((fit) => fit[i] as number).sort((a, b) => a - b);
      return {
        signature: name,
        share: observed[i] as number,
        ...middle95(values),
        presentShare: values.filter((value) => value > 0).length / values.length,
      };
    }),
    cosine: cosine(spectrum, mixed(observed, references)),
    bootstraps,
    intervalOf: (signatures) =>
      middle95(
        fits
          .map((fit) =>
            references.reduce(
              (sum, { name }, i) => sum + (signatures.has(name) ? (fit[i] as number) : 0),
              0,
            ),
          )
          .sort((a, b) => a - b),
      ),
  };
}

/** A'WA and A'Wb of the references A, the channels' weights W and the spectrum b. */
interface NormalEquations {
  readonly gram: readonly Float64Array[];
  readonly right: Float64Array;
}

function normalEquations(
  spectrum: Float64Array,
  references: readonly ReferenceSignature[],
  weights: Float64Array,
): NormalEquations {
  const gram = references.map(() => new Float64Array(references.length));
  const right = new Float64Array(references.length);
  const weighted = new Float64Array(spectrum.length);
  for (const [i, { shares }] of references.entries()) {
    for (let channel = 0; channel < weighted.length; channel++) {
      weighted[channel] = (shares[channel] as number) * (weights[channel] as number);
    }
    right[i] = dot(weighted, spectrum);
    for (let j = 0; j <= i; j++) {
      const product = dot(weighted, (references[j] as ReferenceSignature).shares);
      (gram[i] as Float64Array)[j] = product;
      (gram[j] as Float64Array)[i] = product;
    }
  }
  return { gram, right };
}

/** Shares of the references, of sum 1. */
function fitOnce(spectrum: Float64Array, references: readonly ReferenceSignature[]): Float64Array {
  const substitutions = spectrum.reduce((sum, count) => sum + count, 0);
  const everything = references.map((_, i) => i);
  let equations = normalEquations(
    spectrum,
    references,
    spectrum.map(() => 1),
  );
  let x = solved(everything, equations);
  for (let round = 0; round < REWEIGHTINGS; round++) {
    equations = normalEquations(spectrum, references, inverseOf(mixed(x, references)));
    x = solved(everything, equations);
  }
  const chosen = withoutDispensable(
    everything.filter((i) => (x[i] as number) > 0),
    equations,
    Math.log(substitutions),
  );
  const last = spread(solved(chosen, equations), chosen, references.length);
  equations = normalEquations(spectrum, references, inverseOf(mixed(last, references)));
  const final = spread(solved(chosen, equations), chosen, references.length);
  const total = final.reduce((sum, value) => sum + value, 0);
  return final.map((value) => value / total);
}

/** Drops the least missed reference as long as the misfit grows by less than `penalty`. */
function withoutDispensable(
  given: readonly number[],
  equations: NormalEquations,
  penalty: number,
): readonly number[] {
  let chosen = given;
  let x = solved(chosen, equations);
  while (chosen.length > 1) {
    const rest = chosen.toSpliced(leastMissed(chosen, x, equations), 1);
    const without = solved(rest, equations);
    const grown = explained(chosen, x, equations) - explained(rest, without, equations);
    if (grown > penalty) break;
    const kept = rest.map((_, k) => (without[k] as number) > 0);
    chosen = rest.filter((_, k) => kept[k]);
    x = without.filter((_, k) => kept[k] as boolean);
  }
  return chosen;
}

/** The reference without which the misfit grows least: x²/(G^-1)kk, as if the others were free of sign. */
function leastMissed(
  chosen: readonly number[],
  x: Float64Array,
  { gram }: NormalEquations,
): number {
  const diagonal = inverseDiagonal(
    chosen.map((i) => Array.from(chosen, (j) => (gram[i] as Float64Array)[j] as number)),
  );
  let least = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const [k, value] of x.entries()) {
    const growth = (value * value) / (diagonal[k] as number);
    if (growth < smallest) [least, smallest] = [k, growth];
  }
  return least;
}

/** Diagonal of the inverse of a symmetric positive matrix, by Gauss and Jordan. */
function inverseDiagonal(matrix: readonly number[][]): readonly number[] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    const pivotRow = rows[i] as number[];
    const pivot = Math.max(pivotRow[i] as number, Number.MIN_VALUE);
    for (let j = i; j < 2 * n; j++) pivotRow[j] = (pivotRow[j] as number) / pivot;
    for (const [k, row] of rows.entries()) {
      const factor = row[i] as number;
      if (k === i || factor === 0) continue;
      for (let j = i; j < 2 * n; j++)
        row[j] = (row[j] as number) - factor * (pivotRow[j] as number);
    }
  }
  return rows.map((row, i) => row[n + i] as number);
}

/** By how much the references lower the weighted sum of squares. */
function explained(chosen: readonly number[], x: Float64Array, { right }: NormalEquations): number {
  return chosen.reduce((sum, i, k) => sum + (x[k] as number) * (right[i] as number), 0);
}

function inverseOf(fitted: Float64Array): Float64Array {
  return fitted.map((count) => 1 / Math.max(count, LEAST_EXPECTED));
}

function solved(chosen: readonly number[], { gram, right }: NormalEquations): Float64Array {
  const rows = chosen.map((i) =>
    Float64Array.from(chosen, (j) => (gram[i] as Float64Array)[j] as number),
  );
  return nonNegativeLeastSquares(
    rows,
    Float64Array.from(chosen, (i) => right[i] as number),
  );
}

function spread(x: Float64Array, chosen: readonly number[], length: number): Float64Array {
  const all = new Float64Array(length);
  for (const [k, i] of chosen.entries()) all[i] = x[k] as number;
  return all;
}

/** As many substitutions drawn anew from the spectrum. */
function resampled(spectrum: Float64Array, random: SeededRandom): Float64Array {
  const sums = new Float64Array(spectrum.length);
  let total = 0;
  for (let i = 0; i < spectrum.length; i++) sums[i] = total += spectrum[i] as number;
  const drawn = new Float64Array(spectrum.length);
  for (let n = 0; n < total; n++) {
    const at = random.next() * total;
    let low = 0;
    let high = spectrum.length - 1;
    while (low < high) {
      const half = (low + high) >>> 1;
      if ((sums[half] as number) > at) high = half;
      else low = half + 1;
    }
    drawn[low] = (drawn[low] as number) + 1;
  }
  return drawn;
}

function mixed(shares: Float64Array, references: readonly ReferenceSignature[]): Float64Array {
  const sum = new Float64Array(CHANNELS.length);
  for (const [i, { shares: channels }] of references.entries()) {
    const share = shares[i] as number;
    if (share === 0) continue;
    for (let channel = 0; channel < sum.length; channel++) {
      sum[channel] = (sum[channel] as number) + share * (channels[channel] as number);
    }
  }
  return sum;
}

function middle95(ascending: readonly number[]): { readonly low: number; readonly high: number } {
  const at = (share: number): number =>
    ascending[Math.round(share * (ascending.length - 1))] as number;
  return { low: at(0.025), high: at(0.975) };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function cosine(a: Float64Array, b: Float64Array): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
