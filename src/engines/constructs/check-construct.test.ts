import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { assembleConstruct } from './assemble-construct.js';
import { checkConstruct, type ConstructLimits } from './check-construct.js';
import {
  gcFraction,
  gcWindows,
  homopolymerRuns,
  openReadingFrames,
  readingFrameProblems,
} from './sequence-checks.js';

const LIMITS: ConstructLimits = {
  forbidden: [{ name: 'BspQI', site: 'GCTCTTC', strands: 'both' }],
  longestRun: 5,
  gc: { window: 10, lowest: 0, highest: 0.9 },
  allowedIn: new Set(['polyA_sequence', 'restriction_site']),
};

describe('checkConstruct', () => {
  it('tells every limit that is not met, and lets on purpose what its role allows', () => {
    const made = assembleConstruct({
      id: 't',
      name: 't',
      description: '',
      alphabet: 'DNA',
      topology: 'linear',
      segments: [
        { kind: 'free', sequence: 'GAAGAGCTTTTTT', label: 'bad', role: 'region' },
        { kind: 'free', sequence: 'ATGTAAGCAT', label: 'orf', role: 'CDS' },
        { kind: 'free', sequence: 'GCGCGCGCGCGC', label: 'gc', role: 'region' },
        { kind: 'free', sequence: 'AAAAAAAAAA', label: 'tail', role: 'polyA_sequence' },
        { kind: 'free', sequence: 'TGAAGAGC', label: 'cut', role: 'restriction_site' },
      ],
    });
    expect(checkConstruct(made, LIMITS).map(({ check, message }) => [check, message])).toEqual([
      ['forbidden-site', 'BspQI at 1, other strand'],
      ['homopolymer', '6 T in a row at 8'],
      ['gc-window', 'GC too high at 24-35: 100 % in 10 nt'],
      ['reading-frame', 'orf: 1 bases over a whole number of codons'],
      ['reading-frame', 'orf: ends with GCA, not a stop codon'],
      ['reading-frame', 'orf: stop codon at residue 2'],
    ]);
  });
});

describe('sequence checks', () => {
  it('counts runs and GC as by hand', () => {
    expect(homopolymerRuns('AAACCGGGG', 3)).toEqual([
      { letter: 'A', start0: 0, end0: 3 },
      { letter: 'G', start0: 5, end0: 9 },
    ]);
    expect(gcFraction('ACGT')).toBe(0.5);
    expect(gcFraction('')).toBeNull();
  });

  it('joins neighbouring windows, and finds none that a plain count would not', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[ACGT]{1,60}$/),
        fc.integer({ min: 1, max: 12 }),
        (sequence, window) => {
          const size = Math.min(window, sequence.length);
          const inside = new Set<number>();
          for (const { start0, end0 } of gcWindows(sequence, {
            window,
            lowest: 0.3,
            highest: 0.7,
          })) {
            for (let at = start0; at + size <= end0; at++) inside.add(at);
          }
          for (let at = 0; at + size <= sequence.length; at++) {
            const share = gcFraction(sequence.slice(at, at + size)) as number;
            expect(inside.has(at)).toBe(share < 0.3 || share > 0.7);
          }
        },
      ),
    );
  });

  it('reads frames as by hand', () => {
    expect(openReadingFrames('CATGGCATAACATGTAG', 1)).toEqual([
      { frame: 1, start0: 1, end0: 10, protein: 'MA' },
      { frame: 2, start0: 11, end0: 17, protein: 'M' },
    ]);
    expect(openReadingFrames('ATGGCAGCA', 1)).toEqual([]);
    expect(readingFrameProblems('ATGGCATAATGA')).toEqual([]);
    expect(readingFrameProblems('AUGGCAUAA')).toEqual([]);
    expect(readingFrameProblems('CTGTAAGCA')).toEqual([
      { kind: 'no start', codon: 'CTG' },
      { kind: 'no stop', codon: 'GCA' },
      { kind: 'internal stop', residue1: 2 },
    ]);
    expect(readingFrameProblems('ATGNNATAA')).toEqual([{ kind: 'unknown letter', residue1: 2 }]);
  });
});
