// Hot loop of rna-design.ts (the façade lays out the memory; reference/rna-design.ts is the definition).
//
// Rows go from the 3' end of the mRNA to its 5' end; a row is a node of the codon graph (a gap between two bases) or,
// for pairs, an edge (a base). Columns are nodes, or arrivals for pairs. Energies are i32, 1/128 of 1/100 kcal/mol.

import { loopsFrom } from './rna-design/carried-loops';
import { baseCount, firstNode } from './rna-design/memory';
import { pairsFrom } from './rna-design/pairs';
import { exteriorFrom, joinsFrom, stemsFrom } from './rna-design/stems';

export { open } from './rna-design/memory';

/** Fills all rows of the gaps from `from` down to `to`, both included; rows of later gaps must be there. */
export function rows(from: i32, to: i32): void {
  for (let gap = from; gap >= to; gap--) {
    if (gap < baseCount) pairsFrom(gap);
    const end = firstNode(gap + 1);
    for (let u = firstNode(gap); u < end; u++) {
      stemsFrom(u, gap);
      joinsFrom(u, gap);
      if (gap < baseCount) exteriorFrom(u, gap);
      loopsFrom(u, gap);
    }
  }
}
