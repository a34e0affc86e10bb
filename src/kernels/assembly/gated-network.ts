// Hot loop of gated-network.ts (the façade lays out the memory; reference/gated-network.ts is the definition).
//
// The first layer is a sum of table rows. Half or more of what leaves a ReLU is zero, so each layer hands
// on only its values above zero, each with the address of its row of weights: the next layer reads those
// rows alone, up to 32 sums at a time in registers, one sample after the other.

/** Bytes of a register: four f32. */
const LANES: usize = 16;
/** Bytes of eight registers of sums: with input and product they fit the 16 registers of x86-64. */
const BLOCK: usize = 128;
/** A layer: u32 bytes of its inputs (4 each), u32 bytes of its outputs, u32 address of its weights, u32 of its biases. */
const LAYER_BYTES: usize = 16;

/** For each set of lanes the bytes that bring those lanes to the front, 16 x 16 bytes. */
const TO_FRONT = memory.data<u32>([
  0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
  0x07060504, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
  0x0b0a0908, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x0b0a0908, 0x0b0a0908, 0x0f0e0d0c,
  0x07060504, 0x0b0a0908, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
  0x0f0e0d0c, 0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x0f0e0d0c, 0x0b0a0908, 0x0f0e0d0c,
  0x07060504, 0x0f0e0d0c, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0f0e0d0c, 0x0f0e0d0c,
  0x0b0a0908, 0x0f0e0d0c, 0x0b0a0908, 0x0f0e0d0c, 0x03020100, 0x0b0a0908, 0x0f0e0d0c, 0x0f0e0d0c,
  0x07060504, 0x0b0a0908, 0x0f0e0d0c, 0x0f0e0d0c, 0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
]);

/** The list being written: values above zero, the addresses of their weights, how many. */
let values: usize = 0;
let rows: usize = 0;
let count: usize = 0;
/** Addresses of the next layer's weights for the four values to come, and how far on the four after them are. */
let nextRows: v128 = i32x4.splat(0);
let rowStep: v128 = i32x4.splat(0);

/** Starts a list of values for a layer to read. */
function openList(layer: usize, valuesAt: usize, rowsAt: usize): void {
  const outputBytes = load<i32>(layer, 4);
  const lane = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(outputBytes));
  nextRows = i32x4.add(i32x4.splat(load<i32>(layer, 8)), lane);
  rowStep = i32x4.splat(4 * outputBytes);
  values = valuesAt;
  rows = rowsAt;
  count = 0;
}

/** Puts those of four sums that are above zero on the list. */
function keepPositive(sums: v128): void {
  const lanes = <usize>i32x4.bitmask(f32x4.gt(sums, f32x4.splat(0)));
  const order = v128.load(TO_FRONT + lanes * LANES);
  v128.store(values + (count << 2), i8x16.swizzle(sums, order));
  v128.store(rows + (count << 2), i8x16.swizzle(nextRows, order));
  count += <usize>popcnt(<u32>lanes);
  nextRows = i32x4.add(nextRows, rowStep);
}

/** The first layer: `base` and one row of the table for each of `positions` addresses. */
function sumRows(base: usize, picked: usize, positions: usize, hiddenBytes: usize): void {
  const end = picked + (positions << 2);
  let at: usize = 0;
  for (; at + BLOCK <= hiddenBytes; at += BLOCK) {
    let s0 = v128.load(base + at);
    let s1 = v128.load(base + at, 16);
    let s2 = v128.load(base + at, 32);
    let s3 = v128.load(base + at, 48);
    let s4 = v128.load(base + at, 64);
    let s5 = v128.load(base + at, 80);
    let s6 = v128.load(base + at, 96);
    let s7 = v128.load(base + at, 112);
    for (let pick = picked; pick < end; pick += 4) {
      const row = <usize>load<u32>(pick) + at;
      s0 = f32x4.add(s0, v128.load(row));
      s1 = f32x4.add(s1, v128.load(row, 16));
      s2 = f32x4.add(s2, v128.load(row, 32));
      s3 = f32x4.add(s3, v128.load(row, 48));
      s4 = f32x4.add(s4, v128.load(row, 64));
      s5 = f32x4.add(s5, v128.load(row, 80));
      s6 = f32x4.add(s6, v128.load(row, 96));
      s7 = f32x4.add(s7, v128.load(row, 112));
    }
    keepPositive(s0);
    keepPositive(s1);
    keepPositive(s2);
    keepPositive(s3);
    keepPositive(s4);
    keepPositive(s5);
    keepPositive(s6);
    keepPositive(s7);
  }
  for (; at < hiddenBytes; at += LANES) {
    let sums = v128.load(base + at);
    for (let pick = picked; pick < end; pick += 4) {
      sums = f32x4.add(sums, v128.load(<usize>load<u32>(pick) + at));
    }
    keepPositive(sums);
  }
}

