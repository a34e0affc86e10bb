import { describe, expect, it } from 'vitest';

import { InputError } from '../../core/errors.js';
import { readCtgov } from './read-ctgov.js';
import { readCtml } from './read-ctml.js';

const STUDY = {
  protocolSection: {
    identificationModule: { nctId: 'NCT00000001', briefTitle: 'A trial' },
    statusModule: {
      overallStatus: 'RECRUITING',
      lastUpdatePostDateStruct: { date: '2026-01-02' },
    },
    eligibilityModule: { sex: 'ALL', minimumAge: '18 Years', eligibilityCriteria: '* A' },
    contactsLocationsModule: {
      locations: [{ country: 'Italy' }, { country: 'France' }, { country: 'Italy' }],
    },
  },
};

describe('reading ClinicalTrials.gov', () => {
  it('reads a study, an answer with studies, and an array alike', () => {
    const [one] = readCtgov(JSON.stringify(STUDY), 'a.json').trials;
    expect(one).toMatchObject({
      nctId: 'NCT00000001',
      status: 'RECRUITING',
      lastUpdate: '2026-01-02',
      countries: ['France', 'Italy'],
      conditions: [],
      maximumAge: null,
    });
    for (const form of [{ studies: [STUDY], totalCount: 1 }, [STUDY]]) {
      expect(readCtgov(JSON.stringify(form), 'a.json').trials).toEqual([one]);
    }
  });

  it('skips a study that lacks its number, and reads the others', () => {
    const broken = { protocolSection: { identificationModule: { nctId: '7' } } };
    const { trials, skipped } = readCtgov(JSON.stringify([broken, STUDY]), 'a.json');
    expect(trials).toHaveLength(1);
    expect(skipped).toMatchObject([{ item: 'study 1', code: 'unreadable-study', file: 'a.json' }]);
    expect(skipped[0]?.reason).toContain('nctId');
  });

  it('refuses what is no JSON, with the line, and what holds no study', () => {
    const read = (text: string) => () => readCtgov(text, 'a.json');
    expect(read('{"studies": [\n{"protocolSection": ]}')).toThrow(InputError);
    const lineOf = (text: string): number | null => {
      try {
        readCtgov(text, 'a.json');
      } catch (error) {
        return (error as InputError).line;
      }
      return expect.fail('it was read');
    };
    // In a line, at a line's start, and where the text was cut off.
    expect(lineOf('{"studies": [\n{"protocolSection": ]}')).toBe(2);
    expect(lineOf('{\n"studies": [],\n"a": 1,\n}')).toBe(4);
    expect(lineOf('{\n"studies": [\n{"a": "b')).toBe(3);
    expect(lineOf('import json\n')).toBe(1);
    expect(read('{"a": 1}')).toThrow('holds no study');
    expect(read('null')).toThrow('holds no study');
  });
});

describe('reading CTML', () => {
  const trial = {
    protocol_no: '10-001',
    status: 'open to accrual',
    treatment_list: {
      step: [
        {
          step_code: '1',
          match: [{ and: [{ clinical: { age_numerical: '>=18' } }] }],
          arm: [
            {
              arm_code: 'A',
              arm_suspended: 'Y',
              match: [{ genomic: { hugo_symbol: 'EGFR', exon: 19 } }],
              dose_level: [],
            },
          ],
        },
      ],
    },
  };

  it('keeps the levels with their match trees', () => {
    const [read] = readCtml(JSON.stringify(trial), 'a.json').trials;
    expect(read?.steps).toEqual([
      {
        code: '1',
        isSuspended: false,
        match: [{ and: [{ clinical: { age_numerical: '>=18' } }] }],
        below: [
          {
            code: 'A',
            isSuspended: true,
            match: [{ genomic: { hugo_symbol: 'EGFR', exon: '19' } }],
            below: [],
          },
        ],
      },
    ]);
  });

  it('refuses a match tree with an unknown word, naming the place', () => {
    const bad = structuredClone(trial) as unknown as {
      treatment_list: { step: { match: unknown[] }[] };
    };
    (bad.treatment_list.step[0] as { match: unknown[] }).match = [{ nor: [] }];
    expect(() => readCtml(JSON.stringify(bad), 'a.json')).toThrow(/treatment_list\.step\.0\.match/);
    const { trials, skipped } = readCtml(JSON.stringify([bad, trial]), 'a.json');
    expect([trials.length, skipped.length]).toEqual([1, 1]);
  });
});
