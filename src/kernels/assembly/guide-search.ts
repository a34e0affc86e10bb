// Hot loop of guide-search.ts (the façade lays out the memory; reference/guide-search.ts is the definition).
//
// Places with a PAM are gathered 128 at a time, the bases beside them transposed into bit planes, one row a
// distance from the PAM, and each guide counts its mismatches in all 128 at once, with carry-save adders.

import {
  bulgeHits,
  mayHitBulged,
  MOST_BASES,
  openMismatches,
  openRows,
  plainGroups,
  plainHits,
  ROW,
  rowsAt,
} from './guide-search/mismatches';

/** Places compared at once: the bits of a register. */
const LANES: u32 = 128;

let bit0At: usize = 0;
let bit1At: usize = 0;
let knownAt: usize = 0;
/** Three times 32 rows that are transposed in place: first bits, second bits, known. */
let squareAt: usize = 0;
/** Where the PAM of each gathered place begins. */
let pamStartsAt: usize = 0;
/** A u32 for each letter of the PAM: bit 0 A, bit 1 C, bit 2 T, bit 3 G. */
let pamAt: usize = 0;
let pamLength: u32 = 0;
let windowBases: u32 = 0;
let pamIsRight: bool = false;

/** For each guide u16 offsets of rows: `plainGroups` times eight, then two a step of each bulge. */
let guidesAt: usize = 0;
let guideCount: u32 = 0;
let guideBytes: usize = 0;
/** A u32 for each bulge: its steps. */
let stepsAt: usize = 0;
let bulgeCount: u32 = 0;

/** Pairs of u32: where the PAM begins; guide * 8 + bulge, 0 being none. */
let hitsAt: usize = 0;
let hitCapacity: u32 = 0;
let hitCount: u32 = 0;

let word: u32 = 0;
let lastWord: u32 = 0;
let firstPam: u32 = 0;
let endPam: u32 = 0;
let wordPams: u64 = 0;
let gathered: u32 = 0;
let guide: u32 = 0;
let isTileReady: bool = false;
let isFinished: bool = true;

/**
 * Packs ASCII letters of either case into three planes, a bit a base; a letter is `bits >> 1 & 3`: A 0, C 1, T 2, G 3.
 * All that is not A, C, G or T is unknown. Reads and writes whole groups of 16.
 */
export function pack(
  lettersAt: usize,
  count: u32,
  toBit0: usize,
  toBit1: usize,
  toKnown: usize,
): void {
  const upper = i8x16.splat(0x5f);
  const a = i8x16.splat(0x41);
  const c = i8x16.splat(0x43);
  const g = i8x16.splat(0x47);
  const t = i8x16.splat(0x54);
  for (let at: u32 = 0; at < count; at += 16) {
    const raw = v128.load(lettersAt + at);
    const letters = v128.and(raw, upper);
    let known = v128.or(i8x16.eq(letters, a), i8x16.eq(letters, c));
    known = v128.or(known, v128.or(i8x16.eq(letters, g), i8x16.eq(letters, t)));
    // A byte above 127 is no letter, whatever its low bits.
    known = v128.and(known, i8x16.ge_s(raw, i8x16.splat(0)));
    const low = v128.and(known, letters);
    store<u16>(toBit0 + (at >> 3), <u16>i8x16.bitmask(i8x16.shl(low, 6)));
    store<u16>(toBit1 + (at >> 3), <u16>i8x16.bitmask(i8x16.shl(low, 5)));
    store<u16>(toKnown + (at >> 3), <u16>i8x16.bitmask(known));
  }
}

export function openText(bit0: usize, bit1: usize, known: usize): void {
  bit0At = bit0;
  bit1At = bit1;
  knownAt = known;
}

export function openTile(square: usize, rows: usize, workList: usize, pamStarts: usize): void {
  squareAt = square;
  openRows(rows, workList);
  pamStartsAt = pamStarts;
}

export function openHits(hits: usize, capacity: u32): void {
  hitsAt = hits;
  hitCapacity = capacity;
}

