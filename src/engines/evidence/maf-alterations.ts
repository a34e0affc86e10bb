import { sequenceOntologyTerm } from '../../formats/maf/maf-columns.js';
import type { MafRow } from '../../formats/maf/read-maf.js';
import type { GeneModels } from './gene-models.js';
import { proteinShorthand } from './protein-shorthand.js';
import { effectOfTerms, placedVariants } from './small-variants.js';
import type { SmallVariant } from './tumour-alteration.js';

/**
 * The somatic changes of one patient of a MAF, each as our own caller has it where its gene's transcript is at hand, else as
 * the MAF says. Rows that name no gene, or change nothing that can be named, give none; `mismatches` counts those
 * whose bases are not the transcript's, which are kept as the MAF says.
 */
export function mafAlterations(
  rows: readonly MafRow[],
  models: GeneModels | null,
): { readonly alterations: readonly SmallVariant[]; readonly mismatches: number } {
  const alterations: SmallVariant[] = [];
  let mismatches = 0;
  for (const row of rows) {
    if (row.geneSymbol === null) continue;
    const { chromosome, start0, reference, alternate } = row;
    const term = row.classification === null ? null : sequenceOntologyTerm(row.classification);
    const described = row.hgvsp ?? row.proteinChange;
    const [, bare] = /(?:^|:)(p\..+)$/.exec(described ?? '') ?? [];
    const found = placedVariants(
      { chromosome, start0, reference, alternate },
      {
        gene: row.geneSymbol.toUpperCase(),
        change: bare === undefined ? null : proteinShorthand(bare),
        effect: effectOfTerms(term === null ? [] : [term]),
        coding: /(?:^|:)(c\..+)$/.exec(row.hgvsc ?? '')?.[1] ?? null,
      },
      models,
      {
        id: `${chromosome}-${start0 + 1}-${reference || '-'}-${alternate || '-'}`,
        origin: 'somatic',
        function: null,
        oncogenic: null,
        otherCopyLost: null,
      },
    );
    if (found.mismatch) mismatches++;
    alterations.push(...found.variants);
  }
  return { alterations, mismatches };
}
