import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { OptionError } from '../../../core/errors.js';
import { otherStrand } from '../../../core/iupac.js';
import type { Construct } from '../construct.js';
import { basesOf, isSameCircle } from './circle.js';
import { cloningOrders } from './cloning-orders.js';
import { gibsonFragments, joinOverlaps } from './gibson-fragments.js';
import { openVector } from './open-vector.js';
import {
  goldenGateEnzyme,
  goldenGateFragments,
  joinOverhangs,
  leastDifferences,
} from './golden-gate.js';

const VENDOR = { name: 'a vendor', shortestBp: 125, longestBp: 600 };

function circle(sequence: string): Construct {
  return {
    schemaVersion: 1,
    id: 'toy',
    name: 'toy',
    description: '',
    alphabet: 'DNA',
    topology: 'circular',
    sequence,
    features: [],
  };
}

const dna = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'ACGT'), minLength, maxLength });

/** A circle and an insert of it. */
const cloned = fc.tuple(dna(200, 400), dna(150, 1500), dna(100, 300)).map(([a, insert, b]) => ({
  construct: circle(a + insert + b),
  insert: { start0: a.length, end0: a.length + insert.length },
}));

describe('gibsonFragments', () => {
  it('makes fragments that join to the construct again, whatever it is', () => {
    fc.assert(
      fc.property(cloned, ({ construct, insert }) => {
        const { fragments, overlaps, vector, opening } = gibsonFragments(construct, insert, VENDOR);
        const joined = joinOverlaps([vector, ...fragments]);
        expect(isSameCircle(construct.sequence, joined)).toBe(true);
        for (const { sequence } of fragments) {
          expect(sequence.length).toBeGreaterThanOrEqual(VENDOR.shortestBp);
          expect(sequence.length).toBeLessThanOrEqual(VENDOR.longestBp);
        }
        expect(overlaps).toHaveLength(fragments.length + 1);
        for (const [i, { sequence, meltingC, doubts }] of overlaps.entries()) {
          expect(sequence.length).toBeGreaterThanOrEqual(20);
          expect(sequence.length).toBeLessThanOrEqual(40);
          expect(meltingC > 48 || doubts.some((doubt) => doubt.startsWith('melts at'))).toBe(true);
          const before = fragments[i - 1] ?? vector;
          const behind = fragments[i] ?? vector;
          expect(before.sequence.endsWith(sequence)).toBe(true);
          expect(behind.sequence.startsWith(sequence)).toBe(true);
        }
        expect(opening.kind).not.toBe('not-possible');
        if (opening.kind !== 'pcr') return;
        expect(vector.sequence.startsWith(opening.forward.sequence)).toBe(true);
        expect(otherStrand(vector.sequence).startsWith(opening.reverse.sequence)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('tells of ends that stand twice or on both strands', () => {
    const end = 'ACGGTCATTGCAGGCTTACCGATTC';
    const unique = 'TTGACCATGGAACCTTGGAATTCACCGTAGGCTAACGTTAGCATCGATCAGTCAGGCATAC';
    const insert = 'GCTA'.repeat(45);
    // The same end stands before the insert and, inverted, behind it, as ITRs do.
    const sequence = unique.repeat(3) + end + insert + otherStrand(end) + unique;
    const start0 = 3 * unique.length + end.length;
    const { overlaps } = gibsonFragments(
      circle(sequence),
      { start0, end0: start0 + insert.length },
      VENDOR,
    );
    expect(overlaps[0]?.doubts).toContain('stands on the other strand too');
    expect(overlaps[0]?.doubts).toContain('shares 15 bp with overlap 2');
  });

  it('refuses what cannot be ordered', () => {
    const bases = 'ACGTTGCAAC'.repeat(40);
    expect(() => gibsonFragments(circle(bases), { start0: 300, end0: 310 }, VENDOR)).toThrow(
      'a vendor starts at 125',
    );
    expect(() => gibsonFragments(circle(bases), { start0: 5, end0: 395 }, VENDOR)).toThrow(
      'too short to overlap',
    );
    expect(() => gibsonFragments(circle(bases), { start0: 5, end0: 999 }, VENDOR)).toThrow(
      OptionError,
    );
  });
});

describe('openVector', () => {
  it('cuts beside the insert with two enzymes that cut nowhere else, and puts back what lies between', () => {
    // HindIII, A^AGCTT, ten bases before the insert; MluI, A^CGCGT, four behind it.
    const vector = 'CATTGACCGATTGCAGTACC'.repeat(12);
    const [before, behind] = ['AAGCTTCCATGACTGA', 'GATCACGCGTACC'];
    const insert = 'GTTACCGATCAGTCA'.repeat(12);
    const construct = circle(vector + before + insert + behind);
    const start0 = vector.length + before.length;
    const { opening, toPutIn } = openVector(construct, {
      start0,
      end0: start0 + insert.length,
    });
    expect(opening).toEqual({ kind: 'enzymes', left: 'HindIII', right: 'MluI' });
    // From behind the A of AAGCTT to behind the fifth base of ACGCGT, where the other strand is cut.
    expect(basesOf(construct, toPutIn)).toBe(`AGCTTCCATGACTGA${insert}GATCACGCG`);
  });

  it('takes PCR where an enzyme cuts twice, but not through repeats that fold', () => {
    const vector = `${'CATTGACCGATTGCAGTACC'.repeat(12)}AAGCTTACGCGT`;
    const construct = circle(`${vector}AAGCTT${'GTTACCGATCAGTCA'.repeat(12)}ACGCGT`);
    const insert = { start0: vector.length + 6, end0: construct.sequence.length - 6 };
    expect(openVector(construct, insert).opening.kind).toBe('pcr');
    const stem = 'GACCTAGGTCATTGCAACCGTTACA';
    const repeat = `${stem}TTTT${otherStrand(stem)}`;
    const folded: Construct = {
      ...construct,
      sequence: repeat + construct.sequence.slice(repeat.length),
      features: [
        {
          role: 'inverted_terminal_repeat',
          label: 'ITR',
          ranges: [{ start0: 0, end0: repeat.length }],
          strand: 1,
          colour: null,
          notes: [],
          partId: null,
          source: null,
        },
      ],
    };
    expect(openVector(folded, insert).opening.kind).toBe('not-possible');
    expect(() => goldenGateFragments(folded, insert, VENDOR)).toThrow('fold on themselves');
  });
});

describe('goldenGateFragments', () => {
  it('makes fragments that enzyme and ligase join to the construct again, whatever it is', () => {
    let made = 0;
    fc.assert(
      fc.property(cloned, ({ construct, insert }) => {
        fc.pre(goldenGateEnzyme(construct) !== null);
        const assembly = goldenGateFragments(construct, insert, VENDOR);
        const { fragments, overhangs, vector, enzyme, opening } = assembly;
        const joined = joinOverhangs([vector, ...fragments], enzyme);
        expect(isSameCircle(construct.sequence, joined)).toBe(true);
        expect(new Set(overhangs).size).toBe(overhangs.length);
        for (const [i, overhang] of overhangs.entries()) {
          expect(overhang).toHaveLength(4);
          expect(overhang).not.toBe(otherStrand(overhang));
          for (const other of overhangs.slice(i + 1)) {
            expect(other).not.toBe(otherStrand(overhang));
          }
        }
        expect(assembly.leastDifferences).toBeGreaterThanOrEqual(1);
        for (const { sequence } of fragments)
          expect(sequence.length).toBeLessThanOrEqual(VENDOR.longestBp);
        if (opening.kind === 'pcr')
          expect(vector.sequence.startsWith(opening.forward.sequence)).toBe(true);
        made++;
      }),
      { numRuns: 150 },
    );
    expect(made).toBeGreaterThan(100);
  });

  it('takes the enzyme that cuts nowhere, and says when each does', () => {
    const plain = 'ACTGATTCAG'.repeat(60);
    const insert = { start0: 150, end0: 400 };
    expect(goldenGateEnzyme(circle(plain))?.name).toBe('BsaI');
    expect(goldenGateEnzyme(circle(`${plain}GGTCTC`))?.name).toBe('BsmBI');
    // BsaI, BsmBI and, on the other strand, BbsI.
    const cut = circle(`${plain}GGTCTCACGTCTCAGTCTTC`);
    expect(goldenGateEnzyme(cut)).toBeNull();
    expect(() => goldenGateFragments(cut, insert, VENDOR)).toThrow('BsaI, BsmBI, BbsI each cut');
  });

  it('knows when a ligase would join the wrong ends', () => {
    expect(leastDifferences(['AACG', 'CGTT'])).toBe(0);
    expect(leastDifferences(['AACG', 'AACT'])).toBe(1);
    // GGCT differs everywhere, its complement AGCC in the second and third base.
    expect(leastDifferences(['AAAC', 'GGCT'])).toBe(2);
  });
});

describe('cloningOrders', () => {
  it('has a sheet of fragments, of primers and of joints, with rows as long as their columns', () => {
    const bases = fc.sample(dna(2000, 2000), { seed: 3, numRuns: 1 })[0] as string;
    const assembly = gibsonFragments(circle(bases), { start0: 400, end0: 1700 }, VENDOR);
    const sheets = cloningOrders('toy', assembly);
    expect(sheets.map(({ name }) => name)).toEqual(['Fragments', 'Primers', 'Vector', 'Overlaps']);
    for (const { columns, rows } of sheets)
      for (const row of rows) expect(row).toHaveLength(columns.length);
    expect(sheets[0]?.rows).toHaveLength(3);
  });
});

describe('basesOf', () => {
  it('reads over the origin of a circle, either way', () => {
    const construct = circle('AACCGGTT');
    expect(basesOf(construct, { start0: -2, end0: 3 })).toBe('TTAAC');
    expect(basesOf(construct, { start0: 6, end0: 10 })).toBe('TTAA');
    expect(basesOf(construct, { start0: 2, end0: 4 })).toBe('CC');
  });
});
