import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { memorySource } from '../text/byte-source.js';
import { readPeptides } from './read-peptides.js';

async function peptidesOf(text: string): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const peptides of readPeptides(memorySource('peptides.txt', text)))
    all.push(...peptides);
  return all;
}

describe('readPeptides', () => {
  it.each([
    ['a list', 'SIINFEKL\nGILGFVFTL\n'],
    ['a list with comments, blanks and Windows line ends', '# mine\r\n\r\n SIINFEKL \r\nGILGFVFTL'],
    ['a list under the name of its column', 'Peptide\nSIINFEKL\nGILGFVFTL\n'],
    ['a TSV', 'id\tpeptide\n1\tSIINFEKL\n2\tGILGFVFTL\n'],
    ['a CSV with quotes', 'allele,"peptide"\n"a,b",SIINFEKL\nx,"GILGFVFTL"\n'],
    ["pVACseq's all_epitopes", 'Gene Name\tMT Epitope Seq\nX\tSIINFEKL\nY\tGILGFVFTL\n'],
  ])('reads %s', async (_, text) => {
    expect(await peptidesOf(text)).toEqual(['SIINFEKL', 'GILGFVFTL']);
  });

  it('gives an empty one for a row that ends before it', async () => {
    expect(await peptidesOf('id\tpeptide\n1\tSIINFEKL\n2\n')).toEqual(['SIINFEKL', '']);
  });

  it('leaves what is no peptide as it is written', async () => {
    expect(await peptidesOf('SIINFEKx\nSIIN FEKL\nX*')).toEqual(['SIINFEKx', 'SIIN FEKL', 'X*']);
  });

  it.each([
    ['gene\tscore\nA\t1\n', 'no column named peptide', 1],
    ['# x\n>protein\nSIINFEKL\n', 'FASTA', 2],
    ['', 'no peptide', null],
    ['peptide\n', 'no peptide', null],
  ])('refuses %j', async (text, message, line) => {
    await expect(peptidesOf(text)).rejects.toThrow(InputError);
    await expect(peptidesOf(text)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      line,
    });
  });
});
