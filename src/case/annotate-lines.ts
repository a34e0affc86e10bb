import type { Reference } from '../engines/genome/reference-pack.js';
import { type CsqField, withCsq } from '../formats/csq/write-csq.js';
import type { VcfHeader } from '../formats/vcf/header.js';
import { RecordReader } from '../formats/vcf/record.js';
import { csqFieldsOf, csqWriter } from './annotate-csq.js';
import { type MafSamples, mafRows, mafSamples } from './annotate-maf.js';
import { annotateRecord, type UnassessedCode } from './annotate-record.js';
import { annotationRows, type ProteinMd5, unassessedRow } from './annotate-table.js';

export type AnnotationFormat = 'vcf' | 'tsv' | 'maf';

/** Alternates by what became of them, and lines that are no record. */
export interface AnnotationCounts {
  readonly called: number;
  readonly unassessed: Readonly<Record<UnassessedCode, number>>;
  readonly unreadableLines: number;
}

export const NO_COUNTS: AnnotationCounts = {
  called: 0,
  unassessed: {
    'no-transcript': 0,
    'reference-mismatch': 0,
    'not-a-sequence-change': 0,
    'no-change': 0,
  },
  unreadableLines: 0,
};

/** Annotates lines of a VCF, some at a time and in any order of the batches. */
export interface LineAnnotator {
  /** CSQ's fields in this output. */
  readonly csqFields: readonly CsqField[];
  readonly samples: MafSamples;
  /**
   * Writes what stands for the lines in the output; in a VCF, one line each. Those of the header are
   * passed over. `firstLine` is the 1-based number of the first line in the file.
   */
  annotate(
    lines: readonly string[],
    firstLine: number,
    write: (text: string) => void,
  ): AnnotationCounts;
}

/** What is written of each line. */
export interface LineForm {
  readonly format: AnnotationFormat;
  /** Fields of CSQ in their order; null: all of them. */
  readonly fields: readonly CsqField[] | null;
}

export function lineAnnotator(
  header: VcfHeader,
  reference: Reference,
  { format, fields }: LineForm,
  md5: ProteinMd5,
): LineAnnotator {
  const records = new RecordReader(header);
  const csqFields = csqFieldsOf(reference, fields);
  const csqOf = csqWriter(csqFields);
  const samples = mafSamples(header);
  return {
    csqFields,
    samples,
    annotate: (lines, firstLine, write) => {
      const unassessed = { ...NO_COUNTS.unassessed };
      let called = 0;
      let unreadableLines = 0;
      for (let i = Math.max(0, header.columnLine - firstLine + 1); i < lines.length; i++) {
        const line = lines[i] as string;
        if (line === '' || line.startsWith('#')) {
          if (format === 'vcf') write(`${line}\n`);
          continue;
        }
        const record = records.read(line, firstLine + i);
        if (record.status === 'skipped') {
          unreadableLines++;
          if (format === 'vcf') write(`${withCsq(line, null)}\n`);
          if (format === 'tsv') write(unreadableRow(line, record.reason));
          continue;
        }
        const alleles = annotateRecord(record, reference);
        for (const allele of alleles) {
          if (allele.kind === 'called') called++;
          else unassessed[allele.code]++;
        }
        switch (format) {
          case 'vcf':
            write(`${withCsq(line, csqOf(record, alleles))}\n`);
            break;
          case 'tsv':
            write(annotationRows(record, alleles, reference.build, md5));
            break;
          case 'maf':
            write(mafRows(record, alleles, samples, reference.build));
        }
      }
      return { called, unassessed, unreadableLines };
    },
  };
}

/** A longer cell of a line that is no record is cut. Unit: characters. */
const LONGEST_CELL = 200;

function unreadableRow(line: string, reason: string): string {
  const [chromosome, position, , reference, alternate] = line.split('\t', 5);
  const place = [chromosome, position, reference, alternate].map(
    (cell) => cell?.slice(0, LONGEST_CELL) ?? null,
  );
  return unassessedRow(place, `it is no record: ${reason}`);
}

export function addedCounts(a: AnnotationCounts, b: AnnotationCounts): AnnotationCounts {
  const codes = Object.keys(a.unassessed) as UnassessedCode[];
  return {
    called: a.called + b.called,
    unassessed: Object.fromEntries(
      codes.map((code) => [code, a.unassessed[code] + b.unassessed[code]]),
    ) as Record<UnassessedCode, number>,
    unreadableLines: a.unreadableLines + b.unreadableLines,
  };
}
