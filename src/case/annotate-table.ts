import { type GenomeBuild, refSeqAccession } from '../engines/genome/chromosome-names.js';
import type { TranscriptConsequenceCall } from '../engines/genome/consequence/call-consequence.js';
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

/** The MD5 of a protein, 32 lower-case hex digits; the platform's own is ten times faster than one in JavaScript. */
export type ProteinMd5 = (protein: string) => string;

/** The rows of one record, each with its line end. */
export function annotationRows(
  record: VcfRecord,
  alleles: readonly AnnotatedAllele[],
  build: GenomeBuild,
  md5: ProteinMd5,
): string {
  let rows = '';
  for (const allele of alleles) {
    const alternate = record.alternates[allele.alternate] as string;
    const place = [record.chromosome, record.start0 + 1, record.reference, alternate];
    rows += alleleRows(place, allele, build, md5);
  }
  return rows;
}

/** The rows of one allele; `place` is chrom, pos, ref and alt, `more` comes behind the last column. */
export function alleleRows(
  place: readonly TsvCell[],
  allele: AnnotatedAllele,
  build: GenomeBuild,
  md5: ProteinMd5,
  more: readonly TsvCell[] = [],
): string {
  if (allele.kind === 'unassessed') return unassessedRow(place, allele.reason, more);
  const spdi = spdiOfCalls(allele.calls, build);
  let rows = '';
  for (const call of allele.calls) {
    const { transcript, wildtypeProtein, mutantProtein, proteinDoubts } = call;
    const doubt = proteinDoubts.map(({ reason }) => reason).join('; ');
    rows += `${tsvRow([
      ...place,
      transcript.geneSymbol,
      transcript.id,
      call.terms.join('&') || null,
      genomicName(call, build),
      call.hgvsc,
      call.hgvsp,
      spdi,
      call.proteinPosition,
      call.aminoAcids,
      wildtypeProtein?.length ?? null,
      mutantProtein?.length ?? null,
      mutantProtein === null ? null : md5(mutantProtein),
      doubt || null,
      null,
      ...more,
    ])}\n`;
  }
  return rows;
}

/** HGVS on the chromosome under its accession; under its plain name where it has none. */
function genomicName(
  { hgvsg, variant: { chromosome } }: TranscriptConsequenceCall,
  build: GenomeBuild,
): string {
  return (refSeqAccession(chromosome, build) ?? chromosome) + hgvsg.slice(chromosome.length);
}

/** The row of what was not called: chrom, pos, ref, alt and the reason. */
export function unassessedRow(
  place: readonly TsvCell[],
  reason: string,
  more: readonly TsvCell[] = [],
): string {
  const cells: TsvCell[] = ANNOTATION_COLUMNS.map((_, i) => place[i] ?? null);
  cells[ANNOTATION_COLUMNS.length - 1] = reason;
  return `${tsvRow([...cells, ...more])}\n`;
}
