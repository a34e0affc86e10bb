import type { CdnaEdit } from '../consequence/coding-change.js';
import type { GenomicVariant } from '../consequence/genomic-variant.js';
import { placeVariant, type PlacedVariant } from '../consequence/place-variant.js';
import type { TranscriptIndex } from '../consequence/transcript-index.js';

/** One alternate allele with its genotype in a sample. */
export interface PhasedVariant {
  readonly variant: GenomicVariant;
  /** Which of the record's alternate alleles it is, from 1; as numbered in the genotype. */
  readonly alleleNumber: number;
  /** `0|1` -> `{ alleles: [0, 1], isPhased: true }`; null for an allele that was not called. */
  readonly genotype: {
    readonly alleles: readonly (number | null)[];
    readonly isPhased: boolean;
  };
  /** PS or PID: what is phased against what. Null where the record names none. */
  readonly phaseSet: string | null;
}

/** A variant of the tumour's DNA, with who has it: the tumour alone, or the whole body. */
export interface OriginVariant extends PhasedVariant {
  readonly origin: 'somatic' | 'germline';
}

/** A variant with its bases on the cDNA. */
export interface OriginEdit<V extends OriginVariant = OriginVariant> extends CdnaEdit {
  readonly phased: V;
}

/** A variant with its place on the transcript. */
export interface Placed<V extends PhasedVariant = PhasedVariant> {
  readonly phased: V;
  readonly place: PlacedVariant;
}

/** Where the record has it, moved only where that takes it into an exon. */
function placeInExon(index: TranscriptIndex, variant: GenomicVariant): PlacedVariant | null {
  const given = placeVariant(index, variant, null, true);
  if (given === null || given.site.kind === 'exon') return given;
  const moved = placeVariant(index, variant, null);
  if (moved?.site.kind === 'exon') return moved;
  return given.site.kind === 'upstream' || given.site.kind === 'downstream' ? null : given;
}

/** The variants that lie on the transcript, in its order. */
export function placed<V extends PhasedVariant>(
  index: TranscriptIndex,
  variants: readonly V[],
): readonly Placed<V>[] {
  const found: Placed<V>[] = [];
  for (const phased of variants) {
    const place = placeInExon(index, phased.variant);
    if (place !== null) found.push({ phased, place });
  }
  return found.sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end);
}

/** One copy of a transcript. */
export interface Copy<V extends PhasedVariant = PhasedVariant> {
  readonly phaseSet: string | null;
  readonly copy: number | null;
  readonly members: readonly Placed<V>[];
}

/**
 * The copies that carry a variant: phased variants by set and copy, unphased ones alone, homozygous and
 * haploid ones on all of them.
 */
export function copiesOf<V extends PhasedVariant>(
  placed: readonly Placed<V>[],
): readonly Copy<V>[] {
  const everywhere = placed.filter(({ phased }) => isOnEveryCopy(phased));
  const groups = new Map<string, { phaseSet: string | null; copy: number; members: Placed<V>[] }>();
  const alone: Copy<V>[] = [];
  for (const member of placed) {
    const { genotype, alleleNumber, phaseSet } = member.phased;
    if (isOnEveryCopy(member.phased)) continue;
    const carriers = [...genotype.alleles.keys()].filter(
      (i) => genotype.alleles[i] === alleleNumber,
    );
    if (!genotype.isPhased) {
      if (carriers.length > 0) alone.push({ phaseSet, copy: null, members: [member] });
      continue;
    }
    for (const copy of carriers) {
      const key = JSON.stringify([phaseSet, copy]);
      const group = groups.get(key) ?? { phaseSet, copy, members: [] };
      group.members.push(member);
      groups.set(key, group);
    }
  }
  const found: Copy<V>[] = [...groups.values(), ...alone].map((group) => ({
    ...group,
    members: placed.filter((one) => group.members.includes(one) || everywhere.includes(one)),
  }));
  const hasOthersOnAll = [...groups.values()].some(({ phaseSet }) => isFull(phaseSet, groups));
  return everywhere.length > 0 && !hasOthersOnAll
    ? [...found, { phaseSet: null, copy: null, members: everywhere }]
    : found;
}

/** Does every copy of a phase set carry some variant of its own. */
function isFull(
  phaseSet: string | null,
  groups: ReadonlyMap<string, { readonly phaseSet: string | null; readonly members: Placed[] }>,
): boolean {
  const ofSet = [...groups.values()].filter((group) => group.phaseSet === phaseSet);
  const ploidy = Math.max(
    ...ofSet.flatMap(({ members }) => members.map(({ phased }) => phased.genotype.alleles.length)),
  );
  return ofSet.length >= ploidy;
}

export function isOnEveryCopy({ genotype, alleleNumber }: PhasedVariant): boolean {
  return genotype.alleles.length > 0 && genotype.alleles.every((allele) => allele === alleleNumber);
}

/** `7-140753336-A-T`. */
export function nameOf({ variant }: PhasedVariant): string {
  const { chromosome, start0, reference, alternate } = variant;
  return `${chromosome}-${start0 + 1}-${reference}-${alternate}`;
}

/** Do two edits in order change the same bases, or insert at one place. */
export function overlaps(first: CdnaEdit, second: CdnaEdit): boolean {
  const bothInsert = first.start0 === first.end0 && second.start0 === second.end0;
  return second.start0 < first.end0 || (bothInsert && first.start0 === second.start0);
}

/** Phased against one of the haplotype's own variants, so on another copy than theirs. */
export function isKnownElsewhere(phased: PhasedVariant, own: readonly PhasedVariant[]): boolean {
  return (
    phased.genotype.isPhased &&
    own.some(
      (one) => one.genotype.isPhased && !isOnEveryCopy(one) && one.phaseSet === phased.phaseSet,
    )
  );
}
