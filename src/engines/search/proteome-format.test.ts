import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { PackError } from '../../core/errors.js';
import {
  decodeProteome,
  encodeProteome,
  lettersAt,
  type ProteinRecord,
} from './proteome-format.js';

const proteins = fc.array(
  fc.record({
    accession: fc.stringMatching(/^[A-Z0-9]{6}$/),
    gene: fc.stringMatching(/^[A-Z0-9-]{1,10}$/),
    sequence: fc.stringMatching(/^[ACDEFGHIKLMNPQRSTVWYUX]{1,40}$/),
  }),
  { maxLength: 8 },
);

function decoded(bytes: Uint8Array): readonly ProteinRecord[] {
  const proteome = decodeProteome(bytes);
  return proteome.proteins.map(({ accession, gene, start0, length }) => ({
    accession,
    gene,
    sequence: lettersAt(proteome, start0, length),
  }));
}

describe('the proteome format', () => {
  it('gives back every protein, unusual residues included', () => {
    fc.assert(
      fc.property(proteins, (proteins) => {
        expect(decoded(encodeProteome(proteins))).toEqual(proteins);
      }),
      { numRuns: 1_000, seed: 20_260_102 },
    );
  });

  it('reads bytes that lie anywhere in a larger buffer', () => {
    const protein = { accession: 'P00001', gene: 'TOY', sequence: 'MKTUAYX' };
    const bytes = encodeProteome([protein]);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decoded(shifted.subarray(3))).toEqual([protein]);
  });

  it('packs residues as documented: three in 13 bits, the first one lowest', () => {
    // W = 18, Y = 19, A = 0: 18 + 20 x 19 + 400 x 0 = 398 = 0x18e, in two bytes, lowest first.
    const bytes = encodeProteome([{ accession: 'P00001', gene: 'TOY', sequence: 'WYA' }]);
    expect([...bytes.subarray(-4)]).toEqual([0x8e, 0x01, 0, 0]);
  });

  it('refuses another format', () => {
    expect(() => decodeProteome(new TextEncoder().encode('OSPROT9\n0000'))).toThrow(PackError);
    expect(() => decodeProteome(new Uint8Array(0))).toThrow(PackError);
  });
});
