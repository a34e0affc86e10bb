import type { Context } from '../core/context.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { FusionRow } from '../formats/fusion/fusion-row.js';
import type { SpliceJunctionRow } from '../formats/splice/read-splice-junctions.js';
import { junctionsOnTranscripts, unassessedJunctions } from './junction-transcripts.js';
import { placeFusionJunctions } from './place-fusion-junctions.js';
import type { GenomeBuild, Given, SomaticVariant, TumourCase } from './tumour-case.js';

/** Fusions and junctions as their files have them. */
export interface RnaJunctionTables {
  readonly fusions: Given<readonly FusionRow[]>;
  readonly spliceJunctions: Given<readonly SpliceJunctionRow[]>;
}

/** Would transcripts add something to what the tables say. */
function needsTranscripts({ fusions, spliceJunctions }: RnaJunctionTables): boolean {
  return (
    (spliceJunctions.kind === 'given' && spliceJunctions.value.length > 0) ||
    (fusions.kind === 'given' &&
      fusions.value.some(({ protein, peptide }) => protein !== null && peptide === null))
  );
}

/** Fusions with their junction placed and splice junctions with their proteins, as far as transcripts are at hand. */
export async function assessJunctions(
  tables: RnaJunctionTables,
  openReference: () => Promise<Reference | null>,
  build: Given<GenomeBuild>,
  variants: Given<readonly SomaticVariant[]>,
  context: Context,
): Promise<Pick<TumourCase, 'fusions' | 'spliceJunctions'>> {
  const { fusions, spliceJunctions } = tables;
  const reference = needsTranscripts(tables) ? await openReference() : null;
  const somatic = variants.kind === 'given' ? variants.value : [];
  const why =
    build.kind === 'given'
      ? `no transcripts are at hand for ${build.value}`
      : `${build.reason}, so no transcripts could be chosen (name it with --build)`;
  return {
    fusions:
      fusions.kind === 'given' && reference !== null
        ? { ...fusions, value: placeFusionJunctions(fusions.value, reference) }
        : fusions,
    spliceJunctions:
      spliceJunctions.kind === 'missing'
        ? spliceJunctions
        : {
            ...spliceJunctions,
            value:
              reference === null
                ? unassessedJunctions(spliceJunctions.value, why)
                : await junctionsOnTranscripts(spliceJunctions.value, reference, somatic, context),
          },
  };
}
