import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { describeOnGenome } from './describe-nucleotides.js';
import type {
  HgvsExpression,
  HgvsPosition,
  HgvsResidue,
  NucleotideChange,
  ProteinChange,
  StopDistance,
} from './hgvs-expression.js';
import { parseHgvs } from './parse-hgvs.js';
import { printHgvs } from './print-hgvs.js';

const sequence = fc.string({
  unit: fc.constantFrom('A', 'C', 'G', 'T'),
  minLength: 1,
  maxLength: 12,
});
const accession = fc.constantFrom('NM_000546.6', 'ENST00000269305.9', 'LRG_321t1', 'NC_000017.11');
const plainPosition: fc.Arbitrary<HgvsPosition> = fc
  .integer({ min: 1, max: 250_000_000 })
  .map((base) => ({ base, afterStop: false, offset: 0 }));
const codingPosition: fc.Arbitrary<HgvsPosition> = fc
  .record({
    base: fc.integer({ min: -500, max: 9_000 }).filter((base) => base !== 0),
    afterStop: fc.boolean(),
    offset: fc.oneof(fc.constant(0), fc.integer({ min: -900, max: 900 })),
  })
  .map(({ base, afterStop, offset }) => ({
    base: afterStop ? Math.abs(base) : base,
    afterStop,
    offset,
  }));

const nucleotideChange = (position: fc.Arbitrary<HgvsPosition>): fc.Arbitrary<NucleotideChange> => {
  const from = position;
  const to = fc.option(position);
  return fc.oneof(
    fc.record({
      from,
      to: fc.constant(null),
      edit: fc.record({
        kind: fc.constant('substitution' as const),
        reference: fc.constantFrom('A', 'C'),
        alternate: fc.constantFrom('G', 'T'),
      }),
    }),
    fc.record({
      from,
      to,
      edit: fc.constantFrom(
        { kind: 'identity' as const },
        { kind: 'deletion' as const },
        { kind: 'duplication' as const },
        { kind: 'inversion' as const },
      ),
    }),
    fc.record({
      from,
      to,
      edit: fc.record({ kind: fc.constant('delins' as const), alternate: sequence }),
    }),
    fc.record({
      from,
      to: position,
      edit: fc.record({ kind: fc.constant('insertion' as const), alternate: sequence }),
    }),
    fc.record({
      from,
      to,
      edit: fc.record({
        kind: fc.constant('repeat' as const),
        unit: sequence,
        copies: fc.nat({ max: 99 }),
      }),
    }),
  );
};

const residues = fc.string({
  unit: fc.constantFrom(...'ACDEFGHIKLMNPQRSTVWYUX'),
  minLength: 1,
  maxLength: 8,
});
const place: fc.Arbitrary<HgvsResidue> = fc.record({
  residue: fc.constantFrom(...'ACDEFGHIKLMNPQRSTVWYU*'),
  position: fc.integer({ min: 1, max: 35_000 }),
});
const stop: fc.Arbitrary<StopDistance> = fc.oneof(
  fc.constant('?' as const),
  fc.integer({ min: 1, max: 999 }),
);
const one = residues.map((text) => text.charAt(0));

const proteinChange: fc.Arbitrary<ProteinChange> = fc.oneof(
  fc.constantFrom<ProteinChange>(
    { kind: 'unknown' },
    { kind: 'no-protein' },
    { kind: 'unchanged' },
  ),
  fc.record({ kind: fc.constantFrom('silent' as const, 'uncertain' as const), at: place }),
  fc.record({
    kind: fc.constant('substitution' as const),
    at: place,
    residue: fc.oneof(one, fc.constant('*')),
  }),
  fc.record({
    kind: fc.constantFrom('deletion' as const, 'duplication' as const),
    from: place,
    to: fc.option(place),
  }),
  fc.record({ kind: fc.constant('insertion' as const), from: place, to: place, residues }),
  fc.record({
    kind: fc.constant('delins' as const),
    from: place,
    to: fc.option(place),
    residues: residues.map((text) => `${text}*`),
  }),
  fc.record({
    kind: fc.constant('frameshift' as const),
    at: place,
    residue: fc.option(one),
    stop: fc.option(stop),
  }),
  fc.record({ kind: fc.constant('extension' as const), at: place, residue: one, stop }),
);

