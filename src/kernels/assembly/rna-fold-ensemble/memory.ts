// Where everything lies for the ensemble kernel.

export const LONGEST_INTERIOR: usize = 30;
export const SHORTEST_SPAN: usize = 4;
const RING: usize = 32;
export const MARGIN: usize = 32;
export const NO_BASE: usize = 4;

// The block of weights, f64, in the order of rna-fold-block.ts; the pairs' codes are not weights.
export const STACK: usize = 8 * 16;
export const INTERIOR_11: usize = STACK + 8 * 36;
export const INTERIOR_21: usize = INTERIOR_11 + 8 * 576;
export const INTERIOR_22: usize = INTERIOR_21 + 8 * 2304;
export const MISMATCH_HAIRPIN: usize = INTERIOR_22 + 8 * 9216;
export const MISMATCH_INTERIOR: usize = MISMATCH_HAIRPIN + 8 * 96;
export const MISMATCH_1N: usize = MISMATCH_INTERIOR + 8 * 96;
export const MISMATCH_23: usize = MISMATCH_1N + 8 * 96;
export const EXTERIOR_STEM: usize = MISMATCH_23 + 8 * 96;
export const MULTI_STEM: usize = EXTERIOR_STEM + 8 * 150;
export const MULTI_CLOSING: usize = MULTI_STEM + 8 * 150;
export const TERMINAL: usize = MULTI_CLOSING + 8 * 96;
export const BULGE: usize = TERMINAL + 8 * 6;
export const INTERIOR: usize = BULGE + 8 * 31;
export const ASYMMETRY: usize = INTERIOR + 8 * 31;
export const MULTI_UNPAIRED: usize = ASYMMETRY + 8 * 31;
export const HAIRPINS: usize = MULTI_UNPAIRED + 8;

export let n: usize = 0;
let codes: usize = 0;
let block: usize = 0;
/** f64 a base. */
export let scales: usize = 0;
/** Triangles: sums of pairs and of multiloop parts, and the derivatives by them. */
export let pairs: usize = 0;
export let multi: usize = 0;
export let byPairs: usize = 0;
export let byMulti: usize = 0;
/** n + 1 sums over the folds of i..n-1 outside all loops, and the derivatives by them. */
export let exterior: usize = 0;
export let byExterior: usize = 0;
export let scratch: usize = 0;
export let stride: usize = 0;
/** Rings of kept rows: on the way out inner pairs with their part of a loop, on the way back derivatives by them. */
export let bulges: usize = 0;
export let ones: usize = 0;
export let twoThrees: usize = 0;
export let generics: usize = 0;
let sizes: usize = 0;
/** By size, the product of the scales of so many bases before j. */
export let runs: usize = 0;
export let bulgeRow: usize = 0;
export let oneRow: usize = 0;
export let genericRow: usize = 0;
export let branch: usize = 0;
export let joined: usize = 0;
export let branched: usize = 0;
/** Product of the scales from i to j. */
export let spans: usize = 0;
/** 32 products of the scales of so many bases after i. */
export let after: usize = 0;

export function weightOf(table: usize, index: usize): f64 {
  return load<f64>(block + table + (index << 3));
}

export function base(at: usize): usize {
  return <usize>load<u8>(codes + at);
}

export function pairOf(five: usize, three: usize): i32 {
  return <i32>load<f64>(block + (((five << 2) + three) << 3));
}

export function rowOffset(i: usize): usize {
  return (i * n - ((i * (i + 1)) >> 1)) << 3;
}

export function kept(ring: usize, p: usize): usize {
  return ring + (p & (RING - 1)) * stride + (MARGIN << 3);
}

export function sizeRow(i: usize, size: usize): usize {
  return sizes + ((i & 1) * (LONGEST_INTERIOR + 1) + size) * stride + (MARGIN << 3);
}

export function run(size: usize): usize {
  return runs + size * stride;
}

function rowBytes(bases: usize): usize {
  return (bases + 2 * MARGIN) << 3;
}

/** Bytes of scratch for RNAs of `bases`. */
export function scratchBytes(bases: usize): usize {
  return rowBytes(bases) * (4 * RING + 3 * (LONGEST_INTERIOR + 1) + 7) + 8 * RING;
}

/** Takes places: `bases` codes, the block, the scales, four triangles, two lists of bases + 1, the scratch; all zero. */
export function open(
  bases: usize,
  codesAt: usize,
  blockAt: usize,
  scalesAt: usize,
  trianglesAt: usize,
  triangleBytes: usize,
  exteriorAt: usize,
  scratchAt: usize,
): void {
  n = bases;
  codes = codesAt;
  block = blockAt;
  scales = scalesAt;
  pairs = trianglesAt;
  multi = pairs + triangleBytes;
  byPairs = multi + triangleBytes;
  byMulti = byPairs + triangleBytes;
  exterior = exteriorAt;
  byExterior = exterior + ((n + 1) << 3);
  scratch = scratchAt;
  stride = rowBytes(bases);
  bulges = scratch;
  ones = bulges + RING * stride;
  twoThrees = ones + RING * stride;
  generics = twoThrees + RING * stride;
  sizes = generics + RING * stride;
  const rows = sizes + 2 * (LONGEST_INTERIOR + 1) * stride + (MARGIN << 3);
  bulgeRow = rows;
  oneRow = rows + stride;
  genericRow = rows + 2 * stride;
  branch = rows + 3 * stride;
  joined = rows + 4 * stride;
  branched = rows + 5 * stride;
  spans = rows + 6 * stride;
  runs = rows + 7 * stride;
  after = runs + (LONGEST_INTERIOR + 1) * stride - (MARGIN << 3);
  for (let j: usize = 0; j < n; j++) {
    let product: f64 = 1;
    for (let size: usize = 0; size <= min(LONGEST_INTERIOR, j); size++) {
      if (size > 0) product *= load<f64>(scales + ((j - size) << 3));
      store<f64>(run(size) + (j << 3), product);
    }
  }
  store<f64>(exterior + (n << 3), 1);
}

export function scalesAfter(i: usize): void {
  let product: f64 = 1;
  for (let size: usize = 0; size < RING; size++) {
    store<f64>(after + (size << 3), product);
    product *= i + 1 + size < n ? load<f64>(scales + ((i + 1 + size) << 3)) : 0;
  }
}

export function scaleAfter(size: usize): f64 {
  return load<f64>(after + (size << 3));
}
