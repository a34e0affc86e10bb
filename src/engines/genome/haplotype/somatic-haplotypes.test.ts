import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../../core/brands.js';
import { translateCodons } from '../consequence/codons.js';
import { reverseComplement } from '../reverse-complement.js';
import type { Transcript } from '../transcript.js';
import type { OriginVariant } from './haplotype-copies.js';
import { somaticHaplotypes } from './somatic-haplotypes.js';

// ATG GGT TCA GAA CTC AAA CGT GTT TAA GGT ACC TGA, one exon from base 101 on:
//  M   G   S   E   L   K   R   V   *
const CDNA = 'ATGGGTTCAGAACTCAAACGTGTTTAAGGTACCTGA';
const START0 = 100;

function transcriptOf(cdna: string, cdsLength: number, strand: 1 | -1 = 1): Transcript {
  return {
    id: 'TX1.1' as TranscriptId,
    geneSymbol: 'TX',
    geneId: null,
    proteinId: null,
    biotype: 'protein_coding',
    canonical: null,
    maneSelect: null,
    transcriptSupportLevel: null,
    chromosome: '1',
    strand,
    exons: [{ start0: START0, end0: START0 + cdna.length }],
    cds: { start0: 0, end0: cdsLength },
    cdsStartFound: true,
    cdsEndFound: true,
    phase: 0,
    geneticCode: 1,
    translationExceptions: [],
    genomeDifferences: [],
    cdna,
    flanks: [{ before: '', after: '' }],
  };
}

const transcript = transcriptOf(CDNA, 27);

function variant(
  origin: 'somatic' | 'germline',
  cdna0: number,
  reference: string,
  alternate: string,
  genotype: string,
  phaseSet: string | null = null,
): OriginVariant {
  return {
    origin,
    variant: { chromosome: '1', start0: START0 + cdna0, reference, alternate },
    alleleNumber: 1,
    genotype: {
      alleles: genotype.split(/[|/]/).map(Number),
      isPhased: genotype.includes('|'),
    },
    phaseSet,
  };
}

