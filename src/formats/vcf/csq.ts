import { InputError } from '../../core/errors.js';

import type { VcfHeader } from './header.js';
import { percentDecoded } from './percent-decoding.js';
import { alternateKind, type VcfRecord, infoValue } from './record.js';

/** The fields of VEP's CSQ in this file, whatever subset and order `--fields` asked for. */
export interface CsqLayout {
  readonly fields: readonly string[];
  /** Index of a field, -1 where the file has none of that name. */
  indexOf(field: string): number;
}

/**
 * The layout that the header declares; null for a VCF without CSQ. SnpEff's ANN is not read.
 * @throws InputError where CSQ is declared without its fields.
 */
export function csqLayout(header: VcfHeader): CsqLayout | null {
  const definition = header.info.get('CSQ');
  if (definition === undefined) return null;
  const format = /Format:(.+)$/i.exec(definition.description)?.[1];
  if (format === undefined) {
    throw new InputError('the CSQ definition does not name its fields', {
      file: header.file,
      line: definition.line,
      hint: 'its Description should end in "Format: Allele|Consequence|…", as VEP writes it',
    });
  }
  const fields = format.split('|').map((field) => field.trim());
  const indexByField = new Map(
    fields.map((field, index) => [field, index]).reverse() as [string, number][],
  );
  return { fields, indexOf: (field) => indexByField.get(field) ?? -1 };
}

let scratch = new Int32Array(0);

/** Where a scan writes before the result's size is known: an entry is as long as its separators. */
function roomFor(text: string, width: number): Int32Array {
  const cells = (Math.ceil((text.length + 1) / width) + 1) * (width + 1);
  if (scratch.length < cells) scratch = new Int32Array(cells * 2);
  return scratch;
}

/**
 * The consequences of one record as a table, an entry (usually a transcript) a row. The text is
 * scanned once; a cell is cut out when it is asked for.
 */
export class CsqTable {
  readonly #text: string;
  readonly #width: number;
  /** A row of width + 1 per entry: where each cell starts, then where the next entry would. */
  readonly #starts: Int32Array;
  /** Number of entries that have all fields. */
  readonly count: number;
  /** Number of entries left out because they have more or fewer fields than the header names. */
  readonly broken: number;

  constructor(text: string, layout: CsqLayout) {
    const width = layout.fields.length;
    const starts = roomFor(text, width);
    let count = 0;
    let broken = 0;
    let pipe = text.indexOf('|');
    for (let start = 0; start <= text.length;) {
      const comma = text.indexOf(',', start);
      const end = comma < 0 ? text.length : comma;
      const row = count * (width + 1);
      starts[row] = start;
      let fields = 1;
      while (pipe >= 0 && pipe < end) {
        if (fields < width) starts[row + fields] = pipe + 1;
        fields++;
        pipe = text.indexOf('|', pipe + 1);
      }
      if (fields === width) {
        starts[row + width] = end + 1;
        count++;
      } else {
        broken++;
      }
      start = end + 1;
    }
    this.#text = text;
    this.#width = width;
    this.#starts = starts.slice(0, count * (width + 1));
    this.count = count;
    this.broken = broken;
  }

