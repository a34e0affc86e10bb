import type { Construct, ConstructFeature } from '../../engines/constructs/construct.js';
import { partRole } from '../../engines/constructs/part-roles.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { lanesOf, spreadLabels, type EdgeWish, type SpreadLabel } from './construct-labels.js';
import { type ConstructMap, grouped, PICTURE_WIDTH, shortened, tickStep } from './construct-map.js';
import { px } from './scale.js';

const RING = 190;
const LANE = 20;
const BAND = 14;
const NAME_ROW = 17;
const CENTRE_X = PICTURE_WIDTH / 2;
/** Names stand in two columns outside the ring. */
const NAME_X = RING + 62;
const LEAST_HEIGHT = 2 * RING + 70;
const UNNAMED = new Set(['linker']);
const TURN = 2 * Math.PI;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A ring read clockwise from the top, features on it and, where they overlap, inside it; names at both sides. */
export function circularMap(construct: Construct): ConstructMap {
  const { sequence, features } = construct;
  const angle = (place: number): number => (place / sequence.length) * TURN;
  const lanes = lanesOf(features.map(({ ranges }) => ranges));
  const named = features
    .map((feature, i) => ({
      feature,
      middle: angle(middleOf(feature, sequence.length)),
      radius: RING - (lanes[i] as number) * LANE + BAND / 2,
    }))
    .filter(({ feature }) => !UNNAMED.has(feature.role));
  const isRight = ({ middle }: { middle: number }): boolean => middle <= TURN / 2;
  const sides = [named.filter(isRight), named.filter((name) => !isRight(name))];
  const rows = Math.max(...sides.map((side) => side.length));
  const height = Math.max(LEAST_HEIGHT, rows * NAME_ROW + 20);
  const centre: Point = { x: CENTRE_X, y: height / 2 };
  const names = sides.map((side, i) => {
    const wishes = side.map(({ feature, middle, radius }) => ({
      at: centre.y - (RING + 24) * Math.cos(middle),
      text: shortened(feature.label),
      anchor: onRing(centre, middle, radius),
      elbow: onRing(centre, middle, RING + 24),
    }));
    const { labels } = spreadLabels(wishes, 10, height - 10, NAME_ROW);
    return labels.map((label) => nameAt(label, centre, i === 0 ? 1 : -1));
  });
  const step = tickStep(sequence.length, 12);
  // The last one gives way where it would stand on the origin's.
  const ticks = Array.from(
    { length: Math.ceil(sequence.length / step) },
    (_, i) => i * step,
  ).filter((tick) => tick === 0 || sequence.length - tick >= step / 2);
  const innermost = RING - Math.max(0, ...lanes) * LANE - 26;
  return {
    height,
    leftOut: 0,
    body: markup`
      <circle cx="${px(centre.x)}" cy="${px(centre.y)}" r="${RING}" fill="none" stroke="#4d4d4d" stroke-width="2"/>
      ${names}
      ${features.map((feature, i) => arcsOf(feature, RING - (lanes[i] as number) * LANE, centre, angle))}
      ${ticks.map((tick) => tickAt(tick, angle(tick), centre, innermost))}
      <text x="${px(centre.x)}" y="${px(centre.y + 4)}" text-anchor="middle" font-weight="600">${grouped(sequence.length)} bp</text>`,
  };
}

/** Of the bases it covers, the one in the middle, over the origin too. */
function middleOf({ ranges }: ConstructFeature, length: number): number {
  const covered = ranges.reduce((sum, { start0, end0 }) => sum + end0 - start0, 0);
  const [{ start0, end0 }] = ranges;
  // Joined ranges with gaps between: the first stands for all, unless the feature goes over the origin.
  const isOverOrigin = ranges.length === 2 && end0 === length && ranges[1]?.start0 === 0;
  return isOverOrigin ? (start0 + covered / 2) % length : (start0 + end0) / 2;
}

function onRing({ x, y }: Point, angle: number, radius: number): Point {
  return { x: x + radius * Math.sin(angle), y: y - radius * Math.cos(angle) };
}

function arcsOf(
  feature: ConstructFeature,
  radius: number,
  centre: Point,
  angle: (place: number) => number,
): readonly SafeHtml[] {
  const colour = feature.colour ?? partRole(feature.role).colour;
  const last = feature.strand === 1 ? feature.ranges.length - 1 : 0;
  return feature.ranges.map(
    ({ start0, end0 }, i) =>
      markup`<path d="${bandPath(angle(start0), angle(end0), radius, i === last ? feature.strand : 0, centre)}" fill="${colour}" stroke="#4d4d4d" stroke-width="0.8"><title>${feature.label}</title></path>`,
  );
}

/** A band along the ring; its head points clockwise (1), back (-1), or it has none (0). */
function bandPath(
  from: number,
  to: number,
  radius: number,
  direction: 1 | -1 | 0,
  centre: Point,
): string {
  const [outer, inner] = [radius + BAND / 2, radius - BAND / 2];
  const head = Math.min(8 / radius, (to - from) / 2);
  const start = direction === -1 ? from + head : from;
  const end = direction === 1 ? to - head : to;
  const isLarge = end - start > Math.PI ? 1 : 0;
  const at = (angle: number, r: number): string => {
    const { x, y } = onRing(centre, angle, r);
    return `${px(x)} ${px(y)}`;
  };
  const tip = direction === 1 ? `L${at(to, radius)}` : '';
  const tail = direction === -1 ? `L${at(from, radius)}` : '';
  return `M${at(start, outer)}A${px(outer)} ${px(outer)} 0 ${isLarge} 1 ${at(end, outer)}${tip}L${at(end, inner)}A${px(inner)} ${px(inner)} 0 ${isLarge} 0 ${at(start, inner)}${tail}z`;
}

function nameAt(
  label: SpreadLabel<EdgeWish & { readonly anchor: Point; readonly elbow: Point }>,
  centre: Point,
  side: 1 | -1,
): SafeHtml {
  const x = centre.x + side * NAME_X;
  const { anchor, elbow, placed, text } = label;
  return markup`<path d="M${px(anchor.x)} ${px(anchor.y)}L${px(elbow.x)} ${px(elbow.y)}L${px(x - side * 14)} ${px(placed)}H${px(x - side * 4)}" stroke="#808080" stroke-width="0.8" fill="none"/>
    <text x="${px(x)}" y="${px(placed + 4)}" text-anchor="${side === 1 ? 'start' : 'end'}">${text}</text>`;
}

function tickAt(tick: number, angle: number, centre: Point, innermost: number): SafeHtml {
  const [from, to] = [onRing(centre, angle, innermost + 12), onRing(centre, angle, innermost + 17)];
  const name = onRing(centre, angle, innermost - 6);
  return markup`<path d="M${px(from.x)} ${px(from.y)}L${px(to.x)} ${px(to.y)}" stroke="#4d4d4d"/>
    <text x="${px(name.x)}" y="${px(name.y + 4)}" text-anchor="middle" font-size="10" fill="#4d4d4d">${grouped(tick)}</text>`;
}
