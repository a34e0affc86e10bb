import { describe, expect, it } from 'vitest';

import { placeFusionJoint } from '../../src/engines/genome/junction/place-fusion-joint.js';
import { openHealthyProteome } from '../../src/engines/search/healthy-proteome.js';
import { draftFusions } from '../../src/findings/fusions/fusion-events.js';
import { junctionPeptides } from '../../src/findings/fusions/junction-peptides.js';
import { DEFAULT_NEOANTIGEN_OPTIONS } from '../../src/findings/neoantigens/find-neoantigens.js';
import type { FusionTable } from '../../src/formats/fusion/fusion-row.js';
import { readFusions } from '../../src/formats/fusion/read-fusions.js';
import {
  readSpliceJunctions,
  type SpliceJunctionRow,
} from '../../src/formats/splice/read-splice-junctions.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedRows, sharedText } from '../shared-data.js';

const FOLDER = 'formats/fusion';
const HCC1395 = 'cases/hcc1395/arriba_fusions.tsv';
const present = hasShared(FOLDER) && hasShared(HCC1395);
const skipped = present ? '' : ' (skipped: ../shared is absent)';

function read(name: string): FusionTable {
  return readFusions(sharedText(`${FOLDER}/${name}`), name);
}

describe.skipIf(!present)(`fusion files of ../shared${skipped}`, () => {
  // Rows counted with wc -l and grep -c.
  it.each([
    ['arriba_test_fusions.tsv', 'Arriba', 1],
    ['pvac_arriba_fusions.tsv', 'Arriba', 181],
    ['star-fusion.fusion_predictions.abridged.tsv', 'STAR-Fusion', 6],
    ['final-list_candidate-fusion-genes.txt', 'FusionCatcher', 0],
    ['summary_candidate_fusions.txt', 'FusionCatcher summary', 158],
    ['agfusion_ABCA12-EXTL2.fusion_transcripts.txt', 'AGFusion', 1],
    ['agfusion_ABCA12-EXTL2_protein.fa', 'AGFusion', 1],
    ['pcgr_T001-BRCA.grch38.fusions.tsv', 'PCGR', 9],
  ] as const)('reads all rows of %s (%s): %d', (name, tool, rows) => {
    const table = read(name);
    expect([table.tool, table.rows.length]).toEqual([tool, rows]);
    expect([table.skipped, table.notes]).toEqual([[], []]);
  });

  it("refuses AGFusion's exons by name", () => {
    expect(() => read('agfusion_ABCA12-EXTL2.exons.txt')).toThrow('table of exons');
  });

  it("reads BCR-ABL1's b3a2 junction, with the residue that its split codon makes", () => {
    const [fusion] = read('arriba_test_fusions.tsv').rows;
    expect(fusion).toMatchObject({
      gene5: { symbol: 'BCR' },
      gene3: { symbol: 'ABL1' },
      inFrame: true,
    });
    const peptide = fusion?.peptide;
    if (peptide == null) throw new Error('no peptide');
    // …GFKQSS|kALQRP…: the b3a2 junction, whose K is in neither protein (Bocchia 1995, Blood 85:2680).
    expect(peptide.sequence.slice(peptide.breakpoint0 - 6, peptide.breakpoint0 + 6)).toBe(
      'GFKQSSKALQRP',
    );
    const nineMers = junctionPeptides(peptide, [9]).peptides.map((one) => one.peptide);
    expect(nineMers).toHaveLength(9);
    expect(nineMers).toContain('GFKQSSKAL');
  });

  it('has a peptide for each row of HCC1395 that Arriba has one for, upper case and whole', () => {
    const table = readFusions(sharedText(HCC1395), 'arriba_fusions.tsv');
    const written = sharedRows(HCC1395);
    expect(table.rows).toHaveLength(written.length);
    for (const [i, row] of table.rows.entries()) {
      const text = written[i]?.['peptide_sequence'] as string;
      expect(row.peptide !== null).toBe(text !== '.');
      if (row.peptide === null) continue;
      const letters = text.replace(/\*.*$/, '').replaceAll('|', '').replaceAll('?', 'x');
      expect(row.peptide.sequence).toBe(letters.toUpperCase());
      expect(row.peptide.breakpoint0).toBe(text.indexOf('|'));
      expect(row.peptide.endsAtStop).toBe(text.includes('*'));
    }
  });

  it("enumerates pVACfuse's best peptides of HCC1395 where both read the same junction", () => {
    const found = new Set(
      readFusions(sharedText(HCC1395), 'arriba_fusions.tsv').rows.flatMap(({ peptide }) =>
        peptide === null
          ? []
          : junctionPeptides(peptide, [8, 9, 10, 11]).peptides.map((one) => String(one.peptide)),
      ),
    );
    const theirs = new Map(
      sharedRows('formats/out_neoantigen/pvacfuse_Test.MHC_I.all_epitopes.aggregated.tsv').map(
        (row) => [row['Best Peptide'] as string, row['Gene'] as string],
      ),
    );
    const [same, other] = [
      [...theirs].filter(([one]) => found.has(one)),
      [...theirs].filter(([one]) => !found.has(one)),
    ];
    expect(same).toEqual([
      ['MLGDLSASI', 'EIF3K_CYP39A1'],
      ['YRIYLTILV', 'TMEM104_RAB37'],
      ['FIHSKIKAQ', 'PLA2R1_RBMS1'],
      ['KSSIPKNVF', 'EIF3K_CYP39A1'],
    ]);
    // pVACfuse joined every pair of annotated transcripts (AGFusion); the reads that Arriba assembled are of other ones.
    expect(other).toEqual([
      ['HFQAFWHQF', 'EIF3K_CYP39A1'],
      ['MLGDLSDAL', 'EIF3K_CYP39A1'],
      ['GYDGEGGDN', 'HNRNPUL2_AHNAK'],
    ]);
  });

  it("places AGFusion's junction where the exons and the healthy protein have it", () => {
    const [fusion] = read('agfusion_ABCA12-EXTL2_protein.fa').rows;
    const peptide = fusion?.peptide;
    if (fusion?.protein == null || peptide == null) throw new Error('no peptide');
    // By the table of exons and the start codon of ENST00000272895 (chr2:215,138,208, minus strand): 4,977 bases.
    const bases = sharedRows(`${FOLDER}/agfusion_ABCA12-EXTL2.exons.txt`)
      .filter((exon) => exon['exon_gene_source'] === "'5 gene")
      .map(
        (exon) => Math.min(Number(exon['exon_end']), 215_138_208) - Number(exon['exon_start']) + 1,
      )
      .reduce((sum, length) => sum + length, 0);
    expect(bases).toBe(4_977);
    expect(peptide.breakpoint0).toBe(bases / 3);
    expect(peptide.sequence).toHaveLength(1_684);
    const fasta = sharedText('data/genome/human_swissprot_2014_metastudent.fasta.gz');
    const [, protein5] = />sp\|\w+\|ABCA12 [^\n]*\n([A-Z\n]+)/.exec(fasta) ?? [];
    const placed = placeFusionJoint(fusion.protein, false, {
      protein5: (protein5 ?? '').replaceAll('\n', ''),
      protein3: null,
    });
    expect(placed?.breakpoint0).toBe(peptide.breakpoint0);
  });

  it('finds that junction without its mark, by the healthy proteome that ships', async () => {
    const name = 'agfusion_ABCA12-EXTL2_protein.fa';
    const [header = '', ...residues] = sharedText(`${FOLDER}/${name}`).split('\n');
    const unmarked = readFusions(`${header}\n${residues.join('').replaceAll('*', '')}\n`, name);
    const proteome = openHealthyProteome(await openPackStore().load('healthy-proteome'));
    const { drafts, skipped: left } = draftFusions(
      unmarked.rows,
      proteome,
      DEFAULT_NEOANTIGEN_OPTIONS,
    );
    expect(left).toEqual([]);
    expect(drafts.map(({ event }) => [event.breakpoint0, event.sequence.length])).toEqual([
      [4_977 / 3, 1_684],
    ]);
  });
});

