import { InputError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { type DoubtBin, variantBase, variantReasons, variantScore } from './efficacy-model.js';
import { decodeEfficacyPack } from './efficacy-pack.js';
import { type CutInProtein, trueFeatures } from './guide-features.js';
import { kernelBase, kernelReasons, kernelScore, openKernel } from './kernel-model.js';
import { guideContext } from './rule-set-1.js';

/** What something about the guide adds to its score. */
interface EfficacyReason {
  readonly subject: string;
  /** Units of the score; below 0 it speaks against the guide. */
  readonly effect: number;
}

/** How well a guide is expected to knock a gene out, among the guides of that gene. */
interface GuideEfficacy {
  /** Expected rank among the guides of a gene, 0 worst to 1 best. */
  readonly score: number;
  /** Four of five guides with such a score, in genes never met, ranked between these. */
  readonly low: number;
  readonly high: number;
  /** Was the cut's place in the protein known; without it less is. */
  readonly model: 'sequence and place' | 'sequence only';
  /** Score of a guide nothing is known of; with the reasons it adds up to the score (before that is held within 0 and 1). */
  readonly base: number;
  /** By size of the effect, largest first. */
  readonly reasons: readonly EfficacyReason[];
}

export interface GuideEfficacyModel {
  /**
   * For SpCas9 with NGG. `bases`: 4 nt, the 20 nt protospacer, the PAM, 3 nt; `cut` null where no protein is cut.
   * @throws InputError for another length, a letter besides A, C, G, T, no NGG, or a residue outside the protein.
   */
  predict(bases: string, cut: CutInProtein | null): GuideEfficacy;
}

/** @throws PackError where the pack is of another kind or size. */
export function openGuideEfficacy(pack: LoadedPack): GuideEfficacyModel {
  const { withPlace, sequenceOnly } = decodeEfficacyPack(pack);
  const kernel = openKernel(sequenceOnly);
  return {
    predict: (bases, cut) => {
      const context = guideContext(bases);
      if (cut === null) {
        const amounts = kernel.amounts(context);
        return {
          model: 'sequence only',
          ...withRange(sequenceOnly.doubt, kernelScore(sequenceOnly.mean, amounts)),
          base: kernelBase(sequenceOnly),
          reasons: largestFirst(kernelReasons(sequenceOnly, amounts)),
        };
      }
      if (!(cut.residue >= 1 && cut.residue <= cut.proteinLength)) {
        throw new InputError(`residue ${cut.residue} is not among ${cut.proteinLength}`);
      }
      const found = trueFeatures(context, cut);
      return {
        model: 'sequence and place',
        ...withRange(withPlace.doubt, variantScore(withPlace, found)),
        base: variantBase(withPlace),
        reasons: largestFirst(variantReasons(withPlace, found)),
      };
    },
  };
}

function withRange(
  doubt: readonly DoubtBin[],
  predicted: number,
): Pick<GuideEfficacy, 'score' | 'low' | 'high'> {
  const score = within(predicted);
  const bin = doubt.find(({ below }) => score < below);
  if (bin === undefined) throw new Error(`no doubt is known for the score ${score}`);
  return { score, low: within(score + bin.low), high: within(score + bin.high) };
}

function largestFirst(reasons: ReadonlyMap<string, number>): readonly EfficacyReason[] {
  return [...reasons]
    .map(([subject, effect]) => ({ subject, effect }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || compareText(a.subject, b.subject));
}

function within(score: number): number {
  return Math.min(1, Math.max(0, score));
}
