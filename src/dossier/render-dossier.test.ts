import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { dossierFixture } from '../../test/support/dossier-fixture.js';
import { renderDossierHtml } from './render-dossier.js';

const page = renderDossierHtml(dossierFixture(40));
/** The page without its own style sheet and scripts. */
const body = (html: string): string =>
  html.replace(/<style>.*?<\/style>/s, '').replaceAll(/<script.*?<\/script>/gs, '');

const hashSource = (text: string): string =>
  `&#39;sha256-${createHash('sha256').update(text).digest('base64')}&#39;`;

/** Names of all tags (`<td`) and attributes (`class=`) of a page. */
function namesIn(html: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, tag, attributes] of body(html).matchAll(/<(\/?[^\s>]*)([^>]*)>/g)) {
    names.add(`<${tag}`);
    for (const [, name] of (attributes ?? '').matchAll(/([^\s"=]+)="[^"]*"/g))
      names.add(`${name}=`);
  }
  return names;
}

describe('renderDossierHtml', () => {
  it('gives the same bytes for the same input', () => {
    expect(renderDossierHtml(dossierFixture(40))).toBe(page);
  });

  it('allows its own style sheet and script by hash, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const script = /<script>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(policy.split('; ')).toEqual([
      'default-src &#39;none&#39;',
      `style-src ${hashSource(style)}`,
      `script-src ${hashSource(script)}`,
      'img-src data:',
      'base-uri &#39;none&#39;',
      'form-action &#39;none&#39;',
    ]);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<style/g)).toHaveLength(1);
  });

  it('has no inline style, no event handler and loads nothing', () => {
    expect(body(page)).not.toMatch(/<[^>]*\s(style|on[a-z]+|src|srcset|action|formaction)=/i);
    expect(body(page)).not.toMatch(/<(link|img|iframe|object|embed|base|form)\b/i);
  });

  it('shows markup in any field of the input as text', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const dossier = renderDossierHtml(
      dossierFixture(20, { gene: hostile, everywhere: '"\'><script>alert(2)</script>&amp;' }),
    );
    expect(dossier).not.toContain('<img');
    expect(dossier.match(/<script/g)).toHaveLength(2);
    expect(dossier.match(/<\/script/g)).toHaveLength(2);
    expect(dossier).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('has no tag or attribute of the text’s making, whatever the text says', () => {
    const known = namesIn(page);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.constantFrom('<b>', '</td>', '" onclick="', "'", '<!--', '&lt;', '</script>', ']]>'),
        (noise, opening) => {
          const text = `${opening}${noise}`;
          const html = renderDossierHtml(dossierFixture(3, { gene: text, everywhere: text }));
          expect([...namesIn(html)].filter((name) => !known.has(name))).toEqual([]);
          expect(html.match(/<\/?script/g)).toHaveLength(4);
          expect(html).not.toContain('<!--');
        },
      ),
      { numRuns: 50 },
    );
  });

  it('says research use only on top and in the line that repeats on every printed page', () => {
    const line = 'Research use only. Not for diagnosis or treatment decisions.';
    expect(page).toContain(`<p class="research-use" role="note">${line}</p>`);
    expect(page).toMatch(new RegExp(`<footer class="running"[^>]*>[^<]*${line}`));
  });

  it('says what could not be assessed, what it would need, and what was skipped', () => {
    expect(page).toContain('no class II model is installed for HLA-DRB1*04:05');
    expect(page).toContain('a class II model pack');
    expect(page).toContain('230 items could not be used.');
    expect(page).toContain('And 30 more; dossier.json lists them all.');
    expect(page).toContain('no class I model for HLA-B*82:02');
  });

  it('names criteria that failed in the row, for readers without scripts', () => {
    expect(page).toMatch(/<abbr title="failed">✕<\/abbr> binding, expression/);
    expect(page).toMatch(/<abbr title="not assessed">\?<\/abbr> /);
  });

  it('prints versions, options, packs with licence and attribution, and input hashes', () => {
    for (const text of [
      'oncoscript 0.1.0',
      'motif-1',
      'bindingThresholdNm',
      'healthy-proteome',
      'CC BY 4.0',
      'UniProt Consortium, human reference proteome',
      '5be15be15be1',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('stays below 3 MB with 358 candidates, as many as HCC1395 has', () => {
    const bytes = new TextEncoder().encode(renderDossierHtml(dossierFixture(358))).length;
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('is a page too where there is no candidate and no allele', () => {
    const { findings, ranking } = dossierFixture(1);
    const html = renderDossierHtml({
      findings: {
        ...findings,
        packs: [],
        skipped: [],
        missing: [],
        tumour: { ...findings.tumour, hla: { kind: 'missing', reason: 'no HLA typing was given' } },
        neoantigens: { alleles: [], variants: [] },
      },
      ranking: { ...ranking, candidates: [], clonalVaf: null },
    });
    expect(html).toContain('There are no candidates');
    expect(html).toContain('no HLA typing was given');
    expect(html).toContain('Nothing was skipped');
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });
});
