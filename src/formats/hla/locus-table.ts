import { parseHlaAllele } from '../../core/hla-allele.js';
import type { GivenHlaName } from '../../core/hla-genotype.js';
import type { SkippedItem } from '../../core/skipped.js';
import { cutOffLine } from './hla-calls.js';
import type { HlaCalls, TypingLine } from './hla-calls.js';

const LOCUS = /^(?:HLA-)?[A-Z]{1,4}\d?$/;
const COLUMNS = 3;
const NONE = '-';
const NOT_TYPED = /^(?:not typed|couldn't read result file\.?)$/i;

export function isLocusTable(lines: readonly TypingLine[]): boolean {
  const [first] = lines;
  return (
    first !== undefined &&
    first.cells.length >= COLUMNS &&
    lines.every(({ cells }) => LOCUS.test(cells[0] as string)) &&
    lines.some(({ cells }) => cells.slice(1).some((cell) => /[*_]\d/.test(cell)))
  );
}

/**
 * One line a locus: its name, then two alleles. HLA-HD's `final.result.txt` writes `-` for a second
 * allele it did not find and `Not typed` where it gave up, and lists further pairs where several fit
 * equally well; Polysolver's `winners.hla.txt` spells alleles `hla_a_02_01_01_01`.
 * Its users read HLA-HD's `-` as homozygous (https://github.com/Genentech/midasHLA/issues/17); a
 * missed allele looks the same, so it is not taken for one here.
 */
export function parseLocusTable(lines: readonly TypingLine[], file: string): HlaCalls {
  const names: GivenHlaName[] = [];
  const skipped: SkippedItem[] = [];
  const notTyped: string[] = [];
  const single: string[] = [];
  for (const row of lines) {
    const { cells, line } = row;
    if (cells.length < COLUMNS) {
      skipped.push(cutOffLine(row, COLUMNS, file));
      continue;
    }
    const [locus, ...calls] = cells.map((cell) => cell.trim()) as [string, ...string[]];
    const pairs = pairsOf(calls);
    const [first] = pairs;
    if (first === undefined) {
      notTyped.push(locus);
    } else if (new Set(pairs.map(proteinPair)).size > 1) {
      const item = `HLA locus ${locus}`;
      const reason = `${pairs.length} pairs of alleles fit equally well and differ in protein`;
      skipped.push({ status: 'skipped', item, code: 'ambiguous', reason, file, line });
    } else {
      names.push(...first.map((text) => ({ text, line })));
      if (first.length === 1) single.push(locus);
    }
  }
  const isPolysolver = names.length > 0 && names.every(({ text }) => /^hla_[a-c]_/.test(text));
  const tool = isPolysolver ? ('Polysolver' as const) : ('HLA-HD' as const);
  const notes =
    single.length === 0
      ? []
      : [`one allele only for ${single.join(', ')}: homozygous, or the second was missed`];
  return { tool, names, notTyped, skipped, notes };
}

/** Alleles in pairs, in file order; `-` and "Not typed" left out, pairs of nothing dropped. */
function pairsOf(calls: readonly string[]): readonly (readonly string[])[] {
  const pairs: string[][] = [];
  for (let at = 0; at < calls.length; at += 2) {
    const pair = calls
      .slice(at, at + 2)
      .filter((call) => call !== '' && call !== NONE && !NOT_TYPED.test(call));
    if (pair.length > 0) pairs.push(pair);
  }
  return pairs;
}

function proteinPair(pair: readonly string[]): string {
  return pair
    .map((text) => {
      const name = parseHlaAllele(text);
      return name.kind === 'allele' ? name.allele : text;
    })
    .sort()
    .join(' ');
}
