import { gcOfProtospacer } from './rule-set-1.js';

/** Where in the protein a cut falls. */
export interface CutInProtein {
  /** 1-based residue at the cut. */
  readonly residue: number;
  /** Residues of the protein. */
  readonly proteinLength: number;
}

/** One yes-or-no question about a guide. */
export interface GuideFeature {
  /** What it asks of, as a reader would name it; questions of one subject are told together. */
  readonly subject: string;
}

const BASES = 'ACGT';
/** 0-based in the 30-mer: the two G of the PAM, the same in every guide. */
const FIXED = new Set([25, 26]);
const PAIR_STARTS = Array.from({ length: 29 }, (_, i) => i).filter((i) => i < 24 || i > 26);
const SINGLES = Array.from({ length: 30 }, (_, i) => i).filter((i) => !FIXED.has(i));

const MOST_OF_A_BASE = 12;
const MOST_OF_A_PAIR = 4;
const GC_FROM = 4;
const GC_TO = 17;
/** Shares of the protein that a cut can lie behind. */
const SHARES = Array.from({ length: 19 }, (_, i) => (i + 1) * 0.05);
/** Residues a cut can lie behind; beyond the last no further difference is made. */
const RESIDUES = [50, 100, 150, 200, 300, 400, 500, 700, 1_000];

export const COMPOSITION_SUBJECT = 'composition of the protospacer';

/** A place of the 30-mer in words: of the protospacer 1 to 20, else before or behind it. */
export function placeName(i: number): string {
  if (i < 4) return `base ${4 - i} before the protospacer`;
  if (i < 24) return `base ${i - 3} of the protospacer`;
  if (i === 24) return 'first base of the PAM';
  return `base ${i - 26} behind the PAM`;
}

function repeated(count: number, subject: string): readonly GuideFeature[] {
  return Array.from({ length: count }, () => ({ subject }));
}

const SEQUENCE_FEATURES: readonly GuideFeature[] = [
  ...SINGLES.flatMap((i) => repeated(4, placeName(i))),
  ...PAIR_STARTS.flatMap((i) => repeated(16, placeName(i))),
  ...repeated(4 * MOST_OF_A_BASE + 16 * MOST_OF_A_PAIR, COMPOSITION_SUBJECT),
  ...repeated(GC_TO - GC_FROM + 1, 'G and C in the protospacer'),
];

/** All questions: those of the 30-mer, then those of the cut's place in the protein. */
export const GUIDE_FEATURES: readonly GuideFeature[] = [
  ...SEQUENCE_FEATURES,
  ...repeated(SHARES.length + RESIDUES.length, 'place in the protein'),
];

/** Questions that need no protein. */
export const SEQUENCE_FEATURE_COUNT = SEQUENCE_FEATURES.length;

/** Indices into GUIDE_FEATURES, ascending, of what is true of a guide; `context` as `guideContext` gives it. */
export function trueFeatures(context: string, cut: CutInProtein | null): readonly number[] {
  const codes = [...context].map((base) => BASES.indexOf(base));
  const code = (i: number): number => codes[i] as number;
  const found: number[] = [];
  SINGLES.forEach((i, n) => found.push(4 * n + code(i)));
  let from = 4 * SINGLES.length;
  PAIR_STARTS.forEach((i, n) => found.push(from + 16 * n + 4 * code(i) + code(i + 1)));
  from += 16 * PAIR_STARTS.length;
  /** As many of the next `size` questions as `count` reaches. */
  const upTo = (count: number, size: number): void => {
    for (let k = 0; k < Math.min(count, size); k++) found.push(from + k);
    from += size;
  };
  const bases = [0, 0, 0, 0];
  const pairs = Array.from({ length: 16 }, () => 0);
  for (let i = 4; i < 24; i++) {
    bases[code(i)]!++;
    if (i < 23) pairs[4 * code(i) + code(i + 1)]!++;
  }
  for (const count of bases) upTo(count, MOST_OF_A_BASE);
  for (const count of pairs) upTo(count, MOST_OF_A_PAIR);
  upTo(Math.max(0, gcOfProtospacer(context) - GC_FROM + 1), GC_TO - GC_FROM + 1);
  if (cut !== null) {
    const share = cut.residue / cut.proteinLength;
    upTo(SHARES.filter((least) => share >= least).length, SHARES.length);
    upTo(RESIDUES.filter((least) => cut.residue >= least).length, RESIDUES.length);
  }
  return found;
}
