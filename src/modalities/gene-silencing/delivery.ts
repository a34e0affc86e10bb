import { cited, type Cited } from '../../core/cited.js';
import { organOfTumour, tissueName } from '../../engines/constructs/vectors/tumour-organs.js';
import { vectorFit } from '../../engines/constructs/vectors/vector-fit.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import type { Delivery } from './gene-silencing-design.js';
import { SOURCES } from './sources.js';

const VECTORS_SHOWN = 3;

/** Ways for a siRNA and for a hairpin of `insertBp` (promoter to end of the hairpin) into this tumour. */
export function deliveryFor(findings: Findings, insertBp: number | null): Delivery {
  const { tumourType } = findings.tumour;
  const organ = tumourType.kind === 'given' ? organOfTumour(tumourType.value) : null;
  const fits =
    insertBp === null
      ? []
      : vectorFit(insertBp, { organ, route: null, needs: { permanent: true } });
  return {
    statements: [
      cited(
        'a siRNA of two modified 21-mers in a lipid nanoparticle is an approved drug; it acts in the liver',
        SOURCES.patisiran,
      ),
      siteStatement(findings, organ === null ? null : tissueName(organ)),
      cited(
        'a siRNA against KRAS G12D was released from an implant within pancreatic tumours of 15 people, together with chemotherapy',
        SOURCES.loder,
      ),
    ],
    vectors: fits.slice(0, VECTORS_SHOWN).map(({ vector, verdict, reasons }) => ({
      name: vector.name,
      verdict,
      reasons,
    })),
  };
}

function siteStatement(findings: Findings, tissue: string | null): Cited<string> {
  const own = findingsSource(findings);
  if (tissue === null) {
    return cited(
      'the organ of the tumour is not given as an OncoTree code: which particle reaches it is not judged',
      own,
    );
  }
  return tissue === 'Liver'
    ? cited('the tumour starts in the liver, which such particles reach', own, SOURCES.patisiran)
    : cited(
        `the tumour starts in ${tissue}: for a siRNA given into the blood, reaching it is the open question`,
        own,
      );
}
