import { type Cited, cited } from '../../core/cited.js';
import {
  type Organ,
  ONCOTREE,
  organOfTumour,
  tissueName,
} from '../../engines/constructs/vectors/tumour-organs.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';

/** Where a tumour sits, as far as its type tells. */
export type TumourSite =
  | { readonly kind: 'solid'; readonly organ: Organ; readonly because: Cited<string> }
  | { readonly kind: 'blood'; readonly organ: Organ; readonly because: Cited<string> }
  | { readonly kind: 'unknown'; readonly because: Cited<string> };

const BLOOD: readonly Organ[] = ['lymphoid', 'myeloid'];

/** The organ of the tumour's OncoTree code: where it started, which is not where all of it is. */
export function tumourSite(findings: Findings): TumourSite {
  const own = findingsSource(findings);
  const { tumourType } = findings.tumour;
  if (tumourType.kind === 'missing') {
    return {
      kind: 'unknown',
      because: cited(`the tumour type is not known: ${tumourType.reason}`, own),
    };
  }
  const organ = organOfTumour(tumourType.value);
  if (organ === null) {
    return {
      kind: 'unknown',
      because: cited(`OncoTree has no code ${tumourType.value}`, ONCOTREE, own),
    };
  }
  const kind = BLOOD.includes(organ) ? 'blood' : 'solid';
  return {
    kind,
    organ,
    because: cited(`${tumourType.value} starts in: ${tissueName(organ)}`, ONCOTREE, own),
  };
}

/** RNA of a gene in the tumour, in the case's unit; null where the findings hold none. */
export function tumourExpression(findings: Findings, gene: string): number | null {
  for (const variant of findings.neoantigens.variants) {
    for (const protein of variant.proteins) {
      if (protein.geneSymbol === gene && protein.geneExpression !== null)
        return protein.geneExpression;
    }
  }
  return null;
}
