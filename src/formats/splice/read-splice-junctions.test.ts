import { describe, expect, it } from 'vitest';

import { readSpliceJunctions } from './read-splice-junctions.js';

const HEADER =
  'chrom\tstart\tend\tname\tscore\tstrand\tsplice_site\tacceptors_skipped\texons_skipped\tdonors_skipped\tanchor\tknown_donor\tknown_acceptor\tknown_junction\tgene_names\tgene_ids\ttranscripts\tvariant_info';

function read(...rows: readonly string[]) {
  return readSpliceJunctions(
    `${HEADER}\n${rows.map((row) => row.replaceAll(' ', '\t')).join('\n')}\n`,
    'j.tsv',
  );
}

describe('readSpliceJunctions', () => {
  it('gives the intron, 0-based half-open, with genes and variants', () => {
    const { rows } = read(
      'chr1 100 200 JUNC1 7 - GT-AG 0 1 0 NDA 1 1 0 A,B ENSG1 ENST1,ENST2 chr1:150-151,chr1:180-180',
    );
    expect(rows).toEqual([
      {
        chromosome: 'chr1',
        start0: 100,
        end0: 199,
        name: 'JUNC1',
        strand: '-',
        reads: 7,
        anchor: 'NDA',
        spliceSite: 'GT-AG',
        acceptorsSkipped: 0,
        exonsSkipped: 1,
        donorsSkipped: 0,
        geneSymbols: ['A', 'B'],
        geneIds: ['ENSG1'],
        transcripts: ['ENST1', 'ENST2'],
        variants: [
          { chromosome: 'chr1', start0: 150, end0: 151 },
          { chromosome: 'chr1', start0: 180, end0: 180 },
        ],
        line: 2,
      },
    ]);
  });

  it('has no names where RegTools writes NA, and no strand where it writes ?', () => {
    const { rows } = read('chr1 100 200 J 7 ? GT-AG 0 0 0 N 0 0 0 NA NA NA NA');
    expect(rows[0]).toMatchObject({ strand: null, geneSymbols: [], transcripts: [], variants: [] });
  });

  it('skips what is no junction, with its line', () => {
    const { rows, skipped } = read(
      'chr1 100 101 J 7 + GT-AG 0 0 0 N 0 0 0 NA NA NA NA',
      'chr1 x 200 J 7 + GT-AG 0 0 0 N 0 0 0 NA NA NA NA',
      'chr1 100 200 J 7 + GT-AG 0 0 0 XX 0 0 0 NA NA NA NA',
      'chr1 100 200 J 7 + GT-AG 0 0 0 D 0 0 0 NA NA NA here',
    );
    expect(rows).toEqual([]);
    expect(skipped.map(({ line, code }) => [line, code])).toEqual([
      [2, 'bad-junction'],
      [3, 'bad-junction'],
      [4, 'bad-junction'],
      [5, 'bad-junction'],
    ]);
  });

  it('refuses junctions without annotation and other tables by name', () => {
    const bed = 'chr1\t100\t200\tJUNC00000001\t7\t+\t100\t200\t255,0,0\t2\t50,50\t0,50\n';
    expect(() => readSpliceJunctions(bed, 'j.bed')).toThrow('not annotated');
    expect(() => readSpliceJunctions('chrom\tstart\nchr1\t1\n', 'a.tsv')).toThrow('no column end');
  });
});
