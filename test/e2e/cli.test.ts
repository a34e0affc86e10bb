import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Findings } from '../../src/findings/findings.js';
import { hasShared, sharedPath } from '../shared-data.js';
import { hashesBelow, interrupted, oncoscript, temporaryFolder } from './run-cli.js';

const DEMO_CASE = fileURLToPath(new URL('../../data/demo/lung-a/case.yaml', import.meta.url));
const folder = temporaryFolder();
const at = (...parts: readonly string[]): string => join(folder.path, ...parts);

afterAll(() => folder.remove());

describe('oncoscript', () => {
  it('prints its help within 150 ms, the best of five', () => {
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      expect(oncoscript('--help').status).toBe(0);
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(150);
  });

  it('has an example in the help of every command', () => {
    for (const command of [
      ['plan'],
      ['rank'],
      ['case', 'check'],
      ['demo'],
      ['packs', 'list'],
      ['packs', 'verify'],
      ['packs', 'info'],
      ['packs', 'build'],
      ['packs', 'pull'],
      ['presentation'],
      ['annotate'],
      ['design'],
    ]) {
      const { status, stdout } = oncoscript(...command, '--help');
      expect([command, status]).toEqual([command, 0]);
      expect(stdout).toContain(`oncoscript ${command.join(' ')}`);
      expect(stdout).toContain('Example');
    }
  });

  it('exits with 2 and says what to do where the user can fix it', () => {
    const cases: readonly (readonly [readonly string[], string, string])[] = [
      [['plan', at('nothing.yaml'), '--out', at('x')], 'nothing.yaml', 'check the path'],
      [['plan', '--out', at('x')], 'no input was given', '--vcf'],
      [['plan', DEMO_CASE, '--out', at('x'), '--trna-vaf', '3'], 'trnaVaf is 3', 'expected 0 to 1'],
      [['plan', DEMO_CASE, '--out', DEMO_CASE], 'a file, not a folder', 'another --out'],
      [['plan', DEMO_CASE], '--out', '--help'],
      [['rank', DEMO_CASE], 'no findings', '02-findings.json'],
      [['plan', '--hla', 'nonsense', '--out', at('x')], 'nonsense', ''],
      [['plan', DEMO_CASE, '--out', at('x'), '--class-i-lengths', '3'], '8 to 25', ''],
      [['frobnicate'], 'unknown command', '--help'],
    ];
    for (const [args, message, hint] of cases) {
      const { status, stderr } = oncoscript(...args);
      expect([args, status]).toEqual([args, 2]);
      expect(stderr).toContain(message);
      expect(stderr).toContain(hint);
    }
    expect(existsSync(at('x'))).toBe(false);
  });

  it('says what it understood of a case', () => {
    const { status, stdout } = oncoscript('case', 'check', DEMO_CASE);
    expect(status).toBe(0);
    for (const text of [
      'GRCh38',
      'LUNG_A_TUMOUR',
      'AF, AD, DP: 38 variants',
      'HLA-B*44:02',
      '38 alternate alleles',
    ]) {
      expect(stdout).toContain(text);
    }
  });

  it('lists its packs and finds them whole', () => {
    expect(oncoscript('packs', 'list').stdout).toContain('CC-BY-4.0');
    expect(oncoscript('packs', 'verify')).toMatchObject({ status: 0 });
  });

  it('writes its log as JSON where asked to, without patient data', () => {
    const { stderr } = oncoscript(
      'plan',
      '--design',
      'none',
      DEMO_CASE,
      '--out',
      at('logged'),
      '--json-log',
    );
    const entries = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(entries.length).toBeGreaterThan(5);
    expect(new Set(entries.map(({ event }) => event))).toEqual(new Set(['progress']));
    expect(stderr).not.toMatch(/KRAS|HLA-A|chr12/);
    const failed = oncoscript('plan', at('nothing.yaml'), '--out', at('logged'), '--json-log');
    expect(JSON.parse(failed.stderr)).toMatchObject({
      event: 'error',
      name: 'InputError',
      hint: 'check the path',
    });
  });
});

