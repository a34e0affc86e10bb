import type { HlaAllele } from '../../core/brands.js';
import { tsvRow, type TsvCell } from '../../formats/tsv/write-tsv.js';
import { pvacseqAlleleName } from '../../core/hla-allele.js';
import type {
  CandidatePeptide,
  Findings,
  MutantProtein,
  NeoantigenVariant,
} from '../../findings/findings.js';
import { problematicPositions } from '../../findings/ranking/rank-candidates.js';
import type { RankOptions } from '../../findings/ranking/rank-options.js';
import type { RankedCandidate, Ranking } from '../../findings/ranking/ranking.js';
import { orNa, pythonFlag, threeDecimals } from './pvacseq-format.js';
import { geneName, pvacseqIndices, pvacseqVariantId } from './pvacseq-index.js';
import { supportLevelText } from './variants-table.js';

/** Mutated positions as pVACseq lists them; `NA` for a peptide without a healthy counterpart. */
export function positionsText(peptide: CandidatePeptide): string {
  return peptide.wildtype === null ? 'NA' : peptide.mutatedPositions.join(', ');
}

/** Positions the lab cannot make, or `None`. */
export function problematicText(peptide: string, options: RankOptions): string {
  const positions = problematicPositions(peptide, options.problematicAminoAcids);
  return positions.length === 0 ? 'None' : positions.join(', ');
}

/**
 * pVACseq's aggregated report: the best peptide of every variant, in the ranking's order. Where the
 * model gives no IC50 those columns say NA, and so does everything else that is not known.
 */
export function aggregatedTable(
  findings: Findings,
  ranking: Ranking,
  options: RankOptions,
): readonly string[] {
  const { alleles, variants } = findings.neoantigens;
  const indices = pvacseqIndices(findings, options);
  const shown = alleles
    .map(({ allele, mhcClass }, index) => ({
      index,
      mhcClass,
      title: pvacseqAlleleName(allele).replace(/^HLA-/, ''),
    }))
    .filter(({ mhcClass }) => mhcClass === options.mhcClass)
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  const lines = [
    tsvRow([
      'ID',
      'Index',
      ...shown.map(({ title }) => title),
      'Gene',
      'AA Change',
      'Num Passing Transcripts',
      'Best Peptide',
      'Best Transcript',
      'MANE Select',
      'Canonical',
      'TSL',
      'Allele',
      'Pos',
      'Prob Pos',
      'Num Included Peptides',
      'Num Passing Peptides',
      'IC50 MT',
      'IC50 WT',
      '%ile MT',
      '%ile WT',
      'RNA Expr',
      'RNA VAF',
      'Allele Expr',
      'RNA Depth',
      'DNA VAF',
      'Tier',
      'Ref Match',
      'Evaluation',
    ]),
  ];
  for (const candidate of ranking.candidates) {
    const variant = variants[candidate.variant] as NeoantigenVariant;
    const { peptide, protein, allele } = reported(candidate, variant, findings);
    const score = candidate.best === null ? null : (peptide?.scores[candidate.best.allele] ?? null);
    const reference = candidate.criteria.find(({ name }) => name === 'reference-match');
    lines.push(
      tsvRow([
        pvacseqVariantId(variant),
        protein === null ? 'NA' : (indices.get(protein) ?? 'NA'),
        ...shown.map(({ index }): TsvCell => {
          const count = candidate.passingByAllele[index] ?? 0;
          return count === 0 ? '' : count;
        }),
        protein === null ? 'NA' : geneName(protein),
        candidate.aminoAcidChange,
        candidate.passingTranscripts,
        orNa(peptide?.peptide),
        orNa(protein?.transcript),
        protein === null ? 'NA' : pythonFlag(protein.maneSelect),
        protein === null ? 'NA' : pythonFlag(protein.canonical),
        protein === null ? 'NA' : supportLevelText(protein, findings),
        allele === null ? 'NA' : pvacseqAlleleName(allele),
        peptide === null ? 'NA' : positionsText(peptide),
        peptide === null ? 'NA' : problematicText(peptide.peptide, options),
        candidate.includedPeptides,
        candidate.passingPeptides,
        threeDecimals(score?.affinityNm ?? null),
        threeDecimals(score?.wildtypeAffinityNm ?? null),
        threeDecimals(score?.percentileRank ?? null),
        threeDecimals(score?.wildtypePercentileRank ?? null),
        threeDecimals(protein?.geneExpression ?? null),
        threeDecimals(variant.tumourRna?.alleleFraction ?? null),
        threeDecimals(candidate.alleleExpression),
        threeDecimals(variant.tumourRna?.depth ?? null),
        threeDecimals(variant.tumourDna.alleleFraction),
        candidate.tier,
        reference?.outcome === 'not-assessed' ? 'NA' : pythonFlag(reference?.outcome === 'failed'),
        'Pending',
      ]),
    );
  }
  return lines;
}

/** The peptide, protein and allele a candidate is reported with; null where it has none. */
function reported(
  candidate: RankedCandidate,
  variant: NeoantigenVariant,
  findings: Findings,
): {
  readonly peptide: CandidatePeptide | null;
  readonly protein: MutantProtein | null;
  readonly allele: HlaAllele | null;
} {
  return {
    peptide: candidate.best === null ? null : (variant.peptides[candidate.best.peptide] ?? null),
    protein: variant.proteins[candidate.protein] ?? null,
    allele:
      candidate.best === null
        ? null
        : (findings.neoantigens.alleles[candidate.best.allele]?.allele ?? null),
  };
}
