import { describe, expect, it } from 'vitest';

import { eligibilityLines } from './eligibility-lines.js';

describe('lines of an eligibility text', () => {
  it('tells the sides by their headings, however they are written', () => {
    const text =
      '-INCLUSION CRITERIA:\n\n1. Age over 18\n\nEXCLUSION CRITERIA:\n\n1. Pregnant women\nj. Any other drug';
    expect(eligibilityLines(text).map(({ side, own }) => [side, own])).toEqual([
      ['inclusion', 'Age over 18'],
      ['exclusion', 'Pregnant women'],
      ['exclusion', 'Any other drug'],
    ]);
    const sentences =
      'Subjects must meet all the following inclusion criteria to be eligible:\n\n* A\n\nExclusion Criteria\n\nSubjects will be excluded if:\n\n* B';
    expect(eligibilityLines(sentences).map(({ side, own }) => [side, own])).toEqual([
      ['inclusion', 'A'],
      ['exclusion', 'B'],
    ]);
  });

  it('takes escapes and doubled bullets off', () => {
    expect(eligibilityLines('Inclusion Criteria：\n\n* 1\\. ANC \\> 1.5 x 10\\^9/L')[0]?.own).toBe(
      'ANC > 1.5 x 10^9/L',
    );
  });

  it('puts the line above in front of those below it', () => {
    const lines = eligibilityLines(
      'Inclusion Criteria:\n\n* Adequate organs:\n\n  * Platelets high\n  * Bilirubin low\n* Other',
    );
    expect(lines.map(({ text }) => text)).toEqual([
      'Adequate organs: Platelets high',
      'Adequate organs: Bilirubin low',
      'Other',
    ]);
  });

  it('knows alternatives and lines of one cohort', () => {
    const text =
      'Inclusion Criteria:\n\n* One of the following:\n  * A\n  * B\n* Cohort A: Have had FOLFIRINOX\n\nPart 1 Dose Escalation cohort ONLY:\n\n* C\n\nKey Exclusion Criteria:\n\n* D';
    expect(
      eligibilityLines(text).map(({ own, isAlternative, isForCohort }) => [
        own,
        isAlternative,
        isForCohort,
      ]),
    ).toEqual([
      ['A', true, false],
      ['B', true, false],
      ['Cohort A: Have had FOLFIRINOX', false, true],
      ['C', false, true],
      ['D', false, false],
    ]);
  });

  it('joins a line that goes on', () => {
    expect(
      eligibilityLines('Inclusion Criteria:\n\n1. First part\n\n   second part\n2. Next').map(
        ({ own }) => own,
      ),
    ).toEqual(['First part second part', 'Next']);
  });

  it('starts no list at a decimal', () => {
    expect(
      eligibilityLines('Inclusion Criteria:\n1.5 x ULN at most').map(({ own }) => own),
    ).toEqual(['1.5 x ULN at most']);
  });

  it('knows lines that hold for some patients only', () => {
    const lines = eligibilityLines(
      'Inclusion Criteria:\n\n* For subjects who had earlier therapy, as follows:\n\n  * Had a PD-1 antibody\n* In all:\n\n  * B\n* C',
    );
    expect(lines.map(({ own, isConditional }) => [own, isConditional])).toEqual([
      ['Had a PD-1 antibody', true],
      ['B', false],
      ['C', false],
    ]);
  });
});
