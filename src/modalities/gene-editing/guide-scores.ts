import type { GuideEfficacyModel } from '../../engines/editing/guide-efficacy.js';
import type { GuideScoreTables } from '../../engines/editing/guide-score-tables.js';
import type { CutInProtein } from '../../engines/editing/guide-features.js';
import { microhomologyOutcome } from '../../engines/editing/microhomology.js';
import type { Nuclease } from '../../engines/editing/nuclease.js';
import { cfdScore } from '../../engines/editing/off-target-scores.js';
import { CONTEXT_LENGTH, ruleSet1Score } from '../../engines/editing/rule-set-1.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import type { Measured } from './gene-editing-design.js';
import { boundaryIn, type GuideSite } from './guide-sites.js';
import type { SparedAllele } from './spared-allele.js';

/** What guides are scored with; null where its pack is not installed. */
export interface GuideScores {
  readonly tables: GuideScoreTables | null;
  readonly efficacy: GuideEfficacyModel | null;
}

const NO_TABLES = 'the pack guide-scores is not installed';
const NO_MODEL = 'the pack guide-efficacy is not installed';

/** How well a guide is expected to cut; both for SpCas9 with NGG. */
export interface Efficacy {
  /** Expected rank among the guides of a gene, 0 worst to 1 best, by our model. */
  readonly rank: Measured;
  /** Four of five guides of such a rank lay in between; null without a rank. */
  readonly rankRange: { readonly low: number; readonly high: number } | null;
  /** Rule Set 1 (Doench 2014), 0-1. */
  readonly ruleSet1: Measured;
}

export function noEfficacy(reason: string): Efficacy {
  return { rank: notMeasured(reason), rankRange: null, ruleSet1: notMeasured(reason) };
}

/** To order guides by: our model's rank, else Rule Set 1, else nothing. */
export function expectedEfficacy({ rank, ruleSet1 }: Efficacy): number {
  return rank.value ?? ruleSet1.value ?? 0;
}

function measured(value: number): Measured {
  return { value, reason: null };
}

export function notMeasured(reason: string): Measured {
  return { value: null, reason };
}

/** Bases before the protospacer and behind the PAM in the context of the efficacy scores. */
const BEFORE = 4;
/** Bases either side of a cut that Bae 2014 looks at. */
const MICROHOMOLOGY_REACH = 30;

/** Efficacy of a guide at its place in `bases`, forward strand; `cut` where it is to knock a protein out. */
export function efficacyOf(
  scores: GuideScores,
  nuclease: Pick<Nuclease, 'scoredAsSpCas9' | 'title'>,
  bases: string,
  site: GuideSite,
  cut: CutInProtein | null = null,
): Efficacy {
  if (!nuclease.scoredAsSpCas9) {
    return noEfficacy(`measured with SpCas9, not with ${nuclease.title}`);
  }
  const read = site.strand === 1 ? bases : reverseComplement(bases);
  const at = site.strand === 1 ? site.start0 : bases.length - site.end0;
  const context = read.slice(Math.max(0, at - BEFORE), at - BEFORE + CONTEXT_LENGTH);
  if (at < BEFORE || context.length < CONTEXT_LENGTH) {
    return noEfficacy('the pack does not hold the 30 bases around it');
  }
  const predicted = scores.efficacy?.predict(context, cut) ?? null;
  return {
    rank: predicted === null ? notMeasured(NO_MODEL) : measured(predicted.score),
    rankRange: predicted === null ? null : { low: predicted.low, high: predicted.high },
    ruleSet1:
      scores.tables === null
        ? notMeasured(NO_TABLES)
        : measured(ruleSet1Score(scores.tables, context)),
  };
}

/** CFD of a guide against the wild-type allele's stretch that is most like it. */
export function cfdOnWildtype(
  { tables }: GuideScores,
  nuclease: Pick<Nuclease, 'scoredAsSpCas9' | 'title'>,
  { spacer }: GuideSite,
  { protospacer, pam }: SparedAllele,
): Measured {
  if (!nuclease.scoredAsSpCas9) {
    return notMeasured(`CFD was measured with SpCas9, not with ${nuclease.title}`);
  }
  return tables === null
    ? notMeasured(NO_TABLES)
    : measured(cfdScore(tables, { spacer, protospacer, pam }));
}

/** Share of microhomology-mediated deletions at the cut that shift the frame. */
export function frameshiftShare(
  nuclease: Pick<Nuclease, 'cut' | 'title'>,
  bases: string,
  site: GuideSite,
): Measured {
  const { spacerStrand, targetStrand } = nuclease.cut;
  if (spacerStrand !== targetStrand) {
    return notMeasured(`the method is for blunt cuts, ${nuclease.title} cuts staggered`);
  }
  const cut = boundaryIn(site, spacerStrand);
  const from = cut - MICROHOMOLOGY_REACH;
  const to = cut + MICROHOMOLOGY_REACH;
  if (from < 0 || to > bases.length) {
    return notMeasured('the pack does not hold the 60 bases around the cut');
  }
  const share = microhomologyOutcome(bases.slice(from, to), MICROHOMOLOGY_REACH).outOfFrameShare;
  return share === null ? notMeasured('there is no microhomology at the cut') : measured(share);
}
