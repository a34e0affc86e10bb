import { gzipSync } from 'node:zlib';

import { AMINO_ACIDS } from '../../src/core/amino-acids.js';
import { sha256Hex } from '../../src/core/hashing.js';
import { type SeededRandom, seededRandom } from '../../src/core/seeded-random.js';
import type { LoadedPack } from '../../src/packs/pack-store.js';

const SYMBOLS = `${AMINO_ACIDS}-`;
const GROOVE_SYMBOLS = `${AMINO_ACIDS}X`;
const GROOVE_LENGTH = 34;

type Dtype = 'f32' | 'f16' | 'i8';

/** An array as it stands in the file; `values` are what its bytes mean, exactly. */
interface PlainArray {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly values: Float64Array;
  readonly scale?: readonly number[];
}

interface PlainNetwork {
  readonly role: 'student' | 'teacher';
  readonly embedding: number;
  readonly groove: readonly number[];
  readonly hidden: readonly number[];
  readonly arrays: Readonly<Record<string, PlainArray>>;
}

/** A pack of random networks, as bytes and as plain numbers. */
export interface RandomNetworkPack {
  readonly pack: LoadedPack;
  readonly header: Readonly<Record<string, unknown>>;
  readonly networks: readonly PlainNetwork[];
  readonly grooves: readonly string[];
  readonly alleles: Readonly<Record<string, number>>;
  readonly mhcClass: 'I' | 'II';
}

export interface RandomNetworkOptions {
  readonly mhcClass: 'I' | 'II';
  readonly seed?: number;
  readonly embedding?: number;
  readonly groove?: readonly number[];
  readonly hidden?: readonly number[];
  readonly teachers?: number;
  readonly alleles?: Readonly<Record<string, number>>;
  readonly trained?: Readonly<Record<string, number>>;
}

/** Values that the type holds without rounding, of about the size asked for. */
function randomArray(
  shape: readonly number[],
  dtype: Dtype,
  size: number,
  random: SeededRandom,
): PlainArray {
  const count = shape.reduce((product, n) => product * n, 1);
  const draw = (): number => (random.next() * 2 - 1) * size;
  switch (dtype) {
    case 'f32':
      return {
        dtype,
        shape,
        values: Float64Array.from({ length: count }, () => Math.fround(draw())),
      };
    case 'f16': {
      // Eleven bits of a number between 2^e and 2^(e+1); below 2^-14 the steps no longer shrink.
      const half = (x: number): number => {
        const step = 2 ** (Math.max(-14, Math.floor(Math.log2(Math.abs(x)))) - 10);
        return Math.round(x / step) * step;
      };
      const values = Float64Array.from({ length: count }, () => half(draw()));
      values.set([0, -(2 ** -24), 2 ** -15].slice(0, count));
      return { dtype, shape, values };
    }
    case 'i8': {
      const rows = shape[0] as number;
      const scale = Array.from({ length: rows }, () =>
        Math.fround((size / 127) * (0.5 + random.next() / 2)),
      );
      const each = count / rows;
      const values = Float64Array.from(
        { length: count },
        (_, i) => (scale[Math.floor(i / each)] as number) * (random.below(255) - 127),
      );
      return { dtype, shape, values, scale };
    }
  }
}

function randomNetwork(
  role: PlainNetwork['role'],
  slots: number,
  { embedding, groove, hidden }: Pick<PlainNetwork, 'embedding' | 'groove' | 'hidden'>,
  random: SeededRandom,
): PlainNetwork {
  const arrays: Record<string, PlainArray> = {
    emb: randomArray([slots, SYMBOLS.length, embedding], 'i8', 1, random),
  };
  const dense = (weights: string, biases: string, inputs: number, outputs: number): void => {
    const size = 3 / Math.sqrt(weights === 'gw0' ? GROOVE_LENGTH : inputs);
    arrays[weights] = randomArray([inputs, outputs], 'f16', size, random);
    arrays[biases] = randomArray([outputs], 'f32', 0.5, random);
  };
  const chain = (
    sizes: readonly number[],
    name: (layer: number) => readonly [string, string],
  ): void =>
    sizes.slice(1).forEach((outputs, layer) => {
      dense(...name(layer), sizes[layer] as number, outputs);
    });
  chain([GROOVE_LENGTH * GROOVE_SYMBOLS.length, ...groove, 2 * slots * embedding], (layer) => [
    `gw${layer}`,
    `gb${layer}`,
  ]);
  chain([slots * embedding, ...hidden, 2], (layer) =>
    layer === hidden.length ? ['wout', 'bout'] : [`w${layer + 1}`, `b${layer + 1}`],
  );
  return { role, embedding, groove, hidden, arrays };
}

