import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { quietContext } from '../../core/context.js';
import { memorySource } from '../../formats/text/byte-source.js';
import { readPatientVariants, variantsByChromosome } from './patient-variants.js';

const HEADER = [
  '##fileformat=VCFv4.2',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="g">',
  '##FORMAT=<ID=PS,Number=1,Type=String,Description="p">',
];

function vcf(samples: readonly string[], records: readonly string[]): string {
  const columns = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO'];
  const all = samples.length === 0 ? columns : [...columns, 'FORMAT', ...samples];
  const rows = records.map((row) => row.replaceAll(' ', '\t'));
  return `${[...HEADER, all.join('\t'), ...rows].join('\n')}\n`;
}

function read(text: string | Uint8Array, samples: readonly string[] = []) {
  return readPatientVariants(memorySource('p.vcf', text), samples, quietContext());
}

describe('readPatientVariants', () => {
  it('takes what passed and the sample carries, trimmed, with the copies that its phase tells', async () => {
    const text = vcf(
      ['S'],
      [
        'chr1 11 . A G . PASS . GT 1/1',
        'chr1 21 . CAT CT,C . . . GT:PS 1|2:7',
        'chr1 31 . A G . PASS . GT 0|1',
        'chr1 41 . A G . PASS . GT 0/1',
        'chr1 51 . A G . q10 . GT 0/1',
        'chr1 61 . A G . PASS . GT 0/0',
        'chr1 71 . A G . PASS . GT ./.',
        'chr1 81 . A <DEL> . PASS . GT 0/1',
        'chr1 91 . A . . PASS . GT 0/0',
        'chr1 x . A G . PASS . GT 0/1',
      ],
    );
    const { variants, counts } = await read(gzipSync(text));
    const set = '7 in p.vcf';
    expect(variants).toEqual([
      {
        id: 'chr1-11-A-G',
        chromosome: '1',
        start0: 10,
        reference: 'A',
        alternate: 'G',
        carried: { kind: 'every-copy' },
      },
      {
        id: 'chr1-21-CAT-CT',
        chromosome: '1',
        start0: 21,
        reference: 'A',
        alternate: '',
        carried: { kind: 'phased', set, copies: 0b01, all: 0b11 },
      },
      {
        id: 'chr1-21-CAT-C',
        chromosome: '1',
        start0: 21,
        reference: 'AT',
        alternate: '',
        carried: { kind: 'phased', set, copies: 0b10, all: 0b11 },
      },
      {
        id: 'chr1-31-A-G',
        chromosome: '1',
        start0: 30,
        reference: 'A',
        alternate: 'G',
        carried: { kind: 'phased', set: 'p.vcf', copies: 0b10, all: 0b11 },
      },
      {
        id: 'chr1-41-A-G',
        chromosome: '1',
        start0: 40,
        reference: 'A',
        alternate: 'G',
        carried: { kind: 'unknown' },
      },
    ]);
    expect(counts).toEqual({
      file: 'p.vcf',
      records: 10,
      used: 5,
      failed: 1,
      notCarried: 2,
      unreadable: 2,
    });
  });

  it('takes all of a file without samples, on copies that are not known', async () => {
    const { variants } = await read(vcf([], ['2 5 . A G . PASS .']));
    expect(variants.map(({ id, carried }) => [id, carried.kind])).toEqual([['2-5-A-G', 'unknown']]);
  });

  it('takes the sample that is asked for, and refuses to guess', async () => {
    const text = vcf(
      ['N', 'T'],
      ['1 5 . A G . PASS . GT 0/0 0/1', '1 9 . A G . PASS . GT 1/1 1/1'],
    );
    expect((await read(text, ['T', 'X'])).variants).toHaveLength(2);
    expect((await read(text, ['N'])).variants).toHaveLength(1);
    await expect(read(text)).rejects.toMatchObject({
      message: "which of its 2 samples is the patient's?",
      line: 4,
      hint: 'name one with --sample: N, T',
    });
    await expect(read(text, ['N', 'T'])).rejects.toThrow('several of the samples');
    await expect(read('no VCF\n')).rejects.toMatchObject({ file: 'p.vcf' });
  });

  it('orders variants and drops a change that two files have', async () => {
    const one = await read(vcf([], ['1 9 . A G . PASS .', '1 4 . AC A . PASS .']));
    const two = await read(vcf([], ['chr1 8 . TA TG . PASS .']));
    const found = variantsByChromosome([...one.variants, ...two.variants]);
    expect(found.get('1')?.map(({ id }) => id)).toEqual(['1-4-AC-A', '1-9-A-G']);
  });
});
