import { describe, expect, it } from 'vitest';

import type { Block, Section } from '../../core/document.js';
import { searchTrials, trialLibrary } from '../../engines/evidence/trials/trial-library.js';
import {
  toyCriterion,
  toyMutation,
  toyPatient,
  toyTrial,
} from '../../engines/evidence/trials/toy-trials.fixture.js';
import { trialsTable } from '../tables/trials-table.js';
import { trialsSection } from './trials.js';

const PATIENT = toyPatient({ mutations: [toyMutation('KRAS', 'G12C')], ecog: 1 });
const OPTIONS = { limit: 60, statuses: ['recruiting' as const], withFailed: true };
const TRIALS = trialLibrary(
  [
    toyTrial('NCT1', [toyCriterion('KRAS G12C mutation'), toyCriterion('Willing to sign')], {
      phases: ['PHASE1', 'EARLY_PHASE1'],
      recordDate: '2026-01-02',
    }),
    toyTrial('NCT2', [toyCriterion('KRAS G12D mutation')]),
    toyTrial('NCT3', [toyCriterion('HLA-A*02:01 positive')], { recordDate: '2025-01-01' }),
    toyTrial('NCT4', [toyCriterion('ECOG 0')], { title: '=SUM(A1)' }),
    toyTrial('NCT5', [], { status: 'closed' }),
  ],
  '2026-02-03',
  'Toy trials',
);
const search = searchTrials(TRIALS, PATIENT, OPTIONS);

function tables({ blocks }: Section) {
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? [
          block.rows.map((row) =>
            row.map((cell) => (cell.kind === 'text' ? cell.text : `(${cell.kind})`)),
          ),
        ]
      : [],
  );
}

function texts(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n');
}

describe('trials in the dossier', () => {
  it('lists what may fit with its reason, gaps, unread criteria and date', () => {
    const [fitting] = tables(trialsSection(search));
    expect(fitting).toEqual([
      [
        'NCT1',
        'NCT1',
        'warn',
        'KRAS p.G12C',
        '(missing)',
        '1 of 2',
        'recruiting',
        '1; early 1',
        '2026-01-02',
      ],
      [
        'NCT3',
        'NCT3',
        'undetermined',
        '(missing)',
        'HLA type',
        '0 of 1',
        'recruiting',
        '(missing)',
        '2025-01-01',
      ],
    ]);
  });

  it('says why the others do not fit, and what can change', () => {
    const [, failing] = tables(trialsSection(search));
    expect(failing).toEqual([
      ['NCT2', 'NCT2', 'does not have KRAS G12D (has: KRAS p.G12C)', 'no', '(missing)'],
      ['NCT4', '=SUM(A1)', 'does not have ECOG at most 0 (has: 1)', 'yes', '(missing)'],
    ]);
  });

  it('says where the trials are from, as of when, and that text was not judged', () => {
    const { blocks } = trialsSection(search);
    const text = texts(blocks);
    expect(text).toContain('4 trials were held against this patient (Toy trials)');
    expect(text).toContain('1 meet those that could be checked');
    expect(text).toContain('1 more do not recruit');
    expect(text).toContain('Records as of 2026-02-03');
    expect(text).toContain('nothing was concluded from them');
    const undated = searchTrials(trialLibrary([], null), PATIENT, OPTIONS);
    expect(texts(trialsSection(undated).blocks)).toContain('Their records are not dated');
  });

  it('writes a row a criterion that no spreadsheet computes', () => {
    const rows = [...trialsTable(search)].map((row) => row.split('\t'));
    expect(rows.slice(1).map((row) => [row[0], row[4], row[5], row[7]])).toEqual([
      ['NCT1', 'inclusion', 'pass', 'KRAS p.G12C'],
      ['NCT1', 'inclusion', 'unread', 'NA'],
      ['NCT3', 'inclusion', 'undetermined', 'NA'],
      ['NCT2', 'inclusion', 'fail', 'KRAS p.G12C'],
      ['NCT4', 'inclusion', 'fail', '1'],
    ]);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });
});
