// Where things lie in the kernel's memory, and how to reach them.

export const INF: i32 = 1 << 29;
export const SHORTEST_HAIRPIN: i32 = 3;
/** Bases from the first to the last of a pair, at least. */
export const SHORTEST_SPAN: i32 = 5;

// Lanes of a column of the carried row: generic interior loops, those with no base but the mismatch on the right,
// loops of one base on the right, bulges on the left.
export const GENERIC: usize = 0;
export const LEFT_FREE: usize = 112;
export const LEFT_LONG: usize = 224;
export const LEFT_BULGE: usize = 352;
export const RECORD: usize = 480;
// The same to the right, carried along a row.
export const RIGHT_FREE: usize = 0;
export const RIGHT_LONG: usize = 112;
export const RIGHT_BULGE: usize = 240;
export const RIGHT_RECORD: usize = 368;

export let baseCount: i32 = 0;
export let maxSpan: i32 = 0;
export let beam: i32 = 0;
/** Bases at the 5' end that stay unpaired. */
export let openBases: i32 = 0;
export let nodeFirst: usize = 0;
export let edgeFirst: usize = 0;
/** Of an edge: base, target, cost, arrival. */
export let edges: usize = 0;
export let inFirst: usize = 0;
/** Of an edge into a node: base, source, cost, edge. */
export let inEdges: usize = 0;
export let arrivalFirst: usize = 0;
export let arrivalBase: usize = 0;
/** Of a node: two neighbours on (or -1) with the least cost to each. */
export let arcsOut: usize = 0;
export let arcsIn: usize = 0;
/** Sets of the bases on the edges into, and out of, a node. */
export let basesIn: usize = 0;
export let basesOut: usize = 0;
export let leftClass: usize = 0;
export let rightClass: usize = 0;
export let classCount: i32 = 0;
/** Windows, in compressed rows by node: bases, edge or arrival, cost. */
export let left1First: usize = 0;
export let left1: usize = 0;
export let left2First: usize = 0;
export let left2: usize = 0;
export let leftBulgeFirst: usize = 0;
export let leftBulge: usize = 0;
export let right1First: usize = 0;
export let right1: usize = 0;
export let right2First: usize = 0;
export let right2: usize = 0;
export let rightBulgeFirst: usize = 0;
export let rightBulge: usize = 0;

export let pairCodes: usize = 0;
export let typeMasks: usize = 0;
export let stack: usize = 0;
export let interior11: usize = 0;
export let interior21: usize = 0;
export let interior22: usize = 0;
export let mismatchInterior: usize = 0;
export let mismatchInterior23: usize = 0;
export let mismatchInterior1n: usize = 0;
export let terminal: usize = 0;
export let branch: usize = 0;
export let closing: usize = 0;
export let hairpinBySize: usize = 0;
export let hairpinByClass: usize = 0;
export let smallHairpins: usize = 0;
export let bulge1: i32 = 0;
export let interior5: i32 = 0;
export let unpairedInMulti: i32 = 0;
/** Weights by lane. */
export let genericWeights: usize = 0;
export let asymmetry: usize = 0;
export let longWeights: usize = 0;
export let bulgeWeights: usize = 0;

/** Where each row of pairs and multiloop parts would start with column 0. */
export let pairRows: usize = 0;
export let multiRows: usize = 0;
export let exterior: usize = 0;

/** Rows by node of four gaps in turn, two nodes a gap. */
export let scalarRows: usize = 0;
export let scalarBytes: usize = 0;
export let carried: usize = 0;
export let carriedBytes: usize = 0;
export let rightRecords: usize = 0;
export let stemRow: usize = 0;
export let exteriorStemRow: usize = 0;
export let bulgeStemRow: usize = 0;
export let longStemRow: usize = 0;
export let trailingRow: usize = 0;
export let gains: usize = 0;
export let best: usize = 0;

// Kinds of rows in scalarRows.
export const BULGE: i32 = 0;
export const ONE: i32 = 1;
export const ONE_RIGHT: i32 = 2;
export const ONE_LEFT: i32 = 3;
export const WIDE: i32 = 4;
export const WIDE23: i32 = 5;
export const OPEN23: i32 = 6;
export const JOINED: i32 = 7;
export const KINDS: i32 = 8;

