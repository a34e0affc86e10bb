import { describe, expect, it } from 'vitest';

import { mafVariant } from '../../src/case/maf-variant.js';
import { type MafTable, readMaf, splitBySample } from '../../src/formats/maf/read-maf.js';
import { hasShared, sharedRows, sharedText } from '../shared-data.js';

const FOLDER = 'formats/maf';
const LAML = 'cases/tcga-laml/tcga_laml.maf.gz';
const present = hasShared(FOLDER) && hasShared(LAML);
const skipped = present ? '' : ' (skipped: ../shared is absent)';

function read(name: string): MafTable {
  return readMaf(sharedText(`${FOLDER}/${name}`), name);
}

function countBy<T>(
  items: readonly T[],
  key: (item: T) => string | null,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item) ?? ''] = (counts[key(item) ?? ''] ?? 0) + 1;
  return counts;
}

describe.skipIf(!present)(`MAF files of ../shared${skipped}`, () => {
  it('gives every mutation of every patient of the TCGA leukaemia set', () => {
    const table = readMaf(sharedText(LAML), 'tcga_laml.maf.gz');
    // Counted with awk: 2,207 rows, 193 barcodes, and these classifications.
    expect(table.rows).toHaveLength(2_207);
    expect(table.skipped).toEqual([]);
    expect(table.build).toBe('GRCh37');
    expect(countBy(table.rows, ({ classification }) => classification)).toEqual({
      Missense_Mutation: 1342,
      Silent: 449,
      Nonsense_Mutation: 103,
      Splice_Site: 92,
      Frame_Shift_Ins: 91,
      Frame_Shift_Del: 52,
      In_Frame_Ins: 42,
      In_Frame_Del: 10,
      RNA: 10,
      Intron: 8,
      IGR: 5,
      "5'Flank": 3,
    });
    const patients = splitBySample(table);
    expect(patients.size).toBe(193);
    const clinical = new Set(
      sharedRows('cases/tcga-laml/tcga_laml_annot.tsv').map((row) => row['Tumor_Sample_Barcode']),
    );
    expect([...patients.keys()].every((barcode) => clinical.has(barcode))).toBe(true);
  });

  it('places and spells its alleles as the file does, row by row', () => {
    const table = readMaf(sharedText(LAML), 'tcga_laml.maf.gz');
    const written = sharedRows(LAML);
    for (const [i, row] of table.rows.entries()) {
      const source = written[i] as Readonly<Record<string, string>>;
      const [reference, alternate] = [source['Reference_Allele'], source['Tumor_Seq_Allele2']];
      const isInsertion = reference === '-';
      expect(row.start0).toBe(Number(source['Start_Position']) - (isInsertion ? 0 : 1));
      expect(row.end0).toBe(isInsertion ? row.start0 : Number(source['End_position']));
      expect(row.reference || '-').toBe(reference);
      expect(row.alternate || '-').toBe(alternate);
      expect(row.sample).toBe(source['Tumor_Sample_Barcode']);
    }
  });

  it('reads the smallest MAF: 645 mutations of 10 tumours, no build', () => {
    const table = read('minimalist_test_maf.tsv');
    expect([table.rows.length, table.samples.length, table.build]).toEqual([645, 10, null]);
    expect(table.skipped).toEqual([]);
  });

  it('reads a file with bare carriage returns, without the four rows that have no place', () => {
    const table = read('APL_primary.maf.gz');
    // 269 rows; four of them have NA for start and alleles.
    expect([table.rows.length, table.skipped.length, table.build]).toEqual([265, 4, 'GRCh37']);
    expect(new Set(table.skipped.map(({ code }) => code))).toEqual(new Set(['no-place']));
  });

  it("reads vcf2maf's own test file, with counts", () => {
    const table = read('vcf2maf_test.maf');
    // 20 rows: line 18 repeats line 15; line 11 has two alternates (- and A); line 16 names - too, which line 17 is about.
    expect(table.rows).toHaveLength(20);
    expect(table.skipped.map(({ line, code }) => [line, code])).toEqual([[18, 'given-twice']]);
    expect(table.rows.filter(({ line }) => line === 11).map(({ alternate }) => alternate)).toEqual([
      'A',
      '',
    ]);
    expect(table.rows[0]).toMatchObject({
      start0: 11290178,
      end0: 11290179,
      reference: 'A',
      alternate: '',
      tumourDepth: 20,
      tumourAltReads: 10,
      normalDepth: 35,
      normalAltReads: 5,
    });
    expect(mafVariant(table.rows[0] as MafTable['rows'][number]).tumourDna.alleleFraction).toBe(
      0.5,
    );
  });

  it('reads ANNOVAR multianno, quoted cells and all', () => {
    const table = read('variants.hg19_multianno.txt');
    expect(table).toMatchObject({ format: 'ANNOVAR multianno', build: 'GRCh37', skipped: [] });
    expect(table.rows).toHaveLength(10);
    expect(table.samples).toHaveLength(7);
    expect(table.rows[6]).toMatchObject({
      start0: 41989106,
      end0: 41989106,
      alternate: 'TAAAGGGC',
    });
  });
});