describe('the demo', () => {
  beforeAll(() => {
    const { status, stderr } = oncoscript('demo', '--out', at('demo'), '--quiet');
    if (status !== 0) throw new Error(stderr);
  });

  it('writes the same bytes twice', () => {
    expect(oncoscript('demo', '--out', at('again'), '--quiet').status).toBe(0);
    expect(hashesBelow(at('again'))).toEqual(hashesBelow(at('demo')));
    expect(Object.keys(hashesBelow(at('demo')))).toHaveLength(376);
  });

  it('records the packs it used, and stops where they are not those at hand', () => {
    const lock = at('demo', 'lung-a', 'refs.lock');
    const text = readFileSync(lock, 'utf8');
    expect(text).toContain('"id": "presentation-class1"');
    const none = ['--design', 'none'];
    const again = oncoscript(
      'plan',
      DEMO_CASE,
      '--out',
      at('locked'),
      '--refs-lock',
      lock,
      ...none,
    );
    expect(again.status).toBe(0);
    const other = at('other.lock');
    const changed = text.replace(/"sha256": "./g, (found) =>
      found.endsWith('0') ? '"sha256": "1' : '"sha256": "0',
    );
    writeFileSync(other, changed);
    const { status, stderr } = oncoscript(
      'plan',
      DEMO_CASE,
      '--out',
      at('unlocked'),
      '--refs-lock',
      other,
    );
    expect(status).toBe(2);
    expect(stderr).toContain('was written with another pack');
    expect(existsSync(at('unlocked', '02-findings.json'))).toBe(false);
  });

  it('gives the golden tables of both tumours', () => {
    for (const tumour of ['lung-a', 'lung-b']) {
      for (const table of ['aggregated.tsv', 'filtered.tsv', 'candidates.fasta']) {
        const golden = readFileSync(
          new URL(`../golden/${tumour}/${table}`, import.meta.url),
          'utf8',
        );
        expect(readFileSync(at('demo', tumour, 'dossier', table), 'utf8')).toBe(golden);
      }
    }
  });

  it('goes on from each stage to the same dossier', () => {
    const whole = hashesBelow(at('demo', 'lung-a'));
    expect(
      oncoscript('plan', at('demo', 'lung-a', '01-case.json'), '--out', at('from-case'), '--quiet')
        .status,
    ).toBe(0);
    expect(hashesBelow(at('from-case'))).toEqual(whole);
    expect(
      oncoscript(
        'plan',
        at('demo', 'lung-a', '02-findings.json'),
        '--out',
        at('from-findings'),
        '--quiet',
      ).status,
    ).toBe(0);
    const { '01-case.json': _case, 'dossier/variants.tsv': _variants, ...fromFindings } = whole;
    expect(hashesBelow(at('from-findings'))).toEqual(fromFindings);
  });

  it('re-tiers findings: rank alone prints the table that plan wrote, options change it', () => {
    const findings = at('demo', 'lung-a', '02-findings.json');
    const written = readFileSync(at('demo', 'lung-a', 'dossier', 'aggregated.tsv'), 'utf8');
    expect(oncoscript('rank', findings)).toMatchObject({ status: 0, stdout: written, stderr: '' });
    const strict = oncoscript('rank', findings, '--ic50', '20').stdout;
    const passes = (table: string): number =>
      table.split('\n').filter((line) => line.includes('\tPass\t')).length;
    expect(passes(strict)).toBeGreaterThan(0);
    expect(passes(strict)).toBeLessThan(passes(written));
    expect(
      oncoscript('rank', findings, '--out', at('ranked'), '--allele-specific-anchors').status,
    ).toBe(0);
    expect(readdirSync(at('ranked', 'dossier'))).toContain('index.html');
  });

  it('finds the drivers', () => {
    const genes = (tumour: string): string =>
      readFileSync(at('demo', tumour, 'dossier', 'aggregated.tsv'), 'utf8');
    for (const change of ['\tKRAS\tG12C\t', '\tTP53\tR158L\t'])
      expect(genes('lung-a')).toContain(change);
    for (const change of ['\tEGFR\tL858R\t', '\tTP53\tR175H\t'])
      expect(genes('lung-b')).toContain(change);
  });
});

