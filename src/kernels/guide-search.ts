import { compileKernel } from './compile-kernel.js';
import { WASM_BASE64 } from './generated/guide-search.wasm.js';
import {
  BASE_CODES,
  baseAt,
  type BasePlanes,
  bulgesOf,
  guideHits,
  type GuideHit,
  type GuideSearch,
  packBases,
  UNKNOWN_BASE,
} from './reference/guide-search.js';

export { BASE_CODES, baseAt, type BasePlanes, type GuideHit, type GuideSearch, UNKNOWN_BASE };

/** A protospacer with its bulge is transposed in 32-bit lanes. */
export const LONGEST_PROTOSPACER = 32;
const SHORTEST_GUIDE = 4;
export const LONGEST_PAM = 8;
/** Counts have three bits and one for "more". */
export const MOST_GUIDE_MISMATCHES = 6;
export const LARGEST_BULGE = 2;

export interface GuideScanner {
  /** False where the kernel cannot run here and the definition does its work, a thousand times slower. */
  readonly accelerated: boolean;
  /**
   * All hits of PAMs that start in `[from, to)`, in no order, some 10 ms of work at a time, so that the
   * caller can breathe. Beyond the ends of the text nothing is known.
   */
  find(text: BasePlanes, from: number, to: number): Iterable<readonly GuideHit[]>;
}

/** Packs ASCII letters of either case; all but A, C, G and T is unknown. */
export type BasePacker = (letters: Uint8Array) => BasePlanes;

interface KernelExports {
  pack(lettersAt: number, count: number, bit0: number, bit1: number, known: number): void;
  openText(bit0: number, bit1: number, known: number): void;
  openTile(square: number, rows: number, workList: number, pamStarts: number): void;
  openHits(hits: number, capacity: number): void;
  openGuides(
    guides: number,
    count: number,
    bytes: number,
    groups: number,
    steps: number,
    bulges: number,
    maxMismatches: number,
  ): void;
  begin(
    pam: number,
    pamLetters: number,
    isRight: boolean,
    bases: number,
    from: number,
    to: number,
  ): void;
  next(guidesToCompare: number): number;
  finished(): number;
}

// The layout that assembly/guide-search.ts reads.
const ROW_BYTES = 16;
const ZERO_ROW = LONGEST_PROTOSPACER * 4 * ROW_BYTES;
/** Rows the kernel works with follow. */
const WORK_ROWS = ZERO_ROW + ROW_BYTES;
const SQUARE_BYTES = 3 * LONGEST_PROTOSPACER * ROW_BYTES;
const HIT_BYTES = 8;
const HITS = 1 << 16;
const GROUP = 8;
/** Unknown bases before a text, in whole words: more than a site has. */
const MARGIN_BASES = 64;
/** Zeros behind each plane: the kernel reads 16 bytes on from any base. */
const SLACK_BYTES = 32;
/** Comparisons of a guide with 128 places between two breaths; one with bulges takes up to fifty times as long. */
const COMPARISONS = 400_000;
const COMPARISONS_WITH_BULGES = 10_000;
/** AssemblyScript leaves the first kilobyte of its memory alone. */
const MEMORY_BASE = 1_024;
const PAGE_BYTES = 65_536;

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

/** @throws Error for a search that the kernel's registers do not hold: a bug of the caller. */
function requireWithinLimits({
  pam,
  guides,
  maxMismatches,
  dnaBulge,
  rnaBulge,
}: GuideSearch): void {
  const [first] = guides;
  const within = (value: number, low: number, high: number): boolean =>
    Number.isInteger(value) && value >= low && value <= high;
  const length = first?.length ?? SHORTEST_GUIDE;
  if (
    !within(pam.length, 1, LONGEST_PAM) ||
    !within(length, SHORTEST_GUIDE, LONGEST_PROTOSPACER - dnaBulge) ||
    guides.some((guide) => guide.length !== length) ||
    !within(maxMismatches, 0, MOST_GUIDE_MISMATCHES) ||
    !within(dnaBulge, 0, LARGEST_BULGE) ||
    !within(rnaBulge, 0, LARGEST_BULGE)
  ) {
    throw new Error('guides, PAM, mismatches or bulges are outside of what the kernel holds');
  }
}

