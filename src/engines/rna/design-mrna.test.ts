import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { quietContext } from '../../core/context.js';
import { InputError, OptionError } from '../../core/errors.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import {
  CODON_USAGE_PACK_ID,
  type CodonUsage,
  decodeCodonUsage,
  translateMrna,
} from './codon-usage.js';
import { forbiddenSites, NO_CONSTRAINTS, USUAL_CONSTRAINTS } from './constraints.js';
import { type DesignOptions, designMrna } from './design-mrna.js';
import { proteinToDesign } from './design-protein.js';
import { type EnergyModel, loadEnergyModel } from './energy-model.js';
import { ENERGY_PACK_ID } from './energy-pack.js';
import { foldRna } from './fold.js';
import { structureEnergy } from './structure-energy.js';

/** Human insulin, UniProt P01308. */
const INSULIN =
  'MALWMRLLPLLALLALWGPDPAAAFVNQHLCGSHLVEALYLVCGERGFFYTPKTRREAEDLQVGQVELGGGPGAGSLQPLALEGSLQKRGIVEQCCTSICSLYQLENYCN';

let model: EnergyModel;
let usage: CodonUsage;
let options: DesignOptions;

beforeAll(async () => {
  const store = openPackStore();
  model = loadEnergyModel(await store.load(ENERGY_PACK_ID));
  usage = decodeCodonUsage(await store.load(CODON_USAGE_PACK_ID));
  options = { model, usage };
});

