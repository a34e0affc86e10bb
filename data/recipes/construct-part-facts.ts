import type { Source } from '../../src/core/cited.js';
import type { PartRoleName } from '../../src/engines/constructs/part-roles.js';
import type { SegmentFeature } from '../../src/engines/constructs/part.js';

/** The record a part is cut from, and where; spans are 1-based and inclusive, as the records count. */
export type PartRecord =
  /** The untranslated end of a transcript in EBI's and NCBI's Locus Reference Genomic. */
  | {
      readonly kind: 'lrg';
      readonly lrg: string;
      readonly transcript: string;
      /** RefSeq accession that the LRG gives the transcript. */
      readonly accession: string;
      readonly region: "5'UTR" | "3'UTR";
    }
  | {
      readonly kind: 'genolib';
      readonly displayId: string;
      readonly span?: readonly [number, number];
    }
  | {
      readonly kind: 'swissprot';
      readonly accession: string;
      readonly span: readonly [number, number];
    }
  | {
      readonly kind: 'addgene';
      readonly plasmid: string;
      readonly span: readonly [number, number];
    };

/** Another record that has to hold the same sequence, or the part is refused. */
export type PartWitness =
  | { readonly kind: 'genolib'; readonly displayId: string; readonly as: 'other strand' | 'codons' }
  /** A row of car_parts.tsv, verified in product sequences. */
  | { readonly kind: 'car-part'; readonly partId: string };

export interface PartFacts {
  readonly id: string;
  readonly name: string;
  readonly role: PartRoleName;
  readonly record: PartRecord;
  readonly witnesses: readonly PartWitness[];
  /** The paper that says what it is good for. */
  readonly source: Source;
  readonly note: string | null;
  readonly features?: readonly SegmentFeature[];
}

const KOZAK: Source = {
  name: 'Kozak 1987, Nucleic Acids Res 15:8125',
  doi: '10.1093/nar/15.20.8125',
};
const HOLTKAMP: Source = {
  name: 'Holtkamp 2006, Blood 108:4009',
  doi: '10.1182/blood-2006-04-015024',
  url: 'http://ashpublications.net/blood/article/108/13/4009/6595/Modification-of-antigen-encoding-RNA-increases',
};
const CYBA: Source = { name: 'Ferizi 2016, Sci Rep 6:39149', doi: '10.1038/srep39149' };
const KREITER: Source = {
  name: 'Kreiter 2008, J Immunol 180:309',
  doi: '10.4049/jimmunol.180.1.309',
};