interface Instance {
  readonly kernel: KernelExports;
  readonly memory: WebAssembly.Memory;
}

async function instantiate(): Promise<Instance | null> {
  const module = await compileKernel(WASM_BASE64);
  if (module === null) return null;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return { kernel: exports as unknown as KernelExports, memory };
}

function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES);
  if (missing > 0) memory.grow(missing);
}

/** A packer; its planes are its caller's. */
export async function createBasePacker(): Promise<BasePacker> {
  const instance = await instantiate();
  if (instance === null) return packBases;
  const { kernel, memory } = instance;
  return (letters) => {
    const { length } = letters;
    const planeBytes = aligned(length / 8);
    const bit0 = MEMORY_BASE + aligned(length);
    const bit1 = bit0 + planeBytes;
    const known = bit1 + planeBytes;
    growTo(memory, known + planeBytes);
    const bytes = new Uint8Array(memory.buffer);
    bytes.set(letters, MEMORY_BASE);
    bytes.fill(0, MEMORY_BASE + length, bit0);
    kernel.pack(MEMORY_BASE, length, bit0, bit1, known);
    const plane = (at: number): Uint8Array => bytes.slice(at, at + Math.ceil(length / 8));
    return { bases: length, bit0: plane(bit0), bit1: plane(bit1), known: plane(known) };
  };
}

/** The rows a guide is compared with, from the PAM outward: plain, then before and after each bulge. */
function rowOffsets(search: GuideSearch, guide: Uint8Array, strand: 1 | -1): readonly number[] {
  const fromPam = search.pamSide === '3prime' ? guide.toReversed() : guide;
  const row = (letter: number, distance: number): number => {
    const code = fromPam[letter] as number;
    return (distance * 4 + (strand === 1 ? code : code ^ 2)) * ROW_BYTES;
  };
  const plain = Array.from(fromPam, (_, i) => row(i, i));
  while (plain.length % GROUP !== 0) plain.push(ZERO_ROW);
  const bulged = bulgesOf(search)
    .slice(1)
    .flatMap((bulge) =>
      Array.from({ length: guide.length + Math.min(0, bulge) }, (_, i) => [
        row(i, i),
        bulge > 0 ? row(i, i + bulge) : row(i - bulge, i),
      ]).flat(),
    );
  return [...plain, ...bulged];
}

/** The rows of all guides; filled in place, since a library of them with bulges has millions. */
function guideTable(search: GuideSearch, strand: 1 | -1): Uint16Array {
  const [first] = search.guides;
  const width = first === undefined ? 0 : rowOffsets(search, first, strand).length;
  const table = new Uint16Array(width * search.guides.length);
  for (const [i, guide] of search.guides.entries()) {
    table.set(rowOffsets(search, guide, strand), i * width);
  }
  return table;
}

function referenceScanner(search: GuideSearch): GuideScanner {
  return {
    accelerated: false,
    *find(text, from, to) {
      for (let start = from; start < to; start += 256) {
        yield guideHits(text, search, start, Math.min(to, start + 256));
      }
    },
  };
}

/**
 * Makes ready to look for guides.
 * @throws Error for a search outside of the limits above.
 */