/** Reads the addresses and numbers that the façade wrote, in the order of its list. */
export function open(config: usize): void {
  let at = config;
  baseCount = load<i32>(at);
  maxSpan = load<i32>(at, 4);
  beam = load<i32>(at, 8);
  classCount = load<i32>(at, 12);
  bulge1 = load<i32>(at, 16);
  interior5 = load<i32>(at, 20);
  unpairedInMulti = load<i32>(at, 24);
  scalarBytes = load<usize>(at, 28);
  carriedBytes = load<usize>(at, 32);
  openBases = load<i32>(at, 36);
  at += 40;
  nodeFirst = load<usize>(at);
  edgeFirst = load<usize>(at, 4);
  edges = load<usize>(at, 8);
  inFirst = load<usize>(at, 12);
  inEdges = load<usize>(at, 16);
  arrivalFirst = load<usize>(at, 20);
  arrivalBase = load<usize>(at, 24);
  arcsOut = load<usize>(at, 28);
  arcsIn = load<usize>(at, 32);
  basesIn = load<usize>(at, 36);
  basesOut = load<usize>(at, 40);
  leftClass = load<usize>(at, 44);
  rightClass = load<usize>(at, 48);
  left1First = load<usize>(at, 52);
  left1 = load<usize>(at, 56);
  left2First = load<usize>(at, 60);
  left2 = load<usize>(at, 64);
  leftBulgeFirst = load<usize>(at, 68);
  leftBulge = load<usize>(at, 72);
  right1First = load<usize>(at, 76);
  right1 = load<usize>(at, 80);
  right2First = load<usize>(at, 84);
  right2 = load<usize>(at, 88);
  rightBulgeFirst = load<usize>(at, 92);
  rightBulge = load<usize>(at, 96);
  at += 100;
  pairCodes = load<usize>(at);
  typeMasks = load<usize>(at, 4);
  stack = load<usize>(at, 8);
  interior11 = load<usize>(at, 12);
  interior21 = load<usize>(at, 16);
  interior22 = load<usize>(at, 20);
  mismatchInterior = load<usize>(at, 24);
  mismatchInterior23 = load<usize>(at, 28);
  mismatchInterior1n = load<usize>(at, 32);
  terminal = load<usize>(at, 36);
  branch = load<usize>(at, 40);
  closing = load<usize>(at, 44);
  hairpinBySize = load<usize>(at, 48);
  hairpinByClass = load<usize>(at, 52);
  smallHairpins = load<usize>(at, 56);
  genericWeights = load<usize>(at, 60);
  asymmetry = load<usize>(at, 64);
  longWeights = load<usize>(at, 68);
  bulgeWeights = load<usize>(at, 72);
  at += 76;
  pairRows = load<usize>(at);
  multiRows = load<usize>(at, 4);
  exterior = load<usize>(at, 8);
  scalarRows = load<usize>(at, 12);
  carried = load<usize>(at, 16);
  rightRecords = load<usize>(at, 20);
  stemRow = load<usize>(at, 24);
  exteriorStemRow = load<usize>(at, 28);
  bulgeStemRow = load<usize>(at, 32);
  longStemRow = load<usize>(at, 36);
  trailingRow = load<usize>(at, 40);
  gains = load<usize>(at, 44);
  best = load<usize>(at, 48);
}

/** Address of a number in an array of them. */
export function word(array: usize, index: i32): usize {
  return array + ((<usize>index) << 2);
}

export function i32At(array: usize, index: i32): i32 {
  return load<i32>(word(array, index));
}

/** First node of a gap; past the last gap, the number of nodes. */
export function firstNode(gap: i32): i32 {
  return i32At(nodeFirst, min(gap, baseCount + 1));
}

export function lastGap(gap: i32): i32 {
  return min(baseCount, gap + maxSpan);
}

/** The row of a node of one kind; `gap` is the node's. */
export function scalarRow(kind: i32, gap: i32, node: i32): usize {
  const slot = 2 * (gap & 3) + (node - i32At(nodeFirst, gap));
  return scalarRows + <usize>(kind * 8 + slot) * scalarBytes;
}

export function carriedRow(gap: i32, node: i32): usize {
  const slot = 2 * (gap & 1) + (node - i32At(nodeFirst, gap));
  return carried + <usize>slot * carriedBytes;
}

export function fillInf(from: usize, to: usize): void {
  const inf = i32x4.splat(INF);
  let at = from;
  for (; at + 16 <= to; at += 16) v128.store(at, inf);
  for (; at < to; at += 4) store<i32>(at, INF);
}

/** Address of a node's first entry in a list of windows. */
export function window(first: usize, list: usize, node: i32): usize {
  return list + 12 * <usize>i32At(first, node);
}