export const PART_FACTS: readonly PartFacts[] = [
  {
    id: 'promoter-t7',
    name: 'T7 promoter',
    role: 'promoter',
    record: { kind: 'genolib', displayId: 'T7_promoter', span: [1, 17] },
    witnesses: [],
    source: {
      name: 'Milligan 1987, Nucleic Acids Res 15:8783',
      doi: '10.1093/nar/15.21.8783',
    },
    note: 'Up to position -1: the cap site that follows is the first base transcribed.',
  },
  {
    id: 'utr5-cyba',
    name: 'CYBA 5′ UTR',
    role: 'five_prime_UTR',
    record: {
      kind: 'lrg',
      lrg: 'LRG_52',
      transcript: 't1',
      accession: 'NM_000101.2',
      region: "5'UTR",
    },
    witnesses: [],
    source: CYBA,
    note: 'Used with the 3′ UTR of the same gene.',
  },
  {
    id: 'utr5-xenopus-globin',
    name: 'Xenopus globin 5′ UTR',
    role: 'five_prime_UTR',
    record: { kind: 'genolib', displayId: 'Xenopus_globin_5__UTR' },
    witnesses: [],
    source: {
      name: 'Krieg & Melton 1984, Nucleic Acids Res 12:7057',
      doi: '10.1093/nar/12.18.7057',
    },
    note: null,
  },
  {
    id: 'utr5-tmv-omega',
    name: 'TMV omega leader',
    role: 'five_prime_UTR',
    record: { kind: 'genolib', displayId: 'TMV_Omega' },
    witnesses: [],
    source: { name: 'Gallie 1988, Nucleic Acids Res 16:883', doi: '10.1093/nar/16.3.883' },
    note: 'Holds no G.',
  },
  {
    id: 'kozak',
    name: 'Kozak sequence',
    role: 'kozak_sequence',
    record: { kind: 'genolib', displayId: 'Kozak_sequence_002', span: [1, 6] },
    witnesses: [],
    source: KOZAK,
    note: 'Ends before the start codon; a G behind it completes the consensus.',
  },
  {
    id: 'sp-hla-b',
    name: 'HLA-B*07:02 signal peptide',
    role: 'signal_peptide',
    record: { kind: 'swissprot', accession: 'P01889', span: [1, 24] },
    witnesses: [],
    source: KREITER,
    note: 'Class I leader, to go with the trafficking domain. It holds VMAPRTVLL, a ligand of HLA-E.',
  },
  {
    id: 'sp-hla-a',
    name: 'HLA-A*03:01 signal peptide',
    role: 'signal_peptide',
    record: { kind: 'swissprot', accession: 'P04439', span: [1, 24] },
    witnesses: [],
    source: KREITER,
    note: 'Class I leader, to go with the trafficking domain. It holds VMAPRTLLL, a ligand of HLA-E.',
  },
  {
    id: 'sp-cd8a',
    name: 'CD8A signal peptide',
    role: 'signal_peptide',
    record: { kind: 'swissprot', accession: 'P01732', span: [1, 21] },
    witnesses: [{ kind: 'car-part', partId: 'CD8A_SP' }],
    source: { name: 'US9499629B2 (tisagenlecleucel)', accession: 'US9499629B2' },
    note: null,
  },
  {
    id: 'sp-csf2ra',
    name: 'GM-CSF receptor signal peptide',
    role: 'signal_peptide',
    record: { kind: 'swissprot', accession: 'P15509', span: [1, 22] },
    witnesses: [{ kind: 'car-part', partId: 'CSF2RA_SP' }],
    source: { name: 'GenBank HM852952 (axicabtagene ciloleucel)', accession: 'HM852952' },
    note: null,
  },
  {
    id: 'sp-il2',
    name: 'IL-2 signal peptide',
    role: 'signal_peptide',
    record: { kind: 'swissprot', accession: 'P60568', span: [1, 20] },
    witnesses: [{ kind: 'genolib', displayId: 'IL_2_signal_sequence', as: 'codons' }],
    source: {
      name: 'Taniguchi 1983, Nature 302:305',
      doi: '10.1038/302305a0',
    },
    note: null,
  },
  {
    id: 'mitd-hla-b',
    name: 'MITD (HLA-B*07:02)',
    role: 'trafficking_domain',
    record: { kind: 'swissprot', accession: 'P01889', span: [308, 362] },
    witnesses: [],
    source: KREITER,
    note: 'Transmembrane segment and cytoplasmic tail, as in the record; other alleles differ in single residues.',
  },
  {
    id: 'mitd-hla-a',
    name: 'MITD (HLA-A*03:01)',
    role: 'trafficking_domain',
    record: { kind: 'swissprot', accession: 'P04439', span: [308, 365] },
    witnesses: [],
    source: KREITER,
    note: 'Transmembrane segment and cytoplasmic tail, as in the record; other alleles differ in single residues.',
  },
  {
    id: 'utr3-hbb',
    name: 'HBB 3′ UTR',
    role: 'three_prime_UTR',
    record: { kind: 'genolib', displayId: 'beta_globin_poly_A__002', span: [1, 132] },
    witnesses: [{ kind: 'genolib', displayId: 'beta_globin_poly_A__001', as: 'other strand' }],
    source: HOLTKAMP,
    note: 'From behind the stop codon to the cleavage site 20 nt behind AATAAA. Two in a row raised stability and translation.',
  },
  {
    id: 'utr3-cyba',
    name: 'CYBA 3′ UTR',
    role: 'three_prime_UTR',
    record: {
      kind: 'lrg',
      lrg: 'LRG_52',
      transcript: 't1',
      accession: 'NM_000101.2',
      region: "3'UTR",
    },
    witnesses: [],
    source: CYBA,
    note: 'Used with the 5′ UTR of the same gene.',
  },
  {
    id: 'backbone-puc18',
    name: 'pUC18 backbone (ori, AmpR)',
    role: 'backbone',
    record: { kind: 'addgene', plasmid: '50004', span: [690, 2680] },
    witnesses: [],
    source: { name: 'Norrander 1983, Gene 26:101', pmid: '6323249' },
    note: 'Without lacZ and the SapI/BspQI site of pUC18; BsaI cuts in AmpR. Ampicillin resistance is avoided in plasmids for the clinic.',
    features: [
      {
        role: 'origin_of_replication',
        label: 'ori (pUC)',
        range: { start0: 177, end0: 766 },
      },
      { role: 'CDS', label: 'AmpR', range: { start0: 936, end0: 1797 }, strand: -1 },
      { role: 'promoter', label: 'AmpR promoter', range: { start0: 1797, end0: 1902 }, strand: -1 },
    ],
  },
];

/** What a designer will look for and not find, and why. */
export const ABSENT_PARTS: readonly { readonly name: string; readonly reason: string }[] = [
  {
    name: '5′ and 3′ UTR of human alpha-globin (HBA1, HBA2)',
    reason: 'no accessioned record of these transcripts was at hand',
  },
  {
    name: '3′ UTR of AES (TLE5) with mtRNR1',
    reason:
      'no accessioned record of either element was at hand; they are also the subject of patents',
  },
  {
    name: '5′ UTR of human HSD17B4',
    reason: 'no accessioned record of the transcript was at hand',
  },
  {
    name: 'Leader of tobacco etch virus',
    reason: 'GenoLIB holds the protease site of the virus, not its leader',
  },
  {
    name: 'Backbone with kanamycin resistance',
    reason:
      'no plasmid record at hand has kanamycin resistance with its promoter and no BspQI site',
  },
];
