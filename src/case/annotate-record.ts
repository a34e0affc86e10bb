import { plainChromosome } from '../engines/genome/chromosome-names.js';
import {
  callConsequence,
  type TranscriptConsequenceCall,
} from '../engines/genome/consequence/call-consequence.js';
import type { Reference } from '../engines/genome/reference-pack.js';
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
      /** Index into the record's alternates. */
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
    const calls = transcripts
      .map((transcript) => callConsequence(transcript, variant))
      .filter((call) => call !== null);
    const mismatch = calls.find((call) => call.referenceMismatch !== null)?.referenceMismatch;
    if (mismatch) {
      unassessed(
        'reference-mismatch',
        `the input says ${mismatch.found} stands there, ${reference.source} (${reference.build}) has ${mismatch.expected}`,
      );
    } else if (calls.length === 0) {
      unassessed('no-transcript', `it lies in no transcript of ${reference.source}`);
    } else {
      annotated.push({ kind: 'called', alternate, calls });
    }
  }
  return annotated;
}
