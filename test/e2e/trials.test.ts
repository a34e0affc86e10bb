import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { oncoscript, temporaryFolder } from './run-cli.js';

const DEMO = fileURLToPath(new URL('../../data/demo/', import.meta.url));
const folder = temporaryFolder();
const at = (...names: readonly string[]): string => join(folder.path, ...names);
const FINDINGS = at('lung-a', '02-findings.json');
const PACKS = ['--packs', at('no-packs'), '--quiet'];

function study(nctId: string, eligibilityCriteria: string) {
  return {
    protocolSection: {
      identificationModule: { nctId, briefTitle: `Toy trial ${nctId}` },
      statusModule: {
        overallStatus: 'RECRUITING',
        lastUpdatePostDateStruct: { date: '2026-03-04' },
      },
      designModule: { phases: ['PHASE2'] },
      eligibilityModule: { eligibilityCriteria },
    },
  };
}

interface Match {
  readonly trial: { readonly id: string };
  readonly state: string;
  readonly whyNot: string | null;
  readonly whyThis: readonly string[];
}

interface Answer {
  readonly sources: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly matches: readonly Match[];
}

function matched(input: string, ...flags: readonly string[]) {
  const { status, stdout, stderr } = oncoscript(
    'trials',
    'match',
    input,
    ...PACKS,
    '--json',
    '--all',
    '--limit',
    '100',
    ...flags,
  );
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  const answer = JSON.parse(stdout) as Answer;
  const of = (id: string): Match =>
    answer.matches.find(({ trial }) => trial.id === id) ?? expect.fail(`${id} is not listed`);
  return { answer, of, stderr };
}

beforeAll(() => {
  mkdirSync(at('dropped'));
  writeFileSync(
    at('dropped', 'toy.json'),
    JSON.stringify([
      study('NCT00000001', 'Inclusion Criteria:\n\n* HLA-A*03:01 positive'),
      study('NCT00000002', 'Exclusion Criteria:\n\n* KRAS G12C mutation'),
      study('NCT00000003', 'Inclusion Criteria:\n\n* KRAS G12C mutation'),
      { protocolSection: {} },
    ]),
  );
  writeFileSync(at('dropped', 'broken.json'), '{"studies": [\n{"protocolSection": ]}');
  writeFileSync(at('dropped', 'notes.txt'), 'no trial');
  // Lengths of peptides are no matter for trials: one of each, for the sake of time.
  const planned = oncoscript(
    'plan',
    join(DEMO, 'lung-a', 'case.yaml'),
    '--out',
    at('lung-a'),
    '--design',
    'none',
    '--class-i-lengths',
    '9',
    '--class-ii-lengths',
    '15',
    '--quiet',
  );
  if (planned.status !== 0) throw new Error(planned.stderr);
});

afterAll(() => folder.remove());

