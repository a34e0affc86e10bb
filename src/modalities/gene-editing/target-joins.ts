import type { TargetJoin } from './gene-editing-design.js';
import type { KnockoutGene } from './knockout-genes.js';

/** A knock-out with where its best guide cuts; null where it has none. */
export interface PlannedCut {
  readonly knockout: KnockoutGene;
  readonly cut0: number | null;
}

/** For each gene the others that are cut in the same cell: every two ends may be joined. */
export function targetJoins(
  cuts: readonly PlannedCut[],
): ReadonlyMap<string, readonly TargetJoin[]> {
  const placed = cuts.flatMap(({ knockout: { gene, transcript }, cut0 }) =>
    cut0 === null ? [] : [{ gene, chromosome: transcript.chromosome, cut0 }],
  );
  return new Map(
    placed.map((own) => [
      own.gene,
      placed
        .filter(({ gene }) => gene !== own.gene)
        .map(({ gene, chromosome, cut0 }) => ({
          gene,
          apartBp: chromosome === own.chromosome ? Math.abs(cut0 - own.cut0) : null,
        })),
    ]),
  );
}
