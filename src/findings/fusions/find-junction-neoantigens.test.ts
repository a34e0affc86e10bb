import { describe, expect, it } from 'vitest';

import { caseFile, openFrom } from '../../../test/support/memory-case.js';
import { EMPTY_CASE } from '../../case/case-file.js';
import { importCase } from '../../case/import-case.js';
import type { HlaAllele } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import type { PresentationModel } from '../../engines/presentation/presentation-model.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../neoantigens/find-neoantigens.js';
import { findJunctionNeoantigens, fusionName } from './find-junction-neoantigens.js';

const A2 = 'HLA-A*02:01' as HlaAllele;

/** Ranks a peptide of nine by its first letter: A is 0, B 1. */
const model: PresentationModel = {
  id: 'first-letter-1',
  title: 'test',
  mhcClass: 'I',
  peptideLengths: [9],
  alleles: [A2],
  score: async (peptides, alleles) =>
    alleles.map((allele) => {
      if (allele !== A2) return { kind: 'unscored', allele, reason: `no model for ${allele}` };
      const ranks = Float64Array.from(peptides, (peptide) =>
        peptide.length === 9 ? peptide.charCodeAt(0) - 65 : Number.NaN,
      );
      return {
        kind: 'scored',
        allele,
        modelId: 'first-letter-1',
        affinityNm: null,
        presentationScore: ranks.map((rank) => -rank),
        percentileRank: ranks,
        coreStart0: null,
      };
    }),
  positionShares: async () => null,
  alleleDistance: () => null,
};

const HEALTHY = 'ALQRPVASD';

const healthyProteome: HealthyProteome = {
  pack: { id: 'p', version: '1', sha256: '', licence: '', attribution: '' },
  proteinCount: 1,
  residueCount: 1,
  sequenceOf: () => null,
  occurrences: (peptides) =>
    peptides.map((peptide) => ({
      peptide,
      proteins: peptide === HEALTHY ? 1 : 0,
      places: peptide === HEALTHY ? 1 : 0,
      examples: peptide === HEALTHY ? [{ gene: 'ABL1', accession: 'P00519' }] : [],
    })),
  nearestSelf: async () => [],
};

const ARRIBA =
  '#gene1\tgene2\tstrand1(gene/fusion)\tstrand2(gene/fusion)\tbreakpoint1\tbreakpoint2\ttype\tsplit_reads1\tsplit_reads2\tdiscordant_mates\tconfidence\treading_frame\ttags\tpeptide_sequence';
const row = (frame: string, peptide: string): string =>
  `BCR\tABL1\t+/+\t+/+\t22:23632600\t9:133729451\ttranslocation\t7\t5\t3\thigh\t${frame}\t.\t${peptide}`;

const REGTOOLS =
  'chrom\tstart\tend\tname\tscore\tstrand\tsplice_site\tacceptors_skipped\texons_skipped\tdonors_skipped\tanchor\tgene_names';
const junction = (anchor: string): string =>
  `chr1\t100\t200\tJ1\t9\t+\tGT-AG\t0\t1\t0\t${anchor}\tMET`;

async function found(
  files: { readonly fusions?: readonly string[]; readonly junctions?: readonly string[] },
  hla: readonly string[] = ['A*02:01', 'B*82:02'],
) {
  const { fusions, junctions } = files;
  const tumour = await importCase(
    caseFile({
      hla: hla.length === 0 ? null : { kind: 'names', names: hla },
      inputs: {
        ...EMPTY_CASE.inputs,
        fusions: fusions === undefined ? null : 'fusions.tsv',
        junctions: junctions === undefined ? null : 'junctions.tsv',
      },
    }),
    openFrom({
      'fusions.tsv': [ARRIBA, ...(fusions ?? []), ''].join('\n'),
      'junctions.tsv': [REGTOOLS, ...(junctions ?? []), ''].join('\n'),
    }),
    quietContext(),
  );
  return findJunctionNeoantigens(
    tumour,
    { presentation: [model], healthyProteome },
    DEFAULT_NEOANTIGEN_OPTIONS,
    quietContext(),
  );
}

