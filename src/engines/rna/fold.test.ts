import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { allStructures } from '../../../test/support/all-structures.js';
import { randomEnergies } from '../../../test/support/random-energies.js';
import { quietContext } from '../../core/context.js';
import { seededRandom } from '../../core/seeded-random.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { BASES, type EnergyModel, loadEnergyModel, pairCode } from './energy-model.js';
import { foldRna } from './fold.js';
import { partnersEnergy, structureEnergy } from './structure-energy.js';
import { baseCodes, type Partners } from './structure.js';

const turner = loadEnergyModel(await openPackStore().load('rna-turner2004'));

const dangles = fc.constantFrom('none' as const, 'both-sides' as const);

function rna(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...'GGCCAU'), { maxLength }).map((bases) => bases.join(''));
}

/** Pairs taken at random as long as they cross none, now and then along a helix. */
function randomStructure(codes: Uint8Array, seed: number): Partners {
  const random = seededRandom(seed);
  const partners = new Int32Array(codes.length).fill(-1);
  const fits = (i: number, j: number): boolean => {
    if (j - i <= 3 || pairCode(codes[i] as number, codes[j] as number) < 0) return false;
    for (let at = i; at <= j; at++) {
      const partner = partners[at] as number;
      if (at === i || at === j ? partner >= 0 : partner >= 0 && (partner < i || partner > j)) {
        return false;
      }
    }
    return true;
  };
  for (let draws = codes.length; draws > 0; draws--) {
    let i = random.below(codes.length);
    let j = random.below(codes.length);
    while (i < j && fits(i, j)) {
      partners[i] = j;
      partners[j] = i;
      i++;
      j--;
    }
  }
  return partners;
}

describe('foldRna', () => {
  it('finds the least energy of all structures of a short RNA, for any energies', async () => {
    await fc.assert(
      fc.asyncProperty(rna(15), fc.nat(), dangles, async (sequence, seed, dangles) => {
        const codes = baseCodes(sequence);
        const model: EnergyModel = { ...turner, ...randomEnergies(seed, codes) };
        const energies = allStructures(codes).map((partners) =>
          partnersEnergy(model, codes, partners, dangles),
        );
        const { energyKcal } = await foldRna(sequence, { model, dangles });
        expect(energyKcal).toBe(Math.min(...energies) / 100);
      }),
      { numRuns: 400, seed: 20_260_203 },
    );
  });

  it('gives a structure that has its energy, for any energies', async () => {
    await fc.assert(
      fc.asyncProperty(rna(90), fc.nat(), dangles, async (sequence, seed, dangles) => {
        for (const energies of [{}, randomEnergies(seed, baseCodes(sequence))]) {
          const model: EnergyModel = { ...turner, ...energies };
          const { structure, energyKcal } = await foldRna(sequence, { model, dangles });
          expect(structure).toHaveLength(sequence.length);
          expect(structureEnergy(sequence, structure, model, dangles)).toBe(energyKcal);
        }
      }),
      { numRuns: 300, seed: 20_260_204 },
    );
  });

  it('is never above the energy of a random structure', async () => {
    await fc.assert(
      fc.asyncProperty(rna(120), fc.nat(), dangles, async (sequence, seed, dangles) => {
        const codes = baseCodes(sequence);
        const { energyKcal } = await foldRna(sequence, { model: turner, dangles });
        for (let s = 0; s < 5; s++) {
          let energy: number;
          try {
            energy = partnersEnergy(turner, codes, randomStructure(codes, seed + s), dangles);
          } catch (error) {
            // The one loop that a random structure can have and the model not.
            expect(String(error)).toContain('more than 30 unpaired');
            continue;
          }
          expect(energyKcal).toBeLessThanOrEqual(energy / 100);
        }
      }),
      { numRuns: 200, seed: 20_260_205 },
    );
  });

  it('leaves an RNA unfolded that has nothing to pair', async () => {
    expect(await foldRna('AAAAAAAAAA', { model: turner })).toEqual({
      structure: '..........',
      energyKcal: 0,
    });
    expect(await foldRna('', { model: turner })).toEqual({ structure: '', energyKcal: 0 });
  });

  it('reads DNA and lower case, and refuses other letters', async () => {
    const folding = await foldRna('GGGGAUUUUCCCC', { model: turner });
    expect(await foldRna('ggggattttcccc', { model: turner })).toEqual(folding);
    await expect(foldRna('GGGNAAACCC', { model: turner })).rejects.toThrow('base 4 is "N"');
    await expect(foldRna('A'.repeat(20_001), { model: turner })).rejects.toThrow('too long');
  });

  it('stops on abort, and tells how far it is', async () => {
    const random = seededRandom(1);
    const sequence = Array.from({ length: 2_000 }, () => BASES[random.below(4)]).join('');
    const aborter = new AbortController();
    const done: number[] = [];
    const context = quietContext({
      signal: aborter.signal,
      report: (progress) => {
        done.push(progress.done);
        if (done.length === 2) aborter.abort();
      },
    });
    await expect(foldRna(sequence, { model: turner }, context)).rejects.toThrow('aborted');
    expect(done).toHaveLength(2);
  });
});
