import { residueAt } from './codons.js';
import {
  translationStart,
  type CdnaEdit,
  type ProteinReading,
  type StartCodon,
} from './coding-change.js';
import type { ReadingFrame, TranscriptIndex } from './transcript-index.js';

/** Several edits as one; what lies between them is part of it. They are in order and apart. */
export function joinedEdit(cdna: string, edits: readonly CdnaEdit[]): CdnaEdit {
  const [first, ...others] = edits;
  if (first === undefined) throw new Error('no edit to join');
  let { alternate, end0 } = first;
  for (const edit of others) {
    alternate += cdna.slice(end0, edit.start0) + edit.alternate;
    end0 = edit.end0;
  }
  return { start0: first.start0, end0, alternate };
}

/** A protein with where it starts on the edited cDNA. */
export interface EditedReading extends ProteinReading {
  readonly startCodon: StartCodon;
  /** First base of codon 0 on the edited cDNA. */
  readonly origin0: number;
}

/**
 * The protein of a cDNA after any number of edits, read from the whole edited sequence: the definition
 * that `readProtein` answers faster for one edit.
 */
export function readEditedProtein(
  index: TranscriptIndex,
  edits: readonly CdnaEdit[],
): EditedReading {
  const { transcript, hasStop, protein } = index;
  const { cdna, geneticCode, translationExceptions, cdsStartFound } = transcript;
  const frame = index.frame as ReadingFrame;
  let edited = '';
  let from0 = 0;
  for (const edit of edits) {
    edited += cdna.slice(from0, edit.start0) + edit.alternate;
    from0 = edit.end0;
  }
  edited += cdna.slice(
    hasStop ? from0 : Math.min(from0, frame.end0),
    hasStop ? cdna.length : frame.end0,
  );

  const isStartKept = cdsStartFound && edited.startsWith(cdna.slice(0, frame.start0 + 3));
  const atStart = isStartKept ? [] : edits.filter(({ start0 }) => start0 < frame.start0 + 3);
  const start = atStart.length === 0 ? null : translationStart(index, joinedEdit(cdna, atStart));
  const origin0 = start?.origin0 ?? frame.origin0;
  const startCodon = start?.startCodon ?? 'untouched';

  const exceptions = new Map<number, string>();
  for (const { cdnaStart0, residue } of translationExceptions) {
    const isTouched = edits.some(
      ({ start0, end0 }) => start0 < cdnaStart0 + 3 && end0 > cdnaStart0,
    );
    if (isTouched) continue;
    const shift = edits
      .filter(({ end0 }) => end0 <= cdnaStart0)
      .reduce((sum, { start0, end0, alternate }) => sum + alternate.length - (end0 - start0), 0);
    exceptions.set(cdnaStart0 + shift, residue);
  }

  let residues = '';
  for (let at = origin0; at + 3 <= edited.length; at += 3) {
    let residue = exceptions.get(at) ?? residueAt(edited, at, geneticCode);
    if (residues === '' && startCodon === 'retained') residue = protein.charAt(0);
    if (residues === '' && !cdsStartFound && at < frame.start0) residue = 'X';
    if (residue === '*') return { protein: residues, stopped: true, startCodon, origin0 };
    residues += residue;
  }
  return { protein: residues, stopped: false, startCodon, origin0 };
}
