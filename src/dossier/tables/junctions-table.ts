import { tsvRow, type TsvCell } from '../../formats/tsv/write-tsv.js';
import type { AlleleModel } from '../../findings/findings.js';
import { breakpointText } from '../../findings/fusions/fusion-events.js';
import type {
  JunctionEvent,
  JunctionNeoantigens,
  JunctionPeptide,
  SpliceEvent,
} from '../../findings/fusions/junction-neoantigen.js';
import { tiedVariantsText } from '../junctions-section.js';

const FIXED_COLUMNS = [
  'event',
  'kind',
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
  'effect',
  'transcripts',
  'variants',
  'doubts',
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

/** The exons' last and first base beside the intron, 1-based, in the direction of transcription. */
function exonEnds({ intron, strand }: SpliceEvent): readonly [string, string] {
  const { chromosome, start0, end0 } = intron;
  const ends = [`${chromosome}:${start0}`, `${chromosome}:${end0 + 1}`] as const;
  return strand === '-' ? [ends[1], ends[0]] : ends;
}

/** The columns from `gene_5` to `doubts`. */
function eventCells(event: JunctionEvent): readonly TsvCell[] {
  if (event.kind === 'fusion') {
    const { gene5, gene3 } = event;
    return [
      gene5.name,
      gene3.name,
      breakpointText(gene5),
      breakpointText(gene3),
      event.frame,
      event.junctionReads,
      event.spanningReads,
      event.confidence,
      event.tags.join(','),
      event.line,
      null,
      [gene5.transcript, gene3.transcript].filter((id) => id !== null).join(','),
      null,
      null,
    ];
  }
  return [
    event.geneSymbol,
    event.geneSymbol,
    ...exonEnds(event),
    event.frame,
    event.junctionReads,
    null,
    null,
    [event.anchor, event.spliceSite].join(','),
    event.line,
    event.effect,
    event.transcripts.join(','),
    tiedVariantsText(event),
    event.doubts.join('; '),
  ];
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
    event.kind,
    event.tool,
    ...eventCells(event),
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

/** `junctions.tsv`: every peptide of every fusion and splice junction, those that a healthy protein has among them. */
export function* junctionsTable({ alleles, events }: JunctionNeoantigens): Generator<string> {
  yield tsvRow([...FIXED_COLUMNS, ...alleles.map(({ allele }) => `rank_${allele}`)]);
  for (const [i, event] of events.entries()) {
    for (const [index, peptide] of event.peptides.entries()) {
      yield tsvRow(row(event, i + 1, index, peptide, alleles));
    }
  }
}
