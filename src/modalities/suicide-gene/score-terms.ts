import type { NearestPrecedent } from '../../engines/constructs/vectors/nearest-precedents.js';
import type { PrecedentStatus } from '../../engines/constructs/vectors/precedents.js';
import type { Organ } from '../../engines/constructs/vectors/tumour-organs.js';
import { vectorById } from '../../engines/constructs/vectors/vector-catalogue.js';
import type { FitVerdict } from '../../engines/constructs/vectors/vector-fit.js';
import type { PromoterChoice } from './choose-promoter.js';
import type { Payload } from './payloads.js';

/** What a score is a sum of. */
export interface ScoreTerm {
  readonly term: string;
  readonly points: number;
}

const VERDICT_POINTS: Readonly<Record<FitVerdict, number>> = {
  fits: 30,
  tight: 20,
  'cannot-say': 10,
  'does-not-fit': 0,
};

const STAGE_POINTS: Readonly<Record<PrecedentStatus['stage'], number>> = {
  approved: 8,
  'phase 3': 6,
  'phase 2': 4,
  'phase 1': 2,
  stopped: -2,
};

/** Off for each check that failed. */
export const FAILED_CHECK_POINTS = -5;

/** Points order designs and mean nothing else; docs/science/suicide-gene.md. */
export function scoreTerms(
  verdict: FitVerdict,
  precedents: readonly NearestPrecedent[],
  { transgene, kind, prodrug }: Payload,
  organ: Organ,
  { restricted }: PromoterChoice,
): readonly ScoreTerm[] {
  const nearest = precedents.find(({ precedent }) => precedent.transgenes.includes(transgene));
  return [
    { term: `vector: ${verdict}`, points: VERDICT_POINTS[verdict] },
    ...(nearest === undefined
      ? [{ term: 'payload without precedent in tumours of people', points: 0 }]
      : precedentTerms(nearest, organ)),
    ...(kind === 'killer' && !restricted && prodrug === null
      ? [{ term: 'kills without a switch, from a promoter that is on everywhere', points: -10 }]
      : []),
  ];
}

function precedentTerms(
  { precedent: { organs, route, status, vector } }: NearestPrecedent,
  organ: Organ,
): readonly ScoreTerm[] {
  // Cells treated outside the body and given back say nothing of reaching the organ.
  const isHere = organs.includes(organ) && route !== 'ex vivo';
  const { stage } = status.value;
  const killsByItself = vector !== null && (vectorById(vector)?.replicates ?? false);
  return [
    {
      term: `payload given before${isHere ? ', in this organ' : ', elsewhere'}`,
      points: isHere ? 20 : 10,
    },
    { term: `that precedent: ${stage}`, points: STAGE_POINTS[stage] },
    ...(killsByItself
      ? [{ term: 'it was a virus that kills by itself, which this one does not', points: -10 }]
      : []),
  ];
}
