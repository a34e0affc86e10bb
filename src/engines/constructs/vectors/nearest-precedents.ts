import { type Organ, tissueName } from './tumour-organs.js';
import { type Precedent, PRECEDENTS } from './precedents.js';
import type { Route } from './vector.js';

export interface PrecedentQuestion {
  /** A catalogue id. */
  readonly vector: string | null;
  /** Gene symbol, `IL12` for its two chains, or `HSV-TK`, `yCD`. */
  readonly transgene: string | null;
  readonly organ: Organ | null;
  readonly route: Route | null;
}

/** A precedent with what it shares with a design and in what the design differs, in words. */
export interface NearestPrecedent {
  readonly precedent: Precedent;
  readonly same: readonly string[];
  readonly differs: readonly string[];
}

/** The same payload outweighs all else together, the organ the vector, that the route. */
const WEIGHTS = { transgene: 7, organ: 3, vector: 2, route: 1 } as const;

/**
 * Precedents that share the payload, or the organ and the vector, most alike first; those alike keep the order
 * of their ids.
 */
export function nearestPrecedents(
  question: PrecedentQuestion,
  most = 3,
): readonly NearestPrecedent[] {
  return PRECEDENTS.map((precedent) => ({ precedent, shared: sharedWith(precedent, question) }))
    .filter(({ shared }) => shared.transgene || (shared.organ && shared.vector))
    .map(({ precedent, shared }) => ({
      precedent,
      score: Object.entries(WEIGHTS).reduce(
        (sum, [key, weight]) => sum + (shared[key as keyof typeof WEIGHTS] ? weight : 0),
        0,
      ),
      ...compared(precedent, question, shared),
    }))
    .sort((a, b) => b.score - a.score || (a.precedent.id < b.precedent.id ? -1 : 1))
    .slice(0, most)
    .map(({ precedent, same, differs }) => ({ precedent, same, differs }));
}

type Shared = Readonly<Record<keyof typeof WEIGHTS, boolean>>;

function sharedWith(precedent: Precedent, question: PrecedentQuestion): Shared {
  const { vector, transgene, organ, route } = question;
  return {
    transgene: transgene !== null && precedent.transgenes.includes(transgene),
    organ: organ !== null && precedent.organs.includes(organ),
    vector: vector !== null && precedent.vector === vector,
    route: route !== null && precedent.route === route,
  };
}

function compared(
  precedent: Precedent,
  { vector, transgene, organ, route }: PrecedentQuestion,
  shared: Shared,
): { readonly same: readonly string[]; readonly differs: readonly string[] } {
  const same: string[] = [];
  const differs: string[] = [];
  const rows: readonly (readonly [boolean, string, string | null, string])[] = [
    [shared.vector, 'vector', vector, precedent.vectorName],
    [shared.transgene, 'payload', transgene, precedent.transgenes.join(' + ') || 'none of its own'],
    [
      shared.organ,
      'organ',
      organ === null ? null : tissueName(organ),
      precedent.organs.map(tissueName).join(', ') || 'any',
    ],
    [shared.route, 'route', route, precedent.route ?? 'not read'],
  ];
  for (const [isSame, what, here, there] of rows) {
    if (isSame) same.push(`${what}: ${there}`);
    else differs.push(`${what}: ${there} there, ${here ?? 'not chosen'} here`);
  }
  const others = precedent.transgenes.filter((gene) => gene !== transgene);
  if (shared.transgene && others.length > 0) differs.push(`it carries ${others.join(' and ')} too`);
  return { same, differs };
}
