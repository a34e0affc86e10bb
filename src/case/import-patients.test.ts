import { describe, expect, it } from 'vitest';

import { quietContext } from '../core/context.js';
import { InputError } from '../core/errors.js';
import { caseFile, openFrom } from '../../test/support/memory-case.js';
import { EMPTY_CASE } from './case-file.js';
import { importCase } from './import-case.js';
import { importPatients, type PatientCase } from './import-patients.js';

const MAF = [
  'Chromosome\tStart_Position\tEnd_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tNCBI_Build',
  '1\t11\t11\tA\tC\tP1\tGRCh38',
  '1\t12\t12\tC\tT\tP2\tGRCh38',
  '1\t13\t13\tG\tT\tP1\tGRCh38',
].join('\n');
const GENOME = `>chr1\n${'ACGT'.repeat(10)}\n`;

async function patientsOf(genome: string | null): Promise<readonly PatientCase[]> {
  const found: PatientCase[] = [];
  const file = caseFile({ inputs: { ...EMPTY_CASE.inputs, maf: 'a.maf', genome } });
  const open = openFrom({ 'a.maf': MAF, 'g.fa': GENOME });
  for await (const patient of importPatients(file, open, quietContext())) found.push(patient);
  return found;
}

describe('importPatients', () => {
  it('makes a case of each patient, in the order of the file', async () => {
    const patients = await patientsOf(null);
    expect(patients.map(({ patient, rows }) => [patient, rows.length])).toEqual([
      ['P1', 2],
      ['P2', 1],
    ]);
    expect(patients.map(({ tumour }) => tumour.name)).toEqual(['P1', 'P2']);
    expect(new Set(patients.map(({ tumour }) => tumour.inputHash)).size).toBe(2);
  });

  it('gives a patient what the import of that one alone gives, genome and all', async () => {
    const [, second] = await patientsOf('g.fa');
    const alone = await importCase(
      caseFile({
        name: 'P2',
        samples: { ...EMPTY_CASE.samples, tumour: 'P2' },
        inputs: { ...EMPTY_CASE.inputs, maf: 'a.maf', genome: 'g.fa' },
      }),
      openFrom({ 'a.maf': MAF, 'g.fa': GENOME }),
      quietContext(),
    );
    expect(second?.tumour.variants).toEqual(alone.variants);
    expect(second?.tumour.inputHash).toBe(alone.inputHash);
    const { variants } = alone;
    // The twelfth base of ACGT over and over is a T; the MAF says C, so the genome is not the variant's.
    expect(variants.kind === 'given' && variants.value[0]?.flanks).toBeNull();
  });

  it('finds the bases beside a variant where the genome has its reference allele', async () => {
    const file = caseFile({ inputs: { ...EMPTY_CASE.inputs, maf: 'a.maf', genome: 'g.fa' } });
    const maf = MAF.replace('1\t12\t12\tC', '1\t12\t12\tT').replace('T\tT\tP2', 'T\tG\tP2');
    const patients = importPatients(
      file,
      openFrom({ 'a.maf': maf, 'g.fa': GENOME }),
      quietContext(),
    );
    const flanks: unknown[] = [];
    for await (const { tumour } of patients) {
      const { variants } = tumour;
      if (variants.kind === 'given') flanks.push(...variants.value.map((one) => one.flanks));
    }
    expect(flanks[2]).toMatchObject({ before: 'ACGTACGTACG', after: 'ACGTACGTACGTACGTACGT' });
  });

  it('asks for a MAF', async () => {
    const none = importPatients(caseFile({}), openFrom({}), quietContext());
    await expect(none.next()).rejects.toThrow(InputError);
  });
});
