import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../src/core/seeded-random.js';
import { MIDDLE_RANK, tryKernel } from './cross-validate-kernel.js';
import { covarianceMatrix, likenessMatrix } from './fit-kernel.js';
import { solvePositive } from './fit-ridge.js';
import { type KernelGuide, kernelGuides } from './kernel-guides.js';
import { positiveInverse } from './positive-inverse.js';
import { KERNEL_SETTINGS } from './recipe.js';

const random = seededRandom(5);

function someGuides(genes: readonly string[], each: number): readonly KernelGuide[] {
  const bases = (length: number): string =>
    Array.from({ length }, () => 'ACGT'.charAt(random.below(4))).join('');
  return genes.flatMap((gene) =>
    Array.from({ length: each }, (_, i) => ({
      context: `${bases(25)}GG${bases(3)}`,
      gene,
      cut: { residue: 1 + random.below(400), proteinLength: 400 },
      rows: 1 + (i % 2),
      rank: random.next(),
    })),
  );
}

const SETTING = KERNEL_SETTINGS[0]!;

/** Fitted straight away to those guides, asked about another. */
function fittedTo(met: readonly KernelGuide[], asked: KernelGuide): number {
  const likeness = likenessMatrix(met, SETTING.weights);
  const coefficients = solvePositive(
    covarianceMatrix(likeness, met, SETTING),
    Float64Array.from(met, ({ rank }) => rank - MIDDLE_RANK),
  );
  const n = met.length + 1;
  const beside = likenessMatrix([...met, asked], SETTING.weights);
  return coefficients.reduce(
    (sum, coefficient, j) => sum + coefficient * (beside[(n - 1) * n + j] as number),
    MIDDLE_RANK,
  );
}

describe('positiveInverse', () => {
  it.each([1, 4, 35, 70])('times the matrix gives one, %i rows', (n) => {
    const b = Float64Array.from({ length: n * n }, () => random.next() - 0.5);
    const a = new Float64Array(n * n);
    const dot = (x: Float64Array, i: number, y: Float64Array, j: number): number => {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += (x[i * n + k] as number) * (y[j * n + k] as number);
      return sum;
    };
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) a[i * n + j] = dot(b, i, b, j) + (i === j ? 0.5 : 0);
    }
    const inverse = positiveInverse(a.slice(), n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) expect(dot(a, i, inverse, j)).toBeCloseTo(i === j ? 1 : 0, 9);
    }
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => positiveInverse(Float64Array.of(1, 2, 2, 1), 2)).toThrow('positive definite');
  });
});

describe('tryKernel', () => {
  it('says of a gene left out, alone or with another, what a fit to the others says', () => {
    const guides = someGuides(['A', 'B', 'C'], 8);
    const { without } = tryKernel(guides, SETTING);
    const others = (genes: string): readonly KernelGuide[] =>
      guides.filter(({ gene }) => !genes.includes(gene));
    guides.forEach((guide, i) => {
      [...'ABC'].forEach((left, g) => {
        const expected = fittedTo(others(left + guide.gene), guide);
        expect((without[g] as Float64Array)[i]).toBeCloseTo(expected, 9);
      });
    });
  });
});

describe('kernelGuides', () => {
  it('keeps the rows of a 30-mer together', () => {
    const row = { context: 'ACGT', gene: 'A', cut: { residue: 1, proteinLength: 9 }, found: [] };
    const guides = kernelGuides([
      { ...row, rank: 0.2 },
      { ...row, context: 'TTTT', rank: 1 },
      { ...row, rank: 0.6 },
    ]);
    expect(guides.map(({ context, rows }) => [context, rows])).toEqual([
      ['ACGT', 2],
      ['TTTT', 1],
    ]);
    expect(guides[0]?.rank).toBeCloseTo(0.4, 12);
  });
});
