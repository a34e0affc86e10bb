import { cloningOrders } from '../../engines/constructs/cloning/cloning-orders.js';
import type { OrderSheet } from '../../engines/constructs/order-rows.js';
import type { GeneReplacementDesign } from './gene-replacement-design.js';

/** Fragments, primers and overlaps of all vectors, a sheet each. */
export function geneReplacementOrders({ vectors }: GeneReplacementDesign): readonly OrderSheet[] {
  const sheets = vectors.flatMap(({ construct, cloning }) =>
    cloning.kind === 'not-possible' ? [] : cloningOrders(construct.id, cloning.assembly),
  );
  const names = [...new Set(sheets.map(({ name }) => name))];
  return names.map((name) => {
    const alike = sheets.filter((sheet) => sheet.name === name);
    const [first] = alike;
    if (first === undefined) throw new Error(`no sheet ${name}`);
    return { ...first, rows: alike.flatMap(({ rows }) => rows) };
  });
}
