/** 0-based half-open. */
interface GenBankRange {
  readonly start0: number;
  readonly end0: number;
}

export interface GenBankQualifier {
  readonly name: string;
  /** Text in quotes, a number bare, null for a flag such as `/pseudo`. */
  readonly value: string | number | null;
}

export interface GenBankFeature {
  /** Feature key, at most 15 characters. */
  readonly key: string;
  /** In the order in which the top strand is read; several are joined. */
  readonly ranges: readonly [GenBankRange, ...GenBankRange[]];
  readonly strand: 1 | -1;
  readonly qualifiers: readonly GenBankQualifier[];
}

export interface GenBankRecord {
  /** One word. */
  readonly locus: string;
  readonly molecule: 'DNA' | 'RNA' | 'mRNA' | 'protein';
  readonly topology: 'linear' | 'circular';
  /** ISO date; null is written as 01-JAN-1980. */
  readonly date: string | null;
  readonly definition: string;
  readonly comment: readonly string[];
  readonly features: readonly GenBankFeature[];
  readonly sequence: string;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const NO_DATE = '01-JAN-1980';
const LINE = 79;
const KEY_COLUMN = 12;
const VALUE_COLUMN = 21;

/**
 * A flat file as NCBI's release notes (section 3.4) lay it out: LOCUS, DEFINITION, features of the INSDC
 * table, sequence in lower case with T for U. ASCII only: other characters are spelled out.
 * @throws Error for a locus with white space, a key over 15 characters, an empty sequence, or a range outside it.
 */
export function writeGenBank(record: GenBankRecord): string {
  const { sequence } = record;
  if (!/^[\w.-]+$/.test(record.locus)) throw new Error(`"${record.locus}" cannot be a locus`);
  if (sequence.length === 0) throw new Error(`${record.locus} has no sequence`);
  const lines = [
    locusLine(record),
    ...header('DEFINITION', endedByDot(record.definition)),
    'ACCESSION   .',
    'VERSION     .',
    'KEYWORDS    .',
    'SOURCE      synthetic construct',
    '  ORGANISM  synthetic construct',
    '            other sequences; artificial sequences.',
    ...record.comment.flatMap((text, i) => header(i === 0 ? 'COMMENT' : '', text)),
    'FEATURES             Location/Qualifiers',
    ...sourceFeature(record),
    ...record.features.flatMap((feature) => featureLines(feature, sequence.length)),
    'ORIGIN',
    ...originLines(record.molecule === 'protein' ? sequence : sequence.replace(/u/gi, 't')),
    '//',
  ];
  return `${lines.join('\n')}\n`;
}

/** Columns of the release notes for names of 16 characters or fewer; longer names push the rest right. */
function locusLine({ locus, molecule, topology, date, sequence }: GenBankRecord): string {
  const size = String(sequence.length);
  const nameAndSize =
    locus.length + size.length <= 27 ? locus.padEnd(28 - size.length) + size : `${locus} ${size}`;
  const unit = molecule === 'protein' ? 'aa' : 'bp';
  const kind = (molecule === 'protein' ? '' : molecule).padEnd(6);
  return `LOCUS       ${nameAndSize} ${unit}    ${kind}  ${topology.padEnd(8)} SYN ${genBankDate(date)}`;
}

function genBankDate(date: string | null): string {
  if (date === null) return NO_DATE;
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  const month = MONTHS[Number(match?.[2]) - 1];
  if (match === null || month === undefined) throw new Error(`"${date}" is not an ISO date`);
  return `${match[3]}-${month}-${match[1]}`;
}

function sourceFeature({ sequence, molecule, topology }: GenBankRecord): readonly string[] {
  const kind: Readonly<Record<GenBankRecord['molecule'], string | null>> = {
    DNA: 'other DNA',
    RNA: 'other RNA',
    mRNA: 'mRNA',
    protein: null,
  };
  const moleculeType = kind[molecule];
  return featureLines(
    {
      key: 'source',
      ranges: [{ start0: 0, end0: sequence.length }],
      strand: 1,
      qualifiers: [
        { name: 'organism', value: 'synthetic construct' },
        ...(moleculeType === null ? [] : [{ name: 'mol_type', value: moleculeType }]),
        ...(topology === 'circular' ? [{ name: 'note', value: 'circular' }] : []),
      ],
    },
    sequence.length,
  );
}

function featureLines(feature: GenBankFeature, length: number): readonly string[] {
  const { key, ranges } = feature;
  if (!/^[\w'-]{1,15}$/.test(key)) throw new Error(`"${key}" cannot be a feature key`);
  for (const { start0, end0 } of ranges) {
    if (start0 < 0 || end0 <= start0 || end0 > length) {
      throw new Error(`${key} at ${start0}-${end0} lies outside ${length}`);
    }
  }
  const location = wrap(locationOf(feature), LINE - VALUE_COLUMN, 'comma');
  const [first = '', ...more] = location;
  return [
    `     ${key.padEnd(VALUE_COLUMN - 5)}${first}`,
    ...more.map(indent),
    ...feature.qualifiers.flatMap(qualifierLines),
  ];
}

function locationOf({ ranges, strand }: GenBankFeature): string {
  const parts = ranges.map(({ start0, end0 }) =>
    end0 === start0 + 1 ? String(end0) : `${start0 + 1}..${end0}`,
  );
  const joined = parts.length === 1 ? (parts[0] as string) : `join(${parts.join(',')})`;
  return strand === 1 ? joined : `complement(${joined})`;
}

function qualifierLines({ name, value }: GenBankQualifier): readonly string[] {
  if (value === null) return [indent(`/${name}`)];
  if (typeof value === 'number') return [indent(`/${name}=${value}`)];
  const text = ascii(value).replaceAll('"', '""');
  // The space stays at the end of its line, as SnapGene writes it: some readers join lines as they are.
  const gap = name === 'translation' ? 'anywhere' : 'space';
  return wrap(`/${name}="${text}"`, LINE - VALUE_COLUMN, gap).map(indent);
}

function indent(text: string): string {
  return ' '.repeat(VALUE_COLUMN) + text;
}

function header(keyword: string, text: string): readonly string[] {
  return wrap(ascii(text), LINE - KEY_COLUMN, 'space').map((line, i) =>
    ((i === 0 ? keyword : '').padEnd(KEY_COLUMN) + line).trimEnd(),
  );
}

/** Where a long line may be cut: behind a space, behind a comma, or anywhere. */
type Gap = 'space' | 'comma' | 'anywhere';

/** Lines of at most `width`; a piece without a gap is cut hard. */
function wrap(text: string, width: number, gap: Gap): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const cut = cutAt(rest, width, gap);
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...lines, rest];
}

function cutAt(text: string, width: number, gap: Gap): number {
  if (gap === 'anywhere') return width;
  let cut = text.lastIndexOf(gap === 'comma' ? ',' : ' ', width - 1) + 1;
  // A line that starts with a slash would be taken for the next qualifier.
  while (cut > 0 && text[cut] === '/') cut = text.lastIndexOf(' ', cut - 2) + 1;
  return cut || width;
}

function originLines(sequence: string): readonly string[] {
  const letters = sequence.toLowerCase();
  const lines: string[] = [];
  for (let at = 0; at < letters.length; at += 60) {
    const blocks = letters.slice(at, at + 60).match(/.{1,10}/g) ?? [];
    lines.push(`${String(at + 1).padStart(9)} ${blocks.join(' ')}`);
  }
  return lines;
}

function endedByDot(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

const SPELLED: Readonly<Record<string, string>> = {
  '′': "'",
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '×': 'x',
  '≤': '<=',
  '≥': '>=',
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  Δ: 'delta',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'u',
  µ: 'u',
  Ψ: 'psi',
  ψ: 'psi',
  '°': ' deg ',
};

function ascii(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\x20-\x7e]/gu, (letter) => SPELLED[letter] ?? withoutMarks(letter))
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutMarks(letter: string): string {
  if (/\s/.test(letter)) return ' ';
  const plain = letter.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  return plain === '' ? '?' : plain;
}
