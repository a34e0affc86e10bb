import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { seededRandom } from '../../src/core/seeded-random.js';
import type { Biomarkers } from '../../src/findings/biomarkers/biomarkers.js';
import { hasShared, sharedPath, sharedText } from '../shared-data.js';
import { oncoscript, temporaryFolder } from './run-cli.js';

const DEMO_CASE = fileURLToPath(new URL('../../data/demo/lung-a/case.yaml', import.meta.url));
const MAF = 'cases/tcga-laml/tcga_laml.maf.gz';
const COSMIC = 'data/clinical/signatures/COSMIC_v3.4_SBS_GRCh38.txt';
const folder = temporaryFolder();
const at = (...parts: readonly string[]): string => join(folder.path, ...parts);
const table = (...parts: readonly string[]) => {
  const [header = '', ...lines] = readFileSync(at(...parts), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = header.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, i) => [columns[i] as string, cell])),
  );
};
afterAll(() => folder.remove());

describe('oncoscript biomarkers', () => {
  it('prints the panel of a case and writes all rows, as TSV and as JSON', () => {
    const { status, stdout, stderr } = oncoscript(
      'biomarkers',
      DEMO_CASE,
      '--out',
      at('panel'),
      '--quiet',
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('PD-L1 TPS');
    expect(stdout).toContain('values are missing; --missing lists');
    const rows = table('panel', 'biomarkers.tsv');
    const row = (biomarker: string) => rows.find((one) => one['biomarker'] === biomarker);
    expect(row('MSI')).toMatchObject({ value: 'MSS', origin: 'given', group: 'laboratory' });
    expect(row('mutational signatures')).toMatchObject({ origin: 'missing', value: 'NA' });
    expect(row('mutational signatures')?.['would_need']).not.toBe('NA');
    const found = JSON.parse(readFileSync(at('panel', 'biomarkers.json'), 'utf8')) as Biomarkers;
    expect(found.lab.msi).toMatchObject({ kind: 'given', value: 'MSS' });
  });

  it('takes findings as they stand, and finds the same', () => {
    const planned = oncoscript(
      'plan',
      DEMO_CASE,
      '--out',
      at('plan'),
      '--design',
      'none',
      '--quiet',
    );
    expect(planned.status).toBe(0);
    const { status } = oncoscript(
      'biomarkers',
      at('plan', '02-findings.json'),
      '--out',
      at('again'),
    );
    expect(status).toBe(0);
    expect(readFileSync(at('again', 'biomarkers.tsv'), 'utf8')).toBe(
      readFileSync(at('plan', 'dossier', 'biomarkers.tsv'), 'utf8'),
    );
  });

  it.each([
    [
      'PD-L1 over 100 %',
      'biomarkers:\n  - name: PD-L1 TPS\n    value: 120\n    unit: "%"\n',
      /bad\.yaml, line 3: PD-L1 TPS of 120 % is not within 0-100/,
    ],
    ['albumin without its unit', 'clinical:\n  albumin: 39\n', /line 2: .*needs its unit/],
    [
      'an unknown tumour type',
      'tumourType: LUAX\nbiomarkers: [{ name: MSI, value: MSS }]\n',
      /LUAX is no OncoTree code[^]*did you mean LUAD/,
    ],
  ])('refuses %s with the place and the way out', (_, text, message) => {
    writeFileSync(at('bad.yaml'), text);
    const { status, stderr } = oncoscript('biomarkers', at('bad.yaml'));
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('needs a folder for all samples', () => {
    const { status, stderr } = oncoscript('biomarkers', '--maf', 'x.maf', '--all-samples');
    expect([status, stderr]).toEqual([2, expect.stringContaining('--out')]);
  });

  it('refuses a table that is none of signatures', () => {
    writeFileSync(at('table.txt'), 'a\tb\n1\t2\n');
    const { status, stderr } = oncoscript(
      'packs',
      'build-signatures',
      at('table.txt'),
      '--packs',
      at('packs'),
    );
    expect([status, stderr]).toEqual([2, expect.stringContaining('no column Type')]);
  });

  it.skipIf(!hasShared(COSMIC))(
    `builds a pack of signatures${hasShared(COSMIC) ? '' : ' (skipped: ../shared is absent)'}`,
    () => {
      const { status, stdout } = oncoscript(
        'packs',
        'build-signatures',
        sharedPath(COSMIC),
        '--packs',
        at('packs'),
      );
      expect([status, stdout]).toEqual([
        0,
        expect.stringContaining('mutational-signatures v3.4: 86 signatures'),
      ]);
    },
  );

  it.skipIf(!hasShared(COSMIC))(
    `sees ultraviolet light in a tumour simulated from SBS7a${hasShared(COSMIC) ? '' : ' (skipped: ../shared is absent)'}`,
    () => {
      const [header = '', ...lines] = sharedText(COSMIC).trimEnd().split('\n');
      const column = header.split('\t').indexOf('SBS7a');
      const shares = lines.map((line) => {
        const cells = line.split('\t');
        return { type: cells[0] as string, share: Number(cells[column]) };
      });
      const random = seededRandom(5);
      const rows = Array.from({ length: 300 }, (_, i) => {
        let at = random.next();
        const { type } = shares.find(({ share }) => (at -= share) < 0) ?? { type: 'A[C>T]A' };
        const [, before, from, to, after] = /^(.)\[(.)>(.)\](.)$/.exec(type) ?? [];
        return `1\t${1_000 + 50 * i}\t${1_000 + 50 * i}\t${from}\t${to}\tUV\tGRCh38\tAAAA${before}${from}${after}AAAA`;
      });
      const columns =
        'Chromosome\tStart_Position\tEnd_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tNCBI_Build\tCONTEXT';
      writeFileSync(at('uv.maf'), [columns, ...rows].join('\n'));
      const { status, stdout } = oncoscript(
        'biomarkers',
        '--maf',
        at('uv.maf'),
        '--packs',
        at('packs'),
        '--json',
        '--quiet',
      );
      expect(status).toBe(0);
      const { signatures } = JSON.parse(stdout) as Biomarkers;
      if (signatures.kind === 'missing') throw new Error(signatures.reason);
      const uv = signatures.value.aetiologies.find(({ cause }) => cause === 'ultraviolet');
      expect(uv).toMatchObject({ verdict: 'supported' });
      expect(uv?.share).toBeGreaterThan(0.9);
      const smoking = signatures.value.aetiologies.find(({ cause }) => cause === 'smoking');
      expect(smoking?.verdict).not.toBe('supported');
    },
  );

  it.skipIf(!hasShared(MAF))(
    `reads 193 patients of one MAF in one run${hasShared(MAF) ? '' : ' (skipped: ../shared is absent)'}`,
    () => {
      const started = performance.now();
      const { status, stdout } = oncoscript(
        'biomarkers',
        '--maf',
        sharedPath(MAF),
        '--all-samples',
        '--tumour-type',
        'AML',
        '--assay',
        'TCGA exome',
        '--out',
        at('cohort'),
        '--quiet',
      );
      expect(performance.now() - started).toBeLessThan(60_000);
      expect([status, stdout]).toEqual([
        0,
        expect.stringContaining('193 patients: TMB of 193, mutational signatures of 0'),
      ]);
      const rows = table('cohort', 'biomarkers.tsv');
      expect(rows).toHaveLength(193);
      expect(rows.every((row) => row['signatures_missing'] !== 'NA')).toBe(true);
      expect(rows.some((row) => Number(row['evidence_items']) > 0)).toBe(true);
    },
    90_000,
  );
});
