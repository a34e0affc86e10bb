/** Where each word of a sequence stands, as chains through a table of heads. */
export interface SeedIndex {
  readonly word: number;
  readonly letters: number;
  /** First place of a word, -1 where it does not occur. */
  readonly heads: Int32Array;
  /** Next place with the word that starts here. */
  readonly next: Int32Array;
}

/** The words of `length` letters in `codes`; one that holds a code of `letters` or more is left out. */
export function seedIndex(codes: Uint8Array, letters: number, length: number): SeedIndex {
  const heads = new Int32Array(letters ** length).fill(-1);
  const next = new Int32Array(codes.length).fill(-1);
  forEachWord(codes, letters, length, (key, at) => {
    next[at] = heads[key] as number;
    heads[key] = at;
  });
  return { word: length, letters, heads, next };
}

/** Calls back with the number of each word of plain letters and its place. */
function forEachWord(
  codes: Uint8Array,
  letters: number,
  length: number,
  visit: (key: number, at: number) => void,
): void {
  const size = letters ** length;
  let key = 0;
  let plain = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code >= letters) {
      plain = 0;
      key = 0;
      continue;
    }
    key = (key * letters + code) % size;
    plain++;
    if (plain >= length) visit(key, i - length + 1);
  }
}

/** Calls back with each place in the query and in the indexed sequence at which the same word stands. */
export function forEachSeed(
  { letters, word, heads, next }: SeedIndex,
  query: Uint8Array,
  visit: (inQuery: number, inIndexed: number) => void,
): void {
  forEachWord(query, letters, word, (key, i) => {
    for (let at = heads[key] as number; at >= 0; at = next[at] as number) visit(i, at);
  });
}

/** Words of a query that stand in the indexed sequence, close together there and here. */
export interface SeedBand {
  /** Diagonals: place in the indexed sequence less place in the query. */
  readonly lowest: number;
  readonly highest: number;
  /** Of the query: from the first to behind the last letter of words that agree. */
  readonly queryStart0: number;
  readonly queryEnd0: number;
}

const BUCKET_BITS = 4;
/** A band is cut where it grows wider, as in repeats; in buckets of 16 diagonals. */
const WIDEST = 16;
/** Words further apart in the query belong to two alignments. */
const WIDEST_GAP = 300;

/** Room to count words in, a cell for 16 diagonals; zeroed. */
export function seedCounts(indexed: number, longestQuery: number): Int32Array {
  return new Int32Array(((indexed + longestQuery) >> BUCKET_BITS) + 3);
}

/**
 * Where at least `fewest` words of `query` stand close together in the indexed sequence. `counts` comes and goes
 * zeroed.
 */
export function seedBands(
  index: SeedIndex,
  query: Uint8Array,
  fewest: number,
  counts: Int32Array,
): readonly SeedBand[] {
  const touched: number[] = [];
  const shift = query.length;
  forEachSeed(index, query, (i, at) => {
    const bucket = (at - i + shift) >> BUCKET_BITS;
    if (counts[bucket] === 0) touched.push(bucket);
    counts[bucket] = (counts[bucket] as number) + 1;
  });
  // Agreeing words of one alignment may lie on both sides of a bucket's end.
  const strong = touched.filter(
    (bucket) =>
      (counts[bucket] as number) + Math.max(counts[bucket - 1] ?? 0, counts[bucket + 1] ?? 0) >=
      fewest,
  );
  for (const bucket of touched) counts[bucket] = 0;
  if (strong.length === 0) return [];
  const groups = groupsOf(strong.sort((a, b) => a - b));
  forEachSeed(index, query, (i, at) => {
    groups.get((at - i + shift) >> BUCKET_BITS)?.push({ i, diagonal: at - i });
  });
  return [...new Set(groups.values())].flatMap((seeds) => bandsOf(seeds, fewest, index.word));
}

interface Seed {
  readonly i: number;
  readonly diagonal: number;
}

/** For each bucket the list it shares with its neighbours. */
function groupsOf(strong: readonly number[]): ReadonlyMap<number, Seed[]> {
  const groups = new Map<number, Seed[]>();
  let seeds: Seed[] = [];
  let size = 0;
  for (const [n, bucket] of strong.entries()) {
    if (n === 0 || bucket !== (strong[n - 1] as number) + 1 || size === WIDEST) {
      seeds = [];
      size = 0;
    }
    size++;
    groups.set(bucket, seeds);
  }
  return groups;
}

/** Seeds come by place in the query. */
function bandsOf(seeds: readonly Seed[], fewest: number, word: number): readonly SeedBand[] {
  const bands: SeedBand[] = [];
  let from = 0;
  for (let at = 1; at <= seeds.length; at++) {
    const last = seeds[at - 1] as Seed;
    const next = seeds[at];
    if (next !== undefined && next.i - last.i <= WIDEST_GAP) continue;
    const piece = seeds.slice(from, at);
    from = at;
    if (piece.length < fewest) continue;
    let [lowest, highest] = [Infinity, -Infinity];
    for (const { diagonal } of piece) {
      lowest = Math.min(lowest, diagonal);
      highest = Math.max(highest, diagonal);
    }
    const queryStart0 = (piece[0] as Seed).i;
    bands.push({ lowest, highest, queryStart0, queryEnd0: last.i + word });
  }
  return bands;
}