  /** A cell as written; '' where it is empty or the file has no such field (index -1). */
  text(entry: number, field: number): string {
    if (field < 0 || field >= this.#width) return '';
    const at = entry * (this.#width + 1) + field;
    const from = this.#starts[at] as number;
    const to = (this.#starts[at + 1] as number) - 1;
    return to <= from ? '' : this.#text.slice(from, to);
  }

  /** A cell percent-decoded (`p.Thr58%3D` -> `p.Thr58=`), null where it is empty. */
  value(entry: number, field: number): string | null {
    const text = this.text(entry, field);
    return text === '' ? null : percentDecoded(text);
  }

  /** The parts of a cell that holds several (`missense_variant&splice_region_variant`). */
  values(entry: number, field: number): readonly string[] {
    const text = this.text(entry, field);
    return text === '' ? [] : text.split('&').map(percentDecoded);
  }
}

/** The CSQ of a record; null where it has none. */
export function csqTable(record: VcfRecord, layout: CsqLayout): CsqTable | null {
  const text = infoValue(record, 'CSQ');
  return text === null || text === '' || text === '.' ? null : new CsqTable(text, layout);
}

/**
 * For each entry the index of the alternate it speaks of, or -1 where it fits none, as after a
 * multi-allelic record was split. ALLELE_NUM decides where the file has it. Otherwise alleles are
 * compared, an alternate by the first of these names that any entry has: VEP's own (Ensembl's
 * VEP/Parser/VCF.pm: the first base goes where lengths differ and all alleles share it, `-` for
 * nothing left), ALT as written, the ontology term of a symbolic allele, the allele trimmed as by
 * `--minimal`. A name that two alternates could claim counts for neither.
 */
export function csqAlternates(
  record: VcfRecord,
  table: CsqTable,
  layout: CsqLayout,
): readonly number[] {
  const alleleField = layout.indexOf('Allele');
  const numberField = layout.indexOf('ALLELE_NUM');
  const alternateByAllele = new Map<string, number>();
  for (let entry = 0; entry < table.count; entry++) {
    alternateByAllele.set(table.text(entry, alleleField), -1);
  }
  matchAlleles(record, alternateByAllele);
  const alternates: number[] = [];
  for (let entry = 0; entry < table.count; entry++) {
    const number = numberField < 0 ? '' : table.text(entry, numberField);
    if (/^\d+$/.test(number)) {
      alternates.push(Number(number) <= record.alternates.length ? Number(number) - 1 : -1);
    } else {
      alternates.push(alternateByAllele.get(table.text(entry, alleleField)) as number);
    }
  }
  return alternates;
}

/** Sequence Ontology terms that VEP writes for symbolic alleles, by the start of the allele. */
const SYMBOLIC_NAMES: readonly (readonly [string, readonly string[]])[] = [
  ['<DEL', ['deletion']],
  ['<INS', ['insertion', 'mobile_element_insertion']],
  ['<DUP:TANDEM', ['tandem_duplication', 'duplication']],
  ['<DUP', ['duplication']],
  ['<TDUP', ['tandem_duplication']],
  ['<INV', ['inversion']],
  ['<CNV', ['copy_number_variation', 'CNV']],
  ['<CN', ['copy_number_variation', 'CNV']],
  ['<BND', ['chromosome_breakpoint', 'breakpoint', 'BND']],
];

/** Fills in the alternate of each allele, leaving -1 where none fits. */
function matchAlleles(record: VcfRecord, alternateByAllele: Map<string, number>): void {
  const { reference, alternates } = record;
  const namings: readonly ((alternate: string) => readonly string[])[] = [
    (alternate) => [vepAllele(alternate, reference, alternates)],
    (alternate) => [alternate],
    ontologyNames,
    (alternate) => [minimalAllele(alternate, reference)],
  ];
  const matched = new Set<number>();
  for (const namesOf of namings) {
    const claims = new Map<string, number>();
    alternates.forEach((alternate, index) => {
      for (const name of namesOf(alternate)) claims.set(name, claims.has(name) ? -1 : index);
    });
    const found: number[] = [];
    for (const [allele, known] of alternateByAllele) {
      const claimed = claims.get(allele) ?? -1;
      if (known >= 0 || claimed < 0 || matched.has(claimed)) continue;
      alternateByAllele.set(allele, claimed);
      found.push(claimed);
    }
    for (const index of found) matched.add(index);
    if (matched.size === alternates.length) return;
  }
}

/**
 * VEP's name of an alternate: the first base goes where lengths differ and all alleles share it, `-` for
 * nothing left (Ensembl's VEP/Parser/VCF.pm).
 */
export function vepAllele(
  alternate: string,
  reference: string,
  alternates: readonly string[],
): string {
  const plain = alternates.filter((each) => each !== '*');
  const indel = alternates.some((each) => each.length !== reference.length);
  if (!indel || alternate === '*' || plain.some((each) => each[0] !== reference[0]))
    return alternate;
  return alternate.slice(1) || '-';
}

function ontologyNames(alternate: string): readonly string[] {
  if (alternateKind(alternate) === 'breakend')
    return ['chromosome_breakpoint', 'breakpoint', 'BND'];
  return SYMBOLIC_NAMES.find(([start]) => alternate.startsWith(start))?.[1] ?? [];
}

function minimalAllele(alternate: string, reference: string): string {
  let from = 0;
  const shorter = Math.min(alternate.length, reference.length);
  while (from < shorter && alternate[from] === reference[from]) from++;
  let kept = alternate.length;
  let referenceKept = reference.length;
  while (
    kept > from &&
    referenceKept > from &&
    alternate[kept - 1] === reference[referenceKept - 1]
  ) {
    kept--;
    referenceKept--;
  }
  return alternate.slice(from, kept) || '-';
}
