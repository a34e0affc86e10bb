import { tsvRow, type TsvCell } from '../../formats/tsv/write-tsv.js';
import type { AlleleModel } from '../../findings/findings.js';
import { breakpointText } from '../../findings/fusions/find-junction-neoantigens.js';
import type {
  JunctionEvent,
  JunctionNeoantigens,
  JunctionPeptide,
} from '../../findings/fusions/junction-neoantigen.js';

const FIXED_COLUMNS = [
  'event',
  'tool',
  'gene_5',
  'gene_3',
  'breakpoint_5',
  'breakpoint_3',
  'frame',
  'junction_reads',
  'spanning_reads',
  'confidence',
  'tags',
  'line',
  'peptide',
  'mhc_class',
  'length',
  'is_best_peptide',
  'new_positions',
  'best_allele',
  'best_percentile_rank',
  'best_affinity_nm',
  'best_presentation_score',
  'healthy_proteome_matches',
  'healthy_proteins',
] as const;

/** Index of the allele with the lowest rank; null where none gave one. */
function bestAllele({ scores }: JunctionPeptide): number | null {
  let best: number | null = null;
  let lowestRank = Number.POSITIVE_INFINITY;
  for (const [allele, score] of scores.entries()) {
    if (score === null || score.percentileRank >= lowestRank) continue;
    lowestRank = score.percentileRank;
    best = allele;
  }
  return best;
}

function row(
  event: JunctionEvent,
  number: number,
  index: number,
  peptide: JunctionPeptide,
  alleles: readonly AlleleModel[],
): readonly TsvCell[] {
  const best = bestAllele(peptide);
  const score = best === null ? null : (peptide.scores[best] ?? null);
  const { count, proteins } = peptide.healthyOccurrences;
  return [
    number,
    event.tool,
    event.gene5.name,
    event.gene3.name,
    breakpointText(event.gene5),
    breakpointText(event.gene3),
    event.frame,
    event.junctionReads,
    event.spanningReads,
    event.confidence,
    event.tags.join(','),
    event.line,
    peptide.peptide,
    peptide.mhcClass,
    peptide.peptide.length,
    event.best[peptide.mhcClass]?.peptide === index ? 'yes' : 'no',
    peptide.newPositions.join(','),
    best === null ? null : (alleles[best]?.allele ?? null),
    score?.percentileRank ?? null,
    score?.affinityNm ?? null,
    score?.presentationScore ?? null,
    count,
    proteins.join(','),
    ...alleles.map((_, allele) => peptide.scores[allele]?.percentileRank ?? null),
  ];
}

/** `junctions.tsv`: every peptide of every fusion, those that a healthy protein has among them. */
export function* junctionsTable({ alleles, events }: JunctionNeoantigens): Generator<string> {
  yield tsvRow([...FIXED_COLUMNS, ...alleles.map(({ allele }) => `rank_${allele}`)]);
  for (const [i, event] of events.entries()) {
    for (const [index, peptide] of event.peptides.entries()) {
      yield tsvRow(row(event, i + 1, index, peptide, alleles));
    }
  }
}
