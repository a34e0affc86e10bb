import { describe, expect, it } from 'vitest';

import { nearestPrecedents } from './nearest-precedents.js';

describe('nearest precedents', () => {
  it('finds nadofaragene firadenovec for interferon alfa by Ad5 in the bladder, the same in all four', () => {
    const [first] = nearestPrecedents({
      vector: 'ad5-e1e3',
      transgene: 'IFNA2',
      organ: 'bladder',
      route: 'intravesical',
    });
    expect(first?.precedent.id).toBe('adstiladrin');
    expect(first?.same).toHaveLength(4);
    expect(first?.differs).toEqual([]);
  });

  it('tells what differs: organ and route of the same gene in the same vector', () => {
    const [first] = nearestPrecedents({
      vector: 'ad5-e1e3',
      transgene: 'IFNA2',
      organ: 'prostate',
      route: 'intratumoural',
    });
    expect(first?.precedent.id).toBe('adstiladrin');
    expect(first?.differs).toEqual([
      'organ: Bladder/Urinary Tract there, Prostate here',
      'route: intravesical there, intratumoural here',
    ]);
  });

  it('names what else a precedent carried', () => {
    const found = nearestPrecedents({
      vector: null,
      transgene: 'yCD',
      organ: 'prostate',
      route: null,
    });
    expect(found[0]?.precedent.id).toBe('ad5-ycd-tk-il12');
    expect(found[0]?.differs).toContain('it carries HSV-TK and IL12 too');
  });

  it('finds the same gene elsewhere, and the same vector in the organ, but not the organ alone', () => {
    const ids = nearestPrecedents(
      { vector: 'ad5-e1e3', transgene: 'TP53', organ: 'lung', route: null },
      9,
    ).map(({ precedent }) => precedent.id);
    expect(ids).toContain('gendicine');
    expect(ids).toContain('can-2409-lung');
    expect(ids).not.toContain('reqorsa');
  });

  it('finds none for what nobody was given', () => {
    expect(
      nearestPrecedents({ vector: 'aav9', transgene: 'NOSUCH', organ: 'penis', route: null }),
    ).toEqual([]);
  });
});