describe('findJunctionNeoantigens', () => {
  it('is null where the case has neither fusions nor junctions', async () => {
    expect(await found({})).toEqual({ junctionNeoantigens: null, skipped: [], missing: [] });
  });

  it('gives the windows with the new residue of an in-frame fusion, best by rank first', async () => {
    const { junctionNeoantigens, skipped, missing } = await found({
      fusions: [row('in-frame', 'TVHSATGFKQSS|kALQRPVASDFEPQG')],
    });
    const [event] = junctionNeoantigens?.events ?? [];
    expect(event).toMatchObject({
      kind: 'fusion',
      tool: 'Arriba',
      frame: 'in-frame',
      junctionReads: 12,
      spanningReads: 3,
      confidence: 'high',
      tags: ['translocation'],
      line: 2,
      breakpoint0: 12,
      endsAtStop: false,
    });
    const ofNine = event?.peptides.filter(({ peptide }) => peptide.length === 9) ?? [];
    // By hand: the nine windows of 9 residues that hold the K.
    expect(ofNine.map(({ peptide }) => peptide)).toEqual([
      'ATGFKQSSK',
      'TGFKQSSKA',
      'GFKQSSKAL',
      'FKQSSKALQ',
      'KQSSKALQR',
      'QSSKALQRP',
      'SSKALQRPV',
      'SKALQRPVA',
      'KALQRPVAS',
    ]);
    expect(ofNine[0]).toMatchObject({ mhcClass: 'I', start0: 4, newPositions: [9] });
    expect(ofNine[0]?.scores).toMatchObject([
      { percentileRank: 0, wildtypeAffinityNm: null },
      null,
    ]);
    expect(event?.peptides[event.best.I?.peptide ?? -1]?.peptide).toBe('ATGFKQSSK');
    expect(event?.best.II).toBeNull();
    // 15 residues for class II, though no model scores them here.
    expect(event?.peptides.filter(({ mhcClass }) => mhcClass === 'II')).toHaveLength(13);
    expect(junctionNeoantigens?.alleles).toMatchObject([
      { allele: 'HLA-A*02:01', status: 'scored' },
      { allele: 'HLA-B*82:02', status: 'unscored', reason: 'no model for HLA-B*82:02' },
    ]);
    expect(skipped).toEqual([]);
    expect(missing).toMatchObject([{ part: 'presentation by HLA-B*82:02' }]);
  });

  it('keeps a peptide that a healthy protein has, but never as the best', async () => {
    const { junctionNeoantigens } = await found({
      fusions: [row('out-of-frame', 'MKQSS|ALQRPVASDC*')],
    });
    const [event] = junctionNeoantigens?.events ?? [];
    const healthy = event?.peptides.find(({ peptide }) => peptide === HEALTHY);
    expect(healthy).toMatchObject({
      healthyOccurrences: { count: 1, proteins: ['ABL1 (P00519)'] },
      scores: [{ percentileRank: 0 }, null],
    });
    expect(event?.frame).toBe('frameshift');
    expect(event?.endsAtStop).toBe(true);
    // The windows of nine that have a residue after the junction begin with K, Q, S, S, A (healthy) and L.
    expect(event?.peptides[event.best.I?.peptide ?? -1]?.peptide).toBe('KQSSALQRP');
  });

  it('names every event without a protein, with the reason of its tool', async () => {
    const { junctionNeoantigens, skipped, missing } = await found({
      fusions: [row('.', '.'), row('stop-codon', 'MK*SS|kAL')],
      junctions: [junction('NDA'), junction('DA')],
    });
    expect(junctionNeoantigens?.events).toEqual([]);
    expect(skipped.map(({ item, code, reason }) => [item, code, reason])).toEqual([
      [
        'fusion BCR::ABL1 22:23632600 9:133729451',
        'no-fusion-peptide',
        'Arriba: Arriba could not predict the peptide',
      ],
      [
        'fusion BCR::ABL1 22:23632600 9:133729451',
        'no-fusion-peptide',
        'Arriba: a stop codon comes before the junction',
      ],
      [
        'splice junction chr1:101-199 MET',
        'junction-not-assessed',
        'RegTools gives no protein: that takes the sequences of the transcripts',
      ],
      [
        'splice junction chr1:101-199 MET',
        'annotated-junction',
        'RegTools: healthy transcripts are spliced so too',
      ],
    ]);
    expect(missing.map(({ part }) => part)).toEqual([
      'neoantigens of fusions',
      'neoantigens of splice junctions',
    ]);
  });

  it('says that HLA is missing, and still lists the peptides', async () => {
    const { junctionNeoantigens, missing } = await found(
      { fusions: [row('in-frame', 'TVHSATGFKQSS|kALQRPVASDFEPQG')] },
      [],
    );
    expect(junctionNeoantigens?.events[0]?.peptides[0]?.scores).toEqual([]);
    expect(junctionNeoantigens?.events[0]?.best).toEqual({ I: null, II: null });
    expect(missing).toMatchObject([{ part: 'presentation of fusion peptides' }]);
  });

  it('names a residue that is none of the twenty, and a sequence that is too short', async () => {
    const { skipped } = await found({
      fusions: [row('in-frame', 'TVHS?TGFKQSS|kALQRPVASDFEPQG'), row('in-frame', 'MK|kAL*')],
    });
    expect(skipped.map(({ code }) => code)).toEqual(['non-standard-residue', 'no-novel-peptide']);
  });
});

describe('fusionName', () => {
  it('leaves out breakpoints that are not known', () => {
    const partner = (name: string) => ({
      name,
      symbol: name,
      geneId: null,
      transcript: null,
      breakpoint: null,
      depth: null,
    });
    expect(fusionName({ gene5: partner('EML4'), gene3: partner('ALK') })).toBe('EML4::ALK');
  });
});
