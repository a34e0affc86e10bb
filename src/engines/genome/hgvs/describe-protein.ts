import type { CodingChange, ProteinReading } from '../consequence/coding-change.js';
import type { TranscriptIndex } from '../consequence/transcript-index.js';
import type { HgvsResidue, ProteinChange, StopDistance } from './hgvs-expression.js';

/** A protein with `*` for the stop that ends it; read residue by residue, never copied. */
interface Ended {
  readonly protein: string;
  readonly length: number;
}

function ended(protein: string, stopped: boolean): Ended {
  return { protein, length: protein.length + (stopped ? 1 : 0) };
}

function residueOf({ protein, length }: Ended, at: number): string {
  return at < protein.length ? protein.charAt(at) : at < length ? '*' : '';
}

/**
 * HGVS's description of a coding change, from the whole proteins before and after it; one codon for
 * another needs no more than its residues.
 */
export function describeProtein(
  index: TranscriptIndex,
  change: CodingChange,
  read: () => ProteinReading,
): ProteinChange {
  const before = ended(index.protein, index.hasStop);
  const named = (at: number): HgvsResidue => ({
    residue: residueOf(before, at),
    position: at + 1,
  });
  if (change.startCodon === 'lost') return { kind: 'uncertain', at: named(0) };
  const { wildtypeResidues, mutantResidues, firstCodon } = change;
  const isSubstitution = !change.isFrameshift && wildtypeResidues !== '*';
  if (wildtypeResidues.length === 1 && mutantResidues.length === 1 && isSubstitution) {
    return wildtypeResidues === mutantResidues
      ? { kind: 'silent', at: named(firstCodon) }
      : { kind: 'substitution', at: named(firstCodon), residue: mutantResidues };
  }
  const reading = read();
  const after = ended(reading.protein, reading.stopped);
  if (before.length === after.length && before.protein === after.protein) {
    return change.firstCodon < before.length
      ? { kind: 'silent', at: named(change.firstCodon) }
      : { kind: 'unchanged' };
  }

  let first = change.startCodon === 'untouched' ? Math.min(change.firstCodon, after.length) : 0;
  while (first < before.length && residueOf(before, first) === residueOf(after, first)) first++;
  const gained = residueOf(after, first);
  if (first === before.length || gained === '') return { kind: 'unknown' };
  const stop: StopDistance = reading.stopped ? after.length - first : '?';
  if (residueOf(before, first) === '*') {
    // The residue in place of the stop is not counted, unlike that of a frameshift.
    const added: StopDistance = stop === '?' ? '?' : stop - 1;
    return { kind: 'extension', at: named(first), residue: gained, stop: added };
  }
  if (gained === '*') return { kind: 'substitution', at: named(first), residue: '*' };
  if (change.isFrameshift) return { kind: 'frameshift', at: named(first), residue: gained, stop };
  const newStop = change.mutantResidues.indexOf('*');
  if (newStop !== -1 && !change.wildtypeResidues.includes('*')) {
    return endingInStop(before.length, change, named, newStop);
  }
  return differingStretch(before, after, first, named);
}

/** A stop codon among new residues: what follows it is gone and is not named. */
function endingInStop(
  residueCount: number,
  change: CodingChange,
  named: (at: number) => HgvsResidue,
  newStop: number,
): ProteinChange {
  const gained = change.mutantResidues.slice(0, newStop + 1);
  let shared = 0;
  while (
    shared < change.wildtypeResidues.length &&
    change.wildtypeResidues.charAt(shared) === gained.charAt(shared)
  ) {
    shared++;
  }
  const from = change.firstCodon + shared;
  const residues = gained.slice(shared);
  if (from === change.afterCodon) {
    return { kind: 'insertion', from: named(from - 1), to: named(from), residues };
  }
  const last = Math.min(change.afterCodon, residueCount) - 1;
  return { kind: 'delins', from: named(from), to: last > from ? named(last) : null, residues };
}

function differingStretch(
  before: Ended,
  after: Ended,
  first: number,
  named: (at: number) => HgvsResidue,
): ProteinChange {
  let shared = 0;
  const most = Math.min(before.length, after.length) - first;
  while (
    shared < most &&
    residueOf(before, before.length - 1 - shared) === residueOf(after, after.length - 1 - shared)
  ) {
    shared++;
  }
  const lostEnd = before.length - shared;
  const gained = after.protein.slice(first, after.length - shared);
  const to = (end: number, start: number): HgvsResidue | null =>
    end - start === 1 ? null : named(end - 1);
  if (gained === '') return { kind: 'deletion', from: named(first), to: to(lostEnd, first) };
  if (lostEnd - first === 1 && gained.length === 1) {
    return { kind: 'substitution', at: named(first), residue: gained };
  }
  if (lostEnd > first) {
    return { kind: 'delins', from: named(first), to: to(lostEnd, first), residues: gained };
  }
  const copied = first - gained.length;
  return copied >= 0 && before.protein.slice(copied, first) === gained
    ? { kind: 'duplication', from: named(copied), to: to(first, copied) }
    : { kind: 'insertion', from: named(first - 1), to: named(first), residues: gained };
}
