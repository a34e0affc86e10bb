import { describe, expect, it } from 'vitest';

import { caseFile, openFrom } from '../../../test/support/memory-case.js';
import { EMPTY_CASE } from '../../case/case-file.js';
import { importCase } from '../../case/import-case.js';
import { type HlaAllele, parseTranscriptId } from '../../core/brands.js';
import { quietContext } from '../../core/context.js';
import { encodeReference } from '../../engines/genome/encode-reference.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { PresentationModel } from '../../engines/presentation/presentation-model.js';
import type { HealthyProteome } from '../../engines/search/healthy-proteome.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../neoantigens/find-neoantigens.js';
import { findJunctionNeoantigens } from './find-junction-neoantigens.js';
import { fusionName } from './fusion-events.js';

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
const HEALTHY_LONG_5 = 'MKTAYIAKQRQISFVKSHFSRQLEERLGLIEVQ';
const HEALTHY_LONG_3 = 'GDGTQDNLSGAEKAVQVKVKALPDAQFEVVHSL';

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
  files: {
    readonly fusions?: readonly string[];
    readonly junctions?: readonly string[];
    readonly agFusion?: string;
  },
  hla: readonly string[] = ['A*02:01', 'B*82:02'],
  transcripts: readonly Transcript[] = [],
  proteome: HealthyProteome = healthyProteome,
) {
  const { fusions, junctions, agFusion } = files;
  const bytes = await encodeReference({ build: 'GRCh38', source: 'test' }, () => transcripts);
  const pack = { id: 'test', version: '1', sha256: '', licence: '', attribution: '' };
  const reference = openReference({ manifest: { id: 'test' }, bytes } as LoadedPack);
  const tumour = await importCase(
    caseFile({
      build: transcripts.length > 0 ? 'GRCh38' : null,
      hla: hla.length === 0 ? null : { kind: 'names', names: hla },
      inputs: {
        ...EMPTY_CASE.inputs,
        fusions: (fusions ?? agFusion) === undefined ? null : 'fusions.tsv',
        junctions: junctions === undefined ? null : 'junctions.tsv',
      },
    }),
    openFrom({
      'fusions.tsv': agFusion ?? [ARRIBA, ...(fusions ?? []), ''].join('\n'),
      'junctions.tsv': [REGTOOLS, ...(junctions ?? []), ''].join('\n'),
    }),
    quietContext(),
    async () => ({ reference, pack }),
  );
  return findJunctionNeoantigens(
    tumour,
    { presentation: [model], healthyProteome: proteome },
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
        'no genome build was given, so no transcripts could be chosen (name it with --build)',
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
    expect(missing).toMatchObject([{ part: 'presentation of junction peptides' }]);
  });

  it('names a residue that is none of the twenty, and a sequence that is too short', async () => {
    const { skipped } = await found({
      fusions: [row('in-frame', 'TVHS?TGFKQSS|kALQRPVASDFEPQG'), row('in-frame', 'MK|kAL*')],
    });
    expect(skipped.map(({ code }) => code)).toEqual(['non-standard-residue', 'no-novel-peptide']);
  });
});

// CC ATG AAA GCT AAA GCT | GAT TGG CAT | TTT CGT TTT CGT TTT TAA GG: MKAKA|DWH|FRFRF, introns of 31 bases.
const SPLICED: Transcript = {
  id: parseTranscriptId('NM_000001.1'),
  geneSymbol: 'MET',
  geneId: null,
  proteinId: null,
  biotype: 'protein_coding',
  canonical: null,
  maneSelect: null,
  transcriptSupportLevel: null,
  chromosome: '1',
  strand: 1,
  exons: [
    { start0: 83, end0: 100 },
    { start0: 131, end0: 140 },
    { start0: 171, end0: 191 },
  ],
  cds: { start0: 2, end0: 44 },
  cdsStartFound: true,
  cdsEndFound: true,
  phase: 0,
  geneticCode: 1,
  translationExceptions: [],
  genomeDifferences: [],
  cdna: 'CCATGAAAGCTAAAGCTGATTGGCATTTTCGTTTTCGTTTTTAAGG',
  flanks: Array.from({ length: 3 }, () => ({ before: '', after: '' })),
};

