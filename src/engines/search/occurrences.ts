import { residueCode } from '../../core/amino-acids.js';
import type { ProteinEntry, Proteome } from './proteome-format.js';

/** A protein as a reader knows it. */
export interface ProteinName {
  /** Gene symbol. */
  readonly gene: string;
  /** UniProt accession. */
  readonly accession: string;
}

/** How often a peptide occurs, residue for residue, in the healthy proteome. */
export interface SelfOccurrence {
  readonly peptide: string;
  /** Proteins that hold it. */
  readonly proteins: number;
  /** Places in all of them; a protein may hold it more than once. */
  readonly places: number;
  /** The first proteins that hold it, by gene and accession; at most three. */
  readonly examples: readonly ProteinName[];
}

/** The text is looked at through every third window of six residues. */
const WINDOW = 6;
const STEP = 3;
const SHORTEST_PEPTIDE = WINDOW + STEP - 1;
/** A window in 30 bits, 5 a residue. */
const WINDOW_MASK = 0x3fff_ffff;

const EXAMPLES = 3;

/** Multiplicative hashing, Knuth TAOCP 3, 6.4: the top `bits` bits of a product with 2^32 / golden ratio. */
function windowHash(window: number, bits: number): number {
  return Math.imul(window, 0x9e37_79b1) >>> (32 - bits);
}

/**
 * One pass over the proteome. A place of a peptide begins 0, 1 or 2 residues before a window that the
 * pass looks at, so three windows of each peptide are put into a hash table, and the windows of the text
 * that a bit set says may be among them are compared in full.
 *
 * Looking at every third window made it three times faster than every one; an index of the proteome
 * would answer sooner still, but takes longer to build than this (README.md).
 * @throws Error for a peptide of fewer than 8 residues.
 */
export function findOccurrences(
  { proteins, text }: Proteome,
  peptides: readonly string[],
): readonly SelfOccurrence[] {
  const indexOf = new Map<string, number>();
  for (const peptide of peptides) {
    if (!indexOf.has(peptide)) indexOf.set(peptide, indexOf.size);
  }
  const distinct = [...indexOf.keys()];
  const offsets = new Uint32Array(distinct.length + 1);
  for (const [i, peptide] of distinct.entries()) {
    if (peptide.length < SHORTEST_PEPTIDE) {
      throw new Error(`${peptide} has fewer than ${SHORTEST_PEPTIDE} residues`);
    }
    offsets[i + 1] = (offsets[i] as number) + peptide.length;
  }
  const codes = new Uint8Array(offsets[distinct.length] as number);

  // Entry STEP * i + shift is the window of peptide i that starts at `shift`.
  const entryCount = STEP * distinct.length;
  const tableBits = Math.min(24, Math.max(4, Math.ceil(Math.log2(entryCount + 1))));
  // At least 16 bits an entry: at most 6 % of other windows are compared for nothing.
  const bitSetBits = tableBits + 4;
  const bitSet = new Uint32Array(1 << (bitSetBits - 5));
  const firstEntry = new Int32Array(1 << tableBits).fill(-1);
  const nextEntry = new Int32Array(entryCount);
  for (const [i, peptide] of distinct.entries()) {
    const from = offsets[i] as number;
    let standard = true;
    for (let j = 0; j < peptide.length; j++) {
      const code = residueCode(peptide, j);
      standard &&= code >= 0;
      codes[from + j] = code;
    }
    if (!standard) continue;
    for (let shift = 0; shift < STEP; shift++) {
      let window = 0;
      for (let j = 0; j < WINDOW; j++) window = (window << 5) | (codes[from + shift + j] as number);
      const bit = windowHash(window, bitSetBits);
      bitSet[bit >>> 5] = (bitSet[bit >>> 5] as number) | (1 << (bit & 31));
      const slot = windowHash(window, tableBits);
      nextEntry[STEP * i + shift] = firstEntry[slot] as number;
      firstEntry[slot] = STEP * i + shift;
    }
  }

  const places = new Uint32Array(distinct.length);
  const proteinCounts = new Uint32Array(distinct.length);
  const lastProtein = new Int32Array(distinct.length).fill(-1);
  const examples = new Map<number, ProteinName[]>();
  let protein = 0;
  const record = (i: number, windowStart: number): void => {
    while ((proteins[protein + 1]?.start0 ?? Infinity) <= windowStart) protein++;
    places[i] = (places[i] as number) + 1;
    if (lastProtein[i] === protein) return;
    lastProtein[i] = protein;
    proteinCounts[i] = (proteinCounts[i] as number) + 1;
    const { gene, accession } = proteins[protein] as ProteinEntry;
    const named = examples.get(i);
    if (named === undefined) examples.set(i, [{ gene, accession }]);
    else if (named.length < EXAMPLES) named.push({ gene, accession });
  };
  const compare = (window: number, windowStart: number): void => {
    let entry = firstEntry[windowHash(window, tableBits)] as number;
    for (; entry >= 0; entry = nextEntry[entry] as number) {
      const i = Math.floor(entry / STEP);
      const from = offsets[i] as number;
      const to = offsets[i + 1] as number;
      const start = windowStart - (entry % STEP);
      let at = from;
      while (at < to && codes[at] === text[start + at - from]) at++;
      if (at === to) record(i, windowStart);
    }
  };

  let window = 0;
  for (let end = STEP; end <= text.length; end += STEP) {
    window =
      ((window << 15) |
        ((text[end - 3] as number) << 10) |
        ((text[end - 2] as number) << 5) |
        (text[end - 1] as number)) &
      WINDOW_MASK;
    const bit = windowHash(window, bitSetBits);
    if ((((bitSet[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1) compare(window, end - WINDOW);
  }

  return peptides.map((peptide) => {
    const i = indexOf.get(peptide) as number;
    return {
      peptide,
      proteins: proteinCounts[i] as number,
      places: places[i] as number,
      examples: examples.get(i) ?? [],
    };
  });
}
