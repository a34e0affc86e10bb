import { InputError } from '../../../core/errors.js';
import type {
  HgvsExpression,
  HgvsPosition,
  HgvsResidue,
  NucleotideChange,
  NucleotideEdit,
  ProteinChange,
  StopDistance,
} from './hgvs-expression.js';
import { oneLetter } from '../../../core/residue-names.js';

/**
 * Reads an HGVS description of one molecule: `g.`, `m.`, `n.`, `c.` and `p.`; several changes in brackets.
 * Bases named after `del`, `dup` and `inv`, and a gene in parentheses behind the accession, are let go.
 * @throws InputError for anything else: `r.`, uncertain ranges, changes on two molecules.
 */
export function parseHgvs(text: string): HgvsExpression {
  const match = /^([A-Za-z0-9_.-]+)(?:\([A-Za-z0-9_.-]+\))?:([gmncp])\.(.+)$/.exec(text.trim());
  if (match === null) throw unreadable(text, 'expected accession, colon, one of g. m. n. c. p.');
  const [, accession, type, description] = match as unknown as [string, string, string, string];
  if (type !== 'p') {
    return {
      accession,
      type: type as 'g' | 'm' | 'n' | 'c',
      changes: splitChanges(description).map((change) => parseNucleotideChange(change, text)),
    };
  }
  const isPredicted = description.startsWith('(') && description.endsWith(')');
  const inner = isPredicted ? description.slice(1, -1) : description;
  const changes = splitChanges(inner).map((change) => parseProteinChange(change, text));
  return { accession, type: 'p', isPredicted, changes };
}

function splitChanges(description: string): readonly string[] {
  return description.startsWith('[') && description.endsWith(']')
    ? description.slice(1, -1).split(';')
    : [description];
}

function unreadable(text: string, hint: string): InputError {
  return new InputError(`"${text}" is not an HGVS description`, { hint });
}

const POSITION = String.raw`(\*|-)?([1-9]\d*)([+-][1-9]\d*)?`;
const NUCLEOTIDES = new RegExp(`^${POSITION}(?:_${POSITION})?(.*)$`);

function parseNucleotideChange(change: string, text: string): NucleotideChange {
  const match = NUCLEOTIDES.exec(change);
  if (match === null) throw unreadable(text, `"${change}" does not begin with a position`);
  const [, sign1, base1, offset1, sign2, base2, offset2, rest = ''] = match;
  const from = position(sign1, base1 as string, offset1);
  const to = base2 === undefined ? null : position(sign2, base2, offset2);
  const edit = parseEdit(rest);
  if (edit === null) throw unreadable(text, `"${rest}" is not a change of bases`);
  if (edit.kind === 'substitution' && to !== null) {
    throw unreadable(text, 'a substitution changes one base; write delins for more');
  }
  if (edit.kind === 'insertion' && to === null) {
    throw unreadable(text, 'an insertion lies between two bases, e.g. 4_5insC');
  }
  return { from, to, edit };
}

function position(
  sign: string | undefined,
  base: string,
  offset: string | undefined,
): HgvsPosition {
  return {
    base: sign === '-' ? -Number(base) : Number(base),
    afterStop: sign === '*',
    offset: offset === undefined ? 0 : Number(offset),
  };
}

function parseEdit(rest: string): NucleotideEdit | null {
  if (rest === '=') return { kind: 'identity' };
  const match =
    /^(?:([ACGTN])>([ACGTN])|(del|dup|inv)(?:[ACGTN]*|\d+)|ins([ACGTN]+)|del[ACGTN]*ins([ACGTN]+)|([ACGTN]+)\[(\d+)\])$/.exec(
      rest,
    );
  if (match === null) return null;
  const [, reference, alternate, named, inserted, replacement, unit, copies] = match;
  if (reference !== undefined) {
    return { kind: 'substitution', reference, alternate: alternate as string };
  }
  if (named === 'del') return { kind: 'deletion' };
  if (named === 'dup') return { kind: 'duplication' };
  if (named === 'inv') return { kind: 'inversion' };
  if (inserted !== undefined) return { kind: 'insertion', alternate: inserted };
  if (replacement !== undefined) return { kind: 'delins', alternate: replacement };
  return { kind: 'repeat', unit: unit as string, copies: Number(copies) };
}

