import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { OptionError } from '../../core/errors.js';
import { assembleConstruct } from './assemble-construct.js';
import type { ConstructPlan } from './construct.js';
import { codingFeatures, featureSequence, rangesFrom } from './feature-sequence.js';
import { toyPart } from './toy-part.fixture.js';

function plan(partial: Partial<ConstructPlan>): ConstructPlan {
  return {
    id: 'toy',
    name: 'Toy',
    description: '',
    alphabet: 'DNA',
    topology: 'linear',
    segments: [],
    ...partial,
  };
}

function errorOf(partial: Partial<ConstructPlan>): OptionError {
  try {
    assembleConstruct(plan(partial));
  } catch (error) {
    if (error instanceof OptionError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('assembleConstruct', () => {
  it('puts segments one after the other, with a feature each and one over a span of them', () => {
    const made = assembleConstruct(
      plan({
        segments: [
          { kind: 'part', part: toyPart('promoter', 'TATA') },
          { kind: 'free', sequence: 'atg', label: 'start', role: 'region' },
          { kind: 'free', sequence: 'TAA', label: 'end', role: 'stop_codon' },
        ],
        spans: [{ role: 'CDS', label: 'orf', firstSegment: 1, lastSegment: 2 }],
      }),
    );
    expect(made.sequence).toBe('TATAATGTAA');
    expect(
      made.features.map(({ label, ranges }) => [label, ranges[0].start0, ranges[0].end0]),
    ).toEqual([
      ['toy promoter', 0, 4],
      ['orf', 4, 10],
      ['start', 4, 7],
      ['end', 7, 10],
    ]);
    expect(made.features[0]?.partId).toBe('toy-promoter');
    expect(made.features[0]?.source?.accession).toBe('TOY:1-4');
  });

  it('turns a part round with its features', () => {
    const part = {
      ...toyPart('backbone', 'AACCGT'),
      features: [{ role: 'CDS' as const, label: 'cds', range: { start0: 0, end0: 2 } }],
    };
    const made = assembleConstruct(plan({ segments: [{ kind: 'part', part, strand: -1 }] }));
    expect(made.sequence).toBe('ACGGTT');
    const cds = made.features.find(({ label }) => label === 'cds');
    expect(cds).toMatchObject({ ranges: [{ start0: 4, end0: 6 }], strand: -1 });
    expect(featureSequence(made, cds as NonNullable<typeof cds>)).toBe('AA');
  });

  it('reads T as U in RNA and U as T in DNA', () => {
    const segments = [
      { kind: 'free' as const, sequence: 'aUtG', label: 'x', role: 'region' as const },
    ];
    expect(assembleConstruct(plan({ segments, alphabet: 'RNA' })).sequence).toBe('AUUG');
    expect(assembleConstruct(plan({ segments })).sequence).toBe('ATTG');
  });

  it('refuses what cannot be made, and says where', () => {
    const free = (sequence: string) => ({
      kind: 'free' as const,
      sequence,
      label: 'x',
      role: 'region' as const,
    });
    expect(errorOf({ segments: [free('ACN')] })).toMatchObject({ path: 'segments.0' });
    expect(errorOf({ segments: [free('MX')], alphabet: 'protein' }).message).toContain('"X"');
    expect(errorOf({ segments: [] }).message).toContain('empty');
    expect(errorOf({ segments: [free('A')], id: 'a b' })).toMatchObject({ path: 'id' });
    expect(errorOf({ segments: [free('A')], alphabet: 'RNA', topology: 'circular' }).path).toBe(
      'topology',
    );
    expect(
      errorOf({ segments: [{ kind: 'part', part: toyPart('CDS', 'ATG') }], alphabet: 'protein' })
        .message,
    ).toContain('is DNA');
    expect(
      errorOf({
        segments: [
          {
            ...free('AAA'),
            features: [{ role: 'CDS', label: 'c', range: { start0: 1, end0: 4 } }],
          },
        ],
      }).message,
    ).toContain('outside');
    expect(
      errorOf({
        segments: [free('AAA')],
        spans: [{ role: 'CDS', label: 'c', firstSegment: 0, lastSegment: 1 }],
      }).path,
    ).toBe('spans.0');
  });

  it('gives back every part from where its feature says it is, on either strand (1,000 constructs)', () => {
    const part = fc.tuple(
      fc.stringMatching(/^[ACGT]{1,30}$/),
      fc.constantFrom(1 as const, -1 as const),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (given) => {
        const made = assembleConstruct(
          plan({
            topology: 'circular',
            segments: given.map(([sequence, strand]) => ({
              kind: 'part',
              part: toyPart('region', sequence),
              strand,
            })),
          }),
        );
        expect(
          made.features.map((feature) => [featureSequence(made, feature), feature.strand]),
        ).toEqual(given);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('rangesFrom', () => {
  it('splits a stretch over the origin of a circle', () => {
    expect(rangesFrom(2, 3, 10)).toEqual([{ start0: 2, end0: 5 }]);
    expect(rangesFrom(8, 5, 10)).toEqual([
      { start0: 8, end0: 10 },
      { start0: 0, end0: 3 },
    ]);
  });
});

describe('codingFeatures', () => {
  it('takes three bases for a residue', () => {
    const protein = assembleConstruct(
      plan({
        alphabet: 'protein',
        segments: [
          { kind: 'free', sequence: 'MA', label: 'sp', role: 'signal_peptide' },
          { kind: 'free', sequence: 'GGS', label: 'l', role: 'linker' },
        ],
      }),
    );
    expect(codingFeatures(protein.features, 10).map(({ label, range }) => [label, range])).toEqual([
      ['sp', { start0: 10, end0: 16 }],
      ['l', { start0: 16, end0: 25 }],
    ]);
  });
});
