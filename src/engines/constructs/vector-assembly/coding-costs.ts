import { IUPAC_BASES, otherStrand } from '../../../core/iupac.js';
import type { ForbiddenSite } from '../../rna/constraints.js';
import type { GcWindow, SequenceToDifferFrom } from './coding-sequence.js';
import { acceptorBits, donorBits, type SpliceLimits } from './splice-sites.js';

/** What the new end of a sequence breaks: how many demands, a fraction for how far off a share is. */
export type EndCost = (sequence: string, from: number) => number;

/** Sites that end behind `from`. */
export function siteCost({ pattern, strands }: ForbiddenSite): EndCost {
  const other = otherStrand(pattern);
  const patterns = strands === 'both' && other !== pattern ? [pattern, other] : [pattern];
  const counts = patterns.map((letters) =>
    /^[ACGT]+$/.test(letters) ? countOf(letters) : countMatches(letters),
  );
  const length = pattern.length;
  return (sequence, from) => {
    const end = sequence.slice(Math.max(0, from - length + 1));
    let found = 0;
    for (const count of counts) found += count(end);
    return found;
  };
}

/** Plain letters are looked up without an expression, which took half of the time of a design. */
function countOf(letters: string): (text: string) => number {
  return (text) => {
    let found = 0;
    for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) found++;
    return found;
  };
}

function countMatches(letters: string): (text: string) => number {
  const classes = [...letters].map((letter) => `[${IUPAC_BASES[letter]}]`).join('');
  const expression = new RegExp(`(?=${classes})`, 'g');
  return (text) => [...text.matchAll(expression)].length;
}

/** Bases of a run over `longest` that stand behind `from`. */
export function runCost(longest: number): EndCost {
  return (sequence, from) => {
    let over = 0;
    let run = 1;
    for (let at = Math.max(1, from - longest); at < sequence.length; at++) {
      run = sequence[at] === sequence[at - 1] ? run + 1 : 1;
      if (at >= from && run > longest) over++;
    }
    return over;
  };
}

const DONOR_BEHIND = 6;
const ACCEPTOR_BEHIND = 3;

/** Splice sites whose last base stands behind `from`. */
export function spliceCost({ donorBits: donor, acceptorBits: acceptor }: SpliceLimits): EndCost {
  return (sequence, from) => {
    let found = 0;
    for (let end = from + 1; end <= sequence.length; end++) {
      const intron = end - DONOR_BEHIND;
      if (sequence.startsWith('GT', intron)) {
        const bits = donorBits(sequence, intron);
        if (bits !== null && bits > donor) found++;
      }
      const exon = end - ACCEPTOR_BEHIND;
      if (exon >= 2 && sequence.startsWith('AG', exon - 2)) {
        const bits = acceptorBits(sequence, exon);
        if (bits !== null && bits > acceptor) found++;
      }
    }
    return found;
  };
}

/** How far the windows that end behind `from` are off, in bases over a tenth of the window. */
export function gcCost({ bases, least, most }: GcWindow): EndCost {
  const isStrong = (letter: string | undefined): number =>
    letter === 'G' || letter === 'C' ? 1 : 0;
  return (sequence, from) => {
    const first = Math.max(from + 1, bases);
    let off = 0;
    let strong = 0;
    for (let at = first - bases; at < sequence.length; at++) {
      strong += isStrong(sequence[at]);
      if (at + 1 < first) continue;
      off += Math.max(0, least * bases - strong, strong - most * bases);
      strong -= isStrong(sequence[at + 1 - bases]);
    }
    return off / (bases / 10);
  };
}

/** Stretches of `length` that end behind `from` and stood before, on either strand. */
export function repeatCost(length: number): EndCost {
  return (sequence, from) => {
    const first = sequence.length - length;
    // All stretches that end behind `from` hold these bases: one look instead of three where they stand once.
    const core = sequence.slice(Math.max(0, first), from + 1);
    if (sequence.indexOf(core) === first && !sequence.includes(otherStrand(core))) return 0;
    let found = 0;
    for (let end = Math.max(from + 1, length); end <= sequence.length; end++) {
      const stretch = sequence.slice(end - length, end);
      if (sequence.indexOf(stretch) < end - length || sequence.includes(otherStrand(stretch)))
        found++;
    }
    return found;
  };
}

/** Stretches one longer than may be shared that end behind `from`. */
export function sharedCost({ sequence: other, longestShared }: SequenceToDifferFrom): EndCost {
  const length = longestShared;
  const stretches = new Set<string>();
  for (let at = 0; at + length <= other.length; at++) stretches.add(other.slice(at, at + length));
  return (sequence, from) => {
    let found = 0;
    for (let end = Math.max(from + 1, length); end <= sequence.length; end++)
      if (stretches.has(sequence.slice(end - length, end))) found++;
    return found;
  };
}
