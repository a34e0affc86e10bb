import { PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { type DoubtBin, type EfficacyVariant, TREE_NODES, TREE_SPLITS } from './efficacy-model.js';

export const GUIDE_EFFICACY_PACK_ID = 'guide-efficacy';

/** The model of a guide in a protein, and the one of a 30-mer alone. */
export interface EfficacyVariants {
  readonly withPlace: EfficacyVariant;
  readonly sequenceOnly: EfficacyVariant;
}

interface VariantHeader {
  readonly featureCount: number;
  readonly trees: number;
  readonly linearMean: number;
  readonly treeStart: number;
  /** `below` of the last is null: JSON has no infinity. */
  readonly doubt: readonly (Omit<DoubtBin, 'below'> & { readonly below: number | null })[];
}

type Header = Readonly<Record<keyof EfficacyVariants, VariantHeader>>;

const ORDER = ['withPlace', 'sequenceOnly'] as const;

/** Length of a JSON header (uint32), the header, then weights, yes shares, node values (float32) and splits (uint16) of each variant; little-endian. */
export function encodeEfficacyPack(variants: EfficacyVariants): Uint8Array {
  const header = {} as Record<keyof EfficacyVariants, VariantHeader>;
  for (const name of ORDER) {
    const { featureCount, linearMean, treeStart, splits, doubt } = variants[name];
    header[name] = {
      featureCount,
      trees: splits.length / TREE_SPLITS,
      linearMean,
      treeStart,
      doubt: doubt.map((bin) => ({ ...bin, below: bin.below === Infinity ? null : bin.below })),
    };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  let size = 4 + text.length;
  for (const name of ORDER) size += bodySize(header[name]);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = 4 + text.length;
  for (const name of ORDER) {
    const { weights, yesShares, values, splits } = variants[name];
    for (const floats of [weights, yesShares, values]) {
      for (const value of floats) {
        view.setFloat32(at, value, true);
        at += 4;
      }
    }
    for (const split of splits) {
      view.setUint16(at, split, true);
      at += 2;
    }
  }
  return bytes;
}

/** @throws PackError where the pack is of another kind or size. */
export function decodeEfficacyPack({ manifest, bytes }: LoadedPack): EfficacyVariants {
  if (manifest.id !== GUIDE_EFFICACY_PACK_ID) {
    throw new PackError('this is no model of guide efficacy', { pack: manifest.id });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(0, true);
  const header = JSON.parse(
    new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)),
  ) as Header;
  let at = 4 + headerLength;
  const needed = ORDER.reduce((sum, name) => sum + bodySize(header[name]), at);
  if (needed !== bytes.length) {
    throw new PackError('the model does not have the size its header gives', {
      pack: manifest.id,
      expected: `${needed} bytes`,
      found: `${bytes.length} bytes`,
    });
  }
  const floats = (count: number): Float32Array => {
    const read = Float32Array.from({ length: count }, (_, i) => view.getFloat32(at + 4 * i, true));
    at += 4 * count;
    return read;
  };
  const variants = {} as Record<keyof EfficacyVariants, EfficacyVariant>;
  for (const name of ORDER) {
    const { featureCount, trees, linearMean, treeStart, doubt } = header[name];
    const weights = floats(featureCount);
    const yesShares = floats(featureCount);
    const values = floats(trees * TREE_NODES);
    const splits = Uint16Array.from({ length: trees * TREE_SPLITS }, (_, i) =>
      view.getUint16(at + 2 * i, true),
    );
    at += 2 * splits.length;
    variants[name] = {
      featureCount,
      linearMean,
      weights,
      yesShares,
      treeStart,
      splits,
      values,
      doubt: doubt.map((bin) => ({ ...bin, below: bin.below ?? Infinity })),
    };
  }
  return variants;
}

function bodySize({ featureCount, trees }: VariantHeader): number {
  return 8 * featureCount + trees * (4 * TREE_NODES + 2 * TREE_SPLITS);
}