function arrayBytes({ dtype, values, shape, scale }: PlainArray): Uint8Array {
  const bytes = new Uint8Array(values.length * { f32: 4, f16: 2, i8: 1 }[dtype]);
  const view = new DataView(bytes.buffer);
  const each = values.length / (shape[0] as number);
  values.forEach((value, i) => {
    if (dtype === 'f32') view.setFloat32(4 * i, value, true);
    else if (dtype === 'i8') {
      view.setInt8(i, Math.round(value / (scale?.[Math.floor(i / each)] as number)));
    } else {
      const exponent = value === 0 ? -15 : Math.floor(Math.log2(Math.abs(value)));
      const sign = value < 0 ? 0x8000 : 0;
      const magnitude =
        exponent < -14
          ? Math.abs(value) * 2 ** 24
          : ((exponent + 15) << 10) + (Math.abs(value) * 2 ** (10 - exponent) - 1_024);
      view.setUint16(2 * i, sign + magnitude, true);
    }
  });
  return bytes;
}

/** The layout of training/presentation/export.py. */
function encodeNetworkPack(
  header: Readonly<Record<string, unknown>>,
  networks: readonly PlainNetwork[],
): Uint8Array {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  const nets = networks.map((network) => ({
    role: network.role,
    embedding: network.embedding,
    groove: network.groove,
    hidden: network.hidden,
    outputs: ['el', 'ba'],
    arrays: Object.fromEntries(
      Object.entries(network.arrays).map(([name, array]) => {
        const { dtype, shape, scale } = array;
        const about = { dtype, shape, offset, ...(scale === undefined ? {} : { scale }) };
        const bytes = arrayBytes(array);
        const padded = new Uint8Array(Math.ceil(bytes.length / 16) * 16);
        padded.set(bytes);
        pieces.push(padded);
        offset += padded.length;
        return [name, about];
      }),
    ),
  }));
  const text = Buffer.from(JSON.stringify({ ...header, nets }));
  const start = Buffer.alloc(Math.ceil((12 + text.length) / 16) * 16);
  start.write('ONCONET1', 'ascii');
  start.writeUInt32LE(text.length, 8);
  text.copy(start, 12);
  return gzipSync(Buffer.concat([start, ...pieces]));
}

export function loadedPack(id: string, bytes: Uint8Array): LoadedPack {
  return {
    bytes,
    manifest: {
      schemaVersion: 1,
      id,
      version: 'test',
      title: 'Random networks',
      file: `${id}.bin`,
      bytes: bytes.length,
      sha256: sha256Hex(bytes),
      licence: 'CC0-1.0',
      attribution: 'drawn for this test',
      sources: [{ name: 'this test' }],
      recipe: 'none',
      contents: {},
    },
  };
}

/** Random weights, three grooves; the alleles named, or a few. */
export function randomNetworkPack(options: RandomNetworkOptions): RandomNetworkPack {
  const { mhcClass, seed = 1, teachers = 0 } = options;
  const random = seededRandom(seed);
  const slots = mhcClass === 'I' ? 28 : 15;
  const shape = {
    embedding: options.embedding ?? 6,
    groove: options.groove ?? [12],
    hidden: options.hidden ?? [48, 20, 8],
  };
  const grooves = Array.from({ length: 3 }, () =>
    Array.from({ length: GROOVE_LENGTH }, () => GROOVE_SYMBOLS[random.below(21)]).join(''),
  );
  const alleles =
    options.alleles ??
    (mhcClass === 'I'
      ? { 'HLA-A*02:01': 0, 'HLA-A*02:09': 0, 'HLA-B*07:02': 1, 'HLA-C*07:01': 2 }
      : { 'HLA-DRB1*04:01': 0, 'HLA-DQA1*05:01-DQB1*02:01': 1, 'HLA-DPA1*01:03-DPB1*04:01': 2 });
  const header = {
    schemaVersion: 1,
    id: `presentation-class${mhcClass === 'I' ? 1 : 2}`,
    mhcClass,
    lengths: Array.from(
      { length: mhcClass === 'I' ? 7 : 14 },
      (_, i) => (mhcClass === 'I' ? 8 : 12) + i,
    ),
    slots,
    ...(mhcClass === 'I' ? {} : { leftFlank: 3, core: 9, rightFlank: 3 }),
    symbols: SYMBOLS,
    grooveSymbols: GROOVE_SYMBOLS,
    grooveLength: GROOVE_LENGTH,
    grooves,
    alleles,
    trained: options.trained ?? { 'HLA-A*02:01': 100, 'HLA-B*07:02': 49 },
  };
  const networks = [
    randomNetwork('student', slots, shape, random),
    ...Array.from({ length: teachers }, () => randomNetwork('teacher', slots, shape, random)),
  ];
  return {
    pack: loadedPack(header.id, encodeNetworkPack(header, networks)),
    header,
    networks,
    grooves,
    alleles,
    mhcClass,
  };
}

