import { breathe, type Context } from '../core/context.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import { callVariant } from './annotate-variants.js';
import type { Collected } from './import-collected.js';
import { OUTSIDE } from './import-csq.js';
import { type ExpressionSource, NO_EXPRESSION } from './import-expression.js';
import type { ReadVariant } from './import-variants.js';
import type { ProteinTable } from './protein-table.js';
import type { TranscriptConsequence } from './tumour-case.js';

/** Variants with the consequences of our own caller in place of what little the input says. */
export async function callVariants(
  variants: readonly ReadVariant[],
  reference: Reference,
  file: string,
  expression: ExpressionSource,
  proteins: ProteinTable,
  collected: Collected,
  context: Context,
): Promise<readonly ReadVariant[]> {
  const called: ReadVariant[] = [];
  for (const [i, read] of variants.entries()) {
    if (i % 500 === 0) {
      context.report({ step: 'calling consequences', done: i, total: variants.length });
      await breathe(context);
    }
    const { variant } = read;
    const tagged = read.expression ?? NO_EXPRESSION;
    const { consequences, skipped } = callVariant(variant, reference, file);
    collected.skipped.push(...skipped);
    const kept = consequences
      .filter(({ terms }) => !terms.every((term) => OUTSIDE.has(term)))
      .map(({ wildtypeSequence, ...consequence }): TranscriptConsequence => ({
        ...consequence,
        geneExpression: expression.gene(tagged, consequence.geneId, consequence.geneSymbol),
        transcriptExpression: expression.transcript(tagged, consequence.transcript),
        wildtypeProtein:
          wildtypeSequence === null || consequence.proteinPosition === null
            ? null
            : proteins.keep(consequence.transcript, wildtypeSequence),
      }));
    called.push({
      ...read,
      variant: { ...variant, consequences: skipped.length > 0 ? variant.consequences : kept },
    });
  }
  return called;
}
