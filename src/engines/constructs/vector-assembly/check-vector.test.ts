import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import { otherStrand } from '../../../core/iupac.js';
import { openPackStore } from '../../../platform/node/pack-store.js';
import { CODON_USAGE_PACK_ID, type CodonUsage, decodeCodonUsage } from '../../rna/codon-usage.js';
import { openPartsLibrary, type PartsLibrary } from '../parts-library.js';
import { assembleVector } from './assemble-vector.js';
import type { AssembledVector } from './assembled-vector.js';
import { checkVector } from './check-vector.js';
import { directRepeats } from './direct-repeats.js';
import { itrFold } from './itr-fold.js';
import { codingCassette, vectorPlan } from './vector.fixture.js';
import type { VectorCheck, VectorCheckId } from './vector-check.js';
import type { BackbonePlan, CassettePlan, FreeElement } from './vector-plan.js';

let library: PartsLibrary;
let usage: CodonUsage;
let tusc2: Extract<CassettePlan, { kind: 'coding' }>;

const AAV: BackbonePlan = { kind: 'aav', genome: 'single-stranded' };
const LENTIVIRUS: BackbonePlan = { kind: 'lentiviral' };

function free(sequence: string): FreeElement {
  return { kind: 'free', label: 'spacer', role: 'region', sequence };
}

function vectorOf(backbone: BackbonePlan, ...cassettes: readonly CassettePlan[]): AssembledVector {
  return assembleVector(vectorPlan(backbone, cassettes, { oversize: 'check' }), { library });
}

