import { describe, expect, it } from 'vitest';

import type { PlasmidFeature } from './annotate-plasmid.js';
import {
  fileFeaturesOfGenBank,
  fileFeaturesOfSnapGene,
  findingOf,
  type FileFeature,
} from './compare-annotation.js';
import { isSameFeatureName } from './feature-synonyms.js';

describe('isSameFeatureName', () => {
  it.each([
    ['ori', 'ori (pUC/ColE1)'],
    ['AmpR (fragment)', 'bla(M)'],
    ['lacZα', 'LacZ-alpha'],
    ['chicken β-actin promoter', 'chicken beta-actin promoter'],
    ['5ITR145', 'AAV2 ITR, left (flip)'],
    ['ITR', 'Ad5 ITR, left'],
    ['EF1α promoter', 'EF-1α promoter'],
    ['VP1', 'AAV9 VP1'],
    ['SV40 Poly(A) Signal', 'SV40 poly(A) signal'],
  ])('takes %s and %s for one', (a, b) => {
    expect(isSameFeatureName(a, b)).toBe(true);
    expect(isSameFeatureName(b, a)).toBe(true);
  });

  it.each([
    ['EGFP', 'EYFP'],
    ['KanR', 'NeoR/KanR'],
    ['AAV2 ITR', 'Ad5 ITR'],
    ['AAV2 VP1', 'AAV9 VP1'],
    ['5′ LTR', '3′ LTR'],
    ['CMV promoter', 'CMV enhancer'],
    ['p15A ori', 'ori'],
    ['mPA-GFP', 'PA-GFP'],
    ['TcR', 'TetR'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(isSameFeatureName(a, b)).toBe(false);
  });
});

function found(partial: Partial<PlasmidFeature>): PlasmidFeature {
  return {
    name: 'AmpR',
    role: 'CDS',
    match: 'exact',
    level: 'DNA',
    strand: 1,
    ranges: [{ start0: 100, end0: 200 }],
    identity: 1,
    coverage: 1,
    entry: { id: 'a', accession: 'a', record: 'a' },
    alternatives: [],
    ...partial,
  };
}

const NAMED: FileFeature = {
  name: 'bla',
  key: 'CDS',
  kind: 'CDS',
  strand: 1,
  ranges: [{ start0: 100, end0: 200 }],
};

describe('findingOf', () => {
  const kind = (features: readonly PlasmidFeature[], named = NAMED): string =>
    findingOf(named, features).kind;

  it('asks for a name of the same thing, the strand, and half of each in the other', () => {
    expect(kind([found({})])).toBe('found');
    expect(kind([found({ name: 'EGFP', alternatives: ['AmpR'] })])).toBe('found');
    expect(kind([found({ name: 'EGFP' })])).toBe('named otherwise');
    expect(kind([found({ strand: -1 })])).toBe('named otherwise');
    expect(kind([found({ ranges: [{ start0: 151, end0: 251 }] })])).toBe('missed');
    expect(kind([found({ ranges: [{ start0: 150, end0: 200 }] })])).toBe('found');
    expect(kind([found({ ranges: [{ start0: 0, end0: 201 }] })])).toBe('missed');
    expect(kind([])).toBe('missed');
  });

  it('lets a repeat, and what has no strand in its file, lie on either', () => {
    expect(kind([found({ strand: -1 })], { ...NAMED, strand: null })).toBe('found');
    const itr = found({ name: 'AAV2 ITR', strand: -1 });
    expect(kind([itr], { ...NAMED, name: 'ITR', kind: 'repeat' })).toBe('found');
  });
});

describe('features of files', () => {
  it('are named by label, product, gene or note, and sorted by what they do', () => {
    const feature = (
      key: string,
      ...qualifiers: readonly (readonly [string, string])[]
    ): Parameters<typeof fileFeaturesOfGenBank>[0][number] => ({
      key,
      strand: 1,
      ranges: [{ start0: 0, end0: 9 }],
      qualifiers: qualifiers.map(([name, value]) => ({ name, value })),
    });
    expect(
      fileFeaturesOfGenBank([
        feature('source'),
        feature('CDS', ['gene', 'bla'], ['product', 'beta-lactamase']),
        feature('regulatory', ['regulatory_class', 'promoter'], ['label', 'P']),
        feature('regulatory', ['regulatory_class', 'enhancer'], ['label', 'E']),
        feature('repeat_region', ['note', 'inverted terminal repeat']),
        feature('misc_feature', ['label', "5' LTR"]),
        feature('rep_origin', ['label', 'ori']),
        feature('terminator'),
      ]).map(({ name, kind }) => [name, kind]),
    ).toEqual([
      ['beta-lactamase', 'CDS'],
      ['P', 'promoter'],
      ['E', 'other'],
      ['inverted terminal repeat', 'repeat'],
      ["5' LTR", 'repeat'],
      ['ori', 'origin'],
      ['terminator', 'terminator'],
    ]);
    expect(
      fileFeaturesOfSnapGene([
        { name: 'ITR', key: 'repeat_region', strand: null, ranges: [{ start0: 0, end0: 3 }] },
        { name: 'nowhere', key: 'CDS', strand: 1, ranges: [] },
      ]).map(({ name, kind }) => [name, kind]),
    ).toEqual([['ITR', 'repeat']]);
  });
});
