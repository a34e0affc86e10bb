import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InputError } from '../core/errors.js';
import { LAB_QUANTITIES, plainUnit } from './lab-quantities.js';
import { readLabValues, type WrittenLabValues } from './read-lab-values.js';

function read(written: Partial<WrittenLabValues>) {
  return readLabValues({ clinical: {}, biomarkers: [], priorTherapy: null, ...written }, null);
}

function biomarker(
  name: string,
  value: string | number | boolean,
  unit: string | null = null,
  assay: string | null = null,
) {
  return { name, value, unit, assay };
}

function errorOf(written: Partial<WrittenLabValues>): InputError {
  try {
    read(written);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('readLabValues', () => {
  it('reads one value in any of its units as the same, by hand', () => {
    const albumin = (value: string) => read({ clinical: { albumin: value } }).albuminGPerDl;
    expect(albumin('39 g/L')).toEqual({ kind: 'given', value: 3.9, from: 'named in the case' });
    expect(albumin('3.9 g/dl')).toEqual(albumin('39 g/L'));
    const neutrophils = (value: number, unit: string) =>
      read({ biomarkers: [biomarker('ANC', value, unit)] }).neutrophilsPerNl;
    for (const unit of ['10^9/L', '10⁹/l', 'x10*9/L', 'G/L', '/nL', '10^3/µL', 'K/uL']) {
      expect(neutrophils(4.2, unit)).toMatchObject({ value: 4.2 });
    }
    expect(neutrophils(4_200, 'cells/µL')).toMatchObject({ value: 4.2 });
    expect(neutrophils(4_200, '/mm³')).toMatchObject({ value: 4.2 });
    // 88.4 µmol/L is 1 mg/dL of creatinine, 17.1 µmol/L of bilirubin (conversion tables of clinical chemistry).
    expect(read({ clinical: { creatinine: '88.4 µmol/L' } }).creatinineMgPerDl).toMatchObject({
      value: expect.closeTo(1, 3),
    });
    expect(read({ clinical: { bilirubin: '17.1 µmol/L' } }).bilirubinMgPerDl).toMatchObject({
      value: expect.closeTo(1, 3),
    });
  });

  it('reads LDH with its upper limit in the same unit: 1 µkat is 60 U by definition', () => {
    const ldh = { value: 5, unit: 'µkat/L', upperLimit: 4.2 };
    expect(read({ clinical: { ldh } }).ldh).toMatchObject({
      value: { unitsPerL: 300, upperLimitUnitsPerL: 252 },
    });
    expect(read({ clinical: { ldh: '210 U/L' } }).ldh).toMatchObject({
      value: { unitsPerL: 210, upperLimitUnitsPerL: null },
    });
  });

  it('keeps the clone of PD-L1, from the name or beside it, and tells the three scores apart', () => {
    const lab = read({
      biomarkers: [
        biomarker('PD-L1 TPS (22C3)', '60 %'),
        biomarker('PD-L1 CPS', 65, null, 'SP263'),
        biomarker('PDL1 IC', 5, '%'),
      ],
    });
    expect(lab.pdl1Tps).toMatchObject({ value: { value: 60, clone: '22C3' } });
    expect(lab.pdl1Cps).toMatchObject({ value: { value: 65, clone: 'SP263' } });
    expect(lab.pdl1Ic).toMatchObject({ value: { value: 5, clone: null } });
  });

  it('loses nothing: what it does not understand is kept with the reason', () => {
    const { unread } = read({
      biomarkers: [
        biomarker('PD-L1', 60, '%'),
        biomarker('PD-L1 TPS', '<1 %'),
        biomarker('CEA', 4.1, 'ng/mL'),
      ],
    });
    expect(unread.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('TPS, PD-L1 CPS or PD-L1 IC'),
      expect.stringContaining('a limit, not a value'),
      expect.stringContaining('no value of this name'),
    ]);
  });

  it('tells no result from a result', () => {
    const lab = read({ biomarkers: [biomarker('MSI', 'not done'), biomarker('HRD', 'pending')] });
    expect(lab.msi).toEqual({ kind: 'missing', reason: 'the report says "not done"' });
    expect(lab.hrd.kind === 'missing' || lab.hrdScore.kind === 'missing').toBe(true);
    expect(lab.unread).toEqual([]);
  });

  it('reads status and score of one name by what is written', () => {
    expect(read({ biomarkers: [biomarker('MSI', 'MSI-High')] }).msi).toMatchObject({
      value: 'MSI-H',
    });
    expect(read({ biomarkers: [biomarker('MSI', 32, '%')] }).msiUnstablePercent).toMatchObject({
      value: 32,
    });
    expect(read({ biomarkers: [biomarker('HRD', 47)] }).hrdScore).toMatchObject({ value: 47 });
    expect(read({ biomarkers: [biomarker('HRD', false)] }).hrd).toMatchObject({
      value: 'negative',
    });
    expect(read({ biomarkers: [biomarker('MMR', 'dMMR')] }).mismatchRepair).toMatchObject({
      value: 'deficient',
    });
  });

  it('asks for a unit rather than guess one', () => {
    expect(errorOf({ biomarkers: [biomarker('albumin', 39)] }).hint).toContain('g/dL or g/L');
    expect(errorOf({ biomarkers: [biomarker('TMB', 12)] }).hint).toContain('mutations/Mb');
    expect(errorOf({ biomarkers: [biomarker('PD-L1 TPS', 0.6)] }).message).toContain(
      '0.6 % or 60 %',
    );
    expect(errorOf({ clinical: { albumin: '3.9 mg/dL' } }).message).toContain('cannot be read');
    expect(errorOf({ biomarkers: [biomarker('MSI', 'maybe')] }).hint).toContain('MSS');
  });

  it('refuses values that no patient can have', () => {
    for (const clinical of [
      { albumin: '39 g/dL' },
      { age: 612 },
      { ecog: 5 },
      { ecog: 1.5 },
      { haemoglobin: '120 g/dL' },
      { nlr: -1 },
    ]) {
      expect(errorOf({ clinical }).message).toMatch(/not within|whole number/);
    }
  });

  it('divides both counts where the ratio itself is not given', () => {
    const lab = read({ clinical: { neutrophils: '6 10^9/L', lymphocytes: '1500 /µL' } });
    expect(lab.neutrophilLymphocyteRatio).toEqual({
      kind: 'given',
      value: 4,
      from: 'neutrophils / lymphocytes',
    });
    expect(read({ clinical: { neutrophils: '6 10^9/L' } }).neutrophilLymphocyteRatio.kind).toBe(
      'missing',
    );
  });

  it('tells prior systemic therapy from an empty list, from drugs, and not from an operation', () => {
    expect(read({ priorTherapy: null }).priorSystemicTherapy.kind).toBe('missing');
    expect(read({ priorTherapy: [] }).priorSystemicTherapy).toMatchObject({ value: false });
    expect(read({ priorTherapy: ['surgery', 'cisplatin'] }).priorSystemicTherapy).toMatchObject({
      value: true,
      from: expect.stringContaining('cisplatin'),
    });
    expect(read({ priorTherapy: ['lobectomy', 'radiotherapy'] }).priorSystemicTherapy.kind).toBe(
      'missing',
    );
    expect(
      read({ priorTherapy: ['cisplatin'], clinical: { priorSystemicTherapy: false } })
        .priorSystemicTherapy,
    ).toMatchObject({ value: false });
  });

  it('reads stage groups and lost HLA', () => {
    const stage = (text: string) => read({ clinical: { stage: text } }).stage;
    expect(stage('Stage IIIB')).toMatchObject({ value: { text: 'IIIB', group: 3 } });
    expect(stage('4')).toMatchObject({ value: { group: 4 } });
    expect(stage('metastatic')).toMatchObject({ value: { text: 'metastatic', group: null } });
    expect(read({ biomarkers: [biomarker('HLA loss', 'A*02:01; B*07:02')] }).lostHla).toMatchObject(
      { value: ['HLA-A*02:01', 'HLA-B*07:02'] },
    );
    expect(read({ biomarkers: [biomarker('LOHHLA', 'none')] }).lostHla).toMatchObject({
      value: [],
    });
    expect(errorOf({ biomarkers: [biomarker('HLA loss', 'A2-ish')] }).message).toContain('A2-ish');
  });

  it('reads every quantity within its limits back in each of its units', () => {
    for (const { names, field, units, unitsWritten, low, high, isWhole } of LAB_QUANTITIES) {
      const written = unitsWritten.length === 0 ? [null] : unitsWritten;
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.constantFrom(...written),
          (at, unit) => {
            const own = isWhole
              ? Math.round(low + at * (high - low))
              : Number((low + at * (high - low)).toPrecision(6));
            if (!isWhole && own < 1) return;
            const factor = unit === null ? 1 : (units[plainUnit(unit)] as number);
            const lab = read({
              biomarkers: [biomarker(names.at(-1) as string, own / factor, unit)],
            });
            const value = (lab[field] as { readonly value: unknown }).value;
            const number = Object.values(
              typeof value === 'object' ? (value as object) : { value },
            )[0];
            expect(number).toBeCloseTo(own, 6);
          },
        ),
        { numRuns: 30 },
      );
    }
  });
});
