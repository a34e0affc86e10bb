import { residueAt } from '../consequence/codons.js';
import { cdnaPlace, lastExonFrom, transcriptIndex } from '../consequence/transcript-index.js';
import { reverseComplement } from '../reverse-complement.js';
import type { GenomicInterval, Transcript } from '../transcript.js';
import {
  missingBasesText,
  type SplicedTranscript,
  type SplicingEffect,
  spliceTranscript,
} from './splice-transcript.js';

/** A base of the forward strand that the spliced transcript has changed. */
export interface Substitution {
  readonly position0: number;
  readonly reference: string;
  readonly alternate: string;
}

/**
 * How the protein goes on behind the junction: in the annotated frame to the annotated stop; out of frame; in
 * frame to a stop among intronic or changed bases; or past a stop codon that was spliced out.
 */
type JunctionFrame = 'early-stop' | 'frameshift' | 'in-frame' | 'stop-lost';

/** The protein of a transcript spliced with an aberrant junction. */
export interface JunctionProtein {
  readonly kind: 'protein';
  readonly effect: SplicingEffect;
  /** Ends of the junction that are ends of the transcript's annotated exons, 0-2. */
  readonly annotatedEnds: number;
  readonly frame: JunctionFrame;
  /** From the start codon to before the stop. */
  readonly sequence: string;
  readonly wildtype: string;
  /** First residue whose codon has most of its bases behind the junction. */
  readonly breakpoint0: number;
  /** Residues between what the healthy protein begins and, in frame, ends with; empty at a clean joint. */
  readonly novelStart0: number;
  readonly novelEnd0: number;
  readonly endsAtStop: boolean;
  /** Is the substitution in the spliced transcript; null where none was asked for. */
  readonly holdsSubstitution: boolean | null;
  readonly doubts: readonly string[];
}

/** Why a junction gives no protein on a transcript; from what says most to what says least. */
export const NO_JUNCTION_PROTEIN = [
  'annotated-junction',
  'junction-needs-genome',
  'junction-loses-start',
  'junction-incomplete-transcript',
  'junction-unlike-reference',
  'junction-adds-no-residue',
  'junction-outside-coding',
  'junction-outside-transcript',
] as const;
export type NoJunctionProteinCode = (typeof NO_JUNCTION_PROTEIN)[number];

export interface NoJunctionProtein {
  readonly kind: 'none';
  readonly code: NoJunctionProteinCode;
  readonly reason: string;
}

/**
 * A stop codon this far before the last exon-exon junction marks an mRNA for decay; Wang et al. 2002, EMBO
 * Rep 3:274, doi 10.1093/embo-reports/kvf036 ("at least ~55 nucleotides"). Unit: bases.
 */
const DECAY_DISTANCE_BASES = 55;

function none(code: NoJunctionProteinCode, reason: string): NoJunctionProtein {
  return { kind: 'none', code, reason };
}

/**
 * Reads the transcript, spliced with the junction, from its annotated start codon to the first stop. A
 * substitution that the spliced transcript holds is read with it.
 */
export function junctionProtein(
  transcript: Transcript,
  intron: GenomicInterval,
  neighbours: readonly Transcript[],
  substitution: Substitution | null,
): JunctionProtein | NoJunctionProtein {
  const index = transcriptIndex(transcript);
  const { cds } = transcript;
  const isWhole = transcript.cdsStartFound && index.hasStop && index.internalStop === null;
  const spliced = spliceTranscript(transcript, intron, neighbours);
  if (spliced.kind === 'annotated') {
    return none('annotated-junction', `${transcript.id} is spliced so too`);
  }
  if (spliced.kind === 'outside') {
    return none('junction-outside-transcript', 'an end of the junction lies outside of it');
  }
  if (cds === null || !isWhole) {
    return none(
      'junction-incomplete-transcript',
      'its annotation has no whole reading frame from start to stop',
    );
  }
  if (spliced.kind === 'bases-missing') {
    return none(
      'junction-needs-genome',
      missingBasesText(transcript.chromosome, spliced.stretches),
    );
  }
  if (spliced.keptEnd0 >= cds.end0 || spliced.resumes0 <= cds.start0) {
    return none('junction-outside-coding', 'the junction lies outside of the coding sequence');
  }
  if (spliced.keptEnd0 < cds.start0 + 3) {
    return none('junction-loses-start', 'the junction takes the start codon away');
  }
  const changed = withSubstitution(transcript, spliced, substitution);
  if (changed === null) {
    return none(
      'junction-unlike-reference',
      'the base of its variant is not the one of the reference',
    );
  }
  if (changed.cdna.slice(cds.start0, cds.start0 + 3) !== startCodon(transcript)) {
    return none('junction-loses-start', 'its variant changes the start codon');
  }
  return readProtein(transcript, spliced, changed.cdna, cds, changed.isHeld);
}

function startCodon({ cdna, cds }: Transcript): string {
  return cdna.slice(cds?.start0, (cds?.start0 ?? 0) + 3);
}

/** The spliced bases with the substitution, where they hold it; null where another base stands there. */
function withSubstitution(
  transcript: Transcript,
  spliced: SplicedTranscript,
  substitution: Substitution | null,
): { readonly cdna: string; readonly isHeld: boolean | null } | null {
  const { cdna } = spliced;
  if (substitution === null) return { cdna, isHeld: null };
  const isForward = transcript.strand === 1;
  const { position0 } = substitution;
  const at = splicedPlace(transcript, spliced, isForward ? position0 : -position0 - 1);
  if (at === null) return { cdna, isHeld: false };
  const onStrand = (bases: string): string => (isForward ? bases : reverseComplement(bases));
  if (cdna[at] !== onStrand(substitution.reference)) return null;
  return {
    cdna: cdna.slice(0, at) + onStrand(substitution.alternate) + cdna.slice(at + 1),
    isHeld: true,
  };
}

