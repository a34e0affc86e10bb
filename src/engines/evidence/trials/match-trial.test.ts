import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { matchCriterion, matchTrial } from './match-trial.js';
import { toyCriterion, toyMutation, toyPatient, toyTrial } from './toy-trials.fixture.js';
import type { TrialPatient } from './trial-patient.js';
import type { Criterion } from './trial-rule.js';

const G12C = toyPatient({ mutations: [toyMutation('KRAS', 'G12C')], fusions: [] });

function stateOf(text: string, patient: TrialPatient, side: Criterion['side'] = 'inclusion') {
  const { state, reason, patientValue } = matchCriterion(toyCriterion(text, side), patient);
  return { state, reason, patientValue };
}

describe('matching a criterion', () => {
  it('passes, fails or cannot tell, each with its reason and the value', () => {
    expect(stateOf('KRAS G12C mutation', G12C)).toEqual({
      state: 'pass',
      reason: 'has KRAS G12C',
      patientValue: 'KRAS p.G12C',
    });
    expect(stateOf('KRAS G12D mutation', G12C)).toEqual({
      state: 'fail',
      reason: 'does not have KRAS G12D',
      patientValue: 'KRAS p.G12C',
    });
    expect(stateOf('KRAS G12C mutation', toyPatient())).toMatchObject({
      state: 'undetermined',
      patientValue: null,
    });
  });

  it('reads an exclusion the other way round', () => {
    expect(stateOf('EGFR L858R mutation', G12C, 'exclusion').state).toBe('pass');
    const l858r = toyPatient({ mutations: [toyMutation('EGFR', 'L858R')] });
    expect(stateOf('EGFR L858R mutation', l858r, 'exclusion').state).toBe('fail');
    expect(stateOf('EGFR L858R mutation', toyPatient(), 'exclusion').state).toBe('undetermined');
  });

  it('gives the contrary answer for the contrary text, on both sides', () => {
    for (const [patient, has] of [
      [toyPatient({ conditions: { hiv: true } }), true],
      [toyPatient({ conditions: { hiv: false } }), false],
    ] as const) {
      expect(stateOf('HIV infection', patient, 'exclusion').state).toBe(has ? 'fail' : 'pass');
      expect(stateOf('Seronegative for HIV antibody', patient).state).toBe(has ? 'fail' : 'pass');
    }
  });

  it('warns where the criterion says more than was read', () => {
    expect(stateOf('KRAS G12C mutation confirmed by a validated test', G12C).state).toBe('warn');
    const autoimmune = toyPatient({ conditions: { autoimmunity: true } });
    expect(
      stateOf(
        'Active autoimmune disease requiring systemic treatment in the past 2 years',
        autoimmune,
        'exclusion',
      ).state,
    ).toBe('warn');
  });

  it('does not fail where there are alternatives', () => {
    expect(stateOf('KRAS G12D mutation or another alteration of the pathway', G12C).state).toBe(
      'undetermined',
    );
  });

  it('says what can change', () => {
    const patient = toyPatient({ ecog: 2 });
    expect(matchCriterion(toyCriterion('ECOG 0 or 1'), patient)).toMatchObject({
      state: 'fail',
      canChange: true,
    });
    expect(matchCriterion(toyCriterion('KRAS G12D mutation'), G12C)).toMatchObject({
      canChange: false,
    });
  });

  it('matches a fusion through either partner, and no deletion by an amplification', () => {
    const fused = toyPatient({
      fusions: [['EML4', 'ALK']],
      copyNumber: {
        genes: ['EGFR', 'MET'],
        changes: [{ gene: 'MET', change: 'amplification' }],
      },
    });
    expect(stateOf('ALK rearrangement', fused).state).toBe('pass');
    expect(stateOf('MET amplification', fused).state).toBe('pass');
    expect(stateOf('EGFR amplification', fused).state).toBe('fail');
    // Nobody looked at its copies.
    expect(stateOf('HER2 amplification', fused).state).toBe('undetermined');
    expect(stateOf('MET loss', toyPatient({ ...fused, mutations: [] })).state).toBe('fail');
  });

  it('knows an HLA type by as many fields as are asked', () => {
    const typed = (...hla: string[]): TrialPatient => toyPatient({ hla });
    expect(stateOf('HLA-A2 positive', typed('A*02:01')).state).toBe('pass');
    expect(stateOf('HLA-A*02:01 positive', typed('A*02:06', 'A*24:02')).state).toBe('fail');
    expect(stateOf('HLA-A*02:01 positive', typed('A*02')).state).toBe('undetermined');
    expect(stateOf('HLA-A*02:01 positive', typed('B*07:02')).state).toBe('undetermined');
  });

  it('takes a type above what is asked for too coarse, and one below for the same', () => {
    const type = toyCriterion('x');
    const asked: Criterion = {
      ...type,
      rule: { kind: 'require', requirement: { kind: 'tumour-type', codes: ['NSCLC'] } },
      rest: 'none',
    };
    const of = (tumourTypes: readonly string[]): string =>
      matchCriterion(asked, toyPatient({ tumourTypes, isSolid: true })).state;
    expect(of(['LUAD', 'NSCLC', 'LUNG'])).toBe('pass');
    const coarse = toyPatient({ tumourTypes: ['LUNG'], narrowerTypes: ['NSCLC', 'LUAD'] });
    expect(matchCriterion(asked, coarse)).toMatchObject({
      state: 'undetermined',
      reason: 'asks for NSCLC, which what was given does not tell',
    });
    expect(of(['MEL', 'SKIN'])).toBe('fail');
  });

  it('does not take a vague earlier therapy for none', () => {
    const treated = (...priorTherapies: string[]): TrialPatient => toyPatient({ priorTherapies });
    const text = 'Prior treatment with anti-PD-1 agents';
    expect(stateOf(text, treated(), 'exclusion').state).toBe('pass');
    expect(stateOf(text, treated('Pembrolizumab + carboplatin'), 'exclusion').state).toBe('fail');
    expect(stateOf(text, treated('immunotherapy'), 'exclusion').state).toBe('undetermined');
    expect(stateOf(text, treated('gemcitabine'), 'exclusion').state).toBe('pass');
  });
});

