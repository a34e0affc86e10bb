import { describe, expect, it } from 'vitest';

import type { TranscriptId } from '../../../core/brands.js';
import { reverseComplement } from '../reverse-complement.js';
import type { Transcript } from '../transcript.js';
import { callConsequence, type TranscriptConsequenceCall } from './call-consequence.js';
import type { GenomicVariant } from './genomic-variant.js';

// Two exons around an intron of 50 bases, worked out by hand:
//   exon 1  CC ATG GGT TCA GAA C   exon 2  TC AAA TAA GGT ACC TGA GG
//   protein    M   G   S   E   L   K   *   then, past the stop, G   T   *
const EXON_1 = 'CCATGGGTTCAGAAC';
const EXON_2 = 'TCAAATAAGGTACCTGAGG';
const INTRON = `GTAAGT${'TACT'.repeat(9)}TTTTTCAG`;
const GENE_START0 = 100;
const GENOME = `${'A'.repeat(GENE_START0)}${EXON_1}${INTRON}${EXON_2}${'C'.repeat(100)}`;

const forward: Transcript = {
  id: 'TX1.1' as TranscriptId,
  geneSymbol: 'TX',
  geneId: null,
  proteinId: 'PX1.1',
  biotype: 'protein_coding',
  canonical: null,
  maneSelect: null,
  transcriptSupportLevel: null,
  chromosome: '1',
  strand: 1,
  exons: [
    { start0: 100, end0: 115 },
    { start0: 165, end0: 184 },
  ],
  cds: { start0: 2, end0: 23 },
  cdsStartFound: true,
  cdsEndFound: true,
  phase: 0,
  geneticCode: 1,
  translationExceptions: [],
  genomeDifferences: [],
  cdna: EXON_1 + EXON_2,
  flanks: [
    { before: 'A'.repeat(30), after: INTRON.slice(0, 30) },
    { before: INTRON.slice(-30), after: 'C'.repeat(30) },
  ],
};

/** The same gene on the other strand of the same chromosome turned round. */
const reverse: Transcript = {
  ...forward,
  strand: -1,
  exons: forward.exons.map(({ start0, end0 }) => ({
    start0: GENOME.length - end0,
    end0: GENOME.length - start0,
  })),
};

function called(
  start0: number,
  reference: string,
  alternate: string,
  transcript: Transcript = forward,
): TranscriptConsequenceCall {
  const variant: GenomicVariant =
    transcript.strand === 1
      ? { chromosome: '1', start0, reference, alternate }
      : {
          chromosome: '1',
          start0: GENOME.length - start0 - reference.length,
          reference: reverseComplement(reference),
          alternate: reverseComplement(alternate),
        };
  const call = callConsequence(transcript, variant);
  if (call === null) throw new Error('out of reach');
  return call;
}

/** Place on the genome of a cDNA base. */
const at = (cdna0: number): number =>
  GENE_START0 + cdna0 + (cdna0 < EXON_1.length ? 0 : INTRON.length);

