import { expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import { genomeBuildDoubt, genomeBuildHint } from './genome-build.js';
import type { VcfHeader } from './header.js';
import { openVcf } from './vcf.js';

async function headerOf(...meta: string[]): Promise<VcfHeader> {
  const lines = ['##fileformat=VCFv4.2', ...meta, '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO'];
  return (await openVcf(memorySource('a.vcf', lines.join('\n')))).header;
}

it.each([
  ['GRCh38', '##contig=<ID=chr1,length=248956422>', 'contig chr1 of 248956422 bp'],
  ['GRCh37', '##contig=<ID=1,length=249250621>', 'contig 1 of 249250621 bp'],
  ['GRCh37', '##contig=<ID=2,assembly=b37>', 'assembly of contig 2'],
  ['GRCh37', '##reference=HG19', '##reference, line 2'],
  ['GRCh37', '##reference=/ifs/depot/assemblies/H.sapiens/b37/b37.fasta', '##reference, line 2'],
  ['GRCh38', '##reference=file:///ref/GRCh38_full_analysis_set.fa', '##reference, line 2'],
  ['GRCh38', '##VEP="v105" cache="x/105_GRCh38" assembly="GRCh38.p13"', '##VEP, line 2'],
])('finds %s in %s', async (build, meta, from) => {
  expect(genomeBuildHint(await headerOf(meta))).toEqual({ build, from });
});

it('finds nothing where nothing is said', async () => {
  const header = await headerOf('##reference=genome.fa', '##contig=<ID=chrM,length=16569>');
  expect(genomeBuildHint(header)).toBeNull();
  expect(genomeBuildDoubt(header)).toBeNull();
});

it('gives the doubt where the header disagrees or is of another genome', async () => {
  const lifted = await headerOf('##reference=hg19.fa', '##contig=<ID=chr1,length=248956422>');
  expect(genomeBuildHint(lifted)).toBeNull();
  expect(genomeBuildDoubt(lifted)).toBe(
    'GRCh38 by contig chr1 of 248956422 bp, yet GRCh37 by ##reference, line 2',
  );
  const mouse = await headerOf('##contig=<ID=1,length=195471971>');
  expect(genomeBuildDoubt(mouse)).toMatch(/neither GRCh37 nor GRCh38/);
});
