import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { quietContext } from '../../core/context.js';
import { importCase } from '../../case/import-case.js';
import { caseFile, csq, openFrom, vcfText } from '../../../test/support/memory-case.js';
import { EMPTY_CASE } from '../../case/case-file.js';
import { readBed } from './read-bed.js';

describe('readBed', () => {
  it('adds up regions, bases that they share counted once', () => {
    const bed = readBed(
      '# panel\ntrack name=x\nchr1\t10\t20\tEXON1\nchr1\t15\t25\nchr2 0 5\nchr1\t100\t110\n',
      'panel.bed',
    );
    expect(bed.regions).toHaveLength(4);
    expect(bed.sizeBp).toBe(15 + 10 + 5);
    expect(bed.skipped).toEqual([]);
  });

  it('skips a bad line with its number', () => {
    const { skipped, sizeBp } = readBed('chr1\t5\t10\nchr1\t20\t15\nchr1\tx\ty\n', 'panel.bed');
    expect(sizeBp).toBe(5);
    expect(skipped.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('refuses a file without a region', () => {
    expect(() => readBed('chromosome\tstart\tend\n', 'panel.bed')).toThrow(InputError);
  });
});

describe('the sequenced regions of a case', () => {
  it('name the variants that lie outside, chromosomes in any spelling', async () => {
    const record = (position: number) =>
      `chr1\t${position}\t.\tA\tC\t.\tPASS\tCSQ=${csq({ Allele: 'C', Consequence: 'missense_variant', Feature: 'ENST00000000001' })}`;
    const tumour = await importCase(
      caseFile({ inputs: { ...EMPTY_CASE.inputs, vcf: 't.vcf', target: 'panel.bed' } }),
      openFrom({
        't.vcf': vcfText([], record(11), record(10), record(20), record(21)),
        'panel.bed': '1\t10\t20\n',
      }),
      quietContext(),
    );
    // BED's 10-20 are the bases 11 to 20.
    expect(tumour.sequencedRegions).toEqual({
      kind: 'given',
      value: { sizeBp: 10, regions: 1, variantsOutside: ['chr1-10-A-C', 'chr1-21-A-C'] },
      from: 'panel.bed',
    });
  });
});
