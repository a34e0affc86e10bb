import { describe, expect, it } from 'vitest';

import { assessCriteria, type DriverEvidence } from './assess-criteria.js';
import type { StudyOutcome } from './cancer-genes.js';
import type { CriterionCode, HotspotMatch } from './driver-finding.js';

const SOURCE = { name: 'a paper' };

const MISSENSE: DriverEvidence = {
  gene: 'GENE',
  role: 'oncogene',
  roleSources: [SOURCE],
  effect: 'missense',
  terms: ['missense_variant'],
  truncatedShare: null,
  hotspots: { match: null, source: SOURCE },
  studies: [],
  tumourType: { kind: 'missing', reason: 'not given' },
};

function states(changes: Partial<DriverEvidence>, ...codes: readonly CriterionCode[]) {
  const assessed = assessCriteria({ ...MISSENSE, ...changes });
  return codes.map((code) => assessed[code].state);
}

function study(outcome: StudyOutcome) {
  return { gene: 'GENE', change: 'R1H', outcome, source: SOURCE };
}

const stop: Partial<DriverEvidence> = {
  role: 'suppressor',
  effect: 'stop-gained',
  terms: ['stop_gained'],
};

describe('OVS1', () => {
  it('is met by a null variant in a suppressor only', () => {
    expect(states(stop, 'OVS1')).toEqual(['met']);
    for (const effect of ['frameshift', 'splice-site', 'start-lost'] as const) {
      expect(states({ ...stop, effect, terms: [] }, 'OVS1')).toEqual(['met']);
    }
    expect(states({ ...stop, role: 'oncogene' }, 'OVS1')).toEqual(['not-met']);
    expect(states({ ...stop, effect: 'missense' }, 'OVS1')).toEqual(['not-met']);
  });

  it('is not assessed where the role depends on the tumour, is not known, or the splice site is vague', () => {
    expect(states({ ...stop, role: 'both' }, 'OVS1')).toEqual(['not-assessed']);
    expect(states({ ...stop, role: null }, 'OVS1')).toEqual(['not-assessed']);
    expect(
      states({ ...stop, effect: 'splice-site', terms: ['splice_site_variant'] }, 'OVS1'),
    ).toEqual(['not-assessed']);
  });

  it('is not met where less than a tenth of the protein is cut off', () => {
    expect(states({ ...stop, truncatedShare: 0.09 }, 'OVS1')).toEqual(['not-met']);
    expect(states({ ...stop, truncatedShare: 0.1 }, 'OVS1')).toEqual(['met']);
  });
});

describe('hotspots', () => {
  function at(match: Partial<HotspotMatch>, changes: Partial<DriverEvidence> = {}) {
    const whole: HotspotMatch = {
      kind: 'single residue',
      residue: 'R1',
      tumours: 50,
      tumoursWithChange: 10,
      truncatingShare: 0,
      ...match,
    };
    return states({ hotspots: { match: whole, source: SOURCE }, ...changes }, 'OS3', 'OM3', 'OP3');
  }

  it('count by the numbers of the standard', () => {
    expect(at({})).toEqual(['met', 'not-met', 'not-met']);
    expect(at({ tumours: 49 })).toEqual(['not-met', 'met', 'not-met']);
    expect(at({ tumours: 500, tumoursWithChange: 9 })).toEqual(['not-met', 'not-met', 'met']);
    expect(at({ tumoursWithChange: 0 })).toEqual(['not-met', 'not-met', 'not-met']);
  });

  it('do not count for truncations', () => {
    expect(at({ truncatingShare: 0.6 })).toEqual(['not-met', 'not-met', 'not-met']);
    expect(at({}, stop)).toEqual(['not-met', 'not-met', 'not-met']);
    expect(at({}, { effect: 'inframe-indel' })).toEqual(['met', 'not-met', 'not-met']);
  });

  it('are not assessed without the pack, and not met elsewhere', () => {
    expect(states({ hotspots: null }, 'OS3', 'OM3', 'OP3')).toEqual(Array(3).fill('not-assessed'));
    expect(states({}, 'OS3', 'OM3', 'OP3')).toEqual(Array(3).fill('not-met'));
  });
});

describe('functional studies', () => {
  function after(role: DriverEvidence['role'], ...outcomes: readonly StudyOutcome[]) {
    return states({ role, studies: outcomes.map(study) }, 'OS2', 'SBS2');
  }

  it('count where the outcome fits the role', () => {
    expect(after('oncogene', 'gain-of-function')).toEqual(['met', 'not-met']);
    expect(after('suppressor', 'dominant-negative')).toEqual(['met', 'not-met']);
    expect(after('both', 'loss-of-function')).toEqual(['met', 'not-met']);
    expect(after(null, 'oncogenic')).toEqual(['met', 'not-met']);
    expect(after('suppressor', 'gain-of-function')).toEqual(['not-met', 'not-met']);
    expect(after('oncogene', 'loss-of-function')).toEqual(['not-met', 'not-met']);
  });

  it('count against it where nothing changed, and not at all where they disagree or nothing is known', () => {
    expect(after('oncogene', 'unaltered-function')).toEqual(['not-met', 'met']);
    expect(after('oncogene', 'oncogenic', 'not-oncogenic')).toEqual(['not-met', 'not-met']);
    expect(after(null, 'gain-of-function')).toEqual(['not-assessed', 'not-assessed']);
    expect(after('oncogene')).toEqual(['not-assessed', 'not-assessed']);
  });
});

it('OM2 is met by an in-frame indel, and by a stop loss unless in an oncogene', () => {
  expect(states({ effect: 'inframe-indel' }, 'OM2')).toEqual(['met']);
  expect(states({ effect: 'stop-lost', role: 'suppressor' }, 'OM2')).toEqual(['met']);
  expect(states({ effect: 'stop-lost' }, 'OM2')).toEqual(['not-met']);
  expect(states({ effect: 'stop-lost', role: null }, 'OM2')).toEqual(['not-assessed']);
  expect(states({}, 'OM2')).toEqual(['not-met']);
});

it('OP2 is met by RB1 in retinoblastoma', () => {
  const retinoblastoma = { kind: 'given', value: 'RBL', from: 'x' } as const;
  expect(states({ gene: 'RB1', tumourType: retinoblastoma }, 'OP2')).toEqual(['met']);
  expect(states({ gene: 'RB1' }, 'OP2')).toEqual(['not-assessed']);
  expect(states({ gene: 'RB1', tumourType: { ...retinoblastoma, value: 'LUAD' } }, 'OP2')).toEqual([
    'not-met',
  ]);
  expect(states({ tumourType: retinoblastoma }, 'OP2')).toEqual(['not-met']);
});

it('says what would be needed for each criterion that cannot be judged', () => {
  const assessed = assessCriteria(MISSENSE);
  for (const code of ['OS1', 'OM1', 'OM4', 'OP1', 'OP4', 'SBVS1', 'SBS1', 'SBP1'] as const) {
    expect(assessed[code].state).toBe('not-assessed');
    expect(assessed[code].reason).toMatch(/loaded|carries no/);
  }
});
