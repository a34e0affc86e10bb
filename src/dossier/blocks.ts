import type { Source } from '../core/cited.js';
import type { Block, Cell, Section } from '../core/document.js';
import { formatCount, missingValue } from './format.js';
import type { SafeHtml } from './html.js';
import { markup, joinHtml } from './html.js';
import { heatMap } from './plots/heat-map.js';
import { linePlot } from './plots/line-plot.js';

/** Numbers sources in the order they are first cited; the list is printed at the end of the page. */
export interface References {
  /** Marks such as `[2]`, linked to the list. */
  cite(sources: readonly Source[]): SafeHtml;
  /** All sources cited so far, in order. */
  list(): readonly Source[];
}

export function newReferences(): References {
  const numbers = new Map<string, { readonly number: number; readonly source: Source }>();
  return {
    cite: (sources) =>
      markup`${sources.map((source) => {
        const key = JSON.stringify([source.name, source.doi, source.pmid, source.accession]);
        let entry = numbers.get(key);
        if (entry === undefined) {
          entry = { number: numbers.size + 1, source };
          numbers.set(key, entry);
        }
        return markup` <a class="cite" href="#ref-${entry.number}">[${entry.number}]</a>`;
      })}`,
    list: () => [...numbers.values()].map(({ source }) => source),
  };
}

/** A titled part of the page. `id` is used as given; ids of foreign sections are prefixed by the caller. */
export function renderSection(section: Section, references: References): SafeHtml {
  return titledSection(
    section.id,
    section.title,
    section.blocks.map((block) => renderBlock(block, references)),
  );
}

export function titledSection(id: string, title: string, body: readonly SafeHtml[]): SafeHtml {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`;
}

export function renderBlock(block: Block, references: References): SafeHtml {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${block.text}${references.cite(block.sources ?? [])}</p>`;
    case 'notice':
      return markup`<p class="notice ${block.level}">
        <b>${block.level === 'caution' ? 'Caution' : 'Note'}:</b> ${block.text}
      </p>`;
    case 'facts':
      return markup`<dl class="facts">
        ${block.rows.map(
          ({ label, value }) =>
            markup`<div>
              <dt>${label}</dt>
              <dd>${renderCell(value)}</dd>
            </div>`,
        )}
      </dl>`;
    case 'table':
      return renderTable(block);
    case 'line-plot':
      return linePlot(block);
    case 'heat-map':
      return heatMap(block);
    case 'verbatim':
      return markup`<div class="scroll" tabindex="0" role="group" aria-label="${block.caption}">
        <p class="verbatim-caption">${block.caption}</p>
        ${block.lines.map((line) => markup`<div class="seq">${line}</div>`)}
      </div>`;
    case 'list':
      return markup`<ul>
        ${block.items.map((item) => markup`<li>${item}</li>`)}
      </ul>`;
  }
}

/** In a table of more columns, those of long texts get a width below which the table scrolls, not a word a line. */
const MOST_NARROW_COLUMNS = 10;
const LONG_TEXT = 60;

function renderTable(table: Extract<Block, { kind: 'table' }>): SafeHtml {
  const numeric = table.columns.map((_, column) =>
    table.rows.some((row) => row[column]?.kind === 'number'),
  );
  const long = table.columns.map(
    (_, column) =>
      table.columns.length > MOST_NARROW_COLUMNS &&
      table.rows.some((row) => {
        const cell = row[column];
        return cell?.kind === 'text' && cell.text.length > LONG_TEXT;
      }),
  );
  const cellClass = (column: number): string =>
    numeric[column] === true ? 'number' : long[column] === true ? 'long' : '';
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${table.caption}">
    <table class="plain">
      <caption>
        ${table.caption}
      </caption>
      <thead>
        <tr>
          ${table.columns.map(
            ({ title, help }, column) =>
              markup`<th scope="col" class="${cellClass(column)}">
                ${help === undefined ? title : markup`<abbr title="${help}">${title}</abbr>`}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          (row) =>
            markup`<tr>
              ${row.map((cell, column) =>
                column === 0
                  ? markup`<th scope="row">${renderCell(cell)}</th>`
                  : markup`<td class="${cellClass(column)}">${renderCell(cell)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderCell(cell: Cell): SafeHtml {
  switch (cell.kind) {
    case 'text':
      return markup`${cell.text}`;
    case 'number': {
      const number =
        cell.digits === 0 ? formatCount(Math.round(cell.value)) : cell.value.toFixed(cell.digits);
      return markup`${number}${cell.unit === undefined ? null : ` ${cell.unit}`}`;
    }
    case 'missing':
      return missingValue(cell.reason);
  }
}

/** The numbered list that the marks point to. */
export function renderReferenceList(references: References): SafeHtml {
  return markup`<ol class="references">
    ${references
      .list()
      .map((source, index) => markup`<li id="ref-${index + 1}">${renderSource(source)}</li>`)}
  </ol>`;
}

function renderSource(source: Source): SafeHtml {
  const { name, pmid, doi, accession, url, date, licence } = source;
  const parts = [markup`${name}`];
  if (doi !== undefined) parts.push(link(`https://doi.org/${doi}`, `doi:${doi}`));
  if (pmid !== undefined) {
    parts.push(link(`https://pubmed.ncbi.nlm.nih.gov/${pmid}/`, `PMID ${pmid}`));
  }
  if (accession !== undefined) parts.push(markup`${accession}`);
  if (url !== undefined) parts.push(/^https?:\/\//i.test(url) ? link(url, url) : markup`${url}`);
  if (date !== undefined) parts.push(markup`${date}`);
  if (licence !== undefined) parts.push(markup`licence ${licence}`);
  return joinHtml(parts, '; ');
}

function link(address: string, text: string): SafeHtml {
  return markup`<a href="${address}" rel="noreferrer">${text}</a>`;
}
