import { describe, expect, it } from 'vitest';

import type { CriterionAssessment, CriterionCode } from './driver-finding.js';
import { oncogenicityClass, scoreOncogenicity } from './oncogenicity.js';

const CODES: readonly CriterionCode[] = [
  'OVS1',
  'OS1',
  'OS2',
  'OS3',
  'OM1',
  'OM2',
  'OM3',
  'OM4',
  'OP1',
  'OP2',
  'OP3',
  'OP4',
  'SBVS1',
  'SBS1',
  'SBS2',
  'SBP1',
  'SBP2',
];

function score(...met: readonly CriterionCode[]) {
  const assessments = Object.fromEntries(
    CODES.map((code): [CriterionCode, CriterionAssessment] => [
      code,
      { state: met.includes(code) ? 'met' : 'not-assessed', reason: 'given', sources: [] },
    ]),
  ) as Record<CriterionCode, CriterionAssessment>;
  return scoreOncogenicity(assessments);
}

describe('scoreOncogenicity', () => {
  it("sums RET M918T as CIViC's assertion AID202 does: likely oncogenic, 9 points", () => {
    const { points, class: name } = score('OS2', 'OM1', 'OP1', 'OP3', 'OP4');
    expect([points, name]).toEqual([9, 'likely-oncogenic']);
  });

  it.each([
    // By hand from the points of the standard's tables 2 and 3.
    [['OVS1'], 8, 'likely-oncogenic'],
    [['OVS1', 'OP4', 'OP1'], 10, 'oncogenic'],
    [['OS2', 'OS3', 'OP1', 'OP4'], 10, 'oncogenic'],
    [['OS3', 'OP4'], 5, 'uncertain'],
    [['OM2', 'OM4', 'OP2', 'OP4'], 6, 'likely-oncogenic'],
    [[], 0, 'uncertain'],
    [['SBP2'], -1, 'likely-benign'],
    [['SBS1', 'SBP1', 'SBP2'], -6, 'likely-benign'],
    [['SBS1', 'SBS2'], -8, 'benign'],
    [['SBVS1'], -8, 'benign'],
    [['OS2', 'SBS1'], 0, 'uncertain'],
  ] as const)('sums %j to %d, %s', (met, points, name) => {
    const result = score(...met);
    expect([result.points, result.class]).toEqual([points, name]);
  });

  it('does not count the same recurrence twice', () => {
    expect(score('OS1', 'OS3').points).toBe(4);
    expect(score('OM1', 'OM3').points).toBe(2);
    expect(score('OM4', 'OM3').points).toBe(2);
    const excluded = score('OS1', 'OS3').criteria.find(({ code }) => code === 'OS3');
    expect(excluded).toMatchObject({ state: 'not-met', reason: 'not counted beside OS1: given' });
  });

  it('lists all seventeen criteria in the order of the standard', () => {
    expect(score().criteria.map(({ code }) => code)).toEqual(CODES);
  });
});

it('draws the classes where the standard does', () => {
  expect([10, 9, 6, 5, 0, -1, -6, -7].map(oncogenicityClass)).toEqual([
    'oncogenic',
    'likely-oncogenic',
    'likely-oncogenic',
    'uncertain',
    'uncertain',
    'likely-benign',
    'likely-benign',
    'benign',
  ]);
});
