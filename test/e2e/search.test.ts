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
      const result = offTargets(genome, `${i}.tsv`, ...flags, ...more, '--quiet');
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
    expect(header).toMatch(/\tgenes\tregion\texons\tcancer_genes\tessential_genes$/);
    expect(row).toContain(`\tchr7\t${start0}\t${start0 + 23}\t+\t`);
    expect(row).toMatch(/\tBRAF\tcoding\t\S*:15\/\S*\tBRAF\tNA$/);
    writeFileSync(at('own.txt'), 'BRAF\n');
    const own = ['--reference', 'reference-panel-grch38', '--essential-genes', at('own.txt')];
    expect(offTargets('chr7.fa.gz', 'own.tsv', ...own).status).toBe(0);
    expect(readFileSync(at('own.tsv'), 'utf8')).toMatch(/\tBRAF\tBRAF\n$/);
  });

  it("adds what the patient's variants create, change and destroy", () => {
    // small.fa holds the first guide at 3 of `a` with one mismatch (a for C) and the PAM TGG.
    writeFileSync(
      at('patient.vcf'),
      [
        '##fileformat=VCFv4.2',
        '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
        '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tNORMAL\tTUMOR',
        'chr9\t23\t.\tA\tC\t.\tPASS\t.\tGT\t0/0\t0/1',
        'a\t23\t.\tA\tC\t.\tPASS\t.\tGT\t0/0\t0/1',
        'a\t26\t.\tG\tA\t.\tPASS\t.\tGT\t1/1\t1/1',
        'a\t9\t.\tT\tG\t.\tPASS\t.\tGT\t0/1\t0/1',
        '',
      ].join('\n'),
    );
    const flags = ['--mismatches', '1', '--variants', at('patient.vcf')];
    const unclear = offTargets('small.fa', 'p.tsv', ...flags);
    expect([unclear.status, unclear.stderr]).toEqual([
      2,
      expect.stringContaining('name one with --sample: NORMAL, TUMOR'),
    ]);
    const { status, stdout, stderr } = offTargets(
      'small.fa',
      'p.tsv',
      ...flags,
      '--sample',
      'TUMOR',
    );
    expect([status, stdout, stderr]).toEqual([
      0,
      `1 sites of 2 guides in small.fa; of 4 variants 0 sites created, 0 changed, 1 destroyed: ${at('p.tsv')}\n`,
      expect.stringContaining('1 of 4 variants lie on sequences the genome lacks'),
    ]);
    expect(stderr).toContain('other bases at 1 of 4 variants');
    const rows = readFileSync(at('p.tsv'), 'utf8').split('\n');
    expect(rows[0]).toMatch(/\trna_bulge\tchange\tvariants\tphase\tmismatches_before$/);
    expect(rows.slice(1)).toEqual([
      expect.stringMatching(/^first\t.*\treference\tNA\tNA\tNA$/),
      expect.stringMatching(/^first\t.*\tdestroyed\ta-26-G-A\tevery-copy\tNA$/),
      '',
    ]);
    const alone = offTargets('small.fa', 'p.tsv', '--sample', 'TUMOR');
    expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining('--variants')]);
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
    // On a busy machine progress is told too.
    expect([status, stderr.split('\n')[0]]).toEqual([
      0,
      `warning: going on after 4194304 bases of ${at('y.index.building')}`,
    ]);
    expect(Buffer.compare(readFileSync(at('y.index')), whole)).toBe(0);
    expect(existsSync(at('y.index.building'))).toBe(false);
  });
});
