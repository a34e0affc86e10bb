import type { GivenHlaName } from '../../core/hla-genotype.js';
import type { SkippedItem } from '../../core/skipped.js';
import { numberInCell } from '../tsv/number-cell.js';
import { cutOffLine } from './hla-calls.js';
import type { HlaCalls, TypingLine } from './hla-calls.js';

const NO_ALLELE = '.';
const COLUMNS = 8;

export function isT1k([first]: readonly TypingLine[]): boolean {
  return (
    first !== undefined &&
    first.cells.length >= COLUMNS &&
    /^\d$/.test(first.cells[1] as string) &&
    [3, 4, 6, 7].every((index) => numberInCell(first.cells[index] as string) !== null)
  );
}

/**
 * T1K's `genotype.tsv`: gene, number of alleles, then twice allele, abundance, quality; no header.
 * Calls of quality 0 or less are skipped, as its author advises. Equally good alleles share a cell,
 * separated by commas.
 * Source: https://github.com/mourisl/T1K (README, issue 15).
 */
export function parseT1k(lines: readonly TypingLine[], file: string): HlaCalls {
  const names: GivenHlaName[] = [];
  const skipped: SkippedItem[] = [];
  const notTyped: string[] = [];
  for (const row of lines) {
    const { cells, line } = row;
    if (cells.length < COLUMNS) {
      skipped.push(cutOffLine(row, COLUMNS, file));
      continue;
    }
    let called = 0;
    for (const start of [2, 5]) {
      const allele = cells[start] as string;
      const quality = cells[start + 2] as string;
      if (allele === NO_ALLELE) continue;
      called++;
      const qualityValue = numberInCell(quality);
      if (qualityValue !== null && qualityValue > 0) {
        names.push({ text: allele.replaceAll(',', '/'), line });
      } else {
        const reason = `T1K gives it quality ${quality}; calls of quality 0 or less are not reliable`;
        const item = `HLA allele ${allele}`;
        skipped.push({ status: 'skipped', item, code: 'low-quality', reason, file, line });
      }
    }
    if (called === 0) notTyped.push(cells[0] as string);
  }
  return { tool: 'T1K', names, notTyped, skipped, notes: [] };
}
