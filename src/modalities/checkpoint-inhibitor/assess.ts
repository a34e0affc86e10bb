import { type Cited, cited, type Source } from '../../core/cited.js';
import { INDICATIONS_AS_OF } from '../../engines/evidence/checkpoint-indication.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { Assessment } from '../modality.js';
import { isAllButHistoryMet, matchedIndications } from './design-checkpoint-inhibitor.js';
import { findCautions } from './find-cautions.js';
import { findResistance } from './find-resistance.js';

const TABLE: Source = {
  name: `table of checkpoint-inhibitor uses approved by the FDA, as of ${INDICATIONS_AS_OF}`,
  date: INDICATIONS_AS_OF,
};

/** Uses named in the assessment. */
const NAMED = 3;

/**
 * Is a checkpoint inhibitor approved for this tumour as it is known. Cannot say where the tumour type is missing, where
 * no use has all that its label asks known but the history, or where something speaks against it that a person has to
 * weigh.
 */
export function assessCheckpointInhibitor(findings: Findings): Assessment {
  const own = findingsSource(findings);
  const { tumourType } = findings.tumour;
  if (tumourType.kind === 'missing') {
    return {
      verdict: 'cannot-say',
      reasons: [cited(`the tumour type is not known: ${tumourType.reason}`, own)],
    };
  }
  const matches = matchedIndications(findings);
  const { found: cautions } = findCautions(findings);
  const warnings: readonly Cited<string>[] = [
    ...cautions.map(({ caution, found }) =>
      cited(`${caution.title} (${found}): ${caution.statement}`, ...caution.sources),
    ),
    ...findResistance(findings).map(({ evidence, found, isSameTumour }) =>
      cited(
        `${found}: ${evidence.statement}${isSameTumour ? '' : ` (seen in ${evidence.foundIn})`}`,
        ...evidence.sources,
      ),
    ),
  ];
  if (matches.length === 0) {
    return {
      verdict: 'does-not-fit',
      reasons: [
        cited(
          `no use in the table is for ${tumourType.value} as the case stands; the table has the FDA only, and not all of it`,
          TABLE,
          own,
        ),
        ...warnings,
      ],
    };
  }
  const applying = matches.filter(({ fit }) => fit === 'applies').length;
  const named = matches.slice(0, NAMED).map(({ indication, fit }) => {
    const drugs = [...indication.agents, ...indication.partners].join(' + ');
    return cited(
      `${drugs}: ${indication.use}${fit === 'applies' ? '' : ', if what is not known is as the label asks'}`,
      ...indication.sources,
    );
  });
  return {
    verdict:
      matches.some(isAllButHistoryMet) &&
      !cautions.some(({ caution }) => caution.level === 'against')
        ? 'fits'
        : 'cannot-say',
    reasons: [
      cited(
        `${matches.length} approved ${matches.length === 1 ? 'use is' : 'uses are'} not ruled out, ${applying} with all that the label asks known and met`,
        TABLE,
        own,
      ),
      ...named,
      ...warnings,
    ],
  };
}
