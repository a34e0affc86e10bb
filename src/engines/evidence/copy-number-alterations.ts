import type { Source } from '../../core/cited.js';
import { plainChromosome } from '../genome/chromosome-names.js';
import type { GeneModels } from './gene-models.js';
import type { CopyNumberAlteration } from './tumour-alteration.js';

/** A stretch of the tumour's genome with its copies in the tumour cells. */
interface Segment {
  readonly chromosome: string;
  readonly start0: number;
  readonly end0: number;
  readonly totalCopies: number;
}

/**
 * From how many copies a gene counts as amplified in a diploid tumour, and with how many as lost: PMC4830395, table
 * 2 (comparative genomic hybridization in precision medicine). A tumour of more copies of everything is shifted by as many.
 */
const AMPLIFIED_COPIES = 6;
const DIPLOID = 2;

export const COPY_NUMBER_SOURCE: Source = {
  name: 'Gene copy number alterations, technical considerations and interpretation, table 2',
  url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC4830395/table/T2',
};

/**
 * Genes that are amplified (the whole transcript within segments of so many copies) or of which no copy is left (any
 * coding exon within a segment of none). Ploidy, where it is known and above 2, raises the limit.
 */
export function copyNumberAlterations(
  segments: readonly Segment[],
  genes: Iterable<string>,
  models: GeneModels,
  ploidy: number | null,
): readonly CopyNumberAlteration[] {
  const byChromosome = new Map<string, Segment[]>();
  for (const segment of segments) {
    const chromosome = plainChromosome(segment.chromosome);
    const list = byChromosome.get(chromosome);
    if (list === undefined) byChromosome.set(chromosome, [segment]);
    else list.push(segment);
  }
  const limit = AMPLIFIED_COPIES + Math.max(0, (ploidy ?? DIPLOID) - DIPLOID);
  return [...genes].flatMap((gene): CopyNumberAlteration[] => {
    const transcript = models.model(gene)?.transcript;
    if (transcript === undefined) return [];
    const { exons, chromosome } = transcript;
    const start0 = Math.min(...exons.map((exon) => exon.start0));
    const end0 = Math.max(...exons.map((exon) => exon.end0));
    const over = (byChromosome.get(chromosome) ?? []).filter(
      (segment) => segment.start0 < end0 && segment.end0 > start0,
    );
    if (over.length === 0) return [];
    const named = (
      change: CopyNumberAlteration['change'],
      copies: number,
    ): CopyNumberAlteration => ({
      kind: 'copy-number',
      id: `${gene} ${change}`,
      label: `${gene} ${change}`,
      origin: 'somatic',
      gene,
      change,
      copies,
    });
    const gone = over.filter(
      ({ totalCopies, ...segment }) =>
        totalCopies === 0 &&
        exons.some((exon) => exon.start0 < segment.end0 && exon.end0 > segment.start0),
    );
    if (gone.length > 0) return [named('deletion', 0)];
    const covered = over.reduce(
      (sum, segment) => sum + Math.min(segment.end0, end0) - Math.max(segment.start0, start0),
      0,
    );
    const least = Math.min(...over.map(({ totalCopies }) => totalCopies));
    return covered >= end0 - start0 && least >= limit ? [named('amplification', least)] : [];
  });
}
