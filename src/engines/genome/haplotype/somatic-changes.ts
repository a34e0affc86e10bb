import { readEditedProtein, type EditedReading } from '../consequence/read-edited-protein.js';
import type { TranscriptIndex } from '../consequence/transcript-index.js';
import type { OriginEdit, OriginVariant } from './haplotype-copies.js';

/** Residues of the mutant protein that one variant touches; empty for a joint where some are gone. */
interface ResidueSpan<V extends OriginVariant = OriginVariant> {
  readonly phased: V;
  /** Without it the protein would be another. */
  readonly isMaker: boolean;
  readonly start0: number;
  readonly end0: number;
}

/** Somatic variants within reach of each other's peptides: one change of the patient's own copy. */
export interface SomaticChange<V extends OriginVariant = OriginVariant> {
  /** In the order of the transcript. */
  readonly variants: readonly V[];
  /** The same copy without these variants; germline ones and somatic ones elsewhere are in it. */
  readonly wildtypeProtein: string;
  /** How the mutant protein ends differently, or that it does not. */
  readonly ending: 'same' | 'frameshift' | 'stop-lost' | 'stop-gained';
  /** Bases inserted less bases deleted. */
  readonly addedBp: number;
  /** What each variant of the copy touches, germline ones too. */
  readonly spans: readonly ResidueSpan<V>[];
  /** The first codons' place and residues, by group of variants that share a codon or a frame. */
  readonly groups: readonly ChangedCodons<V>[];
}

/** Codons that one or several variants change together, 0-based in the protein without them. */
interface ChangedCodons<V extends OriginVariant = OriginVariant> {
  readonly variants: readonly V[];
  readonly firstCodon: number;
  readonly wildtypeResidues: string;
  /** Of a frameshift the first new residue on, with `X` for the rest, as in `A/SX`. */
  readonly mutantResidues: string;
}

/** Peptides and the 27-residue windows around a change reach this far. Unit: residues. */
const REACH_RESIDUES = 26;

/** What the somatic edits of a copy change, in groups that do not reach one another. */
export function somaticChanges<V extends OriginVariant>(
  index: TranscriptIndex,
  edits: readonly OriginEdit<V>[],
  whole: EditedReading,
): readonly SomaticChange<V>[] {
  const places = placesOf(edits, whole.origin0);
  const somatic = places.filter(({ edit }) => edit.phased.origin === 'somatic');
  const clusters = grouped(somatic, REACH_RESIDUES);
  return clusters.map((cluster) => {
    const without = edits.filter((edit) => !cluster.some((place) => place.edit === edit));
    const before = readEditedProtein(index, without);
    const added = cluster.reduce((sum, { shift }) => sum + shift, 0);
    const expected = before.protein.length + added / 3;
    const ending =
      added % 3 !== 0
        ? 'frameshift'
        : whole.protein.length === expected
          ? 'same'
          : whole.protein.length > expected
            ? 'stop-lost'
            : 'stop-gained';
    const makers = makersOf(index, edits, cluster, whole.protein, before.protein);
    return {
      variants: cluster.map(({ edit }) => edit.phased),
      wildtypeProtein: before.protein,
      ending,
      addedBp: added,
      spans: spansOf(places, cluster, makers, ending, expected, whole.protein.length),
      groups: grouped(cluster, 0).map((group) => changedCodons(index, edits, group, whole)),
    };
  });
}

interface EditPlace<V extends OriginVariant> {
  readonly edit: OriginEdit<V>;
  readonly shift: number;
  /** Residues of the mutant protein that its bases lie in. */
  readonly start0: number;
  readonly end0: number;
}

function placesOf<V extends OriginVariant>(
  edits: readonly OriginEdit<V>[],
  origin0: number,
): readonly EditPlace<V>[] {
  let moved = 0;
  return edits.map((edit) => {
    const from = edit.start0 + moved - origin0;
    const shift = edit.alternate.length - (edit.end0 - edit.start0);
    moved += shift;
    const start0 = Math.floor(from / 3);
    const end0 = Math.max(start0, Math.ceil((from + edit.alternate.length) / 3));
    return { edit, shift, start0, end0 };
  });
}

