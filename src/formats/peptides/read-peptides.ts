import { InputError } from '../../core/errors.js';
import type { ByteSource } from '../text/byte-source.js';
import { type ReadOptions, readLines } from '../text/lines.js';
import { cellsOf } from '../tsv/read-tsv.js';

/** What a column of peptides is called by us, by pVACseq and by MHCflurry's and NetMHCpan's outputs. */
const COLUMN_NAMES = [
  'peptide',
  'mt epitope seq',
  'epitope seq',
  'best peptide',
  'epitope',
  'sequence',
];

type Delimiter = '\t' | ',';

interface Layout {
  readonly delimiter: Delimiter;
  /** Place of the peptide among the cells; null for a list without columns. */
  readonly column: number | null;
  readonly isHeader: boolean;
}

/**
 * The peptides of a list, one a line, or of the peptide column of a TSV or CSV with a header; as written, in the
 * order of the file, a batch a chunk read; a row that ends before its peptide gives ''. Blank lines and lines that
 * start with # are passed over.
 * @throws InputError for a table without a peptide column, FASTA, a file without peptides, and as `readLines` does.
 */
export async function* readPeptides(
  source: ByteSource,
  options: ReadOptions = {},
): AsyncGenerator<readonly string[]> {
  const file = source.name;
  let layout: Layout | null = null;
  let found = false;
  for await (const { firstLine, lines } of readLines(source, options)) {
    const peptides: string[] = [];
    for (const [i, text] of lines.entries()) {
      if (text.trim() === '' || text.startsWith('#')) continue;
      if (layout === null) {
        layout = layoutOf(text, file, firstLine + i);
        if (layout.isHeader) continue;
      }
      peptides.push(peptideOf(text, layout));
    }
    found ||= peptides.length > 0;
    if (peptides.length > 0) yield peptides;
  }
  if (!found) throw new InputError('the file holds no peptide', { file });
}

function layoutOf(text: string, file: string, line: number): Layout {
  if (text.startsWith('>')) {
    throw new InputError('this is a FASTA file', { file, line, hint: 'give it as --fasta' });
  }
  const delimiter = text.includes('\t') ? '\t' : ',';
  const columns = cellsOf(text, delimiter).cells.map((cell) => cell.trim().toLowerCase());
  const column = COLUMN_NAMES.map((name) => columns.indexOf(name)).find((place) => place >= 0);
  if (column !== undefined) return { delimiter, column, isHeader: true };
  if (columns.length === 1) return { delimiter, column: null, isHeader: false };
  throw new InputError('the table has no column named peptide', {
    file,
    line,
    hint: `it has ${columns.slice(0, 12).join(', ')}; a list of peptides has one a line`,
  });
}

function peptideOf(text: string, { delimiter, column }: Layout): string {
  return (column === null ? text : (cellsOf(text, delimiter).cells[column] ?? '')).trim();
}
