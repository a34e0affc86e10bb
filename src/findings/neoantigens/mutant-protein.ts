import type { MutationKind } from '../findings.js';

/** What an annotation says about a change, and the healthy protein it changes. */
export interface ProteinChange {
  readonly terms: readonly string[];
  /** VEP's `Protein_position`, 1-based: `58`, `662-665`, `?-12`, `58/312`. */
  readonly proteinPosition: string | null;
  /** VEP's `Amino_acids`: `P/A`, `-/L`, `VIFE/E`, `S/SX`. */
  readonly aminoAcids: string | null;
  readonly referenceLength: number;
  readonly alternateLength: number;
  readonly wildtypeProtein: string | null;
  readonly mutantProtein: string | null;
  readonly proteinDoubt: string | null;
}

/** The mutant protein beside its healthy one. */
export interface MutantSequence {
  readonly kind: MutationKind;
  readonly wildtype: string;
  readonly mutant: string;
  /** Mutant residues that are new, `[start0, end0)`; empty where residues were only taken out. */
  readonly changedStart0: number;
  readonly changedEnd0: number;
  /** Where the annotation places the change in the healthy protein, and how many residues it replaces. */
  readonly annotatedStart0: number;
  readonly replacedLength: number;
  /** What stands there instead; for a frameshift all of its new residues. */
  readonly replacement: string;
  /** The mutant ends with the replacement: a new stop, or read-through of unknown length. */
  readonly endsAtReplacement: boolean;
  readonly doubt: string | null;
}

export type MutantSequenceResult =
  | { readonly status: 'built'; readonly sequence: MutantSequence }
  | { readonly status: 'silent' }
  | { readonly status: 'skipped'; readonly code: string; readonly reason: string };

/**
 * The kind of protein change behind a list of Sequence Ontology terms, or null where the protein
 * stays as it is or cannot be said (synonymous, splice, start lost). Order as in pVACseq 6, with
 * stop loss added.
 */
export function mutationKind(
  terms: readonly string[],
  referenceLength: number,
  alternateLength: number,
): MutationKind | null {
  const has = (term: string): boolean => terms.includes(term);
  if (has('start_lost') || has('stop_retained_variant')) return null;
  if (has('frameshift_variant')) return 'frameshift';
  if (has('stop_lost')) return 'stop-lost';
  if (has('missense_variant')) return 'missense';
  if (has('inframe_insertion')) return 'inframe-insertion';
  if (has('inframe_deletion')) return 'inframe-deletion';
  if (has('protein_altering_variant')) {
    const grown = alternateLength - referenceLength;
    if (grown % 3 !== 0 || grown === 0) return null;
    return grown > 0 ? 'inframe-insertion' : 'inframe-deletion';
  }
  return null;
}

/** First residue of VEP's `Protein_position`, 1-based; null where it names none. */
export function firstProteinPosition(proteinPosition: string): number | null {
  const position = proteinPosition.split('/')[0] as string;
  const match = /^(\d+)(?:-(?:\d+|\?))?$/.exec(position) ?? /^\?-(\d+)$/.exec(position);
  return match === null ? null : Number(match[1]);
}

/** Residues up to the first stop (`*`) or unknown residue (`X`). */
function untilStop(residues: string): { readonly residues: string; readonly stopped: boolean } {
  const stop = residues.search(/[*X]/);
  return stop === -1
    ? { residues, stopped: false }
    : { residues: residues.slice(0, stop), stopped: true };
}

function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function commonSuffix(a: string, b: string, limit: number): number {
  let length = 0;
  while (
    length < limit &&
    a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)
  ) {
    length++;
  }
  return length;
}

function skip(code: string, reason: string): MutantSequenceResult {
  return { status: 'skipped', code, reason };
}

/** Builds the mutant protein from what the annotation carries; nothing is looked up elsewhere. */
export function mutantSequence(change: ProteinChange): MutantSequenceResult {
  const result = sequenceOf(change);
  if (result.status !== 'built' || change.proteinDoubt === null) return result;
  const doubts = [change.proteinDoubt, result.sequence.doubt].filter((doubt) => doubt !== null);
  return { ...result, sequence: { ...result.sequence, doubt: doubts.join('; ') } };
}

function sequenceOf(change: ProteinChange): MutantSequenceResult {
  const kind = mutationKind(change.terms, change.referenceLength, change.alternateLength);
  if (kind === null) return { status: 'silent' };
  if (change.proteinPosition === null || change.proteinPosition === '') {
    return skip('no-protein-position', 'the annotation gives no position in the protein');
  }
  const first = firstProteinPosition(change.proteinPosition);
  if (first === null) {
    return skip(
      'no-protein-position',
      `the annotation's position in the protein is "${change.proteinPosition}"`,
    );
  }
  const wildtype = change.wildtypeProtein;
  if (wildtype === null || wildtype === '') {
    return skip(
      'no-wildtype-protein',
      'the annotation carries no wild-type protein (run VEP with the Wildtype plugin)',
    );
  }
  if (wildtype.includes('*')) {
    return skip('internal-stop', 'the annotated wild-type protein has a stop inside');
  }
  if (kind === 'frameshift') {
    return change.mutantProtein === null || change.mutantProtein === ''
      ? skip(
          'no-frameshift-protein',
          'the annotation carries no frameshift protein (run VEP with the Frameshift plugin)',
        )
      : frameshiftSequence(change.mutantProtein, wildtype, first - 1);
  }
  if (change.mutantProtein !== null && change.mutantProtein !== '') {
    return calledSequence(kind, wildtype, change.mutantProtein);
  }
  return substitutedSequence(kind, change, wildtype, first);
}

