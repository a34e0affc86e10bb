import { isStartCodon, residueAt, residueOfCodes, translateCodons } from './codons.js';
import { termBit } from './consequence-terms.js';
import { shiftedBases } from './genomic-variant.js';
import type { ReadingFrame, TranscriptIndex } from './transcript-index.js';

/** Bases of the cDNA replaced by others; an insertion replaces none. */
export interface CdnaEdit {
  readonly start0: number;
  readonly end0: number;
  readonly alternate: string;
}

/** A protein read from a cDNA, up to its first stop. */
export interface ProteinReading {
  readonly protein: string;
  /** False where no stop codon ends it: the bases run out first. */
  readonly stopped: boolean;
}

/** What became of the start codon. */
export type StartCodon =
  | 'untouched'
  /** Changed bases give the same start codon again. */
  | 'retained'
  | 'lost';

/** What an edit does to the codons it lies in, in VEP's terms and notation. */
export interface CodingChange {
  readonly bits: number;
  readonly startCodon: StartCodon;
  readonly isFrameshift: boolean;
  /** Residues of the affected codons before and after; `X` for what a frameshift leaves over. */
  readonly wildtypeResidues: string;
  readonly mutantResidues: string;
  /** 0-based; an insertion between two codons has an empty range. */
  readonly firstCodon: number;
  readonly afterCodon: number;
}

const STOP_GAINED = termBit('stop_gained');
const STOP_LOST = termBit('stop_lost');
const STOP_RETAINED = termBit('stop_retained_variant');
const START_LOST = termBit('start_lost');
const START_RETAINED = termBit('start_retained_variant');
const FRAMESHIFT = termBit('frameshift_variant');
const INFRAME_INSERTION = termBit('inframe_insertion');
const INFRAME_DELETION = termBit('inframe_deletion');
const PROTEIN_ALTERING = termBit('protein_altering_variant');
const MISSENSE = termBit('missense_variant');
const SYNONYMOUS = termBit('synonymous_variant');
const PARTIAL_CODON = termBit('incomplete_terminal_codon_variant');
const CODING_UNKNOWN = termBit('coding_sequence_variant');
const FIVE_PRIME_UTR = termBit('5_prime_UTR_variant');
const THREE_PRIME_UTR = termBit('3_prime_UTR_variant');

/** Terms of a change that keeps within the untranslated regions, 0 where it reaches the frame. */
export function untranslatedTerms(frame: ReadingFrame, edit: CdnaEdit): number {
  if (edit.end0 <= frame.start0) return FIVE_PRIME_UTR;
  return edit.start0 >= frame.end0 ? THREE_PRIME_UTR : 0;
}

/**
 * The edit itself, or, where the sequence up to and with the start codon comes out as it was, the same
 * change written behind the start codon.
 */
export function behindStartCodon({ transcript, frame }: TranscriptIndex, edit: CdnaEdit): CdnaEdit {
  const behind0 = (frame as ReadingFrame).start0 + 3;
  const removed = edit.end0 - edit.start0;
  const added = edit.alternate.length - removed;
  const isShiftable = (removed === 0) !== (edit.alternate === '');
  if (edit.start0 >= behind0 || !isShiftable || !transcript.cdsStartFound) return edit;
  if (!matchesFrom(transcript.cdna, edit, 0, edit.start0, behind0)) return edit;
  const alternate = added < 0 ? '' : shiftedBases(edit.alternate, behind0 - edit.start0);
  return { start0: behind0, end0: behind0 + removed, alternate };
}

/** Where translation of an edited cDNA starts, as the place of codon 0's first base on it. */
export interface TranslationStart {
  readonly origin0: number;
  readonly startCodon: StartCodon;
}

/**
 * Where translation starts after an edit that `behindStartCodon` left as it is: at the start codon, which
 * stays one where everything from it on is as before. A lost start is read on as if it still were one.
 */