/** Joins what lies within `reach` residues, and what comes while the frame is shifted. */
function grouped<V extends OriginVariant>(
  places: readonly EditPlace<V>[],
  reach: number,
): readonly (readonly EditPlace<V>[])[] {
  const groups: EditPlace<V>[][] = [];
  let shift = 0;
  let end0 = Number.NEGATIVE_INFINITY;
  for (const place of places) {
    const group = groups.at(-1);
    if (group !== undefined && (shift % 3 !== 0 || place.start0 < end0 + reach)) group.push(place);
    else {
      groups.push([place]);
      shift = 0;
    }
    shift += place.shift;
    end0 = Math.max(end0, place.end0);
  }
  return groups;
}

/** The variants without which the copy's protein would be another. */
function makersOf<V extends OriginVariant>(
  index: TranscriptIndex,
  edits: readonly OriginEdit<V>[],
  cluster: readonly EditPlace<V>[],
  mutant: string,
  wildtype: string,
): ReadonlySet<OriginEdit<V>> {
  const makers = new Set(
    edits.filter(
      (edit) =>
        readEditedProtein(
          index,
          edits.filter((other) => other !== edit),
        ).protein !== mutant,
    ),
  );
  // Two that do the same, such as two new stops: neither is needed, both make it.
  if (mutant !== wildtype && !cluster.some(({ edit }) => makers.has(edit))) {
    for (const { edit } of cluster) makers.add(edit);
  }
  return makers;
}

function spansOf<V extends OriginVariant>(
  places: readonly EditPlace<V>[],
  cluster: readonly EditPlace<V>[],
  makers: ReadonlySet<OriginEdit<V>>,
  ending: SomaticChange['ending'],
  expectedLength: number,
  length: number,
): readonly ResidueSpan<V>[] {
  const within = (residue: number): number => Math.max(0, Math.min(residue, length));
  return places.map((place) => {
    const { edit, start0 } = place;
    let { end0 } = place;
    const at = cluster.indexOf(place);
    if (at >= 0 && place.shift % 3 !== 0) end0 = frameEnd(cluster, at, length);
    if (at >= 0 && ending === 'stop-lost' && end0 > Math.floor(expectedLength)) end0 = length;
    return {
      phased: edit.phased,
      isMaker: makers.has(edit),
      start0: within(start0),
      end0: within(end0),
    };
  });
}

/** Where the frame that an edit shifts is restored, else the protein's end. */
function frameEnd<V extends OriginVariant>(
  cluster: readonly EditPlace<V>[],
  at: number,
  length: number,
): number {
  let shift = 0;
  for (const { shift: own, end0 } of cluster.slice(at)) {
    shift += own;
    if (shift % 3 === 0) return end0;
  }
  return length;
}

/** Residues before and after, of the codons that a group of edits lies in. */
function changedCodons<V extends OriginVariant>(
  index: TranscriptIndex,
  edits: readonly OriginEdit<V>[],
  group: readonly EditPlace<V>[],
  whole: EditedReading,
): ChangedCodons<V> {
  const without = edits.filter((edit) => !group.some((place) => place.edit === edit));
  const before = readEditedProtein(index, without);
  const first = group[0] as EditPlace<V>;
  const last = group.at(-1) as EditPlace<V>;
  const added = group.reduce((sum, { shift }) => sum + shift, 0);
  const firstCodon = Math.max(0, first.start0);
  const mutantEnd = Math.max(firstCodon, last.end0);
  const residues = ({ protein, stopped }: EditedReading, from: number, to: number): string =>
    protein.slice(from, to) + (stopped && to > protein.length && from <= protein.length ? '*' : '');
  if (added % 3 !== 0) {
    return {
      variants: group.map(({ edit }) => edit.phased),
      firstCodon,
      wildtypeResidues: residues(before, firstCodon, firstCodon + 1),
      mutantResidues: `${residues(whole, firstCodon, firstCodon + 1)}X`,
    };
  }
  const wildtypeEnd = Math.max(firstCodon, mutantEnd - added / 3);
  return {
    variants: group.map(({ edit }) => edit.phased),
    firstCodon,
    wildtypeResidues: residues(before, firstCodon, wildtypeEnd),
    mutantResidues: residues(whole, firstCodon, mutantEnd),
  };
}
