import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { otherStrand } from '../../../core/iupac.js';
import { openPackStore } from '../../../platform/node/pack-store.js';
import { translateCodons } from '../../genome/consequence/codons.js';
import {
  CODON_USAGE_PACK_ID,
  codonUsage,
  type CodonUsage,
  decodeCodonUsage,
} from '../../rna/codon-usage.js';
import { forbiddenSites } from '../../rna/constraints.js';
import { longestCommon, optimiseCodingSequence } from './optimise-coding-sequence.js';
import { LIKELY_SPLICE_SITES, spliceSites } from './splice-sites.js';

/** Fragment of human TP53 (Swiss-Prot P04637), residues 1-60. */
const P53_START = 'MEEPQSDPSVEPPLSQETFSDLWKLLPENNVLSPLPSQAMDDLMLSPDDIEQWFTEDPGP';

const protein = (minLength: number, maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom(...'ACDEFGHIKLMNPQRSTVWY'), minLength, maxLength })
    .map((residues) => `M${residues}`);

let usage: CodonUsage;

describe('optimiseCodingSequence', () => {
  beforeAll(async () => {
    usage = decodeCodonUsage(await openPackStore().load(CODON_USAGE_PACK_ID));
  });

  it('codes for the protein, whatever it is, and says truly whether each demand is met', () => {
    fc.assert(
      fc.property(protein(5, 80), protein(5, 30), (residues, other) => {
        const native = optimiseCodingSequence(other + residues, { usage }).sequence;
        const design = optimiseCodingSequence(residues, {
          usage,
          differentFrom: [{ name: 'the native one', sequence: native, longestShared: 12 }],
        });
        const { sequence, demands } = design;
        expect(translateCodons(sequence, 1)).toBe(residues);
        const met = (name: string): boolean | undefined =>
          demands.find((demand) => demand.name.startsWith(name))?.met;
        const strands = [sequence, otherStrand(sequence)];
        expect(met('no BsaI')).toBe(!strands.some((strand) => strand.includes('GGTCTC')));
        expect(met('no polyA-AATAAA')).toBe(!sequence.includes('AATAAA'));
        expect(met('no run over 6')).toBe(!/A{7}|C{7}|G{7}|T{7}/.test(sequence));
        expect(met('no splice')).toBe(
          spliceSites(sequence, LIKELY_SPLICE_SITES).every(
            ({ joint0 }) => joint0 <= 0 || joint0 >= sequence.length,
          ),
        );
        const shared = native
          .split('')
          .some(
            (_, at) => at + 12 <= native.length && sequence.includes(native.slice(at, at + 12)),
          );
        expect(met('no 12 bases in a row')).toBe(!shared);
        const firstMet = demands.findIndex((demand) => demand.met);
        expect(firstMet < 0 || demands.slice(firstMet).every((demand) => demand.met)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('finds the least cost where every design is tried', () => {
    // All 2 x 4 x 3 x 6 = 144 designs of F, A, I, L are scored by hand.
    const { codonsOf } = usage;
    const residues = 'MFAIL';
    const codons = [...residues].map((residue) => codonsOf.get(residue) ?? []);
    let designs: readonly { sequence: string; cost: number }[] = [{ sequence: '', cost: 0 }];
    for (const choices of codons)
      designs = designs.flatMap(({ sequence, cost }) =>
        choices.map(({ codon, loss }) => ({
          sequence: sequence + codon.replaceAll('U', 'T'),
          cost: cost + loss,
        })),
      );
    const cheapest = designs
      .map(({ sequence, cost }) => ({
        sequence,
        cost: cost + 3 * (sequence.split('CG').length - 1),
      }))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    const design = optimiseCodingSequence(residues, { usage, cpgCost: 3 });
    expect(design.sequence).toBe(cheapest.sequence);
  });

  it('takes the most used codon of each residue where nothing else is asked', () => {
    const design = optimiseCodingSequence(P53_START, {
      usage,
      cpgCost: 0,
      splice: null,
      forbiddenSites: [],
      longestRun: 30,
      gcWindow: null,
      shortestRepeat: null,
    });
    expect(design.cai).toBeCloseTo(1, 9);
  });

  it('gives up codons for fewer CGs', () => {
    const free = optimiseCodingSequence(P53_START, { usage, cpgCost: 0 });
    const without = optimiseCodingSequence(P53_START, { usage, cpgCost: 4 });
    expect(without.cpgCount).toBeLessThan(free.cpgCount + 1);
    expect(without.cpgCount).toBe(0);
  });

  it('says what cannot be met, first', () => {
    // Twelve methionines have one coding sequence: ATG x 12 repeats itself.
    const { demands, sequence } = optimiseCodingSequence('M'.repeat(12), { usage });
    expect(sequence).toBe('ATG'.repeat(12));
    expect(demands[0]).toMatchObject({ name: 'no repeat of 16 or more', met: false });
    // W and M alone: the sequence that must not be shared is the only one.
    const only = optimiseCodingSequence('MWWMWW', {
      usage,
      differentFrom: [{ name: 'the target', sequence: 'ATGTGGTGGATGTGGTGG', longestShared: 12 }],
    });
    expect(only.demands.find(({ name }) => name.includes('the target'))).toEqual({
      name: 'no 12 bases in a row as in the target',
      met: false,
      found: 'longest stretch in common: 18 bases, at 1',
    });
  });

  it('minds what stands on either side', () => {
    const hindIII = { usage, forbiddenSites: forbiddenSites(['HindIII']) };
    // AAG is the more used codon of K; before CTT it would make AAGCTT.
    expect(optimiseCodingSequence('MWK', hindIII).sequence).toBe('ATGTGGAAG');
    expect(optimiseCodingSequence('MWK', { ...hindIII, behind: 'CTT' }).sequence).toBe('ATGTGGAAA');
    // Each codon of G starts with G: NcoI's CCATGG over the joint cannot be kept out.
    const [first] = optimiseCodingSequence('MGW', {
      usage,
      before: 'ACC',
      forbiddenSites: forbiddenSites(['CCATGG']),
    }).demands;
    expect(first).toEqual({ name: 'no CCATGG', met: false, found: 'CCATGG at 1' });
  });

  it('refuses what is no protein', () => {
    expect(() => optimiseCodingSequence('MK*L', { usage })).toThrow('residue 3 is a stop');
    expect(() => optimiseCodingSequence('MKXL', { usage })).toThrow('X: any residue');
    expect(() => optimiseCodingSequence('', { usage })).toThrow('no residues');
    expect(() => optimiseCodingSequence('MKL', { usage, beam: 0 })).toThrow('0 partial designs');
    expect(() =>
      optimiseCodingSequence('MKL', {
        usage,
        differentFrom: [{ name: 'an RNA', sequence: 'AUG', longestShared: 12 }],
      }),
    ).toThrow('this is RNA');
  });

  it('never uses a codon that the table never uses', () => {
    const bases = [...'ACGU'];
    const shares = new Map<string, number>(
      bases.flatMap((a) =>
        bases.flatMap((b) => bases.map((c) => [a + b + c, c === 'G' ? 0 : 0.5] as const)),
      ),
    );
    shares.set('AUG', 1).set('UGG', 1);
    const strict = codonUsage('no G at the end', shares);
    const { sequence } = optimiseCodingSequence('MKLPQEV', { usage: strict });
    expect(translateCodons(sequence, 1)).toBe('MKLPQEV');
    for (let at = 3; at < sequence.length; at += 3) expect(sequence[at + 2]).not.toBe('G');
  });
});

describe('longestCommon', () => {
  it('finds the longest stretch in common', () => {
    expect(longestCommon('AACGTACC', 'TTCGTATT')).toEqual({ length: 4, start0: 2 });
    expect(longestCommon('AAAA', 'CCCC')).toEqual({ length: 0, start0: 0 });
  });
});
