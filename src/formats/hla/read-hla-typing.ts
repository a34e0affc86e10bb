import { InputError } from '../../core/errors.js';
import { hlaGenotype } from '../../core/hla-genotype.js';
import type { HlaGenotype } from '../../core/hla-genotype.js';
import { parseHlaAllele } from '../../core/hla-allele.js';
import { textLines } from '../tsv/read-tsv.js';
import { parseArcasHla } from './arcas-hla.js';
import type { HlaCalls, HlaTypingTool, TypingLine } from './hla-calls.js';
import { isLocusTable, parseLocusTable } from './locus-table.js';
import { isNeofoxPatients, parseNeofoxPatients } from './neofox-patients.js';
import { isOptiType, parseOptiType } from './opti-type.js';
import { parsePlainList } from './plain-list.js';
import { isT1k, parseT1k } from './t1k.js';

/** One person's HLA typing as a file gives it. */
export interface HlaTyping extends HlaGenotype {
  readonly tool: HlaTypingTool;
  readonly notTyped: readonly string[];
  readonly notes: readonly string[];
}

/** One person's typing is a few hundred characters, of all genes a few thousand. Unit: UTF-16 units. */
const LARGEST_TYPING = 100_000;

const KNOWN =
  'OptiType result.tsv, arcasHLA genotype.json, HLA-HD final.result.txt, T1K genotype.tsv, ' +
  'Polysolver winners.hla.txt or a plain list of alleles is expected';

/**
 * Reads an HLA typing in any format of `docs/formats/hla.md`, told apart by content.
 * @throws InputError for any other file, for a gene with more than two alleles, and where no allele
 * is usable.
 */
export function readHlaTyping(text: string, file: string): HlaTyping {
  if (text.length > LARGEST_TYPING) {
    throw new InputError('too large for one person’s HLA typing', { file, line: 1, hint: KNOWN });
  }
  const calls = parseCalls(text.replace(/^\uFEFF/, ''), file);
  if (calls.names.length === 0) {
    const [first] = calls.skipped;
    throw new InputError(
      first === undefined
        ? `${calls.tool} typed no allele`
        : `no usable HLA allele: ${first.item}: ${first.reason}`,
      { file, line: first?.line ?? 1 },
    );
  }
  const genotype = hlaGenotype(calls.names, file);
  const { tool, notTyped, notes } = calls;
  return { ...genotype, tool, notTyped, notes, skipped: [...calls.skipped, ...genotype.skipped] };
}

function parseCalls(text: string, file: string): HlaCalls {
  const lines = textLines(text, file)
    .map((line, index) => ({ line: index + 1, text: line, cells: line.split('\t') }))
    .filter((line) => line.text.trim() !== '');
  if (lines.length === 0) throw new InputError('the file is empty', { file, hint: KNOWN });
  if (/^\s*[{[]/.test(text)) return parseArcasHla(text, file);
  if (isOptiType(lines)) return parseOptiType(lines, file);
  if (isNeofoxPatients(lines)) return parseNeofoxPatients(lines, file);
  if (isT1k(lines)) return parseT1k(lines, file);
  if (isLocusTable(lines)) return parseLocusTable(lines, file);
  refuseOtherTables(lines, file);
  return parsePlainList(lines, file);
}

function refuseOtherTables(lines: readonly TypingLine[], file: string): void {
  const nomenclature = lines.find(({ text }) => /^[A-Z]+\d?\*;/.test(text));
  if (nomenclature !== undefined) {
    throw new InputError('a nomenclature table of IPD-IMGT/HLA, not a person’s typing', {
      file,
      line: nomenclature.line,
      hint: KNOWN,
    });
  }
  const [header] = lines as [TypingLine, ...TypingLine[]];
  if (header.cells.includes('STRONGEST SNP-RISK ALLELE')) {
    throw new InputError('a table of genome-wide association results, not a person’s typing', {
      file,
      line: header.line,
      hint: KNOWN,
    });
  }
  const hasAllele = header.cells.some((cell) => parseHlaAllele(cell).kind === 'allele');
  if (header.cells.length >= 3 && !hasAllele) {
    throw new InputError('a table whose columns are not those of an HLA typing tool', {
      file,
      line: header.line,
      hint: KNOWN,
    });
  }
}
