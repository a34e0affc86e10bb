import { counted, formatCount } from '../format.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { linearScale, niceStep, px } from './scale.js';

const WIDTH = 620;
const HEIGHT = 190;
const FRAME = { left: 56, right: WIDTH - 14, top: 12, bottom: HEIGHT - 44 };

/** How many reads cover the candidates' places; the deepest 1 % share the last bar. */
export function depthHistogram(depths: readonly number[], withoutDepth: number): SafeHtml {
  if (depths.length === 0) {
    return markup`<p class="note">
      No candidate has a read depth, so there is no distribution to draw.
    </p>`;
  }
  const sorted = depths.toSorted((a, b) => a - b);
  const quantile = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  const step = niceStep(Math.max(10, quantile(0.99)), 20);
  const bins = Math.floor(quantile(0.99) / step) + 1;
  const counts = Array.from({ length: bins }, () => 0);
  for (const depth of sorted) {
    const bin = Math.min(bins - 1, Math.floor(depth / step));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const highest = Math.max(...counts);
  const x = linearScale([0, bins * step], [FRAME.left, FRAME.right], niceStep(bins * step, 8));
  const y = linearScale(
    [0, highest * 1.05],
    [FRAME.bottom, FRAME.top],
    Math.max(1, niceStep(highest, 4)),
  );
  const inWords = `median ${formatCount(quantile(0.5))}, lowest ${formatCount(sorted[0] as number)}, highest ${formatCount(sorted.at(-1) as number)} reads`;
  return markup`<figure class="plot">
    <div class="scroll"><svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="${`Histogram of DNA read depth: ${inWords}`}"
    >
      <g class="grid">
        ${y.ticks.map((tick) => markup`<path d="M${FRAME.left} ${px(y.at(tick))}H${FRAME.right}"/>`)}
      </g>
      <g class="bars">
        ${counts.map((count, bin) =>
          count === 0
            ? null
            : markup`<rect
                x="${px(x.at(bin * step) + 1)}"
                y="${px(y.at(count))}"
                width="${px(x.at((bin + 1) * step) - x.at(bin * step) - 2)}"
                height="${px(FRAME.bottom - y.at(count))}"><title>
                  ${`${bin * step}${bin === bins - 1 ? ' or more' : `–${(bin + 1) * step - 1}`} reads: ${counted(count, 'candidate')}`}
                </title></rect>`,
        )}
      </g>
      <g class="axis" text-anchor="middle">
        ${x.ticks.map((tick) => markup`<text x="${px(x.at(tick))}" y="${FRAME.bottom + 16}">${tick}</text>`)}
        <text class="title" x="${(FRAME.left + FRAME.right) / 2}" y="${HEIGHT - 6}">
          Reads covering the variant, tumour DNA
        </text>
      </g>
      <g class="axis" text-anchor="end">
        ${y.ticks.map((tick) => markup`<text x="${FRAME.left - 8}" y="${px(y.at(tick) + 4)}">${tick}</text>`)}
      </g>
      <text
        class="title"
        transform="translate(13 ${(FRAME.top + FRAME.bottom) / 2}) rotate(-90)"
        text-anchor="middle"
      >
        Candidates
      </text>
    </svg></div>
    <figcaption>
      <b>DNA depth at the candidates.</b> ${inWords}.${withoutDepth === 0 ? null : markup` Without a depth: ${counted(withoutDepth, 'candidate')}.`}
    </figcaption>
  </figure>`;
}
