import { describe, expect, it } from 'vitest';

import type { RegisteredTrial } from '../../../formats/trials/read-ctgov.js';
import { matchTrial } from './match-trial.js';
import { fullestRecords, readTrialFile } from './read-trial-file.js';
import { readTrial } from './read-trial.js';
import { TOY_VOCABULARY, toyCriterion, toyPatient, toyTrial } from './toy-trials.fixture.js';

function registered(more: Partial<RegisteredTrial> = {}): RegisteredTrial {
  return {
    nctId: 'NCT00000001',
    title: 'A trial',
    status: 'RECRUITING',
    phases: [],
    conditions: [],
    interventions: [],
    countries: [],
    sex: 'ALL',
    minimumAge: null,
    maximumAge: null,
    eligibility: null,
    lastUpdate: null,
    ...more,
  };
}
const read = (more: Partial<RegisteredTrial>) => readTrial(registered(more), TOY_VOCABULARY);

describe('reading a registered trial', () => {
  it.each([
    ['RECRUITING', 'recruiting'],
    ['ENROLLING_BY_INVITATION', 'recruiting'],
    ['NOT_YET_RECRUITING', 'not-yet-recruiting'],
    ['ACTIVE_NOT_RECRUITING', 'closed'],
    ['COMPLETED', 'closed'],
    ['UNKNOWN', 'unknown'],
    [null, 'unknown'],
  ])('takes %s for %s', (status, means) => {
    expect(read({ status }).status).toBe(means);
  });

  it('reads age and sex from the fields, months and weeks as parts of a year', () => {
    const ageOf = (minimumAge: string) =>
      read({ minimumAge }).criteria.flatMap(({ rule }) =>
        rule?.kind === 'require' && rule.requirement.kind === 'age'
          ? [rule.requirement.years.least]
          : [],
      );
    expect([ageOf('18 Years'), ageOf('6 Months')]).toEqual([[18], [0.5]]);
    // 26 weeks are 182 of 365.25 days.
    expect(ageOf('26 Weeks')[0]).toBeCloseTo(182 / 365.25, 6);
    expect(ageOf('N/A')).toEqual([]);
    expect(read({ sex: 'FEMALE', eligibility: '' }).criteria).toMatchObject([
      { text: 'sex: female', rule: { requirement: { kind: 'sex', sex: 'female' } } },
    ]);
    expect(read({ sex: 'ALL', eligibility: '' }).criteria).toEqual([]);
  });

  it('lets nobody pass by a record without eligibility text', () => {
    const trial = read({ minimumAge: '18 Years' });
    expect(matchTrial(trial, toyPatient({ ageYears: 60 }))).toMatchObject({
      state: 'warn',
      unread: 1,
    });
    expect(trial.criteria.at(-1)?.text).toContain('no eligibility text');
  });

  it('does not ask for the same age twice', () => {
    const { criteria } = read({
      minimumAge: '18 Years',
      eligibility: 'Inclusion Criteria:\n\n* Age ≥ 18 years\n* ECOG 0 or 1',
    });
    expect(criteria.map(({ from, text }) => [from, text])).toEqual([
      ['field', 'age: 18 Years'],
      ['text', 'ECOG 0 or 1'],
    ]);
  });

  it('leaves it open whether a type fits that the conditions name in words not known', () => {
    const restOf = (...conditions: string[]) => read({ conditions }).criteria[0]?.rest;
    expect(restOf('Lung Cancer')).toBe('none');
    expect(restOf('Lung Cancer', 'Cancer of the Gall')).toBe('alternatives');
    // A marker narrows, and one of a tumour that is not read may let others in.
    expect(restOf('Lung Cancer', 'KRAS P.G12C')).toBe('more');
    expect(restOf('Lung Cancer', 'EGFR Mutant Thyroid Tumor')).toBe('alternatives');
    // Where the tumour has gone is no type.
    expect(restOf('Lung Cancer', 'Brain Metastases')).toBe('none');
  });

  it('leaves it open whether other types fit that title or text name', () => {
    const rest = (more: Partial<RegisteredTrial>) =>
      read({ conditions: ['Lung Cancer'], ...more }).criteria[0]?.rest;
    expect(rest({ title: 'Advanced Solid Tumors' })).toBe('alternatives');
    expect(
      rest({ eligibility: 'Inclusion Criteria:\n\n* Patients with melanoma must have had one' }),
    ).toBe('alternatives');
    expect(rest({ title: 'In NSCLC' })).toBe('none');
    expect(rest({ conditions: ['NSCLC'], title: 'Lung cancer' })).toBe('none');
    expect(rest({ title: 'By Response Evaluation Criteria in Solid Tumors' })).toBe('none');
    expect(rest({ eligibility: 'Exclusion Criteria:\n\n* Melanoma' })).toBe('none');
  });
});

describe('one record a trial', () => {
  const named = (title: string, texts: readonly string[], recordDate: string | null) =>
    toyTrial(
      'NCT1',
      texts.map((text) => toyCriterion(text)),
      { title, recordDate },
    );

  it('keeps the record with most criteria, then the later one', () => {
    const short = named('short', ['ECOG 0'], '2026-02-01');
    const full = named('full', ['ECOG 0', 'Age ≥ 18 years'], '2025-01-01');
    const fullLater = named('later', ['ECOG 0', 'Age ≥ 18 years'], '2025-03-01');
    const titleOf = (...records: Parameters<typeof fullestRecords>[0]) =>
      fullestRecords(records).map(({ title }) => title);
    expect(titleOf(short, full)).toEqual(['full']);
    expect(titleOf(full, short)).toEqual(['full']);
    expect(titleOf(fullLater, full)).toEqual(['later']);
  });

  it('tells the two formats apart by what is in them', () => {
    const ctml = { protocol_no: '1', treatment_list: { step: [] } };
    const ctgov = { protocolSection: { identificationModule: { nctId: 'NCT00000001' } } };
    const sourceOf = (json: object) =>
      readTrialFile(JSON.stringify(json), 'a.json', TOY_VOCABULARY).trials[0]?.source;
    expect([sourceOf(ctml), sourceOf([ctml]), sourceOf(ctgov)]).toEqual([
      'CTML',
      'CTML',
      'ClinicalTrials.gov',
    ]);
  });
});
