import { type Cited, cited } from '../../core/cited.js';
import type { Part } from '../../engines/constructs/part.js';
import type { PartsLibrary } from '../../engines/constructs/parts-library.js';
import { DETECTED_NTPM } from '../../engines/expression/healthy-tissues.js';
import type { Findings } from '../../findings/findings.js';
import { findingsSource } from '../../findings/vaccine/vaccine-fit.js';
import { VECTOR_SOURCES as V } from '../../engines/constructs/vectors/vector-sources.js';
import type { Payload } from './payloads.js';
import { SOURCES } from './sources.js';
import { tumourExpression } from './tumour-site.js';

const TELOMERASE = 'promoter-htert';
const CONSTITUTIVE = 'promoter-cmv';

/** A promoter and why it is the one. */
export interface PromoterChoice {
  readonly part: Part;
  readonly why: Cited<string>;
  /** It is silent in most healthy cells. */
  readonly restricted: boolean;
}

/**
 * The promoter for a payload: what the option names; else hTERT's for a killer gene where the tumour is known to
 * make telomerase, else CMV's, with that said.
 * @throws OptionError for an id the library does not have.
 */
export function choosePromoter(
  wanted: string,
  { kind }: Payload,
  findings: Findings,
  library: PartsLibrary,
): PromoterChoice {
  const of = (id: string, why: Cited<string>): PromoterChoice => ({
    part: library.part(id, 'promoter'),
    why,
    restricted: id === TELOMERASE,
  });
  if (wanted !== 'auto') return of(wanted, cited('chosen by the option', SOURCES.method));
  const own = findingsSource(findings);
  if (kind === 'signal') {
    return of(
      CONSTITUTIVE,
      cited(
        'The payload is secreted and the vector is given on the spot: CMV, as in nadofaragene firadenovec.',
        V.adstiladrinTable,
      ),
    );
  }
  const tert = tumourExpression(findings, 'TERT');
  const unit = findings.tumour.expressionUnit;
  const survivin = 'survivin’s promoter is in no record at hand';
  if (tert === null) {
    return of(
      CONSTITUTIVE,
      cited(
        `Whether this tumour makes telomerase is not in its findings, so that hTERT’s promoter might be silent in it; ${survivin}. ` +
          'CMV instead: restricted to the tumour by where it is given alone.',
        own,
        SOURCES.hTertCells,
      ),
    );
  }
  if (tert < DETECTED_NTPM) {
    return of(
      CONSTITUTIVE,
      cited(
        `TERT is not expressed here (${tert} ${unit}): its promoter would be silent; ${survivin}. CMV instead: restricted to the ` +
          'tumour by where it is given alone.',
        own,
        SOURCES.hTertCells,
      ),
    );
  }
  return of(
    TELOMERASE,
    cited(
      `The tumour expresses TERT (${tert} ${unit}): its promoter was on in 12 of 12 cancer cell lines and in none of 11 normal ones.`,
      own,
      SOURCES.hTertCells,
    ),
  );
}
