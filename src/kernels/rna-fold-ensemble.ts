import { compileKernel } from './compile-kernel.js';
import { WASM_BASE64 } from './generated/rna-fold-ensemble.wasm.js';
import {
  type EnsembleQuery,
  type EnsembleTables,
  fillEnsembleTables,
} from './reference/rna-fold-ensemble.js';
import { cellCount, NO_FOLD } from './reference/rna-fold.js';
import { foldBlock, PAIR_CODE_COUNT } from './rna-fold-block.js';

export type { EnsembleQuery, EnsembleTables };

interface KernelExports {
  scratchBytes(bases: number): number;
  open(
    bases: number,
    codesAt: number,
    blockAt: number,
    scalesAt: number,
    trianglesAt: number,
    triangleBytes: number,
    exteriorAt: number,
    scratchAt: number,
  ): void;
  insideRows(from: number, to: number): void;
  turn(): void;
  outsideRows(from: number, to: number): void;
}

/** AssemblyScript leaves the first kilobyte of its memory alone. */
const MEMORY_BASE = 1_024;
const PAGE_BYTES = 65_536;
/** Between two pauses, in the measure of `rowsAStep`: some 20 ms. */
const WORK_A_STEP = 20_000_000;
/** The last lane of a row may lie past the end of a triangle. */
const SPARE_BYTES = 64;

let compiled: Promise<WebAssembly.Module | null> | undefined;

/** Rows to do at once from one of `cells` on; a row costs the square of its cells, and the loops of each cell. */
function rowsAStep(cells: number): number {
  const grown = cells + 200;
  return Math.ceil(WORK_A_STEP / (grown * (grown + 1_500)));
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

/**
 * Sums over all folds and the pairs' probabilities; 32 bytes a cell. `pause` is awaited every 20 ms or so with the
 * rows done, of twice the bases. Without WebAssembly SIMD the definition answers, without a pause and hundreds of times
 * slower.
 */
export async function fillEnsemble(
  query: EnsembleQuery,
  pause: (rowsDone: number) => Promise<void>,
): Promise<EnsembleTables> {
  compiled ??= compileKernel(WASM_BASE64);
  const module = await compiled;
  if (module === null) return fillEnsembleTables(query);

  const { energies, codes, dangles, thermalEnergy, levels } = query;
  const n = codes.length;
  const weights = Float64Array.from(foldBlock(energies, codes, dangles), (energy, at) => {
    if (at < PAIR_CODE_COUNT) return energy;
    return energy === NO_FOLD ? 0 : Math.exp(-energy / thermalEnergy);
  });
  const scales = Float64Array.from({ length: n }, (_, i) =>
    Math.exp((levels[i + 1] as number) - (levels[i] as number)),
  );
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const kernel = exports as unknown as KernelExports;

  const cells = cellCount(n);
  const codesAt = MEMORY_BASE;
  const weightsAt = aligned(codesAt + n);
  const scalesAt = weightsAt + weights.byteLength;
  const exteriorAt = scalesAt + scales.byteLength;
  const trianglesAt = aligned(exteriorAt + 2 * 8 * (n + 1));
  const triangleBytes = aligned(8 * cells + SPARE_BYTES);
  const scratchAt = trianglesAt + 4 * triangleBytes;
  const end = scratchAt + kernel.scratchBytes(n);
  memory.grow(Math.ceil(end / PAGE_BYTES) - 1);
  new Uint8Array(memory.buffer).set(codes, codesAt);
  new Float64Array(memory.buffer, weightsAt, weights.length).set(weights);
  new Float64Array(memory.buffer, scalesAt, n).set(scales);

  kernel.open(n, codesAt, weightsAt, scalesAt, trianglesAt, triangleBytes, exteriorAt, scratchAt);
  for (let row = n; row > 0;) {
    const to = Math.max(0, row - rowsAStep(n - row));
    kernel.insideRows(row, to);
    row = to;
    await pause(n - row);
  }
  kernel.turn();
  for (let row = 0; row < n;) {
    const to = Math.min(n, row + rowsAStep(n - row));
    kernel.outsideRows(row, to);
    row = to;
    await pause(n + row);
  }
  const [sum = 0] = new Float64Array(memory.buffer, exteriorAt, 1);
  return {
    logSum: Math.log(sum) + (levels[0] as number) - (levels[n] as number),
    pairProbabilities: new Float64Array(memory.buffer, trianglesAt + 2 * triangleBytes, cells),
  };
}
