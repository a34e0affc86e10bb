import type { CandidateView } from '../candidate-view.js';
import { counted, formatMeasure, formatPercent } from '../format.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { tierGroup } from '../tiers.js';
import { markLegend, tierMark } from './marks.js';
import { placeLabels } from './place-labels.js';
import { linearScale, log1pScale, px } from './scale.js';

const WIDTH = 620;
const HEIGHT = 400;
const FRAME = { left: 56, right: WIDTH - 14, top: 16, bottom: HEIGHT - 78 };
/** Where candidates without an expression value stand: a rug below the axis. */
const RUG_Y = HEIGHT - 58;
/** Names on the plot; more than this and they cover each other. */
const MAX_LABELS = 12;

/** DNA allele fraction against gene expression, one mark a candidate; says what it cannot show. */
export function vafExpressionPlot(
  candidates: readonly CandidateView[],
  expressionUnit: string,
  clonalVaf: { readonly vaf: number; readonly from: string } | null,
): SafeHtml {
  const drawn = candidates.filter(({ tumourDna }) => tumourDna.alleleFraction !== null);
  const undrawn = candidates.length - drawn.length;
  if (drawn.length === 0) {
    return markup`<p class="note">
      No candidate has a DNA allele fraction, so there is nothing to draw.
    </p>`;
  }
  const fractions = drawn.map(({ tumourDna }) => tumourDna.alleleFraction as number);
  const expressions = drawn.map(({ geneExpression }) => geneExpression ?? 0);
  const maxVaf = Math.min(1, Math.max(0.5, Math.ceil(Math.max(...fractions) * 10) / 10));
  const x = linearScale([0, maxVaf], [FRAME.left, FRAME.right], 0.1);
  const y = log1pScale(Math.max(100, ...expressions) * 1.3, [FRAME.bottom, FRAME.top]);
  const places = drawn.map((candidate) => ({
    candidate,
    x: x.at(candidate.tumourDna.alleleFraction as number),
    y: candidate.geneExpression === null ? RUG_Y : y.at(candidate.geneExpression),
  }));
  const unexpressed = drawn.filter(({ geneExpression }) => geneExpression === null).length;
  const groups = new Set(drawn.map(({ tier }) => tierGroup(tier)));
  const labels = placeLabels(
    places.slice(0, MAX_LABELS).map(({ candidate, x: left, y: top }) => ({
      x: left,
      y: top,
      text: `${candidate.gene} ${candidate.change}`,
    })),
    places,
    { ...FRAME, bottom: HEIGHT - 46 },
  );
  const unit = expressionUnit === 'unstated' ? 'unit unstated' : expressionUnit;
  return markup`<figure class="plot">
    <div class="scroll"><svg
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-label="${`Scatter plot of DNA allele fraction against gene expression for ${counted(drawn.length, 'candidate')}; the table has all values.`}"
    >
      <g class="grid">
        ${x.ticks.map((tick) => markup`<path d="M${px(x.at(tick))} ${FRAME.top}V${FRAME.bottom}"/>`)}
        ${y.ticks.map((tick) => markup`<path d="M${FRAME.left} ${px(y.at(tick))}H${FRAME.right}"/>`)}
      </g>
      <g class="axis" text-anchor="middle">
        ${x.ticks.map((tick) => markup`<text x="${px(x.at(tick))}" y="${HEIGHT - 28}">${Math.round(tick * 100)}</text>`)}
        <text class="title" x="${(FRAME.left + FRAME.right) / 2}" y="${HEIGHT - 8}">
          DNA allele fraction, %
        </text>
      </g>
      <g class="axis" text-anchor="end">
        ${y.ticks.map((tick) => markup`<text x="${FRAME.left - 8}" y="${px(y.at(tick) + 4)}">${tick}</text>`)}
        ${unexpressed === 0 ? null : markup`<text x="${FRAME.left - 8}" y="${RUG_Y + 4}">NA</text>`}
      </g>
      <text
        class="title"
        transform="translate(13 ${(FRAME.top + FRAME.bottom) / 2}) rotate(-90)"
        text-anchor="middle"
      >
        ${`Gene expression, ${unit}`}
      </text>
      ${
        clonalVaf === null || clonalVaf.vaf > maxVaf
          ? null
          : markup`<g class="guide"><path d="M${px(x.at(clonalVaf.vaf))} ${FRAME.top}V${FRAME.bottom}" />
              <text x="${px(x.at(clonalVaf.vaf) + 4)}" y="${FRAME.top + 10}">${`clonal: ${formatPercent(clonalVaf.vaf)} %`}</text></g>`
      }
      <g>
        ${places
          .toReversed()
          .map(
            ({ candidate, x: left, y: top }) =>
              markup`<a href="#c${candidate.place}" tabindex="-1"><title>${pointTitle(candidate, unit)}</title>${tierMark(tierGroup(candidate.tier), left, top)}</a>`,
          )}
      </g>
      <g class="names">
        ${labels.map((label) => markup`<text x="${px(label.x)}" y="${px(label.y)}" text-anchor="${label.anchor}">${label.text}</text>`)}
      </g>
    </svg></div>
    ${markLegend(groups)}
    <figcaption>
      <b>How present and how expressed.</b> One mark a candidate; expression on the scale log(1 +
      value).
      ${clonalVaf === null ? null : markup` Dashed: allele fraction taken as clonal (${clonalVaf.from}).`}
      ${unexpressed === 0 ? null : markup` ${counted(unexpressed, 'candidate has', 'candidates have')} no expression value and ${unexpressed === 1 ? 'stands' : 'stand'} in the row NA.`}
      ${undrawn === 0 ? null : markup` Not drawn, as no DNA allele fraction was given: ${counted(undrawn, 'candidate')}.`}
    </figcaption>
  </figure>`;
}

function pointTitle(
  { place, gene, change, tier, tumourDna, geneExpression }: CandidateView,
  unit: string,
): string {
  const expression =
    geneExpression === null ? 'no expression value' : `${formatMeasure(geneExpression)} ${unit}`;
  return `${place}. ${gene} ${change}, ${tier}: DNA VAF ${formatPercent(tumourDna.alleleFraction as number)} %, ${expression}`;
}
