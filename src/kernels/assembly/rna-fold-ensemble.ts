// Hot loops of rna-fold-ensemble.ts (the façade lays out the memory; reference/rna-fold-ensemble.ts is the definition).
//
// The walk of rna-fold.ts with sums for minima: rows from the 3' end to the 5' end, two ends j at a time, interior
// loops by size. The way back gives the derivative of the whole sum by each of the sums, rows in the other order.
// A base's scale keeps sums within double precision: it counts once for each base of a stretch.

import { byInteriorLoops, interiorLoops } from './rna-fold-ensemble/interior-loops';
import {
  MARGIN,
  bulges,
  byExterior,
  generics,
  ones,
  runs,
  scalesAfter,
  scratch,
  twoThrees,
} from './rna-fold-ensemble/memory';
import { byMultiRow, byPairRow, forget } from './rna-fold-ensemble/way-back';
import { multiRow, pairRow } from './rna-fold-ensemble/way-out';

export { open, scratchBytes } from './rna-fold-ensemble/memory';

/** Fills the rows below `from`, down to `to`. */
export function insideRows(from: usize, to: usize): void {
  for (let i = from; i > to; i--) {
    scalesAfter(i - 1);
    interiorLoops(i - 1);
    pairRow(i - 1);
    multiRow(i - 1);
  }
}

/** Makes ready for the way back. */
export function turn(): void {
  memory.fill(scratch, 0, runs - (MARGIN << 3) - scratch);
  store<f64>(byExterior, 1);
}

/** The way back over the rows from `from` to `to` - 1. */
export function outsideRows(from: usize, to: usize): void {
  for (let i = from; i < to; i++) {
    scalesAfter(i);
    byMultiRow(i);
    byPairRow(i);
    byInteriorLoops(i);
    forget(bulges, i);
    forget(ones, i);
    forget(twoThrees, i);
    forget(generics, i);
  }
}
