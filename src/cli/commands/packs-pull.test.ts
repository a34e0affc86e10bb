// Sockets are forbidden in the test process: a server on 127.0.0.1 and the command run in their own.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openEvidenceLibrary } from '../../engines/evidence/evidence-library.js';
import { openReference } from '../../engines/genome/reference-pack.js';
import { bsdSum, parseChecksums } from '../../platform/node/download.js';
import { openPackStore } from '../../platform/node/pack-store.js';

const DIST = fileURLToPath(new URL('../../../dist/src/', import.meta.url));

/** Serves a folder with ranges and tags; breaks off each of the first `breaks` answers half way. */
const SERVER = `
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
let [root, breaks, ranges] = process.argv.slice(1);
let left = Number(breaks);
const server = createServer((request, response) => {
  const path = root + new URL(request.url, 'http://x').pathname;
  process.stdout.write(JSON.stringify({ url: request.url, range: request.headers.range ?? null }) + '\\n');
  if (!existsSync(path)) return response.writeHead(404).end();
  const bytes = readFileSync(path);
  const tag = '"' + createHash('md5').update(bytes).digest('hex') + '"';
  const from = Number(/bytes=(\\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const same = request.headers['if-range'] === tag;
  const part = ranges === 'yes' && from > 0 && same;
  if (part && from >= bytes.length) {
    return response.writeHead(416, { 'content-range': 'bytes */' + bytes.length }).end();
  }
  const body = part ? bytes.subarray(from) : bytes;
  const head = { etag: tag, 'content-length': body.length };
  if (part) head['content-range'] = 'bytes ' + from + '-' + (bytes.length - 1) + '/' + bytes.length;
  response.writeHead(part ? 206 : 200, head);
  if (left > 0 && body.length > 1000) {
    left--;
    response.write(body.subarray(0, body.length >> 1));
    setTimeout(() => response.destroy(), 300);
  } else response.end(body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\\n'));
setTimeout(() => process.exit(), 50_000);
`;

const PULL = `
const [which, mirror, packs, build] = process.argv.slice(1);
const { packsPull } = await import('${DIST}cli/commands/packs-pull.js');
const { runCommand } = await import('${DIST}cli/run-command.js');
await runCommand({ seed: 1, quiet: true }, (context) => packsPull(which, { mirror, packs, build }, context));
`;

const DOWNLOAD = `
const [url, checksums, path, attempts] = process.argv.slice(1);
const { download } = await import('${DIST}platform/node/download.js');
const { runCommand } = await import('${DIST}cli/run-command.js');
const remote = { url, checksums: checksums === '' ? null : checksums };
await runCommand({ seed: 1, quiet: true }, (context) =>
  download(remote, path, context, { attempts: Number(attempts), firstWaitMs: 1, idleMs: 5_000 }));
`;

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function script(code: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', code, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
}

async function run(code: string, ...args: readonly string[]): Promise<Finished> {
  const child = script(code, ...args);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout, stderr };
}

let folder = '';
let servers: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oncoscript-pull-'));
});
afterEach(() => {
  for (const server of servers) server.kill();
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

interface Served {
  readonly origin: string;
  /** What was asked for so far. */
  readonly requests: { readonly url: string; readonly range: string | null }[];
}

async function serve({ breaks = 0, ranges = true } = {}): Promise<Served> {
  const server = script(SERVER, join(folder, 'site'), String(breaks), ranges ? 'yes' : 'no');
  servers.push(server);
  const requests: Served['requests'] = [];
  const port = await new Promise<string>((resolve) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n')) {
        if (/^\d+$/.test(line)) resolve(line);
        else if (line !== '') requests.push(JSON.parse(line) as Served['requests'][number]);
      }
    });
  });
  return { origin: `http://127.0.0.1:${port}`, requests };
}

