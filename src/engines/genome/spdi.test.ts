import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { contextualSpdi, parseSpdi, printSpdi } from './spdi.js';

const fetchOf =
  (genome: string) =>
  (start0: number, end0: number): string =>
    genome.slice(Math.max(0, start0), end0);

describe('contextualSpdi', () => {
  it('widens a deletion over the repeat it lies in', () => {
    //         0123456789
    const genome = 'AATGTGTGCC';
    const spdi = contextualSpdi(
      'NC_1.1',
      { start0: 4, reference: 'TG', alternate: '' },
      fetchOf(genome),
    );
    expect(printSpdi(spdi)).toBe('NC_1.1:2:TGTGTG:TGTG');
  });

  it('drops the bases that a VCF record shares', () => {
    const genome = 'AATGTGTGCC';
    expect(
      printSpdi(
        contextualSpdi(
          'NC_1.1',
          { start0: 0, reference: 'AATG', alternate: 'AACG' },
          fetchOf(genome),
        ),
      ),
    ).toBe('NC_1.1:2:T:C');
  });

  it('is the same for every way to write a change, and its two alleles give that change', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('A', 'C', 'AC'), minLength: 2, maxLength: 40 }),
        fc.nat({ max: 40 }),
        fc.nat({ max: 5 }),
        fc.string({ unit: fc.constantFrom('A', 'C'), maxLength: 5 }),
        (genome, place, removed, alternate) => {
          const start0 = Math.min(place, genome.length);
          const end0 = Math.min(genome.length, start0 + removed);
          const result = genome.slice(0, start0) + alternate + genome.slice(end0);
          if (result === genome) return;
          const spdi = contextualSpdi(
            'NC_1.1',
            { start0, reference: genome.slice(start0, end0), alternate },
            fetchOf(genome),
          );
          const { position0, deletion, insertion } = spdi;
          expect(genome.slice(position0, position0 + deletion.length)).toBe(deletion);
          expect(
            genome.slice(0, position0) + insertion + genome.slice(position0 + deletion.length),
          ).toBe(result);
          const grown = result.length - genome.length;
          if (grown === 0) return;
          for (let at = 0; at + Math.max(0, -grown) <= genome.length; at++) {
            const reference = genome.slice(at, at + Math.max(0, -grown));
            const added = result.slice(at, at + Math.max(0, grown));
            if (genome.slice(0, at) + added + genome.slice(at + reference.length) !== result)
              continue;
            const same = { start0: at, reference, alternate: added };
            expect(contextualSpdi('NC_1.1', same, fetchOf(genome))).toEqual(spdi);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('parseSpdi', () => {
  it('reads back what is printed', () => {
    for (const text of ['NC_000017.11:7674219:C:T', 'NC_1.1:2:TGTGTG:TGTG', 'NC_1.1:0::A']) {
      expect(printSpdi(parseSpdi(text))).toBe(text);
    }
  });

  it('refuses other text with an example', () => {
    expect(() => parseSpdi('chr1 5 A T')).toThrow('is not an SPDI');
  });
});
