import { tsvRow, type TsvCell } from '../../formats/tsv/write-tsv.js';
import { pvacseqAlleleName } from '../../core/hla-allele.js';
import type { Findings, MutantProtein, NeoantigenVariant } from '../../findings/findings.js';
import { manufacturability } from '../../findings/neoantigens/manufacturability.js';
import {
  epitopeRows,
  filteredRows,
  type EpitopeRow,
} from '../../findings/ranking/rank-candidates.js';
import type { RankOptions } from '../../findings/ranking/rank-options.js';
import { positionsText, problematicText } from './aggregated-table.js';
import { orNa, pythonFlag, pythonFloat } from './pvacseq-format.js';
import { geneName, pvacseqIndices, pvacseqSpan, pvacseqType } from './pvacseq-index.js';
import { supportLevelText } from './variants-table.js';

const COLUMNS = [
  'Chromosome',
  'Start',
  'Stop',
  'Reference',
  'Variant',
  'Transcript',
  'Transcript Support Level',
  'Transcript Length',
  'Canonical',
  'MANE Select',
  'Biotype',
  'Transcript CDS Flags',
  'Ensembl Gene ID',
  'Variant Type',
  'Mutation',
  'Protein Position',
  'Gene Name',
  'HGVSc',
  'HGVSp',
  'HLA Allele',
  'Peptide Length',
  'Sub-peptide Position',
  'Mutation Position',
  'MT Epitope Seq',
  'WT Epitope Seq',
  'Best MT IC50 Score Method',
  'Best MT IC50 Score',
  'Corresponding WT IC50 Score',
  'Corresponding Fold Change',
  'Best MT Percentile Method',
  'Best MT Percentile',
  'Corresponding WT Percentile',
  'Tumor DNA Depth',
  'Tumor DNA VAF',
  'Tumor RNA Depth',
  'Tumor RNA VAF',
  'Normal Depth',
  'Normal VAF',
  'Gene Expression',
  'Transcript Expression',
  'Median MT IC50 Score',
  'Median WT IC50 Score',
  'Median Fold Change',
  'Median MT Percentile',
  'Median WT Percentile',
  'Oncoscript MT Presentation Score',
  'Oncoscript WT Presentation Score',
  'Index',
  'Problematic Positions',
  'Reference Match',
  'cterm_7mer_gravy_score',
  'max_7mer_gravy_score',
  'difficult_n_terminal_residue',
  'c_terminal_cysteine',
  'c_terminal_proline',
  'cysteine_count',
  'n_terminal_asparagine',
  'asparagine_proline_bond_count',
] as const;

function floatOrNa(value: number | null | undefined): string {
  return value === null || value === undefined ? 'NA' : pythonFloat(value);
}

/** Everything of a line that depends on variant and protein only. */
function proteinCells(
  variant: NeoantigenVariant,
  protein: MutantProtein,
  findings: Findings,
): readonly TsvCell[] {
  const { start, stop } = pvacseqSpan(variant);
  return [
    variant.chromosome,
    start,
    stop,
    variant.reference,
    variant.alternate,
    protein.transcript,
    supportLevelText(protein, findings),
    protein.wildtypeLength,
    pythonFlag(protein.canonical),
    pythonFlag(protein.maneSelect),
    orNa(protein.biotype),
    protein.flags.length === 0 ? 'None' : protein.flags.join('&').toLowerCase(),
    orNa(protein.geneId),
    pvacseqType(protein.kind),
    protein.kind === 'frameshift'
      ? `${variant.reference}/${variant.alternate}`
      : protein.aminoAcids,
    protein.proteinPosition,
    geneName(protein),
    orNa(protein.hgvsc),
    orNa(protein.hgvsp),
  ];
}

function epitopeLine(
  row: EpitopeRow,
  variant: NeoantigenVariant,
  findings: Findings,
  index: string,
  options: RankOptions,
): string {
  const { peptide, protein, score } = row;
  const model = findings.neoantigens.alleles[row.alleleIndex];
  const allele = model === undefined ? 'NA' : pvacseqAlleleName(model.allele);
  const method = model?.status === 'scored' ? model.modelId : 'NA';
  const source = peptide.sources.find((place) => place.protein === row.proteinIndex);
  const affinity = score.affinityNm;
  const wildtypeAffinity = score.wildtypeAffinityNm;
  const fold = affinity === null || wildtypeAffinity === null ? null : wildtypeAffinity / affinity;
  const rank = floatOrNa(score.percentileRank);
  const wildtypeRank = floatOrNa(score.wildtypePercentileRank);
  const make = manufacturability(peptide.peptide);
  return tsvRow([
    ...proteinCells(variant, protein, findings),
    allele,
    peptide.peptide.length,
    source === undefined ? 'NA' : source.start0 - protein.windowStart0 + 1,
    positionsText(peptide),
    peptide.peptide,
    orNa(peptide.wildtype),
    affinity === null ? 'NA' : method,
    floatOrNa(affinity),
    floatOrNa(wildtypeAffinity),
    floatOrNa(fold),
    method,
    rank,
    wildtypeRank,
    orNa(variant.tumourDna.depth),
    floatOrNa(variant.tumourDna.alleleFraction),
    orNa(variant.tumourRna?.depth),
    floatOrNa(variant.tumourRna?.alleleFraction),
    orNa(variant.normalDna?.depth),
    floatOrNa(variant.normalDna?.alleleFraction),
    floatOrNa(protein.geneExpression),
    floatOrNa(protein.transcriptExpression),
    floatOrNa(affinity),
    floatOrNa(wildtypeAffinity),
    floatOrNa(fold),
    rank,
    wildtypeRank,
    floatOrNa(score.presentationScore),
    floatOrNa(score.wildtypePresentationScore),
    index,
    problematicText(peptide.peptide, options),
    pythonFlag(peptide.healthyOccurrences.count > 0),
    make.cTerminalSevenMerGravy,
    make.maxSevenMerGravy,
    pythonFlag(make.difficultNTerminalResidue),
    pythonFlag(make.cTerminalCysteine),
    pythonFlag(make.cTerminalProline),
    make.cysteineCount,
    pythonFlag(make.nTerminalAsparagine),
    make.asparagineProlineBonds,
  ]);
}

/**
 * Every scored peptide, transcript and allele with pVACseq's columns; lines are made as they are
 * asked for, since there may be hundreds of thousands.
 */
export function* allEpitopesTable(findings: Findings, options: RankOptions): Generator<string> {
  const indices = pvacseqIndices(findings, options);
  yield tsvRow(COLUMNS);
  for (const variant of findings.neoantigens.variants) {
    for (const row of epitopeRows(variant, findings.neoantigens.alleles, options)) {
      yield epitopeLine(row, variant, findings, indices.get(row.protein) ?? 'NA', options);
    }
  }
}

/** The one best peptide of each variant that survives pVACseq's filters, same columns. */
export function* filteredTable(findings: Findings, options: RankOptions): Generator<string> {
  const indices = pvacseqIndices(findings, options);
  yield tsvRow(COLUMNS);
  const rows = filteredRows(findings, options);
  for (const [i, variant] of findings.neoantigens.variants.entries()) {
    const row = rows[i];
    if (row === null || row === undefined) continue;
    yield epitopeLine(row, variant, findings, indices.get(row.protein) ?? 'NA', options);
  }
}