function put(path: string, bytes: Uint8Array | string): void {
  const full = join(folder, 'site', path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, bytes);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** 40 genes on as many stretches, in Ensembl's GTF. */
function annotation(): string {
  return Array.from({ length: 40 }, (_, i) => {
    const start = 101 + 100 * i;
    const names = `gene_id "ENSG${i}"; transcript_id "ENST${1000 + i}"; transcript_version "1"; gene_name "TOY${i}"; transcript_biotype "protein_coding"; tag "basic";`;
    return [
      ['transcript', start, start + 19, '.'],
      ['exon', start, start + 19, '.'],
      ['CDS', start + 2, start + 10, '0'],
      ['stop_codon', start + 11, start + 13, '0'],
    ]
      .map(([type, from, to, phase]) =>
        ['1', 'ensembl', type, from, to, '.', '+', phase, names].join('\t'),
      )
      .join('\n');
  }).join('\n');
}

const GENOME = `>1 dna:chromosome\n${'A'.repeat(100)}${`GGATGAAACCCTAAGGGGGG${'ACGT'.repeat(20)}`.repeat(40)}\n`;

async function putEnsembl(): Promise<void> {
  const root = 'pub/release-115';
  for (const [place, name, text] of [
    ['gtf/homo_sapiens', 'Homo_sapiens.GRCh38.115.gtf.gz', annotation()],
    ['fasta/homo_sapiens/dna', 'Homo_sapiens.GRCh38.dna.primary_assembly.fa.gz', GENOME],
  ] as const) {
    // Stored, not deflated: large enough to be broken off half way.
    const bytes = gzipSync(text, { level: 0 });
    put(`${root}/${place}/${name}`, bytes);
    put(`${root}/${place}/CHECKSUMS`, `1 2 other\n${await bsdSum(once(bytes))} ${name}\n`);
  }
}

describe('packs pull', () => {
  it('downloads, goes on after a broken connection, checks, and builds the pack', async () => {
    await putEnsembl();
    const { origin, requests } = await serve({ breaks: 2 });
    const packs = join(folder, 'packs');
    const pulled = await run(PULL, 'ensembl', origin, packs, 'GRCh38');
    expect(pulled.stderr).toContain('trying again');
    expect(pulled).toMatchObject({ status: 0 });
    expect(requests.filter(({ range }) => range !== null).length).toBeGreaterThan(0);
    const reference = openReference(await openPackStore(packs).load('ensembl-115-grch38'));
    expect(reference).toMatchObject({
      transcriptCount: 40,
      build: 'GRCh38',
      source: 'Ensembl 115',
    });
    expect(reference.transcript('ENST1007')).toMatchObject({
      geneSymbol: 'TOY7',
      cdsEndFound: true,
    });

    const before = requests.length;
    const again = await run(PULL, 'ensembl', origin, packs, 'GRCh38');
    expect(again.status).toBe(0);
    const asked = requests.slice(before).map(({ url }) => url.split('/').at(-1));
    expect(asked).toEqual(['CHECKSUMS', 'CHECKSUMS']);
    expect(again.stdout).toContain('40 transcripts');
  });

  it('names what it can pull, and what a site does not have', async () => {
    const { origin } = await serve();
    const unknown = await run(PULL, 'genbank', origin, folder, 'GRCh38');
    expect(unknown).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('mane, ensembl, civic'),
    });
    const other = await run(PULL, 'mane', origin, folder, 'GRCh37');
    expect(other).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nothing for GRCh37'),
    });
    const missing = await run(PULL, 'mane', origin, folder, 'GRCh38');
    expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining('answered 404') });
  });
});

/** CIViC's nightly columns; the cells of a row that are not given are empty. */
const NIGHTLY_COLUMNS =
  'molecular_profile molecular_profile_id disease doid phenotypes therapies therapy_interaction_type evidence_type evidence_direction evidence_level significance evidence_statement citation_id source_type asco_abstract_id citation nct_ids rating evidence_status evidence_id variant_origin last_review_date evidence_civic_url molecular_profile_civic_url is_flagged'.split(
    ' ',
  );

function nightlyRow(cells: Readonly<Record<string, string>>): string {
  const accepted = {
    evidence_level: 'B',
    evidence_type: 'Predictive',
    evidence_direction: 'Supports',
    significance: 'Sensitivity/Response',
    source_type: 'PubMed',
    citation_id: '1',
    evidence_status: 'accepted',
    ...cells,
  } as Readonly<Record<string, string>>;
  return NIGHTLY_COLUMNS.map((column) => accepted[column] ?? '').join('\t');
}

describe('packs pull civic', () => {
  it('reads the nightly file of CIViC, without its statements, and counts what it leaves out', async () => {
    const rows = [
      nightlyRow({
        molecular_profile: 'TOY1 V600E',
        evidence_id: '7',
        evidence_statement: '"Quoted" words, and a " alone',
        disease: 'Melanoma',
        doid: '1909',
        therapies: 'Onedrug,Otherdrug',
        therapy_interaction_type: 'Combination',
        variant_origin: 'Rare Germline',
        rating: '4',
      }),
      nightlyRow({ molecular_profile: 'TOY2 Loss', evidence_id: '9', therapies: '2,4-ring' }),
      nightlyRow({
        molecular_profile: 'TOY2 Loss',
        evidence_id: '11',
        evidence_status: 'submitted',
      }),
      nightlyRow({
        molecular_profile: 'TOY2 Loss',
        evidence_id: '12',
        significance: 'Enlightenment',
      }),
      'ragged\trow',
    ];
    put(
      'downloads/nightly/nightly-AcceptedClinicalEvidenceSummaries.tsv',
      `${[NIGHTLY_COLUMNS.join('\t'), ...rows].join('\n')}\n`,
    );
    const { origin } = await serve();
    const packs = join(folder, 'packs');
    const pulled = await run(PULL, 'civic', origin, packs, 'GRCh38');
    expect(pulled).toMatchObject({ status: 0, stderr: '' });
    expect(pulled.stdout).toContain(
      '2 items of 5 rows (skipped: 1 not-accepted, 1 ragged-row, 1 unknown-word)',
    );
    const pack = await openPackStore(packs).load('civic-evidence');
    expect(pack.manifest).toMatchObject({ licence: 'CC0-1.0', contents: { rows: 5, items: 2 } });
    const { items } = openEvidenceLibrary(pack);
    expect(items).toMatchObject([
      {
        id: 7,
        therapies: ['Onedrug', 'Otherdrug'],
        interaction: 'Combination',
        origin: 'Rare Germline',
        disease: { name: 'Melanoma', doid: '1909' },
        rating: 4,
      },
      { id: 9, therapies: ['2,4-ring'], interaction: null, origin: 'Unknown', rating: null },
    ]);
    expect(JSON.stringify(items)).not.toContain('Quoted');
  });

  it('refuses what is not that file, naming the column that it lacks', async () => {
    put('downloads/nightly/nightly-AcceptedClinicalEvidenceSummaries.tsv', 'gene\tdrug\na\tb\n');
    const { origin } = await serve();
    const refused = await run(PULL, 'civic', origin, join(folder, 'packs'), 'GRCh38');
    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no column evidence_id'),
    });
  });
});