export function openGuides(
  guides: usize,
  count: u32,
  bytes: usize,
  groups: u32,
  steps: usize,
  bulges: u32,
  maxMismatches: u32,
): void {
  guidesAt = guides;
  guideCount = count;
  guideBytes = bytes;
  stepsAt = steps;
  bulgeCount = bulges;
  openMismatches(groups, maxMismatches);
}

/** Begins a pass over the PAMs that start in `[from, to)`; places are bits of the planes. */
export function begin(
  pam: usize,
  pamLetters: u32,
  isRight: bool,
  bases: u32,
  from: u32,
  to: u32,
): void {
  pamAt = pam;
  pamLength = pamLetters;
  pamIsRight = isRight;
  windowBases = bases;
  firstPam = from;
  endPam = to;
  word = from >> 6;
  lastWord = (to + 63) >> 6;
  wordPams = 0;
  gathered = 0;
  guide = 0;
  isTileReady = false;
  isFinished = from >= to;
  if (!isFinished) wordPams = pamsOf(word);
}

function bitsFrom(plane: usize, shift: u64): u64 {
  const low = load<u64>(plane) >> shift;
  return shift == 0 ? low : low | (load<u64>(plane, 8) << (64 - shift));
}

/** Of 64 places, those where a PAM begins. */
function pamsOf(at: u32): u64 {
  let found: u64 = ~(<u64>0);
  const byte = (<usize>at) << 3;
  for (let i: u32 = 0; i < pamLength; i++) {
    const set = load<u32>(pamAt + (i << 2));
    const low = bitsFrom(bit0At + byte, i);
    const high = bitsFrom(bit1At + byte, i);
    let fits: u64 = 0;
    if (set & 1) fits |= ~low & ~high;
    if (set & 2) fits |= low & ~high;
    if (set & 4) fits |= ~low & high;
    if (set & 8) fits |= low & high;
    found &= fits & bitsFrom(knownAt + byte, i);
  }
  const start = at << 6;
  if (start < firstPam) found &= ~(<u64>0) << (firstPam - start);
  if (endPam - start < 64) found &= ((<u64>1) << (endPam - start)) - 1;
  return found;
}

function windowOf(plane: usize, start: u32): u32 {
  return <u32>(load<u64>(plane + (start >> 3)) >> (start & 7));
}

/** Gathers the next places with a PAM, 128 or as many as are left. */
function gather(): void {
  gathered = 0;
  let allKnown: u32 = 0xffffffff;
  const squares = <usize>MOST_BASES * ROW;
  for (;;) {
    while (wordPams != 0) {
      const pamStart = (word << 6) + <u32>ctz(wordPams);
      wordPams &= wordPams - 1;
      const start = pamIsRight ? pamStart - windowBases : pamStart + pamLength;
      // Place j becomes bit j of a row: bit j % 32 of lane j / 32.
      const to = squareAt + ((gathered & 31) << 4) + ((gathered >> 5) << 2);
      store<u32>(to, windowOf(bit0At, start));
      store<u32>(to + squares, windowOf(bit1At, start));
      const known = windowOf(knownAt, start);
      allKnown &= known;
      store<u32>(to + 2 * squares, known);
      store<u32>(pamStartsAt + (gathered << 2), pamStart);
      gathered++;
      if (gathered == LANES) {
        finishTile(allKnown);
        return;
      }
    }
    word++;
    if (word >= lastWord) break;
    wordPams = pamsOf(word);
  }
  isFinished = true;
  finishTile(allKnown);
}

/** 32 rows of four 32-bit lanes: bit i of row j becomes bit j of row i (Warren 2012, Hacker's Delight, 7-3). */
function transpose(square: usize): void {
  let mask: u32 = 0x0000ffff;
  for (let step: u32 = 16; step != 0; step >>= 1) {
    const masks = i32x4.splat(mask);
    for (let row: u32 = 0; row < 32; row = (row + step + 1) & ~step) {
      const a = square + (row << 4);
      const b = a + (step << 4);
      const upper = v128.load(a);
      const lower = v128.load(b);
      const swapped = v128.and(v128.xor(i32x4.shr_u(upper, step), lower), masks);
      v128.store(b, v128.xor(lower, swapped));
      v128.store(a, v128.xor(upper, i32x4.shl(swapped, step)));
    }
    mask ^= mask << (step >> 1);
  }
}

