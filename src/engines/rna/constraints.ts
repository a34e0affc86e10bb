import { OptionError } from '../../core/errors.js';

/** A stretch of DNA that must not be in the gene. */
export interface ForbiddenSite {
  readonly name: string;
  /** 5' to 3' in IUPAC letters of DNA. */
  readonly pattern: string;
  /** Enzymes read both strands; what acts on the mRNA reads the sense strand. */
  readonly strands: 'sense' | 'both';
  readonly source: string;
}

/** What a coding sequence must keep to, whatever energy that costs. Null: no such demand. */
export interface MrnaConstraints {
  readonly forbiddenSites: readonly ForbiddenSite[];
  /** Equal bases in a row at most. */
  readonly longestRun: number | null;
  /** Share of G and C in every stretch of `bases`. */
  readonly gcWindow: {
    readonly bases: number;
    readonly least: number;
    readonly most: number;
  } | null;
  /** Share of U in the whole. */
  readonly mostUridine: number | null;
  /** Of the first `bases`, at least this share is unpaired in the fold of least energy. */
  readonly openStart: { readonly bases: number; readonly leastUnpaired: number } | null;
  /** No stretch of so many bases occurs twice, on either strand. */
  readonly shortestRepeat: number | null;
}

const RESTRICTION_SOURCE = 'recognition sequence as in REBASE (rebase.neb.com)';

/**
 * Enzymes that cut plasmids open for transcription or join their parts, and signals that end or splice a transcript.
 */
const KNOWN_SITES: readonly ForbiddenSite[] = [
  { name: 'BsaI', pattern: 'GGTCTC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'SapI', pattern: 'GCTCTTC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'BsmBI', pattern: 'CGTCTC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'BbsI', pattern: 'GAAGAC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'XbaI', pattern: 'TCTAGA', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'NotI', pattern: 'GCGGCCGC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'EcoRI', pattern: 'GAATTC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'EcoRV', pattern: 'GATATC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'HindIII', pattern: 'AAGCTT', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'BamHI', pattern: 'GGATCC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'NheI', pattern: 'GCTAGC', strands: 'both', source: RESTRICTION_SOURCE },
  { name: 'XhoI', pattern: 'CTCGAG', strands: 'both', source: RESTRICTION_SOURCE },
  {
    name: 'T7-terminator',
    pattern: 'ATCTGTT',
    strands: 'sense',
    source:
      'class II signal of T7 RNA polymerase: Lyakhov 1998, J Mol Biol 280:201; He 1998, J Biol Chem 273:18802',
  },
  {
    name: 'polyA-AATAAA',
    pattern: 'AATAAA',
    strands: 'sense',
    source: 'poly(A) signal: Proudfoot & Brownlee 1976, Nature 263:211',
  },
  {
    name: 'polyA-ATTAAA',
    pattern: 'ATTAAA',
    strands: 'sense',
    source: 'commonest variant of the poly(A) signal: Beaudoing 2000, Genome Res 10:1001',
  },
  {
    name: 'splice-donor',
    pattern: 'MAGGTRAGT',
    strands: 'sense',
    source: "consensus of 5' splice sites: Mount 1982, Nucleic Acids Res 10:459",
  },
];

const USUAL_SITES: readonly string[] = [
  'BsaI',
  'SapI',
  'XbaI',
  'T7-terminator',
  'polyA-AATAAA',
  'polyA-ATTAAA',
  'splice-donor',
];

/** Sites by name, or by their letters of DNA. @throws OptionError for anything else. */
export function forbiddenSites(names: readonly string[]): readonly ForbiddenSite[] {
  return names.map((name) => {
    const known = KNOWN_SITES.find((site) => site.name.toLowerCase() === name.toLowerCase());
    if (known !== undefined) return known;
    const pattern = name.toUpperCase().replaceAll('U', 'T');
    if (pattern.length >= 4 && /^[ACGTRYSWKMBDHVN]+$/.test(pattern)) {
      return { name: pattern, pattern, strands: 'both', source: 'given' };
    }
    throw new OptionError(
      `${name} is no site`,
      '--avoid',
      `use ${KNOWN_SITES.map((site) => site.name).join(', ')}, or four or more letters of DNA`,
    );
  });
}

/**
 * What every design keeps to unless told otherwise. Runs: T7 RNA polymerase slips on eight or more A or U (Milligan &
 * Uhlenbeck 1989, Methods Enzymol 180:51). Repeats: our choice; makers of DNA differ.
 */
export const USUAL_CONSTRAINTS: MrnaConstraints = {
  forbiddenSites: forbiddenSites(USUAL_SITES),
  longestRun: 7,
  gcWindow: null,
  mostUridine: null,
  openStart: null,
  shortestRepeat: 20,
};

export const NO_CONSTRAINTS: MrnaConstraints = {
  forbiddenSites: [],
  longestRun: null,
  gcWindow: null,
  mostUridine: null,
  openStart: null,
  shortestRepeat: null,
};

function requireInteger(value: number, least: number, option: string): void {
  if (!Number.isInteger(value) || value < least) {
    throw new OptionError(`${value} is not a whole number from ${least} on`, option);
  }
}

function requireShare(value: number, option: string): void {
  if (!(value >= 0 && value <= 1))
    throw new OptionError(`${value} is not a share of 0 to 1`, option);
}

/** @throws OptionError for a number that makes no sense. */
export function requireSensible(constraints: MrnaConstraints): void {
  const { longestRun, gcWindow, mostUridine, openStart, shortestRepeat } = constraints;
  if (longestRun !== null) requireInteger(longestRun, 1, '--longest-run');
  if (shortestRepeat !== null) requireInteger(shortestRepeat, 8, '--shortest-repeat');
  if (mostUridine !== null) requireShare(mostUridine, '--most-uridine');
  if (gcWindow !== null) {
    requireInteger(gcWindow.bases, 10, '--gc-window');
    requireShare(gcWindow.least, '--gc-window');
    requireShare(gcWindow.most, '--gc-window');
    if (gcWindow.least > gcWindow.most) {
      throw new OptionError('the least share is above the most', '--gc-window');
    }
  }
  if (openStart !== null) {
    requireInteger(openStart.bases, 1, '--open-start');
    requireShare(openStart.leastUnpaired, '--open-start');
  }
}
