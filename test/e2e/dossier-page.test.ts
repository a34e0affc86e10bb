import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { renderDossierHtml } from '../../src/dossier/render-dossier.js';
import { dossierFixture } from '../support/dossier-fixture.js';

const CHROMIUM = '/usr/bin/chromium';
const HOSTILE_GENE = '<img src=x onerror=alert(1)>';

const visiblePlaces = (page: Page): Promise<string[]> =>
  page
    .locator('table.candidates > tbody:visible > tr:first-child > td:first-child')
    .allInnerTexts();

describe.skipIf(!existsSync(CHROMIUM))(`the dossier's page in ${CHROMIUM}`, () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oncoscript-dossier-'));
    const pages = {
      'forty.html': renderDossierHtml(dossierFixture(40)),
      'many.html': renderDossierHtml(dossierFixture(358)),
      'hostile.html': renderDossierHtml(
        dossierFixture(12, {
          gene: HOSTILE_GENE,
          everywhere: '"><script>document.title="owned"</script>',
        }),
      ),
    };
    for (const [name, html] of Object.entries(pages)) await writeFile(join(folder, name), html);
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a page and collects what it logs, what breaks, and what it asks the network for. */
  async function open(
    name: string,
    options: BrowserContextOptions = {},
    hash = '',
  ): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(`${pathToFileURL(join(folder, name)).href}${hash}`);
    return { page, complaints, requests };
  }

  it('runs its script under its own policy, asks for nothing and complains of nothing', async () => {
    const { page, complaints, requests } = await open('forty.html');
    await page.locator('[data-script=on]').waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
    expect(requests.filter((address) => !address.startsWith('file:'))).toEqual([]);
    expect(requests).toHaveLength(1);
    await page.context().close();
  });

  it('runs no script but its own', async () => {
    const { page, complaints } = await open('forty.html');
    await page.evaluate(
      `(() => { const s = document.createElement('script'); s.textContent = 'document.title = "owned"'; document.body.append(s); })()`,
    );
    expect(await page.title()).not.toBe('owned');
    expect(complaints.join()).toContain('Content Security Policy');
    await page.context().close();
  });

  it('shows markup in the input as text, also in rows that its script opens', async () => {
    const { page, complaints } = await open('hostile.html');
    await page.getByRole('button', { name: 'Open all shown' }).click();
    expect(complaints).toEqual([]);
    expect(await page.title()).toContain('<script>');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('#c1 th').first().innerText()).toBe(HOSTILE_GENE);
    await page.context().close();
  });

  it('sorts by a column on click and on Enter, and says so to a screen reader', async () => {
    const { page } = await open('forty.html');
    const header = page.locator('thead th[data-key=gene]').first();
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    const genes = await page.locator('tbody > tr:first-child > th.c-gene').allInnerTexts();
    expect(genes).toEqual(genes.toSorted());
    await header.getByRole('button').press('Enter');
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    expect(await page.locator('tbody > tr:first-child > th.c-gene').allInnerTexts()).toEqual(
      genes.toReversed(),
    );
    expect(await page.locator('thead th[aria-sort]').count()).toBe(1);
    await page.context().close();
  });

  it('filters by text and by tier, and counts what is shown', async () => {
    const { page } = await open('forty.html');
    const filter = page.getByRole('searchbox');
    await filter.fill('kras');
    expect(await visiblePlaces(page)).toHaveLength(1);
    expect(await page.locator('#shown-count').innerText()).toBe('1 of 40 shown');
    await filter.fill('');
    await page.locator('.chip[data-tier=Pass]').click();
    expect(await page.locator('.chip[data-tier=Pass]').getAttribute('aria-pressed')).toBe('false');
    expect(await page.locator('tbody[data-tier=Pass]:visible').count()).toBe(0);
    await page.getByRole('button', { name: 'Reset' }).click();
    expect(await visiblePlaces(page)).toHaveLength(40);
    await page.context().close();
  });

  it('opens and closes a candidate’s detail from the keyboard', async () => {
    const { page } = await open('forty.html');
    const toggle = page.locator('#c2 .toggle');
    await toggle.focus();
    await page.keyboard.press('Enter');
    expect(await toggle.getAttribute('aria-expanded')).toBe('true');
    const detail = page.locator('#c2 .detail');
    for (const title of ['Best peptide', 'Criteria', 'Transcripts', 'Predicted presentation']) {
      expect(await detail.getByRole('heading', { name: title }).count()).toBe(1);
    }
    expect(await detail.locator('.boxes .anchor').count()).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    expect(await detail.count()).toBe(0);
    await page.context().close();
  });

  it('opens the candidate that a plot links to, even where a filter hides it', async () => {
    const { page } = await open('forty.html');
    await page.getByRole('searchbox').fill('kras');
    await page.evaluate(`location.hash = '#c7'`);
    await page.locator('#c7 .detail').waitFor();
    expect(await page.locator('#c7 .toggle').getAttribute('aria-expanded')).toBe('true');
    await page.context().close();
  });

  it('reads as a whole document without scripts', async () => {
    const { page } = await open('forty.html', { javaScriptEnabled: false });
    expect(await page.locator('#toolbar').isVisible()).toBe(false);
    expect(await visiblePlaces(page)).toHaveLength(40);
    expect(await page.locator('article.card:visible').count()).toBe(25);
    await page.context().close();
  });

  it('fits a phone of 400 px without scrolling sideways, with a detail open', async () => {
    const { page } = await open('forty.html', { viewport: { width: 400, height: 800 } });
    await page.locator('#c1 .toggle').click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    await page.getByLabel('Sort by').selectOption('gene');
    expect(await page.locator('thead th[data-key=gene]').first().getAttribute('aria-sort')).toBe(
      'ascending',
    );
    await page.context().close();
  });

  it('repeats research use only on every printed page', async () => {
    const { page } = await open('forty.html');
    await page.emulateMedia({ media: 'print' });
    const footer = page.locator('footer.running');
    expect(
      await page.evaluate(`getComputedStyle(document.querySelector('footer.running')).position`),
    ).toBe('fixed');
    expect(await footer.innerText()).toContain('Research use only.');
    expect(await page.locator('article.card:visible').count()).toBe(25);
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
    await page.context().close();
  });

  it('is ready within 5 s with 358 candidates', async () => {
    const { page, complaints } = await open('many.html');
    expect(await visiblePlaces(page)).toHaveLength(358);
    const readyMs = await page.evaluate(
      `performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd`,
    );
    expect(readyMs).toBeLessThan(5000);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
