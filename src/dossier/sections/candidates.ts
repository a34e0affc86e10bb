import type { Tier } from '../../findings/ranking/ranking.js';
import { titledSection } from '../blocks.js';
import type { CandidateColumn } from '../candidate-columns.js';
import { candidateColumns, tierBadge } from '../candidate-columns.js';
import { candidateDetail, candidateHeading } from '../candidate-detail.js';
import type { CandidateView, PageData } from '../candidate-view.js';
import { formatCount } from '../format.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { TIER_MEANINGS, tierGroup } from '../tiers.js';

/**
 * Candidates written out in full in the page itself, for print and for readers without scripts; the
 * page's script opens the others from the embedded data. 358 written out would be 4 MB and over 350 pages.
 */
const WRITTEN_OUT = 25;

export function candidatesSection(data: PageData): SafeHtml {
  const { candidates } = data;
  if (candidates.length === 0) {
    return titledSection('candidates', 'Candidates', [
      markup`<p>
        There are no candidates: no variant of this case changes a protein in a way that makes a new
        peptide.
      </p>`,
    ]);
  }
  const columns = candidateColumns(data.expressionUnit);
  return titledSection('candidates', 'Candidates', [
    toolbar(candidates, columns),
    markup`<div class="scroll candidates" tabindex="0" role="group" aria-label="Candidates table">
      <table class="candidates" role="table">
        <caption>
          ${formatCount(candidates.length)} candidates, best first. ✕ failed, ? could not be
          assessed, NA no value (point at it for the reason).
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${columns.map(columnHeader)}
          </tr>
        </thead>
        ${candidates.map((candidate) => candidateRow(candidate, columns))}
      </table>
    </div>`,
  ]);
}

/** The best candidates in full; hidden on screen where the script opens rows instead. */
export function writtenOutSection(data: PageData): SafeHtml {
  const shown = data.candidates.slice(0, WRITTEN_OUT);
  if (shown.length === 0) return markup``;
  const rest = data.candidates.length - shown.length;
  return markup`<div class="written-out">
    ${titledSection('details', 'Candidates in full', [
      rest === 0
        ? markup``
        : markup`<p class="note">
            The first ${shown.length} places. The other ${formatCount(rest)} open in the table above
            in a browser that runs scripts, and are in dossier.json.
          </p>`,
      ...shown.map(
        (candidate) =>
          markup`<article
            class="card"
            id="d${candidate.place}"
            aria-labelledby="d${candidate.place}-title"
          >
            <h3 id="d${candidate.place}-title">
              <span class="place">${candidate.place}</span> ${candidateHeading(candidate)} ${tierBadge(candidate.tier)}
            </h3>
            ${candidateDetail(candidate, data)}
          </article>`,
      ),
    ])}
  </div>`;
}

function columnHeader({ key, title, unit, help, numeric }: CandidateColumn): SafeHtml {
  return markup`<th
    role="columnheader"
    scope="col"
    data-key="${key}"
    class="${numeric ? 'number' : ''}"
    title="${help}"
    ${key === 'place' ? markup` aria-sort="ascending"` : null}
  >
    <span>${title}</span>${
      unit === null ? null : markup`<small>${unit === 'unstated' ? 'unit unstated' : unit}</small>`
    }
  </th>`;
}

function candidateRow(candidate: CandidateView, columns: readonly CandidateColumn[]): SafeHtml {
  const { place, tier } = candidate;
  return markup`<tbody role="rowgroup" id="c${place}" data-tier="${tier}" class="${tierGroup(tier)}">
    <tr role="row">
      ${columns.map((column) => {
        const content =
          column.key === 'place' && place <= WRITTEN_OUT
            ? markup`<a class="place" href="#d${place}">${place}</a>`
            : column.cell(candidate);
        const attributes = markup`data-label="${labelOf(column)}"
        class="c-${column.key}${column.numeric ? ' number' : ''}"`;
        return column.key === 'gene'
          ? markup`<th role="rowheader" scope="row" ${attributes}>${content}</th>`
          : markup`<td role="cell" ${attributes}>${content}</td>`;
      })}
    </tr>
  </tbody>`;
}

function labelOf({ title, unit }: CandidateColumn): string {
  return unit === null || unit === 'unstated' ? title : `${title}, ${unit.replace(/ \(.*/, '')}`;
}

/** Works only with the script, which shows it. */
function toolbar(
  candidates: readonly CandidateView[],
  columns: readonly CandidateColumn[],
): SafeHtml {
  const counts = new Map<Tier, number>();
  for (const { tier } of candidates) counts.set(tier, (counts.get(tier) ?? 0) + 1);
  return markup`<div class="toolbar" id="toolbar" hidden>
    <label class="search"><span>Filter</span>
      <input type="search" id="filter-text" placeholder="gene, change, peptide, allele, transcript"
        autocomplete="off" spellcheck="false"></label>
    <label class="sort"><span>Sort by</span>
      <select id="sort-by">
        ${columns.map(({ key, title }) => markup`<option value="${key}">${title}</option>`)}
      </select></label>
    <div class="chips" role="group" aria-label="Show tiers">
      ${TIER_MEANINGS.filter(({ tier }) => counts.has(tier)).map(
        ({ tier }) =>
          markup`<button
            type="button"
            class="chip ${tierGroup(tier)}"
            data-tier="${tier}"
            aria-pressed="true"
          >
            ${tier} <span>${counts.get(tier) ?? 0}</span>
          </button>`,
      )}
    </div>
    <div class="actions">
      <output id="shown-count"></output>
      <button type="button" id="open-all">Open all shown</button>
      <button type="button" id="close-all">Close all</button>
      <button type="button" id="reset">Reset</button>
    </div>
  </div>`;
}
