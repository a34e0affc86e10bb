import type { GeneExpression, TumourCase } from '../../case/tumour-case.js';
import type { Context } from '../../core/context.js';
import { knownTumourType } from '../../engines/evidence/oncotree.js';
import type { SampleExpression } from '../../engines/expression/signature-scores.js';
import type { DriverFinding } from '../drivers/driver-finding.js';
import type { NeoantigenFindings } from '../findings.js';
import type { BiomarkerKnowledge } from './biomarker-knowledge.js';
import type { Biomarkers } from './biomarkers.js';
import { estimateTmb, tmbTarget } from './estimate-tmb.js';
import { findEscape } from './escape-findings.js';
import { findExpressionSignatures } from './expression-signatures.js';
import { findHla } from './hla-class1.js';
import { hrdHints } from './hrd.js';
import { estimateMsi } from './msi.js';
import { neoantigenBurden } from './neoantigen-burden.js';
import { findSignatures } from './signatures.js';

/** What findings came before: drivers and neoantigens of the same tumour. */
export interface FoundBefore {
  readonly drivers: readonly DriverFinding[];
  readonly neoantigens: NeoantigenFindings;
}

/**
 * Everything of the profile that may bear on response; the laboratory's own values beside the estimates.
 * @throws InputError where the tumour type is no OncoTree code, with the nearest ones.
 */
export async function findBiomarkers(
  tumour: TumourCase,
  { drivers, neoantigens }: FoundBefore,
  knowledge: BiomarkerKnowledge,
  context: Context,
): Promise<Biomarkers> {
  checkTumourType(tumour, knowledge);
  const { tmbCohort, oncoTree, signatures, hlaDomains } = knowledge;
  const target = tmbTarget(tumour);
  const { lab, homozygousHlaLoci: homozygousLoci, geneExpression } = tumour;
  return {
    lab,
    tmb: estimateTmb(tumour, { cohort: tmbCohort, tree: oncoTree }),
    msi: estimateMsi(tumour, drivers, target?.sizeMb ?? null),
    hrd: hrdHints(tumour, drivers),
    signatures: await findSignatures(tumour, signatures, target?.kind ?? null, context),
    hla: findHla({ tumour, lab, neoantigens, domains: hlaDomains, homozygousLoci }),
    escape: findEscape(tumour),
    expression: findExpressionSignatures(
      geneExpression.kind === 'given' ? sampleExpression(geneExpression.value) : null,
      geneExpression.kind === 'given' ? geneExpression.from : '',
    ),
    burden: neoantigenBurden(neoantigens),
  };
}

/** @throws InputError where the tumour type is no OncoTree code, with the nearest ones. */
export function checkTumourType(
  { tumourType }: Pick<TumourCase, 'tumourType'>,
  { oncoTree }: Pick<BiomarkerKnowledge, 'oncoTree'>,
): void {
  if (oncoTree !== null && tumourType.kind === 'given') {
    knownTumourType(oncoTree, tumourType.value);
  }
}

/** By symbol, else by the first of the gene's accessions that the table has. */
function sampleExpression({ unit, values }: GeneExpression): SampleExpression {
  return {
    unit,
    valueOf: ({ symbol, geneIds }) =>
      [symbol, ...geneIds].map((name) => values[name]).find((value) => value !== undefined) ?? null,
  };
}
