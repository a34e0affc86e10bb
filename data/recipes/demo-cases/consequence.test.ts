import { describe, expect, it } from 'vitest';

import { reverseComplement } from './codons.js';
import { annotate, type Annotation, type VcfVariant } from './consequence.js';
import type { Transcript } from './transcript.js';

// Two exons around an intron of 50 bases, worked out by hand:
//   exon 1  CC ATG GGT TCA GAA C   exon 2  TC AAA TAA GGT ACC TGA GG
//   protein    M   G   S   E   L   K   *   then, past the stop, G   T   *
const EXON_1 = 'CCATGGGTTCAGAAC';
const EXON_2 = 'TCAAATAAGGTACCTGAGG';
const GENE_START0 = 100;
const INTRON = 50;

const forward: Transcript = {
  accession: 'TX.1',
  chromosome: 'chr1',
  strand: 1,
  exons: [
    { start0: 100, end0: 115 },
    { start0: 165, end0: 184 },
  ],
  cdna: EXON_1 + EXON_2,
  coding: { start0: 2, end0: 23 },
  protein: 'MGSELK',
};

/** The same gene on the other strand of a chromosome of 284 bases, so that cDNA base i mirrors. */
const CHROMOSOME_LENGTH = 284;
const reverse: Transcript = {
  ...forward,
  strand: -1,
  exons: forward.exons.map(({ start0, end0 }) => ({
    start0: CHROMOSOME_LENGTH - end0,
    end0: CHROMOSOME_LENGTH - start0,
  })),
};

/** 1-based position of a cDNA base given by its 0-based number. */
function positionOf(cdna0: number): number {
  return GENE_START0 + cdna0 + (cdna0 < EXON_1.length ? 0 : INTRON) + 1;
}

function variantAt(cdna0: number, reference: string, alternate: string): VcfVariant {
  return { chromosome: 'chr1', position: positionOf(cdna0), reference, alternate };
}

function annotated(variant: VcfVariant, transcript = forward): Annotation {
  const annotation = annotate(transcript, variant);
  if (annotation === null) throw new Error('no overlap');
  return annotation;
}

