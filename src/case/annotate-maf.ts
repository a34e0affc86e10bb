import type { GenomeBuild } from '../engines/genome/chromosome-names.js';
import type { TranscriptConsequenceCall } from '../engines/genome/consequence/call-consequence.js';
import { termBit } from '../engines/genome/consequence/consequence-terms.js';
import { trimmedAlleles } from '../engines/genome/consequence/genomic-variant.js';
import { mafRow, type WrittenMafRow } from '../formats/maf/write-maf.js';
import type { VcfHeader } from '../formats/vcf/header.js';
import { type ReadSupport, readSupport } from '../formats/vcf/read-support.js';
import type { VcfRecord } from '../formats/vcf/record.js';
import { guessSampleRoles } from '../formats/vcf/sample-roles.js';
import type { AnnotatedAllele } from './annotate-record.js';

/** The samples that a MAF's rows name; a column is null where the VCF has none. */
export interface MafSamples {
  readonly tumour: string;
  readonly tumourColumn: number | null;
  readonly normal: string | null;
  readonly normalColumn: number | null;
}

/** vcf2maf's name for a tumour that has none. */
export const UNNAMED_TUMOUR = 'TUMOR';

/** The tumour that the header declares, or its only sample; `TUMOR` where neither tells. */
export function mafSamples(header: VcfHeader): MafSamples {
  const { samples } = header;
  const roles = guessSampleRoles(header);
  const tumour = roles.tumour?.name ?? (samples.length === 1 ? (samples[0] as string) : null);
  const normal = roles.normal?.name ?? null;
  const column = (name: string | null): number | null =>
    name === null ? null : samples.indexOf(name);
  return {
    tumour: tumour ?? UNNAMED_TUMOUR,
    tumourColumn: column(tumour),
    normal: normal === tumour ? null : normal,
    normalColumn: normal === tumour ? null : column(normal),
  };
}

/** The rows of one record, a row for each alternate made of bases. */
export function mafRows(
  record: VcfRecord,
  alleles: readonly AnnotatedAllele[],
  samples: MafSamples,
  build: GenomeBuild,
): string {
  let rows = '';
  for (const allele of alleles) {
    if (allele.kind === 'unassessed' && !isVariant(allele.code)) continue;
    const { alternate } = allele;
    const text = record.alternates[alternate] as string;
    const tumour = supportIn(record, samples.tumourColumn, alternate);
    const normal = supportIn(record, samples.normalColumn, alternate);
    rows += mafRow({
      ...trimmedAlleles(record.start0, record.reference, text),
      build,
      chromosome: record.chromosome,
      id: record.id,
      tumourSample: samples.tumour,
      normalSample: samples.normal,
      tumourDepth: tumour?.depth ?? null,
      tumourAltReads: tumour?.altReads ?? null,
      normalDepth: normal?.depth ?? null,
      normalAltReads: normal?.altReads ?? null,
      filters: record.filters,
      ...reported(allele),
    });
  }
  return rows;
}

/** What a MAF says of an allele: its effect on one transcript, or why there is none. */
export function reported(allele: AnnotatedAllele): Pick<WrittenMafRow, 'effect' | 'reason'> {
  if (allele.kind === 'unassessed') return { effect: null, reason: allele.reason };
  const { transcript, terms, hgvsc, hgvsp, exon } = reportedCall(allele.calls);
  const { geneSymbol, geneId, id } = transcript;
  return {
    effect: { geneSymbol, geneId, transcript: id, terms, hgvsc, hgvsp, exon },
    reason: null,
  };
}

/** A MAF's alleles are bases, and differ. */
function isVariant(code: (AnnotatedAllele & { kind: 'unassessed' })['code']): boolean {
  return code !== 'not-a-sequence-change' && code !== 'no-change';
}

function supportIn(
  record: VcfRecord,
  column: number | null,
  alternate: number,
): ReadSupport | null {
  return column === null ? null : readSupport(record, column, alternate);
}

/**
 * The call that a table with one row a variant reports: on a MANE Select transcript before a canonical one
 * before any other, then the most severe, then the longest coding sequence, then the first by id.
 */
function reportedCall(calls: readonly TranscriptConsequenceCall[]): TranscriptConsequenceCall {
  return [...calls].sort(byReport)[0] as TranscriptConsequenceCall;
}

function byReport(a: TranscriptConsequenceCall, b: TranscriptConsequenceCall): number {
  const mark = ({ transcript }: TranscriptConsequenceCall): number =>
    transcript.maneSelect === true ? 0 : transcript.canonical === true ? 1 : 2;
  return (
    mark(a) - mark(b) ||
    severity(a) - severity(b) ||
    codingLength(b) - codingLength(a) ||
    (a.transcript.id < b.transcript.id ? -1 : 1)
  );
}

/** Lower is more severe. */
function severity({ terms }: TranscriptConsequenceCall): number {
  return terms[0] === undefined ? Infinity : termBit(terms[0]);
}

function codingLength({ transcript: { cds } }: TranscriptConsequenceCall): number {
  return cds === null ? 0 : cds.end0 - cds.start0;
}
