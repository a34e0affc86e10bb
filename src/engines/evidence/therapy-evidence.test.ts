import { describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import type { EvidenceItem } from './evidence-item.js';
import { libraryOf } from './evidence-library.js';
import { matchEvidence } from './match-evidence.js';
import { ONCOTREE_PACK_ID, openOncoTree } from './oncotree.js';
import { parseProfile } from './parse-profile.js';
import { proteinEffect, proteinShorthand } from './protein-shorthand.js';
import { therapyEvidence } from './therapy-evidence.js';
import type { SmallVariant } from './tumour-alteration.js';

const tree = openOncoTree(await openPackStore().load(ONCOTREE_PACK_ID));

/** An item about TOY; by default, sensitivity of its V600E in lung adenocarcinoma, level B. */
interface ToyItem extends Partial<Omit<EvidenceItem, 'disease' | 'profile'>> {
  readonly profile?: string;
  readonly disease?: string;
}

function libraryWith(toys: readonly ToyItem[]) {
  const names = [...new Set(toys.map(({ profile = 'TOY V600E' }) => profile))];
  const profiles = new Map(names.map((name) => [name, parseProfile(name)]));
  const items = toys.map(
    ({ profile = 'TOY V600E', disease = 'Lung Adenocarcinoma', ...toy }, i): EvidenceItem => ({
      id: i + 1,
      disease: { name: disease, doid: null },
      therapies: ['Onedrug'],
      interaction: null,
      level: 'B',
      type: 'Predictive',
      direction: 'Supports',
      significance: 'Sensitivity/Response',
      origin: null,
      citation: { source: 'PubMed', id: '1' },
      pmid: '1',
      rating: null,
      ...toy,
      profile: profiles.get(profile) ?? parseProfile(profile),
    }),
  );
  return libraryOf({ name: 'toy' }, [...profiles.values()], items);
}

function variant(text: string, more: Partial<SmallVariant> = {}): SmallVariant {
  const change = proteinShorthand(text);
  if (change === null) throw new Error(`${text} was not read`);
  return {
    kind: 'small-variant',
    id: text,
    label: `TOY ${text}`,
    origin: 'somatic',
    gene: 'TOY',
    effect: proteinEffect(change),
    readings: [{ change, protein: null, coding: null }],
    upstream: null,
    exons: [15],
    splicedExons: [],
    place: null,
    function: null,
    oncogenic: null,
    otherCopyLost: null,
    ...more,
  };
}

function answer(toys: readonly ToyItem[], alteration = variant('V600E')) {
  const question = { alterations: [alteration], tumourType: 'LUAD', isWhole: true };
  return matchEvidence(libraryWith(toys), tree, question);
}

const therapies = (toys: readonly ToyItem[], alteration?: SmallVariant) =>
  therapyEvidence(answer(toys, alteration).matches);

describe('matchEvidence', () => {
  it('puts items of the tumour type first, then by level, whatever the order of the library', () => {
    const toys: readonly ToyItem[] = [
      { disease: 'Melanoma', level: 'A' },
      { disease: 'Lung Squamous Cell Carcinoma', level: 'A' },
      { level: 'D' },
      { disease: 'Lung Non-small Cell Carcinoma', level: 'B' },
      { disease: 'Cancer', level: 'A' },
    ];
    expect(answer(toys).matches.map(({ item }) => item.id)).toEqual([5, 4, 3, 2, 1]);
  });

  it('gives evidence on any mutation of a gene tier III, unless this mutation is known to count', () => {
    const onGene: ToyItem = { profile: 'TOY Mutation', level: 'A' };
    const tier = (toys: readonly ToyItem[], alteration?: SmallVariant) =>
      answer(toys, alteration).matches.find(({ item }) => item.profile.name === 'TOY Mutation')
        ?.ampTier;
    expect(tier([onGene], variant('A1C'))).toBe('III');
    expect(tier([onGene, {}], variant('V600E'))).toBe('I-A');
    expect(tier([onGene, {}], variant('V601E'))).toBe('III');
    expect(tier([onGene], variant('V601E', { oncogenic: true }))).toBe('I-A');
    expect(tier([onGene, {}], variant('V600E', { oncogenic: false }))).toBe('III');
    expect(tier([onGene], variant('R10*'))).toBe('III');
    expect(tier([onGene, { profile: 'TOY Loss' }], variant('R10*'))).toBe('I-A');
    // What is only said of inherited variants does not make a somatic one count.
    expect(tier([onGene, { type: 'Predisposing' }], variant('V600E'))).toBe('III');
  });

  it('flags inherited alterations and studies of them, and gives neither a tier', () => {
    const flags = (toy: ToyItem, origin: SmallVariant['origin']) => {
      const [match] = answer([toy], variant('V600E', { origin })).matches;
      return [match?.germline, match?.ampTier];
    };
    expect(flags({}, 'somatic')).toEqual(['none', 'I-B']);
    expect(flags({}, 'unknown')).toEqual(['possible', 'I-B']);
    expect(flags({}, 'germline')).toEqual(['alteration', null]);
    expect(flags({ origin: 'Rare Germline' }, 'somatic')).toEqual(['evidence', null]);
    expect(flags({ origin: 'Rare Germline' }, 'germline')).toEqual(['both', null]);
  });
});

describe('therapyEvidence', () => {
  it('orders regimens by the tier of what speaks for them', () => {
    const toys: readonly ToyItem[] = [
      { therapies: ['Casedrug'], level: 'C' },
      { therapies: ['Elsewhere'], level: 'A', disease: 'Melanoma' },
      { therapies: ['Here'], level: 'B' },
      { therapies: ['Validated'], level: 'A' },
    ];
    expect(
      therapies(toys).map(({ name, ampTier, escatTier }) => [name, ampTier, escatTier]),
    ).toEqual([
      ['Validated', 'I-A', 'I'],
      ['Here', 'I-B', 'II'],
      ['Elsewhere', 'II-C', 'III-A'],
      ['Casedrug', 'II-D', null],
    ]);
  });

  it('counts "Does Not Support" against the drug, and a denied resistance for neither', () => {
    const no: ToyItem = { direction: 'Does Not Support' };
    expect(therapies([no])).toMatchObject([{ standing: 'opposed', ampTier: null, supporting: [] }]);
    const [denied] = therapies([{ significance: 'Resistance', direction: 'Does Not Support' }]);
    expect(denied).toMatchObject({ supporting: [], contradicting: [], standing: 'opposed' });
    expect(denied?.againstObjections.length).toBe(1);
  });

  it('says whether what speaks against a regimen is near, or of more weight', () => {
    const standing = (...toys: readonly ToyItem[]) => therapies(toys)[0]?.standing;
    expect(standing({})).toBe('supported');
    expect(standing({}, { significance: 'Resistance', level: 'D' })).toBe('contested');
    expect(standing({}, { significance: 'Resistance', level: 'A' })).toBe('outweighed');
    // Of the same tier, the closer alteration weighs more.
    expect(standing({ profile: 'TOY V600' }, { significance: 'Resistance' })).toBe('outweighed');
    expect(
      standing(
        {},
        { profile: 'TOY V600', significance: 'Resistance', disease: 'Melanoma', level: 'D' },
      ),
    ).toBe('supported');
  });

  it('keeps drugs given together apart from each alone, and drugs that stand for each other one by one', () => {
    const toys: readonly ToyItem[] = [
      { therapies: ['A', 'B'], interaction: 'Combination' },
      { therapies: ['B', 'C'], interaction: 'Substitutes' },
    ];
    expect(
      therapies(toys)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['A + B', 'B', 'C']);
  });

  it('leaves out what is no evidence on a drug for this tumour', () => {
    expect(
      therapies([{ type: 'Prognostic', significance: 'Poor Outcome', therapies: [] }]),
    ).toEqual([]);
    expect(therapies([{ origin: 'Rare Germline' }])).toEqual([]);
  });
});
