import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { sequenceOntologyTerm } from './maf-columns.js';
import { type MafTable, readMaf, splitBySample } from './read-maf.js';

const MINIMAL =
  'Chromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode';
const FULL = [
  'Hugo_Symbol',
  'NCBI_Build',
  'Chromosome',
  'Start_Position',
  'End_Position',
  'Strand',
  'Variant_Classification',
  'Reference_Allele',
  'Tumor_Seq_Allele1',
  'Tumor_Seq_Allele2',
  'Tumor_Sample_Barcode',
  'Matched_Norm_Sample_Barcode',
  'Mutation_Status',
  'FILTER',
  't_depth',
  't_ref_count',
  't_alt_count',
  'n_depth',
  'n_ref_count',
  'n_alt_count',
  'HGVSp_Short',
  'Transcript_ID',
].join('\t');

function minimal(...rows: readonly string[]): MafTable {
  return readMaf(
    `${MINIMAL}\n${rows.map((row) => row.replaceAll(' ', '\t')).join('\n')}\n`,
    'a.maf',
  );
}

function full(...rows: readonly string[]): MafTable {
  return readMaf(`${FULL}\n${rows.map((row) => row.replaceAll(' ', '\t')).join('\n')}\n`, 'a.maf');
}

function places(table: MafTable): readonly string[] {
  return table.rows.map(
    ({ chromosome, start0, end0, reference, alternate }) =>
      `${chromosome}:${start0}-${end0} ${reference}>${alternate}`,
  );
}

