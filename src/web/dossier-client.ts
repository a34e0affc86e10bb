import { candidateColumns } from '../dossier/candidate-columns.js';
import { candidateDetail } from '../dossier/candidate-detail.js';
import type { CandidateView, PageData } from '../dossier/candidate-view.js';
import { markup } from '../dossier/html.js';
import { filterCandidates, sortCandidates } from '../dossier/candidate-list.js';

interface Row {
  readonly candidate: CandidateView;
  readonly group: HTMLTableSectionElement;
  readonly toggle: HTMLButtonElement;
}

const embedded = document.getElementById('page-data')?.textContent;
const table = document.querySelector<HTMLTableElement>('table.candidates');
if (embedded != null && table !== null) {
  startTable(table, JSON.parse(embedded) as PageData);
}

/** Makes the printed table one that sorts, filters and opens; the page is complete without it. */
function startTable(table: HTMLTableElement, data: PageData): void {
  document.documentElement.dataset['script'] = 'on';
  const columns = candidateColumns(data.expressionUnit);
  const rows = new Map<CandidateView, Row>(
    data.candidates.map((candidate) => [candidate, prepareRow(candidate)]),
  );
  const filterText = element('filter-text', HTMLInputElement);
  const sortBy = element('sort-by', HTMLSelectElement);
  const shownCount = element('shown-count', HTMLOutputElement);
  const chips = [...document.querySelectorAll<HTMLButtonElement>('#toolbar .chip')];
  const headers = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
  let descending = false;
  let shown: readonly CandidateView[] = data.candidates;

  for (const header of headers) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => {
      const key = header.dataset['key'] as string;
      sort(key, sortBy.value === key ? !descending : false);
    });
  }
  sortBy.addEventListener('change', () => {
    sort(sortBy.value, false);
  });
  filterText.addEventListener('input', filter);
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
      filter();
    });
  }
  onClick('open-all', () => {
    for (const candidate of shown) setOpen(rowOf(candidate), true);
  });
  onClick('close-all', () => {
    for (const row of rows.values()) setOpen(row, false);
  });
  onClick('reset', () => {
    filterText.value = '';
    for (const chip of chips) chip.setAttribute('aria-pressed', 'true');
    sort('place', false);
    filter();
  });
  globalThis.addEventListener('hashchange', openLinked);
  globalThis.addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  element('toolbar', HTMLElement).hidden = false;
  filter();
  openLinked();

  function rowOf(candidate: CandidateView): Row {
    return rows.get(candidate) as Row;
  }

  function prepareRow(candidate: CandidateView): Row {
    const group = element(`c${candidate.place}`, HTMLTableSectionElement);
    const cell = group.rows[0]?.cells[0] as HTMLTableCellElement;
    const toggle = document.createElement('button');
    toggle.type = 'button';
    toggle.className = 'toggle';
    toggle.textContent = String(candidate.place);
    toggle.setAttribute('aria-expanded', 'false');
    toggle.setAttribute('aria-label', `Details of ${candidate.gene} ${candidate.change}`);
    cell.replaceChildren(toggle);
    const row: Row = { candidate, group, toggle };
    group.rows[0]?.addEventListener('click', (event) => {
      const selecting = globalThis.getSelection()?.isCollapsed === false;
      if (selecting && event.target !== toggle) return;
      setOpen(row, toggle.getAttribute('aria-expanded') !== 'true');
    });
    return row;
  }

  function setOpen({ candidate, group, toggle }: Row, open: boolean): void {
    toggle.setAttribute('aria-expanded', String(open));
    const opened = group.rows[1];
    if (!open) {
      opened?.remove();
    } else if (opened === undefined) {
      // Built by the escaping templates that wrote the page; the policy runs no other script anyway.
      group.insertAdjacentHTML(
        'beforeend',
        markup`<tr class="opened" role="row" id="o${candidate.place}">
          <td role="cell" colspan="${columns.length}">${candidateDetail(candidate, data)}</td>
        </tr>`.text,
      );
      toggle.setAttribute('aria-controls', `o${candidate.place}`);
    }
  }

  function sort(key: string, down: boolean): void {
    const column = columns.find((candidate) => candidate.key === key);
    if (column === undefined) return;
    descending = down;
    sortBy.value = key;
    for (const header of headers) {
      if (header.dataset['key'] === key) {
        header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      } else {
        header.removeAttribute('aria-sort');
      }
    }
    table.append(
      ...sortCandidates(data.candidates, column, down).map((candidate) => rowOf(candidate).group),
    );
  }

  function filter(): void {
    const tiers = new Set(
      chips
        .filter((chip) => chip.getAttribute('aria-pressed') === 'true')
        .map((chip) => chip.dataset['tier']),
    );
    shown = filterCandidates(data.candidates, filterText.value, (tier) => tiers.has(tier));
    const visible = new Set(shown);
    for (const { candidate, group } of rows.values()) group.hidden = !visible.has(candidate);
    shownCount.value = `${shown.length} of ${data.candidates.length} shown`;
  }

  /** `#c12`, as the plots link to, opens that candidate even where a filter hides it. */
  function openLinked(): void {
    const place = /^#[cd](\d+)$/.exec(globalThis.location.hash)?.[1];
    const candidate = data.candidates.find((each) => String(each.place) === place);
    if (candidate === undefined) return;
    const row = rowOf(candidate);
    row.group.hidden = false;
    setOpen(row, true);
    row.group.scrollIntoView({ block: 'start' });
    row.toggle.focus({ preventScroll: true });
  }
}

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} with id ${id}`);
  return found;
}

function onClick(id: string, act: () => void): void {
  element(id, HTMLButtonElement).addEventListener('click', act);
}
