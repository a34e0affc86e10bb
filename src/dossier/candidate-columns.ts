import type { CandidateView } from './candidate-view.js';
import {
  formatCount,
  formatMeasure,
  formatPercent,
  formatRank,
  missingValue,
  valueOr,
} from './format.js';
import type { SafeHtml } from './html.js';
import { markup } from './html.js';
import { tierGroup, tierOrder } from './tiers.js';

/** A column of the candidates table: the page's script sorts by the same definition that prints it. */
export interface CandidateColumn {
  readonly key: string;
  readonly title: string;
  readonly unit: string | null;
  readonly help: string;
  readonly numeric: boolean;
  /** Null sorts last whichever way. */
  readonly sortValue: (candidate: CandidateView) => number | string | null;
  readonly cell: (candidate: CandidateView) => string | SafeHtml;
}

const NOT_SCORED = 'no peptide of this variant could be scored';

/** @param expressionUnit as the case states it, e.g. `TPM` */
export function candidateColumns(expressionUnit: string): readonly CandidateColumn[] {
  return [
    {
      key: 'place',
      title: 'Place',
      unit: null,
      help: 'place in the ranking, 1 is best',
      numeric: true,
      sortValue: ({ place }) => place,
      cell: ({ place }) => String(place),
    },
    {
      key: 'gene',
      title: 'Gene',
      unit: null,
      help: 'gene of the transcript the best peptide is reported on',
      numeric: false,
      sortValue: ({ gene }) => gene,
      cell: ({ gene }) => markup`<b>${gene}</b>`,
    },
    {
      key: 'change',
      title: 'Change',
      unit: null,
      help: 'change of the protein',
      numeric: false,
      sortValue: ({ change }) => change,
      cell: ({ change }) => change,
    },
    {
      key: 'tier',
      title: 'Tier',
      unit: null,
      help: 'review tier, and below it the criteria that failed (✕) or could not be assessed (?)',
      numeric: false,
      sortValue: ({ tier }) => tierOrder(tier),
      cell: tierCell,
    },
    {
      key: 'peptide',
      title: 'Best peptide',
      unit: null,
      help: 'mutant peptide with the best prediction; residues that differ from the wild type stand out',
      numeric: false,
      sortValue: ({ best }) => best?.peptide ?? null,
      cell: ({ best }) =>
        best === null
          ? missingValue(NOT_SCORED)
          : markup`<span class="seq">${markedResidues(best.peptide, best.mutatedPositions)}</span>`,
    },
    {
      key: 'allele',
      title: 'HLA allele',
      unit: null,
      help: 'allele the best peptide is predicted for',
      numeric: false,
      sortValue: ({ best }) => best?.allele ?? null,
      cell: ({ best }) => (best === null ? missingValue(NOT_SCORED) : shortAllele(best.allele)),
    },
    {
      key: 'rank',
      title: 'Rank',
      unit: '%',
      help: 'share of random human peptides that score at least as well; lower is better',
      numeric: true,
      sortValue: ({ best }) => best?.percentileRank ?? null,
      cell: ({ best }) => valueOr(best?.percentileRank ?? null, formatRank, NOT_SCORED),
    },
    {
      key: 'affinity',
      title: 'IC50',
      unit: 'nM',
      help: 'predicted affinity; NA where the model gives none',
      numeric: true,
      sortValue: ({ best }) => best?.affinityNm ?? null,
      cell: ({ best }) =>
        valueOr(
          best?.affinityNm ?? null,
          formatMeasure,
          best === null ? NOT_SCORED : 'this model predicts no affinity',
        ),
    },
    {
      key: 'dna-vaf',
      title: 'DNA VAF',
      unit: '%',
      help: 'variant allele fraction in the tumour’s DNA',
      numeric: true,
      sortValue: ({ tumourDna }) => tumourDna.alleleFraction,
      cell: ({ tumourDna }) => valueOr(tumourDna.alleleFraction, formatPercent, tumourDna.from),
    },
    {
      key: 'rna-vaf',
      title: 'RNA VAF',
      unit: '%',
      help: 'variant allele fraction in the tumour’s RNA',
      numeric: true,
      sortValue: ({ tumourRna }) => tumourRna?.alleleFraction ?? null,
      cell: ({ tumourRna }) =>
        valueOr(
          tumourRna?.alleleFraction ?? null,
          formatPercent,
          tumourRna?.from ?? 'no RNA read counts were given',
        ),
    },
    {
      key: 'expression',
      title: 'Expression',
      unit: expressionUnit,
      help: 'expression of the gene',
      numeric: true,
      sortValue: ({ geneExpression }) => geneExpression,
      cell: ({ geneExpression }) =>
        valueOr(geneExpression, formatMeasure, 'no expression value was given'),
    },
    {
      key: 'ccf',
      title: 'Tumour cells',
      unit: '% (95 % interval)',
      help: 'estimated share of tumour cells that carry the variant (cancer cell fraction)',
      numeric: true,
      sortValue: ({ clonality }) =>
        clonality.kind === 'estimated' ? clonality.cancerCellFraction : null,
      cell: ({ clonality }) =>
        clonality.kind === 'missing'
          ? missingValue(clonality.reason)
          : markup`${wholePercent(clonality.cancerCellFraction)} <small>${wholePercent(clonality.low)}–${wholePercent(clonality.high)}</small>`,
    },
    {
      key: 'healthy',
      title: 'Healthy matches',
      unit: null,
      help: 'healthy proteins that hold the very peptide',
      numeric: true,
      sortValue: ({ best }) => best?.healthyCount ?? null,
      cell: ({ best }) => valueOr(best?.healthyCount ?? null, formatCount, NOT_SCORED),
    },
    {
      key: 'transcripts',
      title: 'Transcripts',
      unit: null,
      help: 'transcripts that pass the review, of those the variant changes',
      numeric: true,
      sortValue: ({ passingTranscripts }) => passingTranscripts,
      cell: ({ passingTranscripts, transcripts }) =>
        `${passingTranscripts} of ${transcripts.length}`,
    },
  ];
}

