import { describe, expect, it } from 'vitest';

import { genomicPosition, parseTranscriptId } from '../core/brands.js';
import { quietContext } from '../core/context.js';
import { encodeReference } from '../engines/genome/encode-reference.js';
import { openReference, type Reference } from '../engines/genome/reference-pack.js';
import type { Transcript } from '../engines/genome/transcript.js';
import type { FusionRow } from '../formats/fusion/fusion-row.js';
import type { SpliceJunctionRow } from '../formats/splice/read-splice-junctions.js';
import type { LoadedPack } from '../packs/pack-store.js';
import { assessJunctions } from './assess-junctions.js';
import { junctionsOnTranscripts } from './junction-transcripts.js';
import { placeFusionJunctions } from './place-fusion-junctions.js';

// CC ATG AAA GCT | GAT TGG CAT | TTT CGT TAA GG, with introns of eight bases; at base 1,000 of chromosome 1.
const GENOME = 'CCATGAAAGCTGTAACAAGGATTGGCATGTCCCAAGTTTCGTTAAGG';
const AT = 1_000;

function transcript(id: string, changes: Partial<Transcript> = {}): Transcript {
  const exons = [
    [0, 11],
    [19, 28],
    [36, 47],
  ] as const;
  return {
    id: parseTranscriptId(id),
    geneSymbol: 'G',
    geneId: null,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: '1',
    strand: 1,
    exons: exons.map(([start, end]) => ({ start0: AT + start, end0: AT + end })),
    cds: { start0: 2, end0: 29 },
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences: [],
    cdna: exons.map(([start, end]) => GENOME.slice(start, end)).join(''),
    flanks: exons.map(() => ({ before: '', after: '' })),
    ...changes,
  };
}

/** Two transcripts that differ behind the junction in nothing, and one without the second exon's donor. */
const TRANSCRIPTS = [
  transcript('NM_000001.1'),
  transcript('NM_000002.1', { maneSelect: true }),
  transcript('NM_000003.1', {
    exons: [
      { start0: AT, end0: AT + 11 },
      { start0: AT + 19, end0: AT + 25 },
      { start0: AT + 36, end0: AT + 47 },
    ],
    cds: { start0: 2, end0: 26 },
    cdna: 'CCATGAAAGCTGATTGGTTTCGTTAAGG',
  }),
];

async function referenceOf(transcripts: readonly Transcript[]): Promise<Reference> {
  const bytes = await encodeReference({ build: 'GRCh38', source: 'test' }, () => transcripts);
  return openReference({ manifest: { id: 'test' }, bytes } as LoadedPack);
}

function row(start: number, end: number, changes: Partial<SpliceJunctionRow> = {}) {
  return {
    ...genomicPosition('chr1', AT + start, AT + end),
    name: 'J',
    strand: '+',
    reads: 9,
    anchor: 'NDA',
    spliceSite: 'GT-AG',
    acceptorsSkipped: 0,
    exonsSkipped: 0,
    donorsSkipped: 0,
    geneSymbols: ['G'],
    geneIds: [],
    transcripts: [],
    variants: [],
    line: 2,
    ...changes,
  } satisfies SpliceJunctionRow;
}

const variant = (at: number, reference: string, alternate: string) => ({
  id: `chr1-${AT + at + 1}-${reference}-${alternate}`,
  position: genomicPosition('chr1', AT + at, AT + at + reference.length),
  reference,
  alternate,
});

async function assessed(
  junction: SpliceJunctionRow,
  variants: Parameters<typeof junctionsOnTranscripts>[2] = [],
) {
  const [one] = await junctionsOnTranscripts(
    [junction],
    await referenceOf(TRANSCRIPTS),
    variants,
    quietContext(),
  );
  if (one === undefined) throw new Error('no junction');
  return one;
}

