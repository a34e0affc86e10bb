import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../../src/core/seeded-random.js';
import { DEMO_TUMOURS, type DemoTumour, type TumourVariant } from './demo-tumours.js';
import { drawReads, expectedAlleleFraction, type Reads } from './read-model.js';

const tumour = DEMO_TUMOURS[0] as DemoTumour;
const variant: TumourVariant = {
  gene: 'X',
  at: 'chr1 1 A T',
  change: 'p.Gly1Cys',
  expression: 'high',
};

function share(reads: readonly (Reads | null)[]): number {
  const alternate = reads.reduce((sum, one) => sum + (one?.altReads ?? 0), 0);
  return alternate / reads.reduce((sum, one) => sum + (one?.depth ?? 0), 0);
}

describe('expectedAlleleFraction', () => {
  it('is half the purity for a clonal mutation of one of two copies', () => {
    expect(expectedAlleleFraction({ purity: 0.6 }, variant)).toBeCloseTo(0.3, 12);
  });

  it('counts the copies of normal cells where the tumour has lost one', () => {
    // 0.6 x 1 / (0.6 x 1 + 0.4 x 2)
    const lost = { ...variant, copies: { total: 1, mutated: 1 } };
    expect(expectedAlleleFraction({ purity: 0.6 }, lost)).toBeCloseTo(0.6 / 1.4, 12);
  });

  it('shrinks with the part of the cells that carry it', () => {
    const subclonal = { ...variant, cellFraction: 0.2 };
    expect(expectedAlleleFraction({ purity: 0.6 }, subclonal)).toBeCloseTo(0.06, 12);
  });
});

describe('drawReads', () => {
  const inExon = { isInExon: true, isDecaying: false, canonical: [true, false, false] };

  it('draws the same reads from the same seed', () => {
    expect(drawReads(seededRandom(7), tumour, variant, inExon)).toEqual(
      drawReads(seededRandom(7), tumour, variant, inExon),
    );
  });

  it('centres on the expected fraction, lower in RNA that decays', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 200 }, () => drawReads(random, tumour, variant, inExon));
    const decaying = Array.from({ length: 200 }, () =>
      drawReads(random, tumour, variant, { ...inExon, isDecaying: true }),
    );
    expect(share(drawn.map((one) => one.tumour))).toBeCloseTo(0.3, 2);
    expect(share(drawn.map((one) => one.rna))).toBeCloseTo(0.3, 2);
    // 0.3 x 0.3 / (0.3 x 0.3 + 0.7)
    expect(share(decaying.map((one) => one.rna))).toBeCloseTo(0.09 / 0.79, 2);
    expect(share(drawn.map((one) => one.normal))).toBeLessThan(0.003);
  });

  it('has no RNA reads of an intron and none of a gene that is not expressed', () => {
    const silent = { ...variant, expression: 'none' } as const;
    const random = seededRandom(1);
    expect(drawReads(random, tumour, variant, { ...inExon, isInExon: false }).rna).toBeNull();
    expect(drawReads(random, tumour, silent, inExon)).toMatchObject({
      rna: { depth: 0, altReads: 0 },
      geneTpm: 0,
      transcriptTpm: [0, 0, 0],
    });
  });

  it('gives the canonical transcript most of the expression and the others the rest', () => {
    const { geneTpm, transcriptTpm } = drawReads(seededRandom(5), tumour, variant, inExon);
    expect(transcriptTpm[0]).toBeCloseTo(0.7 * geneTpm, 2);
    expect(transcriptTpm.reduce((sum, tpm) => sum + tpm, 0)).toBeCloseTo(geneTpm, 2);
  });
});