describe('somaticHaplotypes', () => {
  it('holds a somatic change against the copy with its germline variant', () => {
    // GAA (E) -> AAA (K) in the germline, AAA -> ACA (T) with the somatic one on the same copy.
    const germline = variant('germline', 9, 'G', 'A', '0|1');
    const somatic = variant('somatic', 10, 'A', 'C', '0|1');
    const [one, ...others] = somaticHaplotypes(transcript, [germline, somatic]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ copy: 1, mutantProtein: 'MGSTLKRV', neighbours: [], doubts: [] });
    expect(one?.changes).toMatchObject([
      {
        variants: [somatic],
        wildtypeProtein: 'MGSKLKRV',
        ending: 'same',
        addedBp: 0,
        groups: [{ firstCodon: 3, wildtypeResidues: 'K', mutantResidues: 'T' }],
        spans: [
          { phased: germline, isMaker: true, start0: 3, end0: 4 },
          { phased: somatic, isMaker: true, start0: 3, end0: 4 },
        ],
      },
    ]);
  });

  it('leaves germline variants of the other copy, and copies without a somatic one, out', () => {
    const proteins = somaticHaplotypes(transcript, [
      variant('germline', 9, 'G', 'A', '1|0'),
      variant('somatic', 10, 'A', 'C', '0|1'),
    ]);
    expect(proteins.map(({ mutantProtein }) => mutantProtein)).toEqual(['MGSALKRV']);
    expect(proteins[0]?.changes[0]?.wildtypeProtein).toBe('MGSELKRV');
  });

  it('joins a homozygous germline variant without any phase', () => {
    const [one, ...others] = somaticHaplotypes(transcript, [
      variant('germline', 9, 'G', 'A', '1/1'),
      variant('somatic', 10, 'A', 'C', '0/1'),
    ]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ mutantProtein: 'MGSTLKRV', neighbours: [] });
    expect(one?.changes[0]?.wildtypeProtein).toBe('MGSKLKRV');
  });

  it('names an unphased neighbour that would change the protein, and no silent one', () => {
    const somatic = variant('somatic', 10, 'A', 'C', '0/1');
    const missense = variant('germline', 15, 'A', 'G', '0/1');
    // CGT -> CGC, Arg both.
    const silent = variant('germline', 20, 'T', 'C', '0/1');
    const [one] = somaticHaplotypes(transcript, [somatic, missense, silent]);
    expect(one?.mutantProtein).toBe('MGSALKRV');
    // c.12 to c.16: four bases lie between.
    expect(one?.neighbours).toEqual([{ phased: missense, of: somatic, distanceBp: 4 }]);
  });

  it('never joins a variant that is set aside', () => {
    const somatic = variant('somatic', 10, 'A', 'C', '0|1');
    const aside = variant('somatic', 9, 'G', 'A', '0|1', 'other');
    const [one] = somaticHaplotypes(transcript, [somatic], [aside]);
    expect(one?.mutantProtein).toBe('MGSALKRV');
    expect(one?.neighbours).toMatchObject([{ phased: aside, distanceBp: 0 }]);
  });

  it('gives both copies of a homozygous somatic variant where a germline one differs', () => {
    const proteins = somaticHaplotypes(transcript, [
      variant('somatic', 10, 'A', 'C', '1/1'),
      variant('germline', 9, 'G', 'A', '0|1'),
    ]);
    expect(
      proteins.map(({ mutantProtein, changes }) => [mutantProtein, changes[0]?.wildtypeProtein]),
    ).toEqual([
      ['MGSTLKRV', 'MGSKLKRV'],
      ['MGSALKRV', 'MGSELKRV'],
    ]);
  });

  it('counts two frameshifts that make up for each other as one change in frame', () => {
    // GGT TCA -> GGT CAG: T deleted, G inserted: S becomes Q.
    const [one] = somaticHaplotypes(transcript, [
      variant('somatic', 6, 'T', '', '0|1'),
      variant('somatic', 9, '', 'G', '0|1'),
    ]);
    expect(one?.mutantProtein).toBe('MGQELKRV');
    expect(one?.changes).toMatchObject([{ ending: 'same', addedBp: 0 }]);
    expect(one?.changes[0]?.groups).toHaveLength(1);
  });

  it('says that a variant behind a new stop of its copy makes nothing', () => {
    // TCA -> TGA, then AAA -> GAA
    const [one] = somaticHaplotypes(transcript, [
      variant('somatic', 7, 'C', 'G', '1|0'),
      variant('somatic', 15, 'A', 'G', '1|0'),
    ]);
    expect(one?.mutantProtein).toBe('MG');
    expect(one?.changes[0]?.ending).toBe('stop-gained');
    expect(one?.changes[0]?.spans.map(({ isMaker }) => isMaker)).toEqual([true, false]);
  });

  it('keeps the somatic one of two that change the same bases', () => {
    const [one] = somaticHaplotypes(transcript, [
      variant('germline', 9, 'GAA', '', '1/1'),
      variant('somatic', 10, 'A', 'C', '0/1'),
    ]);
    expect(one?.mutantProtein).toBe('MGSALKRV');
    expect(one?.doubts).toEqual(['1-110-GAA- changes what 1-111-A-C has changed; it is left out']);
  });

  it('is empty without a somatic variant or a reading frame', () => {
    expect(somaticHaplotypes(transcript, [variant('germline', 9, 'G', 'A', '1/1')])).toEqual([]);
    expect(
      somaticHaplotypes({ ...transcript, cds: null }, [variant('somatic', 9, 'G', 'A', '0|1')]),
    ).toEqual([]);
  });
});

const base = fc.constantFrom('A', 'C', 'G', 'T');
const text = (minLength: number, maxLength: number) =>
  fc.array(base, { minLength, maxLength }).map((bases) => bases.join(''));

interface Edit {
  readonly start0: number;
  readonly removed: number;
  readonly alternate: string;
  readonly origin: 'somatic' | 'germline';
}

