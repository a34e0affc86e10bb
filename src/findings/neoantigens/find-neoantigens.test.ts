import { describe, expect, it } from 'vitest';

import { caseFile, csq, openFrom, vcfText } from '../../../test/support/memory-case.js';
import { importCase } from '../../case/import-case.js';
import type { HlaAllele } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import type { PresentationModel } from '../../engines/presentation/presentation-model.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import {
  DEFAULT_NEOANTIGEN_OPTIONS,
  findNeoantigens,
  type FoundNeoantigens,
} from './find-neoantigens.js';

const KRAS = 'MTEYKLVVVGAGGVGKSALTIQLIQNHFVDEYDPTIEDSY';

/** Scores a peptide by its first residue, so that a test can tell which number is whose. */
const model: PresentationModel = {
  id: 'first-letter-1',
  title: 'test',
  mhcClass: 'I',
  peptideLengths: [9],
  alleles: ['HLA-A*02:01' as HlaAllele],
  score: async (peptides, alleles) =>
    alleles.map((allele) =>
      allele === 'HLA-A*02:01'
        ? {
            kind: 'scored',
            allele,
            modelId: 'first-letter-1',
            affinityNm: null,
            presentationScore: Float64Array.from(peptides, (peptide) =>
              peptide.length === 9 ? peptide.charCodeAt(0) : Number.NaN,
            ),
            percentileRank: Float64Array.from(peptides, (peptide) =>
              peptide.length === 9 ? peptide.charCodeAt(0) / 100 : Number.NaN,
            ),
            coreStart0: null,
          }
        : { kind: 'unscored', allele, reason: `no model for ${allele}` },
    ),
  positionShares: async (_allele, length) =>
    length === 9 ? [0.5, 0.5, 0, 0, 0, 0, 0, 0, 0] : null,
  alleleDistance: () => null,
};

const healthyProteome: HealthyProteome = {
  pack: { id: 'p', version: '1', sha256: '', licence: '', attribution: '' },
  proteinCount: 1,
  residueCount: 1,
  sequenceOf: () => null,
  occurrences: (peptides) =>
    peptides.map((peptide) => ({
      peptide,
      proteins: peptide === 'LVVVGACGV' ? 1 : 0,
      places: peptide === 'LVVVGACGV' ? 1 : 0,
      examples: peptide === 'LVVVGACGV' ? [{ gene: 'FAKE', accession: 'P00000' }] : [],
    })),
  nearestSelf: async () => [],
};

const G12C = {
  Allele: 'A',
  Consequence: 'missense_variant',
  SYMBOL: 'KRAS',
  Feature_type: 'Transcript',
  Feature: 'ENST00000311936.8',
  BIOTYPE: 'protein_coding',
  Protein_position: '12',
  Amino_acids: 'G/C',
  WildtypeProtein: KRAS,
};

async function found(
  hla: readonly string[],
  ...entries: readonly Readonly<Record<string, string>>[]
): Promise<FoundNeoantigens> {
  const annotation = entries.map((entry) => csq(entry)).join(',');
  const tumour = await importCase(
    caseFile({
      hla: hla.length === 0 ? null : { kind: 'names', names: hla },
      inputs: {
        vcf: 't.vcf',
        maf: null,
        germlineVcf: null,
        phasedVcf: null,
        expression: [],
        copyNumber: null,
        purity: null,
        fusions: null,
        junctions: null,
        genome: null,
        target: null,
      },
    }),
    openFrom({
      't.vcf': vcfText(
        ['T'],
        `chr12\t25245351\t.\tC\tA\t.\tPASS\tCSQ=${annotation}\tGT:AD:DP\t0/1:50,50:100`,
      ),
    }),
    quietContext(),
  );
  return findNeoantigens(
    tumour,
    { presentation: [model], healthyProteome },
    DEFAULT_NEOANTIGEN_OPTIONS,
    quietContext(),
  );
}

describe('findNeoantigens', () => {
  it('scores each peptide and its counterpart, and leaves unscored alleles null with their reason', async () => {
    const { neoantigens, missing } = await found(['A*02:01', 'B*82:02', 'DRB1*04:05'], G12C);
    expect(neoantigens.alleles).toMatchObject([
      { allele: 'HLA-A*02:01', status: 'scored', modelId: 'first-letter-1' },
      { allele: 'HLA-B*82:02', status: 'unscored', reason: 'no model for HLA-B*82:02' },
      {
        allele: 'HLA-DRB1*04:05',
        status: 'unscored',
        reason: 'no class II presentation model is installed',
      },
    ]);
    expect(missing.map(({ part }) => part)).toEqual([
      'presentation by HLA-B*82:02',
      'presentation by HLA-DRB1*04:05',
    ]);
    const peptides = neoantigens.variants[0]?.peptides ?? [];
    const at = (peptide: string) => peptides.find((candidate) => candidate.peptide === peptide);
    expect(at('VVVGACGVG')?.scores).toEqual([
      {
        affinityNm: null,
        presentationScore: 86,
        percentileRank: 0.86,
        coreStart0: null,
        wildtypeAffinityNm: null,
        wildtypePresentationScore: 86,
        wildtypePercentileRank: 0.86,
      },
      null,
      null,
    ]);
    expect(at('VVVGACGV')?.scores).toEqual([null, null, null]);
  });

  it('looks every candidate up in the healthy proteome', async () => {
    const { neoantigens } = await found(['A*02:01'], G12C);
    const held = neoantigens.variants[0]?.peptides.filter(
      ({ healthyOccurrences }) => healthyOccurrences.count > 0,
    );
    expect(held).toMatchObject([
      { peptide: 'LVVVGACGV', healthyOccurrences: { count: 1, proteins: ['FAKE (P00000)'] } },
    ]);
  });

  it('merges a peptide that several transcripts give', async () => {
    const { neoantigens } = await found(['A*02:01'], G12C, {
      ...G12C,
      Feature: 'ENST00000256078.10',
      BIOTYPE: 'nonsense_mediated_decay',
    });
    const [variant] = neoantigens.variants;
    expect(variant?.proteins).toHaveLength(2);
    expect(variant?.peptides.find(({ peptide }) => peptide === 'VVVGACGVG')?.sources).toEqual([
      { protein: 0, start0: 6 },
      { protein: 1, start0: 6 },
    ]);
  });

  it('marks a peptide that the healthy protein holds in another place', async () => {
    const repeat = `${KRAS}WWWVVVGACGVGWWW`;
    const { neoantigens } = await found(['A*02:01'], { ...G12C, WildtypeProtein: repeat });
    const peptide = neoantigens.variants[0]?.peptides.find(
      (candidate) => candidate.peptide === 'VVVGACGVG',
    );
    expect(peptide?.healthyOccurrences).toEqual({
      count: 1,
      proteins: ['KRAS (its own healthy protein)'],
    });
  });

  it('enumerates without HLA and says what is missing', async () => {
    const { neoantigens, missing } = await found([], G12C);
    expect(neoantigens.variants[0]?.peptides.length).toBeGreaterThan(30);
    expect(missing).toMatchObject([
      { part: 'presentation of neoantigens', reason: 'no HLA type was given' },
    ]);
  });

  it('skips with line and reason what the annotation contradicts', async () => {
    const { neoantigens, skipped } = await found(['A*02:01'], { ...G12C, Amino_acids: 'W/C' });
    expect(neoantigens.variants).toEqual([]);
    expect(skipped).toMatchObject([{ code: 'residue-mismatch', line: 5 }]);
  });
});
