import { oneLetter } from '../../core/residue-names.js';
import { tsvRow } from '../tsv/write-tsv.js';
import type { BuildName } from '../vcf/genome-build.js';

/** GDC's first columns (docs.gdc.cancer.gov, MAF format 1.0.0) in its order, then what Oncoscript adds. */
const WRITTEN_MAF_COLUMNS = [
  'Hugo_Symbol',
  'Entrez_Gene_Id',
  'Center',
  'NCBI_Build',
  'Chromosome',
  'Start_Position',
  'End_Position',
  'Strand',
  'Variant_Classification',
  'Variant_Type',
  'Reference_Allele',
  'Tumor_Seq_Allele1',
  'Tumor_Seq_Allele2',
  'dbSNP_RS',
  'Tumor_Sample_Barcode',
  'Matched_Norm_Sample_Barcode',
  't_depth',
  't_alt_count',
  'n_depth',
  'n_alt_count',
  'HGVSc',
  'HGVSp',
  'HGVSp_Short',
  'Transcript_ID',
  'Exon_Number',
  'Gene',
  'Consequence',
  'FILTER',
  'Not_Assessed',
] as const;

/** One row to write; alleles without the bases they share, so that one of them may be empty. */
export interface WrittenMafRow {
  readonly build: BuildName;
  readonly chromosome: string;
  readonly start0: number;
  readonly reference: string;
  readonly alternate: string;
  readonly id: string | null;
  readonly tumourSample: string;
  readonly normalSample: string | null;
  readonly tumourDepth: number | null;
  readonly tumourAltReads: number | null;
  readonly normalDepth: number | null;
  readonly normalAltReads: number | null;
  /** Failed filters; null where none was applied. */
  readonly filters: readonly string[] | null;
  /** Null where it was not assessed. */
  readonly effect: MafEffect | null;
  /** Why it was not assessed. */
  readonly reason: string | null;
}

/** What the variant does to the transcript it is reported on. */
interface MafEffect {
  readonly geneSymbol: string | null;
  readonly geneId: string | null;
  readonly transcript: string;
  /** Sequence Ontology terms, most severe first. */
  readonly terms: readonly string[];
  /** With their accession. */
  readonly hgvsc: string | null;
  readonly hgvsp: string | null;
  readonly exon: string | null;
}

const EMPTY = '.';
/** What vcf2maf writes for a variant without gene. */
const NO_GENE = 'Unknown';

/** Version line, a comment and the names of the columns, each with its line end. */
export function mafHeader(comment: string): string {
  return `#version 2.4\n#${comment}\n${WRITTEN_MAF_COLUMNS.join('\t')}\n`;
}

/** One row with its line end. Places become 1-based; an insertion lies between start and end. */
export function mafRow(row: WrittenMafRow): string {
  const { reference, alternate, effect } = row;
  const isInsertion = reference === '';
  const start = isInsertion ? row.start0 : row.start0 + 1;
  const end = isInsertion ? start + 1 : row.start0 + reference.length;
  const type = variantType(reference, alternate);
  const referenceCell = reference || '-';
  const cells: Readonly<Record<(typeof WRITTEN_MAF_COLUMNS)[number], string | number | null>> = {
    Hugo_Symbol: effect?.geneSymbol ?? NO_GENE,
    Entrez_Gene_Id: null,
    Center: null,
    NCBI_Build: row.build,
    Chromosome: row.chromosome,
    Start_Position: start,
    End_Position: end,
    Strand: '+',
    Variant_Classification: effect === null ? null : mafClassification(effect.terms, type),
    Variant_Type: type,
    Reference_Allele: referenceCell,
    // Zygosity is not read: the first allele is given as the reference.
    Tumor_Seq_Allele1: referenceCell,
    Tumor_Seq_Allele2: alternate || '-',
    dbSNP_RS: row.id,
    Tumor_Sample_Barcode: row.tumourSample,
    Matched_Norm_Sample_Barcode: row.normalSample,
    t_depth: row.tumourDepth,
    t_alt_count: row.tumourAltReads,
    n_depth: row.normalDepth,
    n_alt_count: row.normalAltReads,
    HGVSc: withoutAccession(effect?.hgvsc ?? null),
    HGVSp: withoutAccession(effect?.hgvsp ?? null),
    HGVSp_Short: shortProteinChange(withoutAccession(effect?.hgvsp ?? null)),
    Transcript_ID: effect?.transcript ?? null,
    Exon_Number: effect?.exon ?? null,
    Gene: effect?.geneId ?? null,
    Consequence: effect?.terms.join('&') || null,
    FILTER: row.filters === null ? null : row.filters.join(';') || 'PASS',
    Not_Assessed: row.reason,
  };
  return `${tsvRow(WRITTEN_MAF_COLUMNS.map((column) => cells[column] ?? EMPTY))}\n`;
}

