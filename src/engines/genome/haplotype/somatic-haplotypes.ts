import { editOf } from '../consequence/call-consequence.js';
import { untranslatedTerms, type CdnaEdit } from '../consequence/coding-change.js';
import { readEditedProtein, type EditedReading } from '../consequence/read-edited-protein.js';
import { SPLICE_SITE, spliceTerms } from '../consequence/splice-terms.js';
import {
  transcriptIndex,
  type ReadingFrame,
  type TranscriptIndex,
} from '../consequence/transcript-index.js';
import type { Transcript } from '../transcript.js';
import {
  copiesOf,
  isKnownElsewhere,
  isOnEveryCopy,
  nameOf,
  overlaps,
  placed,
  type Copy,
  type OriginEdit,
  type OriginVariant,
  type Placed,
} from './haplotype-copies.js';
import { somaticChanges, type SomaticChange } from './somatic-changes.js';

/** A variant that may lie on the same copy as another one, within reach of its peptides. */
interface UnjoinedNeighbour<V extends OriginVariant = OriginVariant> {
  readonly phased: V;
  /** The somatic variant whose peptides it would change. */
  readonly of: V;
  /** Bases of the cDNA between the two; 0 where they touch. */
  readonly distanceBp: number;
}

/** One copy of a transcript that carries somatic variants, with what each of them changes there. */
export interface SomaticHaplotype<V extends OriginVariant = OriginVariant> {
  readonly phaseSet: string | null;
  /** From 0; null for variants that every copy carries or that stand alone. */
  readonly copy: number | null;
  /** The variants that were applied, in the order of the transcript. */
  readonly edits: readonly OriginEdit<V>[];
  /** With all of them; null where the start codon is lost. */
  readonly mutantProtein: string | null;
  /** What the somatic variants do to the patient's own copy, from its start on. */
  readonly changes: readonly SomaticChange<V>[];
  readonly neighbours: readonly UnjoinedNeighbour<V>[];
  /** What is not known of the protein, a sentence each. */
  readonly doubts: readonly string[];
}

/**
 * Variants this far apart on the cDNA can share a peptide: the 25 residues that class II is asked for at
 * most. Class I needs 33 (11 residues). Unit: bp.
 */
const REACH_BP = 75;

/**
 * The copies of a coding transcript that carry somatic variants. Germline and somatic variants known to
 * lie on one copy act together: its mutant protein has them all, and what a somatic change is held
 * against is the same copy without that change. Of two variants of the same bases the somatic one is kept.
 * Variants `aside` are never joined; where they would matter they come as neighbours.
 */
export function somaticHaplotypes<V extends OriginVariant>(
  transcript: Transcript,
  variants: readonly V[],
  aside: readonly V[] = [],
): readonly SomaticHaplotype<V>[] {
  const index = transcriptIndex(transcript);
  if (index.frame === null) return [];
  const joinable = placed(index, variants);
  if (!joinable.some(({ phased }) => phased.origin === 'somatic')) return [];
  const all = [...joinable, ...placed(index, aside)];
  const found: SomaticHaplotype<V>[] = [];
  const seen = new Set<string>();
  for (const copy of copiesOf(joinable)) {
    if (!copy.members.some(({ phased }) => phased.origin === 'somatic')) continue;
    // Three copies may carry the same variants twice over.
    const key = copy.members.map(({ phased }) => nameOf(phased)).join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    const haplotype = haplotypeOf(index, copy, all);
    if (haplotype !== null) found.push(haplotype);
  }
  return found;
}

function haplotypeOf<V extends OriginVariant>(
  index: TranscriptIndex,
  { phaseSet, copy, members }: Copy<V>,
  all: readonly Placed<V>[],
): SomaticHaplotype<V> | null {
  const { edits, doubts } = appliedEdits(index, members);
  if (!edits.some(({ phased }) => phased.origin === 'somatic')) return null;
  const whole = readEditedProtein(index, edits);
  if (whole.startCodon === 'lost') {
    doubts.push('with the variants of this copy the start codon is lost');
  } else if (!whole.stopped && index.hasStop) {
    doubts.push("no stop codon comes before the transcript's end; the protein goes on");
  }
  return {
    phaseSet,
    copy,
    edits,
    mutantProtein: whole.startCodon === 'lost' ? null : whole.protein,
    changes: somaticChanges(index, edits, whole),
    neighbours: neighboursOf(index, edits, { phaseSet, copy, members }, all, whole),
    doubts,
  };
}

