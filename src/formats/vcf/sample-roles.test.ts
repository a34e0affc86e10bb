import { expect, it } from 'vitest';

import { memorySource } from '../text/byte-source.js';
import { guessSampleRoles, type SampleRoles } from './sample-roles.js';
import { openVcf } from './vcf.js';

async function rolesOf(samples: readonly string[], ...meta: string[]): Promise<SampleRoles> {
  const lines = [
    '##fileformat=VCFv4.2',
    ...meta,
    ['#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT', ...samples].join('\t'),
  ];
  return guessSampleRoles((await openVcf(memorySource('a.vcf', lines.join('\n')))).header);
}

it('believes what the header declares, whatever the order of the columns', async () => {
  const roles = await rolesOf(['A', 'B'], '##tumor_sample=B', '##normal_sample=A');
  expect(roles.tumour).toEqual({ name: 'B', reason: '##tumor_sample, line 2' });
  expect(roles.normal).toEqual({ name: 'A', reason: '##normal_sample, line 3' });
});

it('reads the declarations of MuSE and of a pedigree', async () => {
  const muse = await rolesOf(['X1', 'X2'], '##TUMOR="Sample=X2,File=/tmp/t.bam"');
  expect(muse.tumour?.name).toBe('X2');
  const pedigree = await rolesOf(['X1', 'X2'], '##PEDIGREE=<Derived=X1,Original=X2>');
  expect([pedigree.tumour?.name, pedigree.normal?.name]).toEqual(['X1', 'X2']);
});

it('prefers a declaration to a name, and ignores one of a sample that is not there', async () => {
  const roles = await rolesOf(['TUMOR', 'B'], '##tumor_sample=B', '##normal_sample=elsewhere');
  expect([roles.tumour?.name, roles.normal]).toEqual(['B', null]);
});

it('reads names that leave no doubt', async () => {
  const radia = await rolesOf(['DNA_NORMAL', 'DNA_TUMOR', 'RNA_TUMOR']);
  expect([radia.tumour?.name, radia.normal?.name, radia.rna?.name]).toEqual([
    'DNA_TUMOR',
    'DNA_NORMAL',
    'RNA_TUMOR',
  ]);
  expect(radia.tumour?.reason).toBe('its name');
  const lab = await rolesOf(['HCC1395_NORMAL_DNA', 'HCC1395_TUMOR_DNA']);
  expect([lab.tumour?.name, lab.normal?.name]).toEqual(['HCC1395_TUMOR_DNA', 'HCC1395_NORMAL_DNA']);
});

it('decides nothing by likeness or order', async () => {
  for (const samples of [['T', 'N'], ['abnormal', 'tumorous'], ['s1', 's2'], ['TUMOR_NORMAL']]) {
    expect(await rolesOf(samples)).toEqual({
      tumour: null,
      normal: null,
      rna: null,
      ambiguities: [],
    });
  }
});

it('leaves a role open, and says so, where two samples claim it', async () => {
  const roles = await rolesOf(['P1_TUMOR', 'P2_TUMOR', 'NORMAL']);
  expect(roles.tumour).toBeNull();
  expect(roles.normal?.name).toBe('NORMAL');
  expect(roles.ambiguities).toEqual(['several samples are tumour by its name: P1_TUMOR, P2_TUMOR']);
});
