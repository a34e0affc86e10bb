import { numberCell, type Section, textCell } from '../core/document.js';
import { pvacseqAlleleName } from '../core/hla-allele.js';
import type { Findings } from '../findings/findings.js';
import type { Ranking } from '../findings/ranking/ranking.js';

/** Candidates shown; the tables have all. */
const SHOWN = 40;
const CORE_RESIDUES = 9;

/** The peptide with its binding core in brackets, e.g. `PK[YVKQNTLKL]AT`. */
function withCore(peptide: string, coreStart0: number | null): string {
  if (coreStart0 === null || coreStart0 < 0) return peptide;
  const end = coreStart0 + CORE_RESIDUES;
  return `${peptide.slice(0, coreStart0)}[${peptide.slice(coreStart0, end)}]${peptide.slice(end)}`;
}

/** The best class II peptide of each variant, by the same tiers as class I. */
export function classIISection(findings: Findings, ranking: Ranking): Section {
  const { variants, alleles } = findings.neoantigens;
  const scored = ranking.candidates.filter(({ best }) => best !== null);
  const rows = scored.slice(0, SHOWN).map((candidate) => {
    const variant = variants[candidate.variant];
    const protein = variant?.proteins[candidate.protein];
    const peptide = candidate.best === null ? undefined : variant?.peptides[candidate.best.peptide];
    const score = candidate.best === null ? null : peptide?.scores[candidate.best.allele];
    const allele = candidate.best === null ? undefined : alleles[candidate.best.allele]?.allele;
    return [
      numberCell(candidate.place, 0, ''),
      textCell(protein?.geneSymbol ?? protein?.geneId ?? 'unnamed'),
      textCell(candidate.aminoAcidChange),
      textCell(candidate.tier),
      textCell(
        peptide === undefined ? 'none' : withCore(peptide.peptide, score?.coreStart0 ?? null),
      ),
      textCell(allele === undefined ? 'none' : pvacseqAlleleName(allele)),
      numberCell(score?.percentileRank ?? null, 2, 'not scored', '%'),
      numberCell(score?.affinityNm ?? null, 0, 'the model gives none', 'nM'),
      numberCell(score?.wildtypePercentileRank ?? null, 2, 'no healthy counterpart', '%'),
    ];
  });
  const left = ranking.candidates.length - rows.length;
  return {
    id: 'class-ii',
    title: 'Class II presentation',
    blocks: [
      {
        kind: 'paragraph',
        text: `Peptides of ${String(ranking.options['classIILengths'])} residues on the patient's class II molecules, tiered like class I. DQ and DP chains typed apart are paired in every way, of which not all may exist in the patient. Peptide-MHC II prediction is less certain than class I.`,
      },
      {
        kind: 'table',
        caption: `Best class II peptide of each variant, binding core in brackets${left > 0 ? `; ${left} more in class-ii/aggregated.tsv` : ''}`,
        columns: [
          { key: 'place', title: 'Place' },
          { key: 'gene', title: 'Gene' },
          { key: 'change', title: 'Change' },
          { key: 'tier', title: 'Tier' },
          { key: 'peptide', title: 'Best peptide' },
          { key: 'molecule', title: 'HLA molecule' },
          {
            key: 'rank',
            title: 'Rank, %',
            help: 'per cent of random human peptides that score as high',
          },
          { key: 'ic50', title: 'IC50, nM' },
          { key: 'wildtype', title: 'Healthy rank, %' },
        ],
        rows,
      },
    ],
  };
}
