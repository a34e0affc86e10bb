import type { DenseLayer } from '../../kernels/gated-network.js';
import { type GatedNetwork, grooveSymbol, SYMBOLS } from './network-pack.js';

/** What each symbol in each slot adds to the first hidden layer, for one groove. */
export interface SlotTable {
  /** Units of the first hidden layer. */
  readonly hidden: number;
  /** `slots x 21 x hidden`. */
  readonly rows: Float32Array;
  /** The layer's biases, `hidden`. */
  readonly biases: Float32Array;
}

/**
 * The first layer of a network on one groove: its inputs, embeddings scaled and shifted by the groove, are
 * known for every slot and symbol, so that a peptide's sum is one row a slot. Takes some 5 ms.
 */
export function slotTable(
  { embedding, embeddings, grooveLayers, layers }: GatedNetwork,
  groove: string,
): SlotTable {
  const gate = gateOf(grooveLayers, groove);
  const first = layers[0] as DenseLayer;
  const hidden = first.outputs;
  const slots = first.inputs / embedding;
  const rows = new Float32Array(slots * SYMBOLS * hidden);
  const row = new Float64Array(hidden);
  for (let slot = 0; slot < slots; slot++) {
    for (let symbol = 0; symbol < SYMBOLS; symbol++) {
      row.fill(0);
      const at = slot * SYMBOLS + symbol;
      for (let e = 0; e < embedding; e++) {
        const input = slot * embedding + e;
        const scale = 1 + (gate[input] as number);
        const shift = gate[first.inputs + input] as number;
        const value = (embeddings[at * embedding + e] as number) * scale + shift;
        for (let unit = 0; unit < hidden; unit++) {
          row[unit] =
            (row[unit] as number) + value * (first.weights[input * hidden + unit] as number);
        }
      }
      rows.set(row, at * hidden);
    }
  }
  return { hidden, rows, biases: first.biases };
}

/** Scale, then shift, of every embedded number. */
function gateOf(grooveLayers: readonly DenseLayer[], groove: string): Float64Array {
  const [first, ...others] = grooveLayers as [DenseLayer, ...DenseLayer[]];
  let values = Float64Array.from(first.biases);
  for (let place = 0; place < groove.length; place++) {
    const row = (place * SYMBOLS + grooveSymbol(groove, place)) * first.outputs;
    values = values.map((sum, unit) => sum + (first.weights[row + unit] as number));
  }
  for (const { outputs, weights, biases } of others) {
    const sums = Float64Array.from(biases);
    values.forEach((value, input) => {
      if (value <= 0) return;
      for (let unit = 0; unit < outputs; unit++) {
        sums[unit] = (sums[unit] as number) + value * (weights[input * outputs + unit] as number);
      }
    });
    values = sums;
  }
  return values;
}
