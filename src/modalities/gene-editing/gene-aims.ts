import { breathe, type Context } from '../../core/context.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { Aim, GeneGuide, GuidePair, Measured } from './gene-editing-design.js';
import { isDecayed, type KnockoutGuide, knockoutGuides } from './gene-knockout.js';
import { placeOf } from './guide-place.js';
import { type Excision, excisionBetween, type ExonCut } from './guide-pairs.js';
import {
  type Efficacy,
  efficacyOf,
  expectedEfficacy,
  frameshiftShare,
  type GuideScores,
} from './guide-scores.js';
import { aimOf, NO_GENOME } from './mutation-aims.js';
import { type GeneEditingChoice, spCas9 } from './options.js';

/** Out-of-frame share from which Bae 2014 recommends a target. */
const GOOD_FRAMESHIFT = 0.66;
/** Pairs are made of the guides that are expected to cut best; all of them would be thousands. */
const PAIRED_GUIDES = 24;
/** Nearer than two protospacers with their PAMs, both nucleases do not find room. Unit: bp. */
const LEAST_APART_BP = 46;
/** Longer pieces are taken out less often (Canver 2014), and no one product shows them; our choice. Unit: bp. */
const SHORT_DELETION_BP = 1_000;

interface JudgedKnockout extends KnockoutGuide {
  readonly efficacy: Efficacy;
  readonly frameshift: Measured;
}

/** A gene to be cut, on one of its transcripts. */
export interface GeneGround {
  readonly transcript: Transcript;
  /** All coding transcripts at hand, `transcript` among them. */
  readonly transcripts: readonly Transcript[];
}

export interface GeneAims {
  readonly knockOutGene: Aim<GeneGuide>;
  readonly guidePairs: Aim<GuidePair>;
  /** The cut of the best guide, on the chromosome; null where there is none. */
  readonly bestCut0: number | null;
}

/** Guides that cut both copies early, alone and in pairs, best first. */
export async function geneAims(
  { transcript, transcripts }: GeneGround,
  { perStrategy }: GeneEditingChoice,
  scores: GuideScores,
  context: Context,
): Promise<GeneAims> {
  const nuclease = spCas9();
  const others = transcripts.filter(({ id }) => id !== transcript.id);
  const ofAll = knockoutGuides(transcript, others, nuclease);
  const found = ofAll.length > 0 ? ofAll : knockoutGuides(transcript, [], nuclease);
  const sharedBy = ofAll.length > 0 ? transcripts.length : 1;
  await breathe(context);
  const judged = found
    .map((guide): JudgedKnockout => {
      const { wildtype } = guide.locus.bases;
      return {
        ...guide,
        efficacy: efficacyOf(scores, nuclease, wildtype, guide.site, guide.cut),
        frameshift: frameshiftShare(nuclease, wildtype, guide.site),
      };
    })
    .sort(bestFirst);
  await breathe(context);
  const guideOf = (guide: JudgedKnockout, id: string): GeneGuide => ({
    id,
    place: placeOf(guide.locus, guide.site),
    site: guide.site,
    exon: guide.locus.exon + 1,
    cdsShare: guide.cdsShare,
    decayed: isDecayed(transcript, guide.cdna0),
    sharedBy,
    transcripts: transcripts.length,
    efficacy: guide.efficacy,
    frameshift: guide.frameshift,
    specificity: NO_GENOME,
  });
  const none = `not possible with ${nuclease.title}, because no coding exon has a guide in the first two thirds`;
  return {
    knockOutGene: aimOf(
      judged.slice(0, perStrategy).map((guide, i) => guideOf(guide, `GK${i + 1}`)),
      none,
    ),
    guidePairs: aimOf(
      bestPairs(transcript, judged)
        .slice(0, perStrategy)
        .map(({ first, second, excision }, i) => ({
          ...excision,
          id: `GP${i + 1}`,
          first: guideOf(first, `GP${i + 1}a`),
          second: guideOf(second, `GP${i + 1}b`),
        })),
      judged.length === 0
        ? none
        : `not possible with ${nuclease.title}, because no two of its guides lie ${LEAST_APART_BP} bp apart`,
    ),
    bestCut0: judged[0]?.genome0 ?? null,
  };
}

function bestFirst(a: JudgedKnockout, b: JudgedKnockout): number {
  return (
    Number((b.frameshift.value ?? 0) >= GOOD_FRAMESHIFT) -
      Number((a.frameshift.value ?? 0) >= GOOD_FRAMESHIFT) || byEfficacy(a, b)
  );
}

function byEfficacy(a: JudgedKnockout, b: JudgedKnockout): number {
  return (
    expectedEfficacy(b.efficacy) - expectedEfficacy(a.efficacy) ||
    a.locus.start0 + a.site.start0 - b.locus.start0 - b.site.start0
  );
}

interface JudgedPair {
  readonly first: JudgedKnockout;
  readonly second: JudgedKnockout;
  readonly excision: Excision;
}

/** Pairs that shift the frame first, then whose mRNA decays, then short ones, then by the guide expected to cut less. */
function bestPairs(
  transcript: Transcript,
  judged: readonly JudgedKnockout[],
): readonly JudgedPair[] {
  const best = [...judged].sort(byEfficacy).slice(0, PAIRED_GUIDES);
  const inOrder = best.sort((a, b) => a.cdna0 - b.cdna0);
  const pairs = inOrder.flatMap((first, i) =>
    inOrder
      .slice(i + 1)
      .flatMap((second): readonly JudgedPair[] =>
        Math.abs(second.genome0 - first.genome0) < LEAST_APART_BP
          ? []
          : [{ first, second, excision: excisionBetween(transcript, cutOf(first), cutOf(second)) }],
      ),
  );
  const weaker = ({ first, second }: JudgedPair): number =>
    Math.min(expectedEfficacy(first.efficacy), expectedEfficacy(second.efficacy));
  return pairs.sort(
    (a, b) =>
      Number(a.excision.frame === 'kept') - Number(b.excision.frame === 'kept') ||
      Number(b.excision.decayed === true) - Number(a.excision.decayed === true) ||
      Number(a.excision.deletedBp > SHORT_DELETION_BP) -
        Number(b.excision.deletedBp > SHORT_DELETION_BP) ||
      weaker(b) - weaker(a) ||
      a.excision.deletedBp - b.excision.deletedBp ||
      a.first.cdna0 - b.first.cdna0,
  );
}

function cutOf({ locus, cdna0, genome0 }: JudgedKnockout): ExonCut {
  return { exon: locus.exon, cdna0, genome0 };
}
