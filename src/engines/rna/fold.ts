import { breathe, type Context, quietContext } from '../../core/context.js';
import { fillTables } from '../../kernels/rna-fold.js';
import type { Dangles, EnergyModel } from './energy-model.js';
import { tracebackFold } from './fold-traceback.js';
import { requireFoldable, toDotBracket } from './structure.js';

export interface FoldOptions {
  readonly model: EnergyModel;
  /** How the bases beside a stem count; `both-sides` (ViennaRNA's -d2) where it is not given. */
  readonly dangles?: Dangles;
}

/** Bases of an RNA at most: its tables then take 1.6 GB. */
const LONGEST_FOLD = 20_000;

/** A structure of least free energy. */
export interface Folding {
  /** Dot-bracket, one character a base. */
  readonly structure: string;
  /** Free energy against the unfolded RNA, kcal/mol; 0 or below. */
  readonly energyKcal: number;
}

/**
 * The fold of least free energy (Zuker & Stiegler 1981) and, of the structures that have it, always the same one.
 * Hairpins of 3 bases or more, interior loops of up to 30 unpaired bases, no pseudoknots.
 * @throws InputError for letters other than A, C, G, U and T in either case, and for more than 20,000 bases.
 */
export async function foldRna(
  sequence: string,
  { model, dangles = 'both-sides' }: FoldOptions,
  context: Context = quietContext(),
): Promise<Folding> {
  const codes = requireFoldable(sequence, LONGEST_FOLD);
  const tables = await fillTables(model, codes, dangles, (done) => {
    context.report({ step: 'fold', done, total: codes.length });
    return breathe(context);
  });
  return {
    structure: toDotBracket(tracebackFold(model, codes, dangles, tables)),
    energyKcal: (tables.exterior[0] as number) / 100,
  };
}
