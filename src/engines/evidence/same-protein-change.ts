import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';
import { appliedChange, touchedResidues } from './protein-shorthand.js';

/**
 * True where two descriptions are of one change of the protein: word for word, a frameshift at one residue, or,
 * with the protein at hand, where both make the same protein (`A767_V769dup` and `V769_D770insASV` of EGFR).
 */
export function isSameChange(a: ProteinChange, b: ProteinChange, protein: string | null): boolean {
  if (a.kind === 'frameshift' && b.kind === 'frameshift') return isSameFrameshift(a, b);
  if (a.kind === 'uncertain' && b.kind === 'uncertain') return isSamePlace(a, b);
  if (a.kind === 'silent' && b.kind === 'silent') return isSamePlace(a, b);
  if (a.kind === 'extension' && b.kind === 'extension') {
    return isSamePlace(a, b) && a.residue === b.residue;
  }
  if (a.kind === 'substitution' && b.kind === 'substitution') {
    return isSamePlace(a, b) && a.residue === b.residue;
  }
  // `*757L` of a lost stop is an extension that says no more.
  if (a.kind === 'substitution' && b.kind === 'extension') return isLostStop(a, b);
  if (a.kind === 'extension' && b.kind === 'substitution') return isLostStop(b, a);
  if (isWordForWord(a, b)) return true;
  if (protein === null) return false;
  const made = appliedChange(a, protein);
  return made !== null && made === appliedChange(b, protein);
}

type Of<K extends ProteinChange['kind']> = ProteinChange & { readonly kind: K };

function isSamePlace(
  a: { readonly at: { readonly residue: string; readonly position: number } },
  b: { readonly at: { readonly residue: string; readonly position: number } },
): boolean {
  return a.at.position === b.at.position && a.at.residue === b.at.residue;
}

/** The first new residue and the stop only tell two apart where both name them. */
function isSameFrameshift(a: Of<'frameshift'>, b: Of<'frameshift'>): boolean {
  const agree = <T>(one: T | null, other: T | null): boolean =>
    one === null || other === null || one === other;
  return isSamePlace(a, b) && agree(a.residue, b.residue) && agree(a.stop, b.stop);
}

function isLostStop(a: Of<'substitution'>, b: Of<'extension'>): boolean {
  return isSamePlace(a, b) && a.residue === b.residue;
}

function isWordForWord(a: ProteinChange, b: ProteinChange): boolean {
  if (a.kind !== b.kind) return false;
  const [one, other] = [touchedResidues(a), touchedResidues(b)];
  if (one === null || other === null) return false;
  const isPlaced = one.first === other.first && one.last === other.last;
  const residues = (change: ProteinChange): string => ('residues' in change ? change.residues : '');
  return isPlaced && residues(a) === residues(b);
}

/**
 * True where a longer change puts the residue of a substitution in its place: `V600_K601delinsEN` holds V600E, and so
 * does `V600_K601delinsE`, where one neighbour is gone. Of a replacement that loses more, no residue can be said to
 * have taken the place of another: `L747_A750delinsP`, a deletion in exon 19, is not L747P.
 */
export function holdsSubstitution(
  longer: ProteinChange,
  substitution: Of<'substitution'>,
): boolean {
  if (longer.kind !== 'delins') return false;
  const { from, residues } = longer;
  const to = longer.to ?? from;
  const { at, residue } = substitution;
  if (at.position < from.position || at.position > to.position) return false;
  const replaced = to.position - from.position + 1;
  if (residues.length === replaced) return residues[at.position - from.position] === residue;
  const end = at.position === from.position ? from : to;
  return (
    replaced === 2 &&
    residues === residue &&
    end.position === at.position &&
    end.residue === at.residue
  );
}
