import { describe, expect, it } from 'vitest';

import { openPartsLibrary } from '../../engines/constructs/parts-library.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { editorFits } from './editor-fit.js';
import type { DesignAims } from './gene-editing-design.js';

const parts = openPartsLibrary(await openPackStore().load('construct-parts'));

const designed = (...items: object[]) => ({ kind: 'designed', items });
const none = { kind: 'not-possible', because: 'of the test' };

function fitsOf(aims: object) {
  const all = {
    knockOutMutant: none,
    baseEdit: none,
    primeEdit: none,
    repair: none,
    knockOutGene: none,
    guidePairs: none,
    ...aims,
  };
  return editorFits(all as unknown as DesignAims, parts);
}

describe('editorFits', () => {
  it('counts each editor with EFS, a synthetic poly(A), U6 and its guide into 4,710 bp', () => {
    // By hand: 231 + 49 + 241 + 96 = 617 bp beside the coding bases; 5,000 less two ITRs of 145 are 4,710.
    const fits = fitsOf({
      knockOutMutant: designed(
        { nuclease: 'sacas9' },
        { nuclease: 'ascas12a' },
        { nuclease: 'spcas9' },
      ),
    });
    expect(fits.map(({ editor, codingBp, vectors }) => [editor, codingBp, vectors])).toEqual([
      ['sacas9', 3 * 1_054, 1],
      ['ascas12a', 3 * 1_308, 1],
      ['spcas9', 3 * 1_369, 2],
    ]);
    expect(fits.map(({ because }) => because.value)).toEqual([
      expect.stringMatching(/takes 3779 bp .*titre is not known to suffer up to 4410$/),
      expect.stringMatching(/takes 4541 bp .*above 4410 titre may suffer$/),
      expect.stringMatching(/takes 4724 bp of the 4710 .*the guide goes into a second AAV$/),
    ]);
    for (const { because } of fits) expect(because.sources.length).toBeGreaterThan(1);
  });

  it('splits what is larger than its nuclease, and does not guess how much larger', () => {
    const fits = fitsOf({
      baseEdit: designed(
        { editor: 'be4max', editorTitle: 'BE4max' },
        { editor: 'sabe3', editorTitle: 'SaBE3' },
      ),
      primeEdit: designed({ nickase: 'spcas9', nickaseTitle: 'SpCas9' }),
      knockOutGene: designed({}),
    });
    expect(fits.map(({ editor, isLeast, vectors }) => [editor, isLeast, vectors])).toEqual([
      ['be4max', true, 2],
      ['sabe3', true, null],
      ['prime-spcas9', true, 2],
      ['spcas9', false, 2],
    ]);
    expect(fits[0]?.because.value).toContain('inteins');
    expect(fits[1]?.because.value).toContain('no source that was read states');
  });

  it('says nothing for a design without an editor', () => {
    expect(fitsOf({})).toEqual([]);
  });
});