/** Four outputs of a layer from a list of `inputBytes / 4` values. */
function fourOutputs(
  biases: usize,
  list: usize,
  listRows: usize,
  inputBytes: usize,
  at: usize,
): v128 {
  let sums = v128.load(biases + at);
  for (let i: usize = 0; i < inputBytes; i += 4) {
    const weights = v128.load(<usize>load<u32>(listRows + i) + at);
    sums = f32x4.add(sums, f32x4.mul(v128.load32_splat(list + i), weights));
  }
  return sums;
}

/** A hidden layer: reads one list, writes the other. */
function hiddenLayer(layer: usize, list: usize, listRows: usize, inputBytes: usize): void {
  const outputBytes = <usize>load<u32>(layer, 4);
  const biases = <usize>load<u32>(layer, 12);
  let at: usize = 0;
  for (; at + BLOCK <= outputBytes; at += BLOCK) {
    let s0 = v128.load(biases + at);
    let s1 = v128.load(biases + at, 16);
    let s2 = v128.load(biases + at, 32);
    let s3 = v128.load(biases + at, 48);
    let s4 = v128.load(biases + at, 64);
    let s5 = v128.load(biases + at, 80);
    let s6 = v128.load(biases + at, 96);
    let s7 = v128.load(biases + at, 112);
    for (let i: usize = 0; i < inputBytes; i += 4) {
      const value = v128.load32_splat(list + i);
      const weights = <usize>load<u32>(listRows + i) + at;
      s0 = f32x4.add(s0, f32x4.mul(value, v128.load(weights)));
      s1 = f32x4.add(s1, f32x4.mul(value, v128.load(weights, 16)));
      s2 = f32x4.add(s2, f32x4.mul(value, v128.load(weights, 32)));
      s3 = f32x4.add(s3, f32x4.mul(value, v128.load(weights, 48)));
      s4 = f32x4.add(s4, f32x4.mul(value, v128.load(weights, 64)));
      s5 = f32x4.add(s5, f32x4.mul(value, v128.load(weights, 80)));
      s6 = f32x4.add(s6, f32x4.mul(value, v128.load(weights, 96)));
      s7 = f32x4.add(s7, f32x4.mul(value, v128.load(weights, 112)));
    }
    keepPositive(s0);
    keepPositive(s1);
    keepPositive(s2);
    keepPositive(s3);
    keepPositive(s4);
    keepPositive(s5);
    keepPositive(s6);
    keepPositive(s7);
  }
  for (; at < outputBytes; at += LANES) {
    keepPositive(fourOutputs(biases, list, listRows, inputBytes, at));
  }
}

/**
 * Outputs of the last layer for each sample, sample after sample.
 *
 * Memory: the table, `positions x symbols` rows of the first layer's inputs; the base row; `positions`
 * symbol codes a sample; `layerCount` layers, all sizes multiples of four numbers; in the scratch a u32 for
 * each position (rounded up to 16 bytes) and four lists of `listBytes`.
 */
export function answer(
  tableAt: usize,
  baseAt: usize,
  positions: usize,
  symbols: usize,
  codesAt: usize,
  samples: usize,
  layersAt: usize,
  layerCount: usize,
  scratchAt: usize,
  listBytes: usize,
  answersAt: usize,
): void {
  const hiddenBytes = <usize>load<u32>(layersAt);
  const lastLayer = layersAt + (layerCount - 1) * LAYER_BYTES;
  const answerBytes = <usize>load<u32>(lastLayer, 4);
  const lastBiases = <usize>load<u32>(lastLayer, 12);
  const lists = scratchAt + (((positions << 2) + 15) & ~15);
  for (let sample: usize = 0; sample < samples; sample++) {
    let tableOfPosition = tableAt;
    for (let position: usize = 0; position < positions; position++) {
      const row = <usize>load<u8>(codesAt + position) * hiddenBytes;
      store<u32>(scratchAt + (position << 2), <u32>(tableOfPosition + row));
      tableOfPosition += symbols * hiddenBytes;
    }
    codesAt += positions;

    openList(layersAt, lists, lists + listBytes);
    sumRows(baseAt, scratchAt, positions, hiddenBytes);
    for (let layer = layersAt; layer < lastLayer; layer += LAYER_BYTES) {
      const list = values;
      const listRows = rows;
      const inputBytes = count << 2;
      const other = lists + (list == lists ? listBytes << 1 : 0);
      openList(layer + LAYER_BYTES, other, other + listBytes);
      hiddenLayer(layer, list, listRows, inputBytes);
    }
    for (let at: usize = 0; at < answerBytes; at += LANES) {
      v128.store(answersAt + at, fourOutputs(lastBiases, values, rows, count << 2, at));
    }
    answersAt += answerBytes;
  }
}
