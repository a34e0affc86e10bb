import type { LinePlot, PlotAxis, PlotLine, PlotPoint } from '../../core/document.js';
import { counted } from '../format.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { spreadLabels, textWidth } from './construct-labels.js';
import { placeLabels } from './place-labels.js';
import { linearScale, niceStep, px, type Scale } from './scale.js';

const WIDTH = 620;
const HEIGHT = 330;
const TOP = 16;
const BOTTOM = HEIGHT - 50;
const LEFT = 72;
const RIGHT_MARGIN = 16;
/** Names of lines stand right of the frame, but take no more than this of it. */
const WIDEST_NAME = 170;
/** Colour, dash and mark tell lines apart, so that none of them has to. */
const STYLES = ['first', 'second', 'third', 'fourth'] as const;
const MOST_MARKS = 60;

interface Frame {
  readonly right: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** Lines over two axes, each named at its end, with a title and a description for readers who do not see it. */
export function linePlot(plot: LinePlot): SafeHtml {
  const { lines, caption } = plot;
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0 || lines.length > STYLES.length) {
    throw new Error(`a line plot of ${lines.length} lines and ${points.length} points`);
  }
  const isNamed = lines.length > 1;
  const nameWidth = isNamed
    ? Math.min(WIDEST_NAME, Math.max(...lines.map(({ name }) => textWidth(name))) + 12)
    : 0;
  const right = WIDTH - RIGHT_MARGIN - nameWidth;
  const x = axisScale(
    points.map((point) => point.x),
    [LEFT, right],
    8,
  );
  const y = axisScale(
    points.map((point) => point.y),
    [BOTTOM, TOP],
    6,
  );
  const frame = { right, x, y };
  return markup`<figure class="plot line-plot">
    <div class="scroll"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
      <title>${`${axisTitle(plot.y)} against ${axisTitle(plot.x)}`}</title>
      <desc>${description(plot)}</desc>
      ${axes(plot, frame)}
      ${lines.map((line, i) => drawnLine(line, STYLES[i] as string, frame))}
      ${isNamed ? lineNames(lines, frame) : null}
      ${pointNames(lines, frame)}
    </svg></div>
    <figcaption>${caption}</figcaption>
  </figure>`;
}

/** Round ticks around the values; a single value gets a span of its own. */
function axisScale(
  values: readonly number[],
  range: readonly [number, number],
  steps: number,
): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most > least ? most - least : Math.abs(most) || 1;
  const step = niceStep(span, steps);
  const low = Math.floor((most > least ? least : least - span / 2) / step) * step;
  const high = Math.ceil((most > least ? most : most + span / 2) / step) * step;
  return linearScale([low, high], range, step);
}

function axisTitle({ title, unit }: PlotAxis): string {
  return unit === undefined ? title : `${title}, ${unit}`;
}

/** The ends of each line in words; all points, where they are few. */
function description({ lines }: LinePlot): string {
  const told = ({ x, y, label }: PlotPoint): string =>
    `${label === undefined ? '' : `${label} `}${x}: ${Number(y.toPrecision(4))}`;
  return lines
    .map(({ name, points }) => {
      const [first] = points;
      const last = points.at(-1);
      if (first === undefined || last === undefined) return `${name}: no points`;
      if (points.length <= 12) return `${name}: ${points.map(told).join('; ')}`;
      return `${name}: ${counted(points.length, 'point')}, from ${told(first)} to ${told(last)}`;
    })
    .join('. ');
}

function axes(plot: LinePlot, { right, x, y }: Frame): SafeHtml {
  return markup`<g class="grid">
      ${x.ticks.map((tick) => markup`<path d="M${px(x.at(tick))} ${TOP}V${BOTTOM}"/>`)}
      ${y.ticks.map((tick) => markup`<path d="M${LEFT} ${px(y.at(tick))}H${right}"/>`)}
    </g>
    <g class="axis" text-anchor="middle">
      ${x.ticks.map((tick) => markup`<text x="${px(x.at(tick))}" y="${BOTTOM + 17}">${tick}</text>`)}
      <text class="title" x="${px((LEFT + right) / 2)}" y="${HEIGHT - 8}">${axisTitle(plot.x)}</text>
    </g>
    <g class="axis" text-anchor="end">
      ${y.ticks.map((tick) => markup`<text x="${LEFT - 8}" y="${px(y.at(tick) + 4)}">${tick}</text>`)}
    </g>
    <text class="title" transform="translate(13 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">
      ${axisTitle(plot.y)}
    </text>`;
}

function drawnLine({ points, drawn, name }: PlotLine, style: string, frame: Frame): SafeHtml {
  const at = points.map(({ x, y }) => ({ x: frame.x.at(x), y: frame.y.at(y) }));
  const path = at
    .map(({ x, y }, i) =>
      i === 0
        ? `M${px(x)} ${px(y)}`
        : drawn === 'steps'
          ? `H${px(x)}V${px(y)}`
          : `L${px(x)} ${px(y)}`,
    )
    .join('');
  const hasMarks = drawn === 'points' || points.length <= MOST_MARKS;
  return markup`<g class="series ${style}">
    ${drawn === 'points' ? null : markup`<path d="${path}"/>`}
    ${hasMarks ? at.map(({ x, y }, i) => markup`<g><title>${pointTitle(name, points[i] as PlotPoint)}</title>${mark(style, x, y)}</g>`) : null}
  </g>`;
}

function pointTitle(name: string, { x, y, label }: PlotPoint): string {
  return `${label ?? name}: ${x}, ${Number(y.toPrecision(4))}`;
}

function mark(style: string, x: number, y: number): SafeHtml {
  switch (style) {
    case 'first':
      return markup`<circle class="dot" cx="${px(x)}" cy="${px(y)}" r="3.5"/>`;
    case 'second':
      return markup`<path class="dot" d="M${px(x)} ${px(y - 4.5)}l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>`;
    case 'third':
      return markup`<path class="dot" d="M${px(x)} ${px(y - 4)}l4.2 7.4h-8.4z"/>`;
    default:
      return markup`<path class="dot" d="M${px(x - 3.2)} ${px(y - 3.2)}h6.4v6.4h-6.4z"/>`;
  }
}

function lineNames(lines: readonly PlotLine[], { right, y }: Frame): SafeHtml {
  const wishes = lines.map(({ name, points }, i) => ({
    at: y.at(points.at(-1)?.y ?? 0),
    text: name,
    style: STYLES[i] as string,
  }));
  const { labels } = spreadLabels(wishes, TOP + 4, BOTTOM, 15);
  return markup`${labels.map(
    ({ placed, text, style }) =>
      markup`<g class="series ${style}">${mark(style, right + 12, placed)}</g>
        <text class="name" x="${px(right + 21)}" y="${px(placed + 4)}">${text}</text>`,
  )}`;
}

function pointNames(lines: readonly PlotLine[], { right, x, y }: Frame): SafeHtml {
  const all = lines.flatMap(({ points }) =>
    points.map((point) => ({ x: x.at(point.x), y: y.at(point.y), text: point.label })),
  );
  const wishes = all.flatMap(({ text, ...place }) =>
    text === undefined ? [] : [{ ...place, text }],
  );
  const labels = placeLabels(wishes, all, { left: LEFT, right, top: TOP - 12, bottom: BOTTOM });
  return markup`<g class="names">
    ${labels.map((label) => markup`<text x="${px(label.x)}" y="${px(label.y)}" text-anchor="${label.anchor}">${label.text}</text>`)}
  </g>`;
}