export function translationStart(index: TranscriptIndex, edit: CdnaEdit): TranslationStart {
  const { transcript } = index;
  const frame = index.frame as ReadingFrame;
  const { cdna, cdsStartFound, geneticCode } = transcript;
  const { start0, origin0 } = frame;
  if (edit.start0 >= start0 + 3) return { origin0, startCodon: 'untouched' };
  const added = edit.alternate.length - (edit.end0 - edit.start0);
  if (!cdsStartFound) {
    const shift = edit.start0 < start0 ? added : 0;
    return {
      origin0: Math.max(origin0 + shift, origin0 === start0 ? 0 : -2),
      startCodon: 'untouched',
    };
  }
  const touchesCodon = edit.end0 > start0 && (edit.start0 > start0 || edit.end0 > edit.start0);
  const whenKept: StartCodon = touchesCodon ? 'retained' : 'untouched';
  if (
    start0 + added >= 0 &&
    (edit.end0 <= start0 || matchesFrom(cdna, edit, added, start0, edit.end0))
  ) {
    return { origin0: start0 + added, startCodon: whenKept };
  }
  const start =
    edit.start0 >= start0
      ? start0
      : Math.max(edit.start0, edit.start0 + edit.alternate.length - (edit.end0 - start0));
  const codon = [0, 1, 2].map((i) => editedBase(cdna, edit, start + i)).join('');
  const isStart = isStartCodon(codon, geneticCode);
  return { origin0: start, startCodon: isStart ? 'retained' : 'lost' };
}

/** Is `cdna[i]` at `i + shift` of the edited cDNA, for every `i` in the range. */
function matchesFrom(
  cdna: string,
  edit: CdnaEdit,
  shift: number,
  from0: number,
  to0: number,
): boolean {
  for (let i = from0; i < to0; i++) {
    if (editedBase(cdna, edit, i + shift) !== cdna.charAt(i)) return false;
  }
  return true;
}

function editedBase(cdna: string, { start0, end0, alternate }: CdnaEdit, at: number): string {
  if (at < start0) return cdna.charAt(at);
  if (at < start0 + alternate.length) return alternate.charAt(at - start0);
  return cdna.charAt(at - alternate.length + end0 - start0);
}

/** What an edit that reaches the reading frame does to it. */
export function codingChange(
  index: TranscriptIndex,
  edit: CdnaEdit,
  start: TranslationStart,
  reading: () => ProteinReading,
): CodingChange {
  const { protein, hasStop } = index;
  const frame = index.frame as ReadingFrame;
  const { origin0 } = frame;
  const { startCodon } = start;
  const first0 = Math.max(edit.start0, frame.start0) - origin0;
  const end0 = Math.min(edit.end0, frame.end0) - origin0;
  const added = edit.alternate.length - (edit.end0 - edit.start0);
  const isFrameshift = added % 3 !== 0;
  const isBetweenCodons = edit.start0 === edit.end0 && first0 % 3 === 0;
  const firstCodon = Math.floor(first0 / 3);
  const afterCodon = isBetweenCodons ? firstCodon : Math.ceil(Math.max(end0, first0 + 1) / 3);
  const change = (
    bits: number,
    wildtypeResidues: string,
    mutantResidues: string,
  ): CodingChange => ({
    bits,
    startCodon,
    isFrameshift,
    wildtypeResidues,
    mutantResidues,
    firstCodon,
    afterCodon,
  });

  if (startCodon === 'retained' && start.origin0 !== origin0) {
    return change(START_RETAINED | FIVE_PRIME_UTR, '', '');
  }
  const reachesOut = edit.start0 < frame.start0 || edit.end0 > frame.end0;
  const lastWhole = frame.end0 - origin0 - frame.leftOver;
  if (reachesOut || afterCodon * 3 > lastWhole) {
    const bits = edgeTerms(frame, edit, startCodon, hasStop, protein, reading);
    return change(reachesOut ? bits : bits | PARTIAL_CODON | CODING_UNKNOWN, '', '');
  }

  const hadStop = hasStop && afterCodon > protein.length;
  const wildtypeResidues = protein.slice(firstCodon, afterCodon) + (hadStop ? '*' : '');
  const mutantResidues =
    residuesAfter(index, edit, firstCodon, afterCodon) + (isFrameshift ? 'X' : '');
  const startBits = startTerms(startCodon);
  if (startCodon === 'lost') return change(startBits, wildtypeResidues, mutantResidues);

  const hasNewStop = mutantResidues.includes('*');
  const reachesStop = hasStop && afterCodon >= protein.length && (hadStop || hasNewStop);
  if (reachesStop && keepsProtein(protein, reading())) {
    const length = isFrameshift ? FRAMESHIFT : 0;
    return change(startBits | STOP_RETAINED | length, wildtypeResidues, mutantResidues);
  }
  let bits = startBits;
  if (hasNewStop && !hadStop) bits |= STOP_GAINED;
  if (hadStop && !hasNewStop) bits |= STOP_LOST;
  if (isFrameshift) bits |= FRAMESHIFT;
  else if (added !== 0) {
    bits |= lengthTerm(index, edit, firstCodon, afterCodon, wildtypeResidues, mutantResidues);
  } else if (bits === startBits) {
    if (mutantResidues.includes('X')) bits |= CODING_UNKNOWN;
    else if (wildtypeResidues !== mutantResidues) bits |= MISSENSE;
    else if (startCodon === 'untouched') bits |= SYNONYMOUS;
  }
  return change(bits, wildtypeResidues, mutantResidues);
}

