import { describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../../core/brands.js';
import type { Transcript } from '../transcript.js';
import { haplotypeProteins, type PhasedVariant } from './haplotype-proteins.js';

// ATG GGT TCA GAA CTC AAA CGT GTT TAA GGT ACC TGA, one exon from base 101 on:
//  M   G   S   E   L   K   R   V   *
const CDNA = 'ATGGGTTCAGAACTCAAACGTGTTTAAGGTACCTGA';
const START0 = 100;

const transcript: Transcript = {
  id: 'TX1.1' as TranscriptId,
  geneSymbol: 'TX',
  geneId: null,
  proteinId: null,
  biotype: 'protein_coding',
  canonical: null,
  maneSelect: null,
  transcriptSupportLevel: null,
  chromosome: '1',
  strand: 1,
  exons: [{ start0: START0, end0: START0 + CDNA.length }],
  cds: { start0: 0, end0: 27 },
  cdsStartFound: true,
  cdsEndFound: true,
  phase: 0,
  geneticCode: 1,
  translationExceptions: [],
  genomeDifferences: [],
  cdna: CDNA,
  flanks: [{ before: '', after: '' }],
};

function variant(
  cdna0: number,
  reference: string,
  alternate: string,
  genotype: string,
  phaseSet: string | null = null,
): PhasedVariant {
  return {
    variant: { chromosome: '1', start0: START0 + cdna0, reference, alternate },
    alleleNumber: 1,
    genotype: {
      alleles: genotype.split(/[|/]/).map((allele) => (allele === '.' ? null : Number(allele))),
      isPhased: genotype.includes('|'),
    },
    phaseSet,
  };
}

const codes = (doubts: readonly { readonly code: string }[]): readonly string[] =>
  doubts.map(({ code }) => code);

describe('haplotypeProteins', () => {
  it('joins two substitutions of one codon on the same copy', () => {
    // GAA -> ACA: Glu -> Thr; alone Lys and Ala
    const [one, ...others] = haplotypeProteins(transcript, [
      variant(9, 'G', 'A', '0|1'),
      variant(10, 'A', 'C', '0|1'),
    ]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ copy: 1, mutantProtein: 'MGSTLKRV', doubts: [] });
    expect(one?.changes).toHaveLength(1);
    expect(one?.changes[0]).toMatchObject({
      terms: ['missense_variant'],
      wildtypeResidues: 'E',
      mutantResidues: 'T',
      firstCodon: 3,
    });
  });

  it('keeps variants of two copies apart', () => {
    const proteins = haplotypeProteins(transcript, [
      variant(9, 'G', 'A', '0|1'),
      variant(10, 'A', 'C', '1|0'),
    ]);
    expect(proteins.map(({ mutantProtein }) => mutantProtein)).toEqual(['MGSKLKRV', 'MGSALKRV']);
    expect(proteins.flatMap(({ doubts }) => doubts)).toEqual([]);
  });

  it('does not join what is phased in two sets, and says so', () => {
    const proteins = haplotypeProteins(transcript, [
      variant(9, 'G', 'A', '0|1', '101'),
      variant(10, 'A', 'C', '0|1', '9000'),
    ]);
    expect(proteins.map(({ mutantProtein }) => mutantProtein)).toEqual(['MGSKLKRV', 'MGSALKRV']);
    expect(proteins.map(({ doubts }) => codes(doubts))).toEqual([
      ['unphased-neighbour'],
      ['unphased-neighbour'],
    ]);
  });

  it('leaves an unphased variant alone, with a doubt where a neighbour is within reach', () => {
    const [one, two] = haplotypeProteins(transcript, [
      variant(9, 'G', 'A', '0/1'),
      variant(18, 'C', 'A', '0|1'),
    ]);
    expect(one).toMatchObject({ copy: 1, mutantProtein: 'MGSELKSV' });
    expect(two).toMatchObject({ copy: null, mutantProtein: 'MGSKLKRV' });
    expect(codes(one?.doubts ?? [])).toEqual(['unphased-neighbour']);
  });

  it('puts homozygous variants on every copy', () => {
    const proteins = haplotypeProteins(transcript, [
      variant(9, 'G', 'A', '1/1'),
      variant(10, 'A', 'C', '0/1'),
    ]);
    // The copy without the second variant has the first one alone.
    expect(proteins.map(({ mutantProtein }) => mutantProtein)).toEqual(['MGSTLKRV', 'MGSKLKRV']);
    const [alone] = haplotypeProteins(transcript, [variant(9, 'G', 'A', '1/1')]);
    expect(alone).toMatchObject({ copy: null, mutantProtein: 'MGSKLKRV' });
  });

  it('restores the frame where two frameshifts make up for each other', () => {
    // GGT TCA -> G GTC A: T deleted at c.5, G inserted after c.9: ATG GGT CAG GAA
    const [one] = haplotypeProteins(transcript, [
      variant(6, 'T', '', '0|1'),
      variant(9, '', 'G', '0|1'),
    ]);
    expect(one?.mutantProtein).toBe('MGQELKRV');
    expect(one?.changes).toHaveLength(1);
    expect(one?.changes[0]).toMatchObject({ terms: ['missense_variant'] });
  });

  it('marks what lies behind a new stop', () => {
    // TCA -> TGA, then AAA -> GAA
    const [one] = haplotypeProteins(transcript, [
      variant(7, 'C', 'G', '1|0'),
      variant(15, 'A', 'G', '1|0'),
    ]);
    expect(one?.mutantProtein).toBe('MG');
    expect(one?.changes.map(({ isBehindNewStop }) => isBehindNewStop)).toEqual([false, true]);
  });

  it('leaves out the second of two variants that overlap, and says so', () => {
    const [one] = haplotypeProteins(transcript, [
      variant(9, 'GAA', '', '0|1'),
      variant(10, 'A', 'C', '0|1'),
    ]);
    expect(one?.mutantProtein).toBe('MGSLKRV');
    expect(codes(one?.doubts ?? [])).toEqual(['overlapping-variants']);
  });

  it('is empty for a transcript without a reading frame and for variants elsewhere', () => {
    const one = variant(9, 'G', 'A', '0|1');
    expect(haplotypeProteins({ ...transcript, cds: null }, [one])).toEqual([]);
    expect(haplotypeProteins(transcript, [variant(900, 'G', 'A', '0|1')])).toEqual([]);
  });
});