describe('callConsequence in the reading frame', () => {
  it('names a missense change as VEP does, on both strands', () => {
    const expected = {
      terms: ['missense_variant'],
      impact: 'MODERATE',
      exon: '1/2',
      intron: null,
      hgvsc: 'TX1.1:c.4G>T',
      hgvsp: 'PX1.1:p.Gly2Cys',
      cdnaPosition: '6',
      cdsPosition: '4',
      proteinPosition: '2',
      aminoAcids: 'G/C',
      codons: 'Ggt/Tgt',
      wildtypeProtein: 'MGSELK',
      mutantProtein: 'MCSELK',
      proteinDoubts: [],
    };
    expect(called(at(5), 'G', 'T')).toMatchObject({ ...expected, hgvsg: '1:g.106G>T' });
    expect(called(at(5), 'G', 'T', reverse)).toMatchObject({ ...expected, hgvsg: '1:g.179C>A' });
  });

  it('tells a silent change, a new stop, a lost stop read on through the 3′ region', () => {
    expect(called(at(7), 'T', 'C')).toMatchObject({
      terms: ['synonymous_variant'],
      aminoAcids: 'G',
      hgvsp: 'PX1.1:p.Gly2=',
      mutantProtein: 'MGSELK',
    });
    expect(called(at(9), 'C', 'G')).toMatchObject({
      terms: ['stop_gained'],
      aminoAcids: 'S/*',
      hgvsp: 'PX1.1:p.Ser3Ter',
      mutantProtein: 'MG',
    });
    // TAA -> CAA, then GGT ACC TGA: Gln, Gly, Thr, stop
    expect(called(at(20), 'T', 'C')).toMatchObject({
      terms: ['stop_lost'],
      aminoAcids: '*/Q',
      hgvsp: 'PX1.1:p.Ter7GlnextTer3',
      mutantProtein: 'MGSELKQGT',
    });
    // TAA -> TGA
    expect(called(at(21), 'A', 'G')).toMatchObject({
      terms: ['stop_retained_variant'],
      hgvsp: 'PX1.1:p.Ter7=',
      mutantProtein: 'MGSELK',
    });
  });

  it('reads a frameshift to its new stop wherever that lies, and says when there is none', () => {
    // c.8 deleted: ATG GGT TAG
    expect(called(at(9), 'C', '')).toMatchObject({
      terms: ['frameshift_variant'],
      aminoAcids: 'S/X',
      codons: 'tCa/ta',
      hgvsp: 'PX1.1:p.Ser3Ter',
      mutantProtein: 'MG',
    });
    // C after c.4: ATG GCG TTC AGA ACT CAA ATA AGG TAC CTG AGG and no stop
    const insertion = called(at(6), '', 'C');
    expect(insertion).toMatchObject({
      cdsPosition: '4-5',
      aminoAcids: 'G/AX',
      codons: 'ggt/gCgt',
      hgvsc: 'TX1.1:c.4_5insC',
      hgvsp: 'PX1.1:p.Gly2AlafsTer?',
      mutantProtein: 'MAFRTQIRYLR',
    });
    expect(insertion.proteinDoubts.map(({ code }) => code)).toEqual(['no-stop-in-transcript']);
  });

  it('names in-frame insertions and deletions, between codons and within', () => {
    expect(called(at(5), '', 'GGT')).toMatchObject({
      terms: ['inframe_insertion'],
      cdsPosition: '3-4',
      proteinPosition: '1-2',
      aminoAcids: '-/G',
      codons: '-/GGT',
      hgvsc: 'TX1.1:c.4_6dup',
      hgvsp: 'PX1.1:p.Gly2dup',
      mutantProtein: 'MGGSELK',
    });
    expect(called(at(8), 'TCA', '')).toMatchObject({
      terms: ['inframe_deletion'],
      aminoAcids: 'S/-',
      hgvsp: 'PX1.1:p.Ser3del',
    });
    // Taking out GTT of GGT TCA leaves GCA; VEP: a clean deletion of bases is an inframe_deletion.
    expect(called(at(6), 'GTT', '')).toMatchObject({
      terms: ['inframe_deletion'],
      aminoAcids: 'GS/A',
      hgvsp: 'PX1.1:p.Gly2_Ser3delinsAla',
    });
    // GGT -> GAAAGT: neither the new residues' start nor end is Gly.
    expect(called(at(6), '', 'AAA')).toMatchObject({
      terms: ['protein_altering_variant'],
      aminoAcids: 'G/ES',
      hgvsp: 'PX1.1:p.Gly2delinsGluSer',
    });
  });

  it('names a stop that comes with inserted residues', () => {
    // CTGTAG between c.6 and c.7
    expect(called(at(8), '', 'CTGTAG')).toMatchObject({
      terms: ['stop_gained', 'inframe_insertion'],
      aminoAcids: '-/L*',
      hgvsp: 'PX1.1:p.Gly2_Ser3insLeuTer',
      mutantProtein: 'MGL',
    });
  });

  it('knows a lost start, and one that comes out the same', () => {
    expect(called(at(2), 'A', 'G')).toMatchObject({
      terms: ['start_lost'],
      impact: 'HIGH',
      hgvsp: 'PX1.1:p.Met1?',
      mutantProtein: 'VGSELK',
    });
    expect(called(at(2), 'A', 'G').proteinDoubts.map(({ code }) => code)).toEqual(['start-lost']);
    // AT put between A and TG: A ATTG, but also AT before ATG
    expect(called(at(3), '', 'TA')).toMatchObject({
      terms: ['5_prime_UTR_variant'],
      mutantProtein: null,
    });
  });

  it('refuses a variant whose reference is not the genome', () => {
    const call = called(at(5), 'C', 'T');
    expect(call).toMatchObject({
      terms: [],
      mutantProtein: null,
      referenceMismatch: { expected: 'G', found: 'C' },
    });
    expect(call.proteinDoubts).toEqual([
      { code: 'reference-mismatch', reason: 'the reference is G, the variant says C' },
    ]);
  });
});

