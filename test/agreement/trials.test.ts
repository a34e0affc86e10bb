import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { matchTrial } from '../../src/engines/evidence/trials/match-trial.js';
import { readCtmlTrial } from '../../src/engines/evidence/trials/read-ctml-trial.js';
import { readTrial } from '../../src/engines/evidence/trials/read-trial.js';
import {
  TOY_VOCABULARY,
  toyMutation,
  toyPatient,
} from '../../src/engines/evidence/trials/toy-trials.fixture.js';
import type { Trial } from '../../src/engines/evidence/trials/trial.js';
import type { TrialPatient } from '../../src/engines/evidence/trials/trial-patient.js';
import { readCtgov } from '../../src/formats/trials/read-ctgov.js';
import { readCtml } from '../../src/formats/trials/read-ctml.js';
import { hasShared, sharedPath, sharedText } from '../shared-data.js';

const CTGOV = 'data/clinical/trials/ctgov';
const CTML = 'formats/trials_ctml';
const present = hasShared(CTGOV) && hasShared(CTML);
const skipped = present ? '' : ' (skipped: ../shared is absent)';

function registered(file: string): readonly Trial[] {
  return readCtgov(sharedText(`${CTGOV}/${file}`), file).trials.map((trial) =>
    readTrial(trial, TOY_VOCABULARY),
  );
}

/** A patient of whom everything that these trials ask for was given, and nothing excludes. */
const FIT: TrialPatient = toyPatient({
  ageYears: 60,
  sex: 'female',
  ecog: 1,
  tumourTypes: ['LUAD', 'NSCLC', 'LUNG'],
  isSolid: true,
  mutations: [],
  fusions: [],
  hla: ['A*02:01', 'A*11:01'],
  stage: 4,
  priorLines: 1,
  priorTherapies: ['carboplatin + pemetrexed'],
  conditions: {
    autoimmunity: false,
    transplant: false,
    steroids: false,
    brainMetastases: false,
    pregnancy: false,
    hiv: false,
    hepatitis: false,
    interstitialLungDisease: false,
  },
});

describe.skipIf(!present)(`trial records of ../shared${skipped}`, () => {
  it('reads every study of the saved answers', () => {
    // Counted with jq over the files: 1 + 1 + 1 + 1 + 3 + 3 + 2 + 10 studies; the ninth file is Python, no JSON.
    const files = readdirSync(sharedPath(CTGOV)).filter((file) => !file.includes('schema'));
    expect(files.flatMap(registered)).toHaveLength(22);
    expect(() => registered('ctgov_v2_query_schema.json')).toThrow('not valid JSON');
  });

  it('takes a KRAS G12C patient into NCT06008288, and says why not a G12D one or one treated before', () => {
    const [trial] = registered('NCT06008288.json') as [Trial];
    const pancreas = { ...FIT, tumourTypes: ['PAAD', 'PANCREAS'] };
    const g12c = { ...pancreas, mutations: [toyMutation('KRAS', 'G12C')] };
    // Read by hand: G12C, solid tumours but NSCLC and CRC, 18 years; no KRAS G12C inhibitor before.
    expect(matchTrial(trial, g12c).whyNot).toBeNull();
    expect(
      matchTrial(trial, { ...pancreas, mutations: [toyMutation('KRAS', 'G12D')] }).whyNot,
    ).toBe('does not have KRAS G12C (has: KRAS p.G12D)');
    expect(matchTrial(trial, { ...g12c, priorTherapies: ['sotorasib'] }).whyNot).toBe(
      'excludes for earlier KRAS G12C inhibitor (has: sotorasib)',
    );
    expect(matchTrial(trial, { ...g12c, ageYears: 17 }).whyNot).toBe(
      'does not have age at least 18 years (has: 17 years)',
    );
  });

  it('asks for HLA-A*11:01 and KRAS G12D in NCT03745326', () => {
    const trial = registered('pancrepal_kras_query_response.json').find(
      ({ id }) => id === 'NCT03745326',
    ) as Trial;
    const g12d = { ...FIT, tumourTypes: null, mutations: [toyMutation('KRAS', 'G12D')] };
    expect(matchTrial(trial, g12d).whyNot).toBeNull();
    expect(matchTrial(trial, { ...g12d, hla: ['A*02:01', 'A*24:02'] }).whyNot).toBe(
      'does not have HLA-A*11:01 (has: A*02:01, A*24:02)',
    );
    expect(matchTrial(trial, { ...g12d, ageYears: 73 }).whyNot).toContain('age 18 to 72 years');
    expect(
      matchTrial(trial, { ...g12d, conditions: { ...FIT.conditions, steroids: true } }).whyNot,
    ).toBe('excludes for systemic steroids (has: yes)');
  });

  it('has EGFR the right way round: wild type in NCT06382129, mutated in NCT06604689', () => {
    const [wildType] = registered('biomcp_get_nct06382129_20260811.json') as [Trial];
    const [mutated] = registered('biomcp_get_nct06604689_20260811.json') as [Trial];
    const l858r = {
      ...FIT,
      priorTherapies: ['osimertinib'],
      mutations: [toyMutation('EGFR', 'L858R')],
      conditions: { ...FIT.conditions, brainMetastases: true },
    };
    const del19 = {
      ...l858r,
      mutations: [toyMutation('EGFR', 'E746_A750del', ['inframe_deletion'], 19)],
    };
    const none = { ...l858r, mutations: [] };
    expect(
      [l858r, del19, none].map((patient) => matchTrial(wildType, patient).whyNot === null),
    ).toEqual([false, false, true]);
    expect(
      [l858r, del19, none].map((patient) => matchTrial(mutated, patient).whyNot === null),
    ).toEqual([true, true, false]);
  });
});