/** Affected codons after the edit; one or two bases that a frameshift leaves over are not read. */
function residuesAfter(
  { transcript, frame }: TranscriptIndex,
  edit: CdnaEdit,
  firstCodon: number,
  afterCodon: number,
): string {
  const { cdna, geneticCode } = transcript;
  const from0 = (frame as ReadingFrame).origin0 + firstCodon * 3;
  if (edit.alternate.length === 1 && edit.end0 - edit.start0 === 1) {
    const code = edit.alternate.charCodeAt(0);
    const within = edit.start0 - from0;
    return residueOfCodes(
      within === 0 ? code : cdna.charCodeAt(from0),
      within === 1 ? code : cdna.charCodeAt(from0 + 1),
      within === 2 ? code : cdna.charCodeAt(from0 + 2),
      geneticCode,
    );
  }
  const { before, after } = codonBases(cdna, edit, from0, from0 + (afterCodon - firstCodon) * 3);
  return translateCodons(before + edit.alternate + after, geneticCode);
}

/** Bases of the affected codons on either side of an edit. */
export function codonBases(
  cdna: string,
  edit: CdnaEdit,
  from0: number,
  to0: number,
): { readonly before: string; readonly after: string } {
  return { before: cdna.slice(from0, edit.start0), after: cdna.slice(edit.end0, to0) };
}

function startTerms(startCodon: StartCodon): number {
  if (startCodon === 'lost') return START_LOST;
  return startCodon === 'retained' ? START_RETAINED : 0;
}

function keepsProtein(protein: string, reading: ProteinReading): boolean {
  return reading.stopped && reading.protein === protein;
}

/** VEP's tests for a clean insertion or deletion of residues, else a protein-altering variant. */
function lengthTerm(
  { transcript, frame }: TranscriptIndex,
  edit: CdnaEdit,
  firstCodon: number,
  afterCodon: number,
  wildtypeResidues: string,
  mutantResidues: string,
): number {
  const { cdna } = transcript;
  if (edit.alternate.length < edit.end0 - edit.start0) {
    const { origin0 } = frame as ReadingFrame;
    const from0 = origin0 + firstCodon * 3;
    const to0 = origin0 + afterCodon * 3;
    const { before, after } = codonBases(cdna, edit, from0, to0);
    const isClean = isRemoval(cdna.slice(from0, to0), before + edit.alternate + after);
    return isClean ? INFRAME_DELETION : PROTEIN_ALTERING;
  }
  const stop = mutantResidues.indexOf('*');
  const untilStop = stop === -1 ? mutantResidues : mutantResidues.slice(0, stop + 1);
  if (wildtypeResidues.startsWith('*') || untilStop.startsWith('*')) return 0;
  const isClean = untilStop.startsWith(wildtypeResidues) || untilStop.endsWith(wildtypeResidues);
  return isClean ? INFRAME_INSERTION : PROTEIN_ALTERING;
}