const expression: fc.Arbitrary<HgvsExpression> = fc.oneof(
  fc.record({
    accession,
    type: fc.constantFrom('g' as const, 'm' as const),
    changes: fc.array(nucleotideChange(plainPosition), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    accession,
    type: fc.constantFrom('c' as const, 'n' as const),
    changes: fc.array(nucleotideChange(codingPosition), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    accession,
    type: fc.constant('p' as const),
    isPredicted: fc.boolean(),
    changes: fc.array(proteinChange, { minLength: 1, maxLength: 3 }),
  }),
);

describe('HGVS', () => {
  it('reads back whatever the grammar can print', () => {
    fc.assert(
      fc.property(expression, (one) => {
        expect(parseHgvs(printHgvs(one))).toEqual(one);
      }),
      { numRuns: 5_000 },
    );
  });

  // Examples of hgvs-nomenclature.org (version 21) and of VEP.
  it.each([
    'NC_000023.11:g.33038255C>A',
    'NG_012232.1:g.19_21del',
    'NM_004006.2:c.183_186+48del',
    'NM_004006.2:c.4375_4379dup',
    'NM_004006.2:c.849_850insACG',
    'NM_004006.2:c.6775_6777delinsC',
    'NM_004006.2:c.5657_5660inv',
    'NM_004006.2:c.-128_-126TG[14]',
    'NM_004006.2:c.[762G>A;2361G>C]',
    'NM_000000.1:c.*12-5A>G',
    'NR_002196.2:n.601G>T',
    'NC_012920.1:m.3243A>G',
    'NP_003997.1:p.Trp24Ter',
    'NP_003997.1:p.(Trp24Cys)',
    'NP_003997.2:p.Val7del',
    'NP_003997.2:p.Lys23_Val25del',
    'NP_003997.2:p.Ala3_Ser5dup',
    'NP_003997.2:p.His4_Gln5insAla',
    'NP_003997.2:p.Cys28delinsTrpVal',
    'NP_0123456.1:p.Arg97ProfsTer23',
    'NP_0123456.1:p.Arg97fs',
    'NP_003997.2:p.Ter110GlnextTer17',
    'NP_003997.2:p.Met1?',
    'NP_003997.2:p.=',
    'NP_003997.2:p.0',
    'ENSP00000321184.6:p.Glu1036_Glu1037insTer',
    'ENSP00000426167.2:p.Ter172=',
  ])('reads and prints %s', (text) => {
    expect(printHgvs(parseHgvs(text))).toBe(text);
  });

  it('reads other spellings and prints its own', () => {
    const printed = (text: string): string => printHgvs(parseHgvs(text));
    expect(printed('NM_000546.6(TP53):c.215C>G')).toBe('NM_000546.6:c.215C>G');
    expect(printed('NM_000546.6:c.4_5delGA')).toBe('NM_000546.6:c.4_5del');
    expect(printed('NM_000546.6:c.4delGinsTT')).toBe('NM_000546.6:c.4delinsTT');
    expect(printed('NP_000537.3:p.R175H')).toBe('NP_000537.3:p.Arg175His');
    expect(printed('NP_000537.3:p.(R97Pfs*23)')).toBe('NP_000537.3:p.(Arg97ProfsTer23)');
  });

  it.each([
    'TP53',
    'NM_1.1:c.',
    'NM_1.1:c.5_6A>G',
    'NM_1.1:c.5insA',
    'NP_1.1:p.Zzz5Gly',
    'NM_1.1:r.5a>u',
  ])('refuses %s', (text) => {
    expect(() => parseHgvs(text)).toThrow('is not an HGVS description');
  });

  it('turns a reversed stretch into an inversion', () => {
    const change = describeOnGenome(
      { chromosome: '1', start0: 2, reference: 'AAC', alternate: 'GTT' },
      () => -1,
    );
    expect(change).toEqual({
      from: { base: 3, afterStop: false, offset: 0 },
      to: { base: 5, afterStop: false, offset: 0 },
      edit: { kind: 'inversion' },
    });
  });
});