describe('callConsequence outside of the reading frame', () => {
  it('names untranslated regions, neighbourhood and distance', () => {
    expect(called(at(0), 'C', 'T')).toMatchObject({
      terms: ['5_prime_UTR_variant'],
      hgvsc: 'TX1.1:c.-2C>T',
      mutantProtein: null,
      proteinDoubts: [],
    });
    expect(called(at(24), 'G', 'T')).toMatchObject({
      terms: ['3_prime_UTR_variant'],
      hgvsc: 'TX1.1:c.*2G>T',
    });
    expect(called(90, 'A', 'G')).toMatchObject({ terms: ['upstream_gene_variant'], hgvsc: null });
    expect(called(190, 'C', 'G')).toMatchObject({ terms: ['downstream_gene_variant'] });
    expect(called(190, 'C', 'G', reverse)).toMatchObject({ terms: ['downstream_gene_variant'] });
    const far = { chromosome: '1', start0: 9_000, reference: 'A', alternate: 'C' };
    expect(callConsequence(forward, far)).toBeNull();
    expect(callConsequence(forward, { ...far, chromosome: '2', start0: 105 })).toBeNull();
  });

  // VEP 105's names by distance from the exon; the intron is 50 bases long.
  it.each([
    [1, ['splice_donor_variant'], 'c.13+1'],
    [2, ['splice_donor_variant'], 'c.13+2'],
    [3, ['splice_donor_region_variant', 'intron_variant'], 'c.13+3'],
    [5, ['splice_donor_5th_base_variant', 'intron_variant'], 'c.13+5'],
    [6, ['splice_donor_region_variant', 'intron_variant'], 'c.13+6'],
    [8, ['splice_region_variant', 'intron_variant'], 'c.13+8'],
    [9, ['intron_variant'], 'c.13+9'],
    [33, ['intron_variant'], 'c.14-18'],
    [34, ['splice_polypyrimidine_tract_variant', 'intron_variant'], 'c.14-17'],
    [
      43,
      ['splice_polypyrimidine_tract_variant', 'splice_region_variant', 'intron_variant'],
      'c.14-8',
    ],
    [49, ['splice_acceptor_variant'], 'c.14-2'],
    [50, ['splice_acceptor_variant'], 'c.14-1'],
  ] as const)('names base %i of the intron', (base, terms, place) => {
    const reference = INTRON.charAt(base - 1);
    const alternate = reference === 'C' ? 'A' : 'C';
    for (const transcript of [forward, reverse]) {
      const call = called(114 + base, reference, alternate, transcript);
      expect(call).toMatchObject({
        terms,
        intron: '1/1',
        hgvsc: `TX1.1:${place}${reference}>${alternate}`,
        mutantProtein: null,
      });
      const isSpliceSite =
        terms[0] === 'splice_donor_variant' || terms[0] === 'splice_acceptor_variant';
      expect(call.proteinDoubts.map(({ code }) => code)).toEqual(
        isSpliceSite ? ['splice-site'] : [],
      );
    }
  });

  it('gives the protein of an exonic change beside a splice site', () => {
    // c.13, the exon's last base: CTC -> GTC
    expect(called(at(14), 'C', 'G')).toMatchObject({
      terms: ['missense_variant', 'splice_region_variant'],
      hgvsp: 'PX1.1:p.Leu5Val',
      mutantProtein: 'MGSEVK',
      proteinDoubts: [],
    });
  });

  it('gives no protein for a deletion over the edge of an exon, and says why', () => {
    const call = called(at(13), 'ACGT', '');
    expect(call).toMatchObject({
      terms: ['splice_donor_variant', 'coding_sequence_variant'],
      exon: '1/2',
      intron: '1/1',
      cdnaPosition: '14-?',
      cdsPosition: '12-?',
      proteinPosition: '4-?',
      // ACGT AAGT: the deletion moves by the A that follows it.
      hgvsc: 'TX1.1:c.13_13+3del',
      hgvsp: null,
      mutantProtein: null,
    });
    expect(call.proteinDoubts.map(({ code }) => code)).toEqual(['exon-edge']);
  });

  it('takes an insertion between exon and intron as one of the exon, with a doubt', () => {
    const call = called(115, '', 'A');
    expect(call).toMatchObject({
      terms: ['frameshift_variant', 'splice_region_variant'],
      hgvsc: 'TX1.1:c.13_13+1insA',
    });
    expect(call.proteinDoubts.map(({ code }) => code)).toContain('beside-splice-site');
  });

  it('names non-coding transcripts and those that decay', () => {
    const nonCoding: Transcript = { ...forward, cds: null, biotype: 'lncRNA' };
    expect(called(at(5), 'G', 'T', nonCoding)).toMatchObject({
      terms: ['non_coding_transcript_exon_variant'],
      hgvsc: 'TX1.1:n.6G>T',
      hgvsp: null,
      wildtypeProtein: null,
    });
    expect(called(139, 'C', 'A', nonCoding)).toMatchObject({
      terms: ['intron_variant', 'non_coding_transcript_variant'],
      hgvsc: 'TX1.1:n.15+25C>A',
    });
    const decays: Transcript = { ...forward, biotype: 'nonsense_mediated_decay' };
    expect(called(at(5), 'G', 'T', decays)).toMatchObject({
      terms: ['missense_variant', 'NMD_transcript_variant'],
    });
  });
});