/** Where a base of the genome lies in the spliced transcript; null where it was spliced out or lies outside. */
function splicedPlace(
  transcript: Transcript,
  { keptEnd0, resumes0, joint0, resumed0 }: SplicedTranscript,
  place: number,
): number | null {
  const index = transcriptIndex(transcript);
  const exon = lastExonFrom(index, place);
  if (exon < 0) return null;
  const end = index.ends[exon] as number;
  if (place < end) {
    const cdna0 = cdnaPlace(index, exon, place);
    if (cdna0 < keptEnd0) return cdna0;
    return cdna0 < resumes0 ? null : cdna0 - resumes0 + resumed0;
  }
  const isDonorExon = index.cdnaStarts[exon + 1] === keptEnd0;
  if (isDonorExon && place - end < joint0 - keptEnd0) return keptEnd0 + place - end;
  const next = index.starts[exon + 1];
  const isAcceptorExon = next !== undefined && index.cdnaStarts[exon + 1] === resumes0;
  return isAcceptorExon && next - place <= resumed0 - joint0 ? resumed0 - (next - place) : null;
}

function readProtein(
  transcript: Transcript,
  spliced: SplicedTranscript,
  cdna: string,
  cds: NonNullable<Transcript['cds']>,
  holdsSubstitution: boolean | null,
): JunctionProtein | NoJunctionProtein {
  const { protein: wildtype } = transcriptIndex(transcript);
  const { keptEnd0, resumes0, joint0, resumed0 } = spliced;
  const shift = resumed0 - resumes0;
  const exceptions = new Map<number, string>();
  for (const { cdnaStart0, residue } of transcript.translationExceptions) {
    if (cdnaStart0 + 3 <= keptEnd0) exceptions.set(cdnaStart0, residue);
    else if (cdnaStart0 >= resumes0) exceptions.set(cdnaStart0 + shift, residue);
  }
  // The first residue is the annotated one: a start codon other than AUG still gives methionine.
  let sequence = wildtype.charAt(0);
  let stop0: number | null = null;
  for (let at = cds.start0 + 3; at + 3 <= cdna.length; at += 3) {
    const residue = exceptions.get(at) ?? residueAt(cdna, at, transcript.geneticCode);
    if (residue === '*') {
      stop0 = at;
      break;
    }
    sequence += residue;
  }
  const frame = frameOf(cds.end0 - 3, resumes0, shift, stop0);
  const inFrame = frame === 'in-frame';
  let prefix = 0;
  while (prefix < sequence.length && sequence[prefix] === wildtype[prefix]) prefix++;
  if (prefix === sequence.length) {
    return prefix === wildtype.length
      ? none('junction-outside-coding', 'the protein stays as it is')
      : none('junction-adds-no-residue', 'the protein stops early, without a new residue');
  }
  let suffix = 0;
  const longest = inFrame ? Math.min(sequence.length, wildtype.length) - prefix : 0;
  while (suffix < longest && sequence.at(-1 - suffix) === wildtype.at(-1 - suffix)) {
    suffix++;
  }
  return {
    kind: 'protein',
    effect: spliced.effect,
    annotatedEnds: Number(spliced.hasDonor) + Number(spliced.hasAcceptor),
    frame,
    sequence,
    wildtype,
    breakpoint0: Math.round((joint0 - cds.start0) / 3),
    novelStart0: prefix,
    novelEnd0: sequence.length - suffix,
    endsAtStop: stop0 !== null,
    holdsSubstitution,
    doubts: doubtsOf(transcript, spliced, stop0, inFrame, sequence),
  };
}

function frameOf(
  annotatedStop0: number,
  resumes0: number,
  shift: number,
  stop0: number | null,
): JunctionFrame {
  if (resumes0 > annotatedStop0) return 'stop-lost';
  if (shift % 3 !== 0) return 'frameshift';
  return stop0 === annotatedStop0 + shift ? 'in-frame' : 'early-stop';
}

function doubtsOf(
  transcript: Transcript,
  { resumes0, keptEnd0, lastExonStart0 }: SplicedTranscript,
  stop0: number | null,
  inFrame: boolean,
  sequence: string,
): readonly string[] {
  const doubts: string[] = [];
  if (stop0 === null) {
    doubts.push("no stop codon comes before the transcript's end; the protein goes on");
  } else if (!inFrame && lastExonStart0 - (stop0 + 3) >= DECAY_DISTANCE_BASES) {
    doubts.push(
      `the stop codon comes ${lastExonStart0 - stop0 - 3} bases before the last junction, which marks the mRNA for decay`,
    );
  }
  if (sequence.includes('X')) doubts.push('a codon holds bases other than A, C, G and T');
  const isUnlike = transcript.genomeDifferences.some(
    ({ cdnaStart0, transcript: own }) =>
      cdnaStart0 + own.length !== transcript.cdna.length &&
      (cdnaStart0 < keptEnd0 || cdnaStart0 >= resumes0),
  );
  if (isUnlike) doubts.push('the transcript is unlike the genome in a stretch that is kept');
  return doubts;
}
