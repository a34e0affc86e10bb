import { DUPLEX_LENGTH, passengerCore, type SirnaGuide } from './sirna-guide.js';

/** The sugar of a nucleotide. */
type Sugar = "2'-F" | "2'-OMe" | 'DNA' | 'RNA';

interface Nucleotide {
  /** A, C, G, U, or T in DNA. */
  readonly base: string;
  readonly sugar: Sugar;
  /** A phosphorothioate follows; else a phosphodiester, or the end. */
  readonly thioate: boolean;
}

/** A strand as it is made, 5' to 3'. */
export type Strand = readonly Nucleotide[];

export type ChemistryName = 'light' | 'plain' | 'stabilised';

/** A duplex as it is ordered. */
export interface SirnaDuplex {
  readonly chemistry: ChemistryName;
  readonly guide: Strand;
  readonly passenger: Strand;
}

/** Two deoxynucleotides behind the duplex. */
function overhang(letters: string): Strand {
  return [...letters.replaceAll('U', 'T')].map((base) => ({ base, sugar: 'DNA', thioate: false }));
}

const PASSENGER_OVERHANG = 'TT';

/** Places counted from 1. */
interface Pattern {
  readonly fluoro: readonly number[];
  readonly thioateAfter: readonly number[];
}

/** Read from US 12,454,693 (SEQ 297 and 308) without its 5' vinylphosphonate, its 3'-deoxyguanosine and its conjugate. */
const STABILISED_GUIDE: Pattern = { fluoro: [2, 6, 9, 14, 16], thioateAfter: [1, 2, 19, 20] };
const STABILISED_PASSENGER: Pattern = { fluoro: [5, 7, 8, 9], thioateAfter: [1, 2] };

function patterned(letters: string, { fluoro, thioateAfter }: Pattern): Strand {
  return [...letters].map((base, i) => ({
    base,
    sugar: fluoro.includes(i + 1) ? "2'-F" : "2'-OMe",
    thioate: thioateAfter.includes(i + 1),
  }));
}

function ribo(letters: string, methylated: (base: string, place: number) => boolean): Strand {
  return [...letters].map((base, i) => ({
    base,
    sugar: methylated(base, i + 1) ? "2'-OMe" : 'RNA',
    thioate: false,
  }));
}

/**
 * The two strands of a siRNA with one of three patterns. `plain`: 19 + 2, RNA with two deoxynucleotides: those of the
 * guide pair with the target, as in the siRNAs that the model was trained on. `light`: the same with 2'-O-methyl
 * at letter 2 of the guide (Jackson 2006) and at the passenger's uridines (Sioud 2006). `stabilised`: 21 + 19, every
 * sugar 2'-O-methyl or 2'-fluoro, phosphorothioates at the ends.
 */
export function sirnaDuplex(guide: SirnaGuide, chemistry: ChemistryName): SirnaDuplex {
  const core = guide.slice(0, DUPLEX_LENGTH);
  const tail = overhang(guide.slice(DUPLEX_LENGTH));
  const passengerTail = overhang(PASSENGER_OVERHANG);
  const passenger = passengerCore(guide);
  switch (chemistry) {
    case 'plain':
      return {
        chemistry,
        guide: [...ribo(core, () => false), ...tail],
        passenger: [...ribo(passenger, () => false), ...passengerTail],
      };
    case 'light':
      return {
        chemistry,
        guide: [...ribo(core, (_, place) => place === 2), ...tail],
        passenger: [...ribo(passenger, (base) => base === 'U'), ...passengerTail],
      };
    case 'stabilised':
      return {
        chemistry,
        guide: patterned(guide, STABILISED_GUIDE),
        passenger: patterned(passenger, STABILISED_PASSENGER),
      };
  }
}

/**
 * As a strand is written on order sheets: `rA` RNA, `dT` DNA, `mA` 2'-O-methyl, `fA` 2'-fluoro, `*` a phosphorothioate.
 */
export function strandText(strand: Strand): string {
  return strand
    .map(({ base, sugar, thioate }) => `${PREFIX[sugar]}${base}${thioate ? '*' : ''}`)
    .join('');
}

const PREFIX: Readonly<Record<Sugar, string>> = {
  RNA: 'r',
  DNA: 'd',
  "2'-OMe": 'm',
  "2'-F": 'f',
};

/** The notation of the patents: lower case 2'-O-methyl, `Nf` 2'-fluoro, upper case RNA, `dT` DNA, `s` a phosphorothioate. */
export function patentText(strand: Strand): string {
  return strand
    .map(({ base, sugar, thioate }) => {
      const letter = {
        RNA: base,
        DNA: `d${base}`,
        "2'-OMe": base.toLowerCase(),
        "2'-F": `${base}f`,
      }[sugar];
      return `${letter}${thioate ? 's' : ''}`;
    })
    .join('');
}