describe('callConsequence on unusual transcripts', () => {
  it('keeps selenocysteine, loses it with its codon, and doubts a new UGA', () => {
    // Codon 3 as UGA: ATG GGT TGA GAA C|TC AAA TAA
    const cdna = `CCATGGGTTGAGAAC${EXON_2}`;
    const seleno: Transcript = {
      ...forward,
      cdna,
      translationExceptions: [{ cdnaStart0: 8, residue: 'U' }],
    };
    expect(called(at(5), 'G', 'T', seleno)).toMatchObject({
      wildtypeProtein: 'MGUELK',
      mutantProtein: 'MCUELK',
    });
    expect(called(at(10), 'A', 'G', seleno)).toMatchObject({
      terms: ['missense_variant'],
      aminoAcids: 'U/W',
      hgvsp: 'PX1.1:p.Sec3Trp',
    });
    expect(called(at(9), 'G', 'A', seleno)).toMatchObject({ terms: ['stop_gained'] });
    const doubts = called(at(9), 'G', 'A', seleno).proteinDoubts;
    expect(doubts.map(({ code }) => code)).toEqual(['selenocysteine']);
    // A frameshift before it leaves its frame: ATG GTT GAG AAC TCA AAT AAG GTA CCT GAG G
    expect(called(at(5), 'G', '', seleno)).toMatchObject({ mutantProtein: 'MVENSNKVPE' });
  });

  it('reads mitochondrial codons by their own code', () => {
    // ATG ATA TGA AGA: Met Met Trp stop
    const mitochondrial: Transcript = {
      ...forward,
      chromosome: 'MT',
      exons: [{ start0: 100, end0: 112 }],
      cds: { start0: 0, end0: 12 },
      geneticCode: 2,
      cdna: 'ATGATATGAAGA',
      flanks: [{ before: '', after: '' }],
    };
    const call = callConsequence(mitochondrial, {
      chromosome: 'MT',
      start0: 108,
      reference: 'A',
      alternate: 'G',
    });
    expect(call).toMatchObject({
      wildtypeProtein: 'MMW',
      terms: ['synonymous_variant'],
      hgvsg: 'MT:m.109A>G',
    });
  });

  it('flags a transcript whose annotation begins inside of a codon', () => {
    // Two bases of a codon, then GGT TCA GAA C|TC AAA TAA
    const partial: Transcript = {
      ...forward,
      exons: [{ start0: 103, end0: 115 }, forward.exons[1] as { start0: number; end0: number }],
      cdna: `TG${'GGTTCAGAAC'}${EXON_2}`,
      cds: { start0: 0, end0: 21 },
      cdsStartFound: false,
      phase: 2,
    };
    const call = called(at(5), 'G', 'T', partial);
    expect(call).toMatchObject({
      wildtypeProtein: 'XGSELK',
      mutantProtein: 'XCSELK',
      cdsPosition: '4',
      proteinPosition: '2',
    });
    expect(call.proteinDoubts.map(({ code }) => code)).toEqual(['cds-start-not-found']);
  });

  it('names a change of a last codon that the annotation leaves unfinished', () => {
    // … AAA TA
    const unfinished: Transcript = {
      ...forward,
      exons: [
        { start0: 100, end0: 115 },
        { start0: 165, end0: 172 },
      ],
      cdna: `${EXON_1}TCAAATA`,
      cds: { start0: 2, end0: 22 },
      cdsEndFound: false,
    };
    expect(called(at(20), 'T', 'C', unfinished)).toMatchObject({
      terms: ['incomplete_terminal_codon_variant', 'coding_sequence_variant'],
      aminoAcids: null,
      mutantProtein: 'MGSELK',
    });
  });

  it('compares the reference with the genome and writes the change into the transcript', () => {
    // The genome has GGT at codon 2, the transcript GCT.
    const unlike: Transcript = {
      ...forward,
      cdna: `CCATGGCTTCAGAAC${EXON_2}`,
      genomeDifferences: [{ cdnaStart0: 6, reference: 'G', transcript: 'C' }],
    };
    const call = called(at(9), 'C', 'A', unlike);
    expect(call).toMatchObject({ mutantProtein: 'MA', wildtypeProtein: 'MASELK' });
    expect(call.proteinDoubts.map(({ code }) => code)).toEqual(['unlike-genome']);
    expect(called(at(6), 'G', 'A', unlike)).toMatchObject({
      referenceMismatch: null,
      hgvsc: 'TX1.1:c.5C>A',
      hgvsp: 'PX1.1:p.Ala2Asp',
    });
    // The genome's allele gives way to the transcript's own.
    expect(called(at(6), 'G', 'C', unlike)).toMatchObject({
      terms: ['synonymous_variant'],
      hgvsc: 'TX1.1:c.5=',
      mutantProtein: 'MASELK',
    });
  });

  it('counts along a transcript that has bases more or fewer than the genome', () => {
    // The genome lacks the second T of codon 3's TTCA in GGT TCA: transcript GGT TCA, genome GGTCA.
    const longer: Transcript = {
      ...forward,
      exons: [{ start0: 101, end0: 115 }, forward.exons[1] as { start0: number; end0: number }],
      genomeDifferences: [{ cdnaStart0: 8, reference: '', transcript: 'T' }],
    };
    // Genomic exon: CCATGGGTCAGAAC from 101 on; its C of CAG is cDNA base 9.
    const variant = { chromosome: '1', start0: 109, reference: 'C', alternate: 'G' };
    expect(callConsequence(longer, variant)).toMatchObject({
      referenceMismatch: null,
      hgvsc: 'TX1.1:c.8C>G',
      hgvsp: 'PX1.1:p.Ser3Ter',
    });
  });
});
