import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { memorySource } from '../text/byte-source.js';
import type { VcfHeader } from './header.js';
import { openVcf } from './vcf.js';

const COLUMNS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';

async function headerOf(...lines: string[]): Promise<VcfHeader> {
  return (await openVcf(memorySource('a.vcf', `${lines.join('\n')}\n`))).header;
}

async function refusal(text: string): Promise<InputError> {
  try {
    await openVcf(memorySource('a.vcf', text));
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('it was read');
}

describe('the header of a VCF', () => {
  it('holds definitions, contigs, filters, samples and every other line', async () => {
    const header = await headerOf(
      '##fileformat=VCFv4.3',
      '##INFO=<ID=CSQ,Number=.,Type=String,Description="VEP. Format: Allele|SYMBOL">',
      '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Depths, by allele">',
      '##FILTER=<ID=q10,Description="Quality below 10">',
      '##contig=<ID=chr1,length=248956422,assembly=GRCh38>',
      '##contig=<ID=chrUn>',
      '##source=Mutect2',
      `${COLUMNS}\tFORMAT\tN 1\tT`,
    );
    expect(header.version).toBe('4.3');
    expect(header.info.get('CSQ')).toEqual({
      line: 2,
      id: 'CSQ',
      number: '.',
      type: 'String',
      description: 'VEP. Format: Allele|SYMBOL',
    });
    expect(header.format.get('AD')?.number).toBe('R');
    expect(header.filters.get('q10')).toBe('Quality below 10');
    expect(header.contigs.get('chr1')).toEqual({
      id: 'chr1',
      length: 248956422,
      assembly: 'GRCh38',
    });
    expect(header.contigs.get('chrUn')).toEqual({ id: 'chrUn', length: null, assembly: null });
    expect(header.meta.at(-1)).toEqual({ line: 7, key: 'source', value: 'Mutect2', members: null });
    expect(header.samples).toEqual(['N 1', 'T']);
    expect([header.columnLine, header.columns]).toEqual([8, 11]);
    expect(header.notes).toEqual([]);
  });

  it('reads quotes, escapes and brackets within a line', async () => {
    const header = await headerOf(
      '##fileformat=VCFv4.1',
      String.raw`##FORMAT=<ID=TT,Number=A,Type=Integer,Description="commas, \"escapes\" and \\"quotes\\"">`,
      '##SAMPLE=<ID=T,Genomes=<Germline,Tumor>,File=</tmp/a.bam>>',
      COLUMNS,
    );
    expect(header.meta[2]?.members?.get('Genomes')).toBe('<Germline,Tumor>');
    expect(header.meta[2]?.members?.get('File')).toBe('</tmp/a.bam>');
    expect(header.format.get('TT')?.description).toMatch(/^commas, "escapes" and /);
  });

  it('takes __proto__ for an ID like any other', async () => {
    const header = await headerOf(
      '##fileformat=VCFv4.2',
      '##INFO=<ID=__proto__,Number=1,Type=String,Description="x">',
      '##__proto__=<constructor=1>',
      COLUMNS,
    );
    expect(header.info.get('__proto__')?.description).toBe('x');
    expect(({} as Record<string, unknown>)['description']).toBeUndefined();
  });

  it('notes what is odd but readable', async () => {
    expect((await headerOf(COLUMNS)).notes).toEqual([
      'the first line is not ##fileformat; read as VCF 4.x',
    ]);
    expect((await headerOf('##fileformat=VCFv4.5', COLUMNS)).notes).toEqual([
      'VCF 4.5 is newer than 4.4; read as 4.4',
    ]);
    const spaced = await headerOf(
      '##fileformat=VCFv4.1',
      `${COLUMNS} FORMAT N`.replaceAll('\t', ' '),
    );
    expect(spaced.samples).toEqual(['N']);
    expect(spaced.notes).toEqual(['the #CHROM line is separated by spaces, not tabs']);
    const nameless = await headerOf('##fileformat=VCFv4.2', '##INFO=<Number=1>', COLUMNS);
    expect(nameless.notes).toEqual(['line 2: this INFO line defines nothing']);
  });

  it.each([
    ['the file is empty', '', 1],
    ['this is not a VCF file', 'Hugo_Symbol\tChromosome\n', 1],
    ['"VCFv3.3" is not a version', '##fileformat=VCFv3.3\n', 1],
    ['"VCFv5.0" is not a version', '##fileformat=VCFv5.0\n', 1],
    ['the #CHROM line with the column names is missing', '##fileformat=VCFv4.2\nchr1\t1\n', 2],
    ['the #CHROM line with the column names is missing', '##fileformat=VCFv4.2\n##a=b\n', 2],
    ['column 2 should be POS', `##fileformat=VCFv4.2\n${COLUMNS.replace('POS', 'Start')}\n`, 2],
    ['column 9 should be FORMAT', `##fileformat=VCFv4.2\n${COLUMNS}\tT\n`, 2],
    ['two samples are called "T"', `##fileformat=VCFv4.2\n${COLUMNS}\tFORMAT\tT\tT\n`, 2],
  ])('is refused: %s', async (message, text, line) => {
    const error = await refusal(text);
    expect(error.message).toContain(message);
    expect([error.file, error.line]).toEqual(['a.vcf', line]);
  });
});
