import { cited } from '../../core/cited.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { Assessment } from '../modality.js';
import { silencingTargets } from './silencing-targets.js';
import { SOURCES } from './sources.js';

const NAMED = 6;

function list(labels: readonly string[]): string {
  const shown = labels.slice(0, NAMED).join(', ');
  return labels.length > NAMED ? `${shown} and others` : shown;
}

/** Does gene silencing fit the tumour: is there an oncogene that a mutation activates, or a fusion. */
export function assessGeneSilencing(findings: Findings): Assessment {
  const own = findingsSource(findings);
  const { tumour } = findings;
  const { targets, leftOut } = silencingTargets(findings);
  if (targets.length === 0) {
    if (tumour.variantCount === null && findings.junctionNeoantigens === null) {
      return { verdict: 'cannot-say', reasons: [cited('no variants were given', own)] };
    }
    return {
      verdict: 'does-not-fit',
      reasons: [
        cited('no oncogene of this tumour is known to be activated, and no fusion was found', own),
        ...leftOut.slice(0, NAMED).map(({ label, reason }) => cited(`${label}: ${reason}`, own)),
      ],
    };
  }
  if (tumour.build.kind === 'missing') {
    return {
      verdict: 'cannot-say',
      reasons: [cited(`the genome build is not known: ${tumour.build.reason}`, own)],
    };
  }
  const mutations = targets.filter(({ kind }) => kind === 'mutation');
  const fusions = targets.filter(({ kind }) => kind === 'fusion');
  return {
    verdict: mutations.length > 0 ? 'fits' : 'cannot-say',
    reasons: [
      ...(mutations.length === 0
        ? []
        : [cited(`activated: ${list(mutations.map(({ label }) => label))}`, own)]),
      ...(fusions.length === 0
        ? []
        : [
            cited(
              `fusions: ${list([...new Set(fusions.map(({ label }) => label))])}; whether one of them drives the tumour is not known here`,
              own,
            ),
          ]),
      ...leftOut.slice(0, NAMED).map(({ label, reason }) => cited(`${label}: ${reason}`, own)),
      cited(
        'siRNA is an approved kind of drug for the liver; into tumours of other organs it was given from an implant',
        SOURCES.patisiran,
        SOURCES.loder,
      ),
    ],
  };
}