export async function createGuideScanner(search: GuideSearch): Promise<GuideScanner> {
  requireWithinLimits(search);
  const instance = await instantiate();
  if (instance === null) return referenceScanner(search);
  const { kernel, memory } = instance;

  const { pam, pamSide, guides, maxMismatches, dnaBulge } = search;
  const guideLength = guides[0]?.length ?? SHORTEST_GUIDE;
  const bulges = bulgesOf(search);
  const windowBases = guideLength + dnaBulge;
  const groups = Math.ceil(guideLength / GROUP);
  const tables = ([1, -1] as const).map((strand) => guideTable(search, strand));
  const tableBytes = (tables[0] as Uint16Array).byteLength;

  const squareAt = MEMORY_BASE;
  const rowsAt = squareAt + SQUARE_BYTES;
  const workListAt = rowsAt + WORK_ROWS + LONGEST_PROTOSPACER * ROW_BYTES;
  const pamStartsAt = workListAt + LONGEST_PROTOSPACER * 2;
  const pamsAt = pamStartsAt + 128 * 4;
  const stepsAt = pamsAt + 2 * LONGEST_PAM * 4;
  const tablesAt = stepsAt + 4 * 2 * LARGEST_BULGE;
  const hitsAt = tablesAt + 2 * aligned(tableBytes);
  const textAt = hitsAt + HITS * HIT_BYTES;
  growTo(memory, textAt);
  for (const [i, table] of tables.entries()) {
    new Uint16Array(memory.buffer, tablesAt + i * aligned(tableBytes), table.length).set(table);
  }
  new Uint32Array(memory.buffer, stepsAt, bulges.length - 1).set(
    bulges.slice(1).map((bulge) => guideLength + Math.min(0, bulge)),
  );
  // The complement of a set swaps A with T and C with G: the halves of its four bits.
  const complement = (set: number): number => ((set & 3) << 2) | (set >> 2);
  new Uint32Array(memory.buffer, pamsAt, pam.length).set(pam);
  new Uint32Array(memory.buffer, pamsAt + 4 * LONGEST_PAM, pam.length).set(
    pam.map(complement).toReversed(),
  );
  new Uint16Array(memory.buffer, workListAt, LONGEST_PROTOSPACER).set(
    Array.from({ length: LONGEST_PROTOSPACER }, (_, i) => WORK_ROWS + i * ROW_BYTES),
  );
  kernel.openTile(squareAt, rowsAt, workListAt, pamStartsAt);
  kernel.openHits(hitsAt, HITS);

  const writeText = ({ bit0, bit1, known }: BasePlanes): void => {
    const margin = MARGIN_BASES / 8;
    const planeBytes = aligned(margin + known.length + SLACK_BYTES);
    growTo(memory, textAt + 3 * planeBytes);
    const bytes = new Uint8Array(memory.buffer, textAt, 3 * planeBytes);
    for (const [i, plane] of [bit0, bit1, known].entries()) {
      const at = i * planeBytes;
      bytes.fill(0, at, at + margin);
      bytes.set(plane, at + margin);
      bytes.fill(0, at + margin + plane.length, at + planeBytes);
    }
    kernel.openText(textAt, textAt + planeBytes, textAt + 2 * planeBytes);
  };
  const readHits = (count: number, strand: 1 | -1): readonly GuideHit[] => {
    const pairs = new Uint32Array(memory.buffer, hitsAt, 2 * count);
    return Array.from({ length: count }, (_, i) => {
      const label = pairs[2 * i + 1] as number;
      return {
        pamStart: (pairs[2 * i] as number) - MARGIN_BASES,
        strand,
        guide: label >>> 3,
        bulge: bulges[label & 7] as number,
      };
    });
  };
  const comparisons = bulges.length > 1 ? COMPARISONS_WITH_BULGES : COMPARISONS;

  return {
    accelerated: true,
    *find(text, from, to) {
      writeText(text);
      const last = Math.min(to, text.bases);
      for (const [i, strand] of ([1, -1] as const).entries()) {
        const tableAt = tablesAt + i * aligned(tableBytes);
        const bytes = guides.length === 0 ? 0 : tableBytes / guides.length;
        kernel.openGuides(
          tableAt,
          guides.length,
          bytes,
          groups,
          stepsAt,
          bulges.length - 1,
          maxMismatches,
        );
        const pamIsRight = (pamSide === '3prime') === (strand === 1);
        const pamAt = pamsAt + i * 4 * LONGEST_PAM;
        const first = Math.max(0, from) + MARGIN_BASES;
        kernel.begin(pamAt, pam.length, pamIsRight, windowBases, first, last + MARGIN_BASES);
        while (kernel.finished() === 0) yield readHits(kernel.next(comparisons), strand);
      }
    },
  };
}
