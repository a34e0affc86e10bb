import { plainChromosome } from '../genome/chromosome-names.js';
import type { GeneModels } from './gene-models.js';
import type { ExonLoss } from './tumour-alteration.js';

/** The exons of a gene's model that an intron skips, where both its ends are ends of exons; null where it skips none. */
export function skippedExons(
  gene: string,
  intron: { readonly chromosome: string; readonly start0: number; readonly end0: number },
  models: GeneModels,
): ExonLoss | null {
  const transcript = models.model(gene)?.transcript;
  if (transcript === undefined || plainChromosome(intron.chromosome) !== transcript.chromosome) {
    return null;
  }
  const { exons, strand } = transcript;
  const before = exons.findIndex((exon) =>
    strand === 1 ? exon.end0 === intron.start0 : exon.start0 === intron.end0,
  );
  const after = exons.findIndex((exon) =>
    strand === 1 ? exon.start0 === intron.end0 : exon.end0 === intron.start0,
  );
  if (before < 0 || after <= before + 1) return null;
  const [firstExon, lastExon] = [before + 2, after];
  const name = firstExon === lastExon ? `exon ${firstExon}` : `exons ${firstExon}-${lastExon}`;
  return {
    kind: 'exon-loss',
    id: `${gene} ${name}`,
    label: `${gene} ${name} skipped`,
    origin: 'somatic',
    gene: gene.toUpperCase(),
    firstExon,
    lastExon,
  };
}
