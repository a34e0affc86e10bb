import type { SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import { compareText } from '../../core/skipped.js';
import { isNullVariant } from '../drivers/assess-criteria.js';
import type { DriverEffect, DriverFinding } from '../drivers/driver-finding.js';
import { driverEffect, proteinChange } from '../drivers/protein-change.js';
import { secondHit } from '../drivers/second-hit.js';

/** One gene of DNA repair that a variant of the tumour changes. */
export interface RepairGeneHit {
  readonly geneSymbol: string;
  readonly variantId: string;
  readonly effect: DriverEffect;
  /** One-letter change, e.g. `R175H`; null where the annotation has none. */
  readonly change: string | null;
  /** Does it abolish the product, or is it known as oncogenic; else its effect is not known. */
  readonly isDamaging: boolean;
  /** Is the other copy gone too; null where that is not known. */
  readonly isBiallelic: boolean | null;
  readonly reason: string;
}

/** Variants that passed and change one of the genes, damaging ones first, then by gene and id. */
export function repairGeneHits(
  tumour: TumourCase,
  drivers: readonly DriverFinding[],
  genes: readonly string[],
): readonly RepairGeneHit[] {
  if (tumour.variants.kind === 'missing') return [];
  const oncogenic = new Set(
    drivers
      .filter(({ oncogenicity }) => oncogenicity.class.endsWith('oncogenic'))
      .map(({ geneSymbol, variantId }) => `${geneSymbol} ${variantId}`),
  );
  const hits = tumour.variants.value
    .filter(({ calledInTumour, filters }) => calledInTumour !== false && filters.length === 0)
    .flatMap((variant) =>
      genes.flatMap((gene) => {
        const change = worstChange(variant, gene);
        if (change === null) return [];
        const isDamaging = change.isNull || oncogenic.has(`${gene} ${variant.id}`);
        return [{ variant, gene, ...change, isDamaging }];
      }),
    );
  return hits
    .map(({ variant, gene, effect, change, isDamaging }): RepairGeneHit => {
      const others = hits
        .filter((other) => other.gene === gene && other.isDamaging && other.variant !== variant)
        .map((other) => other.variant.id);
      const second = secondHit(tumour, variant, 'suppressor', isDamaging, others);
      return {
        geneSymbol: gene,
        variantId: variant.id,
        effect,
        change,
        isDamaging,
        isBiallelic: second.kind === 'copy-lost' ? true : second.kind === 'retained' ? false : null,
        reason: isDamaging ? second.reason : 'what this change does to the protein is not known',
      };
    })
    .sort(
      (a, b) =>
        Number(b.isDamaging) - Number(a.isDamaging) ||
        compareText(a.geneSymbol, b.geneSymbol) ||
        compareText(a.variantId, b.variantId),
    );
}

/** Of the gene's transcripts the MANE or canonical one, else the first that it changes. */
function worstChange(
  { consequences }: SomaticVariant,
  gene: string,
): {
  readonly effect: DriverEffect;
  readonly change: string | null;
  readonly isNull: boolean;
} | null {
  const own = consequences.filter(
    ({ geneSymbol, terms }) => geneSymbol === gene && driverEffect(terms) !== null,
  );
  const consequence =
    own.find(({ maneSelect }) => maneSelect === true) ??
    own.find(({ canonical }) => canonical === true) ??
    own[0];
  if (consequence === undefined) return null;
  const effect = driverEffect(consequence.terms) as DriverEffect;
  return {
    effect,
    change: proteinChange(consequence),
    isNull: isNullVariant(effect, consequence.terms),
  };
}
