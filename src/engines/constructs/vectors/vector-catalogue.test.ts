import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { PRECEDENTS } from './precedents.js';
import { TO_VERIFY } from './to-verify.js';
import { insertCapacity } from './vector-fit.js';
import { vectorById, VECTORS } from './vector-catalogue.js';

/** Every `{ value, sources }` in a tree. */
function citedIn(
  node: unknown,
): readonly { readonly value: unknown; readonly sources: readonly object[] }[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'value' in node && 'sources' in node ? [node as never] : [];
  return [...own, ...Object.values(node).flatMap(citedIn)];
}

describe('the vector catalogue', () => {
  it('names every vector once', () => {
    const ids = VECTORS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(vectorById('ad5-e1e3')?.name).toBe('adenovirus 5, E1 and E3 deleted');
    expect(vectorById('no-such')).toBeNull();
  });

  it('cites each value from something that can be looked up', () => {
    for (const [of, tree] of [
      ['vectors', VECTORS],
      ['precedents', PRECEDENTS],
    ] as const) {
      const values = citedIn(tree);
      expect(values.length).toBeGreaterThan(50);
      const unsourced = values.filter(
        ({ sources }) =>
          sources.length === 0 ||
          sources.some(
            (source) => !['doi', 'pmid', 'url', 'accession'].some((key) => key in source),
          ),
      );
      expect([of, unsourced]).toEqual([of, []]);
    }
  });

  it('puts no soft limit over a hard one and leaves room for an insert', () => {
    const wrong = VECTORS.filter((vector) => {
      const { softBp, hardBp } = insertCapacity(vector);
      return (
        (softBp !== null && softBp <= 0) || (softBp !== null && hardBp !== null && hardBp < softBp)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('gives two ITRs of 145 bp to AAV, as in NC_001401.2 (1-145 and 4535-4679)', () => {
    expect(vectorById('aav9')?.packaging.ownBp?.value).toBe(145 + (4_679 - 4_535 + 1));
  });

  it('has precedents in the order of their ids, of vectors that it holds', () => {
    const ids = PRECEDENTS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    const unknown = PRECEDENTS.filter(
      ({ vector }) => vector !== null && vectorById(vector) === null,
    );
    expect(unknown).toEqual([]);
  });

  it('tells in the manual all that is still to be verified', () => {
    const page = readFileSync(
      new URL('../../../../docs/science/vectors.md', import.meta.url),
      'utf8',
    );
    for (const { of, value } of TO_VERIFY) {
      expect(page).toContain(of);
      expect(page).toContain(value);
    }
  });
});
