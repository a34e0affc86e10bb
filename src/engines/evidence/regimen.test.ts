import { describe, expect, it } from 'vitest';

import { namesTherapy, regimenName, regimensOf } from './regimen.js';

describe('regimensOf', () => {
  it('takes drugs given together for one, in the order of their names', () => {
    const [one, ...more] = regimensOf({ therapies: ['B', 'A'], interaction: 'Combination' });
    expect([one, more]).toEqual([{ name: 'A + B', drugs: ['A', 'B'] }, []]);
  });

  it('takes drugs that stand for each other one by one, and keeps an order in time', () => {
    expect(
      regimensOf({ therapies: ['B', 'A'], interaction: 'Substitutes' }).map(({ name }) => name),
    ).toEqual(['B', 'A']);
    expect(regimenName({ therapies: ['B', 'A'], interaction: 'Substitutes' })).toBe('B or A');
    expect(regimenName({ therapies: ['B', 'A'], interaction: 'Sequential' })).toBe('B, then A');
    expect(regimensOf({ therapies: [], interaction: null })).toEqual([]);
  });
});

describe('namesTherapy', () => {
  const names = (drug: string, asked: string): boolean =>
    namesTherapy({ therapies: [drug] }, asked);

  it.each([
    ['PD173074', 'PD1', false],
    ['PD173074', 'pd173074', true],
    ['Anti-PD1 Monoclonal Antibody', 'PD1', true],
    ['PD0325901', 'PD', false],
    ['Trastuzumab Emtansine', 'trastuzumab', true],
    ['Trastuzumab Emtansine', 'emtansine trastuzumab', false],
    ['Ado-trastuzumab', 'trastuzumab', true],
    ['Imatinib', '', false],
    ['Imatinib', 'mat', false],
  ])('%s by "%s": %s', (drug, asked, expected) => {
    expect(names(drug, asked)).toBe(expected);
  });
});
