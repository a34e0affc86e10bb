import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Designs, modalityOf, type TherapyDesigns } from '../../src/modalities/designs.js';
import { MODALITIES } from '../../src/modalities/index.js';
import { hashesBelow, oncoscript, temporaryFolder } from './run-cli.js';

const DEMO_CASE = fileURLToPath(new URL('../../data/demo/lung-a/case.yaml', import.meta.url));
const folder = temporaryFolder();
const at = (...parts: readonly string[]): string => join(folder.path, ...parts);
const text = (...parts: readonly string[]): string => readFileSync(at(...parts), 'utf8');
const designsIn = (...parts: readonly string[]): Designs => JSON.parse(text(...parts)) as Designs;
const KINDS = MODALITIES.map(({ kind }) => kind);

/** What a page links to below its folder. */
const linksOf = (page: string): readonly string[] =>
  [...page.matchAll(/href="([^"#:]+)"/g)].map((match) => match[1] as string).sort();

beforeAll(() => {
  const { status, stderr } = oncoscript('plan', DEMO_CASE, '--out', at('plan'), '--quiet');
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => folder.remove());

const FINDINGS = at('plan', '02-findings.json');

describe('plan with designs', () => {
  it('designs every therapy in the list and records what it used', () => {
    const designs = designsIn('plan', '03-designs.json');
    expect(designs).toMatchObject({ kind: 'oncoscript/designs', schemaVersion: 1, seed: 1 });
    expect(designs.therapies.map(({ kind }) => kind)).toEqual(KINDS);
    for (const { kind, assessment, designs: made } of designs.therapies) {
      // Whether ALK is altered is not known of this tumour, and labels ask for it.
      const verdict = kind === 'checkpoint-inhibitor' ? 'cannot-say' : 'fits';
      expect([kind, assessment.verdict]).toEqual([kind, verdict]);
      expect(made.length).toBeGreaterThan(0);
    }
    const packs = designs.packs.map(({ id }) => id);
    expect(new Set(packs).size).toBe(packs.length);
    expect(packs).toEqual(expect.arrayContaining(['construct-parts', 'rna-turner2004']));
    for (const id of packs) expect(text('plan', 'refs.lock')).toContain(`"${id}"`);
  });

  it('links every file of every design from the page, and no other', () => {
    const files = Object.keys(hashesBelow(at('plan', 'dossier', 'designs')));
    expect(files.length).toBeGreaterThan(10);
    const page = text('plan', 'dossier', 'index.html');
    expect(linksOf(page)).toEqual(files.map((file) => `designs/${file}`).sort());
    for (const { title } of MODALITIES) expect(page).toContain(`>${title}</h2>`);
    expect(page).toContain('Fits this tumour');
    const { therapies } = JSON.parse(text('plan', 'dossier', 'dossier.json')) as {
      therapies: readonly { kind: string; designs: readonly { files: readonly string[] }[] }[];
    };
    expect(therapies.flatMap(({ designs }) => designs.flatMap((one) => one.files)).sort()).toEqual(
      linksOf(page),
    );
  });

  it('designs those asked for, or none', () => {
    const [kind] = KINDS.slice(-1) as [string];
    expect(
      oncoscript('plan', FINDINGS, '--design', kind, '--out', at('one'), '--quiet').status,
    ).toBe(0);
    expect(designsIn('one', '03-designs.json').therapies.map((one) => one.kind)).toEqual([kind]);
    expect(
      oncoscript('plan', FINDINGS, '--design', 'none', '--out', at('none'), '--quiet').status,
    ).toBe(0);
    expect(existsSync(at('none', '03-designs.json'))).toBe(false);
    expect(existsSync(at('none', 'dossier', 'designs'))).toBe(false);
    expect(text('none', 'dossier', 'index.html')).not.toContain('id="therapy-');
  });

  it('keeps the designs in a dossier that is ranked again, if they are of the same case', () => {
    const designs = at('plan', '03-designs.json');
    expect(oncoscript('rank', FINDINGS, '--designs', designs, '--out', at('ranked')).status).toBe(
      0,
    );
    expect(hashesBelow(at('ranked', 'dossier', 'designs'))).toEqual(
      hashesBelow(at('plan', 'dossier', 'designs')),
    );
    const [ranked, planned] = [hashesBelow(at('ranked')), hashesBelow(at('plan'))];
    for (const path of ['dossier/index.html', 'dossier/dossier.json']) {
      expect([path, ranked[path]]).toEqual([path, planned[path]]);
    }
    const other = at('other.json');
    writeFileSync(
      other,
      text('plan', '03-designs.json').replace(/"inputHash":"./, '"inputHash":"_'),
    );
    const refused = oncoscript('rank', FINDINGS, '--designs', other, '--out', at('refused'));
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.stderr).toContain('another case');
  });
});

describe('oncoscript design', () => {
  it('lists the options of a therapy, and of all', () => {
    for (const { kind, defaults } of MODALITIES) {
      const { status, stdout } = oncoscript('design', kind, '--options');
      expect(status).toBe(0);
      for (const name of Object.keys(defaults)) expect(stdout).toContain(`--set ${name}=`);
      expect(oncoscript('design').stdout).toContain(stdout);
    }
  });

  it('gives the designs that plan gave, with a page that runs no script', () => {
    for (const kind of KINDS) {
      const { status, stdout } = oncoscript('design', kind, FINDINGS, '--out', at(kind), '--quiet');
      expect([kind, status]).toEqual([kind, 0]);
      expect(stdout).toContain('fits this tumour');
      const { designs } = designsIn(kind, '03-designs.json').therapies[0] as TherapyDesigns;
      const constructs = designs.flatMap((one) => modalityOf(kind).constructs(one));
      expect(hashesBelow(at(kind, kind))).toEqual(
        hashesBelow(at('plan', 'dossier', 'designs', kind)),
      );
      const page = text(kind, 'index.html');
      expect(linksOf(page)).toEqual(
        Object.keys(hashesBelow(at(kind, kind)))
          .map((file) => `${kind}/${file}`)
          .sort(),
      );
      expect(page).not.toMatch(/<script|script-src| style=/);
      const svgs = [...page.matchAll(/<svg [^>]*role="img"/g)];
      expect(svgs.length).toBeGreaterThanOrEqual(constructs.length);
    }
  });

  it('makes a design again from the options, seed and inputs in its JSON', () => {
    const kind = 'peptide-vaccine';
    const made = at('made', kind, `${kind}-1`, `${kind}-1.json`);
    const first = oncoscript(
      'design',
      kind,
      DEMO_CASE,
      '--max-epitopes',
      '3',
      '--set',
      'pools=2',
      '--seed',
      '5',
      '--out',
      at('made'),
    );
    expect(first.status).toBe(0);
    const { options, seed, design } = JSON.parse(readFileSync(made, 'utf8')) as {
      options: Readonly<Record<string, unknown>>;
      seed: number;
      design: { peptides: readonly unknown[]; pools: readonly unknown[] };
    };
    expect([design.peptides.length, design.pools.length, seed]).toEqual([3, 2, 5]);
    const settings = Object.entries(options).flatMap(([name, value]) => [
      '--set',
      `${name}=${String(value)}`,
    ]);
    const again = oncoscript(
      'design',
      kind,
      at('made', '02-findings.json'),
      '--seed',
      String(seed),
      ...settings,
      '--out',
      at('remade'),
    );
    expect(again.status).toBe(0);
    expect(hashesBelow(at('remade', kind))).toEqual(hashesBelow(at('made', kind)));
  });

  it('exits with 2 and says what to do where the user can fix it', () => {
    const out = ['--out', at('x')];
    const cases: readonly (readonly [readonly string[], string, string])[] = [
      [['magnets', FINDINGS, ...out], 'no therapy "magnets"', 'peptide-vaccine'],
      [['peptide-vaccine', ...out], 'no case', '02-findings.json'],
      [['peptide-vaccine', FINDINGS], '--out', 'folder'],
      [['peptide-vaccine', FINDINGS, ...out, '--set', 'pool=3'], 'no option pool', 'pools'],
      [
        ['peptide-vaccine', FINDINGS, ...out, '--set', 'pools=many'],
        'pools is a string',
        'a number',
      ],
      [['peptide-vaccine', FINDINGS, ...out, '--set', 'pools'], 'not name=value', 'e.g.'],
      [
        ['peptide-vaccine', FINDINGS, ...out, '--max-epitopes', '2000'],
        'maxEpitopes is 2000',
        'from 1',
      ],
      [
        ['peptide-vaccine', at('plan', '03-designs.json'), ...out],
        'come after',
        '02-findings.json',
      ],
    ];
    for (const [args, message, hint] of cases) {
      const { status, stderr } = oncoscript('design', ...args);
      expect([args, status]).toEqual([args, 2]);
      expect(stderr).toContain(message);
      expect(stderr).toContain(hint);
    }
    expect(existsSync(at('x'))).toBe(false);
  });
});

const CSQ =
  'Allele|Consequence|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|HGVSp|Protein_position|Amino_acids|CANONICAL|WildtypeProtein|FrameshiftSequence';
const PROTEIN = 'MADKLNVGSTPQRIYWCHEFGALDKVLPQW';

/** A case of one variant on one allele, in a folder of its own. */
function oneVariant(name: string, consequence: string, gene: string): string {
  writeFileSync(
    at(`${name}.vcf`),
    [
      '##fileformat=VCFv4.2',
      `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ}">`,
      '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tT',
      `chr1\t100\t.\tA\tC\t.\tPASS\tCSQ=C|${consequence}|${gene}|ENSG00000000001|Transcript|ENST00000000001.1|protein_coding||7|${consequence === 'missense_variant' ? 'V/D' : 'V'}|YES|${PROTEIN}|\tGT:AD:DP\t0/1:50,50:100`,
      '',
    ].join('\n'),
  );
  const file = at(`${name}.yaml`);
  writeFileSync(file, `name: ${name}\nhla: [HLA-A*02:01]\ninputs:\n  vcf: ${name}.vcf\n`);
  return file;
}

/** They ask for a tumour type or copy numbers, and this case has neither. */
const NEED_MORE: ReadonlySet<string> = new Set([
  'checkpoint-inhibitor',
  'gene-replacement',
  'suicide-gene',
]);

describe('a tumour that a therapy is not for', () => {
  it('gets the reason, a page and no design, and that is no error', () => {
    const file = oneVariant('silent', 'synonymous_variant', 'GENE1');
    for (const kind of KINDS) {
      const out = `silent-${kind}`;
      const { status, stdout } = oncoscript('design', kind, file, '--out', at(out), '--quiet');
      expect([kind, status]).toEqual([kind, 0]);
      expect(designsIn(out, '03-designs.json').therapies[0]?.designs).toEqual([]);
      if (NEED_MORE.has(kind)) {
        expect(stdout).toMatch(/cannot say whether .* fits this tumour:/);
        expect(text(out, 'index.html')).toContain('Cannot say whether it fits');
        continue;
      }
      expect(stdout).toContain('not for this tumour:');
      expect(text(out, 'index.html')).toContain('Not for this tumour');
      expect(existsSync(at(out, kind))).toBe(false);
    }
  });
});

describe('a gene with a hostile name', () => {
  it('is text in pages and pictures, and no formula in what is ordered', () => {
    const names = { markup: '<img/src=x/onerror=alert(1)>', formula: '=cmd()' };
    for (const [name, gene] of Object.entries(names)) {
      const file = oneVariant(name, 'missense_variant', gene);
      expect(oncoscript('plan', file, '--out', at(name), '--quiet').status).toBe(0);
      const made = Object.keys(hashesBelow(at(name, 'dossier')));
      expect(made.some((path) => path.startsWith('designs/'))).toBe(true);
      for (const path of made.filter((one) => /\.(html|svg)$/.test(one))) {
        expect([path, text(name, 'dossier', path).includes('<img')]).toEqual([path, false]);
      }
      for (const path of made.filter((one) => one.endsWith('.csv'))) {
        const cells = text(name, 'dossier', path).split(/[,\r\n]/);
        expect([path, cells.filter((cell) => /^"?[=@]/.test(cell))]).toEqual([path, []]);
      }
    }
  });
});

const CHROMIUM = '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))(`pages with designs in ${CHROMIUM}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
  });
  afterAll(async () => browser?.close());

  it('break no rule of their own, ask for no other file, and fit a screen of 400 px', async () => {
    const [kind] = KINDS as [string];
    for (const path of [at('plan', 'dossier', 'index.html'), at(kind, 'index.html')]) {
      const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => said.push(request.url()));
      const { href } = pathToFileURL(path);
      await page.goto(href);
      expect(said).toEqual([href]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
      await page.close();
    }
  });

  it('have plots and maps in which no text covers another', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(at('plan', 'dossier', 'index.html')).href);
    // Slanted names are as wide as their shadow, not as their letters: those are left out.
    const overlaps = await page.evaluate<{ count: number; found: readonly string[] }>(`(() => {
      const boxes = (svg) =>
        [...svg.querySelectorAll('text:not([transform])')].map((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return { text: text.textContent, left, right, top: top + 3, bottom: bottom - 3 };
        });
      const meet = (a, b) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      const svgs = [...document.querySelectorAll('.line-plot svg, .construct svg')];
      const found = svgs.flatMap((svg) =>
        boxes(svg).flatMap((a, i, all) =>
          all.slice(i + 1).filter((b) => meet(a, b)).map((b) => a.text + ' / ' + b.text),
        ),
      );
      return { count: svgs.length, found };
    })()`);
    expect(overlaps.count).toBeGreaterThan(3);
    expect(overlaps.found).toEqual([]);
  });
});