// Expected by reading the trials' records: lung-a is LUAD with KRAS G12C, HLA-A*02:01 and A*11:01.
describe('oncoscript trials match', () => {
  it('finds the trials of the demo patient, and says why others are not', () => {
    const { answer, of } = matched(FINDINGS);
    expect(answer.sources).toEqual([
      '19 trials to start from, as of 2026-08-11; pull more with oncoscript packs pull trials --query WORDS',
    ]);
    for (const id of ['NCT04956640', 'NCT05288205']) {
      expect(of(id).state).not.toBe('fail');
      expect(of(id).whyThis).toEqual(['KRAS G12C', 'LUAD']);
    }
    // Takes KRAS G12C in any solid tumour but NSCLC and CRC.
    expect(of('NCT06008288').whyNot).toBe('rules out NSCLC or COADREAD (has: LUAD)');
    expect(of('NCT06385925').whyNot).toBe('does not have KRAS G12D (has: KRAS G12C)');
    // Has the HLA type that this one asks for, but not the mutation.
    expect(of('NCT03745326')).toMatchObject({
      state: 'fail',
      whyThis: ['HLA-A*11:01'],
      whyNot: expect.stringContaining('does not have KRAS G12D'),
    });
    expect(of('NCT06898385').whyNot).toContain('does not have KRAS G12V (has: KRAS G12C)');
    expect(of('NCT06604689').whyNot).toContain('EGFR L858R or EGFR exon 19 deletion');
    // Best first: what fails comes last.
    const fails = answer.matches.map(({ state }) => state === 'fail');
    expect(fails).toEqual([...fails].sort());
  });

  it('prints a table with the reason, what is unread and the date, and what to do next', () => {
    const { status, stdout } = oncoscript('trials', 'match', FINDINGS, ...PACKS, '--limit', '3');
    expect(status).toBe(0);
    expect(stdout).toContain('19 trials to start from, as of 2026-08-11');
    expect(stdout).toMatch(
      /^TRIAL +TITLE +STATE +WHY THIS PATIENT'S +WHY NOT +UNREAD +STATUS +PHASE +AS OF$/m,
    );
    expect(stdout).toMatch(
      /^NCT04956640 .* undetermined +KRAS G12C; LUAD +- +15 of 24 +recruiting +1\/2 +2025-09-25$/m,
    );
    expect(stdout).toContain('do not fit; --all lists them');
    expect(stdout).toMatch(/^asked for and not given, by trials: \w/m);
  });

  it('reads dropped-in files, leaves a broken one, and has both polarities right', () => {
    const { answer, of, stderr } = matched(FINDINGS, '--trials', at('dropped'));
    expect(stderr).toContain('broken.json, line 2: not valid JSON');
    expect(answer.sources[1]).toBe(
      '3 trials of 2 files given (1 broken and left out; skipped in them: 1 unreadable-study)',
    );
    expect(of('NCT00000001').whyNot).toBe('does not have HLA-A*03:01 (has: A*02:01, A*11:01)');
    expect(of('NCT00000002').whyNot).toBe('excludes for KRAS G12C (has: KRAS G12C)');
    expect(of('NCT00000003').state).toBe('pass');
  });

  it('starts from a case as well, and turns the answers round for the other patient', () => {
    const { of } = matched(
      join(DEMO, 'lung-b', 'case.yaml'),
      '--trials',
      at('dropped', 'toy.json'),
      '--status',
      'recruiting,closed',
    );
    // lung-b is LUAD with EGFR L858R.
    expect(of('NCT06604689')).toMatchObject({ whyNot: null, whyThis: ['EGFR L858R', 'LUAD'] });
    expect(of('NCT06382129').whyNot).toContain('EGFR mutation');
    expect(of('NCT04956640').whyNot).toContain('does not have KRAS G12C');
    expect(of('NCT00000002').state).toBe('pass');
    expect(of('NCT00000003').state).toBe('fail');
  });

  it('writes tables a person can open', () => {
    const { status } = oncoscript(
      'trials',
      'match',
      FINDINGS,
      ...PACKS,
      '--all',
      '--limit',
      '100',
      '--out',
      at('tables'),
    );
    expect(status).toBe(0);
    const rows = (name: string) =>
      readFileSync(at('tables', name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t'));
    // 15 of 19 recruit or may; counted in the records' overallStatus.
    expect(rows('trials.tsv')).toHaveLength(16);
    expect(new Set(rows('criteria.tsv').map((row) => row.length))).toEqual(new Set([14]));
  });

  it('says what is wrong with what was asked', () => {
    const wrong = (...args: readonly string[]) => oncoscript('trials', ...args, ...PACKS);
    expect(wrong('match', FINDINGS, '--status', 'open')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('any of recruiting'),
    });
    expect(wrong('match', FINDINGS, '--trials', at('nowhere'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no such file or folder'),
    });
    expect(wrong('match', FINDINGS, '--trials', at('dropped', 'broken.json'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('broken.json, line 2'),
    });
    expect(wrong('explain', FINDINGS, 'NCT99999999')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not among the 19 trials at hand'),
    });
    expect(existsSync(at('no-packs'))).toBe(false);
  });
});

describe('oncoscript trials explain and read', () => {
  it('gives each criterion its state, reason, value and whether it can change', () => {
    const { status, stdout } = oncoscript('trials', 'explain', FINDINGS, 'nct06385925', ...PACKS);
    expect(status).toBe(0);
    expect(stdout).toContain('lung-a: fail: does not have KRAS G12D (has: KRAS G12C)');
    expect(stdout).toMatch(
      /\n {2}fail {10}Subjects with .* KRAS G12D mutation; .*\n {16}read as: a solid tumour and KRAS G12D \(the text narrows it\)\n {16}does not have KRAS G12D; patient: KRAS G12C\n/,
    );
    expect(stdout).toContain('  read it       Life expectancy of 3 months or more');
    expect(stdout.indexOf('To be met')).toBeLessThan(stdout.indexOf('Excluded for'));
  });

  it('shows how a file was read, and what stays text', () => {
    const { status, stdout } = oncoscript('trials', 'read', at('dropped', 'toy.json'), ...PACKS);
    expect(status).toBe(0);
    expect(stdout).toContain('  - KRAS G12C mutation\n      read as: excludes for KRAS G12C\n');
    expect(stdout).toContain('3 trials of 1 file given (skipped in them: 1 unreadable-study)');
    expect(stdout).toContain('3 of 3 criteria typed, 0 stay text');
    const starter = oncoscript('trials', 'read', ...PACKS);
    expect(starter.stdout).toContain('145 of 353 criteria typed, 208 stay text');
  });

  it('has an example in the help of each command', () => {
    for (const command of ['match', 'explain', 'read']) {
      const { status, stdout } = oncoscript('trials', command, '--help');
      expect([command, status]).toEqual([command, 0]);
      expect(stdout).toMatch(new RegExp(`Examples?:\n {2}oncoscript trials ${command} `));
    }
  });
});
