import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { newReferences, renderReferenceList, renderSection, titledSection } from './blocks.js';
import { pageData } from './candidate-view.js';
import type { DossierInput } from './dossier-input.js';
import { RESEARCH_USE_ONLY } from './dossier-input.js';
import { CLIENT_SCRIPT } from './generated/client.js';
import { markup, SafeHtml, scriptSafeJson } from './html.js';
import { candidatesSection, writtenOutSection } from './sections/candidates.js';
import { figuresSection } from './sections/figures.js';
import { methodsSection } from './sections/methods.js';
import { qualitySection } from './sections/quality.js';
import { skippedSection } from './sections/skipped.js';
import { summarySection } from './sections/summary.js';
import { STYLE_SHEET } from './styles.js';

/**
 * `dossier/index.markup`: one file that loads nothing, runs no script but its own (by hash), and is
 * readable and printable without it. Same input, same bytes.
 */
export function renderDossierHtml(input: DossierInput): string {
  const { findings, ranking, sections = [] } = input;
  const data = pageData(input);
  const references = newReferences();
  const { name } = findings.tumour;
  const parts = [
    summarySection(findings, ranking, data.candidates, references),
    figuresSection(data, ranking),
    candidatesSection(data),
    writtenOutSection(data),
    ...sections.map((section) =>
      renderSection({ ...section, id: `section-${section.id}` }, references),
    ),
    qualitySection(findings, data.candidates, references),
    skippedSection(findings.skipped, references),
    renderSection(methodsSection(findings, ranking), references),
  ];
  const contents: readonly (readonly [id: string, title: string])[] = [
    ['summary', 'Summary'],
    ['figures', 'At a glance'],
    ['candidates', 'Candidates'],
    ...sections.map(({ id, title }) => [`section-${id}`, title] as const),
    ['quality', 'Inputs'],
    ['skipped', 'Skipped'],
    ['methods', 'Methods'],
    ['references', 'References'],
  ];
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="oncoscript ${findings.softwareVersion}" />
        <title>${name}: neoantigen dossier</title>
        <style>
          ${new SafeHtml(STYLE_SHEET)}
        </style>
      </head>
      <body>
        <a class="skip" href="#candidates">Skip to the candidates</a>
        <p class="research-use" role="note">${RESEARCH_USE_ONLY}</p>
        <header class="page">
          <div>
            <p class="kind">Neoantigen dossier</p>
            <h1>${name}</h1>
          </div>
          <p class="made">
            oncoscript ${findings.softwareVersion}<br />inputs ${findings.inputHash.slice(0, 12)}
          </p>
        </header>
        <nav aria-label="Contents">
          <ul>
            ${contents.map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`)}
          </ul>
        </nav>
        <main>
          ${parts}${titledSection('references', 'References', [renderReferenceList(references)])}
        </main>
        <footer class="running" aria-hidden="true">
          ${name}: neoantigen dossier. ${RESEARCH_USE_ONLY}
        </footer>
        <script type="application/json" id="page-data">
          ${scriptSafeJson(data)}
        </script>
        <script>
          ${new SafeHtml(CLIENT_SCRIPT)}
        </script>
      </body>
    </html>`;
  return `${page.text}\n`;
}

function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `style-src '${hashSource(STYLE_SHEET)}'`,
    `script-src '${hashSource(CLIENT_SCRIPT)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** `sha256-…` as a content security policy names a piece of text. */
function hashSource(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
}