describe('download', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 251);
  const sums = {
    md5: createHash('md5').update(bytes).digest('hex'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const target = (): string => join(folder, 'got', 'file.bin');

  it.each(['md5', 'sha256'] as const)('takes a file whose %s is right', async (kind) => {
    put('file.bin', bytes);
    put('sums', `${sums[kind]}  ./file.bin\n`);
    const { origin } = await serve();
    const done = await run(DOWNLOAD, `${origin}/file.bin`, `${origin}/sums`, target(), '1');
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(target()).equals(bytes)).toBe(true);
    expect(readdirSync(dirname(target()))).toEqual(['file.bin']);
  });

  it('keeps what arrived for the next call, which asks for the rest alone', async () => {
    put('file.bin', bytes);
    const { origin, requests } = await serve({ breaks: 1 });
    const broken = await run(DOWNLOAD, `${origin}/file.bin`, '', target(), '1');
    expect(broken).toMatchObject({ status: 2, stderr: expect.stringContaining('goes on where') });
    expect(existsSync(target())).toBe(false);
    const done = await run(DOWNLOAD, `${origin}/file.bin`, '', target(), '1');
    expect(done.status).toBe(0);
    expect(requests.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(readFileSync(target()).equals(bytes)).toBe(true);
  });

  it('starts over where the file on the site changed, or the site knows no ranges', async () => {
    for (const [ranges, next] of [
      [true, bytes.map((byte) => 255 - byte)],
      [false, bytes],
    ] as const) {
      rmSync(dirname(target()), { recursive: true, force: true });
      put('file.bin', bytes);
      const { origin } = await serve({ breaks: 1, ranges });
      expect((await run(DOWNLOAD, `${origin}/file.bin`, '', target(), '1')).status).toBe(2);
      put('file.bin', next);
      expect((await run(DOWNLOAD, `${origin}/file.bin`, '', target(), '1')).status).toBe(0);
      expect(readFileSync(target()).equals(next)).toBe(true);
    }
  });

  it('deletes what does not match its checksum and says so', async () => {
    put('file.bin', bytes);
    put('sums', `${'0'.repeat(64)}  file.bin\n`);
    const { origin } = await serve();
    const wrong = await run(DOWNLOAD, `${origin}/file.bin`, `${origin}/sums`, target(), '1');
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('SHA-256') });
    expect(readdirSync(dirname(target())).filter((name) => !name.endsWith('.tag'))).toEqual([]);
    put('sums', `${sums.md5}  other.bin\n`);
    const unnamed = await run(DOWNLOAD, `${origin}/file.bin`, `${origin}/sums`, target(), '1');
    expect(unnamed).toMatchObject({ status: 2, stderr: expect.stringContaining('does not name') });
  });

  it('gives up on a server that is not there, as an error the user can read', async () => {
    const { origin } = await serve();
    for (const server of servers) server.kill();
    await new Promise((resolve) => servers[0]?.once('close', resolve));
    const gone = await run(DOWNLOAD, `${origin}/file.bin`, '', target(), '2');
    expect(gone).toMatchObject({ status: 2, stderr: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('checksums', () => {
  it('are what sum and sha256sum print', async () => {
    // `printf abc | sum` of GNU coreutils 9.1 prints "16556     1".
    expect(await bsdSum(once(new TextEncoder().encode('abc')))).toBe('16556 1');
    const list = `16556     1 abc.txt\n${'a'.repeat(64)} *b.gz\n${'B'.repeat(32)}  ./c.gz\nnoise\n`;
    expect([...parseChecksums(list)]).toEqual([
      ['abc.txt', { kind: 'sum', text: '16556 1' }],
      ['b.gz', { kind: 'SHA-256', text: 'a'.repeat(64) }],
      ['c.gz', { kind: 'MD5', text: 'b'.repeat(32) }],
    ]);
  });
});
