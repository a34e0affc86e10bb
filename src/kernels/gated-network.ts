import { compileKernel } from './compile-kernel.js';
import { WASM_BASE64 } from './generated/gated-network.wasm.js';
import { answerBatch, type DenseLayer, type TableBatch } from './reference/gated-network.js';

export type { DenseLayer, TableBatch };

/** The layers behind a first layer that is kept as a table. */
export interface TableNetwork {
  /** False where the kernel cannot run here and the definition does its work, some 20 times slower. */
  readonly accelerated: boolean;
  /**
   * Outputs of the last layer, `samples x outputs`; a sample's do not depend on the others. Blocks while
   * it works, about 1 us a sample for 256, 64 and 16 units.
   * @throws Error where the sizes of the batch do not go together.
   */
  answer(batch: TableBatch): Float32Array;
}

/** Answers batches somewhere; many may be under way. */
export type AnswerBatch = (batch: TableBatch) => Promise<Float32Array>;

/** Where networks run: in this thread, or in others. */
export interface NetworkHost {
  /** Batches that can be worked on at the same time. */
  readonly threads: number;
  open(layers: readonly DenseLayer[]): Promise<AnswerBatch>;
}

/** Runs networks in the calling thread and lets timers run between two batches. */
export const inThisThread: NetworkHost = {
  threads: 1,
  open: async (layers) => {
    const network = await createTableNetwork(layers);
    return async (batch) => {
      await new Promise<void>((resolve) => {
        setTimeout(resolve, 0);
      });
      return network.answer(batch);
    };
  },
};

interface KernelExports {
  answer(
    tableAt: number,
    baseAt: number,
    positions: number,
    symbols: number,
    codesAt: number,
    samples: number,
    layersAt: number,
    layerCount: number,
    scratchAt: number,
    listBytes: number,
    answersAt: number,
  ): void;
}

// The layout that assembly/gated-network.ts reads.
const LANES = 4;
const LAYER_BYTES = 16;
/** AssemblyScript leaves the first kilobyte of its memory alone and puts the kernel's constants behind it. */
const MEMORY_BASE = 2_048;
const PAGE_BYTES = 65_536;

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

function paddedCount(count: number): number {
  return Math.ceil(count / LANES) * LANES;
}

/** Rows of `columns` numbers, each filled up with zeros to a multiple of four. */
function paddedRows(rows: Float32Array, columns: number): Float32Array {
  const width = paddedCount(columns);
  if (width === columns) return rows;
  const padded = new Float32Array((rows.length / columns) * width);
  for (let from = 0, to = 0; from < rows.length; from += columns, to += width) {
    padded.set(rows.subarray(from, from + columns), to);
  }
  return padded;
}

function requireFittingLayers(layers: readonly DenseLayer[]): void {
  if (layers.length === 0) throw new Error('a network needs a layer');
  layers.forEach(({ inputs, outputs, weights, biases }, i) => {
    const before = layers[i - 1];
    const fits = before === undefined || before.outputs === inputs;
    if (!fits || weights.length !== inputs * outputs || biases.length !== outputs) {
      throw new Error(`layer ${i} of ${inputs} x ${outputs} does not fit its numbers`);
    }
  });
}

function requireFittingBatch(hidden: number, batch: TableBatch): void {
  const { table, base, positions, symbols, codes } = batch;
  if (
    base.length !== hidden ||
    table.length !== positions * symbols * hidden ||
    codes.length % positions !== 0
  ) {
    throw new Error(`a batch of ${positions} x ${symbols} x ${hidden} does not fit its numbers`);
  }
  for (const code of codes) {
    // It would read a neighbouring row.
    if (code >= symbols) throw new Error(`there is no symbol ${code}`);
  }
}

/** A network ready to answer; the last layer's outputs are its answers. */
export async function createTableNetwork(layers: readonly DenseLayer[]): Promise<TableNetwork> {
  requireFittingLayers(layers);
  const hidden = (layers[0] as DenseLayer).inputs;
  const { outputs } = layers.at(-1) as DenseLayer;
  const module = await compileKernel(WASM_BASE64);
  if (module === null) {
    return {
      accelerated: false,
      answer: (batch) => {
        requireFittingBatch(hidden, batch);
        return answerBatch(layers, batch);
      },
    };
  }

  const weightsAt = MEMORY_BASE + layers.length * LAYER_BYTES;
  const weightBytes = layers.map(
    ({ inputs, outputs }) => 4 * (paddedCount(inputs) + 1) * paddedCount(outputs),
  );
  const scratchAt = weightsAt + weightBytes.reduce((sum, bytes) => sum + bytes, 0);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(scratchAt / PAGE_BYTES) });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const kernel = exports as unknown as KernelExports;

  const write = (at: number, numbers: Float32Array): void => {
    new Float32Array(memory.buffer, at, numbers.length).set(numbers);
  };
  let layerAt = weightsAt;
  layers.forEach(({ inputs, outputs, weights, biases }, i) => {
    const width = paddedCount(outputs);
    const biasesAt = layerAt + 4 * paddedCount(inputs) * width;
    const about = [4 * paddedCount(inputs), 4 * width, layerAt, biasesAt];
    new Uint32Array(memory.buffer, MEMORY_BASE + i * LAYER_BYTES, 4).set(about);
    write(layerAt, paddedRows(weights, outputs));
    write(biasesAt, biases);
    layerAt += weightBytes[i] as number;
  });
  // A list is written four values at a time, so it may run over its end by three.
  const listBytes = 4 * (Math.max(...layers.map(({ inputs }) => paddedCount(inputs))) + LANES);
  const answerWidth = paddedCount(outputs);

  return {
    accelerated: true,
    answer: (batch) => {
      requireFittingBatch(hidden, batch);
      const { positions, symbols, codes } = batch;
      const table = paddedRows(batch.table, hidden);
      const base = paddedRows(batch.base, hidden);
      const samples = codes.length / positions;
      const baseAt = scratchAt + aligned(4 * positions) + 4 * listBytes;
      const tableAt = baseAt + 4 * base.length;
      const codesAt = tableAt + 4 * table.length;
      const answersAt = aligned(codesAt + codes.length);
      const bytesNeeded = answersAt + 4 * samples * answerWidth;
      const pagesMissing = Math.ceil((bytesNeeded - memory.buffer.byteLength) / PAGE_BYTES);
      if (pagesMissing > 0) memory.grow(pagesMissing);
      write(baseAt, base);
      write(tableAt, table);
      new Uint8Array(memory.buffer, codesAt, codes.length).set(codes);

      kernel.answer(
        tableAt,
        baseAt,
        positions,
        symbols,
        codesAt,
        samples,
        MEMORY_BASE,
        layers.length,
        scratchAt,
        listBytes,
        answersAt,
      );

      const padded = new Float32Array(memory.buffer, answersAt, samples * answerWidth);
      const answers = new Float32Array(samples * outputs);
      for (let from = 0, to = 0; to < answers.length; from += answerWidth, to += outputs) {
        for (let output = 0; output < outputs; output++) {
          answers[to + output] = padded[from + output] as number;
        }
      }
      return answers;
    },
  };
}
