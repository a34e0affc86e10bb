import { describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import { InputError } from '../../core/errors.js';
import { openReference } from '../genome/reference-pack.js';
import { copyNumberAlterations } from './copy-number-alterations.js';
import { skippedExons } from './exon-skipping.js';
import { fusionAlteration } from './fusion-alterations.js';
import { geneModels, splicedExons } from './gene-models.js';
import { parseQuery } from './parse-query.js';
import { placedVariants } from './small-variants.js';

const models = geneModels(openReference(await openPackStore().load('reference-panel-grch38')));

// Exons of Ensembl 110 on GRCh38, 1-based: MET-202 (plus strand) has 116771849-116771989 as exon 14; BRAF is on the
// minus strand, chromosome 7; CDKN2A-201 is 9:21967752-21974857.
const CONTEXT = {
  id: 'v',
  origin: 'somatic',
  function: null,
  oncogenic: null,
  otherCopyLost: null,
} as const;

describe('placedVariants', () => {
  it('says what a variant does, and takes the annotation where the gene has no transcript at hand', () => {
    const place = { chromosome: 'chr7', start0: 140753335, reference: 'A', alternate: 'T' };
    expect(placedVariants(place, null, models, CONTEXT).variants).toMatchObject([
      { gene: 'BRAF', label: 'BRAF V600E', effect: 'missense', exons: [15], splicedExons: [] },
    ]);
    const annotated = {
      gene: 'TOY1',
      change: null,
      effect: 'frameshift',
      coding: 'c.12del',
    } as const;
    expect(placedVariants(place, annotated, models, CONTEXT).variants).toMatchObject([
      { gene: 'TOY1', label: 'TOY1 c.12del', effect: 'frameshift', exons: null },
    ]);
    expect(placedVariants(place, annotated, null, CONTEXT).variants).toMatchObject([
      { gene: 'TOY1' },
    ]);
  });

  it('says where the bases are not those of the transcript, and makes nothing of them', () => {
    const wrong = { chromosome: '7', start0: 140753335, reference: 'C', alternate: 'T' };
    expect(placedVariants(wrong, null, models, CONTEXT)).toEqual({ variants: [], mismatch: true });
  });

  it('is not misled by bases that reference and alternate share', () => {
    const padded = { chromosome: '7', start0: 140753334, reference: 'CA', alternate: 'CT' };
    expect(placedVariants(padded, null, models, CONTEXT).variants[0]?.label).toBe('BRAF V600E');
  });
});

describe('splicedExons', () => {
  const met = models.model('MET');
  if (met === null) throw new Error('the panel has no MET');
  const at = (position: number, reference = 'N', alternate = 'A') =>
    splicedExons(met, { chromosome: '7', start0: position - 1, reference, alternate });

  it('counts two bases of the intron on either side and the last base of the exon', () => {
    const hits = [116771847, 116771848, 116771989, 116771990, 116771991];
    expect(hits.map((position) => at(position))).toEqual(hits.map(() => [14]));
    const misses = [116771846, 116771849, 116771900, 116771988, 116771992];
    expect(misses.map((position) => at(position))).toEqual(misses.map(() => []));
  });

  it('counts a deletion over the edge, and an insertion between the two bases only', () => {
    expect(at(116771985, 'NNNNNNNN', '')).toEqual([14]);
    expect(at(116771848, '', 'A')).toEqual([14]);
    expect(at(116771847, '', 'A')).toEqual([]);
  });
});

describe('skippedExons', () => {
  it('tells which exons an intron leaves out, where both its ends are ends of exons', () => {
    // MET-202, exons 13 and 15: 116771498-116771654 and 116774881-116775111 (Ensembl 110).
    const intron = { chromosome: 'chr7', start0: 116771654, end0: 116774880 };
    expect(skippedExons('MET', intron, models)).toMatchObject({ firstExon: 14, lastExon: 14 });
    expect(skippedExons('MET', { ...intron, end0: 116774879 }, models)).toBeNull();
    expect(skippedExons('MET', { ...intron, end0: 116771848 }, models)).toBeNull();
    expect(skippedExons('TOY', intron, models)).toBeNull();
  });
});

describe('copyNumberAlterations', () => {
  const of = (
    copies: readonly (readonly [number, number, number])[],
    ploidy: number | null = null,
  ) =>
    copyNumberAlterations(
      copies.map(([start0, end0, totalCopies]) => ({
        chromosome: 'chr9',
        start0,
        end0,
        totalCopies,
      })),
      ['CDKN2A', 'TOY'],
      models,
      ploidy,
    ).map(({ gene, change, copies: found }) => [gene, change, found]);

  it('calls six copies of the whole gene an amplification, more where the tumour has more of everything', () => {
    const whole = [21_000_000, 23_000_000] as const;
    expect(of([[...whole, 6]])).toEqual([['CDKN2A', 'amplification', 6]]);
    expect(of([[...whole, 5]])).toEqual([]);
    expect(of([[...whole, 6]], 3)).toEqual([]);
    expect(of([[...whole, 7]], 3)).toEqual([['CDKN2A', 'amplification', 7]]);
    expect(of([[...whole, 6]], 1.5)).toEqual([['CDKN2A', 'amplification', 6]]);
  });

  it('calls a gene lost where no copy of an exon is left, and amplified only where all of it is', () => {
    expect(of([[21_970_000, 21_972_000, 0]])).toEqual([['CDKN2A', 'deletion', 0]]);
    expect(of([[21_000_000, 23_000_000, 1]])).toEqual([]);
    expect(of([[21_970_000, 23_000_000, 9]])).toEqual([]);
    expect(
      of([
        [21_000_000, 21_970_000, 9],
        [21_970_000, 23_000_000, 3],
      ]),
    ).toEqual([]);
    expect(
      of([
        [21_000_000, 21_970_000, 9],
        [21_970_000, 23_000_000, 7],
      ]),
    ).toEqual([['CDKN2A', 'amplification', 7]]);
  });
});

describe('fusionAlteration', () => {
  const partner = (symbol: string | null, place: number | null = null) => ({
    symbol,
    breakpoint: place === null ? null : { chromosome: 'chr7', start0: place - 1 },
  });

  it('tells the exons that breakpoints lie in, where the transcripts are at hand', () => {
    expect(fusionAlteration(partner('Toy'), partner('MET', 116771849), models)).toMatchObject({
      gene5: 'TOY',
      gene3: 'MET',
      exon5: null,
      exon3: 14,
    });
    expect(fusionAlteration(partner('MET', 116771000), partner('TOY'), models)?.exon5).toBeNull();
  });

  it('is none where a partner lies between genes', () => {
    expect(fusionAlteration(partner(null), partner('MET'), models)).toBeNull();
  });
});

describe('parseQuery', () => {
  const ground = {
    models: [models],
    genes: new Set(['EGFR', 'ALK', 'EML4', 'ERBB2', 'MET', 'EGR2', 'CD274']),
    isGene: (symbol: string) => symbol === 'TTN',
    origin: 'somatic',
  } as const;
  const read = (text: string) => parseQuery(text, ground);

  it.each([
    ['EGFR p.L858R', { kind: 'small-variant', label: 'EGFR L858R' }],
    ['egfr l858r', { kind: 'small-variant', label: 'EGFR L858R' }],
    ['egfr:p.(Leu858Arg)', { kind: 'small-variant', label: 'EGFR L858R' }],
    ['EML4::ALK', { kind: 'fusion', gene5: 'EML4', gene3: 'ALK', exon5: null }],
    ['EML4::ALK e6::e20', { kind: 'fusion', exon5: 6, exon3: 20 }],
    ['EML4::ALK fusion', { kind: 'fusion' }],
    ['ALK rearrangement', { kind: 'fusion', gene5: '?', gene3: 'ALK' }],
    ['ERBB2 amplification', { kind: 'copy-number', change: 'amplification' }],
    ['HER2 Amplification', { kind: 'copy-number', gene: 'ERBB2' }],
    ['MET exon 14 skipping', { kind: 'exon-loss', firstExon: 14 }],
    ['MET exon 14 loss', { kind: 'exon-loss', firstExon: 14 }],
    ['MET exon 2-13 deletion', { kind: 'exon-loss', firstExon: 2, lastExon: 13 }],
    ['EGFR exon 19 deletion', { kind: 'named', feature: { kind: 'exon', change: 'deletion' } }],
    [
      'CD274 overexpression',
      { kind: 'named', feature: { kind: 'state', state: 'overexpression' } },
    ],
    ['MSI-high', { kind: 'named', feature: { kind: 'signature', name: 'MSI', value: 'high' } }],
    ['TTN mutation', { kind: 'named' }],
    ['NC_000007.14:g.55191822T>G', { kind: 'small-variant', label: 'EGFR L858R' }],
    ['chr7-55191822-T-G', { kind: 'small-variant', label: 'EGFR L858R' }],
    ['7:55191822T>G', { kind: 'small-variant', label: 'EGFR L858R' }],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toMatchObject([expected]);
  });

  it.each([
    ['EGRF L858R', /no gene "EGRF"/, /EGFR/],
    ['XYZ123 V600E', /no gene "XYZ123"/, /HGNC/],
    ['EML4::FOO', /no gene "FOO"/, /HGNC|did you mean/],
    ['EGFR', /no alteration of it/, /amplification/],
    ['EGFR foo', /not understood/, /for example/],
    ['MET exon 14 deletion', /a few residues/, /"MET exon 14 loss"/],
    ['EGFR G719X', /any change or a stop/, /"EGFR G719"/],
    ['EML4::ALK backwards', /not understood/, /EML4::ALK/],
    ['7:g.1T>G', /changes no gene/, /--build/],
    ['NC_000007.13:g.55259515T>G', /changes no gene/, /--build/],
    ['EGFR c.2573A>G', /not those of the transcript/, /LRG_304/],
  ])('refuses %s with what to do', (text, message, hint) => {
    let thrown: unknown;
    try {
      read(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InputError);
    expect((thrown as InputError).message).toMatch(message);
    expect((thrown as InputError).hint).toMatch(hint);
  });
});
