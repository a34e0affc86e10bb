import type { LoadedPack } from '../../packs/pack-store.js';
import { type EfficacyVariant, variantScore } from '../editing/efficacy-model.js';
import type { EnergyModel } from '../rna/energy-model.js';
import { parseSirnaGuide } from './sirna-guide.js';
import { decodeSirnaEfficacy } from './sirna-efficacy-pack.js';
import { SIRNA_FEATURE_COUNT, sirnaFeatures } from './sirna-features.js';

/** How well a siRNA is expected to silence a transcript that it pairs with. */
export interface SirnaEfficacy {
  /** On Huesken's scale: 0 is no effect, 1 the effect of a good control siRNA; it can leave 0-1 by a little. */
  readonly activity: number;
  /** Four of five siRNAs with such a prediction, not met in training, were measured between these. */
  readonly low: number;
  readonly high: number;
}

export interface SirnaEfficacyModel {
  /**
   * Of a guide strand of 21 letters; RNA or DNA letters, either case.
   * @throws InputError for another length or letter.
   */
  predict(guide: string): SirnaEfficacy;
}

/**
 * `energies` are those the model was trained with: Turner 2004 at 37 C, plain uridine.
 * @throws PackError where the pack is of another kind or size.
 */
export function openSirnaEfficacy(pack: LoadedPack, energies: EnergyModel): SirnaEfficacyModel {
  const model = decodeSirnaEfficacy(pack, SIRNA_FEATURE_COUNT);
  return {
    predict: (guide) =>
      withDoubt(model, variantScore(model, sirnaFeatures(parseSirnaGuide(guide), energies))),
  };
}

function withDoubt({ doubt }: EfficacyVariant, activity: number): SirnaEfficacy {
  const bin = doubt.find(({ below }) => activity < below);
  if (bin === undefined) throw new Error(`no doubt is known for the activity ${activity}`);
  return { activity, low: activity + bin.low, high: activity + bin.high };
}
