import { InputError } from '../../core/errors.js';
import type { HlaCalls, TypingLine } from './hla-calls.js';

const COLUMNS = ['mhcIAlleles', 'mhcIIAlleles'] as const;

export function isNeofoxPatients([header]: readonly TypingLine[]): boolean {
  return header !== undefined && header.cells.includes('mhcIAlleles');
}

/**
 * NeoFox's table of patients, of which one is expected: the columns `mhcIAlleles` and
 * `mhcIIAlleles`, each with names separated by commas; a homozygous locus is listed twice.
 * Source: https://neofox.readthedocs.io (patient data).
 * @throws InputError for no patient, several, or a row of the wrong length.
 */
export function parseNeofoxPatients(lines: readonly TypingLine[], file: string): HlaCalls {
  const [header, patient, ...others] = lines as [TypingLine, ...TypingLine[]];
  if (patient === undefined)
    throw new InputError('no patient is listed', { file, line: header.line });
  if (others.length > 0) {
    throw new InputError(`${others.length + 1} patients are listed`, {
      file,
      line: (others[0] as TypingLine).line,
      hint: 'keep the header and the row of one patient',
    });
  }
  if (patient.cells.length !== header.cells.length) {
    throw new InputError(`${patient.cells.length} cells under ${header.cells.length} columns`, {
      file,
      line: patient.line,
    });
  }
  const names = COLUMNS.flatMap((column) => {
    const index = header.cells.indexOf(column);
    return index < 0 ? [] : (patient.cells[index] as string).split(/[,;\s]+/);
  });
  return {
    tool: 'NeoFox patients',
    names: names.filter((text) => text !== '').map((text) => ({ text, line: patient.line })),
    notTyped: [],
    skipped: [],
    notes: [],
  };
}
