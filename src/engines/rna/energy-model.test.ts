import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { verifyPack } from '../../packs/manifest.js';
import type { LoadedPack, PackManifest } from '../../packs/pack-store.js';
import { BASES, loadEnergyModel, PAIRS, pairCode, TABLE_START } from './energy-model.js';
import { decodeEnergyPack, encodeEnergyPack } from './energy-pack.js';

function packFile(name: string): Buffer {
  return readFileSync(new URL(`../../../data/rna-turner2004.${name}`, import.meta.url));
}

const pack: LoadedPack = verifyPack(
  JSON.parse(packFile('manifest.json').toString('utf8')) as PackManifest,
  packFile('bin'),
);
const model = loadEnergyModel(pack);

/** Stack of `5'-ab-3'` on `3'-cd-5'`, 1/100 kcal/mol. */
function stack(strands: string, energies = model): number {
  const [a = 0, b = 0, c = 0, d = 0] = [...strands].map((base) => BASES.indexOf(base));
  return energies.values[TABLE_START.stack + 6 * pairCode(a, c) + pairCode(d, b)] as number;
}

describe('the Turner 2004 model', () => {
  it.each([
    // Xia et al. 1998, Biochemistry 37:14719, table 4; the model holds them to 0.1 kcal/mol.
    ['AAUU', -93],
    ['AUUA', -110],
    ['UAAU', -133],
    ['CUGA', -208],
    ['CAGU', -211],
    ['GUCA', -224],
    ['GACU', -235],
    ['CGGC', -236],
    ['GGCC', -326],
    ['GCCG', -342],
  ])('has the measured stack %s', (strands, measured) => {
    expect(Math.abs(stack(strands) - measured)).toBeLessThanOrEqual(5);
  });

  it('reads a loop from either strand with the same energy', () => {
    const { values } = model;
    const pairs = PAIRS.map((_, pair) => pair);
    const bases = [0, 1, 2, 3];
    for (const a of pairs) {
      for (const b of pairs) {
        expect(values[TABLE_START.stack + 6 * a + b]).toBe(values[TABLE_START.stack + 6 * b + a]);
        for (const x of bases) {
          for (const y of bases) {
            const one = TABLE_START.interior11 + 16 * (6 * a + b) + 4 * x + y;
            const other = TABLE_START.interior11 + 16 * (6 * b + a) + 4 * y + x;
            expect(values[one]).toBe(values[other]);
            for (const z of bases) {
              for (const w of bases) {
                const two = TABLE_START.interior22 + 256 * (6 * a + b);
                const turned = TABLE_START.interior22 + 256 * (6 * b + a);
                expect(values[two + 64 * x + 16 * y + 4 * z + w]).toBe(
                  values[turned + 64 * z + 16 * w + 4 * x + y],
                );
              }
            }
          }
        }
      }
    }
  });

  it('rescales by enthalpy', () => {
    // Stack CG on GC: -2.40 and -10.60 kcal/mol; -10.60 + 8.20 x 333.15 / 310.15 = -1.792 at 60 C.
    expect(stack('CGGC', loadEnergyModel(pack, { temperatureC: 60 }))).toBe(-179);
    expect(loadEnergyModel(pack, { temperatureC: 60 }).specialHairpins.get('CUUCGG')).toBe(
      // 3.70 and -15.30 kcal/mol: -15.30 + 19.00 x 333.15 / 310.15.
      511,
    );
    expect(loadEnergyModel(pack, { temperatureC: 37 }).values).toEqual(model.values);
    expect(() => loadEnergyModel(pack, { temperatureC: -1 })).toThrow('0-100 C');
    expect(() => loadEnergyModel(pack, { temperatureC: Number.NaN })).toThrow('0-100 C');
  });

  it('has stacks of N1-methylpseudouridine as an option', () => {
    const modified = loadEnergyModel(pack, { uridine: 'm1psi' });
    // Dutta et al. 2024, as recorded in ViennaRNA's parameter file: G1CA -3.086, 1GAC -2.798, 1CGG -2.123.
    expect(stack('GUCA', modified)).toBe(-309);
    expect(stack('ACUG', modified)).toBe(stack('GUCA', modified));
    expect(stack('UGAC', modified)).toBe(-280);
    expect(stack('UCGG', modified)).toBe(-212);
    // Two uridines, or none: as before.
    expect(stack('AUUA', modified)).toBe(stack('AUUA'));
    expect(stack('GGCC', modified)).toBe(stack('GGCC'));
    expect(stack('GUCA')).toBe(-220);
    expect(() => loadEnergyModel(pack, { uridine: 'm1psi', temperatureC: 20 })).toThrow('37 C');
  });
});

describe('the energy pack', () => {
  it('is read as it was written', () => {
    const parameters = decodeEnergyPack(pack.bytes);
    expect(encodeEnergyPack(parameters)).toEqual(Uint8Array.from(pack.bytes));
  });

  it('is refused where it is cut, longer, or another file', () => {
    const { bytes } = pack;
    expect(() => decodeEnergyPack(bytes.subarray(0, bytes.length - 1))).toThrow('cut short');
    expect(() => decodeEnergyPack(Uint8Array.from([...bytes, 0]))).toThrow('left over');
    expect(() => decodeEnergyPack(new Uint8Array(100))).toThrow('not an energy pack');
  });
});
