import type { Source } from '../../../core/cited.js';
import { OptionError } from '../../../core/errors.js';
import { otherStrand } from '../../../core/iupac.js';
import type { Construct } from '../construct.js';
import type { FragmentVendor } from '../fragment-vendors.js';
import type { FragmentOrderItem } from '../order-rows.js';
import type { Range } from '../part.js';
import { basesOf } from './circle.js';
import { meltingTemperature } from './melting-temperature.js';
import { openVector, type VectorOpening } from './open-vector.js';

export const GIBSON_SOURCES: readonly [Source, ...Source[]] = [
  {
    name: 'Isothermal assembly of overlapping DNA, Methods Enzymol 498:349 (abstract)',
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7149801',
  },
  {
    name: 'Plasmids 101, Addgene, 3rd edition: overlaps of 15-40 bp that melt above 48 C',
    url: 'https://fliphtml5.com/alarn/kdth/2020_04_27_plasmids1013rdEditionSemifinal_2018_Links_Update/71',
  },
];

/** Lengths of an overlap in bp and the temperature it has to melt above. */
const OVERLAP = { least: 20, most: 40, meltingC: 48 } as const;
/** The longest stem that an overlap may fold into by itself before it is told, bp. */
const LONGEST_STEM = 8;

/** The bases that two neighbours share. */
interface GibsonOverlap {
  readonly left: string;
  readonly right: string;
  /** Of the construct; over the origin of a circle, from before it or to behind it. */
  readonly range: Range;
  readonly sequence: string;
  readonly meltingC: number;
  /** What may spoil it. */
  readonly doubts: readonly string[];
}

/** An insert as fragments to order that overlap one another and the vector they go into. */
export interface GibsonAssembly {
  /** In order, each as ordered. */
  readonly fragments: readonly FragmentOrderItem[];
  /** From the vector into the first fragment, between fragments, from the last into the vector. */
  readonly overlaps: readonly GibsonOverlap[];
  readonly opening: VectorOpening;
  /** The vector as it is copied or cut open, without ends that are chewed back. */
  readonly vector: FragmentOrderItem;
}

/**
 * Fragments for `insert` (a range of a circular construct), of lengths the vendor makes, cut where an overlap of 20 to
 * 40 bp melts above 48 C and folds least; the first and last reach over into the vector, which `openVector` opens.
 * @throws OptionError for an insert outside of the construct, or fragments shorter than the vendor makes.
 */
export function gibsonFragments(
  construct: Construct,
  insert: Range,
  vendor: Pick<FragmentVendor, 'name' | 'shortestBp' | 'longestBp'>,
): GibsonAssembly {
  const { sequence, topology, id } = construct;
  const insertBp = insert.end0 - insert.start0;
  if (
    topology !== 'circular' ||
    insert.start0 < 0 ||
    insertBp < 1 ||
    insert.end0 > sequence.length
  ) {
    throw new OptionError(
      `${insert.start0}-${insert.end0} is no insert of ${id}`,
      'insert',
      'a stretch of a circular construct',
    );
  }
  if (sequence.length - insertBp < 4 * OVERLAP.most) {
    throw new OptionError(
      `the vector around the insert of ${id} is too short to overlap`,
      'insert',
    );
  }
  const { opening, toPutIn } = openVector(construct, insert);
  const left = outerOverlap(construct, toPutIn.start0, -1);
  const right = outerOverlap(construct, toPutIn.end0, 1);
  const whole: Range = { start0: left.start0, end0: right.end0 };
  const wholeBp = whole.end0 - whole.start0;
  if (wholeBp < vendor.shortestBp) {
    throw new OptionError(
      `the insert with its overlaps has ${wholeBp} bp, ${vendor.name} starts at ${vendor.shortestBp}`,
      'insert',
      'order it as two oligos, or take a longer stretch of the vector with it',
    );
  }
  const inner = innerOverlaps(construct, whole, vendor);
  const ranges = [left, ...inner, right];
  const names = Array.from({ length: ranges.length - 1 }, (_, i) => `${id}_F${i + 1}`);
  const fragments = names.map((name, i) => ({
    name,
    sequence: basesOf(construct, {
      start0: (ranges[i] as Range).start0,
      end0: (ranges[i + 1] as Range).end0,
    }),
  }));
  const vectorBases = basesOf(construct, {
    start0: toPutIn.end0,
    end0: toPutIn.start0 + sequence.length,
  });
  const overlaps = ranges.map((range, i) =>
    overlapOf(construct, range, names[i - 1] ?? 'vector', names[i] ?? 'vector'),
  );
  return {
    fragments,
    overlaps: withSharedDoubts(overlaps),
    opening,
    vector: { name: `${id}_vector`, sequence: vectorBases },
  };
}

/** The shortest overlap of 20 bp and more next to `at`, on the vector's side, that melts high enough; else the longest. */
function outerOverlap(construct: Construct, at: number, side: 1 | -1): Range {
  const rangeOf = (length: number): Range =>
    side === 1 ? { start0: at, end0: at + length } : { start0: at - length, end0: at };
  for (let length = OVERLAP.least; length < OVERLAP.most; length++) {
    const range = rangeOf(length);
    if (meltingTemperature(basesOf(construct, range)) > OVERLAP.meltingC) return range;
  }
  return rangeOf(OVERLAP.most);
}

