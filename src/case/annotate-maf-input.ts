import { plainChromosome } from '../engines/genome/chromosome-names.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { MafRow, MafTable } from '../formats/maf/read-maf.js';
import { mafRow } from '../formats/maf/write-maf.js';
import type { TsvCell } from '../formats/tsv/write-tsv.js';
import { type AnnotationCounts, NO_COUNTS } from './annotate-lines.js';
import { reported, UNNAMED_TUMOUR } from './annotate-maf.js';
import { type AnnotatedAllele, annotateVariant } from './annotate-record.js';
import {
  alleleRows,
  ANNOTATION_COLUMNS,
  type ProteinMd5,
  unassessedRow,
} from './annotate-table.js';

/** Columns of the TSV that is made of a MAF, which may hold many patients. */
export const MAF_ANNOTATION_COLUMNS = [...ANNOTATION_COLUMNS, 'sample'] as const;

/** A row of a MAF, or what stands in the place of one that could not be read. */
type MafItem = MafRow | MafTable['skipped'][number];

/** Annotates items of a MAF (`mafItems`), some at a time. */
export interface MafAnnotator {
  annotate(
    items: readonly MafItem[],
    write: (text: string) => void,
  ): Pick<AnnotationCounts, 'called' | 'unassessed'>;
}

/** Rows and what was skipped, by line. */
export function mafItems({ rows, skipped }: MafTable): readonly MafItem[] {
  return [...rows, ...skipped].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

export function mafAnnotator(
  reference: Reference,
  format: 'tsv' | 'maf',
  md5: ProteinMd5,
): MafAnnotator {
  return {
    annotate: (items, write) => {
      const unassessed = { ...NO_COUNTS.unassessed };
      let called = 0;
      for (const item of items) {
        if ('status' in item) {
          const reason = `line ${item.line} is not used: ${item.reason}`;
          if (format === 'tsv') write(unassessedRow([], reason, [null]));
          continue;
        }
        const allele = annotateRow(item, reference);
        if (allele.kind === 'called') called++;
        else unassessed[allele.code]++;
        write(
          format === 'tsv'
            ? alleleRows(placeOf(item), allele, reference.build, md5, [item.sample])
            : annotatedMafRow(item, allele, reference),
        );
      }
      return { called, unassessed };
    },
  };
}

function annotateRow(row: MafRow, reference: Reference): AnnotatedAllele {
  const { chromosome, start0, end0, reference: replaced, alternate } = row;
  const transcripts = reference.transcriptsAt(chromosome, start0, end0);
  const variant = {
    chromosome: plainChromosome(chromosome),
    start0,
    reference: replaced,
    alternate,
  };
  return annotateVariant(variant, transcripts, reference);
}

/** As in the MAF: `-` for no bases, the place of an insertion that of the base before it. */
function placeOf({ chromosome, start0, reference, alternate }: MafRow): readonly TsvCell[] {
  const position = reference === '' ? start0 : start0 + 1;
  return [chromosome, position, reference || '-', alternate || '-'];
}

function annotatedMafRow(row: MafRow, allele: AnnotatedAllele, { build }: Reference): string {
  const { chromosome, start0, reference, alternate } = row;
  const { tumourDepth, tumourAltReads, normalDepth, normalAltReads, filters } = row;
  return mafRow({
    build,
    chromosome,
    start0,
    reference,
    alternate,
    id: null,
    tumourSample: row.sample ?? UNNAMED_TUMOUR,
    normalSample: row.normalSample,
    tumourDepth,
    tumourAltReads,
    normalDepth,
    normalAltReads,
    // A row that passed and one that was not filtered are read alike.
    filters: filters.length === 0 ? null : filters,
    ...reported(allele),
  });
}
