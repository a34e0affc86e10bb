import { compileKernel } from './compile-kernel.js';
import { WASM_BASE64 } from './generated/rna-fold.wasm.js';
import {
  cellCount,
  cellOf,
  fillFoldTables,
  type FoldTables,
  NO_FOLD,
} from './reference/rna-fold.js';
import type { Dangles, FoldEnergies } from './reference/rna-fold-energies.js';
import { foldBlock } from './rna-fold-block.js';

export { cellOf, type FoldTables, NO_FOLD };

interface KernelExports {
  scratchBytes(bases: number): number;
  open(
    bases: number,
    codesAt: number,
    blockAt: number,
    pairsAt: number,
    multiAt: number,
    exteriorAt: number,
    scratchAt: number,
  ): void;
  fillRows(from: number, to: number): void;
}

/** AssemblyScript leaves the first kilobyte of its memory alone. */
const MEMORY_BASE = 1_024;
const PAGE_BYTES = 65_536;
/** Between two pauses: some 20 ms. */
const CELLS_A_STEP = 200_000;
/** The last lanes of a row may be read past the end of a triangle. */
const SPARE_BYTES = 64;

let compiled: Promise<WebAssembly.Module | null> | undefined;

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

/**
 * Least free energies of all stretches of an RNA; 8 bytes a cell. `pause` is awaited every 20 ms or so with the
 * number of rows done. Without WebAssembly SIMD the definition answers, without a pause and hundreds of times slower.
 */
export async function fillTables(
  energies: FoldEnergies,
  codes: Uint8Array,
  dangles: Dangles,
  pause: (rowsDone: number) => Promise<void>,
): Promise<FoldTables> {
  compiled ??= compileKernel(WASM_BASE64);
  const module = await compiled;
  if (module === null) return fillFoldTables(energies, codes, dangles);

  const n = codes.length;
  const block = foldBlock(energies, codes, dangles);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const kernel = exports as unknown as KernelExports;

  const cells = cellCount(n);
  const codesAt = MEMORY_BASE;
  const blockAt = aligned(codesAt + n);
  const exteriorAt = aligned(blockAt + block.byteLength);
  const pairsAt = aligned(exteriorAt + 4 * (n + 1));
  const multiAt = aligned(pairsAt + 4 * cells + SPARE_BYTES);
  const scratchAt = aligned(multiAt + 4 * cells + SPARE_BYTES);
  const end = scratchAt + kernel.scratchBytes(n);
  memory.grow(Math.ceil(end / PAGE_BYTES) - 1);
  new Uint8Array(memory.buffer).set(codes, codesAt);
  new Int32Array(memory.buffer).set(block, blockAt / 4);

  kernel.open(n, codesAt, blockAt, pairsAt, multiAt, exteriorAt, scratchAt);
  for (let row = n; row > 0;) {
    // The rows get longer on the way.
    const rows = Math.ceil(CELLS_A_STEP / (n - row + Math.sqrt(CELLS_A_STEP)));
    const to = Math.max(0, row - rows);
    kernel.fillRows(row, to);
    row = to;
    if (row > 0) await pause(n - row);
  }
  return {
    pairs: new Int32Array(memory.buffer, pairsAt, cells),
    multi: new Int32Array(memory.buffer, multiAt, cells),
    exterior: new Int32Array(memory.buffer, exteriorAt, n + 1),
  };
}
