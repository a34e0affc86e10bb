import { genbankToJson } from '@teselagen/bio-parsers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { writeGenBank, type GenBankFeature, type GenBankRecord } from './write-genbank.js';

const RECORD: GenBankRecord = {
  locus: 'demo',
  molecule: 'DNA',
  topology: 'linear',
  date: '2026-11-24',
  definition: 'A demo',
  comment: [],
  features: [],
  sequence: 'ACGT',
};

function linesOf(record: Partial<GenBankRecord>): readonly string[] {
  return writeGenBank({ ...RECORD, ...record }).split('\n');
}

function feature(partial: Partial<GenBankFeature>): GenBankFeature {
  return {
    key: 'misc_feature',
    ranges: [{ start0: 0, end0: 2 }],
    strand: 1,
    qualifiers: [],
    ...partial,
  };
}

describe('writeGenBank', () => {
  it('sets the LOCUS line in the columns of NCBI’s release notes, section 3.4.4', () => {
    for (const [molecule, topology] of [
      ['DNA', 'circular'],
      ['mRNA', 'linear'],
      ['protein', 'linear'],
    ] as const) {
      const [locus = ''] = linesOf({ molecule, topology });
      // 1-based columns: 13-28 name, 30-40 length, 42-43 unit, 48-53 molecule, 56-63 shape, 65-67, 69-79.
      expect(locus.slice(12, 28).trim()).toBe('demo');
      expect(locus.slice(29, 40)).toBe('          4');
      expect(locus.slice(41, 43)).toBe(molecule === 'protein' ? 'aa' : 'bp');
      expect(locus.slice(47, 53).trim()).toBe(molecule === 'protein' ? '' : molecule);
      expect(locus.slice(55, 63).trim()).toBe(topology);
      expect(locus.slice(64, 67)).toBe('SYN');
      expect(locus.slice(68)).toBe('24-NOV-2026');
    }
  });

  it('writes a fixed date where none is given, so that the bytes depend on the record alone', () => {
    expect(linesOf({ date: null })[0]).toContain(' 01-JAN-1980');
    expect(() => linesOf({ date: '2026-13-01' })).toThrow('not an ISO date');
  });

  it('starts keys in column 6 and locations and qualifiers in column 22', () => {
    const lines = linesOf({
      features: [
        feature({
          key: 'CDS',
          strand: -1,
          ranges: [
            { start0: 2, end0: 4 },
            { start0: 0, end0: 1 },
          ],
          qualifiers: [
            { name: 'label', value: 'a "b" β' },
            { name: 'codon_start', value: 1 },
            { name: 'pseudo', value: null },
          ],
        }),
      ],
    });
    const at = lines.findIndex((line) => line.startsWith('     CDS'));
    expect(lines.slice(at, at + 4)).toEqual([
      '     CDS             complement(join(3..4,1))',
      '                     /label="a ""b"" beta"',
      '                     /codon_start=1',
      '                     /pseudo',
    ]);
  });

  it('numbers the sequence in lines of six blocks of ten, T for U', () => {
    const lines = linesOf({ molecule: 'RNA', sequence: 'ACGU'.repeat(16) });
    const at = lines.indexOf('ORIGIN');
    expect(lines.slice(at + 1)).toEqual([
      '        1 acgtacgtac gtacgtacgt acgtacgtac gtacgtacgt acgtacgtac gtacgtacgt',
      '       61 acgt',
      '//',
      '',
    ]);
  });

  it('has no line over 79 characters, with locations and words of any length', () => {
    const ranges = Array.from({ length: 40 }, (_, i) => ({ start0: 3 * i, end0: 3 * i + 2 }));
    const lines = linesOf({
      sequence: 'A'.repeat(200),
      definition: 'word '.repeat(40),
      comment: ['x'.repeat(300)],
      features: [
        feature({
          ranges: ranges as unknown as GenBankFeature['ranges'],
          qualifiers: [{ name: 'note', value: `${'y'.repeat(130)} ${'z '.repeat(60)}` }],
        }),
      ],
    });
    expect(Math.max(...lines.map((line) => line.length))).toBe(79);
  });

  it('refuses what a reader could not take back', () => {
    expect(() => linesOf({ locus: 'two words' })).toThrow('locus');
    expect(() => linesOf({ sequence: '' })).toThrow('no sequence');
    expect(() => linesOf({ features: [feature({ ranges: [{ start0: 2, end0: 5 }] })] })).toThrow(
      'outside',
    );
    expect(() => linesOf({ features: [feature({ key: 'much_too_long_a_key' })] })).toThrow('key');
  });

  it('is read back by bio-parsers: sequence, ranges, strand, labels, notes, whatever is in them', () => {
    // Of letters and digits at both ends: bio-parsers drops a continuation line that has none.
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,3}[A-Za-z0-9.:;+*'()-]{0,20}[A-Za-z0-9]{1,3}$/);
    const slashed = fc.oneof({ weight: 9, arbitrary: word }, fc.constant('/x'));
    const words = fc.array(slashed, { minLength: 1, maxLength: 14 }).map((list) => list.join(' '));
    const record = fc
      .tuple(
        fc.stringMatching(/^[ACGT]{40,200}$/),
        fc.constantFrom('linear' as const, 'circular' as const),
      )
      .chain(([sequence, topology]) =>
        fc.record({
          sequence: fc.constant(sequence),
          topology: fc.constant(topology),
          features: fc.array(
            fc
              .tuple(
                fc.nat(sequence.length - 2),
                fc.integer({ min: 1, max: sequence.length }),
                fc.constantFrom(1 as const, -1 as const),
                // It shortens names to 100 characters.
                words.map((text) => text.slice(0, 100).trim()),
                words,
              )
              .map(([start0, length, strand, label, note]) => ({
                ...feature({ strand }),
                ranges: [{ start0, end0: Math.min(sequence.length, start0 + length) }] as const,
                qualifiers: [
                  { name: 'label', value: label },
                  { name: 'note', value: note },
                ],
              })),
            { maxLength: 5 },
          ),
        }),
      );
    fc.assert(
      fc.property(record, (given) => {
        const [read] = genbankToJson(writeGenBank({ ...RECORD, ...given })) as readonly {
          parsedSequence: {
            sequence: string;
            circular: boolean;
            features: readonly {
              start: number;
              end: number;
              strand: number;
              name: string;
              type: string;
              notes: { note?: readonly string[] };
            }[];
          };
        }[];
        const parsed = read?.parsedSequence;
        expect(parsed?.sequence.toUpperCase()).toBe(given.sequence);
        expect(parsed?.circular).toBe(given.topology === 'circular');
        expect(
          parsed?.features
            .filter(({ type }) => type !== 'source')
            .map(({ start, end, strand, name, notes }) => [
              start,
              end + 1,
              strand,
              name,
              notes.note?.[0],
            ]),
        ).toEqual(
          given.features.map(({ ranges, strand, qualifiers }) => [
            ranges[0].start0,
            ranges[0].end0,
            strand,
            qualifiers[0]?.value,
            qualifiers[1]?.value,
          ]),
        );
      }),
      { numRuns: 500 },
    );
  });
});
