import { InputError } from '../../core/errors.js';
import { compareText } from '../../core/skipped.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import {
  type EfficacyVariant,
  variantBase,
  variantReasons,
  variantScore,
} from './efficacy-model.js';
import { decodeEfficacyPack } from './efficacy-pack.js';
import { type CutInProtein, trueFeatures } from './guide-features.js';
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
  return {
    predict: (bases, cut) => {
      const context = guideContext(bases);
      if (cut !== null && !(cut.residue >= 1 && cut.residue <= cut.proteinLength)) {
        throw new InputError(`residue ${cut.residue} is not among ${cut.proteinLength}`);
      }
      const variant = cut === null ? sequenceOnly : withPlace;
      return {
        model: cut === null ? 'sequence only' : 'sequence and place',
        ...explained(variant, trueFeatures(context, cut)),
      };
    },
  };
}

function explained(
  variant: EfficacyVariant,
  found: readonly number[],
): Omit<GuideEfficacy, 'model'> {
  const score = within(variantScore(variant, found));
  const bin = variant.doubt.find(({ below }) => score < below);
  if (bin === undefined) throw new Error(`no doubt is known for the score ${score}`);
  return {
    score,
    low: within(score + bin.low),
    high: within(score + bin.high),
    base: variantBase(variant),
    reasons: [...variantReasons(variant, found)]
      .map(([subject, effect]) => ({ subject, effect }))
      .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || compareText(a.subject, b.subject)),
  };
}

function within(score: number): number {
  return Math.min(1, Math.max(0, score));
}