/** Edits of the genome behind the start codon, in order and at least a base apart. */
const edits = (length: number, isForward: boolean) =>
  fc
    .array(
      fc.record({
        gap: fc.integer({ min: 1, max: 25 }),
        removed: fc.constantFrom(0, 1, 1, 1, 2, 3, 4),
        alternate: text(0, 4),
        origin: fc.constantFrom('somatic' as const, 'germline' as const),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((parts) => {
      const found: Edit[] = [];
      let at = isForward ? 3 : 0;
      const end = isForward ? length : length - 3;
      for (const { gap, ...edit } of parts) {
        at += gap;
        if (at + edit.removed >= end) break;
        found.push({ start0: at, ...edit });
        at += edit.removed;
      }
      return found;
    });

/** The definition: edit the genome, read it on the transcript's strand, translate up to the first stop. */
function translated(genome: string, all: readonly Edit[], isForward: boolean): string {
  let edited = genome;
  for (const { start0, removed, alternate } of [...all].reverse()) {
    edited = edited.slice(0, start0) + alternate + edited.slice(start0 + removed);
  }
  const cdna = isForward ? edited : reverseComplement(edited);
  return translateCodons(cdna.slice(0, cdna.length - (cdna.length % 3)), 1).split('*')[0] as string;
}

it('gives the protein of the genome with all edits, and of the one without the somatic change', () => {
  const gene = fc
    .record({
      frame: text(30, 150),
      downstream: text(3, 60),
      isForward: fc.boolean(),
    })
    .chain(({ frame, downstream, isForward }) => {
      const codons = (frame.match(/.{3}/g) ?? []).filter((one) => translateCodons(one, 1) !== '*');
      const cds = `ATG${codons.join('')}TAA`;
      const cdna = cds + downstream;
      return fc.record({
        cdna: fc.constant(cdna),
        cdsLength: fc.constant(cds.length),
        isForward: fc.constant(isForward),
        edits: edits(cdna.length, isForward),
      });
    });
  let joined = 0;
  fc.assert(
    fc.property(gene, ({ cdna, cdsLength, isForward, edits: made }) => {
      const genome = isForward ? cdna : reverseComplement(cdna);
      const real = made.filter(
        ({ start0, removed, alternate }) => genome.slice(start0, start0 + removed) !== alternate,
      );
      const variants = real.map(({ start0, removed, alternate, origin }) =>
        variant(origin, start0, genome.slice(start0, start0 + removed), alternate, '0|1'),
      );
      const found = somaticHaplotypes(transcriptOf(cdna, cdsLength, isForward ? 1 : -1), variants);
      if (!real.some(({ origin }) => origin === 'somatic')) {
        expect(found).toEqual([]);
        return;
      }
      expect(found).toHaveLength(1);
      const [haplotype] = found;
      // Trimmed alleles may touch; those are left out with a doubt, which is another test.
      if (haplotype === undefined || haplotype.doubts.some((one) => /left out/.test(one))) return;
      joined++;
      const mutant = translated(genome, real, isForward);
      expect(haplotype.mutantProtein).toBe(mutant);
      for (const change of haplotype.changes) {
        const without = real.filter(
          (_, i) => !change.variants.includes(variants[i] as OriginVariant),
        );
        expect(change.wildtypeProtein).toBe(translated(genome, without, isForward));
        for (const span of change.spans) {
          const rest = real.filter((_, i) => variants[i] !== span.phased);
          if (translated(genome, rest, isForward) !== mutant) expect(span.isMaker).toBe(true);
        }
        expectSpansToHold(change.wildtypeProtein, mutant, change);
      }
    }),
    { numRuns: 3_000 },
  );
  expect(joined).toBeGreaterThan(1_500);
});

/** Outside of the spans of a change of equal length, both proteins have the same residues. */
function expectSpansToHold(
  wildtype: string,
  mutant: string,
  {
    variants,
    spans,
    ending,
    addedBp,
  }: ReturnType<typeof somaticHaplotypes>[number]['changes'][number],
): void {
  if (ending !== 'same' || addedBp !== 0 || wildtype.length !== mutant.length) return;
  const own = spans.filter(({ phased }) => variants.includes(phased));
  for (let i = 0; i < mutant.length; i++) {
    if (own.some(({ start0, end0 }) => i >= start0 && i < end0)) continue;
    const isShifted = own.some(({ phased }) => {
      const { reference, alternate } = phased.variant;
      return reference.length !== alternate.length;
    });
    if (!isShifted) expect(mutant.charAt(i)).toBe(wildtype.charAt(i));
  }
}