describe('designMrna', () => {
  it('translates to the protein and has the energy it says, for any peptide, lambda, beam and span', async () => {
    const residues = fc.constantFrom(...'ACDEFGHIKLMNPQRSTVWY');
    await fc.assert(
      fc.asyncProperty(
        fc.array(residues, { minLength: 1, maxLength: 25 }),
        fc.boolean(),
        fc.constantFrom(0, 0.5, 4),
        fc.constantFrom(null, 1, 5),
        fc.constantFrom(null, 20, 40),
        async (letters, withStop, lambda, beam, maxSpan) => {
          const protein = letters.join('') + (withStop ? '*' : '');
          const design = await designMrna(protein, { ...options, lambda, beam, maxSpan });
          expect(translateMrna(design.sequence)).toBe(protein);
          const energy = structureEnergy(design.sequence, design.structure, model, 'none');
          expect(design.freeEnergyKcal).toBe(energy);
          if (!design.optimumIsExact) return;
          // The mRNA has no fold better than the one it was chosen for.
          expect(design.optimum.freeEnergyKcal).toBeLessThanOrEqual(
            design.energyLostKcal === 0 ? energy : 0,
          );
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });

  it('reads out what a beam found, also where its tables hold better parts of a multiloop', async () => {
    const protein =
      'YSEVNHHYRHGVCVHSEQPVISPLTPRVHYDYRICAVTDCAVGQIMNQKQMHYEPVWKWCPRRQYWSNLHIFLSSCGHATFVLGIRSACDYDIERKLCWQVYGLFCGKPKAIKERSHE';
    const constraints = { ...NO_CONSTRAINTS, openStart: { bases: 30, leastUnpaired: 0.6 } };
    const design = await designMrna(protein, { ...options, lambda: 3, beam: 8, constraints });
    expect(translateMrna(design.sequence)).toBe(protein);
    expect(design.freeEnergyKcal).toBe(
      structureEnergy(design.sequence, design.structure, model, 'none'),
    );
  });

  it('finds nothing better with a beam or a shorter span, and more with a wider one', async () => {
    const energy = async (beam: number | null, maxSpan: number | null): Promise<number> => {
      const free = { ...options, constraints: NO_CONSTRAINTS, beam, maxSpan };
      return (await designMrna(INSULIN, free)).optimum.freeEnergyKcal;
    };
    const exact = await energy(null, null);
    expect(await energy(100_000, null)).toBe(exact);
    expect(await energy(1, null)).toBeGreaterThanOrEqual(exact);
    expect(await energy(null, 30)).toBeGreaterThan(await energy(null, 100));
    expect(await energy(null, 100)).toBeGreaterThanOrEqual(exact);
  });

  it('weighs codon adaptation against energy', async () => {
    const designs = [];
    for (const lambda of [0, 1, 4, 100])
      designs.push(await designMrna(INSULIN, { ...options, lambda, constraints: NO_CONSTRAINTS }));
    const energies = designs.map(({ freeEnergyKcal }) => freeEnergyKcal);
    const adaptations = designs.map(({ cai }) => cai as number);
    expect(energies).toEqual([...energies].sort((a, b) => a - b));
    expect(adaptations).toEqual([...adaptations].sort((a, b) => a - b));
    expect(adaptations.at(-1)).toBeGreaterThan(0.999);
  });

  it('keeps to constraints at the cost of energy, and says what that is', async () => {
    const first = await designMrna(INSULIN, { ...options, constraints: NO_CONSTRAINTS });
    // A stretch of the optimum itself: it has to go.
    const site = first.sequence.slice(60, 68);
    const constraints = {
      ...USUAL_CONSTRAINTS,
      forbiddenSites: forbiddenSites([site, 'GGTCTC']),
      longestRun: 4,
      gcWindow: { bases: 60, least: 0.3, most: 0.65 },
      mostUridine: 0.16,
      openStart: { bases: 30, leastUnpaired: 0.7 },
    };
    const design = await designMrna(INSULIN, { ...options, constraints });
    expect(design.constraints.filter(({ met }) => !met)).toEqual([]);
    expect(translateMrna(design.sequence)).toBe(INSULIN);
    expect(design.sequence).not.toContain(site);
    expect(design.sequence).not.toMatch(/A{5}|C{5}|G{5}|U{5}/);
    expect(design.uridineShare).toBeLessThanOrEqual(0.16);
    expect(design.structure.slice(0, 30).split('.').length - 1).toBeGreaterThanOrEqual(21);
    expect(design.energyLostKcal).toBeCloseTo(
      design.freeEnergyKcal - design.optimum.freeEnergyKcal,
      6,
    );
    expect(design.optimum.freeEnergyKcal).toBe(first.freeEnergyKcal);
    const { energyKcal } = await foldRna(design.sequence, { model, dangles: 'none' });
    expect(design.freeEnergyKcal).toBe(energyKcal);
  });

  it('reports what no synonymous mRNA can keep to', async () => {
    // M and W have one codon each: AUGUGG.
    const constraints = {
      ...NO_CONSTRAINTS,
      forbiddenSites: forbiddenSites(['ATGTGG']),
      longestRun: 1,
    };
    const design = await designMrna('MW', { ...options, constraints });
    expect(design.constraints.map(({ met }) => met)).toEqual([false, false]);
    expect(design.constraints[0]?.places).toEqual([{ start0: 0, end0: 6, what: 'ATGTGG' }]);
  });

  it('gives the same design twice, and none once it is told to stop', async () => {
    const constraints = { ...USUAL_CONSTRAINTS, mostUridine: 0.18 };
    const design = await designMrna(INSULIN, { ...options, constraints, lambda: 1 });
    expect(await designMrna(INSULIN, { ...options, constraints, lambda: 1 })).toEqual(design);
    const controller = new AbortController();
    const report = vi.fn<() => void>(() => controller.abort());
    await expect(
      designMrna(INSULIN, options, quietContext({ signal: controller.signal, report })),
    ).rejects.toThrow('abort');
    expect(report).toHaveBeenCalledOnce();
  });

  it('narrows the span where memory is short, and says so', async () => {
    const warn = vi.fn<(message: string) => void>();
    const small = { ...options, memoryBytes: 1_200_000 };
    const design = await designMrna(INSULIN, small, quietContext({ warn }));
    expect(design.maxSpan).toBeLessThan(330);
    expect(design.optimumIsExact).toBe(false);
    expect(warn.mock.calls[0]?.[0]).toContain('may miss the optimum');
    await expect(designMrna(INSULIN, { ...options, memoryBytes: 1_000 })).rejects.toThrow(
      OptionError,
    );
  });

  it('refuses weights, beams and spans that make no sense', async () => {
    for (const off of [{ lambda: -1 }, { lambda: Number.NaN }, { beam: 0 }, { maxSpan: 3 }])
      await expect(designMrna('MKL', { ...options, ...off })).rejects.toThrow(OptionError);
  });
});

describe('proteinToDesign', () => {
  it('reads lower case as upper case and keeps a stop at the end', () => {
    expect(proteinToDesign('mkl*', 'p')).toBe('MKL*');
  });

  it('refuses stops inside, unknown residues, DNA, nothing and too much, each by its name', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['MK*L', 'residue 3 is a stop'],
      ['MKX', 'residue 3 is X: any residue'],
      ['MUK', 'selenocysteine'],
      ['MK-L', 'a gap'],
      ['ATGGCCATTGTAATGGGC', 'looks like DNA'],
      ['', 'no residues'],
      ['*', 'no residues'],
      ['MK1', 'residue 3 is 1'],
      ['A'.repeat(10_001).replace('A', 'M'), '10001 residues are more than 10000'],
    ];
    for (const [protein, message] of cases) {
      expect(() => proteinToDesign(protein, 'p')).toThrow(InputError);
      expect(() => proteinToDesign(protein, 'p')).toThrow(message);
    }
    expect(proteinToDesign('ACGTACGTACGT', 'p', {}, true)).toBe('ACGTACGTACGT');
  });
});
