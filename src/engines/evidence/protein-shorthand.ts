import { InputError } from '../../core/errors.js';
import type { ProteinChange } from '../genome/hgvs/hgvs-expression.js';
import { parseHgvs } from '../genome/hgvs/parse-hgvs.js';

/**
 * A protein change as people write it: `V600E`, `p.Val600Glu`, `p.(V600E)`, `L747_T751>P`, `M774DELINSWLV`,
 * `K468FS`, `W1815X`, `F76del`, `P551_E554delPMYE`; null for anything else.
 */
export function proteinShorthand(text: string): ProteinChange | null {
  const bare = text.replace(/^p\./, '').replace(/^\((.+)\)$/, '$1');
  const described = hgvsOf(bare);
  if (described === null) return null;
  try {
    const parsed = parseHgvs(`protein:p.${described}`);
    if (parsed.type !== 'p' || parsed.changes.length !== 1) return null;
    return silentIfSame(parsed.changes[0] as ProteinChange);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The same description as HGVS has it; null where it does not begin with a residue and its place. */
function hgvsOf(text: string): string | null {
  const match = /^((?:[A-Z][a-z]{2}|[A-Z*])\d+(?:_(?:[A-Z][a-z]{2}|[A-Z*])\d+)?)(.+)$/.exec(text);
  if (match === null) return null;
  const [, place, rest] = match as unknown as [string, string, string];
  return (
    place +
    rest
      .replace(/^>/, 'delins')
      .replace(/^delins|^del|^dup|^ins/i, (word) => word.toLowerCase())
      // Bases or residues named after a deletion or duplication say nothing more.
      .replace(/^(del|dup)(?!ins)[A-Z]+$/, '$1')
      // After an X the number may be the new stop's distance or its place: it is let go.
      .replace(/^([A-Z][a-z]{2}|[A-Z])?fsX\d*$/i, '$1fs')
      .replace(
        /^([A-Z][a-z]{2}|[A-Z])?fs(?:\*|Ter)?(\d*)$/i,
        (_, residue: string | undefined, stop: string) =>
          `${residue ?? ''}fs${stop === '' ? '' : `*${stop}`}`,
      )
      .replace(/^X$/, '*')
  );
}

/** `T125T` changes nothing. */
function silentIfSame(change: ProteinChange): ProteinChange {
  return change.kind === 'substitution' && change.residue === change.at.residue
    ? { kind: 'silent', at: change.at }
    : change;
}

/** First and last residue that a change touches, 1-based; null where it has no place. */
export function touchedResidues(
  change: ProteinChange,
): { readonly first: number; readonly last: number } | null {
  switch (change.kind) {
    case 'unknown':
    case 'no-protein':
    case 'unchanged':
      return null;
    case 'deletion':
    case 'duplication':
    case 'delins':
      return { first: change.from.position, last: (change.to ?? change.from).position };
    case 'insertion':
      return { first: change.from.position, last: change.to.position };
    default:
      return { first: change.at.position, last: change.at.position };
  }
}

/** What a change does to the reading of the protein. */
export function proteinEffect(change: ProteinChange): ProteinEffect {
  switch (change.kind) {
    case 'unknown':
      return 'unknown';
    case 'unchanged':
    case 'silent':
      return 'silent';
    case 'no-protein':
    case 'uncertain':
      return 'start-lost';
    case 'substitution':
      if (change.residue === '*') return 'stop-gained';
      return change.at.residue === '*' ? 'stop-lost' : 'missense';
    case 'extension':
      return 'stop-lost';
    case 'frameshift':
      return 'frameshift';
    case 'deletion':
      return 'inframe-deletion';
    case 'duplication':
    case 'insertion':
      return 'inframe-insertion';
    case 'delins':
      return delinsEffect(
        change.residues,
        (change.to ?? change.from).position - change.from.position + 1,
      );
  }
}

function delinsEffect(residues: string, replaced: number): ProteinEffect {
  if (residues.includes('*')) return 'stop-gained';
  if (residues.length === replaced) return 'inframe-delins';
  return residues.length > replaced ? 'inframe-delins-longer' : 'inframe-delins-shorter';
}

export type ProteinEffect =
  | 'missense'
  | 'inframe-insertion'
  | 'inframe-deletion'
  /** As many residues as before; more; fewer. */
  | 'inframe-delins'
  | 'inframe-delins-longer'
  | 'inframe-delins-shorter'
  | 'frameshift'
  | 'stop-gained'
  | 'stop-lost'
  | 'start-lost'
  | 'silent'
  | 'splice-site'
  | 'unknown';

/** True for an effect that ends the protein early or never begins it. */
export function isTruncating(effect: ProteinEffect): boolean {
  return effect === 'frameshift' || effect === 'stop-gained' || effect === 'start-lost';
}

/**
 * The protein after a change, or null where the change does not fit it (another transcript) or its result
 * cannot be said from the description (frameshifts, lost starts and stops).
 */
export function appliedChange(change: ProteinChange, protein: string): string | null {
  const fits = (at: { readonly residue: string; readonly position: number }): boolean =>
    protein[at.position - 1] === at.residue;
  const replaced = (first: number, last: number, residues: string): string =>
    protein.slice(0, first - 1) + residues + protein.slice(last);
  switch (change.kind) {
    case 'substitution': {
      const { at, residue } = change;
      if (residue === '*') return fits(at) ? protein.slice(0, at.position - 1) : null;
      return fits(at) ? replaced(at.position, at.position, residue) : null;
    }
    case 'deletion':
    case 'duplication':
    case 'delins': {
      const { from } = change;
      const to = change.to ?? from;
      if (!fits(from) || !fits(to)) return null;
      const held = protein.slice(from.position - 1, to.position);
      const put =
        change.kind === 'deletion' ? '' : change.kind === 'delins' ? change.residues : held + held;
      return put.includes('*')
        ? protein.slice(0, from.position - 1) + put.slice(0, put.indexOf('*'))
        : replaced(from.position, to.position, put);
    }
    case 'insertion': {
      const { from, to, residues } = change;
      if (!fits(from) || !fits(to)) return null;
      return protein.slice(0, from.position) + residues + protein.slice(from.position);
    }
    default:
      return null;
  }
}
