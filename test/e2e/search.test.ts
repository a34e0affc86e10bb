import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { seededRandom } from '../../src/core/seeded-random.js';
import { interrupted, oncoscript, temporaryFolder } from './run-cli.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);
const SPACER = 'GATTACAGATTACAGATTAC';
const random = seededRandom(6);
const randomBases = (length: number): string =>
  Array.from({ length }, () => 'ACGT'[random.below(4)]).join('');

function offTargets(genome: string, out: string, ...flags: readonly string[]) {
  const inputs = ['--genome', at(genome), '--guides', at('guides.txt'), '--out', at(out)];
  return oncoscript('search', 'offtargets', ...inputs, ...flags);
}

beforeAll(() => {
  writeFileSync(at('guides.txt'), `${SPACER} first\nCCAATTGGCCAATTGGCCAA\n`);
  // The first guide stands at 3 of `a` with one mismatch, soft-masked.
  writeFileSync(at('small.fa'), '>a\nTTTgattacagattacagattaaTGGTT\n>b\nACGT\n');
  writeFileSync(at('large.fa'), `>a\n${randomBases(5_000_000)}\n>b\n${SPACER}AGG\n`);
  writeFileSync(at('large.fa.gz'), gzipSync(readFileSync(at('large.fa'))));
});

afterAll(() => folder.remove());

describe('oncoscript search', () => {
  it('has an example in the help of both commands', () => {
    for (const command of ['index', 'offtargets']) {
      const { status, stdout } = oncoscript('search', command, '--help');
      expect([command, status]).toEqual([command, 0]);
      expect(stdout).toContain(`Example:\n  oncoscript search ${command} `);
    }
  });

  it('writes sites with 0-based places', () => {
    const { status, stdout } = offTargets('small.fa', 'small.tsv', '--mismatches', '1');
    expect([status, stdout]).toEqual([0, `1 sites of 2 guides in small.fa: ${at('small.tsv')}\n`]);
    expect(readFileSync(at('small.tsv'), 'utf8')).toBe(
      [
        'guide\tguide_sequence\tcontig\tstart0\tend0\tstrand\tguide_alignment\tsite_alignment\tpam\tmismatches\tdna_bulge\trna_bulge',
        `first\t${SPACER}\ta\t3\t26\t+\t${SPACER}\tGATTACAGATTACAGATTAa\tTGG\t1\t0\t0`,
        '',
      ].join('\n'),
    );
  });

  it('finds the same in FASTA, gzip and an index, with one thread and more', () => {
    const { status, stdout } = oncoscript(
      'search',
      'index',
      at('large.fa'),
      '--out',
      at('x.index'),
    );
    expect([status, stdout.startsWith('5000023 bases of large.fa in ')]).toEqual([0, true]);
    const flags = ['--mismatches', '5', '--dna-bulge', '1', '--rna-bulge', '1', '--pam', 'NRG'];
    const tables = [
      ['large.fa', '--threads', '1'],
      ['large.fa', '--threads', '2'],
      ['large.fa.gz', '--threads', '2'],
      ['x.index', '--threads', '2'],
      ['large.fa', '--index', at('x.index')],
    ].map(([genome = '', ...more], i) => {
      const result = offTargets(genome, `${i}.tsv`, ...flags, ...more);
      expect([genome, result.status, result.stderr]).toEqual([genome, 0, '']);
      return readFileSync(at(`${i}.tsv`), 'utf8');
    });
    expect(new Set(tables).size).toBe(1);
    expect(tables[0]?.split('\n').length).toBeGreaterThan(10);
    expect(tables[0]).toContain(`first\t${SPACER}\tb\t0\t23\t+`);
  });

  it('adds genes and exons with a reference pack', () => {
    // chr7 of GRCh38 is N up to here, but for one exact site within exon 15 of BRAF.
    const start0 = 140_753_325;
    writeFileSync(at('chr7.fa.gz'), gzipSync(`>chr7\n${'N'.repeat(start0)}${SPACER}AGG\n`));
    const { status } = offTargets(
      'chr7.fa.gz',
      'braf.tsv',
      '--reference',
      'reference-panel-grch38',
    );
    expect(status).toBe(0);
    const [header = '', row = ''] = readFileSync(at('braf.tsv'), 'utf8').split('\n');
    expect(header).toMatch(/\tgenes\tregion\texons\tcancer_genes$/);
    expect(row).toContain(`\tchr7\t${start0}\t${start0 + 23}\t+\t`);
    expect(row).toMatch(/\tBRAF\tcoding\t\S*:15\/\S*\tBRAF$/);
  });

  it('refuses an index of another file, bad guides and bad options, and leaves nothing', () => {
    const before = readdirSync(folder.path).sort();
    const refused = [
      [['small.fa', 'r.tsv', '--index', at('x.index')], 'built from another file'],
      [['small.fa', 'r.tsv', '--mismatches', '7'], '--mismatches: 7 is not a whole number'],
      [['small.fa', 'r.tsv', '--pam', 'NGJ'], 'no IUPAC letter'],
      [['small.fa', 'r.tsv', '--guides', at('small.fa')], 'not FASTA'],
      [['guides.txt', 'r.tsv'], 'not a FASTA file'],
      [['absent.fa', 'r.tsv'], 'does not exist'],
      [['small.fa', 'small.fa'], 'that is an input'],
      [['small.fa', 'small.fa/r.tsv'], 'a file where a folder is needed'],
    ] as const;
    for (const [[genome, out, ...flags], message] of refused) {
      const { status, stderr } = offTargets(genome, out, ...flags);
      expect([message, status]).toEqual([message, 2]);
      expect(stderr).toContain(message);
    }
    expect(readdirSync(folder.path).sort()).toEqual(before);
  });

  it('leaves no table behind when it is interrupted', async () => {
    const guides = Array.from({ length: 3_000 }, () => randomBases(20)).join('\n');
    writeFileSync(at('many.txt'), guides);
    const inputs = ['--genome', at('large.fa'), '--guides', at('many.txt')];
    const options = ['--pam', 'NNN', '--mismatches', '4', '--dna-bulge', '2', '--rna-bulge', '2'];
    const args = ['search', 'offtargets', ...inputs, '--out', at('stopped.tsv'), ...options];
    const { status, stderr } = await interrupted(1_500, ...args);
    expect(status).toBe(130);
    expect(stderr).toContain('stopped');
    expect(readdirSync(folder.path).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });

  it('goes on with an index that was broken off, to the same bytes', () => {
    const whole = readFileSync(at('x.index'));
    writeFileSync(at('y.index.building'), whole.subarray(0, whole.length - 100_000));
    const { status, stderr } = oncoscript(
      'search',
      'index',
      at('large.fa'),
      '--out',
      at('y.index'),
    );
    expect([status, stderr]).toEqual([
      0,
      `warning: going on after 4194304 bases of ${at('y.index.building')}\n`,
    ]);
    expect(Buffer.compare(readFileSync(at('y.index')), whole)).toBe(0);
    expect(existsSync(at('y.index.building'))).toBe(false);
  });
});
