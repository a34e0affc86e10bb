import { describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import { loadEnergyModel } from './energy-model.js';
import { structureEnergy } from './structure-energy.js';

const model = loadEnergyModel(await openPackStore().load('rna-turner2004'));

// Energies of the loops are looked up in the tables of rna_turner2004.par and added by hand.
describe('structureEnergy', () => {
  it('is 0 where nothing pairs', () => {
    expect(structureEnergy('GGGAAACCC', '.........', model)).toBe(0);
    expect(structureEnergy('', '', model)).toBe(0);
  });

  it('adds stacks and a hairpin', () => {
    // Three stacks GG/CC -3.3; hairpin of 4: 5.6, mismatch of G-C with A and A -1.1.
    expect(structureEnergy('GGGGAAAACCCC', '((((....))))', model)).toBe(-5.4);
    // T and lower case are read as the RNA's bases.
    expect(structureEnergy('ggggaaaacccc', '((((....))))', model)).toBe(-5.4);
  });

  it('takes a special hairpin whole, and counts the end of a stem with A-U', () => {
    // Hairpin CUUCGG 3.7; stack A-U on C-G (AC/UG) -2.2; end of the stem 0.5.
    expect(structureEnergy('ACUUCGGU', '((....))', model)).toBe(2);
  });

  it('counts the bases beside a stem where it is told to', () => {
    // GGGGAAAACCCC with A on both sides: mismatch outside of G-C, A before and A after, -1.5.
    expect(structureEnergy('AGGGGAAAACCCCA', '.((((....)))).', model, 'none')).toBe(-5.4);
    expect(structureEnergy('AGGGGAAAACCCCA', '.((((....)))).', model)).toBe(-6.9);
    // With A after only: dangling 3' end of G-C, -1.7; before only: dangling 5' end, -0.2.
    expect(structureEnergy('GGGGAAAACCCCA', '((((....)))).', model)).toBe(-7.1);
    expect(structureEnergy('AGGGGAAAACCCC', '.((((....))))', model)).toBe(-5.6);
  });

  it('has a loop for every bulge and interior loop', () => {
    // Bulge of 1: 3.8 and the stack GG/CC -3.3. Stacks around it -3.3 twice, hairpin as above 4.5.
    expect(structureEnergy('GGAGGAAAACCCC', '((.((....))))', model)).toBe(-1.6);
    // Bulge of 2: 2.8, no stack.
    expect(structureEnergy('GGAAGGAAAACCCC', '((..((....))))', model)).toBe(0.7);
    // 3 x 3: 2.0, no mismatch of A with A; 1 x 3: 1.1 and two of asymmetry, 1.2.
    expect(structureEnergy('GGAAAGGAAAACCAAACC', '((...((....))...))', model)).toBe(-0.1);
    expect(structureEnergy('GGAGGAAAACCAAACC', '((.((....))...))', model)).toBe(0.2);
  });

  it('goes on by the logarithm above 30 unpaired bases', () => {
    // Hairpin of 40: 7.7 + 1.07856 ln(40 / 30) = 7.7 + 0.31, mismatch -1.1.
    const loop = 'A'.repeat(40);
    const dots = '.'.repeat(40);
    expect(structureEnergy(`GG${loop}CC`, `((${dots}))`, model)).toBeCloseTo(-3.3 + 8.01 - 1.1, 10);
  });

  it.each([
    ['GAAAC', '(..)', '4 characters, the sequence 5'],
    ['GAAAA', '(...)', 'bases 1 and 5 do not pair'],
    ['GAAC', '(..)', 'hairpin of fewer than 3'],
    [`G${'A'.repeat(31)}GAAACC`, `(${'.'.repeat(31)}(...))`, 'more than 30 unpaired'],
    ['GNAAC', '(...)', 'not A, C, G or U'],
  ])('refuses %s %s', (sequence, structure, problem) => {
    expect(() => structureEnergy(sequence, structure, model)).toThrow(problem);
  });
});
