import type { Source } from '../../../../core/cited.js';
import type { Range } from '../../part.js';
import type { AssembledVector, PlannedFrame, PlannedTranscript } from '../assembled-vector.js';
import { spanSequence } from '../span-sequence.js';
import { type CheckResult, passed, warned } from '../vector-check.js';

const KOZAK: Source = {
  name: 'Kozak 1987, Nucleic Acids Res 15:8125',
  doi: '10.1093/nar/15.20.8125',
};

/** A or G three bases before the start codon, G behind it: the two places that weigh most. */
function strengthOf(before3: string | undefined, behind: string | undefined): string {
  const isPurine = before3 === 'A' || before3 === 'G';
  const isG = behind === 'G';
  if (isPurine && isG) return 'strong';
  return isPurine || isG ? 'adequate' : 'weak';
}

/** How good the context of each start codon is, and whether another ATG stands before the first. */
export function checkStartContext(vector: AssembledVector): CheckResult {
  const coding = vector.transcripts.filter(({ frames }) => frames.length > 0);
  if (coding.length === 0) return passed('no protein is coded for');
  const told: string[] = [];
  const ranges: Range[] = [];
  for (const transcript of coding) {
    const [first] = transcript.frames as readonly [PlannedFrame, ...PlannedFrame[]];
    const { dna, place } = spanSequence(vector.construct, transcript);
    const start = offsetOf(transcript, first);
    const strength = strengthOf(dna[start - 3], dna[start + 3]);
    told.push(`${first.label}: ${strength} (${dna.slice(start - 6, start)}ATG${dna[start + 3]})`);
    if (strength === 'weak') ranges.push(place(start - 6, start + 4));
    const upstream = upstreamStarts(transcript, dna.slice(0, start), offsetOf);
    if (upstream.length > 0) {
      told.push(
        `${upstream.length} ATG before it, in bases ${upstream.map((at) => at + 1).join(', ')} of the transcript`,
      );
      ranges.push(...upstream.map((at) => place(at, at + 3)));
    }
  }
  return ranges.length === 0
    ? passed(told.join('; '), KOZAK)
    : warned(
        `${told.join('; ')}: less of the protein may be made; check by Western blot`,
        ranges,
        KOZAK,
      );
}

/** First base of the frame in its transcript. */
function offsetOf(
  { start0, end0, strand }: Pick<PlannedTranscript, 'start0' | 'end0' | 'strand'>,
  span: Range,
): number {
  return strand === 1 ? span.start0 - start0 : end0 - span.end0;
}

/** ATGs of the message before the frame; those within the intron are spliced out. */
function upstreamStarts(
  transcript: PlannedTranscript,
  leader: string,
  offset: typeof offsetOf,
): readonly number[] {
  const { intron } = transcript;
  const from = intron === null ? -1 : offset(transcript, intron);
  const to = intron === null ? -1 : from + intron.end0 - intron.start0;
  return [...leader.matchAll(/(?=ATG)/g)]
    .map(({ index }) => index)
    .filter((at) => at < from || at >= to);
}