describe('readMaf', () => {
  it('counts from 0, half-open, and writes no bases for -', () => {
    // By hand from the MAF specification: an insertion lies between start and start + 1.
    const table = minimal('1 100 C T s', '1 100 CAG - s', '1 100 - GG s', '1 100 TG CA s');
    expect(places(table)).toEqual([
      '1:99-100 C>T',
      '1:99-102 CAG>',
      '1:100-100 >GG',
      '1:99-101 TG>CA',
    ]);
    expect(table.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    expect(table.build).toBeNull();
  });

  it('reads counts, names and annotation', () => {
    const table = full(
      'TP53 GRCh38 chr17 7675088 7675088 + Missense_Mutation C C T T1 N1 Somatic PASS 100 60 40 50 50 0 p.R175H ENST00000269305',
    );
    expect(table.rows[0]).toEqual({
      chromosome: 'chr17',
      start0: 7675087,
      end0: 7675088,
      reference: 'C',
      alternate: 'T',
      sample: 'T1',
      normalSample: 'N1',
      tumourDepth: 100,
      tumourAltReads: 40,
      normalDepth: 50,
      normalAltReads: 0,
      tumourAlleleFraction: null,
      filters: [],
      geneSymbol: 'TP53',
      geneId: null,
      context: null,
      classification: 'Missense_Mutation',
      proteinChange: 'p.R175H',
      hgvsc: null,
      hgvsp: null,
      transcript: 'ENST00000269305',
      line: 2,
    });
    expect([table.build, table.buildFrom]).toEqual(['GRCh38', 'NCBI_Build GRCh38']);
  });

  it('takes the depth as the sum of both counts where no depth is given', () => {
    const row = 'A 37 1 5 5 + Silent C C T s n Somatic PASS . 7 3 . . .';
    expect(full(row).rows[0]).toMatchObject({
      tumourDepth: 10,
      tumourAltReads: 3,
      normalDepth: null,
    });
  });

  it('takes the first tumour allele where only that one differs, and both where both do', () => {
    const table = full(
      'A 37 1 5 5 + Silent C T C s n Somatic PASS 10 4 6',
      'A 37 1 7 7 + Silent C G T s n Somatic weak;bias 10 4 6',
    );
    expect(places(table)).toEqual(['1:4-5 C>T', '1:6-7 C>T', '1:6-7 C>G']);
    // The row's counts belong to its second allele.
    expect(table.rows.map(({ tumourAltReads }) => tumourAltReads)).toEqual([6, 6, null]);
    expect(table.rows[1]?.filters).toEqual(['weak', 'bias']);
  });

  it('prefers a row about an allele to one that only names it, and skips what is there twice', () => {
    const table = full(
      'A 37 1 7 7 + Silent C G T s n Somatic PASS 10 4 6',
      'A 37 1 7 7 + Silent C C G s n Somatic PASS 10 8 2',
      'A 37 1 7 7 + Silent C C G s n Somatic PASS 10 8 2',
      'A 37 1 7 7 + Silent C C G other n Somatic PASS 10 8 2',
    );
    expect(table.rows.map(({ line, tumourAltReads }) => [line, tumourAltReads])).toEqual([
      [2, 6],
      [3, 2],
      [5, 2],
    ]);
    expect(table.skipped.map(({ line, code, reason }) => [line, code, reason])).toEqual([
      [4, 'given-twice', 'line 3 has it already'],
    ]);
  });

  it('skips what is no somatic change or has no place, with its line', () => {
    const table = full(
      'A 37 1 5 5 + Silent C C T s n Germline PASS',
      'A 37 1 5 5 - Silent C C T s n Somatic PASS',
      'A 36 1 5 5 + Silent C C T s n Somatic PASS',
      'A 37 1 0 0 + Silent C C T s n Somatic PASS',
      'A 37 . 5 5 + Silent C C T s n Somatic PASS',
      'A 37 1 5 9 + Silent C C T s n Somatic PASS',
      'A 37 1 5 9 + Silent - - T s n Somatic PASS',
      'A 37 1 5 5 + Silent C C C s n Somatic PASS',
      'A 37 1 5 5 + Silent C C <DEL> . n Somatic PASS',
      'A 37 1 5 5 + Silent Q C T s n Somatic PASS',
      'A 37 1 5 5 + Silent C . <INS> s n Somatic PASS',
      'A 37 1 5 5 + Silent C C T . n Somatic PASS',
      `A 37 1 5 5 + Silent C C T s n Somatic PASS ${'1 '.repeat(20)}`,
    );
    expect(table.rows).toEqual([]);
    expect(table.skipped.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 not-somatic',
      '3 minus-strand',
      '4 unknown-build',
      '5 no-place',
      '6 no-place',
      '7 length-mismatch',
      '8 length-mismatch',
      '9 no-alternate',
      '10 no-alternate',
      '11 bad-allele',
      '12 bad-allele',
      '13 no-sample',
      '14 ragged-row',
    ]);
  });

  it('reads through comments, a version line, CRLF, CR, quotes and cut-off empty cells', () => {
    const text = `#version gdc-1.0.0\r\n#annotation.spec x\r\n\r\n#${FULL}\r\n"KRAS"\thg19\tchr12\t25398285\t25398285\t+\tMissense_Mutation\tC\tC\tA\t"s"\r\n`;
    for (const variant of [text, text.replaceAll('\r\n', '\r'), text.replaceAll('\r\n', '\n')]) {
      const table = readMaf(variant, 'a.maf');
      expect(places(table)).toEqual(['chr12:25398284-25398285 C>A']);
      expect(table.rows[0]).toMatchObject({ geneSymbol: 'KRAS', sample: 's', line: 5 });
      expect(table.build).toBe('GRCh37');
    }
  });

  it('reads chromosomes 23 and 24 as X and Y, and says so', () => {
    const table = minimal('23 5 C T s', 'chr24 5 C T s');
    expect(places(table)).toEqual(['X:4-5 C>T', 'chrY:4-5 C>T']);
    expect(table.notes).toEqual(['chromosomes 23 and 24 were read as X and Y']);
  });

  it('reads ANNOVAR multianno with the build in its name', () => {
    const text =
      'Chr\tStart\tEnd\tRef\tAlt\tGene.refGene\nchr15\t41989106\t41989106\t-\tTAAA\tMGA\n';
    const table = readMaf(text, 'tumour.hg19_multianno.txt');
    expect(table).toMatchObject({ format: 'ANNOVAR multianno', build: 'GRCh37', samples: [] });
    expect(places(table)).toEqual(['chr15:41989106-41989106 >TAAA']);
    expect(table.rows[0]?.sample).toBeNull();
    expect(readMaf(text, 'tumour.txt').build).toBeNull();
  });

  it('refuses rows on two builds and names both', () => {
    expect(() =>
      full(
        'A 37 1 5 5 + Silent C C T s',
        'A hg19 1 6 6 + Silent C C T s',
        'A GRCh38 1 7 7 + Silent C C T s',
      ),
    ).toThrow('two genome builds: 37 and GRCh38');
  });

  it('refuses other tables by name', () => {
    const icgc =
      'icgc_mutation_id\ticgc_donor_id\tchromosome\tmutated_from_allele\nMU1\tDO1\t1\tC\n';
    expect(() => readMaf(icgc, 'ssm.tsv')).toThrow('ICGC simple somatic mutation');
    expect(() => readMaf('Hugo_Symbol\tReference_Allele\nA\tC\n', 'a')).toThrow(
      'Tumor_Seq_Allele2',
    );
    expect(() => readMaf('gene\tvalue\nA\t1\n', 'a.tsv')).toThrow('not a MAF');
    expect(() => readMaf('#version 2.4\n', 'a.tsv')).toThrow('no table');
    expect(() => readMaf(`${MINIMAL}\tChromosome\n`, 'a.tsv')).toThrow(InputError);
    expect(() => readMaf(`${MINIMAL}\n\0`, 'a.tsv')).toThrow('NUL');
  });
});

it('splits a table of many patients by sample, in order of appearance', () => {
  const table = minimal('1 5 C T b', '1 6 C T a', '1 7 C T b');
  expect([...splitBySample(table)].map(([name, one]) => [name, places(one), one.samples])).toEqual([
    ['b', ['1:4-5 C>T', '1:6-7 C>T'], ['b']],
    ['a', ['1:5-6 C>T'], ['a']],
  ]);
});

it('knows the term of a classification, and of none that it does not have', () => {
  expect(sequenceOntologyTerm('Frame_Shift_Del')).toBe('frameshift_variant');
  expect(sequenceOntologyTerm('Targeted_Region')).toBeNull();
});
