import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';
import { appliedChange, proteinEffect, proteinShorthand } from './protein-shorthand.js';
import { holdsSubstitution, isSameChange } from './same-protein-change.js';

function change(text: string): ProteinChange {
  const read = proteinShorthand(text);
  if (read === null) throw new Error(`${text} was not read`);
  return read;
}

/** A made-up protein in which residues can be counted. */
const TOY = 'MKTAYIAKQRQISFVKSHFSRQ';

describe('proteinShorthand', () => {
  it.each([
    ['p.(Val600Glu)', 'V600E'],
    ['p.V600E', 'V600E'],
    ['E746_A750del', 'p.Glu746_Ala750del'],
    ['W1815X', 'W1815*'],
    ['K468FS', 'p.Lys468fs'],
    ['P1175FS*5', 'p.Pro1175fs*5'],
  ])('reads %s as %s', (one, other) => {
    expect(change(one)).toEqual(change(other));
  });

  it('lets go the number after an X, which may be a place or a distance', () => {
    expect(change('R135FSX177')).toMatchObject({ kind: 'frameshift', stop: null });
  });

  it.each(['', 'V600', 'Mutation', '600E', 'p.', 'V600EK', 'EXPRESSION'])('refuses %j', (text) => {
    expect(proteinShorthand(text)).toBeNull();
  });

  it.each([
    ['V600E', 'missense'],
    ['R213*', 'stop-gained'],
    ['K27=', 'silent'],
    ['M1?', 'start-lost'],
    ['W288fs', 'frameshift'],
    ['E746_A750del', 'inframe-deletion'],
    ['A767_V769dup', 'inframe-insertion'],
    ['L747_P753delinsS', 'inframe-delins-shorter'],
    ['G776delinsVC', 'inframe-delins-longer'],
    ['V600_K601delinsEN', 'inframe-delins'],
    ['*214L', 'stop-lost'],
  ])('says that %s is %s', (text, effect) => {
    expect(proteinEffect(change(text))).toBe(effect);
  });
});

describe('isSameChange', () => {
  it('knows one insertion under its three names, by the protein it makes', () => {
    // MKTA YIA KQ…: the residues of TOY at 5-7 twice.
    expect(isSameChange(change('Y5_A7dup'), change('A7_K8insYIA'), TOY)).toBe(true);
    expect(isSameChange(change('Y5_A7dup'), change('A4_Y5insYIA'), TOY)).toBe(true);
    expect(isSameChange(change('Y5_A7dup'), change('Y5_I6insYIA'), TOY)).toBe(false);
    expect(isSameChange(change('Y5_A7dup'), change('A7_K8insYIA'), null)).toBe(false);
  });

  it('compares the new residue and stop of a frameshift only where both name them', () => {
    expect(isSameChange(change('W288fs'), change('W288Cfs*12'), null)).toBe(true);
    expect(isSameChange(change('W288Cfs*12'), change('W288Cfs*10'), null)).toBe(false);
    expect(isSameChange(change('W288fs'), change('W289fs'), null)).toBe(false);
  });

  it('tells apart what differs in one residue', () => {
    expect(isSameChange(change('V600E'), change('V600K'), null)).toBe(false);
    expect(isSameChange(change('V600E'), change('K600E'), null)).toBe(false);
    expect(isSameChange(change('E746_A750del'), change('E746_S752del'), null)).toBe(false);
  });

  it('agrees with the protein that two changes make, whatever they are', () => {
    const place = fc.integer({ min: 1, max: TOY.length - 1 });
    const residues = fc.string({ unit: fc.constantFrom(...'AIKY'), minLength: 1, maxLength: 3 });
    const at = (position: number) => ({ residue: TOY.charAt(position - 1), position });
    const changes = fc.oneof(
      fc.tuple(place, residues).map(([p, put]): ProteinChange => ({
        kind: 'insertion',
        from: at(p),
        to: at(p + 1),
        residues: put,
      })),
      place.map((p): ProteinChange => ({ kind: 'duplication', from: at(p), to: at(p + 1) })),
      place.map((p): ProteinChange => ({ kind: 'deletion', from: at(p), to: null })),
    );
    fc.assert(
      fc.property(changes, changes, (a, b) => {
        const made = appliedChange(a, TOY) === appliedChange(b, TOY);
        expect(isSameChange(a, b, TOY)).toBe(made);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('holdsSubstitution', () => {
  const substitution = (text: string) =>
    change(text) as ProteinChange & { readonly kind: 'substitution' };

  it.each([
    ['V600_K601delinsEN', 'V600E', true],
    ['V600_K601delinsEN', 'K601N', true],
    ['V600_K601delinsEN', 'V600K', false],
    ['V600_K601delinsE', 'V600E', true],
    ['T599_V600delinsAE', 'V600E', true],
    // Three residues for one: none of the three took that place.
    ['L747_A750delinsP', 'L747P', false],
    ['V600delinsEE', 'V600E', false],
    ['V600_K601del', 'V600E', false],
  ])('%s holds %s: %s', (longer, short, expected) => {
    expect(holdsSubstitution(change(longer), substitution(short))).toBe(expected);
  });
});
