import { InputError } from '../../core/errors.js';
import { parseHlaAllele } from '../../core/hla-allele.js';
import type { GivenHlaName } from '../../core/hla-genotype.js';
import type { HlaCalls, TypingLine } from './hla-calls.js';

/**
 * Names separated by commas, semicolons, blanks or line breaks; or two columns, a label and a name,
 * as in `custom<TAB>HLA-A*02:01`. Lines that start with `#` are comments.
 * @throws InputError where most words are not HLA names: then it is another kind of file.
 */
export function parsePlainList(lines: readonly TypingLine[], file: string): HlaCalls {
  const listed = lines.filter(({ text }) => !text.startsWith('#'));
  const names = isLabelled(listed)
    ? listed.map(({ cells, line }) => ({ text: cells[1] as string, line }))
    : listed.flatMap(({ text, line }) => wordsOf(text).map((word) => ({ text: word, line })));
  refuseProse(names, file);
  return { tool: 'plain list', names, notTyped: [], skipped: [], notes: [] };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}

function isLabelled(lines: readonly TypingLine[]): boolean {
  return lines.every(
    ({ cells }) =>
      cells.length === 2 && isForeign(cells[0] as string) && !isForeign(cells[1] as string),
  );
}

/** Not the name of any MHC allele, human or not, however imprecise. */
function isForeign(word: string): boolean {
  const name = parseHlaAllele(word);
  return name.kind === 'refused' && (name.code === 'unknown-locus' || name.code === 'unreadable');
}

function refuseProse(names: readonly GivenHlaName[], file: string): void {
  const foreign = names.filter(({ text }) => isForeign(text));
  const [first] = foreign;
  if (first === undefined || foreign.length * 2 <= names.length) return;
  throw new InputError(
    `not a list of HLA alleles: ${foreign.length} of ${names.length} words are no allele names, ` +
      `the first "${first.text.slice(0, 60)}"`,
    { file, line: first.line as number, hint: 'list alleles as HLA-A*02:01, one a line' },
  );
}
