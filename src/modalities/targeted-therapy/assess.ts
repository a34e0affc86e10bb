import { cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { Assessment } from '../modality.js';
import { measuredAlterations } from './tumour-alterations.js';

/** Is anything altered that a drug may aim at; which drug, the evidence says when designs are made. */
export function assessTargetedTherapy(findings: Findings): Assessment {
  const own = findingsSource(findings);
  const { copyNumber, drivers, fusions, neoantigens, tumour } = findings;
  const counts = [
    [drivers.length, 'variant in known cancer genes', 'variants in known cancer genes'],
    [
      neoantigens.variants.length,
      'variant that changes a protein',
      'variants that change a protein',
    ],
    [fusions.kind === 'given' ? fusions.value.length : 0, 'fusion', 'fusions'],
    [
      measuredAlterations(findings).length,
      'marker of the whole tumour',
      'markers of the whole tumour',
    ],
    [
      copyNumber.kind === 'given' ? copyNumber.value.length : 0,
      'segment with copy numbers',
      'segments with copy numbers',
    ],
  ] as const;
  const found = counts.filter(([count]) => count > 0);
  const type =
    tumour.tumourType.kind === 'given'
      ? `the tumour type is ${tumour.tumourType.value}`
      : 'the tumour type is not known, so that evidence of it cannot be told from that of others';
  if (found.length > 0) {
    return {
      verdict: 'fits',
      reasons: [
        cited(
          found.map(([count, one, many]) => `${count} ${count === 1 ? one : many}`).join(', '),
          own,
        ),
        cited(type, own),
      ],
    };
  }
  const isRead = tumour.variantCount !== null || fusions.kind === 'given';
  return isRead
    ? {
        verdict: 'does-not-fit',
        reasons: [cited('no alteration of this tumour changes a protein or a gene’s copies', own)],
      }
    : { verdict: 'cannot-say', reasons: [cited('no alterations were given', own)] };
}
