import { describe, expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import { phasedGenotype } from './phased-genotype.js';
import type { VcfRecord } from './record.js';
import { openVcf } from './vcf.js';

async function genotypeOf(format: string, sample: string) {
  const text = [
    '##fileformat=VCFv4.2',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS',
    `1\t100\t.\tA\tC,G\t.\tPASS\t.\t${format}\t${sample}`,
    '',
  ].join('\n');
  const vcf = await openVcf(memorySource('t.vcf', new TextEncoder().encode(text)));
  for await (const batch of vcf.batches()) return phasedGenotype(batch[0] as VcfRecord, 0);
  throw new Error('no record');
}

describe('phasedGenotype', () => {
  it.each([
    // VCF 4.4: `|` phases; PS names the set, without one all such records of the file are one set.
    ['GT:PS', '0|1:1010', { alleles: [0, 1], isPhased: true, phaseSet: '1010' }],
    ['GT', '1|0', { alleles: [1, 0], isPhased: true, phaseSet: null }],
    ['GT', '|0|1', { alleles: [0, 1], isPhased: true, phaseSet: null }],
    ['GT', '0/1', { alleles: [0, 1], isPhased: false, phaseSet: null }],
    // An unphased record's PS says nothing.
    ['GT:PS', '0/1:1010', { alleles: [0, 1], isPhased: false, phaseSet: null }],
    ['GT', '0|1/1', { alleles: [0, 1, 1], isPhased: false, phaseSet: null }],
    ['GT', '1', { alleles: [1], isPhased: false, phaseSet: null }],
    ['GT', './1', { alleles: [null, 1], isPhased: false, phaseSet: null }],
    // GATK: PGT's 1 is the alternate of the call, here the record's second.
    ['GT:PGT:PID', '0/2:1|0:90_A_T', { alleles: [2, 0], isPhased: true, phaseSet: '90_A_T' }],
    ['GT:PGT:PID', '0/1:.:.', { alleles: [0, 1], isPhased: false, phaseSet: null }],
    // GATK writes PGT 0|1 for a homozygous call as well; GT decides.
    ['GT:PGT:PID', '1/1:0|1:90_A_T', { alleles: [1, 1], isPhased: false, phaseSet: '90_A_T' }],
    // GATK 3 ReadBackedPhasing: the entry of each allele names its copy.
    ['GT:HP', '0/1:1010-2,1010-1', { alleles: [1, 0], isPhased: true, phaseSet: '1010' }],
    ['GT:HP', '0/1:1010-1,2020-2', { alleles: [0, 1], isPhased: false, phaseSet: null }],
    ['DP', '7', null],
  ])('reads %s %s', async (format, sample, expected) => {
    expect(await genotypeOf(format, sample)).toEqual(expected);
  });
});