describe('matching a trial', () => {
  it('fails with the reason, where one criterion does', () => {
    const trial = toyTrial('T', [toyCriterion('ECOG 0 or 1'), toyCriterion('KRAS G12D mutation')]);
    expect(matchTrial(trial, toyPatient({ ...G12C, ecog: 1 }))).toMatchObject({
      state: 'fail',
      whyNot: 'does not have KRAS G12D (has: KRAS p.G12C)',
    });
  });

  it('warns where criteria stay text', () => {
    const trial = toyTrial('T', [toyCriterion('ECOG 0 or 1'), toyCriterion('Willing to sign')]);
    expect(matchTrial(trial, toyPatient({ ecog: 0 }))).toMatchObject({
      state: 'warn',
      unread: 1,
      whyNot: null,
    });
  });

  it('needs one open arm', () => {
    const arm = (code: string, isOpen: boolean, text: string) => ({
      code,
      isOpen,
      criteria: [toyCriterion(text)],
    });
    const trial = (...arms: ReturnType<typeof arm>[]) => toyTrial('T', [], { arms });
    expect(
      matchTrial(
        trial(arm('1', true, 'KRAS G12D mutation'), arm('2', true, 'KRAS G12C mutation')),
        G12C,
      ).state,
    ).toBe('pass');
    expect(
      matchTrial(
        trial(arm('1', true, 'KRAS G12D mutation'), arm('2', false, 'KRAS G12C mutation')),
        G12C,
      ).state,
    ).toBe('fail');
    expect(matchTrial(trial(arm('2', false, 'KRAS G12C mutation')), G12C).whyNot).toBe(
      'no arm is open',
    );
  });

  it('never changes from fail to pass when more is known to be absent', () => {
    const texts = [
      'KRAS G12C mutation',
      'ALK rearrangement',
      'HIV infection',
      'ECOG 0 or 1',
      'HLA-A2 positive',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom('inclusion' as const, 'exclusion' as const),
        fc.option(fc.constantFrom('G12C', 'G12D'), { nil: null }),
        fc.option(fc.nat({ max: 4 }), { nil: null }),
        fc.option(fc.boolean(), { nil: null }),
        (text, side, change, ecog, hiv) => {
          const patient = toyPatient({
            mutations: change === null ? null : [toyMutation('KRAS', change)],
            ecog,
            conditions: hiv === null ? {} : { hiv },
          });
          const one = stateOf(text, patient, side).state;
          const other = stateOf(
            text,
            patient,
            side === 'inclusion' ? 'exclusion' : 'inclusion',
          ).state;
          // The two sides of one text never agree unless nothing is known.
          expect([one, other].sort()).toEqual(
            one === 'undetermined' ? ['undetermined', 'undetermined'] : ['fail', 'pass'],
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is said of a match', () => {
  it('warns where an exclusion goes on that was not all read', () => {
    const healthy = toyPatient({ conditions: { hiv: false } });
    expect(
      stateOf('HIV infection or another immunodeficiency', healthy, 'exclusion'),
    ).toMatchObject({
      state: 'warn',
      reason: 'excludes for HIV infection, which the patient does not have, and for more to read',
    });
    expect(stateOf('HIV infection in the last year', healthy, 'exclusion').state).toBe('pass');
  });

  it('says what a trial rules out, and every criterion that fails', () => {
    const trial = toyTrial('T', [toyCriterion('KRAS wild-type'), toyCriterion('ALK fusion')]);
    expect(matchTrial(trial, G12C).whyNot).toBe(
      'rules out KRAS mutation (has: KRAS p.G12C); does not have ALK fusion (has: no such ALK fusion among those given)',
    );
  });

  it('says first which finding makes it this patient, then the type', () => {
    const trial = toyTrial('T', [
      toyCriterion('Histologically confirmed NSCLC'),
      toyCriterion('KRAS G12C mutation'),
      toyCriterion('EGFR wild-type'),
      toyCriterion('ECOG 0 or 1'),
    ]);
    const patient = { ...G12C, tumourTypes: ['LUAD', 'NSCLC'], ecog: 1 };
    expect(matchTrial(trial, patient).whyThis).toEqual(['KRAS p.G12C', 'LUAD']);
  });

  it('names the kinds of facts that are missing', () => {
    const missing = matchCriterion(
      toyCriterion('Platelet count ≥ 100,000/mm3, ECOG 0 or 1, HLA-A*02:01 positive'),
      toyPatient({ ecog: 1 }),
    );
    expect(missing).toMatchObject({
      state: 'undetermined',
      notGiven: ['platelets', 'HLA type'],
      reason: 'asks for platelets at least 100 10^9/L and HLA-A*02:01, which was not given',
    });
  });
});