describe('findJunctionNeoantigens of splice junctions', () => {
  it('gives the peptides across the joint that the healthy protein lacks', async () => {
    const { junctionNeoantigens, missing, skipped } = await found(
      {
        junctions: [
          `chr1\t100\t172\tJ1\t9\t+\tGT-AG\t0\t1\t0\tNDA\tMET`,
          `chr1\t110\t132\tJ2\t4\t+\tGT-AG\t0\t0\t0\tA\tMET`,
        ],
      },
      ['A*02:01'],
      [SPLICED],
    );
    const [event, ...others] = junctionNeoantigens?.events ?? [];
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      kind: 'splice',
      tool: 'RegTools',
      name: 'J1',
      intron: { chromosome: 'chr1', start0: 100, end0: 171 },
      strand: '+',
      anchor: 'NDA',
      geneSymbol: 'MET',
      transcripts: ['NM_000001.1'],
      effect: 'exon-skipping',
      frame: 'in-frame',
      tiedVariants: [],
      readWithVariant: null,
      junctionReads: 9,
      sequence: 'MKAKAFRFRF',
      breakpoint0: 5,
      endsAtStop: true,
    });
    // By hand: the windows of nine of MKAKA|FRFRF; those that begin with M and K.
    const ofNine = event?.peptides.filter(({ peptide }) => peptide.length === 9) ?? [];
    expect(ofNine).toMatchObject([
      { peptide: 'MKAKAFRFR', start0: 0, newPositions: [6, 7, 8, 9] },
      { peptide: 'KAKAFRFRF', start0: 1, newPositions: [5, 6, 7, 8, 9] },
    ]);
    expect(event?.peptides[event.best.I?.peptide ?? -1]?.peptide).toBe('KAKAFRFRF');
    expect(skipped.map(({ code, reason }) => [code, reason])).toEqual([
      [
        'junction-needs-genome',
        'NM_000001.1: it takes 10 bases of introns (1:101-110), and the reference keeps 30 beside each exon; a genome FASTA would be needed',
      ],
    ]);
    expect(missing).toEqual([
      {
        part: 'neoantigens of splice junctions',
        reason:
          'not assessed: 1 splice junctions that take intronic bases which the reference lacks',
        wouldNeed:
          'a reference pack that holds their transcripts (packs build, packs pull); a genome FASTA for the introns',
      },
    ]);
  });
});

describe('findJunctionNeoantigens of AGFusion without --middlestar', () => {
  const agFusion = (genes: string, effect: string, protein: string): string =>
    `>P1-P2 length=1, transcripts: T1-T2, genes: ${genes}, effect: ${effect}\n${protein}\n`;
  const PROTEINS = { ABL1: HEALTHY_LONG_5, BCR: HEALTHY_LONG_3 };
  const proteome: HealthyProteome = {
    ...healthyProteome,
    sequenceOf: (accession) => PROTEINS[accession as keyof typeof PROTEINS] ?? null,
    occurrences: (peptides) =>
      peptides.map((peptide) => {
        const holders = Object.entries(PROTEINS).filter(([, text]) => text.includes(peptide));
        return {
          peptide,
          proteins: holders.length,
          places: holders.length,
          examples: holders.map(([gene]) => ({ gene, accession: gene })),
        };
      }),
  };
  const of = (fasta: string) => found({ agFusion: fasta }, ['A*02:01'], [], proteome);

  it('places the junction by the healthy proteins of both genes', async () => {
    const { junctionNeoantigens } = await of(
      agFusion(
        'ABL1-BCR',
        'in-frame',
        `${HEALTHY_LONG_5.slice(0, 20)}${HEALTHY_LONG_3.slice(-20)}`,
      ),
    );
    expect(junctionNeoantigens?.events).toMatchObject([
      { kind: 'fusion', frame: 'in-frame', breakpoint0: 20, gene5: { symbol: 'ABL1' } },
    ]);
    const outOfFrame = await of(
      agFusion('ABL1-BCR', 'out-of-frame', `${HEALTHY_LONG_5.slice(0, 20)}CWCWCWCWCW`),
    );
    expect(outOfFrame.junctionNeoantigens?.events).toMatchObject([
      { frame: 'frameshift', breakpoint0: 20 },
    ]);
  });

  it('says which partner does not fit, and where the frame is no answer', async () => {
    const joint = `${HEALTHY_LONG_5.slice(0, 20)}${HEALTHY_LONG_3.slice(-20)}`;
    const reasons = async (fasta: string) =>
      (await of(fasta)).skipped.map(({ code, reason }) => [code, reason]);
    expect(await reasons(agFusion('ALK-BCR', 'in-frame', joint))).toEqual([
      [
        'junction-not-placed',
        'AGFusion: the junction is not marked (--middlestar), and no healthy protein of ALK begins as the fusion protein does',
      ],
    ]);
    expect(await reasons(agFusion('ABL1-ALK', 'in-frame', joint))).toEqual([
      [
        'junction-not-placed',
        'AGFusion: the junction is not marked (--middlestar), and no healthy protein of ALK ends as the fusion protein does',
      ],
    ]);
    expect(await reasons(agFusion('ABL1-BCR', 'CDS (truncated)', joint))).toEqual([
      ['no-fusion-peptide', 'AGFusion: the effect is CDS (truncated)'],
    ]);
    // The whole of the 5' protein: there is nothing behind the junction.
    expect(await reasons(agFusion('ABL1-BCR', 'out-of-frame', HEALTHY_LONG_5))).toEqual([
      [
        'junction-not-placed',
        'AGFusion: the junction is not marked, and the protein is not its partners’ joined',
      ],
    ]);
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
