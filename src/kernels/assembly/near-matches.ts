// Hot loop of near-matches.ts (the façade lays out the memory; reference/near-matches.ts is the definition).
//
// A peptide with at most three mismatches has at most one in its first or in its second half. So the
// first four residues of one half are met with at most one mismatch, and an index of all 4-mers gives
// the places to look at. Each place costs one 16-byte compare (two above 16 residues) and a bit count.

/** Residue codes 0-19, then this for any other residue, then the border. */
const UNKNOWN: u32 = 20;
const BORDER: i8 = 21;
const CODES: u32 = 21;
const BUCKETS: u32 = CODES * CODES * CODES * CODES;

/** Bytes of a query: 32 residues (255 where unknown and beyond the end), u32 length, u32 first exclusion, u32 their count. */
const QUERY_BYTES: u32 = 44;
const EXCLUSION_BYTES: u32 = 32;
/** Bytes of a result: u32 mismatches (NONE if nothing is near enough), u32 count, u32 lowest starts x 3. */
const RESULT_BYTES: u32 = 20;
const NONE: u32 = 0xffffffff;

let text: usize = 0;
let bucketStarts: usize = 0;
let positions: usize = 0;

let query: usize = 0;
let length: u32 = 0;
let half: u32 = 0;
let exclusions: usize = 0;
let exclusionCount: u32 = 0;

/** Most mismatches still of interest; drops as nearer places turn up. */
let budget: u32 = 0;
let count: u32 = 0;
let start0: u32 = NONE;
let start1: u32 = NONE;
let start2: u32 = NONE;

function equalLanes(a: usize, b: usize): u32 {
  const low = <u32>i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)));
  const high = <u32>i8x16.bitmask(i8x16.eq(v128.load(a, 16), v128.load(b, 16)));
  return low | (high << 16);
}

function borderLanes(a: usize): u32 {
  const border = i8x16.splat(BORDER);
  const low = <u32>i8x16.bitmask(i8x16.eq(v128.load(a), border));
  const high = <u32>i8x16.bitmask(i8x16.eq(v128.load(a, 16), border));
  return low | (high << 16);
}

/** Takes in one place within budget, unless it crosses a border, is excluded or was met by the first half. */
function keep(start: u32, seedMismatches: u32, secondHalf: bool): void {
  const place = text + start;
  const lanes: u32 = length == 32 ? 0xffffffff : (1 << length) - 1;
  if ((borderLanes(place) & lanes) != 0) return;
  const equal = equalLanes(place, query) & lanes;
  if (secondHalf && <u32>popcnt(equal & 15) + seedMismatches >= 4) return;
  for (let i: u32 = 0; i < exclusionCount; i++) {
    if ((equalLanes(place, exclusions + i * EXCLUSION_BYTES) & lanes) == lanes) return;
  }
  const mismatches = length - <u32>popcnt(equal);
  if (mismatches < budget) {
    budget = mismatches;
    count = 0;
    start0 = start1 = start2 = NONE;
  }
  count++;
  if (start < start0) {
    start2 = start1;
    start1 = start0;
    start0 = start;
  } else if (start < start1) {
    start2 = start1;
    start1 = start;
  } else if (start < start2) {
    start2 = start;
  }
}

/** Looks at every place whose 4-mer has a code in [fromCode, toCode). */
function scan(fromCode: u32, toCode: u32, seedMismatches: u32, secondHalf: bool): void {
  const offset: u32 = secondHalf ? half : 0;
  const end = positions + 4 * load<u32>(bucketStarts + 4 * toCode);
  let at = positions + 4 * load<u32>(bucketStarts + 4 * fromCode);
  const low = v128.load(query);
  if (length <= 16) {
    for (; at < end; at += 4) {
      const start = load<u32>(at) - offset;
      const equal = i8x16.bitmask(i8x16.eq(v128.load(text + start), low));
      if (length - <u32>popcnt(equal) <= budget) keep(start, seedMismatches, secondHalf);
    }
  } else {
    for (; at < end; at += 4) {
      const start = load<u32>(at) - offset;
      const equal = equalLanes(text + start, query);
      if (length - <u32>popcnt(equal) <= budget) keep(start, seedMismatches, secondHalf);
    }
  }
}

function seedResidue(offset: u32, index: u32): u32 {
  const code = <u32>load<u8>(query + offset + index);
  return code < UNKNOWN ? code : NONE;
}

