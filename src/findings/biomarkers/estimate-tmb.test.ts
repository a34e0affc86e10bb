import { describe, expect, it } from 'vitest';

import type { SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import {
  givenVariants,
  smallConsequence,
  smallTumour,
  smallVariant,
} from '../../../test/support/small-tumour.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { openOncoTree } from '../../engines/evidence/oncotree.js';
import { estimateTmb } from './estimate-tmb.js';
import { mutationClass } from './mutation-class.js';
import type { TmbEstimate } from './tmb.js';
import { medianOf, midRankPercentile, openTmbCohort, studiesOf } from './tmb-cohort.js';

const NO_REFERENCE = { cohort: null, tree: null };

function many(count: number, term: string, changes: Partial<SomaticVariant> = {}) {
  return Array.from({ length: count }, () =>
    smallVariant({ consequences: [smallConsequence('GENE', term)], ...changes }),
  );
}

function exome(codingMb = 38): Pick<TumourCase, 'assay'> {
  return {
    assay: { kind: 'given', value: { name: 'x', codingMb, kind: 'exome' }, from: 'test' },
  };
}

async function estimated(changes: Partial<TumourCase>): Promise<TmbEstimate> {
  const tmb = estimateTmb(await smallTumour(changes), NO_REFERENCE);
  if (tmb.kind === 'missing') throw new Error(tmb.reason);
  return tmb.value;
}

async function missing(changes: Partial<TumourCase>) {
  const tmb = estimateTmb(await smallTumour(changes), NO_REFERENCE);
  if (tmb.kind === 'estimated') throw new Error('there is a TMB');
  return tmb;
}

describe('mutationClass', () => {
  it('is that of the transcript on which the mutation does most, non-coding ones aside', () => {
    const of = (...terms: readonly string[]) =>
      mutationClass({ consequences: terms.map((term) => smallConsequence('G', term)) });
    expect(of('synonymous_variant', 'missense_variant', 'stop_gained')).toBe('nonsense');
    expect(of('intron_variant', 'synonymous_variant')).toBe('synonymous');
    expect(of('intron_variant')).toBeNull();
    const consequence = smallConsequence('G', 'stop_gained', { biotype: 'retained_intron' });
    expect(mutationClass({ consequences: [consequence] })).toBeNull();
  });
});

describe('estimateTmb', () => {
  it('divides the counted classes by the target, with the exact interval, by hand', async () => {
    const tmb = await estimated({
      ...exome(),
      ...givenVariants([
        ...many(350, 'missense_variant'),
        ...many(30, 'frameshift_variant'),
        ...many(100, 'synonymous_variant'),
        ...many(500, 'intron_variant'),
      ]),
    });
    expect(tmb.mutations).toBe(380);
    expect(tmb.perMb).toBe(10);
    // Garwood's 95 % limits of 380: 342.75 and 420.19 (scipy.stats.chi2, half the quantiles of 760 and 762 degrees).
    expect(tmb.low * 38).toBeCloseTo(342.75, 1);
    expect(tmb.high * 38).toBeCloseTo(420.19, 1);
    expect(tmb.atLeastTenProbability).toBeCloseTo(0.5, 1);
    expect(tmb.counted.filter(({ mutations }) => mutations > 0)).toEqual([
      { mutationClass: 'frameshift', mutations: 30 },
      { mutationClass: 'missense', mutations: 350 },
    ]);
    expect(tmb.leftOut).toEqual([
      { reason: 'synonymous, which do not count here', mutations: 100 },
    ]);
  });

  it('leaves out what failed a filter, is rare in the reads or lies outside, and says so', async () => {
    const rare = { depth: 100, altReads: 4, alleleFraction: 0.04, from: 'test' };
    const outside = many(1, 'missense_variant');
    const tmb = await estimated({
      ...givenVariants([
        ...many(3, 'missense_variant'),
        ...many(1, 'missense_variant', { filters: ['LowQual'] }),
        ...many(2, 'missense_variant', { tumourDna: rare }),
        ...outside,
      ]),
      sequencedRegions: {
        kind: 'given',
        value: {
          sizeBp: 1_500_000,
          regions: 20,
          variantsOutside: outside.map(({ id }) => id),
        },
        from: 'panel.bed',
      },
    });
    expect(tmb.perMb).toBe(2);
    expect(tmb.target).toMatchObject({ kind: 'panel', sizeMb: 1.5 });
    expect(tmb.leftOut).toEqual([
      { reason: 'failed a filter', mutations: 1 },
      { reason: 'allele fraction below 0.05', mutations: 2 },
      { reason: 'outside of the sequenced regions', mutations: 1 },
    ]);
    expect(tmb.cautions.join()).toContain('not to be compared with exomes');
  });

  it('warns of a panel under 1 Mb, and of an exome does not', async () => {
    const small = { kind: 'given', value: { name: 'p', codingMb: 0.8, kind: 'panel' }, from: 't' };
    const variants = givenVariants(many(5, 'missense_variant'));
    const panel = await estimated({ ...variants, assay: small as TumourCase['assay'] });
    expect(panel.cautions[0]).toContain('less than 1');
    expect((await estimated({ ...variants, ...exome() })).cautions).toEqual([]);
  });

  it('counts silent mutations where the assay does', async () => {
    const assay = { name: 'TSO 500', codingMb: null, kind: null };
    const named = { ...assay, name: 'TruSight Oncology 500' };
    const tmb = await estimated({
      ...givenVariants([...many(10, 'missense_variant'), ...many(3, 'synonymous_variant')]),
      assay: { kind: 'given', value: named, from: 'test' },
    });
    expect(tmb).toMatchObject({ mutations: 13, target: { sizeMb: 1.3, kind: 'panel' } });
  });

  it('does not guess the target, nor count what no transcript could judge', async () => {
    const variants = givenVariants(many(5, 'missense_variant'));
    expect(await missing(variants)).toMatchObject({
      reason: 'how much was sequenced is not given',
      wouldNeed: expect.stringContaining('inputs.target'),
    });
    const unknown = { kind: 'given', value: { name: 'OurPanel', codingMb: null, kind: null } };
    expect(
      (await missing({ ...variants, assay: { ...unknown, from: 't' } as TumourCase['assay'] }))
        .reason,
    ).toContain('OurPanel');
    const stray = smallVariant();
    const partial = await missing({
      ...exome(),
      ...givenVariants([...many(5, 'missense_variant'), stray]),
      packs: [
        { id: 'reference-panel-grch38', version: '1', sha256: '', licence: '', attribution: '' },
      ],
      skipped: [
        { status: 'skipped', item: `variant ${stray.id}`, code: 'not-assessed', reason: 'none' },
      ],
    });
    expect(partial.reason).toContain('1 of 6 variants lie in no transcript at hand');
  });
});

describe('the cohort of TCGA', () => {
  const cohort = async () => openTmbCohort(await openPackStore().load('tmb-cohort'));
  const tree = async () => openOncoTree(await openPackStore().load('oncotree'));

  it('finds the study of a type, of the type above it, and all of those below it', async () => {
    const of = async (code: string) =>
      studiesOf(await cohort(), await tree(), code).map(({ study }) => study);
    expect(await of('LUAD')).toEqual(['LUAD']);
    expect(await of('NSCLC')).toEqual(['LUAD', 'LUSC']);
    expect(await of('COADREAD')).toEqual(['COAD', 'READ']);
    expect(await of('IDC')).toEqual(['BRCA']);
    expect(await of('UCS')).toEqual(['UCS']);
    expect(await of('MCC')).toEqual([]);
  });

  it('has the medians that the exomes are known for', async () => {
    const { studies, exomeMb } = await cohort();
    const median = (study: string) =>
      medianOf(studies.find((one) => one.study === study)?.mutations ?? []);
    // TCGAmutations prints them for MC3's LUAD: 517 tumours, median 202 non-silent mutations.
    expect(median('LUAD')).toBeGreaterThan(190);
    expect(median('LUAD')).toBeLessThan(210);
    expect(median('LAML')).toBeLessThan(15);
    expect(median('SKCM')).toBeGreaterThan(median('LUAD'));
    expect(exomeMb).toBe(38);
  });

  it('puts a rate among equals in their middle', () => {
    expect(midRankPercentile([1, 2, 2, 3], 2)).toBe(50);
    expect(midRankPercentile([1, 2, 3, 4], 5)).toBe(100);
    expect(midRankPercentile([1, 2, 3, 4], 0)).toBe(0);
  });

  it('says that a panel is compared with exomes', async () => {
    const tumour = await smallTumour({
      ...givenVariants(many(20, 'missense_variant')),
      tumourType: { kind: 'given', value: 'LUAD', from: 'test' },
      assay: {
        kind: 'given',
        value: { name: 'MSK-IMPACT 468', codingMb: null, kind: null },
        from: 'test',
      },
    });
    const tmb = estimateTmb(tumour, { cohort: await cohort(), tree: await tree() });
    expect(tmb.kind === 'estimated' && tmb.value.percentile).toMatchObject({
      tumours: 514,
      caution: expect.stringContaining('a panel against exomes'),
    });
  });
});