/** Makes the rows of mismatches of the gathered places. */
function finishTile(allKnown: u32): void {
  const squares = <usize>MOST_BASES * ROW;
  const lanes: u32 = windowBases == 32 ? 0xffffffff : (1 << windowBases) - 1;
  const hasUnknown = (allKnown & lanes) != lanes;
  transpose(squareAt);
  transpose(squareAt + squares);
  if (hasUnknown) transpose(squareAt + 2 * squares);
  for (let distance: u32 = 0; distance < windowBases; distance++) {
    const from = squareAt + ((pamIsRight ? windowBases - 1 - distance : distance) << 4);
    const low = v128.load(from);
    const high = v128.load(from + squares);
    const unknown = hasUnknown ? v128.not(v128.load(from + 2 * squares)) : i64x2.splat(0);
    const lowOrUnknown = v128.or(low, unknown);
    const notLowOrUnknown = v128.or(v128.not(low), unknown);
    const to = rowsAt + (distance << 6);
    v128.store(to, v128.or(lowOrUnknown, high));
    v128.store(to, v128.or(notLowOrUnknown, high), 16);
    v128.store(to, v128.or(lowOrUnknown, v128.not(high)), 32);
    v128.store(to, v128.or(notLowOrUnknown, v128.not(high)), 48);
  }
  guide = 0;
  isTileReady = gathered > 0;
}

function keepLanes(lanes: u64, firstLane: u32, label: u32): void {
  while (lanes != 0) {
    const lane = firstLane + <u32>ctz(lanes);
    lanes &= lanes - 1;
    const to = hitsAt + ((<usize>hitCount) << 3);
    store<u32>(to, load<u32>(pamStartsAt + (lane << 2)));
    store<u32>(to, label, 4);
    hitCount++;
  }
}

function keep(hits: v128, label: u32): void {
  if (!v128.any_true(hits)) return;
  let low = <u64>i64x2.extract_lane(hits, 0);
  let high = <u64>i64x2.extract_lane(hits, 1);
  if (gathered < 64) {
    low &= ((<u64>1) << gathered) - 1;
    high = 0;
  } else if (gathered < LANES) {
    high &= ((<u64>1) << (gathered - 64)) - 1;
  }
  keepLanes(low, 0, label);
  keepLanes(high, 64, label);
}

/**
 * Goes on until the pass is over, the hits fill their room, or `guidesToCompare` guides were compared with 128 places.
 * Returns the number of hits.
 */
export function next(guidesToCompare: u32): u32 {
  hitCount = 0;
  const roomForOne = LANES * (bulgeCount + 1);
  let compared: u32 = 0;
  while (isTileReady || !isFinished) {
    if (!isTileReady) {
      gather();
      // A text without a PAM must come to an end of the call too.
      compared++;
    }
    if (!isTileReady) break;
    for (; guide < guideCount; guide++) {
      if (hitCount + roomForOne > hitCapacity || compared >= guidesToCompare) return hitCount;
      compared++;
      let at = guidesAt + <usize>guide * guideBytes;
      keep(plainHits(at), guide << 3);
      at += (<usize>plainGroups) << 4;
      for (let bulge: u32 = 0; bulge < bulgeCount; bulge++) {
        const steps = load<u32>(stepsAt + (bulge << 2));
        if (mayHitBulged(at, steps)) keep(bulgeHits(at, steps), (guide << 3) + bulge + 1);
        at += (<usize>steps) << 2;
      }
    }
    isTileReady = false;
  }
  return hitCount;
}

export function finished(): bool {
  return isFinished && !isTileReady;
}
