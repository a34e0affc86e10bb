import { cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { Assessment } from '../modality.js';
import { suppressorLosses } from './find-suppressor-losses.js';
import { isDosed, type SuppressorLoss } from './suppressor-loss.js';

/** Does putting a gene back fit the tumour: has it lost a suppressor so that a healthy protein would be missing. */
export function assessGeneReplacement(findings: Findings): Assessment {
  const own = findingsSource(findings);
  if (findings.tumour.variantCount === null) {
    return { verdict: 'cannot-say', reasons: [cited('no variants were given', own)] };
  }
  const { losses } = suppressorLosses(findings, []);
  if (losses.length === 0) {
    // A gene may be lost without a mutation, which the findings do not tell: the user may know of it.
    return {
      verdict: 'cannot-say',
      reasons: [
        cited(
          `no mutation of this tumour is known to damage a suppressor, and ${findings.copyNumber.kind === 'missing' ? 'no copy-number table was given to find deletions in' : 'none of those looked for is deleted'}; where you know of a loss, e.g. by methylation, name the gene in \`genes\``,
          own,
        ),
      ],
    };
  }
  const replaceable = losses.filter(isReplaceable);
  const reasons = losses.flatMap((loss) => loss.reasons.slice(0, 2));
  const [first, ...others] = reasons;
  if (first === undefined) throw new Error('a loss without a reason');
  return {
    verdict: replaceable.length > 0 ? 'fits' : 'cannot-say',
    reasons: [
      cited(
        replaceable.length > 0
          ? `a healthy protein is missing: ${replaceable.map(({ label }) => label).join(', ')}`
          : `whether a healthy protein is missing is not clear: ${losses.map(({ label }) => label).join(', ')}`,
        own,
      ),
      first,
      ...others,
    ],
  };
}

/** No healthy protein is left, or too little of one whose dose matters. */
function isReplaceable({ kind, gene }: SuppressorLoss): boolean {
  return kind === 'both-copies' || (kind === 'one-copy' && isDosed(gene));
}
