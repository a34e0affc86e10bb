import type { MolecularProfile, ProfileExpression } from './molecular-profile.js';
import { parseFeature } from './parse-feature.js';

/**
 * A molecular profile as CIViC writes it: `BRAF V600E`, `EML4::ALK Fusion AND ALK G1202R`,
 * `MET Amplification AND NOT KRAS Mutation`, with ` ( … ) ` for groups. A part that is not understood stays as
 * text; parentheses or words that do not add up make the whole of it text.
 */
export function parseProfile(name: string): MolecularProfile {
  const words = name.trim().split(/\s+/);
  const tokens: Token[] = [];
  let held: string[] = [];
  for (const word of words) {
    if (word === 'AND' || word === 'OR' || word === 'NOT' || word === '(' || word === ')') {
      if (held.length > 0) tokens.push({ kind: 'text', text: held.join(' ') });
      held = [];
      tokens.push({ kind: word });
    } else {
      held.push(word);
    }
  }
  if (held.length > 0) tokens.push({ kind: 'text', text: held.join(' ') });
  const read = readAny(tokens, 0);
  if (read === null || read.next < tokens.length) {
    const reason = 'its AND, OR, NOT and parentheses do not add up';
    return {
      name,
      expression: { kind: 'feature', feature: { kind: 'text', gene: null, text: name, reason } },
    };
  }
  return { name, expression: read.expression };
}

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'AND' | 'OR' | 'NOT' | '(' | ')' };

interface Read {
  readonly expression: ProfileExpression;
  readonly next: number;
}

/** AND binds tighter than OR. */
function readAny(tokens: readonly Token[], at: number): Read | null {
  return readList(tokens, at, 'OR', 'any', (from) => readAll(tokens, from));
}

function readAll(tokens: readonly Token[], at: number): Read | null {
  return readList(tokens, at, 'AND', 'all', (from) => readOne(tokens, from));
}

function readList(
  tokens: readonly Token[],
  at: number,
  separator: 'AND' | 'OR',
  kind: 'all' | 'any',
  readPart: (at: number) => Read | null,
): Read | null {
  const of: ProfileExpression[] = [];
  let next = at;
  for (;;) {
    const read = readPart(next);
    if (read === null) return null;
    of.push(read.expression);
    next = read.next;
    if (tokens[next]?.kind !== separator) break;
    next++;
  }
  return { expression: of.length === 1 ? (of[0] as ProfileExpression) : { kind, of }, next };
}

function readOne(tokens: readonly Token[], at: number): Read | null {
  const token = tokens[at];
  switch (token?.kind) {
    case 'NOT': {
      const read = readOne(tokens, at + 1);
      return read && { expression: { kind: 'not', of: read.expression }, next: read.next };
    }
    case '(': {
      const read = readAny(tokens, at + 1);
      return read !== null && tokens[read.next]?.kind === ')'
        ? { expression: read.expression, next: read.next + 1 }
        : null;
    }
    case 'text':
      return { expression: parseFeature(token.text), next: at + 1 };
    default:
      return null;
  }
}
