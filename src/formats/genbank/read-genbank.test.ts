import { readFileSync } from 'node:fs';

import { genbankToJson } from '@teselagen/bio-parsers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hasShared, sharedPath } from '../../../test/shared-data.js';
import { parseLocation } from './parse-location.js';
import { isGenBank, readGenBank } from './read-genbank.js';
import { writeGenBank, type GenBankFeature, type GenBankRecord } from './write-genbank.js';

const RECORD: GenBankRecord = {
  locus: 'demo',
  molecule: 'DNA',
  topology: 'circular',
  date: null,
  definition: 'A demo',
  comment: ['made up'],
  features: [],
  sequence: 'ACGTACGTAC',
};

const TEXT = fc.stringMatching(/^[!-~]([ -~]{0,150}[!-~])?$/);
const FEATURE = (length: number): fc.Arbitrary<GenBankFeature> =>
  fc.record({
    key: fc.constantFrom('CDS', 'promoter', 'misc_feature', "3'UTR"),
    strand: fc.constantFrom(1 as const, -1 as const),
    ranges: fc.uniqueArray(fc.nat(length), { minLength: 2, maxLength: 8 }).map((places) => {
      const sorted = places.toSorted((a, b) => a - b);
      const pairs = [];
      for (let i = 0; i + 1 < sorted.length; i += 2) {
        pairs.push({ start0: sorted[i] as number, end0: sorted[i + 1] as number });
      }
      return pairs as unknown as GenBankFeature['ranges'];
    }),
    qualifiers: fc.array(
      fc.oneof(
        fc.record({ name: fc.constant('label'), value: TEXT }),
        fc.record({ name: fc.constant('codon_start'), value: fc.constantFrom(1, 2, 3) }),
        fc.record({ name: fc.constant('pseudo'), value: fc.constant(null) }),
      ),
      { maxLength: 3 },
    ),
  });

