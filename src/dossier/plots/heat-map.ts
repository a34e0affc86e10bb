import type { HeatMap } from '../../core/document.js';
import type { SafeHtml } from '../html.js';
import { joinHtml, markup } from '../html.js';

/** Strongest first; the style sheet has a ground and a text colour of each. */
const LEVEL_CLASSES = ['strong', 'weak', 'faint'] as const;
const MORE_DIGITS = 4;

/** A table whose cells are shaded by level; every number is written, so that no reader depends on the shade. */
export function heatMap(map: HeatMap): SafeHtml {
  checkShape(map);
  const { rows, columns, values, unit } = map;
  const framed = new Set(map.framed?.cells.map(([row, column]) => `${row} ${column}`));
  return markup`<figure class="heat-map">
    <div class="scroll" tabindex="0" role="group" aria-label="${map.caption}">
      <table class="matrix">
        <caption>
          ${map.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="corner">${map.columnTitle} →<br />${map.rowTitle} ↓</th>
            ${columns.map((name) => markup`<th scope="col" class="upright"><span>${name}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (name, row) =>
              markup`<tr>
                <th scope="row">${name}</th>
                ${columns.map((_, column) => cell(map, values[row]?.[column] ?? null, framed.has(`${row} ${column}`)))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <figcaption>
      ${joinHtml([...map.levels.map(({ name, atMost }, i) => markup`<span class="heat ${LEVEL_CLASSES[i] as string}">≤ ${atMost}${unit === undefined ? null : ` ${unit}`}</span> ${name}`), ...(map.framed === undefined ? [] : [markup`<span class="heat framed">frame</span> ${map.framed.meaning}`]), markup`– ${map.noValue}`], '; ')}.
    </figcaption>
  </figure>`;
}

function cell(map: HeatMap, value: number | null, isFramed: boolean): SafeHtml {
  const frame = isFramed ? ' framed' : '';
  if (value === null) return markup`<td class="heat${frame}">–</td>`;
  const level = levelOf(map, value);
  const shade = level === -1 ? '' : ` ${LEVEL_CLASSES[level] as string}`;
  return markup`<td class="heat${shade}${frame}">${numberText(map, value)}</td>`;
}

function levelOf({ levels }: HeatMap, value: number): number {
  return levels.findIndex(({ atMost }) => value <= atMost);
}

/** With more digits where rounding would show a number of another level, as 2.04 where 2 is a limit. */
function numberText(map: HeatMap, value: number): string {
  for (let { digits } = map; digits < map.digits + MORE_DIGITS; digits++) {
    const text = value.toFixed(digits);
    if (levelOf(map, Number(text)) === levelOf(map, value)) return text;
  }
  return String(value);
}

/** @throws Error for a map whose sizes do not fit together: a bug of the modality. */
function checkShape({ rows, columns, values, levels }: HeatMap): void {
  if (values.length !== rows.length || values.some((row) => row.length !== columns.length)) {
    throw new Error(`a heat map of ${rows.length} x ${columns.length} has other values`);
  }
  const isRising = levels.every(
    ({ atMost }, i) => i === 0 || atMost > (levels[i - 1] as { atMost: number }).atMost,
  );
  if (levels.length > LEVEL_CLASSES.length || !isRising) {
    throw new Error('a heat map has up to three levels with rising limits');
  }
}
