import type { Context } from '../../core/context.js';
import { transcriptIndex } from '../../engines/genome/consequence/transcript-index.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import { type GenomeStretch, readGenomeStretches } from '../../engines/search/genome-stretches.js';
import type { SearchedGenome } from '../modality.js';

/** Bases taken on either side of an exon: room for a primer beyond every product of 700 bp. */
export const GENOME_FLANK_BP = 600;

interface ExonStretch extends GenomeStretch {
  readonly transcript: Transcript;
  readonly exon: number;
}

/**
 * Transcripts with the genome's bases beside their exons, by the transcript that was given; reads the genome once. A
 * transcript one of whose exons reads otherwise in the genome, by more than its own stated differences, is left out.
 */
export async function withGenomeFlanks(
  transcripts: readonly Transcript[],
  genome: SearchedGenome,
  context: Context,
): Promise<ReadonlyMap<Transcript, Transcript>> {
  const wanted = transcripts.flatMap((transcript) =>
    transcript.exons.map(({ start0, end0 }, exon): ExonStretch => ({
      transcript,
      exon,
      chromosome: transcript.chromosome,
      start0: Math.max(0, start0 - GENOME_FLANK_BP),
      end0: end0 + GENOME_FLANK_BP,
    })),
  );
  const letters = await readGenomeStretches(genome.source, wanted, context);
  const flanks = new Map<Transcript, (Transcript['flanks'][number] | null)[]>();
  for (const stretch of wanted) {
    const { transcript } = stretch;
    const known = flanks.get(transcript) ?? [];
    const text = letters.get(stretch);
    known.push(text === undefined ? null : flanksIn(stretch, text));
    flanks.set(transcript, known);
  }
  const made = new Map<Transcript, Transcript>();
  for (const [transcript, found] of flanks) {
    const whole = found.filter((one) => one !== null);
    if (whole.length === found.length) made.set(transcript, { ...transcript, flanks: whole });
  }
  return made;
}

/** Null where the genome's exon is not the transcript's. */
function flanksIn(
  { transcript, exon, start0: from0 }: ExonStretch,
  letters: string,
): Transcript['flanks'][number] | null {
  const { start0, end0 } = transcript.exons[exon] as Transcript['exons'][number];
  const index = transcriptIndex(transcript);
  const inGenome = letters.slice(start0 - from0, end0 - from0);
  const cdna = transcript.cdna.slice(index.cdnaStarts[exon], index.cdnaStarts[exon + 1]);
  const differs = (index.differences?.[exon] ?? []).length > 0;
  const { strand } = transcript;
  const read = (bases: string): string => (strand === 1 ? bases : reverseComplement(bases));
  if (!differs && read(inGenome) !== cdna) return null;
  const left = letters.slice(0, start0 - from0);
  const right = letters.slice(end0 - from0);
  return strand === 1
    ? { before: left, after: right }
    : { before: reverseComplement(right), after: reverseComplement(left) };
}