describe('annotate', () => {
  it('names a missense change, codons with the changed base in capitals', () => {
    // c.4 G>T: GGT -> TGT
    expect(annotated(variantAt(5, 'G', 'T'))).toMatchObject({
      allele: 'T',
      terms: ['missense_variant'],
      impact: 'MODERATE',
      exon: '1/2',
      intron: '',
      hgvsc: 'TX.1:c.4G>T',
      hgvsp: 'TX.1:p.Gly2Cys',
      cdnaPosition: '6',
      cdsPosition: '4',
      proteinPosition: '2',
      aminoAcids: 'G/C',
      codons: 'Ggt/Tgt',
      frameshiftProtein: '',
      mutantProtein: 'MCSELK',
    });
  });

  it('reads a gene on the reverse strand as on the forward one, the allele as on the chromosome', () => {
    const mirrored: VcfVariant = {
      chromosome: 'chr1',
      position: CHROMOSOME_LENGTH - positionOf(5) + 1,
      reference: reverseComplement('G'),
      alternate: reverseComplement('T'),
    };
    expect(annotated(mirrored, reverse)).toEqual({
      ...annotated(variantAt(5, 'G', 'T')),
      allele: 'A',
    });
  });

  it('tells a silent change and a lost or gained stop', () => {
    // c.6 T>C: GGT -> GGC
    expect(annotated(variantAt(7, 'T', 'C'))).toMatchObject({
      terms: ['synonymous_variant'],
      aminoAcids: 'G',
      hgvsp: 'TX.1:p.Gly2=',
    });
    // c.8 C>G: TCA -> TGA
    expect(annotated(variantAt(9, 'C', 'G'))).toMatchObject({
      terms: ['stop_gained'],
      impact: 'HIGH',
      aminoAcids: 'S/*',
      hgvsp: 'TX.1:p.Ser3Ter',
      mutantProtein: 'MG',
    });
    // c.19 T>C: TAA -> CAA, then GGT ACC TGA: Gln, Gly, Thr, stop
    expect(annotated(variantAt(20, 'T', 'C'))).toMatchObject({
      terms: ['stop_lost'],
      aminoAcids: '*/Q',
      hgvsp: 'TX.1:p.Ter7GlnextTer3',
      mutantProtein: 'MGSELKQGT',
    });
  });

  it('gives the whole protein of a frameshift, past the old stop', () => {
    // c.8 C deleted: ATG GGT TAG
    expect(annotated(variantAt(8, 'TC', 'T'))).toMatchObject({
      allele: '-',
      terms: ['frameshift_variant'],
      proteinPosition: '3',
      aminoAcids: 'S/X',
      codons: 'tCa/ta',
      hgvsp: 'TX.1:p.Ser3Ter',
      frameshiftProtein: 'MG',
    });
    // C after c.4: ATG GCG TTC AGA ACT CAA ATA AGG TAC CTG AGG and no stop
    expect(annotated(variantAt(5, 'G', 'GC'))).toMatchObject({
      allele: 'C',
      cdsPosition: '4-5',
      proteinPosition: '2',
      aminoAcids: 'G/AX',
      codons: 'ggt/gCgt',
      hgvsc: 'TX.1:c.4_5insC',
      hgvsp: 'TX.1:p.Gly2AlafsTer?',
      frameshiftProtein: 'MAFRTQIRYLR',
    });
  });

  it('numbers an insertion between codons by its neighbours, and shifts a duplication 3-ward', () => {
    // GGT after c.3: ATG GGT GGT
    expect(annotated(variantAt(4, 'G', 'GGGT'))).toMatchObject({
      terms: ['inframe_insertion'],
      cdsPosition: '3-4',
      proteinPosition: '1-2',
      aminoAcids: '-/G',
      codons: '-/GGT',
      hgvsc: 'TX.1:c.4_6dup',
      hgvsp: 'TX.1:p.Gly2dup',
      mutantProtein: 'MGGSELK',
    });
  });

  it('tells a clean deletion of residues from one that makes a new residue', () => {
    // c.7-9 TCA deleted
    expect(annotated(variantAt(7, 'TTCA', 'T'))).toMatchObject({
      terms: ['inframe_deletion'],
      proteinPosition: '3',
      aminoAcids: 'S/-',
      codons: 'TCA/-',
      hgvsp: 'TX.1:p.Ser3del',
    });
    // c.5-7 GTT deleted: G TCA -> GCA
    expect(annotated(variantAt(5, 'GGTT', 'G'))).toMatchObject({
      terms: ['protein_altering_variant'],
      proteinPosition: '2-3',
      aminoAcids: 'GS/A',
      codons: 'gGTTca/gca',
      hgvsp: 'TX.1:p.Gly2_Ser3delinsAla',
    });
  });

  it('adds the splice region in an exon and names the splice site in the intron', () => {
    // c.13 C>G, the exon's last base: CTC -> GTC
    expect(annotated(variantAt(14, 'C', 'G'))).toMatchObject({
      terms: ['missense_variant', 'splice_region_variant'],
      hgvsp: 'TX.1:p.Leu5Val',
    });
    const intronic = (position: number): Annotation =>
      annotated({ chromosome: 'chr1', position, reference: 'G', alternate: 'T' });
    expect(intronic(116)).toMatchObject({
      terms: ['splice_donor_variant'],
      impact: 'HIGH',
      exon: '',
      intron: '1/1',
      hgvsc: 'TX.1:c.13+1G>T',
      mutantProtein: null,
    });
    expect(intronic(164)).toMatchObject({
      terms: ['splice_acceptor_variant'],
      hgvsc: 'TX.1:c.14-2G>T',
    });
    expect(intronic(138)).toMatchObject({ terms: ['intron_variant'], hgvsc: 'TX.1:c.13+23G>T' });
  });

  it('says nothing of the protein outside the reading frame', () => {
    expect(annotated(variantAt(0, 'C', 'T'))).toMatchObject({
      terms: ['5_prime_UTR_variant'],
      hgvsc: 'TX.1:c.-2C>T',
      aminoAcids: '',
    });
    expect(annotated(variantAt(24, 'G', 'T'))).toMatchObject({
      terms: ['3_prime_UTR_variant'],
      hgvsc: 'TX.1:c.*2G>T',
    });
  });

  it('is silent where the variant lies elsewhere', () => {
    expect(
      annotate(forward, { chromosome: 'chr2', position: 106, reference: 'G', alternate: 'T' }),
    ).toBeNull();
    expect(
      annotate(forward, { chromosome: 'chr1', position: 100, reference: 'G', alternate: 'T' }),
    ).toBeNull();
    expect(
      annotate(forward, { chromosome: 'chr1', position: 185, reference: 'G', alternate: 'T' }),
    ).toBeNull();
  });

  it('refuses what it does not describe: start codons, exon edges, the polypyrimidine tract', () => {
    expect(() => annotated(variantAt(2, 'A', 'G'))).toThrow('start codon');
    expect(() => annotated(variantAt(13, 'ACGT', 'A'))).toThrow('edge of an exon');
    expect(() =>
      annotated({ chromosome: 'chr1', position: 155, reference: 'C', alternate: 'T' }),
    ).toThrow('no demo case holds');
  });
});
