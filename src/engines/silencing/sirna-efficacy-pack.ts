import { PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import {
  type DoubtBin,
  type EfficacyVariant,
  TREE_NODES,
  TREE_SPLITS,
} from '../editing/efficacy-model.js';

export const SIRNA_EFFICACY_PACK_ID = 'sirna-efficacy';

interface Header {
  readonly featureCount: number;
  readonly trees: number;
  readonly linearMean: number;
  readonly treeStart: number;
  /** `below` of the last is null: JSON has no infinity. */
  readonly doubt: readonly (Omit<DoubtBin, 'below'> & { readonly below: number | null })[];
}

/**
 * Little-endian: length of a JSON header (u32), the header, weights, yes shares and node values (f32 each), splits
 * (u16).
 */
export function encodeSirnaEfficacy(model: EfficacyVariant): Uint8Array {
  const { featureCount, linearMean, treeStart, weights, yesShares, values, splits, doubt } = model;
  const header: Header = {
    featureCount,
    trees: splits.length / TREE_SPLITS,
    linearMean,
    treeStart,
    doubt: doubt.map((bin) => ({ ...bin, below: bin.below === Infinity ? null : bin.below })),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const floats = Float32Array.from([...weights, ...yesShares, ...values]);
  const bytes = new Uint8Array(4 + text.length + 4 * floats.length + 2 * splits.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  const floatsAt = 4 + text.length;
  floats.forEach((value, i) => view.setFloat32(floatsAt + 4 * i, value, true));
  const splitsAt = floatsAt + 4 * floats.length;
  splits.forEach((split, i) => view.setUint16(splitsAt + 2 * i, split, true));
  return bytes;
}

/** @throws PackError where the pack is of another kind, or not of the size that its header gives. */
export function decodeSirnaEfficacy(
  { manifest, bytes }: LoadedPack,
  featureCount: number,
): EfficacyVariant {
  const refuse = (problem: string, expected: string, found: string): never => {
    throw new PackError(problem, {
      pack: manifest.id,
      expected,
      found,
      hint: `build it again: ${manifest.recipe}`,
    });
  };
  if (manifest.id !== SIRNA_EFFICACY_PACK_ID) {
    refuse('this is no model of siRNA efficacy', SIRNA_EFFICACY_PACK_ID, manifest.id);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const floatsAt = 4 + view.getUint32(0, true);
  if (floatsAt > bytes.length) {
    refuse('the model is cut short', `${floatsAt} bytes or more`, `${bytes.length} bytes`);
  }
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, floatsAt))) as Header;
  const { trees, linearMean, treeStart, doubt } = header;
  if (header.featureCount !== featureCount) {
    refuse(
      'the model asks other questions than this version does',
      `${featureCount} questions`,
      `${header.featureCount} questions`,
    );
  }
  const valuesFrom = 2 * featureCount;
  const splitsFrom = valuesFrom + trees * TREE_NODES;
  const splitsAt = floatsAt + 4 * splitsFrom;
  const size = splitsAt + 2 * trees * TREE_SPLITS;
  if (size !== bytes.length) {
    refuse('the model has another size', `${size} bytes`, `${bytes.length} bytes`);
  }
  const floats = Float32Array.from({ length: splitsFrom }, (_, i) =>
    view.getFloat32(floatsAt + 4 * i, true),
  );
  return {
    featureCount,
    linearMean,
    treeStart,
    weights: floats.slice(0, featureCount),
    yesShares: floats.slice(featureCount, valuesFrom),
    values: floats.slice(valuesFrom),
    splits: Uint16Array.from({ length: trees * TREE_SPLITS }, (_, i) =>
      view.getUint16(splitsAt + 2 * i, true),
    ),
    doubt: doubt.map((bin) => ({ ...bin, below: bin.below ?? Infinity })),
  };
}
