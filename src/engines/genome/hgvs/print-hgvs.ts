import type {
  HgvsExpression,
  HgvsPosition,
  HgvsResidue,
  NucleotideChange,
  ProteinChange,
  StopDistance,
} from './hgvs-expression.js';
import { threeLetters } from '../../../core/residue-names.js';

/** HGVS text (hgvs-nomenclature.org 21): three-letter residues, `Ter` for a stop. */
export function printHgvs(expression: HgvsExpression): string {
  const { accession, type } = expression;
  if (type !== 'p') {
    return `${accession}:${type}.${inBrackets(expression.changes.map(printNucleotideChange))}`;
  }
  const changes = inBrackets(expression.changes.map(printProteinChange));
  return `${accession}:p.${expression.isPredicted ? `(${changes})` : changes}`;
}

function inBrackets(changes: readonly string[]): string {
  return changes.length === 1 ? (changes[0] as string) : `[${changes.join(';')}]`;
}

export function printNucleotideChange({ from, to, edit }: NucleotideChange): string {
  const place = to === null ? printPosition(from) : `${printPosition(from)}_${printPosition(to)}`;
  switch (edit.kind) {
    case 'identity':
      return `${place}=`;
    case 'substitution':
      return `${place}${edit.reference}>${edit.alternate}`;
    case 'deletion':
      return `${place}del`;
    case 'duplication':
      return `${place}dup`;
    case 'inversion':
      return `${place}inv`;
    case 'insertion':
      return `${place}ins${edit.alternate}`;
    case 'delins':
      return `${place}delins${edit.alternate}`;
    case 'repeat':
      return `${place}${edit.unit}[${edit.copies}]`;
  }
}

function printPosition({ base, afterStop, offset }: HgvsPosition): string {
  const sign = offset > 0 ? '+' : '';
  return `${afterStop ? '*' : ''}${base}${offset === 0 ? '' : `${sign}${offset}`}`;
}

export function printProteinChange(change: ProteinChange): string {
  switch (change.kind) {
    case 'unknown':
      return '?';
    case 'no-protein':
      return '0';
    case 'unchanged':
      return '=';
    case 'silent':
      return `${printResidue(change.at)}=`;
    case 'uncertain':
      return `${printResidue(change.at)}?`;
    case 'substitution':
      return `${printResidue(change.at)}${threeLetters(change.residue)}`;
    case 'deletion':
      return `${printRange(change.from, change.to)}del`;
    case 'duplication':
      return `${printRange(change.from, change.to)}dup`;
    case 'insertion':
      return `${printRange(change.from, change.to)}ins${threeLetters(change.residues)}`;
    case 'delins':
      return `${printRange(change.from, change.to)}delins${threeLetters(change.residues)}`;
    case 'frameshift':
      return `${printResidue(change.at)}${threeLetters(change.residue ?? '')}fs${printStop(change.stop)}`;
    case 'extension':
      return `${printResidue(change.at)}${threeLetters(change.residue)}ext${printStop(change.stop)}`;
  }
}

function printStop(stop: StopDistance | null): string {
  return stop === null ? '' : `Ter${stop}`;
}

function printRange(from: HgvsResidue, to: HgvsResidue | null): string {
  return to === null ? printResidue(from) : `${printResidue(from)}_${printResidue(to)}`;
}

function printResidue({ residue, position }: HgvsResidue): string {
  return `${threeLetters(residue)}${position}`;
}
