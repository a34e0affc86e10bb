import type { Findings } from '../../findings/findings.js';
import type { Designs } from '../../modalities/designs.js';
import type { TargetedTherapyDesign } from '../../modalities/targeted-therapy/targeted-therapy-design.js';
import type { FhirImplication } from './fhir-bundle.js';

/** Regimens of the targeted therapies as implications of the drivers they rest on; none where there are no designs. */
export function fhirImplications(
  designs: Designs | null,
  { drivers }: Findings,
): readonly FhirImplication[] {
  const therapy = designs?.therapies.find(({ kind }) => kind === 'targeted-therapy');
  const regimens = (therapy?.designs ?? []) as readonly TargetedTherapyDesign[];
  return regimens.map((regimen) => {
    const labels = new Set(regimen.alterations.map(({ label }) => label));
    const { bestLevel, ampTier, escatTier, supporting, contradicting } = regimen;
    return {
      therapy: regimen.therapy,
      effect: effectOf(regimen),
      level: [
        `CIViC level ${bestLevel}`,
        `AMP/ASCO/CAP tier ${ampTier}`,
        ...(escatTier === null ? [] : [`ESCAT ${escatTier}`]),
      ].join('; '),
      tumourType: regimen.tumourTypeName ?? 'tumour type not given',
      variantIds: drivers
        .filter(({ geneSymbol, change }) => labels.has(`${geneSymbol} ${change ?? ''}`))
        .map(({ variantId }) => variantId),
      biomarkers: [],
      citations: [...supporting, ...contradicting].map(({ evidence, pmid, citation }) =>
        pmid === null ? `${evidence} (${citation})` : `${evidence} (PMID ${pmid})`,
      ),
    };
  });
}

function effectOf({ standing, contradicting }: TargetedTherapyDesign): FhirImplication['effect'] {
  switch (standing) {
    case 'supported':
      return 'responsive';
    case 'contested':
      return 'unknown';
    case 'outweighed':
      return contradicting.some(({ says }) => says === 'resistance') ? 'resistant' : 'unknown';
  }
}
