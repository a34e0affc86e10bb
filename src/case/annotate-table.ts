import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import type { GenomeBuild } from '../engines/genome/chromosome-names.js';
import { tsvRow, type TsvCell } from '../formats/tsv/write-tsv.js';
import type { VcfRecord } from '../formats/vcf/record.js';
import type { AnnotatedAllele } from './annotate-record.js';
import { spdiOfCalls } from './annotate-spdi.js';

/** Columns of `oncoscript annotate -o out.tsv`: a row for each alternate and transcript. */
export const ANNOTATION_COLUMNS = [
  'chrom',
  'pos',
  'ref',
  'alt',
  'gene',
  'transcript',
  'term',
  'hgvsg',
  'hgvsc',
  'hgvsp',
  'spdi',
  'protein_position',
  'amino_acids',
  'wildtype_length',
  'mutant_length',
  'mutant_protein_md5',
  'doubt',
  'reason',
] as const;

/** The rows of one record, each with its line end. */
export function annotationRows(
  record: VcfRecord,
  alleles: readonly AnnotatedAllele[],
  build: GenomeBuild,
): string {
  let rows = '';
  for (const allele of alleles) {
    const place = [
      record.chromosome,
      record.start0 + 1,
      record.reference,
      record.alternates[allele.alternate] as string,
    ];
    if (allele.kind === 'unassessed') {
      rows += unassessedRow(place, allele.reason);
      continue;
    }
    const spdi = spdiOfCalls(allele.calls, build);
    for (const call of allele.calls) {
      const { transcript, wildtypeProtein, mutantProtein, proteinDoubts } = call;
      const doubt = proteinDoubts.map(({ reason }) => reason).join('; ');
      rows += `${tsvRow([
        ...place,
        transcript.geneSymbol,
        transcript.id,
        call.terms.join('&') || null,
        call.hgvsg,
        call.hgvsc,
        call.hgvsp,
        spdi,
        call.proteinPosition,
        call.aminoAcids,
        wildtypeProtein?.length ?? null,
        mutantProtein?.length ?? null,
        mutantProtein === null ? null : bytesToHex(md5(utf8ToBytes(mutantProtein))),
        doubt || null,
        null,
      ])}\n`;
    }
  }
  return rows;
}

/** The row of what was not called: chrom, pos, ref, alt and the reason. */
export function unassessedRow(place: readonly TsvCell[], reason: string): string {
  const cells: TsvCell[] = ANNOTATION_COLUMNS.map((_, i) => place[i] ?? null);
  cells[ANNOTATION_COLUMNS.length - 1] = reason;
  return `${tsvRow(cells)}\n`;
}
