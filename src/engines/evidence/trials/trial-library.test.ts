import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RecruitmentStatus } from './trial.js';
import type { Criterion } from './trial-rule.js';
import { matchTrial } from './match-trial.js';
import { toyCriterion, toyMutation, toyPatient, toyTrial } from './toy-trials.fixture.js';
import { encodeTrials, openTrials, searchTrials, trialLibrary } from './trial-library.js';

const ALL: readonly RecruitmentStatus[] = ['recruiting', 'not-yet-recruiting', 'closed', 'unknown'];
const OPTIONS = { limit: 100, statuses: ALL, withFailed: true };
const patient = toyPatient({
  ageYears: 60,
  ecog: 1,
  mutations: [toyMutation('KRAS', 'G12C')],
  fusions: [],
  hla: ['A*02:01'],
});

const TEXTS = [
  'KRAS G12C mutation',
  'KRAS G12D mutation',
  'ALK rearrangement',
  'ECOG 0 or 1',
  'At least 18 years of age',
  'HLA-A2 positive',
  'Willing to sign',
  'KRAS G12C mutation or another alteration of the pathway',
  'HIV infection',
];
const criteria = fc.array(
  fc.record({
    text: fc.constantFrom(...TEXTS),
    side: fc.constantFrom('inclusion' as const, 'exclusion' as const),
    isForCohort: fc.boolean(),
  }),
  { maxLength: 5 },
);
const trials = fc.array(
  fc.record({
    criteria,
    arms: fc.array(fc.record({ isOpen: fc.boolean(), criteria }), { maxLength: 3 }),
    status: fc.constantFrom(...ALL),
  }),
  { maxLength: 12 },
);

const READ = new Map<string, Criterion>();
function read({
  text,
  side,
  isForCohort,
}: Pick<Criterion, 'text' | 'side' | 'isForCohort'>): Criterion {
  const key = `${side} ${text}`;
  const known = READ.get(key) ?? toyCriterion(text, side);
  READ.set(key, known);
  return { ...known, isForCohort };
}

describe('searching trials', () => {
  it('gives each trial the state that matching it alone gives', () => {
    fc.assert(
      fc.property(trials, (given) => {
        const library = trialLibrary(
          given.map(({ criteria: whole, arms, status }, index) =>
            toyTrial(`NCT${index}`, whole.map(read), {
              status,
              arms: arms.map((arm, place) => ({
                code: `${place}`,
                isOpen: arm.isOpen,
                criteria: arm.criteria.map(read),
              })),
            }),
          ),
          null,
        );
        const { matches, counts, searched } = searchTrials(library, patient, OPTIONS);
        expect(searched).toBe(given.length);
        expect(matches).toHaveLength(given.length);
        const states = library.trials.map((trial) => matchTrial(trial, patient).state);
        for (const state of ['pass', 'warn', 'undetermined', 'fail'] as const) {
          expect(counts[state]).toBe(states.filter((one) => one === state).length);
          expect(matches.filter((one) => one.state === state)).toHaveLength(counts[state]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("puts what asks for this tumour's changes first, and failed ones last", () => {
    const library = trialLibrary(
      [
        toyTrial('NCT1', [toyCriterion('At least 18 years of age')]),
        toyTrial('NCT2', [toyCriterion('KRAS G12C mutation')]),
        toyTrial('NCT3', [toyCriterion('KRAS G12D mutation')]),
        toyTrial('NCT4', [toyCriterion('KRAS G12C mutation'), toyCriterion('HLA-A2 positive')]),
      ],
      null,
    );
    const ids = (withFailed: boolean): readonly string[] =>
      searchTrials(library, patient, { ...OPTIONS, withFailed }).matches.map(
        ({ trial }) => trial.id,
      );
    expect(ids(true)).toEqual(['NCT4', 'NCT2', 'NCT1', 'NCT3']);
    expect(ids(false)).toEqual(['NCT4', 'NCT2', 'NCT1']);
  });

  it('leaves out trials that do not recruit, unless asked for', () => {
    const library = trialLibrary([toyTrial('NCT1', [], { status: 'closed' })], null);
    expect(searchTrials(library, patient, { ...OPTIONS, statuses: ['recruiting'] }).searched).toBe(
      0,
    );
    expect(searchTrials(library, patient, OPTIONS).searched).toBe(1);
  });

  it('comes back from its pack as it was', () => {
    const library = trialLibrary(
      [toyTrial('NCT2', [toyCriterion('ECOG 0 or 1')]), toyTrial('NCT1', [])],
      '2026-08-11',
      'Two trials',
    );
    const manifest = { id: 'trials', title: 'Two trials' } as Parameters<
      typeof openTrials
    >[0]['manifest'];
    expect(openTrials({ manifest, bytes: encodeTrials(library) })).toEqual(library);
  });
});
