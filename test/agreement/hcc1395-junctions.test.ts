import { beforeAll, describe, expect, it } from 'vitest';

import { EMPTY_CASE } from '../../src/case/case-file.js';
import { importCase, type OpenReference } from '../../src/case/import-case.js';
import type { SpliceJunction, TumourCase } from '../../src/case/tumour-case.js';
import { parseTranscriptId } from '../../src/core/brands.js';
import { quietContext } from '../../src/core/context.js';
import { encodeReference } from '../../src/engines/genome/encode-reference.js';
import { openReference } from '../../src/engines/genome/reference-pack.js';
import type { Transcript } from '../../src/engines/genome/transcript.js';
import { draftSplicing } from '../../src/findings/fusions/splice-events.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import type { LoadedPack } from '../../src/packs/pack-store.js';
import { fileSource } from '../../src/platform/node/file-source.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedPath, sharedRows } from '../shared-data.js';
import { caseFile } from '../support/memory-case.js';

const VCF = 'cases/hcc1395/annotated.expression.vcf.gz';
const REGTOOLS = 'cases/hcc1395/splice_junctions.tsv';
const EXONS = 'data/genome/ensembl110_grch38_proteincoding_transcripts.tsv.gz';
const PVACSPLICE = 'formats/out_neoantigen/Test.pvacsplice.all_epitopes.aggregated.tsv';
const present = [VCF, REGTOOLS, EXONS, PVACSPLICE].every(hasShared);

/**
 * One codon for each residue. The bases of these genes are not at hand, their proteins (VEP's) and exons
 * (Ensembl's) are: where exons end between codons the protein across a junction depends on nothing else.
 */
const CODON: Readonly<Record<string, string>> = Object.fromEntries(
  'A GCT,C TGT,D GAT,E GAG,F TTT,G GGT,H CAT,I ATT,K AAG,L CTT,M ATG,N AAT,P CCT,Q CAG,R CGT,S TCT,T ACT,V GTT,W TGG,Y TAT'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);

/** A forward-strand transcript of Ensembl's exons with a protein's codons; N where nothing is known. */
function backTranslated(id: string, ensemblName: string, protein: string): Transcript {
  const row = sharedRows(EXONS).find((one) => one['#name'] === ensemblName);
  if (row === undefined) throw new Error(`${ensemblName} is not in the table`);
  const exons = (row['exons1(start-end,..)'] as string).split(',').map((exon) => {
    const [start1 = '', end1 = ''] = exon.split('-');
    return { start0: Number(start1) - 1, end0: Number(end1) };
  });
  const before = (place0: number): number =>
    exons.reduce((sum, { start0, end0 }) => sum + Math.max(0, Math.min(end0, place0) - start0), 0);
  const cds = {
    start0: before(Number(row['cds_start1']) - 1),
    end0: before(Number(row['cds_end1'])),
  };
  const coding = `${Array.from(protein, (residue) => CODON[residue]).join('')}TAA`;
  expect(coding).toHaveLength(cds.end0 - cds.start0);
  const length = before(Number.POSITIVE_INFINITY);
  return {
    id: parseTranscriptId(id),
    geneSymbol: row['gene'] ?? null,
    geneId: row['ensg'] ?? null,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: row['chrom'] as string,
    strand: 1,
    exons,
    cds,
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences: [],
    cdna: 'N'.repeat(cds.start0) + coding + 'N'.repeat(length - cds.end0),
    flanks: exons.map(() => ({ before: '', after: '' })),
  };
}

async function imported(reference?: OpenReference): Promise<TumourCase> {
  return importCase(
    caseFile({
      build: 'GRCh38',
      samples: { tumour: 'HCC1395_TUMOR_DNA', normal: null, rna: null },
      inputs: { ...EMPTY_CASE.inputs, vcf: VCF, junctions: REGTOOLS },
    }),
    (path) => fileSource(sharedPath(path)),
    quietContext(),
    reference,
  );
}

function junctionsOf({ spliceJunctions }: TumourCase): readonly SpliceJunction[] {
  if (spliceJunctions.kind === 'missing') throw new Error(spliceJunctions.reason);
  return spliceJunctions.value;
}

