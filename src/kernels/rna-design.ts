import { breathe, type Context } from '../core/context.js';
import { compileKernel } from './compile-kernel.js';
import { WASM_BASE64 } from './generated/rna-design.wasm.js';
import { columns, designBytes, layOut, SHORTEST_SPAN } from './rna-design-layout.js';
import {
  type DesignProblem,
  designTables,
  type DesignTables,
  foldOrNone,
} from './reference/rna-design.js';
import { NO_FOLD } from './reference/rna-design-loops.js';

export { type DesignProblem, type DesignTables } from './reference/rna-design.js';
export { designBytes } from './rna-design-layout.js';

interface KernelExports {
  open(config: number): void;
  rows(from: number, to: number): void;
}

/** WebAssembly addresses 4 GiB. */
const MOST_BYTES = 2 ** 32;
const PAGE_BYTES = 65_536;
/** Cells filled between two breaths, some 10 ms. */
const CELLS_PER_BREATH = 30_000;

/**
 * The tables of a design problem. Blocks for some 10 ms at a time.
 * @throws Error where they take over 4 GiB (`designBytes`), or the energies of 1 x n loops depend on their mismatches.
 */
export async function fillDesignTables(
  problem: DesignProblem,
  context: Context,
): Promise<DesignTables> {
  const module = await compileKernel(WASM_BASE64);
  if (module === null) return designTables(problem);
  if (designBytes(problem) > MOST_BYTES) throw new Error('the tables take over 4 GiB');

  const { graph, maxSpan } = problem;
  const { layout, config, pairRows, multiRows, exterior } = await layOut(problem, () =>
    breathe(context),
  );
  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.end / PAGE_BYTES) });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const kernel = exports as unknown as KernelExports;
  for (const [at, numbers] of layout.arrays)
    new Int32Array(memory.buffer, at, numbers.length).set(numbers);
  kernel.open(config);

  const { baseCount, nodeFirst } = graph;
  let cells = 0;
  let from = baseCount;
  for (let gap = baseCount; gap >= 0; gap--) {
    const { first, end } = columns(graph, maxSpan, gap);
    cells += (end - first) * ((nodeFirst[gap + 1] as number) - (nodeFirst[gap] as number));
    if (cells < CELLS_PER_BREATH && gap > 0) continue;
    kernel.rows(from, gap);
    from = gap - 1;
    cells = 0;
    context.report({ step: 'bases folded', done: baseCount - gap, total: baseCount });
    await breathe(context);
  }

  const numbers = new Int32Array(memory.buffer);
  const gapOf = graph.nodeGap;
  const inBand = (gap: number, gap3: number): boolean =>
    gap3 - gap >= SHORTEST_SPAN && gap3 - gap <= maxSpan;
  return {
    pair: (edge, arrival) => {
      const gap = gapOf[graph.edgeSource[edge] as number] as number;
      const gap3 = gapOf[graph.arrivalEnd[arrival] as number] as number;
      return inBand(gap, gap3)
        ? foldOrNone(numbers[(pairRows[edge] as number) / 4 + arrival] as number)
        : NO_FOLD;
    },
    multi: (u, v) =>
      inBand(gapOf[u] as number, gapOf[v] as number)
        ? foldOrNone(numbers[(multiRows[u] as number) / 4 + v] as number)
        : NO_FOLD,
    exterior: (u) => numbers[exterior / 4 + u] as number,
  };
}
