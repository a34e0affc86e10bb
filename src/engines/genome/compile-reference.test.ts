import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { countByCode } from '../../core/skipped.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { compileReference, type CompiledReference } from './compile-reference.js';

const FILLER = 'C'.repeat(50);
const GENE = 'ATGAAACCCTAA';
const GENOME = `>chr1\n${FILLER}${GENE}${FILLER}\n`;

function annotation(count: number): string {
  return Array.from({ length: count }, (_, i) =>
    [
      ['mRNA', 46, 67, '.', `ID=transcript:T0${i};biotype=protein_coding`],
      ['exon', 46, 67, '.', `Parent=transcript:T0${i}`],
      ['CDS', 51, 62, '0', `Parent=transcript:T0${i}`],
    ]
      .map(([type, start, end, phase, rest]) =>
        ['1', 'toy', type, start, end, '.', '+', phase, rest].join('\t'),
      )
      .join('\n'),
  ).join('\n');
}

async function compile(
  gff: string,
  fasta: string,
  signal?: AbortSignal,
): Promise<CompiledReference> {
  return compileReference(
    {
      annotation: memorySource('toy.gff3', gff),
      sequences: memorySource('toy.fa', fasta),
      build: 'GRCh38',
      source: 'toy',
    },
    quietContext(signal === undefined ? {} : { signal }),
  );
}

describe('compileReference', () => {
  it('counts what is in the pack and what was refused', async () => {
    const gff = `${annotation(9)}\n1\ttoy\texon\t51\t62\t.\t+\t.\tParent=transcript:gone\n`;
    const compiled = await compile(gff, GENOME);
    expect(compiled).toMatchObject({ transcripts: 9, codingTranscripts: 9, genes: 1 });
    expect(countByCode(compiled.skipped)).toEqual([{ code: 'missing-parent', count: 1 }]);
  });

  it('gives the same bytes from a genome and from cDNA but for the flanks', async () => {
    const cdna = Array.from({ length: 9 }, (_, i) => `>T0${i} cdna\nCCCCC${GENE}CCCCC\n`).join('');
    const fromCdna = await compile(annotation(9), cdna);
    const fromGenome = await compile(annotation(9), GENOME);
    expect(fromCdna.transcripts).toBe(9);
    expect(fromGenome.bytes.length - fromCdna.bytes.length).toBeGreaterThan(0);
    expect((await compile(annotation(9), GENOME)).bytes).toEqual(fromGenome.bytes);
  });

  it('refuses an annotation of another build by both names', async () => {
    const error: unknown = await compile(`##genome GRCh37\n${annotation(1)}`, GENOME).catch(
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(
      'the annotation is of GRCh37, the pack is to be of GRCh38',
    );
  });

  it('refuses sequences that are not those of the annotation', async () => {
    await expect(compile(annotation(3), '>chr2\nACGT\n')).rejects.toThrow(
      "none of the annotation's",
    );
    const shifted = GENOME.replace(FILLER, `${FILLER}G`);
    const mixed = `${annotation(2)}\n${annotation(9).replaceAll('T0', 'T1').replaceAll(/^1/gm, '2')}`;
    await expect(compile(mixed, `${GENOME}${shifted.replace('chr1', 'chr2')}`)).rejects.toThrow(
      '9 of 11 transcripts do not fit their sequence',
    );
  });

  it('stops where it is aborted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(compile(annotation(1), GENOME, controller.signal)).rejects.toThrow('enough');
  });
});
