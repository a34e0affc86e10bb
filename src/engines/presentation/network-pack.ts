import { gunzipSync, strFromU8 } from 'fflate';

import { AMINO_ACIDS } from '../../core/amino-acids.js';
import type { HlaAllele } from '../../core/brands.js';
import { PackError } from '../../core/errors.js';
import type { DenseLayer } from '../../kernels/gated-network.js';
import type { MhcClass } from './presentation-model.js';

/** Symbols of a slot: the twenty residues, then none. */
export const SYMBOLS = AMINO_ACIDS.length + 1;
export const NO_RESIDUE = AMINO_ACIDS.length;
/** Letters of a groove sequence: the twenty residues, then any other. */
const GROOVE_SYMBOLS = `${AMINO_ACIDS}X`;

/** A student stands in for the mean of its teachers, at a fraction of their cost. */
export type NetworkRole = 'student' | 'teacher';

/** One trained network; README.md has the computation. */
export interface GatedNetwork {
  readonly role: NetworkRole;
  /** Numbers a slot's symbol is embedded in. */
  readonly embedding: number;
  /** `slots x 21 x embedding`. */
  readonly embeddings: Float32Array;
  /** From the one-hot groove, `34 x 21`, to scale and shift, `2 x slots x embedding`; ReLU between them. */
  readonly grooveLayers: readonly DenseLayer[];
  /** From the gated embeddings, `slots x embedding`, to the outputs; ReLU between them. */
  readonly layers: readonly DenseLayer[];
}

/** Residues that a class II network sees around and in the core. */
export interface BindingRegister {
  readonly leftFlank: number;
  readonly core: number;
  readonly rightFlank: number;
}

/** The networks of one class with the grooves they were made for; `data/presentation-class1.bin` holds one. */
export interface NetworkPack {
  readonly id: string;
  readonly mhcClass: MhcClass;
  /** Peptide lengths, ascending. */
  readonly lengths: readonly number[];
  readonly slots: number;
  /** Null for class I, where the ends of the peptide are the register. */
  readonly register: BindingRegister | null;
  /** Places of the two logits among a network's outputs; no affinity where `ba` is -1. */
  readonly outputs: { readonly el: number; readonly ba: number };
  readonly networks: readonly GatedNetwork[];
  /** Distinct groove sequences. */
  readonly grooves: readonly string[];
  /** Place of each allele's groove in `grooves`. */
  readonly grooveOf: ReadonlyMap<HlaAllele, number>;
  /** Ligands of the training split; an allele that is missing had none. */
  readonly trainingLigands: ReadonlyMap<HlaAllele, number>;
}

const MAGIC = 'ONCONET1';
const ALIGNMENT = 16;

interface ArrayHeader {
  readonly dtype: 'f32' | 'f16' | 'i8';
  readonly shape: readonly number[];
  /** Bytes from the first array. */
  readonly offset: number;
  /** i8 only: what each index of the first axis is multiplied by. */
  readonly scale?: readonly number[];
}

interface NetworkHeader {
  readonly role: NetworkRole;
  readonly embedding: number;
  readonly groove: readonly number[];
  readonly hidden: readonly number[];
  readonly outputs: readonly string[];
  readonly arrays: Readonly<Record<string, ArrayHeader>>;
}

interface PackHeader {
  readonly schemaVersion: number;
  readonly id: string;
  readonly mhcClass: MhcClass;
  readonly lengths: readonly number[];
  readonly slots: number;
  readonly leftFlank?: number;
  readonly core?: number;
  readonly rightFlank?: number;
  readonly symbols: string;
  readonly grooveSymbols: string;
  readonly grooveLength: number;
  readonly nets: readonly NetworkHeader[];
  readonly grooves: readonly string[];
  readonly alleles: Readonly<Record<string, number>>;
  readonly trained: Readonly<Record<string, number>>;
}

/**
 * Reads what training/presentation/export.py wrote; `packId` is for messages.
 * @throws PackError where the bytes are of another format or do not hold what their header says.
 */
