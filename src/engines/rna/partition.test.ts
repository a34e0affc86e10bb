import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { allStructures } from '../../../test/support/all-structures.js';
import { randomEnergies } from '../../../test/support/random-energies.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { type EnergyModel, loadEnergyModel } from './energy-model.js';
import { foldEnsemble, meanUnpaired } from './partition.js';
import { partnersEnergy } from './structure-energy.js';
import { baseCodes } from './structure.js';

const turner = loadEnergyModel(await openPackStore().load('rna-turner2004'));

const dangles = fc.constantFrom('none' as const, 'both-sides' as const);
const rna = fc
  .array(fc.constantFrom(...'GGCCAU'), { minLength: 1, maxLength: 15 })
  .map((bases) => bases.join(''));

describe('foldEnsemble', () => {
  it('sums over all structures of a short RNA, for any energies', async () => {
    await fc.assert(
      fc.asyncProperty(rna, fc.nat(), dangles, async (sequence, seed, dangles) => {
        const codes = baseCodes(sequence);
        const model: EnergyModel = { ...turner, ...randomEnergies(seed, codes) };
        const { energyKcal, pairProbability, unpaired } = await foldEnsemble(sequence, {
          model,
          dangles,
        });
        const n = codes.length;
        const pairs = new Float64Array(n * n);
        let sum = 0;
        for (const partners of allStructures(codes)) {
          const energyKcal = partnersEnergy(model, codes, partners, dangles) / 100;
          const weight = Math.exp(-energyKcal / model.thermalEnergyKcal);
          sum += weight;
          partners.forEach((j, i) => {
            if (j >= 0) pairs[i * n + j] = (pairs[i * n + j] as number) + weight;
          });
        }
        expect(energyKcal).toBeCloseTo(-model.thermalEnergyKcal * Math.log(sum), 9);
        for (let i = 0; i < n; i++) {
          let paired = 0;
          for (let j = 0; j < n; j++) {
            if (j === i) continue;
            const probability = (pairs[i * n + j] as number) / sum;
            paired += probability;
            expect(pairProbability(i, j)).toBeCloseTo(probability, 9);
          }
          expect(unpaired[i]).toBeCloseTo(1 - paired, 9);
        }
      }),
      { numRuns: 200, seed: 20_260_206 },
    );
  });

  it('has no pair in an RNA that cannot fold', async () => {
    const ensemble = await foldEnsemble('AAAAAAAA', { model: turner });
    expect(ensemble.energyKcal).toBeCloseTo(0, 12);
    expect([...ensemble.unpaired]).toEqual(Array.from({ length: 8 }, () => 1));
    expect(ensemble.pairProbability(0, 7)).toBe(0);
    await expect(foldEnsemble('A'.repeat(10_001), { model: turner })).rejects.toThrow('too long');
  });

  it('stays within double precision where one part folds tightly and another not at all', async () => {
    // 450 pairs in one hairpin beside 800 unpaired bases: a scale even along the RNA would be off by exp(1,100).
    const arm = 'GGC'.repeat(150);
    const other = 'GCC'.repeat(150);
    const sequence = `${'A'.repeat(800)}${arm}GAAA${other}`;
    const { energyKcal, leastEnergyKcal, unpaired } = await foldEnsemble(sequence, {
      model: turner,
    });
    expect(leastEnergyKcal).toBeLessThan(-1_300);
    expect(energyKcal).toBeLessThan(leastEnergyKcal);
    expect(energyKcal).toBeGreaterThan(1.07 * leastEnergyKcal);
    expect(Math.min(...unpaired.subarray(0, 800))).toBeGreaterThan(0.99);
  });
});

describe('meanUnpaired', () => {
  it('is the mean over the window', () => {
    const unpaired = Float64Array.from([1, 0.5, 0, 0.25]);
    const ensemble = { energyKcal: 0, leastEnergyKcal: 0, pairProbability: () => 0, unpaired };
    expect(meanUnpaired(ensemble, 1, 4)).toBe(0.25);
  });
});
