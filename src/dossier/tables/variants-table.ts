import { tsvRow } from '../../formats/tsv/write-tsv.js';
import type { HaplotypeMember, TumourCase } from '../../case/tumour-case.js';
import type { Findings, MutantProtein } from '../../findings/findings.js';
import { isReviewed } from '../../findings/ranking/rank-candidates.js';
import type { RankOptions } from '../../findings/ranking/rank-options.js';
import { orNa, pythonFlag, pythonFloat } from './pvacseq-format.js';
import { geneName, pvacseqIndices, pvacseqSpan, pvacseqType } from './pvacseq-index.js';

const COLUMNS = [
  'chromosome_name',
  'start',
  'stop',
  'reference',
  'variant',
  'gene_name',
  'transcript_name',
  'transcript_support_level',
  'canonical',
  'mane_select',
  'transcript_length',
  'biotype',
  'transcript_cds_flags',
  'amino_acid_change',
  'codon_change',
  'ensembl_gene_id',
  'hgvsc',
  'hgvsp',
  'wildtype_amino_acid_sequence',
  'frameshift_amino_acid_sequence',
  'variant_type',
  'protein_position',
  'transcript_expression',
  'gene_expression',
  'normal_depth',
  'normal_vaf',
  'tdna_depth',
  'tdna_vaf',
  'trna_depth',
  'trna_vaf',
  'index',
  'protein_length_change',
] as const;

/** What pVACseq prints of a transcript support level, given whether the build has them. */
export function supportLevelText(protein: MutantProtein, findings: Findings): string {
  const { build } = findings.tumour;
  if (build.kind !== 'given' || build.value !== 'GRCh38') return 'Not Supported';
  return orNa(protein.transcriptSupportLevel);
}

function expressionText(value: number | null): string {
  return value === null ? 'NA' : pythonFloat(value);
}

/** `+12`, `-302`, `0` for a frameshift; empty otherwise. */
function lengthChange(protein: MutantProtein): string {
  if (protein.kind !== 'frameshift') return '';
  const change = protein.mutantLength - protein.wildtypeLength;
  return change > 0 ? `+${change}` : String(change);
}

/** One name for a protein in case and findings: a variant on two copies has two on one transcript. */
function proteinKey(
  variant: string,
  transcript: string,
  haplotype: { readonly variants: readonly HaplotypeMember[] } | null,
): string {
  const makers = haplotype?.variants.filter(({ isMaker }) => isMaker).map(({ id }) => id) ?? [];
  return [variant, transcript, ...makers].join(' ');
}

/** Healthy and frameshift proteins as the case holds them, by `proteinKey`. */
function annotatedProteins(
  tumour: TumourCase,
): ReadonlyMap<string, { readonly wildtype: string; readonly frameshift: string }> {
  const proteins = new Map<string, { wildtype: string; frameshift: string }>();
  if (tumour.variants.kind === 'missing') return proteins;
  for (const variant of tumour.variants.value) {
    for (const consequence of variant.consequences) {
      const { transcript, wildtypeProtein, mutantProtein, terms, haplotype } = consequence;
      const isFrameshift =
        haplotype === null
          ? terms.includes('frameshift_variant')
          : haplotype.ending === 'frameshift';
      proteins.set(proteinKey(variant.id, transcript, haplotype), {
        wildtype: wildtypeProtein === null ? '' : (tumour.proteins[wildtypeProtein] ?? ''),
        frameshift: isFrameshift ? (mutantProtein ?? '') : '',
      });
    }
  }
  return proteins;
}

/**
 * One line per variant and reviewed transcript, columns as pVACseq's converter writes them. The two
 * protein sequences come from the case, since findings keep windows only.
 */
export function* variantsTable(
  findings: Findings,
  options: RankOptions,
  tumour: TumourCase,
): Generator<string> {
  const proteins = annotatedProteins(tumour);
  const indices = pvacseqIndices(findings, options);
  yield tsvRow(COLUMNS);
  for (const variant of findings.neoantigens.variants) {
    const { start, stop } = pvacseqSpan(variant);
    for (const protein of variant.proteins) {
      if (!isReviewed(protein, options)) continue;
      const sequences = proteins.get(proteinKey(variant.id, protein.transcript, protein.haplotype));
      yield tsvRow([
        variant.chromosome,
        start,
        stop,
        variant.reference,
        variant.alternate,
        geneName(protein),
        protein.transcript,
        supportLevelText(protein, findings),
        pythonFlag(protein.canonical),
        pythonFlag(protein.maneSelect),
        protein.wildtypeLength,
        orNa(protein.biotype),
        protein.flags.length === 0 ? 'None' : protein.flags.join('&').toLowerCase(),
        protein.aminoAcids,
        orNa(protein.codons),
        orNa(protein.geneId),
        protein.hgvsc ?? '',
        protein.hgvsp ?? '',
        sequences?.wildtype ?? '',
        sequences?.frameshift ?? '',
        pvacseqType(protein.kind),
        protein.proteinPosition,
        expressionText(protein.transcriptExpression),
        expressionText(protein.geneExpression),
        orNa(variant.normalDna?.depth),
        expressionText(variant.normalDna?.alleleFraction ?? null),
        orNa(variant.tumourDna.depth),
        expressionText(variant.tumourDna.alleleFraction),
        orNa(variant.tumourRna?.depth),
        expressionText(variant.tumourRna?.alleleFraction ?? null),
        indices.get(protein) ?? 'NA',
        lengthChange(protein),
      ]);
    }
  }
}