function denseLayer(
  inputs: Float64Array,
  weights: Float64Array,
  biases: Float64Array,
): Float64Array {
  return biases.map((bias, output) =>
    inputs.reduce(
      (sum, value, input) => sum + value * (weights[input * biases.length + output] as number),
      bias,
    ),
  );
}

const relu = (values: Float64Array): Float64Array<ArrayBuffer> =>
  values.map((value) => Math.max(0, value));

/** Both logits for one filling of the slots, step by step as README.md has them, in double precision. */
function plainAnswer(
  network: PlainNetwork,
  groove: string,
  slots: readonly number[],
): Float64Array {
  const values = (name: string): Float64Array => (network.arrays[name] as PlainArray).values;
  const { embedding } = network;
  let gate: Float64Array = new Float64Array(GROOVE_LENGTH * GROOVE_SYMBOLS.length);
  [...groove].forEach((letter, place) => {
    gate[place * GROOVE_SYMBOLS.length + GROOVE_SYMBOLS.indexOf(letter)] = 1;
  });
  for (let layer = 0; layer <= network.groove.length; layer++) {
    if (layer > 0) gate = relu(gate);
    gate = denseLayer(gate, values(`gw${layer}`), values(`gb${layer}`));
  }
  const width = slots.length * embedding;
  let x = Float64Array.from({ length: width }, (_, i) => {
    const slot = Math.floor(i / embedding);
    const cell = slot * SYMBOLS.length + (slots[slot] as number);
    const embedded = values('emb')[cell * embedding + (i % embedding)] as number;
    return embedded * (1 + (gate[i] as number)) + (gate[width + i] as number);
  });
  for (let layer = 1; layer <= network.hidden.length; layer++) {
    x = relu(denseLayer(x, values(`w${layer}`), values(`b${layer}`)));
  }
  return denseLayer(x, values('wout'), values('bout'));
}

/** Every filling of the slots that the networks are asked for: one in class I, one a register in class II. */
function slotFillings(mhcClass: 'I' | 'II', peptide: string): readonly (readonly number[])[] {
  const symbolAt = (i: number): number => SYMBOLS.indexOf(peptide[i] ?? '-');
  if (mhcClass === 'I') {
    const left = Array.from({ length: 14 }, (_, i) => symbolAt(i));
    const right = Array.from({ length: 14 }, (_, i) => symbolAt(peptide.length - 14 + i));
    return [[...left, ...right]];
  }
  return Array.from({ length: peptide.length - 8 }, (_, register) =>
    Array.from({ length: 15 }, (_, slot) => symbolAt(register - 3 + slot)),
  );
}

/** What the networks of a role mean, in double precision: each logit at its best register. */
export function plainLogits(
  { networks, grooves, alleles, mhcClass }: RandomNetworkPack,
  peptide: string,
  allele: string,
  role: PlainNetwork['role'] = 'student',
): { readonly el: number; readonly ba: number; readonly coreStart0: number } {
  const groove = grooves[alleles[allele] as number] as string;
  const ofRole = networks.filter((network) => network.role === role);
  const answers = slotFillings(mhcClass, peptide).map((slots) => {
    const each = ofRole.map((network) => plainAnswer(network, groove, slots));
    return [0, 1].map(
      (k) => each.reduce((sum, answer) => sum + (answer[k] as number), 0) / each.length,
    );
  });
  const el = answers.map(([value]) => value as number);
  const ba = answers.map(([, value]) => value as number);
  return { el: Math.max(...el), ba: Math.max(...ba), coreStart0: el.indexOf(Math.max(...el)) };
}
