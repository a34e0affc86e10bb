import { forbiddenSites } from '../../rna/constraints.js';
import type { SiteWish } from '../find-sites.js';
import type { AssembledVector } from './assembled-vector.js';
import type { AssemblyMeans } from './assemble-vector.js';
import { checkDirectRepeats } from './checks/direct-repeats.js';
import { checkIntrons } from './checks/introns.js';
import { checkItrIntegrity } from './checks/itr-integrity.js';
import { checkPackagingSize } from './checks/packaging-size.js';
import { checkPromoterInterference } from './checks/promoter-interference.js';
import { checkReadingFrames } from './checks/reading-frames.js';
import { checkSpliceSites } from './checks/splice-sites.js';
import { checkStartContext } from './checks/start-context.js';
import { checkForbiddenSites, checkSynthesis } from './checks/synthesis.js';
import { checkTranscriptEnds } from './checks/transcript-ends.js';
import { usualVector } from './packaging-margin.js';
import type { SpliceLimits } from './splice-sites.js';
import {
  type CheckResult,
  VECTOR_CHECKS,
  type VectorCheck,
  type VectorCheckId,
} from './vector-check.js';

/** What may be asked for beyond the usual. */
export interface VectorLimits {
  /** In the insert; one found is a fault. Default: BsaI, BsmBI and BbsI, only told. */
  readonly forbidden?: readonly SiteWish[];
  /** Default: the medians of real sites. */
  readonly splice?: SpliceLimits;
}

/** Enzymes of Golden Gate assembly. */
const GOLDEN_GATE_SITES: readonly SiteWish[] = forbiddenSites(['BsaI', 'BsmBI', 'BbsI']).map(
  ({ name, pattern }) => ({ name, site: pattern, strands: 'both' }),
);

const ORDER = { fail: 0, warn: 1, pass: 2 } as const;

/** Every check that the vector gives reason for, failed first, then warnings, each with what it rests on. */
export function checkVector(
  vector: AssembledVector,
  means: AssemblyMeans,
  { forbidden, splice }: VectorLimits = {},
): readonly VectorCheck[] {
  const results: Readonly<Record<VectorCheckId, CheckResult | null>> = {
    'coding-frame': checkReadingFrames(vector),
    'start-context': checkStartContext(vector),
    'packaging-size': checkPackagingSize(vector, means.vector ?? usualVector(vector.plan.backbone)),
    'itr-integrity': checkItrIntegrity(vector, means.library),
    intron: checkIntrons(vector),
    'splice-sites': checkSpliceSites(vector, splice),
    'transcript-ends': checkTranscriptEnds(vector),
    'direct-repeats': checkDirectRepeats(vector),
    'promoter-interference': checkPromoterInterference(vector),
    'forbidden-sites': checkForbiddenSites(
      vector,
      forbidden === undefined
        ? { sites: GOLDEN_GATE_SITES, verdict: 'warn' }
        : { sites: forbidden, verdict: 'fail' },
    ),
    synthesis: checkSynthesis(vector),
  };
  return (Object.keys(VECTOR_CHECKS) as VectorCheckId[])
    .flatMap((id): readonly VectorCheck[] => {
      const result = results[id];
      return result === null ? [] : [{ id, title: VECTOR_CHECKS[id], ...result }];
    })
    .sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
}
