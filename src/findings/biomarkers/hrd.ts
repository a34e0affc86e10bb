import type { TumourCase } from '../../case/tumour-case.js';
import type { DriverFinding } from '../drivers/driver-finding.js';
import { type RepairGeneHit, repairGeneHits } from './repair-gene-hits.js';

/** Hints of deficient homologous recombination; a hint is no test result. */
export interface HrdHints {
  readonly suggests: 'deficiency' | 'none-seen' | 'undecided';
  readonly reason: string;
  /** Genes that were looked at. */
  readonly genes: readonly string[];
  readonly hits: readonly RepairGeneHit[];
}

/** Genes whose loss on both copies makes a tumour deficient in homologous recombination. */
const HRD_GENES: readonly string[] = ['BRCA1', 'BRCA2', 'PALB2', 'RAD51C', 'RAD51D'];

/** What the somatic variants and the copy number say of the genes of homologous recombination. */
export function hrdHints(tumour: TumourCase, drivers: readonly DriverFinding[]): HrdHints {
  const hits = repairGeneHits(tumour, drivers, HRD_GENES);
  const damaging = hits.filter(({ isDamaging }) => isDamaging);
  const named = (list: readonly RepairGeneHit[]): string =>
    list.map(({ geneSymbol, change, effect }) => `${geneSymbol} ${change ?? effect}`).join(', ');
  const both = damaging.filter(({ isBiallelic }) => isBiallelic === true);
  const shared = { genes: HRD_GENES, hits };
  if (tumour.variants.kind === 'missing') {
    return { ...shared, suggests: 'undecided', reason: tumour.variants.reason };
  }
  if (tumour.annotation.kind === 'missing') {
    return { ...shared, suggests: 'undecided', reason: tumour.annotation.reason };
  }
  if (both.length > 0) {
    return { ...shared, suggests: 'deficiency', reason: `${named(both)}, on both copies` };
  }
  if (damaging.length > 0) {
    return {
      ...shared,
      suggests: 'undecided',
      reason: `${named(damaging)} damages one copy at least; of the other: ${(damaging[0] as RepairGeneHit).reason}`,
    };
  }
  return {
    ...shared,
    suggests: 'none-seen',
    reason:
      hits.length > 0
        ? `only changes of unknown effect: ${named(hits)}`
        : `no somatic change of ${HRD_GENES.join(', ')}; germline variants, methylation and scars of the genome are not looked at`,
  };
}
