import { costLevels, costsUpTo, type PathCost, type PathCosts } from './path-costs.js';

/** Who follows whom at the least sum; `successors[i]` is a column. */
interface Assignment {
  readonly cost: number;
  readonly successors: Int32Array;
}

/** A row closed to a ring through one more node that stands for both ends; nothing follows itself. */
export function ringCosts({ count, between, first, last }: PathCosts): Float64Array {
  const size = count + 1;
  const ring = new Float64Array(size * size).fill(Infinity);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      if (i !== j) ring[i * size + j] = between[i * count + j] as number;
    }
    ring[i * size + count] = last[i] as number;
    ring[count * size + i] = first[i] as number;
  }
  return ring;
}

/**
 * Who follows whom, each once, at the least sum: a ring of them is a row, several rings are less than one, so the
 * sum bounds every row from below. Kuhn's Hungarian method with potentials (Jonker & Volgenant 1987, Computing 38:325). Null
 * where there is none; the node after the last stands for both ends.
 */
export function cheapestSuccessors(costs: PathCosts): Assignment | null {
  const size = costs.count + 1;
  const ring = ringCosts(costs);
  const rowPotential = new Float64Array(size);
  const columnPotential = new Float64Array(size);
  const rowOf = new Int32Array(size).fill(-1);
  for (let start = 0; start < size; start++) {
    const slack = new Float64Array(size).fill(Infinity);
    const reachedFrom = new Int32Array(size).fill(-1);
    const done = new Uint8Array(size);
    let row = start;
    let column = -1;
    for (;;) {
      let next = -1;
      let least = Infinity;
      for (let j = 0; j < size; j++) {
        if (done[j] === 1) continue;
        const reduced =
          (ring[row * size + j] as number) -
          (rowPotential[row] as number) -
          (columnPotential[j] as number);
        if (reduced < (slack[j] as number)) {
          slack[j] = reduced;
          reachedFrom[j] = column;
        }
        if ((slack[j] as number) < least) [next, least] = [j, slack[j] as number];
      }
      if (next === -1) return null;
      rowPotential[start] = (rowPotential[start] as number) + least;
      for (let j = 0; j < size; j++) {
        if (done[j] === 1) {
          columnPotential[j] = (columnPotential[j] as number) - least;
          const of = rowOf[j] as number;
          rowPotential[of] = (rowPotential[of] as number) + least;
        } else {
          slack[j] = (slack[j] as number) - least;
        }
      }
      done[next] = 1;
      column = next;
      if (rowOf[column] === -1) break;
      row = rowOf[column] as number;
    }
    for (let j = column; j !== -1;) {
      const from = reachedFrom[j] as number;
      rowOf[j] = from === -1 ? start : (rowOf[from] as number);
      j = from;
    }
  }
  const successors = new Int32Array(size);
  let cost = 0;
  rowOf.forEach((row, column) => {
    successors[row] = column;
    cost += ring[row * size + column] as number;
  });
  return { cost, successors };
}

/**
 * No row has a lower worst cost than `worst`, and none whose worst cost is at most `within` a lower sum than
 * `sum`. Infinite where no row is allowed.
 */
export function lowerBound(costs: PathCosts, within: number): PathCost {
  if (costs.count === 0) return { worst: 0, sum: 0 };
  const levels = costLevels(costs);
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cheapestSuccessors(costsUpTo(costs, levels[middle] as number)) !== null) high = middle;
    else low = middle + 1;
  }
  return {
    worst: levels[low] ?? Infinity,
    sum: cheapestSuccessors(costsUpTo(costs, within))?.cost ?? Infinity,
  };
}
