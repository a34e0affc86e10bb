import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import type { TierGroup } from '../tiers.js';
import { TIER_GROUPS } from '../tiers.js';
import { px } from './scale.js';

/** The mark of a tier group: shape and colour both tell it, so that neither has to. */
export function tierMark(group: TierGroup, x: number, y: number): SafeHtml {
  switch (group) {
    case 'pass':
      return markup`<circle class="mark pass" cx="${px(x)}" cy="${px(y)}" r="5"/>`;
    case 'peptide':
      return markup`<path
        class="mark peptide"
        d="M${px(x)} ${px(y - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
     />`;
    case 'tumour':
      return markup`<path class="mark tumour" d="M${px(x)} ${px(y - 5)}l5.2 9h-10.4z"/>`;
    case 'poor':
      return markup`<path class="mark poor" d="M${px(x - 3.5)} ${px(y - 3.5)}l7 7m0 -7l-7 7"/>`;
  }
}

/** What the marks mean, for the groups that occur. */
export function markLegend(groups: ReadonlySet<TierGroup>): SafeHtml {
  return markup`<ul class="legend">
    ${TIER_GROUPS.filter(({ group }) => groups.has(group)).map(
      ({ group, title }) =>
        markup`<li>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            ${tierMark(group, 7, 7)}</svg>${title}
        </li>`,
    )}
  </ul>`;
}