const JUNCTIONS = 'cases/hcc1395/splice_junctions.tsv';
const TRANSCRIPTS = 'data/genome/ensembl110_grch38_proteincoding_transcripts.tsv.gz';
const withJunctions = hasShared(JUNCTIONS) && hasShared(TRANSCRIPTS);

describe.skipIf(!withJunctions)(
  `RegTools junctions of HCC1395${withJunctions ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    it('reads all 219, each with a variant of the VCF near it', () => {
      const { rows, skipped: left } = readSpliceJunctions(sharedText(JUNCTIONS), 'junctions.tsv');
      expect([rows.length, left]).toEqual([219, []]);
      // Counted with cut | sort | uniq -c.
      const byAnchor = (anchor: SpliceJunctionRow['anchor']): number =>
        rows.filter((row) => row.anchor === anchor).length;
      expect([
        byAnchor('A'),
        byAnchor('D'),
        byAnchor('DA'),
        byAnchor('N'),
        byAnchor('NDA'),
      ]).toEqual([30, 29, 91, 42, 27]);
      const records = new Set(
        sharedText('cases/hcc1395/annotated.expression.vcf.gz')
          .split('\n')
          .filter((line) => line !== '' && !line.startsWith('#'))
          .map((line) => line.split('\t', 2).join(':')),
      );
      for (const { chromosome, end0 } of rows.flatMap(({ variants }) => variants)) {
        expect(records.has(`${chromosome}:${end0}`)).toBe(true);
      }
    });

    it('gives introns between annotated exons where both ends are known', () => {
      const introns = new Set<string>();
      for (const row of sharedRows(TRANSCRIPTS)) {
        const exons = (row['exons1(start-end,..)'] ?? '')
          .split(',')
          .map((exon) => exon.split('-').map(Number));
        for (let i = 1; i < exons.length; i++) {
          introns.add(`chr${row['chrom']}:${exons[i - 1]?.[1]}-${(exons[i]?.[0] as number) - 1}`);
        }
      }
      const { rows } = readSpliceJunctions(sharedText(JUNCTIONS), 'junctions.tsv');
      const known = rows.filter(({ anchor }) => anchor === 'DA');
      const agreeing = known.filter(({ chromosome, start0, end0 }) =>
        introns.has(`${chromosome}:${start0}-${end0}`),
      );
      // RegTools had another release. Of the 18 that differ, 7 are of CUL9, whose exons lie one base aside in this
      // table; the others are on exons that it has not (non-coding transcripts, or none of this release).
      expect([agreeing.length, known.length]).toEqual([73, 91]);
    });
  },
);