type VariantType = 'SNP' | 'DNP' | 'TNP' | 'ONP' | 'INS' | 'DEL';

function variantType(reference: string, alternate: string): VariantType {
  if (alternate.length > reference.length) return 'INS';
  if (alternate.length < reference.length) return 'DEL';
  return (['SNP', 'DNP', 'TNP'] as const)[reference.length - 1] ?? 'ONP';
}

/** Terms whose classification does not depend on the type of the variant; vcf2maf 1.6.21's table. */
const CLASSIFICATION_OF: Readonly<Record<string, string>> = {
  transcript_ablation: 'Splice_Site',
  splice_acceptor_variant: 'Splice_Site',
  splice_donor_variant: 'Splice_Site',
  stop_gained: 'Nonsense_Mutation',
  stop_lost: 'Nonstop_Mutation',
  start_lost: 'Translation_Start_Site',
  inframe_insertion: 'In_Frame_Ins',
  inframe_deletion: 'In_Frame_Del',
  missense_variant: 'Missense_Mutation',
  splice_donor_5th_base_variant: 'Splice_Region',
  splice_donor_region_variant: 'Splice_Region',
  splice_polypyrimidine_tract_variant: 'Splice_Region',
  splice_region_variant: 'Splice_Region',
  incomplete_terminal_codon_variant: 'Silent',
  start_retained_variant: 'Silent',
  stop_retained_variant: 'Silent',
  synonymous_variant: 'Silent',
  '5_prime_UTR_variant': "5'UTR",
  '3_prime_UTR_variant': "3'UTR",
  non_coding_transcript_exon_variant: 'RNA',
  non_coding_transcript_variant: 'RNA',
  intron_variant: 'Intron',
  upstream_gene_variant: "5'Flank",
  downstream_gene_variant: "3'Flank",
};

/**
 * `Variant_Classification` by the most severe term, after vcf2maf. Unlike there, a change of the coding
 * sequence whose residues are not known is no `Missense_Mutation`: it has no word, as has a term not listed.
 */
export function mafClassification(
  terms: readonly string[],
  type: ReturnType<typeof variantType>,
): string {
  const worst = terms[0] ?? '';
  if (worst === 'frameshift_variant') return type === 'INS' ? 'Frame_Shift_Ins' : 'Frame_Shift_Del';
  if (worst === 'protein_altering_variant') return type === 'INS' ? 'In_Frame_Ins' : 'In_Frame_Del';
  return CLASSIFICATION_OF[worst] ?? EMPTY;
}

function withoutAccession(hgvs: string | null): string | null {
  return hgvs === null ? null : hgvs.replace(/^[^:]*:/, '');
}

/** `p.Arg97ProfsTer23` -> `p.R97Pfs*23`. */
function shortProteinChange(hgvsp: string | null): string | null {
  return hgvsp === null ? null : hgvsp.replace(/[A-Z][a-z]{2}/g, (name) => oneLetter(name) ?? name);
}
