import { rangesFrom } from '../feature-sequence.js';
import type { PartRoleName } from '../part-roles.js';
import type { Range } from '../part.js';
import type { AnnotationLibrary, LibraryEntry } from './annotation-library.js';
import { matchKind, type MatchKind } from './annotation-hit.js';
import { findHits } from './find-hits.js';
import { plasmidSequence } from './plasmid-sequence.js';
import { resolveOverlaps } from './resolve-overlaps.js';

/** A named stretch of a plasmid. */
export interface PlasmidFeature {
  readonly name: string;
  readonly role: PartRoleName;
  readonly match: MatchKind;
  /** As DNA, or by the protein it codes for. */
  readonly level: 'DNA' | 'protein';
  readonly strand: 1 | -1;
  /** In the order the top strand is read; two over the origin. */
  readonly ranges: readonly [Range, ...Range[]];
  /** 0 to 1. */
  readonly identity: number;
  /** Part of the entry that is there, 0 to 1. */
  readonly coverage: number;
  readonly entry: Pick<LibraryEntry, 'id' | 'accession' | 'record'>;
  /** Other names the place goes by, best first. */
  readonly alternatives: readonly string[];
}

/**
 * What of the library stands in a plasmid: exact and near matches and fragments, as DNA and by what it codes for, on
 * both strands, over the origin of a circle; by place. Overlaps go by the rule of `resolveOverlaps`.
 * @throws InputError as `plasmidSequence` does.
 */
export function annotatePlasmid(
  sequence: string,
  topology: 'linear' | 'circular',
  library: AnnotationLibrary,
): readonly PlasmidFeature[] {
  const bases = plasmidSequence(sequence);
  const hits = findHits(bases, topology, library);
  return resolveOverlaps(hits, bases.length).map(({ hit, alternatives }) => ({
    name: hit.entry.name,
    role: hit.entry.role,
    match: matchKind(hit),
    level: hit.level,
    strand: hit.strand,
    ranges: rangesFrom(hit.start0, hit.length, bases.length),
    identity: hit.identity,
    coverage: hit.coverage,
    entry: {
      id: hit.entry.id,
      accession: hit.entry.accession,
      record: hit.entry.record,
    },
    alternatives,
  }));
}