export function tierBadge(tier: CandidateView['tier']): SafeHtml {
  return markup`<span class="tier ${tierGroup(tier)}">${tier}</span>`;
}

function tierCell({ tier, criteria }: CandidateView): SafeHtml {
  const named = (outcome: string) =>
    criteria
      .filter((criterion) => criterion.outcome === outcome)
      .map(({ name }) => name.replaceAll('-', ' '))
      .join(', ');
  const failed = named('failed');
  const open = named('not-assessed');
  return markup`${tierBadge(tier)}
  ${failed === '' ? null : markup`<small class="failed"><abbr title="failed">✕</abbr> ${failed}</small>`}
  ${open === '' ? null : markup`<small class="open"><abbr title="not assessed">?</abbr> ${open}</small>`}`;
}

/** `HLA-A*02:01` as `A*02:01`: the prefix costs room and says nothing. */
export function shortAllele(allele: string): string {
  return allele.replace(/^HLA-/, '');
}

/** A sequence with the residues at these 1-based positions marked. */
export function markedResidues(sequence: string, positions: readonly number[]): SafeHtml {
  const marked = new Set(positions);
  const runs: SafeHtml[] = [];
  let from = 0;
  while (from < sequence.length) {
    const isMarked = marked.has(from + 1);
    let to = from + 1;
    while (to < sequence.length && marked.has(to + 1) === isMarked) to++;
    const run = sequence.slice(from, to);
    runs.push(isMarked ? markup`<mark>${run}</mark>` : markup`${run}`);
    from = to;
  }
  return markup`${runs}`;
}

function wholePercent(fraction: number): string {
  return String(Math.round(fraction * 100));
}
