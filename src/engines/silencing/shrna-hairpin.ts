import type { Part } from '../constructs/part.js';
import type { PartsLibrary } from '../constructs/parts-library.js';
import { reverseComplement } from '../genome/reverse-complement.js';

/** The parts of a miR-30 backbone that a guide is put into. */
export interface HairpinBackbone {
  readonly before: Part;
  readonly loop: Part;
  readonly behind: Part;
}

/** A hairpin in the miR-E backbone. */
export interface ShrnaHairpin {
  /** 22 letters, as DNA. */
  readonly guide: string;
  /** 22 letters, as DNA; its first does not pair with the guide's last, as in miR-30a. */
  readonly passenger: string;
  /** What is ordered: 97 bases, flanks for the primers included; 5' to 3', as DNA. */
  readonly oligo: string;
  /** The hairpin with the whole flanks, as it stands in a vector. */
  readonly cassette: string;
}

export const SHRNA_GUIDE_LENGTH = 22;

/** Bases of the flanks that the oligonucleotide carries. */
const OLIGO_BEFORE = 18;
const OLIGO_BEHIND = 16;

/** Ids of the backbone in the parts library. */
const HAIRPIN_PART_IDS = {
  before: 'mir30-flank5',
  loop: 'mir30-loop',
  behind: 'mire-flank3',
} as const;

/** The backbone, or which of its parts the library lacks. */
export function hairpinBackbone(
  library: PartsLibrary,
): HairpinBackbone | { readonly reason: string } {
  const find = (id: string): Part | undefined => library.parts.find((part) => part.id === id);
  const before = find(HAIRPIN_PART_IDS.before);
  const loop = find(HAIRPIN_PART_IDS.loop);
  const behind = find(HAIRPIN_PART_IDS.behind);
  if (before === undefined || loop === undefined || behind === undefined) {
    const lacking = Object.values(HAIRPIN_PART_IDS).filter((id) => find(id) === undefined);
    return { reason: `the parts library has no ${lacking.join(', ')}: no record at hand backs it` };
  }
  return { before, loop, behind };
}

/**
 * The hairpin against 22 bases of a transcript (upper-case DNA). The passenger's first base is put out of pair: C where
 * the guide ends in A or T, A where it ends in C or G, as the oligonucleotides of Fellmann 2013 have it.
 */
export function shrnaHairpin(
  site: string,
  { before, loop, behind }: HairpinBackbone,
): ShrnaHairpin {
  const guide = reverseComplement(site);
  const unpaired = /[AT]$/.test(guide) ? 'C' : 'A';
  const passenger = unpaired + site.slice(1);
  const inner = passenger + loop.sequence + guide;
  return {
    guide,
    passenger,
    oligo: before.sequence.slice(-OLIGO_BEFORE) + inner + behind.sequence.slice(0, OLIGO_BEHIND),
    cassette: before.sequence + inner + behind.sequence,
  };
}
