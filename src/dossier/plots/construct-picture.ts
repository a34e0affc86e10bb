import type { Construct } from '../../engines/constructs/construct.js';
import { PART_ROLES, partRole, type PartRoleName } from '../../engines/constructs/part-roles.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { circularMap } from './construct-circular.js';
import { linearMap } from './construct-linear.js';
import { LETTER_PX } from './construct-labels.js';
import { grouped, PICTURE_WIDTH } from './construct-map.js';
import { px } from './scale.js';

const TITLE_HEIGHT = 46;
const KEY_ROW = 22;
const FONT = "'DejaVu Sans', Verdana, Arial, sans-serif";

/**
 * The construct as one SVG, circular or linear: features as arrows in their colours, named beside them
 * without overlap, a key of what the colours mean, and a title. Its `text` is a file of its own.
 */
export function constructPicture(construct: Construct): SafeHtml {
  const map = construct.topology === 'circular' ? circularMap(construct) : linearMap(construct);
  const key = keyOf(construct);
  const keyTop = TITLE_HEIGHT + map.height + 8;
  const height = keyTop + key.height + 12;
  const unit = construct.alphabet === 'protein' ? 'aa' : construct.alphabet === 'RNA' ? 'nt' : 'bp';
  const size = `${grouped(construct.sequence.length)} ${unit}`;
  const about = `${construct.alphabet}, ${construct.topology}, ${size}`;
  return markup`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${PICTURE_WIDTH} ${px(height)}"
    width="${PICTURE_WIDTH}"
    height="${px(height)}"
    role="img"
    font-family="${FONT}"
    font-size="11"
    fill="#1a1a1a"
  >
    <title>${`${construct.name}: ${about}`}</title>
    <desc>${description(construct)}</desc>
    <rect width="${PICTURE_WIDTH}" height="${px(height)}" fill="#ffffff"/>
    <text x="24" y="24" font-size="16" font-weight="600">${construct.name}</text>
    <text x="24" y="41" fill="#4d4d4d">${map.leftOut === 0 ? about : `${about}; ${map.leftOut} names left out for want of room`}</text>
    <g transform="translate(0 ${TITLE_HEIGHT})">${map.body}</g>
    <g transform="translate(0 ${px(keyTop)})">${key.body}</g>
  </svg>`;
}

function description({ features }: Construct): string {
  const lines = features.map(
    ({ label, ranges, strand }) =>
      `${label} ${ranges.map(({ start0, end0 }) => `${start0 + 1}-${end0}`).join(', ')}${strand === -1 ? ' (other strand)' : ''}`,
  );
  return `Features: ${lines.join('; ')}.`;
}

function keyOf({ features }: Construct): { readonly body: SafeHtml; readonly height: number } {
  const used = new Set<PartRoleName>(features.map(({ role }) => role));
  const roles = (Object.keys(PART_ROLES) as PartRoleName[]).filter((role) => used.has(role));
  let x = 24;
  let row = 0;
  const entries = roles.map((role) => {
    const { title, colour } = partRole(role);
    const width = 18 + title.length * LETTER_PX + 18;
    if (x + width > PICTURE_WIDTH - 24) {
      x = 24;
      row++;
    }
    const entry = markup`<rect x="${px(x)}" y="${row * KEY_ROW}" width="12" height="12" fill="${colour}" stroke="#4d4d4d"/>
      <text x="${px(x + 18)}" y="${row * KEY_ROW + 10}">${title}</text>`;
    x += width;
    return entry;
  });
  return { body: markup`${entries}`, height: (row + 1) * KEY_ROW };
}