/** Where the whole is cut: pieces of even length, each cut moved to the best overlap nearby. */
function innerOverlaps(
  construct: Construct,
  whole: Range,
  { name, shortestBp, longestBp }: Pick<FragmentVendor, 'name' | 'shortestBp' | 'longestBp'>,
): readonly Range[] {
  const length = whole.end0 - whole.start0;
  const count = Math.ceil(length / longestBp);
  if (count === 1) return [];
  const pieces = Math.ceil((length - OVERLAP.most) / (longestBp - 2 * OVERLAP.most));
  const step = length / pieces;
  if (step - OVERLAP.most < shortestBp) {
    throw new OptionError(
      `${pieces} fragments of ${Math.floor(step)} bp are shorter than ${name} makes`,
      'vendor',
    );
  }
  const reach = Math.floor(Math.min(OVERLAP.most, (longestBp - step) / 2 - OVERLAP.most));
  return Array.from({ length: pieces - 1 }, (_, i) =>
    bestOverlap(construct, Math.round(whole.start0 + (i + 1) * step), Math.max(0, reach)),
  );
}

/** The overlap around a place, up to `reach` off it, with the fewest doubts; of those alike, the nearest. */
function bestOverlap(construct: Construct, centre: number, reach: number): Range {
  let best: Range | null = null;
  let least = Infinity;
  for (let off = 0; off <= reach; off++) {
    for (const at of off === 0 ? [centre] : [centre - off, centre + off]) {
      for (let length = OVERLAP.least; length <= OVERLAP.most; length += 5) {
        const range = { start0: at - (length >> 1), end0: at - (length >> 1) + length };
        const doubts = doubtsOf(construct, range).length;
        if (doubts >= least) continue;
        least = doubts;
        best = range;
        if (doubts === 0) return range;
      }
    }
  }
  return best as Range;
}

function overlapOf(construct: Construct, range: Range, left: string, right: string): GibsonOverlap {
  const sequence = basesOf(construct, range);
  return {
    left,
    right,
    range,
    sequence,
    meltingC: meltingTemperature(sequence),
    doubts: doubtsOf(construct, range),
  };
}

function doubtsOf(construct: Construct, range: Range): readonly string[] {
  const overlap = basesOf(construct, range);
  const circle = construct.sequence + construct.sequence.slice(0, overlap.length - 1);
  const doubts: string[] = [];
  const meltingC = meltingTemperature(overlap);
  if (meltingC <= OVERLAP.meltingC) doubts.push(`melts at ${meltingC.toFixed(0)} C`);
  const stem = longestStem(overlap);
  if (stem > LONGEST_STEM) doubts.push(`folds on itself over ${stem} bp`);
  if (circle.indexOf(overlap) !== circle.lastIndexOf(overlap)) doubts.push('stands twice');
  if (circle.includes(otherStrand(overlap))) doubts.push('stands on the other strand too');
  return doubts;
}

/** Pairs of the longest hairpin with a loop of three or more. */
function longestStem(bases: string): number {
  const other = otherStrand(bases);
  let longest = 0;
  for (let i = 0; i < bases.length; i++) {
    for (let j = bases.length - 1; j > i + 3; j--) {
      let pairs = 0;
      while (i + pairs < j - pairs - 3 && bases[i + pairs] === other[bases.length - 1 - j + pairs])
        pairs++;
      if (pairs > longest) longest = pairs;
    }
  }
  return longest;
}

/** Ends of 15 bp and more that two overlaps share join the wrong neighbours. */
const SHARED_BP = 15;

function withSharedDoubts(overlaps: readonly GibsonOverlap[]): readonly GibsonOverlap[] {
  return overlaps.map((overlap, i) => {
    const alike = overlaps.findIndex(
      (other, j) => j !== i && sharesStretch(overlap.sequence, other.sequence),
    );
    return alike < 0
      ? overlap
      : {
          ...overlap,
          doubts: [...overlap.doubts, `shares ${SHARED_BP} bp with overlap ${alike + 1}`],
        };
  });
}

function sharesStretch(a: string, b: string): boolean {
  const other = otherStrand(b);
  for (let at = 0; at + SHARED_BP <= a.length; at++) {
    const stretch = a.slice(at, at + SHARED_BP);
    if (b.includes(stretch) || other.includes(stretch)) return true;
  }
  return false;
}

/**
 * What the fragments and the vector become: ends of 20 bp or more that are alike are joined, until a circle is left.
 * @throws OptionError where an end fits none, or more than one.
 */
export function joinOverlaps(pieces: readonly FragmentOrderItem[]): string {
  const [first] = pieces;
  if (first === undefined) throw new OptionError('nothing to join', 'fragments');
  let joined = first.sequence;
  const left = new Set(pieces.slice(1));
  while (left.size > 0) {
    const fits = [...left].flatMap((piece) => {
      const overlap = endOverlap(joined, piece.sequence);
      return overlap === 0 ? [] : [{ piece, overlap }];
    });
    const [next] = fits;
    if (next === undefined || fits.length > 1) {
      throw new OptionError(
        `${fits.length} fragments fit behind ${joined.slice(-OVERLAP.least)}`,
        'fragments',
        'each end has to fit one other',
      );
    }
    joined += next.piece.sequence.slice(next.overlap);
    left.delete(next.piece);
  }
  const closing = endOverlap(joined, joined);
  if (closing === 0) throw new OptionError('the ends do not close the circle', 'fragments');
  return joined.slice(0, joined.length - closing);
}

/** Length of the longest end of `a`, 20 to 40 bp, that `b` starts with; 0 where there is none. */
function endOverlap(a: string, b: string): number {
  for (let length = OVERLAP.most; length >= OVERLAP.least; length--)
    if (length < a.length && b.startsWith(a.slice(-length))) return length;
  return 0;
}
