import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { HlaAllele } from '../../core/brands.js';
import { PackError } from '../../core/errors.js';

import { decodeMotifPack, encodeMotifPack, packedLogOdds } from './motif-pack.js';
import type { MotifPack } from './motif-pack.js';

/** Values that the layout holds exactly: log-odds in 1/256 bit, scores in single precision. */
const logOdds = fc.integer({ min: -32_767, max: 32_767 }).map((steps) => steps / 256);
const table = (length: number) =>
  fc
    .array(logOdds, { minLength: length * 20, maxLength: length * 20 })
    .map((v) => Float64Array.from(v));
const alleleName = fc
  .tuple(
    fc.constantFrom('A', 'B', 'C'),
    fc.integer({ min: 1, max: 95 }),
    fc.integer({ min: 1, max: 120 }),
  )
  .map(
    ([gene, group, protein]) =>
      `HLA-${gene}*${String(group).padStart(2, '0')}:${String(protein).padStart(2, '0')}` as HlaAllele,
  );
const pack: fc.Arbitrary<MotifPack> = fc.record({
  background: fc
    .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 })
    .map((values) => Float64Array.from(values)),
  rankPercents: fc.constant(Float64Array.of(0.001, 0.5, 100)),
  alleles: fc.array(
    fc.record({
      allele: alleleName,
      trainingLigands: fc.nat(4_294_967_295),
      rankScores: fc
        .array(fc.float({ noNaN: true }), { minLength: 3, maxLength: 3 })
        .map((values) => Float64Array.from(values)),
      lengths: fc.array(
        fc.integer({ min: 8, max: 14 }).chain((length) =>
          fc.record({
            length: fc.constant(length),
            trainingLigands: fc.nat(4_294_967_295),
            lengthLogOdds: logOdds,
            logOdds: table(length),
          }),
        ),
        { maxLength: 2 },
      ),
    }),
    { maxLength: 3 },
  ),
});

describe('the motif pack', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(pack, (written) => {
        expect(decodeMotifPack(encodeMotifPack(written))).toEqual(written);
      }),
      { numRuns: 200 },
    );
  });

  it('is read from the middle of a larger buffer', () => {
    const bytes = encodeMotifPack(fc.sample(pack, { numRuns: 1, seed: 3 })[0] as MotifPack);
    const around = new Uint8Array(bytes.length + 7);
    around.set(bytes, 3);
    expect(encodeMotifPack(decodeMotifPack(around.subarray(3, 3 + bytes.length)))).toEqual(bytes);
  });

  it('rounds log-odds to 1/256 bit and stops at the ends of its range', () => {
    expect(packedLogOdds(1 / 3)).toBe(85 / 256);
    expect(packedLogOdds(-Infinity)).toBe(-32_767 / 256);
    expect(packedLogOdds(1e9)).toBe(32_767 / 256);
  });

  it('refuses bytes that are cut short anywhere, left over, or of another kind', () => {
    const sample = fc
      .sample(pack, { numRuns: 20, seed: 5 })
      .find(({ alleles }) => alleles.length > 1);
    const bytes = encodeMotifPack(sample as MotifPack);
    for (let length = 0; length < bytes.length; length += length < 300 ? 1 : 97) {
      expect(() => decodeMotifPack(bytes.subarray(0, length))).toThrow(PackError);
    }
    expect(() => decodeMotifPack(Uint8Array.from([...bytes, 0]))).toThrow('left over');
    expect(() => decodeMotifPack(new Uint8Array(64))).toThrow('not a motif pack');
    const later = bytes.slice();
    later[4] = 2;
    expect(() => decodeMotifPack(later)).toThrow('not a motif pack');
  });

  it('refuses an allele that is not in two-field form', () => {
    const [written] = fc.sample(pack, { numRuns: 1, seed: 8 }) as [MotifPack];
    const named = {
      ...written,
      alleles: [
        {
          allele: 'A0201' as HlaAllele,
          trainingLigands: 1,
          lengths: [],
          rankScores: new Float64Array(3),
        },
      ],
    };
    expect(() => decodeMotifPack(encodeMotifPack(named))).toThrow('names an allele');
  });
});
