import type { CdnaEdit, CodingChange, ProteinReading } from './coding-change.js';
import type { PlacedVariant } from './place-variant.js';
import type { TranscriptIndex } from './transcript-index.js';

/** Why a mutant protein may be another, or can't be said. */
export interface ProteinDoubt {
  readonly code:
    | 'reference-mismatch'
    | 'start-lost'
    | 'no-stop-in-transcript'
    | 'cds-start-not-found'
    | 'cds-end-not-found'
    | 'internal-stop'
    | 'selenocysteine'
    | 'unlike-genome'
    | 'unknown-bases'
    | 'splice-site'
    | 'exon-edge'
    | 'beside-splice-site';
  readonly reason: string;
}

/** Differences from the genome this near to a change are within the reach of its peptides. Unit: bp. */
const PEPTIDE_REACH_BP = 33;

export function proteinDoubts(facts: {
  readonly index: TranscriptIndex;
  readonly placed: PlacedVariant;
  readonly edit: CdnaEdit | null;
  readonly change: CodingChange | null;
  readonly reading: ProteinReading | null;
  readonly hitsSpliceSite: boolean;
  readonly referenceMismatch: { readonly expected: string; readonly found: string } | null;
}): readonly ProteinDoubt[] {
  const { index, placed, edit, change, reading, referenceMismatch } = facts;
  if (referenceMismatch !== null) {
    const { expected, found } = referenceMismatch;
    return [
      {
        code: 'reference-mismatch',
        reason: `the reference is ${expected}, the variant says ${found}`,
      },
    ];
  }
  if (index.frame === null) return [];
  if (placed.site.kind === 'edge') {
    return [
      {
        code: 'exon-edge',
        reason: 'it reaches over the edge of an exon; what is spliced instead is not known',
      },
    ];
  }
  if (placed.site.kind === 'unlike') {
    return [
      { code: 'unlike-genome', reason: 'it changes bases that the transcript does not have' },
    ];
  }
  if (facts.hitsSpliceSite) {
    return [
      {
        code: 'splice-site',
        reason: 'it changes a splice site; what is spliced instead is not known',
      },
    ];
  }
  if (edit === null || change === null || reading === null) return [];
  return [
    ...changeDoubts(index, placed, change, reading),
    ...transcriptDoubts(index, edit, change, reading),
  ];
}

function changeDoubts(
  index: TranscriptIndex,
  placed: PlacedVariant,
  change: CodingChange,
  reading: ProteinReading,
): readonly ProteinDoubt[] {
  const doubts: ProteinDoubt[] = [];
  if (change.startCodon === 'lost') {
    doubts.push({
      code: 'start-lost',
      reason: 'the start codon is lost; the protein is read as if it were not',
    });
  }
  if (placed.mayTouchSpliceSite) {
    doubts.push({
      code: 'beside-splice-site',
      reason: 'the same change can be written as one of the intron beside it',
    });
  }
  if (!reading.stopped && (index.hasStop || change.isFrameshift)) {
    doubts.push({
      code: 'no-stop-in-transcript',
      reason: "no stop codon comes before the transcript's end; the protein goes on",
    });
  }
  if (reading.protein.length < index.protein.length && readsSelenocysteine(index)) {
    doubts.push({
      code: 'selenocysteine',
      reason: 'the transcript reads UGA as selenocysteine; a new UGA stop may be read so too',
    });
  }
  return doubts;
}

function readsSelenocysteine({ transcript }: TranscriptIndex): boolean {
  return transcript.translationExceptions.some(({ residue }) => residue === 'U');
}

function transcriptDoubts(
  index: TranscriptIndex,
  edit: CdnaEdit,
  change: CodingChange,
  reading: ProteinReading,
): readonly ProteinDoubt[] {
  const { transcript, internalStop, frame } = index;
  const doubts: ProteinDoubt[] = [];
  if (!transcript.cdsStartFound) {
    doubts.push({
      code: 'cds-start-not-found',
      reason: 'the annotation lacks the start of the protein',
    });
  }
  if (!transcript.cdsEndFound) {
    doubts.push({
      code: 'cds-end-not-found',
      reason: 'the annotation lacks the end of the protein',
    });
  }
  if (internalStop !== null) {
    doubts.push({
      code: 'internal-stop',
      reason: `the annotated protein has a stop at residue ${internalStop + 1}`,
    });
  }
  if (/X/.test(reading.protein) && !index.protein.includes('X')) {
    doubts.push({ code: 'unknown-bases', reason: 'a codon holds bases other than A, C, G and T' });
  }
  const reach0 = change.isFrameshift ? Infinity : edit.end0 + PEPTIDE_REACH_BP;
  const near = transcript.genomeDifferences.find(
    ({ cdnaStart0, transcript: own }) =>
      // Poly(A) that completes a stop codon is no difference in the gene.
      cdnaStart0 + own.length !== transcript.cdna.length &&
      cdnaStart0 <= reach0 &&
      cdnaStart0 + own.length >= edit.start0 - PEPTIDE_REACH_BP &&
      cdnaStart0 + own.length > (frame?.start0 ?? 0),
  );
  if (near !== undefined) {
    doubts.push({
      code: 'unlike-genome',
      reason: `the transcript has ${near.transcript || 'nothing'} at base ${near.cdnaStart0 + 1} where the genome has ${near.reference || 'nothing'}`,
    });
  }
  return doubts;
}
