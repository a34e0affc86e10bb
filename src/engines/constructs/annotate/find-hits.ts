import { otherStrand } from '../../../core/iupac.js';
import { translateCodons } from '../../genome/consequence/codons.js';
import type { AnnotationHit } from './annotation-hit.js';
import type { AnnotationLibrary, LibraryEntry } from './annotation-library.js';
import { BASES, encode, RESIDUES, turned } from './letter-codes.js';
import {
  localAlignment,
  ungappedAlignment,
  type AlignmentScores,
  type LocalAlignment,
} from './local-alignment.js';
import { seedBands, seedCounts, seedIndex, type SeedBand, type SeedIndex } from './seed-index.js';

/**
 * An alphabet to search in. Chance: scores of unrelated letters go as K·m·n·exp(-λS) (Karlin & Altschul 1990, PNAS
 * 87:2264); for these scores λ solves Σ p exp(λs) = 1, and K is set to 1, which counts too many.
 */
interface SearchSpace {
  readonly table: Uint8Array;
  readonly letters: number;
  readonly word: number;
  readonly scores: AlignmentScores;
  readonly lambda: number;
  /** Fewest words that agree on a band for it to be aligned. */
  readonly fewestWords: number;
}

const DNA: SearchSpace = {
  table: BASES,
  letters: 4,
  word: 10,
  scores: { match: 1, mismatch: 2, gap: 3 },
  // 1/4 exp(λ) + 3/4 exp(-2λ) = 1.
  lambda: 1.332,
  fewestWords: 6,
};
const PROTEIN: SearchSpace = {
  table: RESIDUES,
  letters: 20,
  word: 4,
  scores: { match: 1, mismatch: 1, gap: 3 },
  // 1/20 exp(λ) + 19/20 exp(-λ) = 1.
  lambda: 2.944,
  fewestWords: 3,
};

/** A text to search in. */
interface Target {
  readonly codes: Uint8Array;
  readonly index: SeedIndex;
  readonly counts: Int32Array;
  /** Letters once around; the rest repeats the start. */
  readonly lap: number;
}

function target(text: string, lap: number, space: SearchSpace, longest: number): Target {
  const codes = encode(text, space.table);
  return {
    codes,
    index: seedIndex(codes, space.letters, space.word),
    counts: seedCounts(codes.length, longest),
    lap,
  };
}

/** An alignment may leave the diagonals of its words by so many, and reach so far beyond the outermost word. */
const SLACK = 8;
const REACH = 60;

function alignments(
  query: Uint8Array,
  where: Target,
  space: SearchSpace,
): readonly LocalAlignment[] {
  const fewest = Math.min(space.fewestWords, query.length - space.word + 1);
  const bands = seedBands(where.index, query, fewest, where.counts);
  const inFirstLap = bands.filter(
    ({ lowest, queryStart0 }) => queryStart0 + lowest - REACH < where.lap,
  );
  return inFirstLap.flatMap((band) => alignBand(query, where.codes, band, space.scores) ?? []);
}

function alignBand(
  query: Uint8Array,
  subject: Uint8Array,
  { lowest, highest, queryStart0, queryEnd0 }: SeedBand,
  scores: AlignmentScores,
): LocalAlignment | null {
  if (lowest === highest) {
    const found = ungappedAlignment(query, subject, lowest, scores);
    // All words that agree lie on it: a gap would lead to none.
    if (found !== null && found.queryStart0 <= queryStart0 && found.queryEnd0 >= queryEnd0) {
      return found;
    }
  }
  const from = Math.max(0, queryStart0 - REACH);
  const found = localAlignment(
    query.subarray(from, queryEnd0 + REACH),
    subject,
    lowest + from - SLACK,
    highest + from + SLACK,
    scores,
  );
  return found === null
    ? null
    : { ...found, queryStart0: found.queryStart0 + from, queryEnd0: found.queryEnd0 + from };
}

/** Fragments and near matches: fewer of this score are expected by chance in the whole search. */
const CHANCE_IN_SEARCH = 0.01;
/** An entry found whole and letter for letter: fewer are expected by chance of it alone. */
const CHANCE_OF_ENTRY = 0.001;

/** All places of a DNA sequence (upper case) that read or code like an entry, in no order. */
export function findHits(
  sequence: string,
  topology: 'linear' | 'circular',
  library: AnnotationLibrary,
): readonly AnnotationHit[] {
  return [...dnaHits(sequence, topology, library), ...proteinHits(sequence, topology, library)];
}

interface EncodedDna {
  readonly entry: LibraryEntry;
  readonly plus: Uint8Array;
  /** Null where it is the same. */
  readonly minus: Uint8Array | null;
}

interface EncodedProtein {
  readonly entry: LibraryEntry;
  readonly residues: Uint8Array;
}

interface EncodedLibrary {
  readonly dna: readonly EncodedDna[];
  readonly proteins: readonly EncodedProtein[];
}

