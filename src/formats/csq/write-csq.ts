/** Ensembl VEP's names for what is written of one alternate on one transcript, in their order. */
export const CSQ_FIELDS = [
  'Allele',
  'Consequence',
  'IMPACT',
  'SYMBOL',
  'Gene',
  'Feature_type',
  'Feature',
  'BIOTYPE',
  'EXON',
  'INTRON',
  'HGVSc',
  'HGVSp',
  'cDNA_position',
  'CDS_position',
  'Protein_position',
  'Amino_acids',
  'Codons',
  'STRAND',
  'CANONICAL',
  'MANE_SELECT',
  'TSL',
  'FLAGS',
  'WildtypeProtein',
  'FrameshiftSequence',
] as const;

export type CsqField = (typeof CSQ_FIELDS)[number];

/** One entry; a field that is not there is empty. */
export type CsqEntry = Readonly<Partial<Record<CsqField, string | null>>>;

/** The `##INFO` line that declares CSQ with these fields. */
function csqDefinition(fields: readonly CsqField[]): string {
  return (
    '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from oncoscript annotate,' +
    ` in the fields of Ensembl VEP. Format: ${fields.join('|')}">`
  );
}

/**
 * The entries of one transcript around the fields that each has of its own: the text before, between and
 * behind those, with the bars. Made once a transcript, for its protein is most of an entry.
 */
export function csqFrame(
  transcript: CsqEntry,
  fields: readonly CsqField[],
  own: ReadonlySet<CsqField>,
): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [i, field] of fields.entries()) {
    if (i > 0) piece += '|';
    if (own.has(field)) {
      pieces.push(piece);
      piece = '';
    } else {
      piece += encoded(transcript[field] ?? '');
    }
  }
  return [...pieces, piece];
}

/** An entry: a frame with the values of its own fields, in their order. */
export function csqEntry(frame: readonly string[], values: readonly (string | null)[]): string {
  let text = frame[0] as string;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value) text += encoded(value);
    text += frame[i + 1] as string;
  }
  return text;
}

/** What would end a field, an entry or INFO; `&` joins several values of a field and stays. */
const SPECIAL = /[%,;=|\s]/;
const EVERY_SPECIAL = new RegExp(SPECIAL, 'g');
const CODES: Readonly<Record<string, string>> = {
  '%': '%25',
  ',': '%2C',
  ';': '%3B',
  '=': '%3D',
  // As VEP has it (OutputFactory/VCF.pm): VCF's own percent-encoding knows no code for a bar.
  '|': '&',
};

function encoded(text: string): string {
  return SPECIAL.test(text)
    ? text.replace(EVERY_SPECIAL, (character) => CODES[character] ?? '_')
    : text;
}

const INFO_COLUMN = 7;

/**
 * A record's line with another CSQ, or with none for null; everything else stays as it is. A line
 * without INFO column comes back unchanged.
 */
export function withCsq(line: string, csq: string | null): string {
  let start = 0;
  for (let column = 0; column < INFO_COLUMN; column++) {
    start = line.indexOf('\t', start) + 1;
    if (start === 0) return line;
  }
  const tab = line.indexOf('\t', start);
  const end = tab < 0 ? line.length : tab;
  const info = line.slice(start, end);
  const other = info.includes('CSQ') ? withoutCsq(info) : info;
  if (csq === null) {
    return other === info ? line : line.slice(0, start) + (other || '.') + line.slice(end);
  }
  const before = other === '.' || other === '' ? '' : `${other};`;
  return `${line.slice(0, start)}${before}CSQ=${csq}${line.slice(end)}`;
}

function withoutCsq(info: string): string {
  return info
    .split(';')
    .filter((entry) => entry !== 'CSQ' && !entry.startsWith('CSQ='))
    .join(';');
}

const PROVENANCE = '##oncoscript_annotate=';

/**
 * The header of an annotated file: the CSQ line behind the last other `##INFO`, the provenance before
 * `#CHROM`. Both replace those of an earlier annotation.
 */
export function withCsqHeader(
  lines: readonly string[],
  fields: readonly CsqField[],
  provenance: string,
): readonly string[] {
  const kept = lines.filter(
    (line) => !/^##INFO=<ID=CSQ[,>]/.test(line) && !line.startsWith(PROVENANCE),
  );
  const columns = kept.findIndex((line) => line.startsWith('#CHROM'));
  const lastInfo = kept.findLastIndex((line) => line.startsWith('##INFO='));
  const at = lastInfo < 0 ? columns : lastInfo + 1;
  return [
    ...kept.slice(0, at),
    csqDefinition(fields),
    ...kept.slice(at, columns),
    `${PROVENANCE}${provenance}`,
    ...kept.slice(columns),
  ];
}