/** All 4-mers within `seedMismatches` (0 or 1) of the first four residues of one half. */
function scanHalf(seedMismatches: u32, secondHalf: bool): void {
  const offset: u32 = secondHalf ? half : 0;
  const a = seedResidue(offset, 0);
  const b = seedResidue(offset, 1);
  const c = seedResidue(offset, 2);
  const d = seedResidue(offset, 3);
  const unknowns = <u32>(a == NONE) + <u32>(b == NONE) + <u32>(c == NONE) + <u32>(d == NONE);
  if (unknowns > seedMismatches) return;
  if (seedMismatches == 0) {
    const code = ((a * CODES + b) * CODES + c) * CODES + d;
    scan(code, code + 1, seedMismatches, secondHalf);
    return;
  }
  if (unknowns == 0 || d == NONE) {
    const code = ((a * CODES + b) * CODES + c) * CODES;
    scan(code, code + CODES, seedMismatches, secondHalf);
  }
  for (let other: u32 = 0; other < CODES; other++) {
    if (other != a && (unknowns == 0 || a == NONE)) {
      const code = ((other * CODES + b) * CODES + c) * CODES + d;
      scan(code, code + 1, seedMismatches, secondHalf);
    }
    if (other != b && (unknowns == 0 || b == NONE)) {
      const code = ((a * CODES + other) * CODES + c) * CODES + d;
      scan(code, code + 1, seedMismatches, secondHalf);
    }
    if (other != c && (unknowns == 0 || c == NONE)) {
      const code = ((a * CODES + b) * CODES + other) * CODES + d;
      scan(code, code + 1, seedMismatches, secondHalf);
    }
  }
}

/** Code in base 21 of the four residues that end with the next one; all arithmetic stays below 2^32. */
function nextCode(code: u32, residue: u32): u32 {
  return (code * CODES + residue) % BUCKETS;
}

/**
 * Sorts the starts of all 4-mers that cross no border by their code: those with code c come to lie, in
 * ascending order, in `positions[bucketStarts[c] .. bucketStarts[c + 1]]`.
 *
 * Memory: `textBytes` residue codes with 32 borders at either end; 21^4 + 2 zeroed u32 for the bucket
 * starts; a u32 for each 4-mer.
 */
export function open(
  textAt: usize,
  textBytes: u32,
  bucketStartsAt: usize,
  positionsAt: usize,
): void {
  text = textAt;
  bucketStarts = bucketStartsAt;
  positions = positionsAt;
  // Counted two slots on, summed up, then raised one slot on while filling: each slot ends as its start.
  let code: u32 = 0;
  let run: u32 = 0;
  for (let end: u32 = 0; end < textBytes; end++) {
    const residue = <u32>load<u8>(textAt + end);
    run = residue == <u32>BORDER ? 0 : run + 1;
    code = nextCode(code, residue);
    if (run < 4) continue;
    const slot = bucketStartsAt + 4 * (code + 2);
    store<u32>(slot, load<u32>(slot) + 1);
  }
  for (let bucket: u32 = 2; bucket < BUCKETS + 2; bucket++) {
    const slot = bucketStartsAt + 4 * bucket;
    store<u32>(slot, load<u32>(slot) + load<u32>(slot - 4));
  }
  for (let end: u32 = 0; end < textBytes; end++) {
    const residue = <u32>load<u8>(textAt + end);
    run = residue == <u32>BORDER ? 0 : run + 1;
    code = nextCode(code, residue);
    if (run < 4) continue;
    const slot = bucketStartsAt + 4 * (code + 1);
    const at = load<u32>(slot);
    store<u32>(positionsAt + 4 * at, end - 3);
    store<u32>(slot, at + 1);
  }
}

/** Answers a batch of queries; `maxMismatches` 0-3. */
export function nearest(
  queriesAt: usize,
  queryCount: u32,
  exclusionsAt: usize,
  maxMismatches: u32,
  resultsAt: usize,
): void {
  for (let i: u32 = 0; i < queryCount; i++) {
    query = queriesAt + i * QUERY_BYTES;
    length = load<u32>(query, 32);
    half = length >> 1;
    exclusions = exclusionsAt + load<u32>(query, 36) * EXCLUSION_BYTES;
    exclusionCount = load<u32>(query, 40);
    count = 0;
    start0 = start1 = start2 = NONE;

    budget = min(maxMismatches, 1);
    scanHalf(0, false);
    scanHalf(0, true);
    if (count == 0 && maxMismatches > 1) {
      budget = maxMismatches;
      scanHalf(1, false);
      scanHalf(1, true);
    }

    const result = resultsAt + i * RESULT_BYTES;
    store<u32>(result, count == 0 ? NONE : budget);
    store<u32>(result, count, 4);
    store<u32>(result, start0, 8);
    store<u32>(result, start1, 12);
    store<u32>(result, start2, 16);
  }
}