function checkOf(vector: AssembledVector, id: VectorCheckId): VectorCheck {
  const found = checkVector(vector, { library }).find((check) => check.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
}

/** The vector with bases of its construct exchanged, as if something had gone wrong. */
function damaged(vector: AssembledVector, at: number, bases: string): AssembledVector {
  const { sequence } = vector.construct;
  return {
    ...vector,
    construct: {
      ...vector.construct,
      sequence: sequence.slice(0, at) + bases + sequence.slice(at + bases.length),
    },
  };
}

describe('checkVector', () => {
  beforeAll(async () => {
    const store = openPackStore();
    usage = decodeCodonUsage(await store.load(CODON_USAGE_PACK_ID));
    library = openPartsLibrary(await store.load('construct-parts'));
    tusc2 = codingCassette(library, usage, 'protein-tusc2');
  });

  it('tells what failed first, then warnings, and gives each a reason', () => {
    const checks = checkVector(vectorOf(LENTIVIRUS, tusc2), { library });
    const order = checks.map(({ verdict }) => ['fail', 'warn', 'pass'].indexOf(verdict));
    expect(order).toEqual([...order].sort());
    expect(checks[0]?.verdict).toBe('fail');
    expect(checks.every(({ reason }) => reason !== '')).toBe(true);
  });

  it('passes an AAV with one cassette, but for what its parts bring', () => {
    const checks = checkVector(vectorOf(AAV, tusc2), { library });
    expect(checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });

  it('sees a frame that was broken behind the plan', () => {
    const vector = vectorOf(AAV, tusc2);
    const frame = vector.transcripts[0]?.frames[0];
    if (frame === undefined) throw new Error('no frame');
    expect(checkOf(vector, 'coding-frame').verdict).toBe('pass');
    const stopped = damaged(vector, frame.start0 + 30, 'TAA');
    expect(checkOf(stopped, 'coding-frame')).toMatchObject({
      verdict: 'fail',
      reason: 'TUSC2: internal stop',
    });
    const changed = damaged(vector, frame.start0 + 30, 'TGG');
    expect(checkOf(changed, 'coding-frame').reason).toBe(
      'TUSC2: reads another protein than planned',
    );
  });

  it('judges the start by the bases at -3 and +4, and finds an ATG before it', () => {
    expect(checkOf(vectorOf(AAV, tusc2), 'start-context').reason).toContain('strong (GCCACCATGG)');
    const weak = vectorOf(AAV, { ...tusc2, kozak: { ...free('GCCTCC'), role: 'kozak_sequence' } });
    // T at -3; TUSC2 begins MG, whose G stands at +4.
    expect(checkOf(weak, 'start-context')).toMatchObject({ verdict: 'pass' });
    expect(checkOf(weak, 'start-context').reason).toContain('adequate (GCCTCCATGG)');
    const upstream = vectorOf(AAV, { ...tusc2, fivePrime: [free('CCATGCC')] });
    expect(checkOf(upstream, 'start-context')).toMatchObject({ verdict: 'warn' });
    expect(checkOf(upstream, 'start-context').reason).toContain('1 ATG before it, in bases 3');
  });

  it('finds a strong donor with a strong acceptor behind it, in the direction of the transcript', () => {
    const intronLike = `CAGGTAAGT${'CCTGACTCA'.repeat(8)}${'TTCTTTCTCTTTTCCTTCTT'}CAGGTC`;
    const sense = vectorOf(AAV, { ...tusc2, threePrime: [free(intronLike)] });
    const check = checkOf(sense, 'splice-sites');
    expect(check.verdict).toBe('warn');
    expect(check.reason).toMatch(/protein-tusc2: donor at \d+ .*acceptor at \d+/);
    const antisense = vectorOf(AAV, { ...tusc2, threePrime: [free(otherStrand(intronLike))] });
    expect(checkOf(antisense, 'splice-sites').verdict).toBe('pass');
    // An intron that is meant to be there is none that is cryptic.
    const meant = vectorOf(AAV, {
      ...tusc2,
      intron: { ...free(intronLike), role: 'intron', label: 'toy intron' },
    });
    expect(checkOf(meant, 'splice-sites').verdict).toBe('pass');
    expect(checkOf(meant, 'intron')).toMatchObject({ verdict: 'pass' });
  });

  it('lets an intron stand in a lentivirus only against the genomic RNA, or where it was seen to stay', () => {
    const forward = { ...tusc2, intron: 'intron-beta-globin-human', polyA: null };
    expect(checkOf(vectorOf(LENTIVIRUS, forward), 'intron').verdict).toBe('fail');
    const reverse = { ...forward, orientation: 'reverse' as const, polyA: 'polya-bgh' };
    expect(checkOf(vectorOf(LENTIVIRUS, reverse), 'intron').verdict).toBe('pass');
    const ubc = { ...tusc2, promoter: 'promoter-ubc', polyA: null };
    expect(checkOf(vectorOf(LENTIVIRUS, ubc), 'intron').verdict).toBe('fail');
    const ef1a = { ...tusc2, promoter: 'promoter-ef1a', polyA: null };
    expect(checkOf(vectorOf(LENTIVIRUS, ef1a), 'intron').verdict).toBe('warn');
    expect(checkOf(vectorOf(AAV, ubc), 'intron').verdict).toBe('pass');
  });

  it('wants a poly(A) signal in an AAV, and none in the direction of a lentivirus', () => {
    expect(checkOf(vectorOf(AAV, { ...tusc2, polyA: null }), 'transcript-ends').verdict).toBe(
      'fail',
    );
    expect(checkOf(vectorOf(AAV, tusc2), 'transcript-ends').verdict).toBe('pass');
    const lenti = (changes: Partial<typeof tusc2>): VectorCheck =>
      checkOf(vectorOf(LENTIVIRUS, { ...tusc2, ...changes }), 'transcript-ends');
    expect(lenti({}).verdict).toBe('fail');
    expect(lenti({ polyA: null }).verdict).toBe('pass');
    expect(lenti({ orientation: 'reverse' }).verdict).toBe('pass');
    expect(lenti({ orientation: 'reverse', polyA: null }).verdict).toBe('fail');
    const early = vectorOf(AAV, { ...tusc2, threePrime: [free('GCGCAATAAAGCGC')] });
    expect(checkOf(early, 'transcript-ends')).toMatchObject({ verdict: 'warn' });
  });

  it('stops a small RNA at a run of T', () => {
    const small = (sequence: string): VectorCheck =>
      checkOf(
        vectorOf(AAV, {
          kind: 'small-rna',
          name: 'guide',
          promoter: 'promoter-u6',
          elements: [free(sequence)],
        }),
        'transcript-ends',
      );
    expect(small('GACTGACTTTGACC').verdict).toBe('pass');
    expect(small('GACTGACTTTTGACC').verdict).toBe('warn');
    expect(small('GACTGACTTTTTGACC').verdict).toBe('fail');
  });

  it('finds what a retrovirus would recombine away, but not its own ends', () => {
    const one = { ...tusc2, promoter: 'promoter-pgk', polyA: null };
    expect(checkOf(vectorOf(LENTIVIRUS, one), 'direct-repeats').verdict).toBe('pass');
    // The same promoter and protein twice.
    const twice = checkOf(vectorOf(LENTIVIRUS, one, one), 'direct-repeats');
    expect(twice.verdict).toBe('fail');
    expect(twice.reason).toContain('up to 850 bases');
    const turned = checkOf(
      vectorOf(LENTIVIRUS, one, { ...one, orientation: 'reverse', polyA: 'polya-bgh' }),
      'direct-repeats',
    );
    expect(turned.verdict).toBe('pass');
    expect(checkOf(vectorOf(AAV, tusc2, tusc2), 'direct-repeats').verdict).toBe('warn');
  });

  it('warns of promoters that run into one another', () => {
    const pgk = { ...tusc2, promoter: 'promoter-pgk' };
    const between = (first: CassettePlan, second: CassettePlan): VectorCheck =>
      checkOf(vectorOf(AAV, first, second), 'promoter-interference');
    expect(between(tusc2, pgk).verdict).toBe('pass');
    expect(between({ ...tusc2, polyA: null }, pgk).reason).toContain('has no end before');
    expect(between(tusc2, { ...pgk, orientation: 'reverse' }).reason).toContain(
      'towards each other',
    );
    expect(between({ ...tusc2, orientation: 'reverse' }, pgk).verdict).toBe('pass');
    const turned = vectorOf(LENTIVIRUS, { ...tusc2, orientation: 'reverse' });
    expect(checkOf(turned, 'promoter-interference').reason).toContain('against the genomic RNA');
    const straight = vectorOf(LENTIVIRUS, { ...tusc2, polyA: null });
    expect(checkOf(straight, 'promoter-interference').verdict).toBe('pass');
  });

  it('counts the genome against the limit, and what is left', () => {
    const check = checkOf(vectorOf(AAV, tusc2), 'packaging-size');
    // 145 + 36 + 584 + 6 + 333 + 225 + 42 + 145 of 4,700.
    expect(check).toMatchObject({ verdict: 'pass' });
    expect(check.reason).toContain('1516 bp (ITR to ITR): 3184 bp below the 4700 bp');
    expect(check.sources.length).toBeGreaterThan(0);
    const filler = free('ACGTTGCAAC'.repeat(330));
    const tight = checkOf(vectorOf(AAV, { ...tusc2, threePrime: [filler] }), 'packaging-size');
    // 1,516 + 3,300.
    expect(tight).toMatchObject({ verdict: 'warn' });
    expect(tight.reason).toContain('4816 bp (ITR to ITR): 116 over the 4700 bp');
    const over = checkOf(
      vectorOf(AAV, { ...tusc2, threePrime: [filler, filler] }),
      'packaging-size',
    );
    expect(over).toMatchObject({ verdict: 'fail' });
    expect(over.reason).toContain('3116 over the 5000 bp');
    const folded = checkOf(
      vectorOf({ kind: 'aav', genome: 'self-complementary' }, tusc2),
      'packaging-size',
    );
    // Both strands: 2 x 1,479 - 108.
    expect(folded.reason).toContain('2850 bp (both strands, ITR to ITR)');
  });

  it('sees an ITR that is not whole', () => {
    const vector = vectorOf(AAV, tusc2);
    expect(checkOf(vector, 'itr-integrity')).toMatchObject({ verdict: 'pass' });
    // A deletion in the left C arm, of which bacteria make many: here, other bases.
    const broken = checkOf(damaged(vector, 66, 'TTTTTTTT'), 'itr-integrity');
    expect(broken.verdict).toBe('fail');
    expect(broken.reason).toContain('is not the sequence of its record');
    expect(broken.reason).toContain('1 of the arms');
  });

  it('tells of sites that an enzyme would cut, and fails those that were forbidden', () => {
    const vector = vectorOf(AAV, { ...tusc2, threePrime: [free('GAATTC')] });
    expect(checkOf(vector, 'forbidden-sites').verdict).toBe('pass');
    const forbidden = [{ name: 'EcoRI', site: 'GAATTC', strands: 'both' as const }];
    const check = checkVector(vector, { library }, { forbidden }).find(
      ({ id }) => id === 'forbidden-sites',
    );
    expect(check).toMatchObject({ verdict: 'fail' });
  });

  it('tells of what a maker of DNA would refuse', () => {
    const runs = vectorOf(AAV, { ...tusc2, threePrime: [free(`GC${'A'.repeat(12)}GC`)] });
    expect(checkOf(runs, 'synthesis').reason).toContain('12 A in a row');
    const rich = vectorOf(AAV, { ...tusc2, threePrime: [free('GCC'.repeat(50))] });
    expect(checkOf(rich, 'synthesis').reason).toContain('GC of 100 %');
  });
});

describe('itrFold', () => {
  it('finds the T of AAV2 in both ends, and its loss', () => {
    const left = library.part('itr-aav2-5', 'inverted_terminal_repeat').sequence;
    const right = library.part('itr-aav2-3', 'inverted_terminal_repeat').sequence;
    // Stem of 43 pairs, B and C, 20 bases of D; NC_001401.2.
    const whole = { stemPairs: 43, arms: 2, bindsRep: true, dBases: 20 };
    expect(itrFold(left)).toEqual(whole);
    expect(itrFold(otherStrand(right))).toEqual(whole);
    expect(itrFold(left.slice(17)).stemPairs).toBeLessThan(41);
  });
});

describe('directRepeats', () => {
  it('finds a stretch that stands twice, and only such', () => {
    const dna = fc.string({ unit: fc.constantFrom(...'ACGT'), minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(
        dna,
        dna,
        fc.string({ unit: fc.constantFrom(...'ACGT'), minLength: 12, maxLength: 20 }),
        (a, b, twice) => {
          const sequence = a + twice + b + twice;
          const repeats = directRepeats(sequence, { start0: 0, end0: sequence.length }, 12);
          expect(repeats.length).toBeGreaterThan(0);
          for (const { first, second } of repeats) {
            expect(sequence.slice(first.start0, first.end0)).toBe(
              sequence.slice(second.start0, second.end0),
            );
            expect(first.end0 - first.start0).toBeGreaterThanOrEqual(12);
          }
          const longest = repeats[0];
          if (longest !== undefined)
            expect(longest.first.end0 - longest.first.start0).toBeGreaterThanOrEqual(twice.length);
        },
      ),
    );
    expect(directRepeats('ACGTTGCAACCATGGT', { start0: 0, end0: 16 }, 8)).toEqual([]);
  });
});
