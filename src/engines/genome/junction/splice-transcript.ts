import {
  cdnaPlace,
  knownBase,
  lastExonFrom,
  transcriptIndex,
  type TranscriptIndex,
} from '../consequence/transcript-index.js';
import { FLANK_BASES } from '../reference-sequences.js';
import type { GenomicInterval, Transcript } from '../transcript.js';

/** How a transcript with the junction differs from the annotated one. */
export type SplicingEffect =
  | 'alternative-acceptor'
  | 'alternative-donor'
  | 'alternative-donor-and-acceptor'
  | 'exon-skipping'
  | 'intron-within-exon';

/** The spliced transcript, and where its bases come from. */
export interface SplicedTranscript {
  readonly kind: 'spliced';
  readonly effect: SplicingEffect;
  /** Whether an annotated exon of this transcript ends, or begins, at the junction. */
  readonly hasDonor: boolean;
  readonly hasAcceptor: boolean;
  readonly cdna: string;
  /** The transcript's own bases `[0, keptEnd0)` and `[resumes0, …)` are kept. */
  readonly keptEnd0: number;
  readonly resumes0: number;
  /** First base behind the junction, and first of the kept bases behind it, in the spliced transcript. */
  readonly joint0: number;
  readonly resumed0: number;
  /** Start of the last exon in the spliced transcript. */
  readonly lastExonStart0: number;
}

export type NotSpliced =
  | { readonly kind: 'annotated' }
  | { readonly kind: 'outside' }
  /** Stretches of the genome whose bases the reference lacks. */
  | { readonly kind: 'bases-missing'; readonly stretches: readonly GenomicInterval[] };

/** One side of the junction on a transcript. */
interface Side {
  readonly exon: number;
  /** Where the kept cDNA ends, or resumes. */
  readonly cdna0: number;
  /** Does an annotated exon end, or begin, here. */
  readonly isAnnotated: boolean;
  /** Intron that becomes exon, in strand coordinates; empty where there is none. */
  readonly from: number;
  readonly to: number;
}

function donorSide(index: TranscriptIndex, place: number): Side | null {
  const exon = lastExonFrom(index, place - 1);
  const isBehindLast = exon === index.exonCount - 1 && place > (index.ends[exon] as number);
  if (exon < 0 || isBehindLast) return null;
  const end = index.ends[exon] as number;
  return place < end
    ? { exon, cdna0: cdnaPlace(index, exon, place), isAnnotated: false, from: place, to: place }
    : {
        exon,
        cdna0: index.cdnaStarts[exon + 1] as number,
        isAnnotated: place === end,
        from: end,
        to: place,
      };
}

function acceptorSide(index: TranscriptIndex, place: number): Side | null {
  const before = lastExonFrom(index, place);
  const exon = before >= 0 && place < (index.ends[before] as number) ? before : before + 1;
  if (exon >= index.exonCount) return null;
  const start = index.starts[exon] as number;
  return place > start
    ? { exon, cdna0: cdnaPlace(index, exon, place), isAnnotated: false, from: place, to: place }
    : {
        exon,
        cdna0: index.cdnaStarts[exon] as number,
        isAnnotated: place === start,
        from: place,
        to: start,
      };
}

function effectOf(donor: Side, acceptor: Side): SplicingEffect {
  if (donor.exon === acceptor.exon) return 'intron-within-exon';
  if (donor.isAnnotated && acceptor.isAnnotated) return 'exon-skipping';
  if (donor.isAnnotated) return 'alternative-acceptor';
  return acceptor.isAnnotated ? 'alternative-donor' : 'alternative-donor-and-acceptor';
}

/** Intronic bases as any transcript of this strand keeps them beside or in its exons; null where none does. */
function intronBases(
  sources: readonly TranscriptIndex[],
  { from, to }: Pick<Side, 'from' | 'to'>,
): string | null {
  let bases = '';
  for (let place = from; place < to; place++) {
    let code = -1;
    for (const source of sources) {
      code = knownBase(source, place);
      if (code >= 0) break;
    }
    if (code < 0) return null;
    bases += String.fromCharCode(code);
  }
  return bases;
}

/**
 * A transcript spliced with one aberrant junction and otherwise as annotated: a junction end in an exon cuts
 * that exon, one in an intron extends the exon next to it. Intronic bases come from the flanks (30 bases) of the
 * transcript and of `neighbours`, which overlap it.
 */
export function spliceTranscript(
  transcript: Transcript,
  intron: GenomicInterval,
  neighbours: readonly Transcript[],
): SplicedTranscript | NotSpliced {
  const index = transcriptIndex(transcript);
  const isForward = transcript.strand === 1;
  const donor = donorSide(index, isForward ? intron.start0 : -intron.end0);
  const acceptor = acceptorSide(index, isForward ? intron.end0 : -intron.start0);
  if (donor === null || acceptor === null) return { kind: 'outside' };
  const isNext = acceptor.exon === donor.exon + 1;
  if (donor.isAnnotated && acceptor.isAnnotated && isNext) return { kind: 'annotated' };

  const sources = [
    index,
    ...neighbours
      .filter(({ strand, id }) => strand === transcript.strand && id !== transcript.id)
      .map(transcriptIndex),
  ];
  const extensions = [donor, acceptor].map((side) => intronBases(sources, side));
  const [afterDonor, beforeAcceptor] = extensions;
  if (afterDonor == null || beforeAcceptor == null) {
    const stretches = [donor, acceptor]
      .filter((_, side) => extensions[side] === null)
      .map(({ from, to }): GenomicInterval =>
        isForward ? { start0: from, end0: to } : { start0: -to, end0: -from },
      );
    return { kind: 'bases-missing', stretches };
  }
  const { cdna } = transcript;
  const joint0 = donor.cdna0 + afterDonor.length;
  const resumed0 = joint0 + beforeAcceptor.length;
  const lastStart0 = index.cdnaStarts[index.exonCount - 1] as number;
  return {
    kind: 'spliced',
    effect: effectOf(donor, acceptor),
    hasDonor: donor.isAnnotated,
    hasAcceptor: acceptor.isAnnotated,
    cdna: cdna.slice(0, donor.cdna0) + afterDonor + beforeAcceptor + cdna.slice(acceptor.cdna0),
    keptEnd0: donor.cdna0,
    resumes0: acceptor.cdna0,
    joint0,
    resumed0,
    lastExonStart0:
      acceptor.exon === index.exonCount - 1 ? joint0 : lastStart0 - acceptor.cdna0 + resumed0,
  };
}

/** What a genome FASTA would have to give, in words. */
export function missingBasesText(
  chromosome: string,
  stretches: readonly GenomicInterval[],
): string {
  const places = stretches.map(({ start0, end0 }) => `${chromosome}:${start0 + 1}-${end0}`);
  const count = stretches.reduce((sum, { start0, end0 }) => sum + end0 - start0, 0);
  return `it takes ${count} bases of introns (${places.join(', ')}), and the reference keeps ${FLANK_BASES} beside each exon; a genome FASTA would be needed`;
}
