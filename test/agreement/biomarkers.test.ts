import { beforeAll, describe, expect, it } from 'vitest';

import { quietContext } from '../../src/core/context.js';
import { EMPTY_CASE } from '../../src/case/case-file.js';
import { importPatients, type PatientCase } from '../../src/case/import-patients.js';
import { openBiomarkerKnowledge } from '../../src/findings/biomarkers/biomarker-knowledge.js';
import type { Biomarkers } from '../../src/findings/biomarkers/biomarkers.js';
import { findBiomarkers } from '../../src/findings/biomarkers/find-biomarkers.js';
import { openPackStore } from '../../src/platform/node/pack-store.js';
import { hasShared, sharedText } from '../shared-data.js';
import { caseFile, openFrom } from '../support/memory-case.js';

const MAF = 'cases/tcga-laml/tcga_laml.maf.gz';
const skipped = hasShared(MAF) ? '' : ' (skipped: ../shared is absent)';

/** `vc_nonSyn` of maftools' read.maf, by default (its manual). */
const NON_SILENT = new Set([
  'Frame_Shift_Del',
  'Frame_Shift_Ins',
  'In_Frame_Del',
  'In_Frame_Ins',
  'Missense_Mutation',
  'Nonsense_Mutation',
  'Nonstop_Mutation',
  'Splice_Site',
  'Translation_Start_Site',
]);

describe.skipIf(skipped !== '')(`biomarkers of 193 leukaemia patients${skipped}`, () => {
  const found = new Map<string, Biomarkers>();
  /** Rows of maftools' non-silent classes, by patient. */
  const nonSilent = new Map<string, number>();

  /** maftools has no guard by allele fraction: what ours leaves out for it counts there. */
  function countedAsMaftools(patient: string): number {
    const tmb = found.get(patient)?.tmb;
    if (tmb?.kind !== 'estimated') throw new Error(`no TMB of ${patient}`);
    const rare = tmb.value.leftOut.find(({ reason }) => reason.startsWith('allele fraction'));
    return tmb.value.mutations + (rare?.mutations ?? 0);
  }

  beforeAll(async () => {
    const store = openPackStore();
    const installed = new Set((await store.list()).map(({ id }) => id));
    const knowledge = await openBiomarkerKnowledge(store, installed);
    const file = caseFile({
      tumourType: 'AML',
      assay: { name: 'TCGA exome', codingMb: null, kind: null },
      inputs: { ...EMPTY_CASE.inputs, maf: 'laml.maf' },
    });
    const patients: AsyncGenerator<PatientCase> = importPatients(
      file,
      openFrom({ 'laml.maf': sharedText(MAF) }),
      quietContext(),
    );
    for await (const { patient, tumour, rows } of patients) {
      const own = rows.filter(({ classification }) => NON_SILENT.has(classification ?? ''));
      nonSilent.set(patient, own.length);
      const before = { drivers: [], neoantigens: { alleles: [], variants: [] } };
      found.set(patient, await findBiomarkers(tumour, before, knowledge, quietContext()));
    }
  }, 60_000);

  // maftools' tmb() on the same file, as its manual prints it (rdrr.io/bioc/maftools/man/tmb.html).
  it.each([
    ['TCGA-AB-2823', 1],
    ['TCGA-AB-2834', 1],
    ['TCGA-AB-2840', 1],
    ['TCGA-AB-2842', 1],
    ['TCGA-AB-2972', 20],
    ['TCGA-AB-3002', 21],
    ['TCGA-AB-2959', 23],
    ['TCGA-AB-2807', 25],
    ['TCGA-AB-3009', 34],
  ])('counts the mutations that maftools counts: %s %i', (patient, mutations) => {
    expect(countedAsMaftools(patient)).toBe(mutations);
    expect(nonSilent.get(patient)).toBe(mutations);
  });

  it('counts what maftools’ classes count, in every patient', () => {
    const differing = [...nonSilent].filter(
      ([patient, mutations]) => countedAsMaftools(patient) !== mutations,
    );
    expect(nonSilent.size).toBe(193);
    expect(differing).toEqual([]);
  });

  it('refuses signatures of each patient with its number of substitutions, 36 at most', () => {
    expect(found.size).toBe(193);
    const numbers = [...found.values()].map(({ signatures }) => {
      if (signatures.kind === 'estimated') return Number.NaN;
      return Number(/^(\d+) substitutions, of 50/.exec(signatures.reason)?.[1]);
    });
    expect(Math.max(...numbers)).toBe(36);
    expect(numbers.every((number) => number >= 0)).toBe(true);
  });

  it('puts the median patient near the middle of TCGA’s own leukaemias', () => {
    const percentiles = [...found.values()]
      .flatMap(({ tmb }) =>
        tmb.kind === 'estimated' ? (tmb.value.percentile?.percentile ?? []) : [],
      )
      .sort((a, b) => a - b);
    expect(percentiles).toHaveLength(193);
    const median = percentiles[96] as number;
    expect(median).toBeGreaterThan(30);
    expect(median).toBeLessThan(70);
  });
});
