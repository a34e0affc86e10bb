import { threeLetters } from './codons.js';
import type { Stretch, Transcript } from './transcript.js';

/** A change of the cDNA within one exon. */
export interface CdnaEdit {
  readonly place: Stretch;
  /** The exon's own stretch of the cDNA. */
  readonly exon: Stretch;
  readonly exonIndex: number;
  readonly alternate: string;
}

/** A translation: the residues before its stop, and whether there was one. */
export interface Translation {
  readonly protein: string;
  readonly stopped: boolean;
}

/** HGVS number of a cDNA base: `-12` before the start codon, `34`, `*5` after the stop codon. */
export function cdnaNumber(coding: Stretch, base0: number): string {
  if (base0 < coding.start0) return `${base0 - coding.start0}`;
  if (base0 >= coding.end0) return `*${base0 - coding.end0 + 1}`;
  return `${base0 - coding.start0 + 1}`;
}

/** HGVS c. description without its accession, as far 3' as the exon allows. */
export function describeCdna({ cdna, coding }: Transcript, edit: CdnaEdit): string {
  const { place, alternate, exon } = edit;
  const range = (start0: number, end0: number): string =>
    end0 - start0 === 1
      ? cdnaNumber(coding, start0)
      : `${cdnaNumber(coding, start0)}_${cdnaNumber(coding, end0 - 1)}`;
  const changed = cdna.slice(place.start0, place.end0);
  if (changed.length === 1 && alternate.length === 1) {
    return `${range(place.start0, place.end0)}${changed}>${alternate}`;
  }
  if (alternate === '') {
    let { start0, end0 } = place;
    while (end0 < exon.end0 && cdna.charAt(start0) === cdna.charAt(end0)) {
      start0++;
      end0++;
    }
    return `${range(start0, end0)}del`;
  }
  if (changed !== '') return `${range(place.start0, place.end0)}delins${alternate}`;
  let inserted = alternate;
  let at = place.start0;
  while (at < exon.end0 && inserted.charAt(0) === cdna.charAt(at)) {
    inserted = inserted.slice(1) + inserted.charAt(0);
    at++;
  }
  return cdna.slice(at - inserted.length, at) === inserted
    ? `${range(at - inserted.length, at)}dup`
    : `${range(at - 1, at + 1)}ins${inserted}`;
}

/**
 * HGVS p. description without its accession, from the two whole proteins.
 * `codon0` says which residue a synonymous change is at.
 */
export function describeProtein(
  wildtype: string,
  mutant: Translation,
  isFrameshift: boolean,
  codon0: number,
): string {
  const before = `${wildtype}*`;
  const after = mutant.stopped ? `${mutant.protein}*` : mutant.protein;
  const named = (index: number): string => `${threeLetters(before.charAt(index))}${index + 1}`;
  if (before === after) return `${named(codon0)}=`;

  let first = 0;
  while (before.charAt(first) === after.charAt(first)) first++;
  const stopIn = mutant.stopped ? mutant.protein.length - first + 1 : null;
  if (after.charAt(first) === '*') return `${named(first)}Ter`;
  if (isFrameshift)
    return `${named(first)}${threeLetters(after.charAt(first))}fsTer${stopIn ?? '?'}`;
  if (first === wildtype.length) {
    const added = mutant.stopped ? mutant.protein.length - wildtype.length : '?';
    return `${named(first)}${threeLetters(after.charAt(first))}extTer${added}`;
  }

  let shared = 0;
  while (
    shared < Math.min(before.length, after.length) - first &&
    before.charAt(before.length - 1 - shared) === after.charAt(after.length - 1 - shared)
  ) {
    shared++;
  }
  const lost = before.slice(first, before.length - shared);
  const gained = after.slice(first, after.length - shared);
  const between = (from: number, to: number): string =>
    to - from === 1 ? named(from) : `${named(from)}_${named(to - 1)}`;
  if (lost.length === 1 && gained.length === 1) return `${named(first)}${threeLetters(gained)}`;
  if (gained === '') return `${between(first, first + lost.length)}del`;
  if (lost !== '') return `${between(first, first + lost.length)}delins${threeLetters(gained)}`;
  return before.slice(first - gained.length, first) === gained
    ? `${between(first - gained.length, first)}dup`
    : `${between(first - 1, first + 1)}ins${threeLetters(gained)}`;
}
