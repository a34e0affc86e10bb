import { STRONG_RANK, WEAK_RANK } from '../candidate-detail.js';
import { shortAllele } from '../candidate-columns.js';
import type { BestPeptideView, CandidateView } from '../candidate-view.js';
import { formatRank } from '../format.js';
import type { SafeHtml } from '../html.js';
import { markup } from '../html.js';
import { tierGroup } from '../tiers.js';
import { tierMark } from './marks.js';
import { logScale, px } from './scale.js';

const WIDTH = 620;
const ROW = 19;
const LEFT = 214;
const RIGHT = WIDTH - 14;
const TOP = 26;
/** Rows; what a tumour board discusses in one sitting. */
const MAX_ROWS = 16;
/** Ranks are against 100,000 random peptides, so finer than this they are all alike. Per cent. */
const FINEST_RANK = 0.001;

/** Percentile rank of the best peptide beside its wild type's, for the top candidates. */
export function rankLollipopPlot(candidates: readonly CandidateView[]): SafeHtml {
  const rows = candidates
    .flatMap((candidate) => (candidate.best === null ? [] : [{ candidate, best: candidate.best }]))
    .slice(0, MAX_ROWS);
  if (rows.length === 0) {
    return markup`<p class="note">
      No candidate has a scored peptide, so there is nothing to draw.
    </p>`;
  }
  const ranks = rows.flatMap(({ best }) => [best.percentileRank, best.wildtypePercentileRank ?? 1]);
  const finest = 10 ** Math.floor(Math.log10(Math.max(FINEST_RANK, Math.min(0.1, ...ranks))));
  const bottom = TOP + rows.length * ROW + 4;
  const height = bottom + 44;
  const scale = logScale([finest, 100], [LEFT, RIGHT]);
  const at = (rank: number): number => scale.at(Math.max(finest, rank));
  return markup`<figure class="plot">
    <div class="scroll"><svg
      viewBox="0 0 ${WIDTH} ${height}"
      role="img"
      aria-label="${`Percentile rank of the best peptide of the first ${rows.length} candidates, mutant and wild type; the table has the mutant’s values.`}"
    >
      <rect
        class="band strong"
        x="${LEFT}"
        y="${TOP}"
        width="${px(at(STRONG_RANK) - LEFT)}"
        height="${bottom - TOP}"
      />
      <rect
        class="band weak"
        x="${px(at(STRONG_RANK))}"
        y="${TOP}"
        width="${px(at(WEAK_RANK) - at(STRONG_RANK))}"
        height="${bottom - TOP}"
      />
      <g class="guide" text-anchor="end">
        <text x="${px(at(STRONG_RANK) - 4)}" y="${TOP - 7}">strong ≤ ${STRONG_RANK}</text>
      </g>
      <g class="guide">
        <text x="${px(at(STRONG_RANK) + 3)}" y="${TOP - 7}">weak ≤ ${WEAK_RANK}</text>
      </g>
      <g class="grid">
        ${scale.ticks.map((tick) => markup`<path d="M${px(at(tick))} ${TOP}V${bottom}"/>`)}
      </g>
      <g class="axis" text-anchor="middle">
        ${scale.ticks.map((tick) => markup`<text x="${px(at(tick))}" y="${bottom + 16}">${tick}</text>`)}
        <text class="title" x="${(LEFT + RIGHT) / 2}" y="${bottom + 36}">
          Percentile rank, % (left is better)
        </text>
      </g>
      ${rows.map(({ candidate, best }, index) => rankRow(candidate, best, TOP + (index + 0.5) * ROW, at))}
    </svg></div>
    <figcaption>
      <b>How well the best peptide is presented.</b> Filled: mutant peptide, marked by tier as in
      the other plot. Open ring: its wild-type counterpart on the same allele; a long bar
      means the change made the difference. First ${rows.length} candidates with a scored
      peptide.
    </figcaption>
  </figure>`;
}

function rankRow(
  { place, gene, change, tier }: CandidateView,
  best: BestPeptideView,
  y: number,
  at: (rank: number) => number,
): SafeHtml {
  const wildtype = best.wildtypePercentileRank;
  const left = at(best.percentileRank);
  const title = `${place}. ${gene} ${change} ${best.peptide} on ${shortAllele(best.allele)}: ${formatRank(best.percentileRank)} %, wild type ${wildtype === null ? 'none' : `${formatRank(wildtype)} %`}`;
  return markup`<a href="#c${place}" tabindex="-1">
    <title>${title}</title>
    <text class="name" x="${LEFT - 74}" y="${px(y + 4)}" text-anchor="end">${shortened(`${gene} ${change}`, 20)}</text>
    <text class="sub" x="${LEFT - 68}" y="${px(y + 4)}">${shortened(shortAllele(best.allele), 11)}</text>
    ${
      wildtype === null
        ? null
        : markup`<path class="stem" d="M${px(left)} ${px(y)}H${px(at(wildtype))}" />
            <circle class="ring" cx="${px(at(wildtype))}" cy="${px(y)}" r="4"/>`
    }
    ${tierMark(tierGroup(tier), left, y)}</a>`;
}

function shortened(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}