describe('parts that are missing', () => {
  const vcf = fileURLToPath(new URL('../../data/demo/lung-a/tumour.vcf.gz', import.meta.url));

  it('says so where no HLA type was given, and gives the rest', () => {
    const { status, stdout } = oncoscript(
      'plan',
      '--design',
      'none',
      '--vcf',
      vcf,
      '--out',
      at('no-hla'),
    );
    expect(status).toBe(0);
    expect(stdout).toContain('not assessed: presentation of neoantigens (no HLA type was given)');
    const rows = readFileSync(at('no-hla', 'dossier', 'variants.tsv'), 'utf8')
      .trim()
      .split('\n');
    expect(rows.length).toBeGreaterThan(30);
    expect(readFileSync(at('no-hla', 'dossier', 'aggregated.tsv'), 'utf8')).not.toContain(
      '\tPass\t',
    );
  });

  it('says so where there is no VCF', () => {
    const { status, stdout } = oncoscript('plan', '--hla', 'A0201,B0702', '--out', at('no-vcf'));
    expect(status).toBe(0);
    expect(stdout).toContain('not assessed: neoantigens (no VCF was given)');
  });

  it('says so where the VCF has no annotation', () => {
    const plain = at('plain.vcf');
    writeFileSync(
      plain,
      '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\nchr1\t100\t.\tA\tC\t.\tPASS\t.\n',
    );
    const { status, stdout } = oncoscript(
      'plan',
      '--design',
      'none',
      '--vcf',
      plain,
      '--hla',
      'A0201',
      '--out',
      at('plain'),
    );
    expect(status).toBe(0);
    expect(stdout).toContain(
      'not assessed: neoantigens (plain.vcf has no VEP annotation (CSQ), and the genome build is not known',
    );
  });

  it('refuses a reference pack of another build by both names', () => {
    const { status, stderr } = oncoscript(
      'plan',
      '--design',
      'none',
      '--vcf',
      at('plain.vcf'),
      '--build',
      'GRCh38',
      '--reference',
      'reference-panel-grch37',
      '--out',
      at('builds'),
    );
    expect(status).toBe(2);
    expect(stderr).toContain('the input is on GRCh38');
    expect(stderr).toContain('on GRCh37');
  });

  it('asks which sample is the tumour', () => {
    const two = at('two.vcf');
    writeFileSync(
      two,
      '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\tS2\nchr1\t100\t.\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/0\n',
    );
    const { status, stderr } = oncoscript('plan', '--vcf', two, '--out', at('two'));
    expect(status).toBe(2);
    expect(stderr).toContain('which sample is the tumour?');
    expect(stderr).toContain('--tumour-sample');
    expect(stderr).toContain('S1, S2');
  });
});

describe('hostile input', () => {
  const CSQ =
    'Allele|Consequence|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|HGVSp|Protein_position|Amino_acids|CANONICAL|WildtypeProtein|FrameshiftSequence';
  const PROTEIN = 'MADKLNVGSTPQRIYWCHEFGALDKVLPQW';

  function hostileVcf(symbol: string): string {
    return [
      '##fileformat=VCFv4.2',
      `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ}">`,
      '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tT',
      `chr1\t100\t.\tA\tC\t.\tPASS\t__proto__=1;constructor=2;CSQ=C|missense_variant|${symbol}|=cmd()|Transcript|ENST00000000001.1|protein_coding|@SUM(A1)|7|V/D|YES|${PROTEIN}|\tGT:AD:DP\t0/1:50,50:100`,
      '',
    ].join('\n');
  }

  it('shows markup in a gene name as text and defuses cells a spreadsheet would run', () => {
    writeFileSync(at('hostile.vcf'), hostileVcf('<img/src=x/onerror=alert(1)>'));
    writeFileSync(at('formula.vcf'), hostileVcf('=cmd()'));
    for (const name of ['hostile', 'formula']) {
      const { status } = oncoscript(
        'plan',
        '--design',
        'none',
        '--vcf',
        at(`${name}.vcf`),
        '--hla',
        'A0201',
        '--out',
        at(name),
        '--name',
        '<b>bold</b>',
      );
      expect(status).toBe(0);
      const page = readFileSync(at(name, 'dossier', 'index.html'), 'utf8');
      expect(page).not.toContain('<img');
      expect(page).not.toContain('<b>bold');
      for (const table of readdirSync(at(name, 'dossier')).filter((file) =>
        file.endsWith('.tsv'),
      )) {
        const cells = readFileSync(at(name, 'dossier', table), 'utf8').split(/[\t\n]/);
        expect([table, cells.filter((cell) => /^[=@]/.test(cell))]).toEqual([table, []]);
      }
    }
    expect(readFileSync(at('formula', 'dossier', 'aggregated.tsv'), 'utf8')).toContain("'=cmd()");
  });

  it('refuses a truncated gzip by name and line and writes nothing', () => {
    const whole = readFileSync(
      fileURLToPath(new URL('../../data/demo/lung-a/tumour.vcf.gz', import.meta.url)),
    );
    writeFileSync(at('cut.vcf.gz'), whole.subarray(0, whole.length / 2));
    const { status, stderr } = oncoscript(
      'plan',
      '--design',
      'none',
      '--vcf',
      at('cut.vcf.gz'),
      '--tumour-sample',
      'LUNG_A_TUMOUR',
      '--out',
      at('cut'),
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/cut\.vcf\.gz, line \d+/);
    expect(existsSync(at('cut'))).toBe(false);
  });
});

const HCC1395 = 'cases/hcc1395/annotated.expression.vcf.gz';
const present = hasShared(HCC1395);

