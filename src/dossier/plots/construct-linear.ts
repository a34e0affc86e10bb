import type { Construct, ConstructFeature } from '../../engines/constructs/construct.js';
import { partRole } from '../../engines/constructs/part-roles.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import {
  lanesOf,
  spreadLabels,
  stackLabels,
  textWidth,
  type EdgeWish,
  type SpreadLabel,
  type StackedLabel,
} from './construct-labels.js';
import { type ConstructMap, grouped, PICTURE_WIDTH, shortened, tickStep } from './construct-map.js';
import { linearScale, px } from './scale.js';

const LEFT = 36;
const RIGHT = PICTURE_WIDTH - 36;
const LANE = 28;
const BOX = 22;
const LABEL_ROW = 18;
const MOST_ROWS = 6;
/** Slanted names: room along the line for 11 px text at 60 degrees. */
const SLANT_SPACING = 17;
const SLANT = Math.PI / 3;
const HEAD = 7;
/** Names of linkers say nothing that their colour does not. */
const UNNAMED = new Set(['linker']);

/** Boxes on a line, in as many lanes as overlaps ask for; names inside where they fit, above where not. */
export function linearMap(construct: Construct): ConstructMap {
  const { features, sequence } = construct;
  const step = tickStep(sequence.length, 10);
  const scale = linearScale([0, sequence.length], [LEFT, RIGHT], step);
  const lanes = lanesOf(features.map(({ ranges }) => ranges));
  const laneCount = Math.max(1, ...lanes.map((lane) => lane + 1));
  const boxes = features.map((feature, i) => {
    const [{ start0, end0 }] = feature.ranges;
    const [left, right] = [scale.at(start0), Math.max(scale.at(end0), scale.at(start0) + 1.5)];
    return { feature, left, right, lane: lanes[i] as number };
  });
  const isInside = (box: (typeof boxes)[number]): boolean =>
    textWidth(box.feature.label) + 2 * HEAD <= box.right - box.left;
  const outside = boxes.filter((box) => !isInside(box) && !UNNAMED.has(box.feature.role));
  const wishes = outside
    .sort((a, b) => b.right - b.left - (a.right - a.left))
    .map(({ feature, left, right }) => ({
      at: (left + right) / 2,
      text: shortened(feature.label),
    }));
  const stacked = stackLabels(wishes, 8, PICTURE_WIDTH - 8, MOST_ROWS);
  const longest = Math.max(0, ...wishes.map(({ text }) => textWidth(text)));
  const slantRight = PICTURE_WIDTH - 12 - longest * Math.cos(SLANT);
  const spread = stacked === null ? spreadLabels(wishes, LEFT, slantRight, SLANT_SPACING) : null;
  const labelHeight =
    stacked === null
      ? longest * Math.sin(SLANT) + 34
      : (Math.max(-1, ...stacked.map(({ row }) => row)) + 1) * LABEL_ROW + 12;
  const top = labelHeight;
  const bottom = top + laneCount * LANE;
  return {
    height: bottom + 30,
    leftOut: spread?.leftOut ?? 0,
    body: markup`
      ${stacked === null ? (spread?.labels ?? []).map((label) => slantedName(label, top)) : stacked.map((label) => stackedName(label, top))}
      ${boxes.map(({ feature, left, right, lane }) => markup`${boxPath(feature, left, right, top + lane * LANE + 3, construct.alphabet)}${isInside({ feature, left, right, lane }) ? markup`<text x="${px((left + right) / 2)}" y="${px(top + lane * LANE + 18)}" text-anchor="middle">${feature.label}</text>` : null}`)}
      <path d="M${LEFT} ${px(bottom + 3)}H${RIGHT}" stroke="#4d4d4d" fill="none"/>
      ${scale.ticks.map(
        (tick) => markup`<path d="M${px(scale.at(tick))} ${px(bottom + 3)}v5" stroke="#4d4d4d"/>
          <text x="${px(scale.at(tick))}" y="${px(bottom + 20)}" text-anchor="middle" fill="#4d4d4d">${grouped(tick)}</text>`,
      )}`,
  };
}

function boxPath(
  feature: ConstructFeature,
  left: number,
  right: number,
  top: number,
  alphabet: Construct['alphabet'],
): SafeHtml {
  const colour = feature.colour ?? partRole(feature.role).colour;
  // Only the strands of DNA, and what is read off RNA, have a direction worth an arrow.
  const isArrow = right - left > 2 * HEAD && (alphabet === 'DNA' || feature.role === 'CDS');
  const head = isArrow ? HEAD : 0;
  const [from, to] = feature.strand === 1 ? [left, right] : [right, left];
  const shaft = to - feature.strand * head;
  const path = `M${px(from)} ${px(top)}H${px(shaft)}L${px(to)} ${px(top + BOX / 2)}L${px(shaft)} ${px(top + BOX)}H${px(from)}z`;
  const plain = `M${px(left)} ${px(top)}H${px(right)}V${px(top + BOX)}H${px(left)}z`;
  return markup`<path d="${isArrow ? path : plain}" fill="${colour}" stroke="#4d4d4d" stroke-width="0.8"><title>${feature.label}</title></path>`;
}

function stackedName({ at, left, row, text }: StackedLabel, top: number): SafeHtml {
  const y = top - 12 - row * LABEL_ROW;
  const isRightOfLeader = left > at;
  return markup`<path d="M${px(at)} ${px(top + 3)}V${px(y - 8)}" stroke="#808080" stroke-width="0.8" fill="none"/>
    <text x="${px(isRightOfLeader ? left : left + textWidth(text))}" y="${px(y)}" text-anchor="${isRightOfLeader ? 'start' : 'end'}">${text}</text>`;
}

function slantedName({ at, placed, text }: SpreadLabel<EdgeWish>, top: number): SafeHtml {
  const y = top - 24;
  return markup`<path d="M${px(at)} ${px(top + 3)}V${px(top - 3)}L${px(placed)} ${px(y + 4)}" stroke="#808080" stroke-width="0.8" fill="none"/>
    <text transform="translate(${px(placed + 4)} ${px(y)}) rotate(-60)">${text}</text>`;
}
