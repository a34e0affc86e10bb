import { beforeAll, describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import { openPartsLibrary, type PartsLibrary } from '../constructs/parts-library.js';
import { type HairpinBackbone, hairpinBackbone, shrnaHairpin } from './shrna-hairpin.js';

/**
 * 97-mers that others wrote down, with the bases they are aimed at: a reference hairpin in the backbone of SGEP (Addgene
 * 111170), the ARTi hairpin 6588, one against Sf3a2 of the mouse, and a control.
 */
const ORDERED = [
  [
    'TAGGAATTATAATGCTTATCTA',
    'TGCTGTTGACAGTGAGCGCAGGAATTATAATGCTTATCTATAGTGAAGCCACAGATGTATAGATAAGCATTATAATTCCTATGCCTACTGCCTCGGA',
  ],
  [
    'TCCGGATGAAGTTTATATCGAA',
    'TGCTGTTGACAGTGAGCGCCCGGATGAAGTTTATATCGAATAGTGAAGCCACAGATGTATTCGATATAAACTTCATCCGGATGCCTACTGCCTCGGA',
  ],
  [
    'TGGAGGTGAAGAAGTTTGTGAA',
    'TGCTGTTGACAGTGAGCGCGGAGGTGAAGAAGTTTGTGAATAGTGAAGCCACAGATGTATTCACAAACTTCTTCACCTCCATGCCTACTGCCTCGGA',
  ],
  [
    'CTCTCGCTTGGGCGAGAGTAAG',
    'TGCTGTTGACAGTGAGCGATCTCGCTTGGGCGAGAGTAAGTAGTGAAGCCACAGATGTACTTACTCTCGCCCAAGCGAGAGTGCCTACTGCCTCGGA',
  ],
] as const;

describe('a hairpin in the miR-E backbone', () => {
  let library: PartsLibrary;
  let backbone: HairpinBackbone;
  beforeAll(async () => {
    library = openPartsLibrary(await openPackStore().load('construct-parts'));
    const found = hairpinBackbone(library);
    if ('reason' in found) throw new Error(found.reason);
    backbone = found;
  });

  it.each(ORDERED)('against %s is the oligonucleotide that others ordered', (site, oligo) => {
    const hairpin = shrnaHairpin(site, backbone);
    expect(hairpin.oligo).toBe(oligo);
    expect(hairpin.oligo).toHaveLength(97);
    expect(hairpin.cassette).toContain(hairpin.passenger);
  });

  it('is not made where the library lacks a part, which is named', () => {
    const without = { ...library, parts: library.parts.filter(({ id }) => id !== 'mir30-loop') };
    expect(hairpinBackbone(without)).toEqual({
      reason: 'the parts library has no mir30-loop: no record at hand backs it',
    });
  });
});
