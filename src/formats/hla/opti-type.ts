import { InputError } from '../../core/errors.js';
import type { HlaCalls, TypingLine } from './hla-calls.js';

const COLUMNS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;

export function isOptiType([header]: readonly TypingLine[]): boolean {
  return header !== undefined && COLUMNS.every((column) => header.cells.includes(column));
}

/**
 * OptiType's `result.tsv`: one row a solution, best first, an empty cell where a locus is not typed,
 * the same allele twice where it calls a locus homozygous.
 * Source: https://github.com/FRED-2/OptiType (README, issues 27 and 85).
 * @throws InputError for a missing or cut-off solution.
 */
export function parseOptiType(lines: readonly TypingLine[], file: string): HlaCalls {
  const [header, best, ...others] = lines as [TypingLine, ...TypingLine[]];
  if (best === undefined)
    throw new InputError('OptiType gives no solution', { file, line: header.line });
  if (best.cells.length !== header.cells.length) {
    throw new InputError(
      `${best.cells.length} cells under ${header.cells.length} columns: was the file cut off?`,
      { file, line: best.line },
    );
  }
  const calls = COLUMNS.map((column) => ({
    column,
    text: (best.cells[header.cells.indexOf(column)] as string).trim(),
  }));
  const typed = calls.filter(({ text }) => text !== '');
  const loci = ['A', 'B', 'C'].filter(
    (locus) => !typed.some(({ column }) => column.startsWith(locus)),
  );
  return {
    tool: 'OptiType',
    names: typed.map(({ text }) => ({ text, line: best.line })),
    notTyped: loci.map((locus) => `HLA-${locus}`),
    skipped: [],
    notes:
      others.length === 0
        ? []
        : [`the best of ${others.length + 1} solutions is used; the others are not looked at`],
  };
}
