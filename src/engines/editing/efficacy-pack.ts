import { PackError } from '../../core/errors.js';
import type { LoadedPack } from '../../packs/pack-store.js';
import { type DoubtBin, type EfficacyVariant, TREE_NODES, TREE_SPLITS } from './efficacy-model.js';
import type { KernelWeights } from './guide-kernel.js';
import type { KernelVariant } from './kernel-model.js';

export const GUIDE_EFFICACY_PACK_ID = 'guide-efficacy';

/** The model of a guide in a protein, and the one of a 30-mer alone. */
export interface EfficacyVariants {
  readonly withPlace: EfficacyVariant;
  readonly sequenceOnly: KernelVariant;
}

/** `below` of the last is null: JSON has no infinity. */
type StoredDoubt = readonly (Omit<DoubtBin, 'below'> & { readonly below: number | null })[];

interface Header {
  readonly withPlace: {
    readonly featureCount: number;
    readonly trees: number;
    readonly linearMean: number;
    readonly treeStart: number;
    readonly doubt: StoredDoubt;
  };
  readonly sequenceOnly: {
    readonly guides: number;
    readonly weights: KernelWeights;
    readonly mean: number;
    readonly usual: readonly number[];
    readonly doubt: StoredDoubt;
  };
}

function storedDoubt(doubt: readonly DoubtBin[]): StoredDoubt {
  return doubt.map((bin) => ({ ...bin, below: bin.below === Infinity ? null : bin.below }));
}

function readDoubt(stored: StoredDoubt): readonly DoubtBin[] {
  return stored.map((bin) => ({ ...bin, below: bin.below ?? Infinity }));
}

/**
 * Little-endian: length of a JSON header (uint32), the header; of the model with place its weights, yes shares, node
 * values (float32) and splits (uint16); of the other the guides' low and high bits (uint32) and coefficients (float32).
 */
export function encodeEfficacyPack({ withPlace, sequenceOnly }: EfficacyVariants): Uint8Array {
  const header: Header = {
    withPlace: {
      featureCount: withPlace.featureCount,
      trees: withPlace.splits.length / TREE_SPLITS,
      linearMean: withPlace.linearMean,
      treeStart: withPlace.treeStart,
      doubt: storedDoubt(withPlace.doubt),
    },
    sequenceOnly: {
      guides: sequenceOnly.coefficients.length,
      weights: sequenceOnly.weights,
      mean: sequenceOnly.mean,
      usual: [...sequenceOnly.usual],
      doubt: storedDoubt(sequenceOnly.doubt),
    },
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(4 + text.length + bodySize(header));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, 4);
  let at = 4 + text.length;
  const write = (
    values: Float32Array | Uint32Array | Uint16Array,
    set: (at: number, value: number) => void,
  ): void => {
    for (const value of values) {
      set(at, value);
      at += values.BYTES_PER_ELEMENT;
    }
  };
  const float32 = (place: number, value: number): void => view.setFloat32(place, value, true);
  const uint32 = (place: number, value: number): void => view.setUint32(place, value, true);
  for (const floats of [withPlace.weights, withPlace.yesShares, withPlace.values]) {
    write(floats, float32);
  }
  write(withPlace.splits, (place, value) => view.setUint16(place, value, true));
  write(sequenceOnly.guides.low, uint32);
  write(sequenceOnly.guides.high, uint32);
  write(sequenceOnly.coefficients, float32);
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
  const needed = at + bodySize(header);
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
  const words = (count: number): Uint32Array => {
    const read = Uint32Array.from({ length: count }, (_, i) => view.getUint32(at + 4 * i, true));
    at += 4 * count;
    return read;
  };
  const { featureCount, trees, linearMean, treeStart } = header.withPlace;
  const weights = floats(featureCount);
  const yesShares = floats(featureCount);
  const values = floats(trees * TREE_NODES);
  const splits = Uint16Array.from({ length: trees * TREE_SPLITS }, (_, i) =>
    view.getUint16(at + 2 * i, true),
  );
  at += 2 * splits.length;
  const doubt = readDoubt(header.withPlace.doubt);
  const kernel = header.sequenceOnly;
  const low = words(kernel.guides);
  const high = words(kernel.guides);
  return {
    withPlace: { featureCount, linearMean, weights, yesShares, treeStart, splits, values, doubt },
    sequenceOnly: {
      weights: kernel.weights,
      mean: kernel.mean,
      guides: { low, high },
      coefficients: floats(kernel.guides),
      usual: Float64Array.from(kernel.usual),
      doubt: readDoubt(kernel.doubt),
    },
  };
}

function bodySize({ withPlace, sequenceOnly }: Header): number {
  const { featureCount, trees } = withPlace;
  return 8 * featureCount + trees * (4 * TREE_NODES + 2 * TREE_SPLITS) + 12 * sequenceOnly.guides;
}