describe.skipIf(!present)(
  `splice junctions of HCC1395 read on transcripts${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    let junctions: readonly SpliceJunction[];
    const named = (name: string): SpliceJunction => {
      const found = junctions.find((junction) => junction.name === name);
      if (found === undefined) throw new Error(`${name} is not among the junctions`);
      return found;
    };
    /** Peptides with their place, 1-based, as pVACsplice counts. */
    const peptidesOf = (name: string): ReadonlyMap<string, number> =>
      new Map(
        draftSplicing([named(name)], {
          ...DEFAULT_NEOANTIGEN_OPTIONS,
          classILengths: [9, 10],
        }).drafts.flatMap(({ peptides }) =>
          peptides.map(({ peptide, start0 }) => [peptide, start0 + 1] as const),
        ),
      );

    beforeAll(async () => {
      const { proteins } = await imported();
      const protein = (id: string): string => proteins[id] ?? '';
      const transcripts = [
        backTranslated('ENST00000401026.7', 'CCDC18-203', protein('ENST00000401026.7')),
        backTranslated('ENST00000690025.1', 'CCDC18-212', protein('ENST00000690025.1')),
        backTranslated('ENST00000367833.7', 'TIPRL-202', protein('ENST00000367833.7')),
      ];
      const bytes = await encodeReference(
        { build: 'GRCh38', source: 'back-translated test' },
        () => transcripts,
      );
      const reference = openReference({ manifest: { id: 'test' }, bytes } as LoadedPack);
      const pack = { id: 'test', version: '1', sha256: '', licence: '', attribution: '' };
      junctions = junctionsOf(await imported(async () => ({ reference, pack })));
    }, 60_000);

    it('has pVACsplice’s best peptides of CCDC18, in its places and on its transcript', () => {
      const theirs = sharedRows(PVACSPLICE).filter((row) => row['Gene'] === 'CCDC18');
      expect(theirs.map((row) => row['Junction Name'])).toEqual(['JUNC00000006', 'JUNC00000011']);
      for (const row of theirs) {
        const name = row['Junction Name'] as string;
        expect(peptidesOf(name).get(row['Best Peptide'] as string)).toBe(Number(row['Pos']));
        expect(named(name).proteins.flatMap(({ transcripts }) => transcripts)).toContain(
          row['Transcript'],
        );
        // Its id says inframe_splice_site.
        expect(row['ID']).toContain('inframe');
        expect(named(name).proteins.map(({ frame }) => frame)).toEqual(['in-frame']);
      }
      expect(named('JUNC00000006').proteins[0]?.effect).toBe('exon-skipping');
      expect(named('JUNC00000011').proteins[0]?.effect).toBe('alternative-acceptor');
    });

    it('reads TIPRL with its tied substitution E34V, out of frame, as pVACsplice does', () => {
      const row = sharedRows(PVACSPLICE).find(
        (one) =>
          one['Junction Name'] === 'JUNC00000027' && one['Transcript'] === 'ENST00000367833.7',
      );
      // HIMKSADVVN: V34 is the variant's, N35 is read across the junction, AA|C or AA|T.
      expect([row?.['Best Peptide'], row?.['Pos'], row?.['AA Change']]).toEqual([
        'HIMKSADVVN',
        '26',
        'E/V',
      ]);
      const [protein] = named('JUNC00000027').proteins;
      expect(protein).toMatchObject({
        frame: 'frameshift',
        variant: 'chr1-168179178-A-T',
        novelStart0: 33,
      });
      expect(peptidesOf('JUNC00000027').get('HIMKSADVVN')).toBe(26);
    });

    it('names the junctions that reach into introns, for which pVACsplice had the genome', () => {
      // 491 bases before exon 2; its peptide IMKSADVVKV reads on into them.
      expect(named('JUNC00000025').noProtein).toEqual({
        code: 'junction-needs-genome',
        reason:
          'ENST00000367833.7: it takes 491 bases of introns (1:168183411-168183901), and the reference keeps 30 beside each exon; a genome FASTA would be needed',
      });
      expect(named('JUNC00000001').noProtein?.code).toBe('junction-outside-reference');
      expect(named('JUNC00000005').noProtein?.code).toBe('annotated-junction');
    });

    it('accounts for all 219 with the panel that ships: two touch its genes', async () => {
      const store = openPackStore();
      const pack = await store.load('reference-panel-grch38');
      const reference = openReference(pack);
      const { id, version, sha256, licence, attribution } = pack.manifest;
      const ofPanel = junctionsOf(
        await imported(async () => ({
          reference,
          pack: { id, version, sha256, licence, attribution },
        })),
      );
      const counts: Record<string, number> = {};
      for (const { noProtein } of ofPanel) {
        const code = noProtein?.code ?? 'protein';
        counts[code] = (counts[code] ?? 0) + 1;
      }
      // 91 with anchor DA, two that leave CASP8 and F12; the other genes are not among the panel's.
      expect(counts).toEqual({
        'annotated-junction': 91,
        'junction-outside-reference': 126,
        'junction-outside-transcript': 2,
      });
    }, 60_000);
  },
);
