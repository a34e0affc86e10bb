import { describe, expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import {
  alternateKind,
  infoEntries,
  infoValue,
  infoValues,
  sampleValue,
  sampleValues,
  type VcfItem,
  type VcfRecord,
} from './record.js';
import { openVcf } from './vcf.js';

const HEADER = [
  '##fileformat=VCFv4.2',
  '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tNORMAL\tTUMOR',
];

async function itemOf(line: string): Promise<VcfItem> {
  const vcf = await openVcf(memorySource('a.vcf', [...HEADER, line].join('\n')));
  for await (const [item] of vcf.batches()) return item as VcfItem;
  throw new Error('no item');
}

async function recordOf(line: string): Promise<VcfRecord> {
  const item = await itemOf(line);
  if (item.status === 'skipped') throw new Error(item.reason);
  return item;
}

const GOOD = 'chr7\t140753336\trs1\tA\tT\t50.5\tPASS\tDP=90;DB\tGT:AD\t0/0:50,0\t0/1:20,20';

/** A good line with one column replaced. */
function withColumn(column: number, text: string): string {
  const columns = GOOD.split('\t');
  columns[column] = text;
  return columns.join('\t');
}

describe('a record', () => {
  it('has its place, alleles, filters and columns', async () => {
    expect(await recordOf(GOOD)).toEqual({
      status: 'record',
      line: 3,
      chromosome: 'chr7',
      start0: 140753335,
      id: 'rs1',
      reference: 'A',
      alternates: ['T'],
      quality: 50.5,
      filters: [],
      infoText: 'DP=90;DB',
      formatKeys: ['GT', 'AD'],
      sampleTexts: ['0/0:50,0', '0/1:20,20'],
    });
  });

  it('tells passed from not filtered from failed', async () => {
    expect((await recordOf(withColumn(6, 'PASS'))).filters).toEqual([]);
    expect((await recordOf(withColumn(6, '.'))).filters).toBeNull();
    expect((await recordOf(withColumn(6, 'q10;germline'))).filters).toEqual(['q10', 'germline']);
  });

  it('reads lower-case bases as upper case and leaves breakends alone', async () => {
    expect((await recordOf(withColumn(3, 'acgt'))).reference).toBe('ACGT');
    expect((await recordOf(withColumn(4, 'g,t]chrUn_kI:5]'))).alternates).toEqual([
      'G',
      't]chrUn_kI:5]',
    ]);
  });

  it('has no quality where it says nothing', async () => {
    for (const text of ['.', 'inf', 'NaN']) {
      expect((await recordOf(withColumn(5, text))).quality).toBeNull();
    }
    expect((await recordOf(withColumn(5, '1.5e2'))).quality).toBe(150);
  });

  it('takes an empty INFO and a sample of one dot', async () => {
    const record = await recordOf('1\t5\t.\tA\tC\t.\t.\t\tGT:AD\t.\t0/1:3,4');
    expect(infoEntries(record).size).toBe(0);
    expect(sampleValue(record, 0, 'AD')).toBeNull();
    expect(sampleValues(record, 1, 'AD')).toEqual(['3', '4']);
  });

  it.each([
    ['wrong-column-count', GOOD.slice(0, GOOD.lastIndexOf('\t'))],
    ['wrong-column-count', `${GOOD}\t0/1:1,1`],
    ['wrong-column-count', 'chr7'],
    ['bad-chromosome', withColumn(0, '<ctg1>')],
    ['bad-chromosome', withColumn(0, '')],
    ['bad-position', withColumn(1, '0')],
    ['bad-position', withColumn(1, '-5')],
    ['bad-position', withColumn(1, '1e3')],
    ['bad-position', withColumn(1, '2147483648')],
    ['bad-position', withColumn(1, '99999999999999999999999')],
    ['bad-reference', withColumn(3, '.')],
    ['bad-reference', withColumn(3, '-')],
    ['bad-reference', withColumn(3, 'R')],
    ['bad-alternate', withColumn(4, 'A/T')],
    ['bad-alternate', withColumn(4, 'C,,T')],
    ['bad-alternate', withColumn(4, 'C,.')],
    ['bad-alternate', withColumn(4, '<DEL')],
    ['bad-quality', withColumn(5, 'high')],
    ['repeated-format-key', withColumn(8, 'GT:GT')],
    ['sample-too-long', withColumn(10, '0/1:20,20:9')],
  ])('is skipped as %s', async (code, line) => {
    const item = await itemOf(line);
    expect(item).toMatchObject({ status: 'skipped', code, file: 'a.vcf', line: 3 });
  });

  it('ends at the last position of VCF, 2^31 - 1', async () => {
    expect((await recordOf(withColumn(1, '2147483647'))).start0).toBe(2147483646);
    const item = await itemOf(withColumn(1, '2147483647').replace('\tA\tT\t', '\tAC\tT\t'));
    expect(item).toMatchObject({ status: 'skipped', code: 'bad-position' });
  });

  it('shows no more than the start of a monstrous line', async () => {
    const item = await itemOf('x'.repeat(1e6));
    expect(JSON.stringify(item).length).toBeLessThan(400);
  });
});

describe('INFO', () => {
  it('gives a value by its whole key, a flag as an empty text, an absent key as null', async () => {
    const record = await recordOf(withColumn(7, 'XDP=1;DPX=2;DP=3;DB;A=b=c;DP=4'));
    expect(infoValue(record, 'DP')).toBe('3');
    expect(infoValue(record, 'DB')).toBe('');
    expect(infoValue(record, 'A')).toBe('b=c');
    expect(infoValue(record, 'X')).toBeNull();
    expect(infoEntries(record).get('DP')).toBe('3');
  });

  it('is harmless with __proto__ as a key', async () => {
    const record = await recordOf(withColumn(7, '__proto__=polluted;constructor=x;toString'));
    expect(infoValue(record, '__proto__')).toBe('polluted');
    expect([...infoEntries(record).keys()]).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(infoValue(record, 'hasOwnProperty')).toBeNull();
  });

  it('is percent-decoded after it is split, or before where the commas are encoded too', async () => {
    const record = await recordOf(withColumn(7, 'A=x%2Cy,50%25;DP4=144%2C510%2C4%2C30;F=48.7%'));
    expect(infoValues(record, 'A')).toEqual(['x,y', '50%']);
    expect(infoValues(record, 'DP4')).toEqual(['144', '510', '4', '30']);
    expect(infoValues(record, 'F')).toEqual(['48.7%']);
    expect(infoValues(record, 'B')).toBeNull();
  });
});

describe('a sample', () => {
  it('has no value where the key is absent, the value missing or left out', async () => {
    const record = await recordOf('1\t5\t.\tA\tC\t.\t.\t.\tGT:AD:DP:XX\t0/1:.:7\t0/1:1,2:3:4');
    expect(sampleValue(record, 0, 'AD')).toBeNull();
    expect(sampleValue(record, 0, 'DP')).toBe('7');
    expect(sampleValue(record, 0, 'XX')).toBeNull();
    expect(sampleValue(record, 1, 'XX')).toBe('4');
    expect(sampleValue(record, 1, 'YY')).toBeNull();
  });

  it('that does not exist is a mistake of the caller', async () => {
    const record = await recordOf(GOOD);
    expect(() => sampleValue(record, 2, 'GT')).toThrow('sample 2 of 2');
  });
});

it.each([
  ['ACGTN', 'bases'],
  ['acgt', 'bases'],
  ['<DEL>', 'symbolic'],
  ['<DUP:TANDEM>', 'symbolic'],
  ['<INS:ME:ALU>', 'symbolic'],
  ['<*>', 'unobserved'],
  ['<NON_REF>', 'unobserved'],
  ['*', 'spanning-deletion'],
  ['.', 'none'],
  [']15:80623247]C', 'breakend'],
  ['[2:33141314[C', 'breakend'],
  ['G]17:198982]', 'breakend'],
  ['C[<ctg1>:7[', 'breakend'],
  ['.TGCA', 'breakend'],
  ['G.', 'breakend'],
  ['A/T', null],
  ['', null],
  ['<DEL', null],
  ['R', null],
] as const)('alternateKind(%s) is %s', (alternate, kind) => {
  expect(alternateKind(alternate)).toBe(kind);
});
