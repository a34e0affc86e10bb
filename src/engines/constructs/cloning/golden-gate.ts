import type { Source } from '../../../core/cited.js';
import { OptionError } from '../../../core/errors.js';
import { otherStrand } from '../../../core/iupac.js';
import type { Construct } from '../construct.js';
import { findSites } from '../find-sites.js';
import type { FragmentVendor } from '../fragment-vendors.js';
import type { FragmentOrderItem } from '../order-rows.js';
import type { Range } from '../part.js';
import { type RestrictionEnzyme, restrictionEnzyme } from '../restriction-enzymes.js';
import { basesOf } from './circle.js';
import { holdsFoldedRepeats, type VectorOpening } from './open-vector.js';
import { primerAt } from './primers.js';

export const GOLDEN_GATE_SOURCES: readonly [Source, ...Source[]] = [
  { name: 'Engler 2009, PLoS One 4:e5553', doi: '10.1371/journal.pone.0005553' },
  { name: 'Potapov 2018, ACS Synth Biol 7:2665', doi: '10.1021/acssynbio.8b00333' },
];

const ENZYMES = ['BsaI', 'BsmBI', 'BbsI'] as const;
/** Bases by which every two overhangs and their complements should differ at least; our choice. */
const LEAST_DIFFERENCES = 2;
/** How far a cut may move to find an overhang, bp. */
const REACH_BP = 40;
/** In front of the site, so that the enzyme has DNA to hold on to; tried in order until no site arises. */
const LEADS = ['TGACTA', 'CATGTA', 'ATCAGT'] as const;

/** An insert as fragments that a type IIS enzyme opens, and what to order for it. */
export interface GoldenGateAssembly {
  readonly enzyme: string;
  /** Each with its sites, as ordered. */
  readonly fragments: readonly FragmentOrderItem[];
  /** From the vector into the first fragment, between fragments, from the last into the vector. */
  readonly overhangs: readonly string[];
  /** Fewest bases in which two of the overhangs, or one and another's complement, differ. */
  readonly leastDifferences: number;
  /** By PCR: primers with the enzyme's site in front. */
  readonly opening: VectorOpening;
  /** The vector as those primers make it. */
  readonly vector: FragmentOrderItem;
}

/** The first enzyme of the three that cuts the construct nowhere; null: each does. */
export function goldenGateEnzyme(construct: Construct): RestrictionEnzyme | null {
  for (const name of ENZYMES) {
    const enzyme = restrictionEnzyme(name) as RestrictionEnzyme;
    const wish = { name, site: enzyme.site, strands: 'both' as const };
    if (findSites(construct, [wish]).length === 0) return enzyme;
  }
  return null;
}

/**
 * Fragments for `insert` with overhangs of four bases of the construct itself, all distinct, none a palindrome or
 * another's complement. No measured ligation fidelity is used.
 * @throws OptionError where each enzyme cuts the construct, no set of overhangs is found, or PCR can't open the vector.
 */
export function goldenGateFragments(
  construct: Construct,
  insert: Range,
  vendor: Pick<FragmentVendor, 'name' | 'shortestBp' | 'longestBp'>,
): GoldenGateAssembly {
  const { sequence, id, topology } = construct;
  const insertBp = insert.end0 - insert.start0;
  if (
    topology !== 'circular' ||
    insert.start0 < 0 ||
    insertBp < 1 ||
    insert.end0 > sequence.length
  ) {
    throw new OptionError(`${insert.start0}-${insert.end0} is no insert of ${id}`, 'insert');
  }
  if (holdsFoldedRepeats(construct)) {
    throw new OptionError(
      `PCR would open the vector of ${id}, and stops in repeats that fold on themselves`,
      'assembly',
      'cut it with enzymes and join by Gibson assembly',
    );
  }
  const enzyme = goldenGateEnzyme(construct);
  if (enzyme === null) {
    throw new OptionError(
      `${ENZYMES.join(', ')} each cut ${id}`,
      'enzyme',
      'keep their sites out of the insert, or join it by Gibson assembly',
    );
  }
  const longest = vendor.longestBp - 2 * tailBp(enzyme);
  const count = Math.ceil((insertBp + 2 * REACH_BP) / (longest - REACH_BP));
  const centres = Array.from(
    { length: count + 1 },
    (_, i) => insert.start0 + Math.round((i * insertBp) / count),
  );
  const cuts = chooseCuts(construct, insert, centres);
  const overhangs = cuts.map((at) => basesOf(construct, { start0: at, end0: at + OVERHANG }));
  const tail = tailOf(enzyme, construct, cuts);
  const core = (from: number, to: number): string =>
    basesOf(construct, { start0: from, end0: to + OVERHANG });
  const fragments = cuts.slice(1).map((to, i) => ({
    name: `${id}_G${i + 1}`,
    sequence: tail + core(cuts[i] as number, to) + otherStrand(tail),
  }));
  for (const fragment of fragments) {
    if (fragment.sequence.length < vendor.shortestBp) {
      throw new OptionError(
        `${fragment.name} of ${fragment.sequence.length} bp is shorter than ${vendor.name} makes`,
        'vendor',
      );
    }
  }
  const last = cuts.at(-1) as number;
  const vectorBases = core(last, (cuts[0] as number) + sequence.length);
  const forward = primerAt(vectorBases, 0, tail);
  const reverse = primerAt(otherStrand(vectorBases), 0, tail);
  return {
    enzyme: enzyme.name,
    fragments,
    overhangs,
    leastDifferences: leastDifferences(overhangs),
    opening:
      forward === null || reverse === null
        ? { kind: 'not-possible', because: 'the vector is too short to prime on' }
        : { kind: 'pcr', forward, reverse },
    vector: { name: `${id}_vector`, sequence: tail + vectorBases + otherStrand(tail) },
  };
}

