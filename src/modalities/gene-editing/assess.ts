import { cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { Assessment } from '../modality.js';
import { SOURCES } from './sources.js';

/** Does gene editing fit the tumour: is there a mutation in a known cancer gene, at a known place. */
export function assessGeneEditing(findings: Findings): Assessment {
  const own = findingsSource(findings);
  const { drivers, tumour } = findings;
  if (tumour.variantCount === null) {
    return { verdict: 'cannot-say', reasons: [cited('no variants were given', own)] };
  }
  if (drivers.length === 0) {
    return {
      verdict: 'does-not-fit',
      reasons: [cited('no mutation of this tumour is in a known cancer gene', own)],
    };
  }
  if (tumour.build.kind === 'missing') {
    return {
      verdict: 'cannot-say',
      reasons: [cited(`the genome build is not known: ${tumour.build.reason}`, own)],
    };
  }
  const genes = [...new Set(drivers.map(({ geneSymbol }) => geneSymbol))];
  return {
    verdict: 'fits',
    reasons: [
      cited(
        `${drivers.length} ${drivers.length === 1 ? 'mutation' : 'mutations'} in known cancer genes: ${genes.slice(0, 8).join(', ')}${genes.length > 8 ? ' and others' : ''}`,
        own,
      ),
      cited(
        'an editor has to reach nearly every tumour cell; in tumours of mice, lipid nanoparticles did so for a part of them',
        SOURCES.delivery,
      ),
    ],
  };
}
