import type { TranscriptId } from '../../core/brands.js';
import type { Transcript } from '../../engines/genome/transcript.js';

/** Where the exon starts on the genome. */
export const TOY_START0 = 10_000;

/** A transcript of one coding exon; `sequence` is the exon on the transcript's strand, coding from its first base to its last. */
export function toyTranscript(
  sequence: string,
  strand: 1 | -1,
  flanks: { readonly before: string; readonly after: string },
): Transcript {
  return {
    id: 'TOY_1' as TranscriptId,
    geneSymbol: 'TOY',
    geneId: null,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: true,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: '1',
    strand,
    exons: [{ start0: TOY_START0, end0: TOY_START0 + sequence.length }],
    cds: { start0: 0, end0: sequence.length },
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences: [],
    cdna: sequence,
    flanks: [flanks],
  };
}