export function decodeNetworkPack(bytes: Uint8Array, packId: string): NetworkPack {
  const refuse = (problem: string, expected: string, found: string): never => {
    throw new PackError(problem, { pack: packId, expected, found });
  };
  let file: Uint8Array;
  try {
    file = gunzipSync(bytes);
  } catch (error) {
    return refuse('the networks are damaged', 'gzip', (error as Error).message);
  }
  if (strFromU8(file.subarray(0, MAGIC.length), true) !== MAGIC) {
    return refuse('this is not a pack of networks', MAGIC, 'another kind of file');
  }
  const numbers = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerAt = MAGIC.length + 4;
  const headerEnd = headerAt + numbers.getUint32(MAGIC.length, true);
  const header = JSON.parse(strFromU8(file.subarray(headerAt, headerEnd))) as PackHeader;
  const { schemaVersion, symbols, grooveSymbols, grooveLength, slots } = header;
  if (schemaVersion !== 1 || symbols !== `${AMINO_ACIDS}-` || grooveSymbols !== GROOVE_SYMBOLS) {
    return refuse(
      'the networks are of a version that this oncoscript does not read',
      `schema 1, symbols ${AMINO_ACIDS}-`,
      `schema ${schemaVersion}, symbols ${symbols}`,
    );
  }
  const arraysAt = Math.ceil(headerEnd / ALIGNMENT) * ALIGNMENT;

  const readArray = (net: NetworkHeader, name: string, ...shape: number[]): Float32Array => {
    const array = net.arrays[name];
    if (array === undefined || array.shape.join(' x ') !== shape.join(' x ')) {
      return refuse(
        `the array ${name} of the networks has another shape`,
        shape.join(' x '),
        array?.shape.join(' x ') ?? 'none',
      );
    }
    const values = decodeArray(file, arraysAt, array);
    return values ?? refuse(`the array ${name} is cut short`, shape.join(' x '), 'fewer numbers');
  };
  const readLayers = (
    net: NetworkHeader,
    sizes: readonly number[],
    names: (layer: number) => readonly [weights: string, biases: string],
  ): readonly DenseLayer[] =>
    sizes.slice(1).map((outputs, layer) => {
      const inputs = sizes[layer] as number;
      const [weights, biases] = names(layer);
      return {
        inputs,
        outputs,
        weights: readArray(net, weights, inputs, outputs),
        biases: readArray(net, biases, outputs),
      };
    });

  const outputs = header.nets[0]?.outputs ?? [];
  const el = outputs.indexOf('el');
  if (el < 0) return refuse('the networks do not answer el', 'el', outputs.join(', '));
  const networks = header.nets.map((net): GatedNetwork => {
    const { role, embedding, groove, hidden } = net;
    if (net.outputs.join(' ') !== outputs.join(' ')) {
      return refuse('the networks differ in their outputs', outputs.join(), net.outputs.join());
    }
    const width = slots * embedding;
    return {
      role,
      embedding,
      embeddings: readArray(net, 'emb', slots, SYMBOLS, embedding),
      grooveLayers: readLayers(
        net,
        [grooveLength * GROOVE_SYMBOLS.length, ...groove, 2 * width],
        (layer) => [`gw${layer}`, `gb${layer}`],
      ),
      layers: readLayers(net, [width, ...hidden, outputs.length], (layer) =>
        layer === hidden.length ? ['wout', 'bout'] : [`w${layer + 1}`, `b${layer + 1}`],
      ),
    };
  });

  const { grooves, leftFlank, core, rightFlank } = header;
  const badGroove = grooves.find((groove) => groove.length !== grooveLength);
  if (badGroove !== undefined) {
    return refuse('a groove has another length', `${grooveLength} residues`, badGroove);
  }
  return {
    id: header.id,
    mhcClass: header.mhcClass,
    lengths: [...header.lengths].sort((a, b) => a - b),
    slots,
    register:
      leftFlank === undefined || core === undefined || rightFlank === undefined
        ? null
        : { leftFlank, core, rightFlank },
    outputs: { el, ba: outputs.indexOf('ba') },
    networks,
    grooves,
    grooveOf: new Map(Object.entries(header.alleles) as [HlaAllele, number][]),
    trainingLigands: new Map(Object.entries(header.trained) as [HlaAllele, number][]),
  };
}

/** Place of a groove residue in its one-hot row. */
export function grooveSymbol(groove: string, place: number): number {
  const symbol = GROOVE_SYMBOLS.indexOf(groove.charAt(place));
  return symbol < 0 ? GROOVE_SYMBOLS.length - 1 : symbol;
}

/** Null where the file ends before the array does. */
function decodeArray(
  file: Uint8Array,
  arraysAt: number,
  { dtype, shape, offset, scale }: ArrayHeader,
): Float32Array | null {
  const count = shape.reduce((product, size) => product * size, 1);
  const bytesEach = { f32: 4, f16: 2, i8: 1 }[dtype];
  const from = arraysAt + offset;
  if (from + count * bytesEach > file.length) return null;
  const stored = file.slice(from, from + count * bytesEach).buffer;
  switch (dtype) {
    case 'f32':
      return new Float32Array(stored);
    case 'f16':
      return halfFloats(new Uint16Array(stored));
    case 'i8': {
      const perScale = count / (shape[0] as number);
      return Float32Array.from(
        new Int8Array(stored),
        (step, i) => step * (scale?.[Math.floor(i / perScale)] ?? NaN),
      );
    }
  }
}

/** IEEE 754 half precision, bit by bit: Node 20 has no Float16Array. */
function halfFloats(halves: Uint16Array): Float32Array {
  const floats = new Float32Array(halves.length);
  const bits = new Uint32Array(floats.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i] as number;
    const magnitude = half & 0x7fff;
    // Below 2^-14 the steps are even: 2^-24. Above, the exponent's bias goes from 15 to 127.
    if (magnitude < 0x0400) floats[i] = magnitude * 2 ** -24;
    else bits[i] = (magnitude << 13) + (magnitude < 0x7c00 ? 0x3800_0000 : 0x7000_0000);
    bits[i] = (bits[i] as number) | ((half & 0x8000) << 16);
  }
  return floats;
}