const OVERHANG = 4;

function tailBp({ topCut }: RestrictionEnzyme): number {
  return LEADS[0].length + topCut;
}

/** Lead, site and the bases up to the cut, such that no further site arises at any joint. */
function tailOf(
  { site, topCut, name }: RestrictionEnzyme,
  construct: Construct,
  cuts: readonly number[],
): string {
  for (const lead of LEADS) {
    const tail = lead + site + 'A'.repeat(topCut - site.length);
    const wish = { name, site, strands: 'both' as const };
    const ends = cuts.flatMap((at) => {
      const behind = basesOf(construct, { start0: at, end0: at + 2 * site.length });
      const before = basesOf(construct, {
        start0: at + OVERHANG - 2 * site.length,
        end0: at + OVERHANG,
      });
      return [tail + behind, before + otherStrand(tail)];
    });
    const isClean = ends.every(
      (end) => findSites({ sequence: end, topology: 'linear' }, [wish]).length === 1,
    );
    if (isClean) return tail;
  }
  throw new OptionError(`a further site of ${name} arises at a joint`, 'enzyme');
}

/** Cuts near their centres: the first within the vector, the last too, so that the insert is whole. */
function chooseCuts(
  construct: Construct,
  insert: Range,
  centres: readonly number[],
): readonly number[] {
  const candidates = centres.map((centre, i) => {
    const places =
      i === 0
        ? Array.from({ length: REACH_BP }, (_, off) => insert.start0 - OVERHANG - off)
        : i === centres.length - 1
          ? Array.from({ length: REACH_BP }, (_, off) => insert.end0 + off)
          : Array.from({ length: 2 * REACH_BP }, (_, off) =>
              off % 2 === 0 ? centre + off / 2 : centre - (off + 1) / 2,
            );
    return places.filter((at) => isUsable(basesOf(construct, { start0: at, end0: at + OVERHANG })));
  });
  for (let least = LEAST_DIFFERENCES; least >= 1; least--) {
    const found = searchCuts(construct, candidates, [], least);
    if (found !== null) return found;
  }
  throw new OptionError(
    `no ${centres.length} overhangs of four bases differ enough near the cuts`,
    'insert',
    'take a vendor of longer fragments, or Gibson assembly',
  );
}

/** No palindrome, and not of A and T or of G and C alone, which ligate seldom or pair with many. */
function isUsable(overhang: string): boolean {
  const strong = overhang.replaceAll(/[AT]/g, '').length;
  return overhang !== otherStrand(overhang) && strong > 0 && strong < OVERHANG;
}

function searchCuts(
  construct: Construct,
  candidates: readonly (readonly number[])[],
  chosen: readonly number[],
  least: number,
): readonly number[] | null {
  const places = candidates[chosen.length];
  if (places === undefined) return chosen;
  const overhangs = chosen.map((at) => basesOf(construct, { start0: at, end0: at + OVERHANG }));
  for (const at of places) {
    const overhang = basesOf(construct, { start0: at, end0: at + OVERHANG });
    if (leastDifferences([...overhangs, overhang]) < least) continue;
    const found = searchCuts(construct, candidates, [...chosen, at], least);
    if (found !== null) return found;
  }
  return null;
}

/** Fewest bases in which two of the overhangs, or one and another's complement, differ; 4 for a single one. */
export function leastDifferences(overhangs: readonly string[]): number {
  let least = OVERHANG;
  for (const [i, a] of overhangs.entries()) {
    for (const b of overhangs.slice(i + 1)) {
      least = Math.min(least, differences(a, b), differences(a, otherStrand(b)));
    }
  }
  return least;
}

function differences(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) count++;
  return count;
}

/**
 * What an enzyme and ligase make of the pieces: each is cut at its two sites, and ends are joined by their overhangs
 * until a circle is left.
 * @throws OptionError for a piece without exactly two sites that face each other, or an end that fits none or several.
 */
export function joinOverhangs(pieces: readonly FragmentOrderItem[], enzymeName: string): string {
  const enzyme = restrictionEnzyme(enzymeName);
  if (enzyme === null) throw new OptionError(`no enzyme ${enzymeName}`, 'enzyme');
  const cores = pieces.map((piece) => coreOf(piece, enzyme));
  const [first] = cores;
  if (first === undefined) throw new OptionError('nothing to join', 'fragments');
  let joined = first;
  const left = new Set(cores.slice(1));
  while (left.size > 0) {
    const fits = [...left].filter((core) => core.startsWith(joined.slice(-OVERHANG)));
    const [next] = fits;
    if (next === undefined || fits.length > 1) {
      throw new OptionError(`${fits.length} fragments fit ${joined.slice(-OVERHANG)}`, 'fragments');
    }
    joined += next.slice(OVERHANG);
    left.delete(next);
  }
  if (!joined.endsWith(joined.slice(0, OVERHANG))) {
    throw new OptionError('the ends do not close the circle', 'fragments');
  }
  return joined.slice(0, -OVERHANG);
}

/** What is left of a piece between its sites, with both overhangs. */
function coreOf(
  { name, sequence }: FragmentOrderItem,
  { name: enzymeName, site, topCut }: RestrictionEnzyme,
): string {
  const sites = findSites({ sequence, topology: 'linear' }, [
    { name: enzymeName, site, strands: 'both' },
  ]);
  const [forward, reverse] = sites;
  if (sites.length !== 2 || forward?.strand !== 1 || reverse?.strand !== -1) {
    throw new OptionError(
      `${name} has ${sites.length} sites of ${enzymeName}, not two that face each other`,
      'fragments',
    );
  }
  return sequence.slice(forward.start0 + topCut, reverse.start0 - (topCut - site.length));
}
