import { editOf } from '../consequence/call-consequence.js';
import {
  codingChange,
  translationStart,
  untranslatedTerms,
  type CdnaEdit,
  type CodingChange,
  type ProteinReading,
} from '../consequence/coding-change.js';
import {
  rankedTerms,
  type ConsequenceTerm,
  type Impact,
} from '../consequence/consequence-terms.js';
import { placeVariant } from '../consequence/place-variant.js';
import { joinedEdit, readEditedProtein } from '../consequence/read-edited-protein.js';
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
  nameOf,
  overlaps,
  placed,
  type Copy,
  type PhasedVariant,
  type Placed,
} from './haplotype-copies.js';

export type { PhasedVariant } from './haplotype-copies.js';

/** Variants of one haplotype that meet in a codon or shift one another's frame: one change together. */
export interface HaplotypeChange {
  readonly variants: readonly PhasedVariant[];
  readonly terms: readonly ConsequenceTerm[];
  readonly impact: Impact;
  /** The joined change on the cDNA. */
  readonly edit: CdnaEdit;
  /** Affected codons, 0-based half-open, with their residues before and after. */
  readonly firstCodon: number;
  readonly afterCodon: number;
  readonly wildtypeResidues: string;
  readonly mutantResidues: string;
  /** It lies behind a stop codon that an earlier change of the haplotype makes. */
  readonly isBehindNewStop: boolean;
}

export interface HaplotypeDoubt {
  readonly code:
    | 'unphased-neighbour'
    | 'overlapping-variants'
    | 'splice-site'
    | 'unlike-genome'
    | 'start-lost'
    | 'no-stop-in-transcript';
  readonly reason: string;
}

/** One copy of a transcript with all the variants that it is known to carry. */
export interface HaplotypeProtein {
  readonly phaseSet: string | null;
  /** Which copy in the genotypes, from 0; null for variants that every copy carries or that stand alone. */
  readonly copy: number | null;
  /** In the order of the transcript, those outside of the reading frame too. */
  readonly variants: readonly PhasedVariant[];
  readonly changes: readonly HaplotypeChange[];
  readonly wildtypeProtein: string;
  /** Null where a variant destroys a splice site or changes bases that the transcript lacks. */
  readonly mutantProtein: string | null;
  readonly doubts: readonly HaplotypeDoubt[];
}

/** A peptide of 11 residues, the longest a class I allele is asked for, spans this much. Unit: bp. */
const PEPTIDE_REACH_BP = 33;

/**
 * The proteins of a coding transcript's copies: variants known to lie on the same copy act together,
 * homozygous and haploid ones on every copy, an unphased one with those alone. A copy that carries no
 * variant is not listed.
 */
export function haplotypeProteins(
  transcript: Transcript,
  variants: readonly PhasedVariant[],
): readonly HaplotypeProtein[] {
  const index = transcriptIndex(transcript);
  if (index.frame === null) return [];
  const all = placed(index, variants);
  return copiesOf(all).map((copy) => haplotypeProtein(index, copy, all));
}

interface PlacedEdit extends CdnaEdit {
  readonly phased: PhasedVariant;
  readonly spliceBits: number;
}

function haplotypeProtein(
  index: TranscriptIndex,
  { phaseSet, copy, members }: Copy,
  all: readonly Placed[],
): HaplotypeProtein {
  const doubts: HaplotypeDoubt[] = [];
  const edits: PlacedEdit[] = [];
  let isKnown = true;
  // A variant alone on its copy is called as `callConsequence` does, wherever its record has it.
  const isAlone = members.length === 1;
  for (const { phased, place } of members) {
    const spliceBits = spliceTerms(index, place.start, place.end);
    const settled = isAlone ? (placeVariant(index, phased.variant, null) ?? place) : place;
    const edit = editOf(settled);
    if (edit === null) {
      if (settled.site.kind === 'unlike') {
        isKnown = false;
        doubts.push({
          code: 'unlike-genome',
          reason: `${nameOf(phased)} changes bases that the transcript does not have`,
        });
      } else if (settled.site.kind === 'edge' || (spliceBits & SPLICE_SITE) !== 0) {
        isKnown = false;
        doubts.push({
          code: 'splice-site',
          reason: `${nameOf(phased)} changes a splice site; what is spliced instead is not known`,
        });
      }
      continue;
    }
    const last = edits.at(-1);
    if (last !== undefined && overlaps(last, edit)) {
      doubts.push({
        code: 'overlapping-variants',
        reason: `${nameOf(phased)} changes what ${nameOf(last.phased)} has changed; it is left out`,
      });
      continue;
    }
    edits.push({ ...edit, phased, spliceBits });
  }
  const whole = edits.length === 0 ? null : readEditedProtein(index, edits);
  if (whole !== null && isKnown) {
    if (whole.startCodon === 'lost') {
      doubts.push({
        code: 'start-lost',
        reason: 'the start codon is lost; the protein is read as if it were not',
      });
    }
    if (!whole.stopped && index.hasStop) {
      doubts.push({
        code: 'no-stop-in-transcript',
        reason: "no stop codon comes before the transcript's end; the protein goes on",
      });
    }
  }
  return {
    phaseSet,
    copy,
    variants: members.map(({ phased }) => phased),
    changes: changesOf(index, edits),
    wildtypeProtein: index.protein,
    mutantProtein: isKnown ? (whole?.protein ?? index.protein) : null,
    doubts: [...doubts, ...neighbourDoubts(index, edits, members, all)],
  };
}