describe.skipIf(!present)(
  `Ctrl-C on HCC1395${present ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    it('leaves no half-written file, whenever it comes', async () => {
      for (const afterMs of [300, 900, 1_500, 2_200]) {
        const out = at(`stopped-${afterMs}`);
        const { status, stderr } = await interrupted(
          afterMs,
          'plan',
          '--design',
          'none',
          '--vcf',
          sharedPath(HCC1395),
          '--tumour-sample',
          'HCC1395_TUMOR_DNA',
          '--hla',
          'A2902,B4501',
          '--out',
          out,
        );
        if (status === 0) continue;
        if (status === null) {
          // A busy machine: the signal came before Node had read our code.
          expect(existsSync(out)).toBe(false);
          continue;
        }
        expect([afterMs, status]).toEqual([afterMs, 130]);
        expect(stderr).toContain('no half-written file');
        const written = existsSync(out) ? Object.keys(hashesBelow(out)) : [];
        expect(written.filter((name) => name.includes('partial'))).toEqual([]);
        if (written.includes('02-findings.json')) {
          const text = readFileSync(join(out, '02-findings.json'), 'utf8');
          expect(() => JSON.parse(text) as unknown).not.toThrow();
        }
      }
    });
  },
);

const LAML = 'formats/maf/tcga_laml.maf.gz';
const hasLaml = hasShared(LAML);

describe('annotate', () => {
  it('writes a table of a raw VCF', () => {
    const vcf = at('raw.vcf');
    // EGFR L858R on GRCh38, ClinVar 16609.
    writeFileSync(
      vcf,
      '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\nchr7\t55191822\t.\tT\tG\t.\tPASS\t.\n',
    );
    const out = at('raw.tsv');
    const { status } = oncoscript('annotate', vcf, '--build', 'GRCh38', '-o', out);
    expect(status).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('LRG_304t1:p.Leu858Arg');
  });
});

describe.skipIf(!hasLaml)(
  `plan on a MAF of many patients${hasLaml ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    it('asks which patient', () => {
      const { status, stderr } = oncoscript(
        'plan',
        '--design',
        'none',
        '--maf',
        sharedPath(LAML),
        '--out',
        at('laml-all'),
      );
      expect(status).toBe(2);
      expect(stderr).toContain('which one?');
      expect(stderr).toContain('--tumour-sample');
    });

    it('calls one patient on the panel and says what lies outside of it', () => {
      const out = at('laml');
      const { status, stdout } = oncoscript(
        'plan',
        '--design',
        'none',
        '--maf',
        sharedPath(LAML),
        '--tumour-sample',
        'TCGA-AB-2802',
        '--hla',
        'A0201,B0702',
        '--out',
        out,
      );
      expect(status).toBe(0);
      expect(stdout).toContain('items skipped');
      const findings = JSON.parse(readFileSync(join(out, '02-findings.json'), 'utf8')) as Findings;
      // Protein_Change of the MAF itself: p.R132H, p.R882C, p.I269fs (twice), p.D61N.
      expect(findings.drivers.map(({ geneSymbol, change }) => `${geneSymbol} ${change}`)).toEqual(
        expect.arrayContaining([
          'IDH1 R132H',
          'DNMT3A R882C',
          'PTPN11 D61N',
          expect.stringMatching(/^NPM1 I269.*fs/),
        ]),
      );
      expect(findings.skipped.some(({ code }) => code === 'not-assessed')).toBe(true);
      expect(findings.packs.map(({ id }) => id)).toContain('reference-panel-grch37');
      expect(readFileSync(join(out, 'dossier/index.html'), 'utf8')).toContain('Driver variants');
    });
  },
);

const FUSIONS = 'cases/hcc1395/arriba_fusions.tsv';
const JUNCTIONS = 'cases/hcc1395/splice_junctions.tsv';
const hasFusions = hasShared(FUSIONS) && hasShared(JUNCTIONS);

describe.skipIf(!hasFusions)(
  `plan on fusions and splice junctions${hasFusions ? '' : ' (skipped: ../shared is absent)'}`,
  () => {
    const inputs = ['--fusions', sharedPath(FUSIONS), '--junctions', sharedPath(JUNCTIONS)];

    it('counts what was read', () => {
      const { status, stdout } = oncoscript('case', 'check', ...inputs);
      expect(status).toBe(0);
      expect(stdout).toContain('181 fusions, 93 with a peptide across the junction');
      expect(stdout).toContain('219 junctions');
    });

    it('writes junctions.tsv and a section of the page, without a VCF', () => {
      const out = at('fusions');
      expect(
        oncoscript('plan', '--design', 'none', ...inputs, '--hla', 'A2902', '--out', out).status,
      ).toBe(0);
      expect(readFileSync(join(out, 'dossier/junctions.tsv'), 'utf8')).toContain('\tMLGDLSASI\t');
      expect(readFileSync(join(out, 'dossier/index.html'), 'utf8')).toContain(
        'Fusions and junctions',
      );
    });
  },
);