/** Is `shorter` what is left of `longer` after taking out one stretch. */
function isRemoval(longer: string, shorter: string): boolean {
  let front = 0;
  while (front < shorter.length && longer.charCodeAt(front) === shorter.charCodeAt(front)) front++;
  return longer.endsWith(shorter.slice(front));
}

/** An edit that reaches beyond the reading frame, or into its unfinished last codon. */
function edgeTerms(
  frame: ReadingFrame,
  edit: CdnaEdit,
  startCodon: StartCodon,
  hasStop: boolean,
  protein: string,
  reading: () => ProteinReading,
): number {
  let bits = startTerms(startCodon);
  if (edit.start0 < frame.start0) bits |= FIVE_PRIME_UTR;
  if (edit.end0 > frame.end0) {
    bits |= THREE_PRIME_UTR;
    if (hasStop) bits |= keepsProtein(protein, reading()) ? STOP_RETAINED : STOP_LOST;
    else bits |= CODING_UNKNOWN;
  }
  if (startCodon === 'untouched' && edit.start0 < frame.start0) bits |= CODING_UNKNOWN;
  return bits;
}

/** The protein of a cDNA after one edit, from codon 0 to the first stop wherever it lies. */
export function readProtein(
  index: TranscriptIndex,
  edit: CdnaEdit,
  start: TranslationStart,
): ProteinReading {
  const { transcript, protein, hasStop } = index;
  const frame = index.frame as ReadingFrame;
  const { cdna, geneticCode, translationExceptions } = transcript;
  const added = edit.alternate.length - (edit.end0 - edit.start0);
  const limit0 = hasStop ? cdna.length : frame.end0;

  // Codons before the edit are as annotated where translation starts as annotated.
  const isAnnotatedStart = start.origin0 === frame.origin0 && edit.start0 >= frame.start0;
  const kept = isAnnotatedStart
    ? Math.min(Math.floor((edit.start0 - frame.origin0) / 3), protein.length)
    : 0;
  let residues = protein.slice(0, kept);
  const exceptionAt = (cdna0: number): string | undefined =>
    translationExceptions.length === 0
      ? undefined
      : translationExceptions.find(({ cdnaStart0 }) => cdnaStart0 === cdna0)?.residue;

  const editEnd = edit.start0 + edit.alternate.length;
  const around0 = Math.min(start.origin0 + kept * 3, edit.start0);
  const around =
    cdna.slice(Math.max(0, around0), edit.start0) +
    edit.alternate +
    cdna.slice(edit.end0, edit.end0 + 3);
  const offset0 = Math.max(0, around0);
  let at = start.origin0 + kept * 3;
  // Up to the first codon that lies wholly behind the edit.
  while (at < editEnd) {
    if (at + 3 > limit0 + added) return { protein: residues, stopped: false };
    let residue: string;
    if (at < frame.start0 && !transcript.cdsStartFound) residue = 'X';
    else if (residues === '' && start.startCodon === 'retained') residue = protein.charAt(0);
    else if (at + 3 <= edit.start0) residue = exceptionAt(at) ?? residueAt(cdna, at, geneticCode);
    else residue = residueAt(around, at - offset0, geneticCode);
    if (residue === '*') return { protein: residues, stopped: true };
    residues += residue;
    at += 3;
  }

  let from0 = at - added;
  const fromFrame = from0 - frame.origin0;
  if (fromFrame >= 0 && fromFrame % 3 === 0 && from0 < frame.end0) {
    return { protein: residues + protein.slice(fromFrame / 3), stopped: hasStop };
  }
  for (; from0 + 3 <= limit0; from0 += 3) {
    const inFrame = (from0 - frame.origin0) % 3 === 0;
    const residue =
      (inFrame ? exceptionAt(from0) : undefined) ?? residueAt(cdna, from0, geneticCode);
    if (residue === '*') return { protein: residues, stopped: true };
    residues += residue;
  }
  return { protein: residues, stopped: false };
}