describe('readGenBank', () => {
  it('reads back what the writer writes: sequence, shape, ranges, strands, qualifiers', () => {
    fc.assert(
      fc.property(
        fc
          .stringMatching(/^[ACGT]{20,150}$/)
          .chain((sequence) =>
            fc.tuple(
              fc.constant(sequence),
              fc.constantFrom('linear' as const, 'circular' as const),
              fc.array(FEATURE(sequence.length), { maxLength: 4 }),
            ),
          ),
        ([sequence, topology, features]) => {
          const text = writeGenBank({ ...RECORD, sequence, topology, features });
          const [read] = readGenBank(text, 'a.gb');
          expect(read?.sequence).toBe(sequence);
          expect(read?.topology).toBe(topology);
          expect(read?.skipped).toEqual([]);
          // A run of spaces is one: the writer folds them, and lines are cut at them.
          const folded = features.map((feature) => ({
            ...feature,
            qualifiers: feature.qualifiers.map(({ name, value }) => ({
              name,
              value: typeof value === 'string' ? value.replace(/\s+/g, ' ') : value,
            })),
          }));
          expect(read?.features.filter(({ key }) => key !== 'source')).toEqual(folded);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes several records, other line ends, protein and a file without features', () => {
    const one = writeGenBank(RECORD).replaceAll('\n', '\r\n');
    const two = writeGenBank({
      ...RECORD,
      molecule: 'protein',
      topology: 'linear',
      sequence: 'MKLV',
    });
    const [dna, protein] = readGenBank(one + two, 'a.gb');
    expect(dna).toMatchObject({ locus: 'demo', definition: 'A demo', accession: null });
    expect(protein).toMatchObject({ molecule: 'protein', sequence: 'MKLV' });
    const bare = 'LOCUS       x   4 bp DNA linear\nORIGIN\n        1 acgt\n//\n';
    expect(readGenBank(bare, 'b.gb')).toMatchObject([{ features: [], sequence: 'ACGT' }]);
    expect(isGenBank(bare)).toBe(true);
    expect(isGenBank('>x\nACGT')).toBe(false);
  });

  it('skips a feature that has no place, and says why', () => {
    const text = writeGenBank({
      ...RECORD,
      features: [{ key: 'CDS', ranges: [{ start0: 0, end0: 3 }], strand: 1, qualifiers: [] }],
    }).replace('CDS             1..3', 'CDS             J00194.1:1..3');
    const [read] = readGenBank(text, 'a.gb');
    expect(read?.skipped).toMatchObject([
      { code: 'unplaced-feature', reason: 'it lies in another record', file: 'a.gb' },
    ]);
    const beyond = text.replace('J00194.1:1..3', '9..12');
    expect(readGenBank(beyond, 'a.gb')[0]?.skipped[0]?.reason).toContain('beyond the 10 letters');
  });

  it.each([
    ['', 'no LOCUS line'],
    ['hello\n//\n', 'no LOCUS line'],
    ['LOCUS       x   4 bp DNA linear\nORIGIN\n        1 acgt\n', 'no // at its end'],
    ['LOCUS       x   4 bp DNA linear\nFEATURES\n//\n', 'has no sequence'],
    ['LOCUS       x   4 bp DNA linear\nORIGIN\n//\n', 'is empty'],
    ['LOCUS       x   5 bp DNA linear\nORIGIN\n        1 acgt\n//\n', 'LOCUS says 5 letters'],
    ['LOCUS       x   4 bp DNA linear\nORIGIN\n        1 ac!t\n//\n', 'holds "!"'],
  ])('refuses %j', (text, message) => {
    expect(() => readGenBank(text, 'a.gb')).toThrow(message);
  });
});

describe('parseLocation', () => {
  // The examples of the INSDC feature table, section 3.4.3.
  it.each([
    ['467', [[466, 467]], 1],
    ['340..565', [[339, 565]], 1],
    ['<345..500', [[344, 500]], 1],
    ['<1..888', [[0, 888]], 1],
    ['1..>888', [[0, 888]], 1],
    [
      'join(12..78,134..202)',
      [
        [11, 78],
        [133, 202],
      ],
      1,
    ],
    ['complement(34..126)', [[33, 126]], -1],
    [
      'complement(join(2691..4571,4918..5163))',
      [
        [2690, 4571],
        [4917, 5163],
      ],
      -1,
    ],
    [
      'join(complement(4918..5163),complement(2691..4571))',
      [
        [2690, 4571],
        [4917, 5163],
      ],
      -1,
    ],
    [
      'join(90..100,1..9)',
      [
        [89, 100],
        [0, 9],
      ],
      1,
    ],
  ] as const)('places %s', (text, ranges, strand) => {
    expect(parseLocation(text)).toEqual({
      kind: 'placed',
      strand,
      ranges: ranges.map(([start0, end0]) => ({ start0, end0 })),
    });
  });

  it.each(['123^124', '102.110', 'J00194.1:100..202', 'join(1..4,complement(9..12))', '9..3', 'x'])(
    'does not place %s',
    (text) => {
      expect(parseLocation(text).kind).toBe('unplaced');
    },
  );
});

/** bio-parsers makes one place of two ranges over the origin. */
function isOverOrigin(ranges: GenBankFeature['ranges']): boolean {
  return ranges.length === 2 && (ranges[1]?.start0 ?? 1) === 0;
}

const FILES = [
  'aav/aav2_genome.gb',
  'aav/aav9_cap.gb',
  'aav/pGS-scAAV-ITR145-Amp-empty.gb',
  'aav/pGS-ssAAV-EF1A-VP1-rBG_v06.gb',
  'pXampl3_detailed.gbk',
];
const FOLDER = 'data/editing/parts';

describe.skipIf(!hasShared(FOLDER))(`files of others (needs ../shared/${FOLDER})`, () => {
  it.each(FILES)('reads %s as bio-parsers does', (file) => {
    const text = readFileSync(sharedPath(`${FOLDER}/${file}`), 'utf8');
    const [ours] = readGenBank(text, file);
    const [theirs] = genbankToJson(text) as readonly {
      parsedSequence: {
        sequence: string;
        circular: boolean;
        features: readonly {
          start: number;
          end: number;
          strand: number;
          type: string;
          locations?: readonly { start: number; end: number }[];
        }[];
      };
    }[];
    const parsed = theirs?.parsedSequence;
    expect(ours?.sequence).toBe(parsed?.sequence.toUpperCase());
    expect(ours?.topology === 'circular').toBe(parsed?.circular);
    expect(ours?.skipped).toEqual([]);
    expect(
      ours?.features.map(({ key, strand, ranges }) => [
        key,
        strand,
        isOverOrigin(ranges)
          ? [[ranges[0].start0, ranges.at(-1)?.end0]]
          : ranges.map(({ start0, end0 }) => [start0, end0]),
      ]),
    ).toEqual(
      parsed?.features.map(({ type, strand, start, end, locations }) => [
        type,
        strand,
        (locations ?? [{ start, end }]).map((place) => [place.start, place.end + 1]),
      ]),
    );
  });
});
