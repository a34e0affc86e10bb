/** Names of the columns that are read, whatever their case; the first that the table has is used. */
export const MAF_COLUMNS = {
  chromosome: ['Chromosome'],
  start: ['Start_Position'],
  end: ['End_Position'],
  reference: ['Reference_Allele'],
  allele1: ['Tumor_Seq_Allele1'],
  allele2: ['Tumor_Seq_Allele2'],
  sample: ['Tumor_Sample_Barcode'],
  normal: ['Matched_Norm_Sample_Barcode'],
  build: ['NCBI_Build'],
  strand: ['Strand'],
  status: ['Mutation_Status'],
  filter: ['FILTER'],
  symbol: ['Hugo_Symbol'],
  geneId: ['Gene'],
  classification: ['Variant_Classification'],
  proteinChange: ['HGVSp_Short', 'Protein_Change', 'amino_acid_change'],
  hgvsc: ['HGVSc'],
  hgvsp: ['HGVSp'],
  transcript: ['Transcript_ID', 'Annotation_Transcript', 'i_transcript_name', 'RefSeq'],
  tumourDepth: ['t_depth'],
  tumourReference: ['t_ref_count'],
  tumourAlternate: ['t_alt_count'],
  normalDepth: ['n_depth'],
  normalReference: ['n_ref_count'],
  normalAlternate: ['n_alt_count'],
  alleleFraction: ['tumor_f', 'i_tumor_f', 't_vaf'],
  /** 0-100; Washington University's calls in the TCGA leukaemia set. */
  alleleFractionPercent: ['i_TumorVAF_WU'],
  /** Reference allele with bases either side: GDC's five, vcf2maf's one, Oncotator's ten. */
  context: ['CONTEXT', 'flanking_bps', 'ref_context'],
} as const;

export type MafColumn = keyof typeof MAF_COLUMNS;
export type MafColumnNames = Readonly<Partial<Record<MafColumn, readonly string[]>>>;

/** The same of ANNOVAR's multianno table, which has the coordinates and the `-` of a MAF. */
export const ANNOVAR_COLUMNS: MafColumnNames = {
  chromosome: ['Chr'],
  start: ['Start'],
  end: ['End'],
  reference: ['Ref'],
  allele2: ['Alt'],
  sample: ['Tumor_Sample_Barcode'],
  symbol: ['Gene.refGene'],
  geneId: ['Gene.ensGene'],
};

/** What a MAF's `Variant_Classification` is in the Sequence Ontology, after vcf2maf's table. */
const TERM_OF: Readonly<Record<string, string>> = {
  "3'Flank": 'downstream_gene_variant',
  "3'UTR": '3_prime_UTR_variant',
  "5'Flank": 'upstream_gene_variant',
  "5'UTR": '5_prime_UTR_variant',
  De_novo_Start_InFrame: '5_prime_UTR_premature_start_codon_gain_variant',
  De_novo_Start_OutOfFrame: '5_prime_UTR_premature_start_codon_gain_variant',
  Frame_Shift_Del: 'frameshift_variant',
  Frame_Shift_Ins: 'frameshift_variant',
  IGR: 'intergenic_variant',
  In_Frame_Del: 'inframe_deletion',
  In_Frame_Ins: 'inframe_insertion',
  Intron: 'intron_variant',
  Missense_Mutation: 'missense_variant',
  Nonsense_Mutation: 'stop_gained',
  Nonstop_Mutation: 'stop_lost',
  RNA: 'non_coding_transcript_exon_variant',
  Silent: 'synonymous_variant',
  Splice_Region: 'splice_region_variant',
  // Donor or acceptor is not told, nor whether it is one of the two canonical bases.
  Splice_Site: 'splice_site_variant',
  Start_Codon_Del: 'start_lost',
  Start_Codon_Ins: 'start_lost',
  Start_Codon_SNP: 'start_lost',
  Translation_Start_Site: 'start_lost',
  lincRNA: 'non_coding_transcript_exon_variant',
};

/** The Sequence Ontology term of a MAF's classification, or null where it has none. */
export function sequenceOntologyTerm(classification: string): string | null {
  return TERM_OF[classification] ?? null;
}
