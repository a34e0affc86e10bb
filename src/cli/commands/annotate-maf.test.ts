import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { temporaryFolder } from '../../../test/e2e/run-cli.js';
import { quietContext } from '../../core/context.js';
import { readMaf } from '../../formats/maf/read-maf.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { annotate, type AnnotateFlags } from './annotate.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
afterAll(() => folder.remove());
let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  return () => vi.restoreAllMocks();
});

const COLUMNS =
  'Chromosome Start_Position Reference_Allele Tumor_Seq_Allele2 Tumor_Sample_Barcode'.split(' ');

function maf(name: string, rows: readonly string[], columns = COLUMNS): string {
  const text = [columns, ...rows.map((row) => row.split(' '))].map((row) => row.join('\t'));
  const bytes = Buffer.from(`${text.join('\n')}\n`);
  writeFileSync(at(name), name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return at(name);
}

async function run(
  input: string,
  out: string,
  flags: Partial<AnnotateFlags> = { build: 'GRCh37' },
): Promise<string> {
  await annotate(input, { out: at(out), ...flags }, quietContext(), openPackStore());
  const bytes = readFileSync(at(out));
  return (out.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function rowsOf(tsv: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = tsv.trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, i) => [names[i]!, cell])),
  );
}

// TP53 R175H and the deletion of a base of the codon, NM_000546.5:c.524G>A (ClinVar 12374) and c.524del;
// By hand: codons 175 and 176 are CGC TGC; without the G the first reads CCT, proline.
// KRAS G12V, NM_004985.4:c.35G>T (ClinVar 12583). GRCh37.
const ROWS = [
  '17 7578406 C T first',
  '12 25398284 C A second',
  '17 7578406 C - second',
  '17 7578406 A T second',
  '1 1000 A C first',
  '17 7578406 C T first',
];

describe('oncoscript annotate of a MAF', () => {
  it('takes five columns and keeps the patient of each row, as TSV', async () => {
    const rows = rowsOf(await run(maf('five.maf', ROWS), 'five.tsv'));
    expect(rows.find((row) => row['hgvsp']?.endsWith('p.Arg175His'))).toMatchObject({
      chrom: '17',
      pos: '7578406',
      ref: 'C',
      alt: 'T',
      gene: 'TP53',
      term: 'missense_variant',
      sample: 'first',
    });
    expect(rows.find((row) => row['hgvsp']?.endsWith('p.Gly12Val'))).toMatchObject({
      gene: 'KRAS',
      sample: 'second',
    });
    expect(rows.find((row) => row['alt'] === '-')).toMatchObject({
      pos: '7578406',
      term: 'frameshift_variant',
      sample: 'second',
    });
    const reasons = rows.filter(({ term }) => term === 'NA').map(({ reason }) => reason);
    expect(reasons).toEqual([
      expect.stringMatching(/^the input says A stands there/),
      expect.stringMatching(/^it lies in no transcript/),
      'line 7 is not used: line 2 has it already',
    ]);
    expect(said).toContain('3 of 5 variants annotated with reference-panel-grch37');
    expect(said).toContain('1 row is not used (given-twice 1): not assessed');
  });

  it('writes a MAF of the same rows for every patient', async () => {
    const columns = [...COLUMNS, 't_depth', 't_alt_count', 'NCBI_Build', 'FILTER'];
    const input = maf(
      'counts.maf.gz',
      ROWS.slice(0, 3).map((row) => `${row} 30 10 hg19 PASS`),
      columns,
    );
    const table = readMaf(await run(input, 'counts.out.maf.gz', {}), 'counts.out.maf');
    expect([table.build, table.samples, table.skipped]).toEqual([
      'GRCh37',
      ['first', 'second'],
      [],
    ]);
    const kept = table.rows.map((row) => ({
      place: [row.chromosome, row.start0, row.reference, row.alternate, row.sample],
      reads: [row.tumourDepth, row.tumourAltReads],
      said: [row.geneSymbol, row.classification, row.proteinChange],
    }));
    expect(kept).toMatchObject([
      {
        place: ['17', 7_578_405, 'C', 'T', 'first'],
        reads: [30, 10],
        said: ['TP53', 'Missense_Mutation', 'p.R175H'],
      },
      {
        place: ['12', 25_398_283, 'C', 'A', 'second'],
        said: ['KRAS', 'Missense_Mutation', 'p.G12V'],
      },
      {
        place: ['17', 7_578_405, 'C', '', 'second'],
        said: ['TP53', 'Frame_Shift_Del', expect.stringMatching(/^p\.R175Pfs\*\d+$/)],
      },
    ]);
  });

  it('says the same of an insertion as of the VCF that writes it', async () => {
    const inserted = maf('insertion.maf', ['17 7578406 - TT first']);
    writeFileSync(
      at('insertion.vcf'),
      [
        '##fileformat=VCFv4.2',
        '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO',
        '17\t7578406\t.\tC\tCTT\t.\t.\t.\n',
      ].join('\n'),
    );
    const said = (rows: readonly Readonly<Record<string, string>>[]): readonly unknown[] =>
      rows.map((row) => [
        row['transcript'],
        row['term'],
        row['hgvsc'],
        row['spdi'],
        row['mutant_protein_md5'],
      ]);
    const ours = said(rowsOf(await run(inserted, 'insertion.tsv')));
    expect(ours).toEqual(said(rowsOf(await run(at('insertion.vcf'), 'insertion-vcf.tsv'))));
    expect(ours.length).toBeGreaterThan(0);
  });

  it('asks for the build, refuses a contradiction and a VCF', async () => {
    const silent = maf('silent.maf', ROWS);
    await expect(run(silent, 'o.tsv', {})).rejects.toMatchObject({
      name: 'InputError',
      hint: 'name it: --build GRCh37 or --build GRCh38',
    });
    const stated = maf('stated.maf', [`${ROWS[0]} GRCh37`], [...COLUMNS, 'NCBI_Build']);
    await expect(run(stated, 'o.tsv', { build: 'GRCh38' })).rejects.toThrow(/GRCh38.*GRCh37/);
    await expect(run(stated, 'o.vcf.gz', {})).rejects.toMatchObject({
      name: 'OptionError',
      path: '--out',
      hint: expect.stringContaining('.tsv or .maf') as string,
    });
  });
});
