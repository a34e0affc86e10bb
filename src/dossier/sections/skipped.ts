import { textCell } from '../../core/document.js';
import type { SkippedItem } from '../../core/skipped.js';
import { countByCode } from '../../core/skipped.js';
import type { References } from '../blocks.js';
import { renderBlock, titledSection } from '../blocks.js';
import { counted, formatCount } from '../format.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';

/** Items listed one by one; the JSON has them all. */
const LISTED = 200;

/** What was left out and why: counts first, then the items. */
export function skippedSection(skipped: readonly SkippedItem[], references: References): SafeHtml {
  if (skipped.length === 0) {
    return titledSection('skipped', 'Skipped', [markup`<p>Nothing was skipped.</p>`]);
  }
  const listed = skipped.slice(0, LISTED);
  const rest = skipped.length - listed.length;
  return titledSection('skipped', 'Skipped', [
    markup`<p>
      ${counted(skipped.length, 'item')} could not be used.
    </p>`,
    renderBlock(
      {
        kind: 'table',
        caption: 'Skipped, by reason',
        columns: [
          { key: 'code', title: 'Reason' },
          { key: 'count', title: 'Items' },
          { key: 'example', title: 'For example' },
        ],
        rows: countByCode(skipped).map(({ code, count }) => [
          textCell(code),
          { kind: 'number', value: count, digits: 0 },
          textCell(skipped.find((item) => item.code === code)?.reason ?? ''),
        ]),
      },
      references,
    ),
    markup`<details>
      <summary>List of ${counted(listed.length, 'item')}</summary>
      ${renderBlock(
        {
          kind: 'table',
          caption: 'Skipped items',
          columns: [
            { key: 'item', title: 'Item' },
            { key: 'code', title: 'Reason' },
            { key: 'why', title: 'Why' },
            { key: 'place', title: 'Place' },
          ],
          rows: listed.map(({ item, code, reason, file, line }) => [
            textCell(item),
            textCell(code),
            textCell(reason),
            textCell(placeOf(file, line)),
          ]),
        },
        references,
      )}
      ${rest === 0 ? null : markup`<p class="note">And ${formatCount(rest)} more; dossier.json lists them all.</p>`}
    </details>`,
  ]);
}

function placeOf(file: string | undefined, line: number | undefined): string {
  return [file, line === undefined ? undefined : `line ${line}`]
    .filter((part) => part !== undefined)
    .join(', ');
}
