import type { PdL1Value } from '../../case/lab-values.js';
import { ALIKE_PDL1_CLONES, approvedAssays } from '../../engines/evidence/checkpoint-assays.js';
import type { CheckpointIndication } from '../../engines/evidence/checkpoint-indication.js';
import type { Findings } from '../../findings/findings.js';
import type { CriterionResult } from './checkpoint-design.js';
import { result } from './criterion-result.js';
import { given } from './patient.js';

type Score = 'CPS' | 'IC' | 'TPS' | 'any';

function valueText(name: string, { value, clone }: PdL1Value): string {
  return `${name} ${value}${clone === null ? '' : ` (${clone})`}`;
}

/** Do the report's antibody and the approved test's read the same share; true where either is not known. */
function isComparable(clone: string | null, approved: readonly string[]): boolean {
  if (clone === null || approved.length === 0 || approved.includes(clone)) return true;
  return ALIKE_PDL1_CLONES.has(clone) && approved.some((one) => ALIKE_PDL1_CLONES.has(one));
}

/**
 * PD-L1 against a label's cut-off. Where only a TPS is given it may settle a CPS, which counts the same tumour cells
 * and more, upwards only. A value by an antibody that stains unlike the approved test's settles nothing.
 */
export function pdl1(
  { biomarkers }: Findings,
  indication: CheckpointIndication,
  score: Score,
  limit: number,
): CriterionResult {
  const { lab } = biomarkers;
  const assays = approvedAssays(indication, 'pdl1');
  const test = assays.length === 0 ? '' : `, test: ${assays.map(({ name }) => name).join(' or ')}`;
  const unit = score === 'CPS' || score === 'any' ? '' : ' %';
  const title = `PD-L1 ${score === 'any' ? '(tumour area or CPS)' : score} of ${limit}${unit} or more${test}`;
  const wouldNeed = `PD-L1 by immunohistochemistry, scored as ${score === 'any' ? 'CPS' : score}${test === '' ? '' : `, with ${assays.map(({ name }) => name).join(' or ')}`}`;
  const tps = given(lab.pdl1Tps);
  const own = given(score === 'TPS' ? lab.pdl1Tps : score === 'IC' ? lab.pdl1Ic : lab.pdl1Cps);
  const name = score === 'any' ? 'CPS' : score;
  if (own === null) {
    if (name !== 'CPS' || tps === null) return result(title, 'unknown', 'not given', wouldNeed);
    const said = valueText('TPS', tps);
    return tps.value >= limit
      ? result(title, 'met', `${said}; CPS is no less than TPS`)
      : result(title, 'unknown', `${said}; CPS may be more than TPS`, wouldNeed);
  }
  const said = valueText(name, own);
  const clones = assays.flatMap(({ clone }) => (clone === null ? [] : [clone]));
  if (!isComparable(own.clone, clones)) {
    return result(
      title,
      'unknown',
      `${said}, which stains unlike the approved test’s antibody`,
      wouldNeed,
    );
  }
  return result(title, own.value >= limit ? 'met' : 'not-met', said);
}
