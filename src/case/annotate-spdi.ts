import { type GenomeBuild, refSeqAccession } from '../engines/genome/chromosome-names.js';
import type { TranscriptConsequenceCall } from '../engines/genome/consequence/call-consequence.js';
import { baseReader } from '../engines/genome/consequence/place-variant.js';
import { transcriptIndex } from '../engines/genome/consequence/transcript-index.js';
import { complement } from '../engines/genome/reverse-complement.js';
import { printSpdi, spdiAmong } from '../engines/genome/spdi.js';
import type { Transcript } from '../engines/genome/transcript.js';

/** A base that the transcript does not tell. */
const UNKNOWN = -1;

/**
 * The contextual SPDI of a called variant, from the bases of its transcripts; null where an insertion or
 * deletion could move to bases that none of them holds, or the chromosome has no RefSeq accession.
 */
export function spdiOfCalls(
  calls: readonly TranscriptConsequenceCall[],
  build: GenomeBuild,
): string | null {
  for (const { transcript, variant } of calls) {
    const accession = refSeqAccession(variant.chromosome, build);
    if (accession === null) return null;
    const base = forwardBase(transcript);
    const spdi = spdiAmong(accession, variant, base);
    const { position0, deletion, insertion } = spdi;
    const isSubstitution = deletion.length === insertion.length;
    const isBounded =
      base(position0 - 1) !== UNKNOWN && base(position0 + deletion.length) !== UNKNOWN;
    if (isSubstitution || isBounded) return printSpdi(spdi);
  }
  return null;
}

/** Single bases of the genome's forward strand as character codes, as far as a transcript holds them. */
function forwardBase(transcript: Transcript): (place0: number) => number {
  const nothing = { start: 0, end: 0, reference: '', alternate: '' };
  const read = baseReader(transcriptIndex(transcript), nothing, null);
  if (transcript.strand === 1) return read;
  return (place0) => {
    const code = read(-place0 - 1);
    return code === UNKNOWN ? UNKNOWN : complement(code);
  };
}
