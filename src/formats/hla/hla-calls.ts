import type { GivenHlaName } from '../../core/hla-genotype.js';
import type { SkippedItem } from '../../core/skipped.js';

export type HlaTypingTool =
  | 'OptiType'
  | 'arcasHLA'
  | 'HLA-HD'
  | 'Polysolver'
  | 'T1K'
  | 'NeoFox patients'
  | 'plain list';

/** What a typing file says, before any name is interpreted. */
export interface HlaCalls {
  readonly tool: HlaTypingTool;
  readonly names: readonly GivenHlaName[];
  /** Loci the tool looked at and could not type, as it names them. */
  readonly notTyped: readonly string[];
  /** Calls the tool itself marks as unreliable. */
  readonly skipped: readonly SkippedItem[];
  /** What a reader should know of how this file was read. */
  readonly notes: readonly string[];
}

/** A text file as lines; `cells` are cut at tabs. */
export interface TypingLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
}

/** A line that ends too early, as the last of a file that was cut off. */
export function cutOffLine({ cells, line }: TypingLine, wanted: number, file: string): SkippedItem {
  return {
    status: 'skipped',
    item: `row of ${cells[0]}`,
    code: 'ragged-row',
    reason: `${cells.length} cells, ${wanted} are needed; was the file cut off?`,
    file,
    line,
  };
}
