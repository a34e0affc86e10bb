import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

import { RESEARCH_USE_ONLY } from './dossier-input.js';
import { markup, SafeHtml, scriptSafeJson } from './html.js';
import { STYLE_SHEET } from './styles.js';

/** What stands in one of our pages. */
export interface PageParts {
  readonly title: string;
  /** Over the name, e.g. `Neoantigen dossier`. */
  readonly kind: string;
  /** Of the case. */
  readonly name: string;
  readonly softwareVersion: string;
  readonly inputHash: string;
  /** Where a keyboard may skip to. */
  readonly skip: { readonly id: string; readonly text: string };
  readonly contents: readonly (readonly [id: string, title: string])[];
  readonly body: readonly SafeHtml[];
  /** Our own script with the data it reads; a page without one runs none. */
  readonly script?: { readonly text: string; readonly data: unknown };
}

/** One file that loads nothing, runs no script but the one given (by hash), and prints. Same parts, same bytes. */
export function renderPage(parts: PageParts): string {
  const { title, kind, name, softwareVersion, inputHash, skip, contents, body, script } = parts;
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(script?.text ?? null)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="oncoscript ${softwareVersion}" />
        <title>${title}</title>
        <style>
          ${new SafeHtml(STYLE_SHEET)}
        </style>
      </head>
      <body>
        <a class="skip" href="#${skip.id}">${skip.text}</a>
        <p class="research-use" role="note">${RESEARCH_USE_ONLY}</p>
        <header class="page">
          <div>
            <p class="kind">${kind}</p>
            <h1>${name}</h1>
          </div>
          <p class="made">
            oncoscript ${softwareVersion}<br />inputs ${inputHash.slice(0, 12)}
          </p>
        </header>
        <nav aria-label="Contents">
          <ul>
            ${contents.map(([id, text]) => markup`<li><a href="#${id}">${text}</a></li>`)}
          </ul>
        </nav>
        <main>
          ${body}
        </main>
        <footer class="running" aria-hidden="true">
          ${title}. ${RESEARCH_USE_ONLY}
        </footer>
        ${
          script === undefined
            ? null
            : markup`<script type="application/json" id="page-data">
          ${scriptSafeJson(script.data)}
        </script>
        <script>
          ${new SafeHtml(script.text)}
        </script>`
        }
      </body>
    </html>`;
  return `${page.text}\n`;
}

function contentSecurityPolicy(script: string | null): string {
  return [
    "default-src 'none'",
    `style-src '${hashSource(STYLE_SHEET)}'`,
    ...(script === null ? [] : [`script-src '${hashSource(script)}'`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** `sha256-…` as a content security policy names a piece of text. */
function hashSource(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
}
