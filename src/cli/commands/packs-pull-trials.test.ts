// Sockets are forbidden in the test process: a server on 127.0.0.1 and the command run in their own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openTrials } from '../../engines/evidence/trials/trial-library.js';
import { openPackStore } from '../../platform/node/pack-store.js';

const DIST = fileURLToPath(new URL('../../../dist/src/', import.meta.url));

/** Answers as the registry does: a page by its token, which names the next. */
const SERVER = `
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
const pages = JSON.parse(readFileSync(process.argv[1], 'utf8'));
const server = createServer((request, response) => {
  process.stdout.write(JSON.stringify({ url: request.url }) + '\\n');
  const { pathname, searchParams } = new URL(request.url, 'http://x');
  const page = pathname === '/api/v2/studies' ? pages[searchParams.get('pageToken') ?? 'first'] : undefined;
  if (page === undefined) return response.writeHead(404).end();
  response.writeHead(200).end(page);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\\n'));
setTimeout(() => process.exit(), 50_000);
`;

const PULL = `
const [mirror, packs, query] = process.argv.slice(1);
const { packsPull } = await import('${DIST}cli/commands/packs-pull.js');
const { runCommand } = await import('${DIST}cli/run-command.js');
const flags = { mirror, packs, ...(query === undefined ? {} : { query }) };
await runCommand({ seed: 1, quiet: true }, (context) => packsPull('trials', flags, context));
`;

let folder = '';
let servers: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-pull-trials-'));
});
afterEach(() => {
  for (const server of servers) server.kill();
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

function script(code: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', code, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
}

async function serve(pages: Readonly<Record<string, string>>) {
  const file = join(folder, 'pages.json');
  writeFileSync(file, JSON.stringify(pages));
  const server = script(SERVER, file);
  servers.push(server);
  const asked: URL[] = [];
  const port = await new Promise<string>((resolve) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n')) {
        if (/^\d+$/.test(line)) resolve(line);
        else if (line !== '') {
          asked.push(new URL((JSON.parse(line) as { readonly url: string }).url, 'http://x'));
        }
      }
    });
  });
  return { origin: `http://127.0.0.1:${port}`, asked };
}

async function pull(origin: string, ...query: readonly string[]) {
  const child = script(PULL, origin, join(folder, 'packs'), ...query);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}

function study(nctId: string, text: string) {
  return {
    protocolSection: {
      identificationModule: { nctId, briefTitle: `Trial ${nctId}` },
      statusModule: {
        overallStatus: 'RECRUITING',
        lastUpdatePostDateStruct: { date: '2026-03-04' },
      },
      conditionsModule: { conditions: ['Lung Adenocarcinoma'] },
      eligibilityModule: { minimumAge: '18 Years', eligibilityCriteria: text },
    },
  };
}

const FIRST = JSON.stringify({
  studies: [
    study('NCT00000002', 'Inclusion Criteria:\n\n* KRAS G12C mutation\n* Willing to sign'),
    { protocolSection: { identificationModule: { nctId: 'none' } } },
  ],
  nextPageToken: 'two&more',
});
const SECOND = JSON.stringify({
  studies: [study('NCT00000001', 'Inclusion Criteria:\n\n* HER2 amplification')],
});

describe('packs pull trials', () => {
  it('asks page by page, sends the words alone, types criteria and counts what it skips', async () => {
    const { origin, asked } = await serve({ first: FIRST, 'two&more': SECOND });
    const pulled = await pull(origin, 'KRAS G12C & lung');
    expect(pulled).toMatchObject({ status: 0, stderr: '' });
    // Each has age, condition and a gene typed; the signature stays text.
    expect(pulled.stdout).toContain(
      '2 trials (skipped: 1 unreadable-study), 6 of 7 criteria typed',
    );
    expect(asked.map(({ searchParams }) => searchParams.get('pageToken'))).toEqual([
      null,
      'two&more',
    ]);
    expect([...(asked[0]?.searchParams.keys() ?? [])].sort()).toEqual([
      'filter.overallStatus',
      'pageSize',
      'query.term',
    ]);
    expect(asked[0]?.searchParams.get('query.term')).toBe('KRAS G12C & lung');

    const pack = await openPackStore(join(folder, 'packs')).load('trials');
    expect(pack.manifest).toMatchObject({
      title: 'Trials of ClinicalTrials.gov with the words: KRAS G12C & lung',
      contents: { trials: 2, criteria: 7, typedCriteria: 6 },
    });
    const { trials, asOf } = openTrials(pack);
    expect(trials.map(({ id, recordDate }) => [id, recordDate])).toEqual([
      ['NCT00000001', '2026-03-04'],
      ['NCT00000002', '2026-03-04'],
    ]);
    expect(asOf).toBe(pack.manifest.version);
    expect(trials[0]?.criteria.at(-1)?.rule).toMatchObject({
      requirement: { kind: 'alteration', gene: 'ERBB2', pattern: { kind: 'amplification' } },
    });
  });

  it('asks for words, and says what is wrong with an answer', async () => {
    const { origin } = await serve({ first: '{"studies": [' });
    expect(await pull(origin)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--query'),
    });
    expect(await pull(origin, 'KRAS')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('page-001.json'),
    });
    const odd = await serve({ first: JSON.stringify({ studies: [], nextPageToken: 7 }) });
    expect(await pull(odd.origin, 'KRAS')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nextPageToken'),
    });
  });
});