describe('junctionsOnTranscripts', () => {
  it('gives one protein for transcripts that agree around the junction, MANE first', async () => {
    // MKA|FR: all three skip the same exon to the same residues.
    const { proteins, noProtein } = await assessed(row(11, 36));
    expect(noProtein).toBeNull();
    expect(proteins).toMatchObject([
      {
        transcripts: ['NM_000002.1', 'NM_000001.1', 'NM_000003.1'],
        sequence: 'MKAFR',
        geneSymbol: 'G',
        variant: null,
        doubts: [],
      },
    ]);
  });

  it('keeps to the transcripts that RegTools names, by any version', async () => {
    const { proteins } = await assessed(row(11, 36, { transcripts: ['NM_000003', 'NM_999999'] }));
    expect(proteins.map(({ transcripts }) => transcripts)).toEqual([['NM_000003.1']]);
  });

  it('takes the transcripts that have most of the known ends', async () => {
    // A donor at 25 is the third one's; in the others it cuts the exon. The acceptor at 40 is nobody's.
    const { proteins } = await assessed(row(25, 39, { anchor: 'D' }));
    expect(proteins.map(({ transcripts, sequence }) => [transcripts, sequence])).toEqual([
      [['NM_000003.1'], 'MKADWR'],
    ]);
    const { noProtein } = await assessed(row(22, 39, { anchor: 'D' }));
    expect(noProtein).toEqual({
      code: 'junction-outside-reference',
      reason: 'no transcript of test (GRCh38) has the end that RegTools found annotated',
    });
    expect((await assessed(row(22, 39, { anchor: 'N' }))).proteins).toHaveLength(1);
  });

  it('reads the one tied substitution with the protein, and names what it leaves out', async () => {
    const tied = { variants: [genomicPosition('chr1', AT + 37, AT + 38)] };
    // TTT -> TGT, Cys.
    const one = await assessed(row(11, 36, tied), [variant(37, 'T', 'G')]);
    expect(one.proteins).toMatchObject([{ sequence: 'MKACR', variant: 'chr1-1038-T-G' }]);
    const two = await assessed(row(11, 36, tied), [variant(37, 'T', 'G'), variant(37, 'T', 'A')]);
    expect(two.proteins).toMatchObject([
      {
        sequence: 'MKAFR',
        variant: null,
        doubts: [
          'read without the variants tied to it, of which any may be the cause: chr1-1038-T-G, chr1-1038-T-A',
        ],
      },
    ]);
    const indel = await assessed(row(11, 36, tied), [variant(37, 'TC', 'T')]);
    expect(indel.proteins[0]?.doubts).toEqual([
      'read without the variant tied to it, which is no substitution: chr1-1038-TC-T',
    ]);
    const other = await assessed(row(11, 36, tied), [variant(37, 'A', 'G')]);
    expect(other.noProtein?.code).toBe('junction-unlike-reference');
  });

  it('names the transcript with the reason, and what no transcript holds', async () => {
    expect((await assessed(row(14, 19, { anchor: 'A' }))).noProtein).toEqual({
      code: 'junction-needs-genome',
      reason:
        'NM_000001.1: it takes 3 bases of introns (1:1012-1014), and the reference keeps 30 beside each exon; a genome FASTA would be needed',
    });
    expect((await assessed(row(11, 19))).noProtein).toEqual({
      code: 'annotated-junction',
      reason: 'NM_000001.1 is spliced so too',
    });
    expect((await assessed(row(11, 36, { strand: '-' }))).noProtein).toEqual({
      code: 'junction-outside-reference',
      reason: 'it lies in no transcript of test (GRCh38) on the - strand',
    });
    expect((await assessed(row(9_000, 9_100))).noProtein?.reason).toBe(
      'it lies in no transcript of test (GRCh38)',
    );
    expect((await assessed(row(11, 36, { anchor: 'DA' }))).noProtein?.code).toBe(
      'annotated-junction',
    );
    expect((await assessed(row(11, 36, { strand: null }))).proteins).toHaveLength(1);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      junctionsOnTranscripts([row(11, 36)], await referenceOf(TRANSCRIPTS), [], {
        ...quietContext(),
        signal: controller.signal,
      }),
    ).rejects.toThrow('aborted');
  });
});

const partner = (name: string, id: string | null) => ({
  name,
  symbol: name,
  geneId: null,
  transcript: id,
  breakpoint: null,
  depth: null,
});

const fusion: FusionRow = {
  gene5: partner('A', 'NM_000001'),
  gene3: partner('B', 'NM_000009'),
  junctionReads: null,
  spanningReads: null,
  inFrame: false,
  peptide: null,
  noPeptide: 'not marked',
  protein: 'MKADWHFRQQQQ',
  confidence: null,
  tags: [],
  source: 'AGFusion',
  line: 1,
};

describe('placeFusionJunctions', () => {
  it('places the junction behind what the named transcript has, MKADWHFR', async () => {
    const reference = await referenceOf(TRANSCRIPTS);
    expect(placeFusionJunctions([fusion], reference)).toEqual([
      {
        ...fusion,
        noPeptide: null,
        peptide: {
          sequence: 'MKADWHFRQQQQ',
          breakpoint0: 8,
          novelStart0: 8,
          novelEnd0: 12,
          endsAtStop: true,
        },
      },
    ]);
  });

  it('leaves alone what it cannot place', async () => {
    const reference = await referenceOf(TRANSCRIPTS);
    for (const other of [
      { ...fusion, inFrame: true },
      { ...fusion, inFrame: null },
      { ...fusion, protein: null },
      { ...fusion, gene5: partner('A', null) },
      { ...fusion, gene5: partner('A', 'NM_000009') },
    ]) {
      expect(placeFusionJunctions([other], reference)).toEqual([other]);
    }
  });
});

describe('assessJunctions', () => {
  const given = <T>(value: T) => ({ kind: 'given' as const, value, from: 'f' });
  const missing = { kind: 'missing' as const, reason: 'none' };
  const notOpened = async (): Promise<Reference | null> => {
    throw new Error('opened');
  };

  it('opens no transcripts where they would say nothing', async () => {
    const known = { ...fusion, protein: null };
    for (const tables of [
      { fusions: missing, spliceJunctions: missing },
      { fusions: given([known]), spliceJunctions: given([]) },
    ]) {
      expect(
        await assessJunctions(tables, notOpened, given('GRCh38'), missing, quietContext()),
      ).toEqual(tables);
    }
  });

  it('says why there are none', async () => {
    const of = async (build: Parameters<typeof assessJunctions>[2]) => {
      const { spliceJunctions } = await assessJunctions(
        { fusions: missing, spliceJunctions: given([row(11, 36)]) },
        async () => null,
        build,
        missing,
        quietContext(),
      );
      return spliceJunctions.kind === 'given' ? spliceJunctions.value[0]?.noProtein : null;
    };
    expect(await of(given('GRCh37'))).toEqual({
      code: 'junction-not-assessed',
      reason: 'no transcripts are at hand for GRCh37',
    });
    expect((await of({ kind: 'missing', reason: 'no genome build was given' }))?.reason).toContain(
      'no genome build was given',
    );
  });
});
