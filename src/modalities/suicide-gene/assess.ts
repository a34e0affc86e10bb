import { cited } from '../../core/cited.js';
import { CATALOGUE, VECTORS } from '../../engines/constructs/vectors/vector-catalogue.js';
import { tissueName } from '../../engines/constructs/vectors/tumour-organs.js';
import type { Findings } from '../../findings/findings.js';
import type { Assessment } from '../modality.js';
import { backboneOf } from './plan-payload.js';
import { tumourSite } from './tumour-site.js';

/** Does a killing or cytokine gene fit the tumour: can a vector that can be made be given into tumours of its organ. */
export function assessSuicideGene(findings: Findings): Assessment {
  const site = tumourSite(findings);
  switch (site.kind) {
    case 'unknown':
      return { verdict: 'cannot-say', reasons: [site.because] };
    case 'blood':
      return {
        verdict: 'does-not-fit',
        reasons: [
          site.because,
          cited(
            'every vector of the catalogue was given into a tumour or a cavity, and this tumour has none',
            CATALOGUE,
          ),
        ],
      };
    case 'solid': {
      const reaches = VECTORS.filter(
        (vector) => backboneOf(vector) !== null && !vector.replicates,
      ).flatMap(({ name, reaches: known }) =>
        known
          .filter(({ value }) => value.organ === site.organ && value.tissue === 'tumour')
          .map((reach) => ({ name, reach })),
      );
      const where = tissueName(site.organ);
      if (reaches.length === 0) {
        return {
          verdict: 'cannot-say',
          reasons: [
            site.because,
            cited(
              `no source that was read shows a vector that can be made here in tumours of: ${where}`,
              CATALOGUE,
            ),
          ],
        };
      }
      return {
        verdict: 'fits',
        reasons: [
          site.because,
          ...reaches.map(({ name, reach }) => ({
            value: `${name} was given into such tumours, ${reach.value.route}: ${reach.value.as} (${reach.value.evidence})`,
            sources: reach.sources,
          })),
        ],
      };
    }
  }
}
