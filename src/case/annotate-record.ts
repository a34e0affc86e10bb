import { plainChromosome } from '../engines/genome/chromosome-names.js';
import {
  callConsequence,
  type TranscriptConsequenceCall,
} from '../engines/genome/consequence/call-consequence.js';
import type { GenomicVariant } from '../engines/genome/consequence/genomic-variant.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { Transcript } from '../engines/genome/transcript.js';
import { alternateKind, type VcfRecord } from '../formats/vcf/record.js';

/** Why nothing is said of an allele. */
export type UnassessedCode =
  | 'no-transcript'
  | 'reference-mismatch'
  | 'not-a-sequence-change'
  | 'no-change';

/** One alternate of a record with what it does to each transcript that it lies in, or why that is not said. */
export type AnnotatedAllele =
  | {
      readonly kind: 'called';
      /** Index into the record's alternates; 0 for a variant by itself. */
      readonly alternate: number;
      readonly calls: readonly TranscriptConsequenceCall[];
    }
  | {
      readonly kind: 'unassessed';
      readonly alternate: number;
      readonly code: UnassessedCode;
      readonly reason: string;
    };

/**
 * Calls the alternates of a record on every transcript of the reference that they lie in. An alternate in
 * none is "not assessed", never "no effect": the reference may not hold its gene. `.` and `<*>` are no
 * alternates and left out.
 */
export function annotateRecord(
  record: VcfRecord,
  reference: Reference,
): readonly AnnotatedAllele[] {
  const { start0 } = record;
  const transcripts = reference.transcriptsAt(
    record.chromosome,
    start0,
    start0 + record.reference.length,
  );
  const annotated: AnnotatedAllele[] = [];
  for (const [alternate, text] of record.alternates.entries()) {
    const unassessed = (code: UnassessedCode, reason: string): void => {
      annotated.push({ kind: 'unassessed', alternate, code, reason });
    };
    const kind = alternateKind(text);
    if (kind === 'none' || kind === 'unobserved') continue;
    if (kind !== 'bases') {
      unassessed('not-a-sequence-change', `${text} is a ${kind ?? 'text without meaning in VCF'}`);
      continue;
    }
    if (text === record.reference) {
      unassessed('no-change', 'the alternate is the reference');
      continue;
    }
    const variant = {
      chromosome: plainChromosome(record.chromosome),
      start0,
      reference: record.reference,
      alternate: text,
    };
    annotated.push({ ...annotateVariant(variant, transcripts, reference), alternate });
  }
  return annotated;
}

/** What a variant does to those transcripts, which are all that it lies in; its alleles differ. */
export function annotateVariant(
  variant: GenomicVariant,
  transcripts: readonly Transcript[],
  { source, build }: Reference,
): AnnotatedAllele {
  const unassessed = (code: UnassessedCode, reason: string): AnnotatedAllele => ({
    kind: 'unassessed',
    alternate: 0,
    code,
    reason,
  });
  const calls: TranscriptConsequenceCall[] = [];
  for (const transcript of transcripts) {
    const call = callConsequence(transcript, variant);
    if (call === null) continue;
    if (call.referenceMismatch !== null) {
      const { expected, found } = call.referenceMismatch;
      return unassessed(
        'reference-mismatch',
        `the input says ${found} stands there, ${source} (${build}) has ${expected}`,
      );
    }
    calls.push(call);
  }
  return calls.length === 0
    ? unassessed('no-transcript', `it lies in no transcript of ${source}`)
    : { kind: 'called', alternate: 0, calls };
}
