import type { Source } from '../../core/cited.js';

/** A double-stranded DNA product and what lengths it comes in. */
export interface FragmentVendor {
  readonly id: string;
  readonly name: string;
  readonly shortestBp: number;
  readonly longestBp: number;
  readonly source: Source;
}

const READ: Source = {
  name: 'Lengths of IDT gene fragments as an order tool for them states',
  url: 'https://glama.ai/mcp/connectors/io.github.genmnz/jean/tools/design_gene_fragment_order',
};

/** Only products whose lengths were read in a source; others are given by the caller. */
export const FRAGMENT_VENDORS: readonly FragmentVendor[] = [
  { id: 'idt-gblocks', name: 'IDT gBlocks', shortestBp: 125, longestBp: 3_000, source: READ },
  { id: 'idt-eblocks', name: 'IDT eBlocks', shortestBp: 300, longestBp: 1_500, source: READ },
];
