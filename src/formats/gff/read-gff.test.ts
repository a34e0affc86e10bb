import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { memorySource } from '../text/byte-source.js';
import { readGff, type GffFeature, type GffItem } from './read-gff.js';

async function itemsOf(text: string): Promise<readonly GffItem[]> {
  const items: GffItem[] = [];
  for await (const batch of readGff(memorySource('a.gff3', text))) items.push(...batch);
  return items;
}

async function featureOf(line: string): Promise<GffFeature> {
  const [item] = await itemsOf(`${line}\n`);
  if (item?.kind !== 'feature') throw new Error('no feature');
  return item;
}

async function errorOf(text: string): Promise<InputError> {
  const error: unknown = await itemsOf(text).catch((error) => error);
  if (error instanceof InputError) return error;
  throw new Error('no InputError');
}

describe('readGff', () => {
  it('reads GFF3: 0-based half-open, values split at commas and then decoded', async () => {
    // A line of Ensembl's form, Homo_sapiens.GRCh38.gff3.
    const feature = await featureOf(
      '1\thavana\tCDS\t101\t109\t.\t-\t2\tID=CDS:P1;Parent=transcript:T1,transcript:T2;Note=a%2Cb',
    );
    expect(feature).toMatchObject({
      dialect: 'GFF3',
      sequence: '1',
      type: 'CDS',
      start0: 100,
      end0: 109,
      strand: -1,
      phase: 2,
      line: 1,
    });
    expect([...feature.attributes]).toEqual([
      ['ID', ['CDS:P1']],
      ['Parent', ['transcript:T1', 'transcript:T2']],
      ['Note', ['a,b']],
    ]);
  });

  it('reads GTF: a name that comes again has several values', async () => {
    const feature = await featureOf(
      'chr1\tHAVANA\texon\t1\t9\t.\t+\t.\tgene_id "G1.2"; level 2; tag "basic"; tag "a; b";',
    );
    expect(feature).toMatchObject({ dialect: 'GTF', strand: 1, phase: null });
    expect([...feature.attributes]).toEqual([
      ['gene_id', ['G1.2']],
      ['level', ['2']],
      ['tag', ['basic', 'a; b']],
    ]);
  });

  it('leaves out attributes that were not asked for', async () => {
    const lines = [
      '1\tx\tgene\t1\t9\t.\t+\t.\tID=g;Name=N;Note=n',
      '1\tx\tgene\t1\t9\t.\t+\t.\tgene_id "g"; Name "N"; note 3',
    ];
    const attributes = new Set(['Name']);
    const source = memorySource('a.gff3', `${lines.join('\n')}\n`);
    for await (const batch of readGff(source, { attributes })) {
      for (const item of batch) {
        if (item.kind === 'feature') expect([...item.attributes]).toEqual([['Name', ['N']]]);
      }
    }
    expect.assertions(2);
  });

  it('takes tabs within the attributes for spaces', async () => {
    const feature = await featureOf('1\tx\tgene\t1\t9\t.\t+\t.\tID=g;description=a\tb;Name=N');
    expect(feature.attributes.get('Name')).toEqual(['N']);
  });

  it('hands on comments with their line and stops at ##FASTA', async () => {
    const items = await itemsOf(
      '##gff-version 3\n\n1\tx\tgene\t1\t9\t.\t+\t.\tID=g\n##FASTA\n>1\nACGT\n',
    );
    expect(items.map(({ kind, line }) => [kind, line])).toEqual([
      ['directive', 1],
      ['feature', 3],
    ]);
  });

  it.each([
    ['an end before its start', '1\tx\texon\t9\t1\t.\t+\t.\tParent=t', /9-1/],
    ['a start below 1', '1\tx\texon\t0\t9\t.\t+\t.\tParent=t', /0-9/],
    ['a position that is no number', '1\tx\texon\tone\t9\t.\t+\t.\tParent=t', /one-9/],
    ['a strand that is none', '1\tx\texon\t1\t9\t.\t*\t.\tParent=t', /"\*" is not a strand/],
    ['a phase that is none', '1\tx\tCDS\t1\t9\t.\t+\t3\tParent=t', /"3" is not a phase/],
  ])('hands on %s as a spoiled line with its attributes', async (_, line, reason) => {
    const [item] = await itemsOf(`${line}\n`);
    if (item?.kind !== 'spoiled') throw new Error('not spoiled');
    expect(item.reason).toMatch(reason);
    expect(item.attributes.get('Parent')).toEqual(['t']);
  });

  it('refuses a file that is no GFF, or is damaged, with the line', async () => {
    expect(await errorOf('>1\nACGT\n')).toMatchObject({
      line: 1,
      message: expect.stringMatching(/1 columns/),
    });
    expect(await errorOf('1\tx\tgene\t1\t9\t.\t+\t.\tID=g\n1\tx\tex\n')).toMatchObject({
      line: 2,
      hint: expect.stringMatching(/damaged/),
    });
    expect(await errorOf('##gff-version 3\n')).toMatchObject({
      message: expect.stringMatching(/no feature/),
    });
  });
});
