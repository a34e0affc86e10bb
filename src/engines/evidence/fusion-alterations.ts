import { plainChromosome } from '../genome/chromosome-names.js';
import type { GeneModels } from './gene-models.js';
import type { FusionAlteration } from './tumour-alteration.js';

/** One side of a fusion as a caller names it. */
interface Partner {
  readonly symbol: string | null;
  readonly breakpoint: { readonly chromosome: string; readonly start0: number } | null;
}

/** A fusion of two named genes, with the exons that its breakpoints lie in; null where a partner has no name. */
export function fusionAlteration(
  gene5: Partner,
  gene3: Partner,
  models: GeneModels | null,
): FusionAlteration | null {
  if (gene5.symbol === null || gene3.symbol === null) return null;
  const [five, three] = [gene5.symbol.toUpperCase(), gene3.symbol.toUpperCase()];
  return {
    kind: 'fusion',
    id: `${five}::${three}`,
    label: `${five}::${three} fusion`,
    origin: 'somatic',
    gene5: five,
    gene3: three,
    exon5: exonAt(five, gene5.breakpoint, models),
    exon3: exonAt(three, gene3.breakpoint, models),
  };
}

function exonAt(
  gene: string,
  breakpoint: Partner['breakpoint'],
  models: GeneModels | null,
): number | null {
  const transcript = models?.model(gene)?.transcript;
  if (
    breakpoint === null ||
    transcript === undefined ||
    plainChromosome(breakpoint.chromosome) !== transcript.chromosome
  ) {
    return null;
  }
  const exon = transcript.exons.findIndex(
    ({ start0, end0 }) => breakpoint.start0 >= start0 && breakpoint.start0 < end0,
  );
  return exon < 0 ? null : exon + 1;
}