const ENCODED = new WeakMap<AnnotationLibrary, EncodedLibrary>();

/** The library in codes, made once. */
function encoded(library: AnnotationLibrary): EncodedLibrary {
  const known = ENCODED.get(library);
  if (known !== undefined) return known;
  const made = { dna: encodedDna(library), proteins: encodedProteins(library) };
  ENCODED.set(library, made);
  return made;
}

function encodedDna({ entries }: AnnotationLibrary): readonly EncodedDna[] {
  return entries.flatMap((entry) => {
    // A backbone is named by what stands in it.
    if (entry.alphabet !== 'DNA' || entry.role === 'backbone') return [];
    const plus = encode(entry.sequence, BASES);
    const minus = turned(plus);
    return [{ entry, plus, minus: minus.every((base, i) => base === plus[i]) ? null : minus }];
  });
}

function encodedProteins({ entries }: AnnotationLibrary): readonly EncodedProtein[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const { protein } = entry;
    if (protein === null || seen.has(protein)) return [];
    seen.add(protein);
    return [{ entry, residues: encode(protein, RESIDUES) }];
  });
}

function longestOf(lengths: readonly number[]): number {
  return lengths.reduce((a, b) => Math.max(a, b), 0);
}

/** The sequence with its start again behind its end, as far as an entry may reach over the origin. */
function unrolled(sequence: string, topology: 'linear' | 'circular', longest: number): string {
  return topology === 'circular'
    ? sequence + sequence.slice(0, Math.min(sequence.length - 1, longest))
    : sequence;
}

function dnaHits(
  sequence: string,
  topology: 'linear' | 'circular',
  library: AnnotationLibrary,
): readonly AnnotationHit[] {
  const { dna } = encoded(library);
  const longest = longestOf(dna.map(({ plus }) => plus.length));
  const text = unrolled(sequence, topology, longest);
  const where = target(text, sequence.length, DNA, longest);
  const places = 2 * sequence.length;
  const searched = { places, pairs: places * sum(dna.map(({ plus }) => plus.length)) };
  const hits: AnnotationHit[] = [];
  for (const { entry, plus, minus } of dna) {
    for (const [strand, letters] of [
      [1, plus],
      [-1, minus],
    ] as const) {
      if (letters === null) continue;
      for (const found of alignments(letters, where, DNA)) {
        const hit = hitOf(found, entry, strand, letters.length, searched, DNA);
        const start0 = found.subjectStart0;
        const length = found.subjectEnd0 - start0;
        if (hit === null || start0 >= sequence.length || length > sequence.length) continue;
        hits.push({ ...hit, start0, length });
      }
    }
  }
  return hits;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

interface Searched {
  /** Places times letters of all entries. */
  readonly pairs: number;
  readonly places: number;
}

/** Null where an alignment as good is likely by chance. */
function hitOf(
  found: LocalAlignment,
  entry: LibraryEntry,
  strand: 1 | -1,
  letters: number,
  { pairs, places }: Searched,
  space: SearchSpace,
): Omit<AnnotationHit, 'start0' | 'length'> | null {
  const isExact = found.matches === letters && found.columns === letters;
  const expected = isExact
    ? places * space.letters ** -letters
    : pairs * Math.exp(-space.lambda * found.score);
  if (expected > (isExact ? CHANCE_OF_ENTRY : CHANCE_IN_SEARCH)) return null;
  return {
    entry,
    level: space === DNA ? 'DNA' : 'protein',
    strand,
    matches: found.matches,
    identity: found.matches / found.columns,
    coverage: (found.queryEnd0 - found.queryStart0) / letters,
    expected,
  };
}

function proteinHits(
  sequence: string,
  topology: 'linear' | 'circular',
  library: AnnotationLibrary,
): readonly AnnotationHit[] {
  const { proteins } = encoded(library);
  const longest = longestOf(proteins.map(({ residues }) => residues.length));
  const text = unrolled(sequence, topology, 3 * longest);
  const places = 2 * sequence.length;
  const searched = { places, pairs: places * sum(proteins.map(({ residues }) => residues.length)) };
  const hits: AnnotationHit[] = [];
  for (const strand of [1, -1] as const) {
    const bases = strand === 1 ? text : otherStrand(text);
    for (const frame of [0, 1, 2]) {
      const translation = translateCodons(bases.slice(frame), 1);
      const where = target(translation, translation.length, PROTEIN, longest);
      for (const { entry, residues } of proteins) {
        for (const found of alignments(residues, where, PROTEIN)) {
          const hit = hitOf(found, entry, strand, residues.length, searched, PROTEIN);
          const from = frame + 3 * found.subjectStart0;
          const length = 3 * (found.subjectEnd0 - found.subjectStart0);
          const start0 = strand === 1 ? from : text.length - from - length;
          if (hit === null || start0 >= sequence.length || length > sequence.length) continue;
          hits.push({ ...hit, start0, length });
        }
      }
    }
  }
  return hits;
}