/** The change between two whole proteins, as our own caller gives them. */
export function calledSequence(
  kind: Exclude<MutationKind, 'frameshift'>,
  wildtype: string,
  mutant: string,
): MutantSequenceResult {
  const prefix = commonPrefix(wildtype, mutant);
  const suffix = commonSuffix(wildtype, mutant, Math.min(wildtype.length, mutant.length) - prefix);
  return {
    status: 'built',
    sequence: {
      kind,
      wildtype,
      mutant,
      changedStart0: prefix,
      changedEnd0: mutant.length - suffix,
      annotatedStart0: prefix,
      replacedLength: wildtype.length - prefix - suffix,
      replacement: mutant.slice(prefix, mutant.length - suffix),
      endsAtReplacement: suffix === 0,
      doubt: null,
    },
  };
}

/** A frameshift's whole mutant protein beside its wild type; null: it starts where the two part. */
export function frameshiftSequence(
  mutantProtein: string,
  wildtype: string,
  annotated0: number | null,
): MutantSequenceResult {
  const mutant = untilStop(mutantProtein).residues;
  const changedStart0 = commonPrefix(wildtype, mutant);
  const annotatedStart0 = annotated0 ?? changedStart0;
  return {
    status: 'built',
    sequence: {
      kind: 'frameshift',
      wildtype,
      mutant,
      changedStart0,
      changedEnd0: mutant.length,
      annotatedStart0,
      replacedLength: Math.max(0, wildtype.length - annotatedStart0),
      replacement: mutant.slice(annotatedStart0),
      endsAtReplacement: true,
      doubt: null,
    },
  };
}

function substitutedSequence(
  kind: Exclude<MutationKind, 'frameshift'>,
  change: ProteinChange,
  wildtype: string,
  first: number,
): MutantSequenceResult {
  const [before, after] = (change.aminoAcids ?? '').split('/');
  if (before === undefined || after === undefined || before === '' || after === '') {
    return skip(
      'no-amino-acids',
      `the annotation gives no change of residues (it says "${change.aminoAcids ?? ''}")`,
    );
  }
  const inserted = before === '-';
  // Between two residues VEP names both, so the first of them is the insertion point itself.
  const annotatedStart0 = inserted ? first : first - 1;
  const replaced = inserted ? '' : untilStop(before).residues;
  const { residues: replacement, stopped } = untilStop(after === '-' ? '' : after);
  const found = wildtype.slice(annotatedStart0, annotatedStart0 + replaced.length);
  if (found !== replaced || annotatedStart0 > wildtype.length) {
    return skip(
      'residue-mismatch',
      `the annotation replaces ${replaced} at ${change.proteinPosition}, the protein has ${found === '' ? 'ended there' : found}`,
    );
  }
  const stopLost = kind === 'stop-lost';
  const tail = stopped || stopLost ? '' : wildtype.slice(annotatedStart0 + replaced.length);
  const mutant = wildtype.slice(0, annotatedStart0) + replacement + tail;
  const prefix = commonPrefix(replaced, replacement);
  const suffix = stopped
    ? 0
    : commonSuffix(replaced, replacement, Math.min(replaced.length, replacement.length) - prefix);
  return {
    status: 'built',
    sequence: {
      kind,
      wildtype,
      mutant,
      changedStart0: annotatedStart0 + prefix,
      changedEnd0: annotatedStart0 + replacement.length - suffix,
      annotatedStart0,
      replacedLength: replaced.length,
      replacement,
      endsAtReplacement: stopped || stopLost,
      doubt: stopLost
        ? 'reads on past the lost stop; how far is not in the annotation, so only peptides up to the first new residue are given'
        : null,
    },
  };
}

/** Mutant and healthy protein around a change, as handed to people and to other tools. */
export interface MutationWindows {
  readonly mutant: string;
  readonly wildtype: string;
  /** Where both windows start in their protein. */
  readonly start0: number;
}

/**
 * Cuts both proteins `flank` residues either side of the change; near an end the window is shifted
 * so that it keeps its length, and a frameshift's runs to its end. The same windows as
 * `pvacseq generate_protein_fasta`, so that a lab's FASTA files stay comparable.
 */
export function mutationWindows(sequence: MutantSequence, flank: number): MutationWindows {
  const { wildtype, mutant, kind, annotatedStart0, replacedLength, replacement } = sequence;
  if (kind === 'frameshift') {
    const start0 = Math.max(0, annotatedStart0 - flank);
    return {
      mutant: mutant.slice(start0),
      wildtype: wildtype.slice(start0, annotatedStart0 + flank),
      start0,
    };
  }
  const core = kind === 'inframe-insertion' ? replacement.length : replacedLength;
  const length = Math.min(2 * flank + core, wildtype.length);
  let start0 = annotatedStart0 - flank;
  if (annotatedStart0 < flank) start0 = 0;
  else if (wildtype.length - 1 - annotatedStart0 < flank) start0 = wildtype.length - length;
  const window = wildtype.slice(start0, start0 + length);
  const before = window.slice(0, annotatedStart0 - start0);
  const after = sequence.endsAtReplacement
    ? ''
    : window.slice(annotatedStart0 - start0 + replacedLength);
  return { mutant: before + replacement + after, wildtype: window, start0 };
}
