import { describe, expect, it } from 'vitest';

import { loadEnergyModel } from '../../src/engines/rna/energy-model.js';
import { foldRna } from '../../src/engines/rna/fold.js';
import { foldEnsemble } from '../../src/engines/rna/partition.js';
import { structureEnergy } from '../../src/engines/rna/structure-energy.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedText } from '../shared-data.js';

const VIENNA = 'data/editing/vienna';

interface Gold {
  readonly sequence: string;
  readonly structure: string;
  readonly energyKcal: number;
}

/** RNAfold's recorded answers: a line of bases, a line of the structure and its energy. */
function readGold(file: string): readonly Gold[] {
  const lines = sharedText(`${VIENNA}/${file}`).split('\n');
  return lines.flatMap((sequence, at) => {
    const [, structure = '', energy = ''] =
      /^([().]+) \(\s*(-?[\d.]+)\)$/.exec(lines[at + 1] ?? '') ?? [];
    if (!/^[ACGU]+$/.test(sequence)) return [];
    return [{ sequence, structure, energyKcal: Number(energy) }];
  });
}

interface EnsembleGold extends Gold {
  readonly ensembleKcal: number;
  /** Pairs with a probability above one half. */
  readonly centroid: string;
  readonly centroidDistance: number;
  readonly bestShare: number;
  readonly diversity: number;
}

/** RNAfold -p: six lines an RNA. */
function readEnsembleGold(): readonly EnsembleGold[] {
  const lines = sharedText(`${VIENNA}/RNAfold__results__rnafold.small.pf.gold`).split('\n');
  const found = (pattern: RegExp, line: string | undefined): readonly string[] =>
    pattern.exec(line ?? '')?.slice(1) ?? [];
  return Array.from({ length: Math.floor(lines.length / 6) }, (_, r) => {
    const [sequence = '', best, ensemble, centre, , measures] = lines.slice(6 * r, 6 * r + 6);
    const [structure = '', energy] = found(/^(\S+) \(\s*(\S+)\)/, best);
    const [centroid = '', distance] = found(/^(\S+) .* d=([\d.]+)/, centre);
    const [share, diversity] = found(/ensemble (\S+); ensemble diversity (\S+)/, measures);
    return {
      sequence,
      structure,
      energyKcal: Number(energy),
      ensembleKcal: Number(found(/\[\s*(\S+)\]/, ensemble)[0]),
      centroid,
      centroidDistance: Number(distance),
      bestShare: Number(share),
      diversity: Number(diversity),
    };
  });
}

const model = loadEnergyModel(await openPackStore().load('rna-turner2004'));

describe.skipIf(!hasShared(VIENNA))("RNAfold's recorded energies", () => {
  it.each([
    ['none', 'RNAfold__results__rnafold.small.d0.mfe.gold', 50],
    ['both-sides', 'RNAfold__results__rnafold.small.d2.mfe.gold', 50],
    ['both-sides', 'RNAfold__results__rnafold.seq.mfe.gold', 3],
  ] as const)('are those of its structures, dangles %s, %s', (dangles, file, count) => {
    const gold = readGold(file);
    expect(gold).toHaveLength(count);
    for (const { sequence, structure, energyKcal } of gold) {
      expect(structureEnergy(sequence, structure, model, dangles)).toBeCloseTo(energyKcal, 6);
    }
  });

  it.each([
    ['none', 'RNAfold__results__rnafold.small.d0.mfe.gold', 50],
    ['both-sides', 'RNAfold__results__rnafold.small.d2.mfe.gold', 50],
    ['both-sides', 'RNAfold__results__rnafold.seq.mfe.gold', 3],
  ] as const)('are those of our folds, dangles %s, %s', async (dangles, file, count) => {
    const gold = readGold(file);
    expect(gold).toHaveLength(count);
    for (const { sequence, energyKcal } of gold) {
      const folding = await foldRna(sequence, { model, dangles });
      expect(folding.energyKcal).toBeCloseTo(energyKcal, 6);
      expect(structureEnergy(sequence, folding.structure, model, dangles)).toBe(folding.energyKcal);
    }
  });

  it('and ensembles are those of our partition function', async () => {
    const gold = readEnsembleGold();
    expect(gold).toHaveLength(50);
    let exact = 0;
    for (const { sequence, energyKcal, ...expected } of gold) {
      const ensemble = await foldEnsemble(sequence, { model });
      expect(ensemble.leastEnergyKcal).toBeCloseTo(energyKcal, 6);
      // Recorded to 0.01 kcal/mol, so half of that and the last bit of both.
      expect(Math.abs(ensemble.energyKcal - expected.ensembleKcal)).toBeLessThan(0.0051);
      const share = Math.exp(
        (ensemble.energyKcal - ensemble.leastEnergyKcal) / model.thermalEnergyKcal,
      );
      expect(Math.abs(share / expected.bestShare - 1)).toBeLessThan(0.003);

      const centroid = Array.from(sequence, () => '.');
      let centroidDistance = 0;
      let diversity = 0;
      for (let i = 0; i < sequence.length; i++) {
        for (let j = i + 1; j < sequence.length; j++) {
          const probability = ensemble.pairProbability(i, j);
          diversity += 2 * probability * (1 - probability);
          centroidDistance += Math.min(probability, 1 - probability);
          if (probability <= 0.5) continue;
          centroid[i] = '(';
          centroid[j] = ')';
        }
      }
      expect(centroid.join('')).toBe(expected.centroid);
      // Three RNAs have a stem that ends with the last base and a dangling base of 0 kcal/mol, which RNAfold's
      // partition function smooths to -0.017 kcal/mol.
      expect(Math.abs(centroidDistance - expected.centroidDistance)).toBeLessThan(0.04);
      expect(Math.abs(diversity - expected.diversity)).toBeLessThan(0.06);
      const isExact =
        Math.abs(centroidDistance - expected.centroidDistance) < 0.0085 &&
        Math.abs(diversity - expected.diversity) < 0.0065;
      exact += Number(isExact);
    }
    expect(exact).toBe(47);
  });
});