describe.skipIf(!present)(`CTML trials of ../shared${skipped}`, () => {
  const ctml = (file: string): readonly Trial[] =>
    readCtml(sharedText(`${CTML}/${file}`), file).trials.map((trial) =>
      readCtmlTrial(trial, TOY_VOCABULARY),
    );
  const deletion = {
    ...FIT,
    mutations: [toyMutation('EGFR', 'E746_A750del', ['inframe_deletion'], 19)],
  };

  // What the files' names say of the in-frame deletion of EGFR in a lung cancer.
  it.each([
    ['integration_trials_all_open.json', 'pass'],
    ['integration_trials_all_closed.json', 'fail'],
    ['integration_trials_run_log_arm_open.json', 'pass'],
    ['integration_trials_run_log_two_arms.json', 'pass'],
    ['integration_trials_older_than_18.json', 'pass'],
  ])('%s: %s', (file, state) => {
    const [trial] = ctml(file) as [Trial];
    expect(matchTrial(trial, deletion).state).toBe(state);
  });

  it('asks for an absence where the file has an exclamation mark', () => {
    const [trial] = ctml('trials_11-111.json') as [Trial];
    const arm = (change: string) =>
      matchTrial(trial, { ...FIT, mutations: [toyMutation('NRAS', change)] }).state;
    expect([arm('G12D'), arm('Q61R')]).toEqual(['fail', 'pass']);
  });

  it('reads V600 as any change of that residue, and its absence', () => {
    const trials = ctml('trials_trials_json_array.json');
    const melanoma = {
      ...FIT,
      tumourTypes: ['MEL', 'SKIN'],
      mutations: [toyMutation('BRAF', 'V600K')],
    };
    const trial = trials.find(({ id }) => id === '22-222') as Trial;
    const arms = matchTrial(trial, melanoma).arms.map(({ state }) => state);
    expect(arms.slice(0, 2)).toEqual(['pass', 'fail']);
  });

  it('matches structural variants by either side, any gene and no gene', () => {
    const [trial] = ctml('integration_trials_structured_sv.json') as [Trial];
    const skin = { ...FIT, tumourTypes: ['MEL', 'SKIN'] };
    const state = (pair: readonly [string | null, string | null]) =>
      matchTrial(trial, { ...skin, fusions: [pair] }).arms[0]?.state;
    expect(state(['KIF5B', 'ALK'])).not.toBe('fail');
    // The list has `any_gene` with `any_gene`; TP53 alone must have none.
    expect(state(['AB', 'CD'])).not.toBe('fail');
    expect(state(['TP53', 'CD'])).toBe('fail');
  });

  it('does not find a residue that no mutation has', () => {
    const [trial] = ctml('integration_trials_wildcard_protein_not_found.json') as [Trial];
    expect(matchTrial(trial, deletion).state).toBe('fail');
  });
});