/** Joins edits that share a codon, or that come while an earlier one has the frame shifted. */
function changesOf(
  index: TranscriptIndex,
  edits: readonly PlacedEdit[],
): readonly HaplotypeChange[] {
  const frame = index.frame as ReadingFrame;
  const groups: PlacedEdit[][] = [];
  let shift = 0;
  let lastCodon = -1;
  for (const edit of edits) {
    if (untranslatedTerms(frame, edit) !== 0) continue;
    const group = groups.at(-1);
    const from = Math.floor((edit.start0 - frame.origin0) / 3);
    if (group !== undefined && (shift % 3 !== 0 || from <= lastCodon)) group.push(edit);
    else {
      groups.push([edit]);
      shift = 0;
    }
    // Where the start codon moves with the edit, the frame does too.
    const movesStart =
      edit.start0 < frame.start0 + 3 && translationStart(index, edit).origin0 !== frame.origin0;
    if (!movesStart) shift += edit.alternate.length - (edit.end0 - edit.start0);
    const isInsertion = edit.end0 === edit.start0;
    lastCodon = Math.floor((edit.end0 - frame.origin0 - (isInsertion ? 0 : 1)) / 3);
    // An insertion between two codons belongs to neither.
    if (isInsertion && (edit.start0 - frame.origin0) % 3 === 0) lastCodon--;
  }
  let hasNewStop = false;
  return groups.map((group) => {
    const made = changeOf(index, group, hasNewStop);
    hasNewStop ||= made.startsStop;
    return made.change;
  });
}

function changeOf(
  index: TranscriptIndex,
  group: readonly PlacedEdit[],
  isBehindNewStop: boolean,
): { readonly change: HaplotypeChange; readonly startsStop: boolean } {
  const edit = trimmed(index, joinedEdit(index.transcript.cdna, group));
  let reading: ProteinReading | null = null;
  const read = (): ProteinReading => (reading ??= readEditedProtein(index, group));
  const change: CodingChange = codingChange(index, edit, translationStart(index, edit), read);
  const bits = group.reduce((sum, { spliceBits }) => sum | spliceBits, change.bits);
  const { firstCodon, afterCodon, wildtypeResidues, mutantResidues } = change;
  return {
    change: {
      variants: group.map(({ phased }) => phased),
      ...rankedTerms(bits),
      edit,
      firstCodon,
      afterCodon,
      wildtypeResidues,
      mutantResidues,
      isBehindNewStop,
    },
    startsStop: change.isFrameshift || read().protein.length < afterCodon,
  };
}

/** Without the bases that the joined edit puts back as they were. */
function trimmed({ transcript }: TranscriptIndex, edit: CdnaEdit): CdnaEdit {
  const { cdna } = transcript;
  let { start0, end0, alternate } = edit;
  while (start0 < end0 && alternate !== '' && cdna.charAt(start0) === alternate.charAt(0)) {
    start0++;
    alternate = alternate.slice(1);
  }
  while (start0 < end0 && alternate !== '' && cdna.charAt(end0 - 1) === alternate.at(-1)) {
    end0--;
    alternate = alternate.slice(0, -1);
  }
  return { start0, end0, alternate };
}

/** Variants that may or may not lie on this copy, within the reach of one of its new peptides. */
function neighbourDoubts(
  index: TranscriptIndex,
  edits: readonly PlacedEdit[],
  members: readonly Placed[],
  all: readonly Placed[],
): readonly HaplotypeDoubt[] {
  const frame = index.frame as ReadingFrame;
  const coding = edits.filter((edit) => untranslatedTerms(frame, edit) === 0);
  if (coding.length === 0) return [];
  const own = members.map(({ phased }) => phased);
  const shiftsFrom = coding.find(
    ({ start0, end0, alternate }) => (alternate.length - (end0 - start0)) % 3 !== 0,
  );
  const doubts: HaplotypeDoubt[] = [];
  for (const { phased, place } of all) {
    if (own.includes(phased) || isKnownElsewhere(phased, own)) continue;
    const edit = editOf(place);
    if (edit === null || untranslatedTerms(frame, edit) !== 0) continue;
    const near = coding.find(
      ({ start0, end0 }) =>
        edit.start0 <= end0 + PEPTIDE_REACH_BP && edit.end0 >= start0 - PEPTIDE_REACH_BP,
    );
    const followed =
      near ?? (shiftsFrom !== undefined && edit.start0 >= shiftsFrom.start0 ? shiftsFrom : null);
    if (followed !== null) {
      doubts.push({
        code: 'unphased-neighbour',
        reason: `${nameOf(phased)} is within reach of ${nameOf(followed.phased)}; whether both are on one copy is not known`,
      });
    }
  }
  return doubts;
}