const RESIDUE = String.raw`[A-Z][a-z]{2}|[A-Z]|\*`;
const PROTEIN = new RegExp(`^(${RESIDUE})([1-9]\\d*)(?:_(${RESIDUE})([1-9]\\d*))?(.*)$`);
const FRAMESHIFT = new RegExp(`^(${RESIDUE})?fs(?:(?:Ter|\\*)([1-9]\\d*|\\?))?$`);
const EXTENSION = new RegExp(`^(${RESIDUE})ext(?:Ter|\\*)([1-9]\\d*|\\?)$`);

function parseProteinChange(change: string, text: string): ProteinChange {
  if (change === '?') return { kind: 'unknown' };
  if (change === '0') return { kind: 'no-protein' };
  if (change === '=') return { kind: 'unchanged' };
  const match = PROTEIN.exec(change);
  if (match === null) throw unreadable(text, `"${change}" does not begin with a residue`);
  const [, residue1, position1, residue2, position2, rest = ''] = match;
  const from = residueAt(residue1 as string, position1 as string, text);
  const to = residue2 === undefined ? null : residueAt(residue2, position2 as string, text);
  if (rest === 'del') return { kind: 'deletion', from, to };
  if (rest === 'dup') return { kind: 'duplication', from, to };
  const longer = /^(ins|delins)(.+)$/.exec(rest);
  if (longer !== null) {
    const residues = parseResidues(longer[2] as string, text);
    if (longer[1] === 'delins') return { kind: 'delins', from, to, residues };
    if (to === null) throw unreadable(text, 'an insertion lies between two residues');
    return { kind: 'insertion', from, to, residues };
  }
  if (to !== null) throw unreadable(text, `"${rest}" can't change several residues`);
  return changeOfOne(from, rest, text);
}

function changeOfOne(at: HgvsResidue, rest: string, text: string): ProteinChange {
  if (rest === '=') return { kind: 'silent', at };
  if (rest === '?') return { kind: 'uncertain', at };
  const shifted = FRAMESHIFT.exec(rest);
  if (shifted !== null) {
    const [, residue, stop] = shifted;
    return {
      kind: 'frameshift',
      at,
      residue: residue === undefined ? null : parseResidues(residue, text),
      stop: stop === undefined ? null : stopDistance(stop),
    };
  }
  const extended = EXTENSION.exec(rest);
  if (extended !== null) {
    const [, residue, stop] = extended as unknown as [string, string, string];
    return {
      kind: 'extension',
      at,
      residue: parseResidues(residue, text),
      stop: stopDistance(stop),
    };
  }
  const residue = parseResidues(rest, text);
  if (residue.length !== 1) throw unreadable(text, 'write delins for several residues');
  return { kind: 'substitution', at, residue };
}

function stopDistance(text: string): StopDistance {
  return text === '?' ? '?' : Number(text);
}

function residueAt(name: string, position: string, text: string): HgvsResidue {
  return { residue: parseResidues(name, text), position: Number(position) };
}

function parseResidues(names: string, text: string): string {
  let residues = '';
  for (const name of names.match(new RegExp(RESIDUE, 'g')) ?? []) {
    const residue = oneLetter(name);
    if (residue === null) throw unreadable(text, `${name} is not an amino acid`);
    residues += residue;
  }
  if (residues === '' || names.replaceAll(new RegExp(RESIDUE, 'g'), '') !== '') {
    throw unreadable(text, `"${names}" is not a list of amino acids`);
  }
  return residues;
}
