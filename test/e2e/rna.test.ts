import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { hasShared, sharedPath } from '../shared-data.js';
import { interrupted, oncoscript, temporaryFolder } from './run-cli.js';

const folder = temporaryFolder();
const at = (name: string): string => join(folder.path, name);

function fasta(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

afterAll(() => folder.remove());

describe('oncoscript rna', () => {
  it('has an example in the help of every command', () => {
    for (const command of ['fold', 'score', 'design']) {
      const { status, stdout } = oncoscript('rna', command, '--help');
      expect([command, status]).toEqual([command, 0]);
      expect(stdout).toContain(`Example:\n  oncoscript rna ${command} `);
    }
  });

  it('folds: least energy, dangling ends or not, the ensemble on request', () => {
    // Four G and four C around a loop of four: the one helix there can be.
    const path = fasta('hairpin.fa', '>h\nGGGGAAAACCCC\n');
    const { status, stdout } = oncoscript('rna', 'fold', path, '--dangles', '0', '--partition');
    expect(status).toBe(0);
    const [name, sequence, fold, ensemble] = stdout.split('\n');
    expect([name, sequence]).toEqual(['>h', 'GGGGAAAACCCC']);
    expect(fold).toMatch(/^\(\(\(\(\.{4}\)\)\)\) \(-\d\.\d\d\)$/);
    expect(ensemble).toContain('free energy of the ensemble');
    const json = JSON.parse(
      oncoscript('rna', 'fold', path, '--format', 'json').stdout,
    ) as readonly {
      readonly result: { readonly energyKcal: number; readonly unpaired: unknown };
    }[];
    expect(json[0]?.result.energyKcal).toBeLessThan(0);
    expect(json[0]?.result.unpaired).toBeNull();
  });

  it('designs an mRNA that `score` judges alike', () => {
    const protein = fasta('protein.fa', '>p\nMKWVTFISLLFLFSSAYSRGVFRRDAHKSEVAHRFKDLGE*\n');
    const design = oncoscript('rna', 'design', protein, '--lambda', '0');
    expect(design.status).toBe(0);
    expect(design.stdout).toMatch(/free energy {6}-\d+\.\d\d kcal\/mol/);
    expect(design.stdout).toMatch(/CAI {14}0\.\d{3}/);
    expect(design.stdout).toContain('constraints met  9 of 9');

    const mrna = at('mrna.fa');
    expect(oncoscript('rna', 'design', protein, '--format', 'fasta', '--out', mrna).stdout).toBe(
      '',
    );
    expect(readFileSync(mrna, 'utf8')).toMatch(/^>p free_energy=-\d+\.\d\d cai=0\.\d{3} lambda=0/);
    const score = oncoscript('rna', 'score', mrna);
    const energyLine = /free energy .*/;
    expect(energyLine.exec(score.stdout)?.[0]).toBe(energyLine.exec(design.stdout)?.[0]);
    expect(score.stdout).toContain('translation      MKWVTFISLLFLFSSAYSRGVFRRDAHKSEVAHRFKDLGE*');
    const table = oncoscript('rna', 'score', mrna, '--format', 'tsv').stdout.split('\n');
    expect(table[0]?.split('\t').slice(0, 3)).toEqual(['id', 'status', 'reason']);
  });

  it('says what cannot be met and does the rest', () => {
    const protein = fasta('mw.fa', '>mw\nMWMW\n');
    const { status, stdout, stderr } = oncoscript('rna', 'design', protein, '--avoid', 'ATGTGG');
    expect(status).toBe(0);
    expect(stdout).toContain(
      'NOT MET  no ATGTGG: 2 found (ATGTGG, both strands) (1-6 ATGTGG; 7-12 ATGTGG)',
    );
    expect(stderr).toContain('mw: not met: no ATGTGG');
  });

  it('exits with 2 for what is no protein, and goes on where it is one of several', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['>a\nMK*LL\n', 'residue 3 is a stop'],
      ['>a\nMKXLL\n', 'residue 3 is X'],
      ['>a\nATGGCCATTGTAATGGGCCGC\n', 'rna score'],
      [`>a\n${'M'.repeat(10_001)}\n`, 'more than 10000'],
      ['MKLL\n', 'does not start with >'],
    ];
    for (const [text, message] of cases) {
      const { status, stderr } = oncoscript('rna', 'design', fasta('bad.fa', text));
      expect([message, status]).toEqual([message, 2]);
      expect(stderr).toContain(message);
    }
    const several = fasta('several.fa', '>a\nMKXLL\n>b\nmkll\n');
    const { status, stdout, stderr } = oncoscript('rna', 'design', several, '--format', 'tsv');
    expect(status).toBe(0);
    expect(stderr).toContain('skipped: a: residue 3 is X');
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t').slice(0, 4));
    expect(rows[1]?.slice(0, 2)).toEqual(['a', 'skipped']);
    expect(rows[2]).toEqual(['b', 'done', 'NA', 'AUGAAGCUGCUG']);
    const table = oncoscript('rna', 'design', several, '--codon-usage', at('nothing.csv'));
    expect([table.status, table.stderr]).toEqual([2, expect.stringContaining('check the path')]);
  });

  it.skipIf(!hasShared('data/editing/derna'))('shows progress and stops on Ctrl-C', async () => {
    const spike = sharedPath('data/editing/derna/uniprotSeq/P0DTC2.fasta');
    const { status, stdout, stderr } = await interrupted(2_500, 'rna', 'design', spike);
    expect(status).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('bases folded');
  });
});
