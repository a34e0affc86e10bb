import { plainChromosome } from '../engines/genome/chromosome-names.js';
import {
  callConsequence,
  type TranscriptConsequenceCall,
} from '../engines/genome/consequence/call-consequence.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { Transcript } from '../engines/genome/transcript.js';
import type { SkippedItem } from '../core/skipped.js';
import type { SomaticVariant, TranscriptConsequence } from './tumour-case.js';

/** What our own caller says of one variant; expression and proteins are the importer's to add. */
export interface CalledConsequence extends Omit<
  TranscriptConsequence,
  'geneExpression' | 'transcriptExpression' | 'wildtypeProtein'
> {
  readonly wildtypeSequence: string | null;
}

export interface CalledVariant {
  readonly consequences: readonly CalledConsequence[];
  readonly skipped: readonly SkippedItem[];
}

function transcriptFlags(transcript: Transcript): readonly string[] {
  return [
    transcript.cdsStartFound ? null : 'cds_start_NF',
    transcript.cdsEndFound ? null : 'cds_end_NF',
  ].filter((flag) => flag !== null);
}

function called(call: TranscriptConsequenceCall): CalledConsequence {
  const { transcript } = call;
  return {
    transcript: transcript.id,
    terms: call.terms,
    geneSymbol: transcript.geneSymbol,
    geneId: transcript.geneId,
    biotype: transcript.biotype,
    hgvsc: call.hgvsc,
    hgvsp: call.hgvsp,
    proteinPosition: call.proteinPosition,
    aminoAcids: call.aminoAcids,
    codons: call.codons,
    canonical: transcript.canonical,
    maneSelect: transcript.maneSelect,
    transcriptSupportLevel: transcript.transcriptSupportLevel,
    flags: transcriptFlags(transcript),
    mutantProtein: call.mutantProtein,
    proteinDoubt:
      call.proteinDoubts.length === 0
        ? null
        : call.proteinDoubts.map(({ reason }) => reason).join('; '),
    haplotype: null,
    unjoined: [],
    wildtypeSequence: call.wildtypeProtein,
  };
}

/**
 * Calls a variant on every transcript of the reference that it lies in. A variant that lies in none is
 * "not assessed", never "no effect": the reference may not hold its gene.
 */
export function callVariant(
  variant: Pick<SomaticVariant, 'id' | 'position' | 'reference' | 'alternate' | 'line'>,
  reference: Reference,
  file: string,
): CalledVariant {
  const { position, line } = variant;
  const skipped = (code: string, reason: string): CalledVariant => ({
    consequences: [],
    skipped: [{ status: 'skipped', item: `variant ${variant.id}`, code, reason, file, line }],
  });
  const transcripts = reference.transcriptsAt(position.chromosome, position.start0, position.end0);
  if (transcripts.length === 0) {
    return skipped('not-assessed', `it lies in no transcript of ${reference.source}`);
  }
  const genomic = {
    chromosome: plainChromosome(position.chromosome),
    start0: position.start0,
    reference: variant.reference,
    alternate: variant.alternate,
  };
  const calls = transcripts
    .map((transcript) => callConsequence(transcript, genomic))
    .filter((call) => call !== null);
  const mismatch = calls.find(({ referenceMismatch }) => referenceMismatch !== null);
  if (mismatch?.referenceMismatch) {
    const { expected, found } = mismatch.referenceMismatch;
    return skipped(
      'reference-mismatch',
      `the input says ${found} stands there, ${reference.source} (${reference.build}) has ${expected}`,
    );
  }
  return { consequences: calls.map(called), skipped: [] };
}
