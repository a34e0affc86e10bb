import { describe, expect, it } from 'vitest';

import type { PartRoleName } from '../part-roles.js';
import type { AnnotationHit } from './annotation-hit.js';
import { matchKind } from './annotation-hit.js';
import { resolveOverlaps } from './resolve-overlaps.js';

interface Given {
  readonly name: string;
  readonly start0: number;
  readonly length: number;
  readonly role?: PartRoleName;
  readonly identity?: number;
  readonly coverage?: number;
  readonly isComposite?: boolean;
}

function hit({
  name,
  start0,
  length,
  role = 'promoter',
  identity = 1,
  coverage = 1,
  isComposite = false,
}: Given): AnnotationHit {
  return {
    entry: {
      id: name,
      kind: 'record',
      name,
      role,
      accession: name,
      record: name,
      alphabet: 'DNA',
      sequence: '',
      protein: null,
      isComposite,
    },
    level: 'DNA',
    strand: 1,
    start0,
    length,
    matches: Math.round(identity * length),
    identity,
    coverage,
    expected: 0,
  };
}

function names(hits: readonly Given[], length = 1_000): readonly string[] {
  return resolveOverlaps(hits.map(hit), length).map(({ hit: kept }) => kept.entry.name);
}

describe('resolveOverlaps', () => {
  it('keeps the better of two at one place, and names the other beside it', () => {
    const [kept, ...rest] = resolveOverlaps(
      [
        hit({ name: 'worse', start0: 100, length: 200, identity: 0.95 }),
        hit({ name: 'better', start0: 110, length: 190 }),
      ],
      1_000,
    );
    expect(rest).toEqual([]);
    expect(kept?.hit.entry.name).toBe('better');
    expect(kept?.alternatives).toEqual(['worse']);
  });

  it('keeps what lies inside another only where its role is another', () => {
    const promoter = { name: 'promoter', start0: 0, length: 300 };
    const inside = { start0: 50, length: 60 };
    expect(names([promoter, { ...inside, name: 'variant' }])).toEqual(['promoter']);
    expect(names([promoter, { ...inside, name: 'origin', role: 'origin_of_replication' }])).toEqual(
      ['promoter', 'origin'],
    );
  });

  it('names the pieces of a composite beside it', () => {
    expect(
      names([
        { name: 'whole', start0: 0, length: 300, isComposite: true },
        { name: 'piece', start0: 200, length: 100 },
      ]),
    ).toEqual(['whole', 'piece']);
  });

  it('drops a fragment half of which lies in better hits, also in several', () => {
    const fragment = {
      name: 'fragment',
      start0: 80,
      length: 100,
      coverage: 0.3,
      role: 'CDS' as const,
    };
    expect(names([fragment])).toEqual(['fragment']);
    expect(names([fragment, { name: 'a', start0: 60, length: 60 }])).toEqual(['a', 'fragment']);
    expect(
      names([
        fragment,
        { name: 'a', start0: 60, length: 50 },
        { name: 'b', start0: 150, length: 60 },
      ]),
    ).toEqual(['a', 'b']);
  });

  it('sees overlaps over the origin of a circle', () => {
    expect(
      names([
        { name: 'over', start0: 900, length: 200 },
        { name: 'variant', start0: 20, length: 60 },
        { name: 'apart', start0: 300, length: 60 },
      ]),
    ).toEqual(['apart', 'over']);
  });

  it('does not depend on the order in which hits come', () => {
    const hits = [
      { name: 'a', start0: 0, length: 100 },
      { name: 'b', start0: 5, length: 100 },
      { name: 'c', start0: 50, length: 120, coverage: 0.5 },
      { name: 'd', start0: 400, length: 80, role: 'CDS' as const },
    ];
    expect(names(hits.toReversed())).toEqual(names(hits));
  });
});

describe('matchKind', () => {
  it.each([
    [1, 1, 'exact'],
    [0.999, 1, 'near'],
    [1, 0.95, 'near'],
    [0.9, 0.95, 'near'],
    [1, 0.949, 'fragment'],
    [0.899, 1, 'related'],
    [0.8, 0.3, 'related'],
  ] as const)('of identity %f and coverage %f is %s', (identity, coverage, kind) => {
    expect(matchKind(hit({ name: 'x', start0: 0, length: 10, identity, coverage }))).toBe(kind);
  });
});