/** The variants of a copy that its cDNA can be given, in order and apart; and why others can't. */
function appliedEdits<V extends OriginVariant>(
  index: TranscriptIndex,
  members: readonly Placed<V>[],
): { readonly edits: readonly OriginEdit<V>[]; readonly doubts: string[] } {
  const doubts: string[] = [];
  const edits: OriginEdit<V>[] = [];
  for (const { phased, place } of members) {
    const edit = editOf(place);
    if (edit !== null) {
      edits.push({ ...edit, phased });
      continue;
    }
    if (place.site.kind === 'unlike') {
      doubts.push(`${nameOf(phased)} changes bases that the transcript does not have`);
    } else if (
      place.site.kind === 'edge' ||
      (spliceTerms(index, place.start, place.end) & SPLICE_SITE) !== 0
    ) {
      doubts.push(
        `${nameOf(phased)} on the same copy changes a splice site; what is spliced instead is not known`,
      );
    }
  }
  // Somatic ones first, so that of two that overlap the somatic one stays.
  const kept: OriginEdit<V>[] = [];
  for (const edit of [
    ...edits.filter(({ phased }) => phased.origin === 'somatic'),
    ...edits.filter(({ phased }) => phased.origin === 'germline'),
  ]) {
    const rival = kept.find((other) =>
      other.start0 < edit.start0 || (other.start0 === edit.start0 && other.end0 <= edit.end0)
        ? overlaps(other, edit)
        : overlaps(edit, other),
    );
    if (rival === undefined) kept.push(edit);
    else {
      doubts.push(
        `${nameOf(edit.phased)} changes what ${nameOf(rival.phased)} has changed; it is left out`,
      );
    }
  }
  return { edits: kept.sort((a, b) => a.start0 - b.start0 || a.end0 - b.end0), doubts };
}

/** Variants whose copy is not known and that would change the protein near a somatic one. */
function neighboursOf<V extends OriginVariant>(
  index: TranscriptIndex,
  edits: readonly OriginEdit<V>[],
  { copy, members }: Copy<V>,
  all: readonly Placed<V>[],
  whole: EditedReading,
): readonly UnjoinedNeighbour<V>[] {
  const frame = index.frame as ReadingFrame;
  const own = members.map(({ phased }) => phased);
  const somatic = edits.filter(({ phased }) => phased.origin === 'somatic');
  const found: UnjoinedNeighbour<V>[] = [];
  for (const { phased, place } of all) {
    if (own.includes(phased)) continue;
    // One that is set aside may be known to lie on this very copy.
    const isHere = copy !== null && phased.genotype.alleles[copy] === phased.alleleNumber;
    if (isKnownElsewhere(phased, own) && !isHere) continue;
    const edit = editOf(place);
    if (edit === null) continue;
    const near = somatic.filter((one) => {
      // A copy without it and one with it are both among the haplotypes.
      if (isOnEveryCopy(one.phased)) return false;
      const isFollowed = shiftOf(one) % 3 !== 0 && edit.start0 >= one.start0;
      return isFollowed || distance(one, edit) <= REACH_BP;
    });
    if (near.length === 0) continue;
    if (!isFrameshifted(near) && untranslatedTerms(frame, edit) !== 0) continue;
    const joined = [...edits, { ...edit, phased }].sort(
      (a, b) => a.start0 - b.start0 || a.end0 - b.end0,
    );
    // Two that change the same bases are not on one copy.
    if (joined.some((one, i) => i > 0 && overlaps(joined[i - 1] as CdnaEdit, one))) continue;
    if (readEditedProtein(index, joined).protein === whole.protein) continue;
    for (const one of near) {
      found.push({ phased, of: one.phased, distanceBp: distance(one, edit) });
    }
  }
  return found;
}

function isFrameshifted(edits: readonly CdnaEdit[]): boolean {
  return edits.some((edit) => shiftOf(edit) % 3 !== 0);
}

function shiftOf({ start0, end0, alternate }: CdnaEdit): number {
  return alternate.length - (end0 - start0);
}

function distance(a: CdnaEdit, b: CdnaEdit): number {
  return Math.max(0, a.start0 - b.end0, b.start0 - a.end0);
}
