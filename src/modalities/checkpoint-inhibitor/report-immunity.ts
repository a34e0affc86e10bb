import { type Block, type Cell, numberCell, type Section, textCell } from '../../core/document.js';
import { LORIS_COHORT_SOURCE } from '../../engines/response/loris-parameters.js';
import { COHORT_AUC_SOURCE } from '../../findings/biomarkers/expression-signatures.js';
import type { Findings } from '../../findings/findings.js';

function zygosityText(zygosity: Findings['biomarkers']['hla']['loci'][number]['zygosity']): string {
  return zygosity.kind === 'unknown' ? `unknown: ${zygosity.reason}` : zygosity.kind;
}

function lossText(loss: Findings['biomarkers']['hla']['loci'][number]['loss']): string {
  switch (loss.kind) {
    case 'lost':
      return `${loss.alleles.join(', ')} lost; ${loss.reason}`;
    case 'one-copy-lost':
      return `one of the pair lost, not known which; ${loss.reason}`;
    case 'both-lost':
    case 'retained':
      return loss.reason;
    case 'unknown':
      return `unknown: ${loss.reason}`;
  }
}

function hlaBlocks({ hla }: Findings['biomarkers']): readonly Block[] {
  const affected = hla.presentation.filter(({ effect }) => effect !== 'kept');
  return [
    {
      kind: 'table',
      caption: `HLA class I: zygosity, evolutionary divergence (mean Grantham distance a residue) and loss in the tumour; mean divergence ${hla.meanDivergence === null ? `not known (${hla.meanDivergenceMissing})` : hla.meanDivergence.toFixed(2)}`,
      columns: [
        { key: 'locus', title: 'Locus' },
        { key: 'alleles', title: 'Alleles' },
        { key: 'zygosity', title: 'Zygosity' },
        { key: 'divergence', title: 'Divergence' },
        { key: 'loss', title: 'In the tumour' },
      ],
      rows: hla.loci.map(({ locus, alleles, zygosity, divergence, loss }): readonly Cell[] => [
        textCell(`HLA-${locus}`),
        textCell(alleles.join(', ')),
        textCell(zygosityText(zygosity)),
        numberCell(
          divergence.kind === 'measured' ? divergence.grantham : null,
          2,
          divergence.kind === 'missing' ? divergence.reason : '',
        ),
        textCell(lossText(loss)),
      ]),
    },
    {
      kind: 'paragraph',
      text: `The loss of HLA touches ${affected.length} of ${hla.presentation.length} mutations that a class I molecule presents (rank ${hla.rankLimit} % or better).`,
      sources: hla.sources,
    },
    {
      kind: 'paragraph',
      text: 'Of 964 patients given checkpoint inhibitors neither told who responded: AUC of divergence 0.53 (0.49-0.57), of no loss of HLA 0.50 (0.47-0.52).',
      sources: [LORIS_COHORT_SOURCE],
    },
    ...(affected.length === 0 ? [] : [touchedTable(affected)]),
  ];
}

function touchedTable(affected: Findings['biomarkers']['hla']['presentation']): Block {
  return {
    kind: 'table',
    caption: 'Mutations whose presentation the loss of HLA touches',
    columns: [
      { key: 'gene', title: 'Gene' },
      { key: 'variant', title: 'Variant' },
      { key: 'best', title: 'Best peptide' },
      { key: 'allele', title: 'Best allele' },
      { key: 'effect', title: 'Effect' },
    ],
    rows: affected.map(({ geneSymbol, variantId, bestPeptide, bestAllele, effect }) => [
      textCell(geneSymbol ?? ''),
      textCell(variantId),
      textCell(bestPeptide),
      textCell(bestAllele),
      textCell(effect),
    ]),
  };
}

function escapeBlock({ escape }: Findings['biomarkers']): Block {
  return {
    kind: 'table',
    caption: 'Genes by which T cells see and fight a tumour',
    columns: [
      { key: 'gene', title: 'Gene' },
      { key: 'role', title: 'What it does' },
      { key: 'state', title: 'State' },
      { key: 'reason', title: 'Why' },
    ],
    rows: escape.map(({ geneSymbol, role, state, reason }) => [
      textCell(geneSymbol),
      textCell(role),
      textCell(state),
      textCell(reason),
    ]),
  };
}

function expressionBlocks({ expression }: Findings['biomarkers']): readonly Block[] {
  if (expression.kind === 'missing') {
    return [
      {
        kind: 'notice',
        level: 'info',
        text: `No expression signatures: ${expression.reason}. Needed: ${expression.wouldNeed}.`,
      },
    ];
  }
  const { signatures, caution } = expression.value;
  const compared = signatures.filter(({ cohorts }) => cohorts.length > 0);
  const cohorts = compared[0]?.cohorts.map(({ cohort }) => cohort) ?? [];
  return [
    {
      kind: 'table',
      caption: `Immune signatures; ${caution}`,
      columns: [
        { key: 'signature', title: 'Signature' },
        { key: 'value', title: 'Value' },
        { key: 'meaning', title: 'What it is' },
        { key: 'auc', title: 'Median AUC over cohorts', help: COHORT_AUC_SOURCE.name },
      ],
      rows: signatures.map(({ score, medianAuc }) => [
        textCell(score.title),
        numberCell(
          score.kind === 'scored' ? score.value : null,
          3,
          score.kind === 'missing' ? score.reason : '',
        ),
        textCell(score.kind === 'scored' ? score.meaning : score.wouldNeed),
        numberCell(medianAuc, 2, 'not in the comparison'),
      ]),
    },
    ...(cohorts.length === 0
      ? []
      : [
          {
            kind: 'heat-map',
            caption:
              'How well a signature alone told responders in each cohort (AUC; 0.5 is chance). The best single one has a median of 0.64',
            rowTitle: 'signature',
            columnTitle: 'cohort',
            rows: compared.map(({ score }) => score.title),
            columns: cohorts,
            values: compared.map((signature) => signature.cohorts.map(({ auc }) => auc)),
            digits: 2,
            noValue: 'not measured',
            levels: [{ name: 'no better than chance', atMost: 0.5 }],
          } as const,
        ]),
  ];
}

/** HLA, escape and expression of the tumour: what bears on whether T cells can see it. */
export function immunitySection({ biomarkers }: Findings): Section {
  return {
    id: 'checkpoint-inhibitor-immunity',
    title: 'What T cells may see of this tumour',
    blocks: [...hlaBlocks(biomarkers), escapeBlock(biomarkers), ...expressionBlocks(biomarkers)],
  };
}
