/** A dense layer: outputs = inputs x weights + biases. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** `inputs x outputs`, a row an input. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** Samples whose first layer is a sum of table rows, one row a position. */
export interface TableBatch {
  /** `positions x symbols x hidden`. */
  readonly table: Float32Array;
  /** What every sample has besides, `hidden`. */
  readonly base: Float32Array;
  readonly positions: number;
  readonly symbols: number;
  /** Symbol at each position, `samples x positions`. */
  readonly codes: Uint8Array;
}

/** The definition: rows summed up, then ReLU and a dense layer as often as there are layers; `samples x outputs`. */
export function answerBatch(layers: readonly DenseLayer[], batch: TableBatch): Float32Array {
  const { table, base, positions, symbols, codes } = batch;
  const answers: number[] = [];
  for (let start = 0; start < codes.length; start += positions) {
    let values = Float64Array.from(base);
    for (let position = 0; position < positions; position++) {
      const row = (position * symbols + (codes[start + position] as number)) * base.length;
      for (let unit = 0; unit < base.length; unit++) {
        values[unit] = (values[unit] as number) + (table[row + unit] as number);
      }
    }
    for (const { inputs, outputs, weights, biases } of layers) {
      const sums = Float64Array.from(biases);
      for (let input = 0; input < inputs; input++) {
        const value = Math.max(0, values[input] as number);
        for (let output = 0; output < outputs; output++) {
          sums[output] =
            (sums[output] as number) + value * (weights[input * outputs + output] as number);
        }
      }
      values = sums;
    }
    answers.push(...values);
  }
  return Float32Array.from(answers);
}
