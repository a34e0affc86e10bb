import { expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import { carriesAlternate, genotypeText, isUncalled } from './genotype.js';
import type { VcfRecord } from './record.js';
import { openVcf } from './vcf.js';

async function recordOf(format: string, sample: string): Promise<VcfRecord> {
  const text = [
    '##fileformat=VCFv4.4',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tT',
    `1\t5\t.\tA\tC,G\t.\t.\t.\t${format}\t${sample}`,
  ].join('\n');
  for await (const [item] of (await openVcf(memorySource('a.vcf', text))).batches()) {
    if (item?.status === 'record') return item;
  }
  throw new Error('no record');
}

it.each([
  ['0/1', [true, false]],
  ['1|2', [true, true]],
  ['2', [false, true]],
  ['0/0', [false, false]],
  ['./.', [false, false]],
  ['./1', [true, false]],
  ['0/12', [false, false]],
  ['|0|1', [true, false]],
  ['/1/.', [true, false]],
] as const)('%s carries the alternates: %j', async (genotype, carried) => {
  const record = await recordOf('GT:DP', `${genotype}:9`);
  expect(genotypeText(record, 0)).toBe(genotype);
  expect([carriesAlternate(record, 0, 0), carriesAlternate(record, 0, 1)]).toEqual(carried);
});

it('knows nothing without GT, as in Strelka, and calls nothing in an empty sample', async () => {
  const strelka = await recordOf('DP', '9');
  expect(genotypeText(strelka, 0)).toBeNull();
  expect(carriesAlternate(strelka, 0, 0)).toBeNull();
  const empty = await recordOf('GT:DP', '.');
  expect(genotypeText(empty, 0)).toBe('.');
  expect(carriesAlternate(empty, 0, 0)).toBe(false);
});

it('tells uncalled genotypes', () => {
  for (const genotype of ['.', './.', '.|.', '|./.']) expect(isUncalled(genotype)).toBe(true);
  for (const genotype of ['0/0', './1', '0']) expect(isUncalled(genotype)).toBe(false);
});
