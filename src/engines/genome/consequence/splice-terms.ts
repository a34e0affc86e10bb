import { termBit } from './consequence-terms.js';
import { SPLICE_SITE_BASES } from './place-variant.js';
import { lastExonFrom, type TranscriptIndex } from './transcript-index.js';

const ACCEPTOR = termBit('splice_acceptor_variant');
const DONOR = termBit('splice_donor_variant');
const DONOR_5TH_BASE = termBit('splice_donor_5th_base_variant');
const DONOR_REGION = termBit('splice_donor_region_variant');
const POLYPYRIMIDINE_TRACT = termBit('splice_polypyrimidine_tract_variant');
const SPLICE_REGION = termBit('splice_region_variant');
const INTRON = termBit('intron_variant');

/** Where one of these says more, a change is in no splice region. */
const FINER_TERMS = DONOR | ACCEPTOR | DONOR_5TH_BASE | DONOR_REGION;

/** Terms that say that the next base is no longer the one the spliceosome knows. */
export const SPLICE_SITE = ACCEPTOR | DONOR;

// SO:0001630: 1-3 bases of the exon, 3-8 bases of the intron. SO:0002169 polypyrimidine tract: 3-17
// bases before the exon. SO:0001787 fifth base; SO:0002170 donor region: 3-6 bases, fifth base apart.
const REGION_EXON_BASES = 3;
const REGION_INTRON_BASES = 8;
const TRACT_BASES = 17;
const DONOR_REGION_BASES = 6;
const FIFTH_BASE = 4;

/**
 * Splice and intron terms of a change as VEP 105 gives them: a splice region only where none of the
 * finer donor and acceptor terms says more. An insertion must lie inside of a stretch, not at its edge.
 */
export function spliceTerms(index: TranscriptIndex, start: number, end: number): number {
  const { starts, ends, exonCount } = index;
  let bits = 0;
  const from = Math.max(0, lastExonFrom(index, start) - 1);
  for (let intron = from; intron + 1 < exonCount; intron++) {
    const intronStart = ends[intron] as number;
    const intronEnd = starts[intron + 1] as number;
    if (intronStart - REGION_EXON_BASES > end) break;
    if (intronEnd + REGION_EXON_BASES < start) continue;
    bits |= intronTerms(start, end, intronStart, intronEnd);
  }
  return (bits & FINER_TERMS) === 0 ? bits : bits & ~SPLICE_REGION;
}

function intronTerms(start: number, end: number, intronStart: number, intronEnd: number): number {
  const touches = (from: number, to: number): boolean => start < to && end > from;
  const inner = intronStart + SPLICE_SITE_BASES;
  const innerEnd = intronEnd - SPLICE_SITE_BASES;
  const isInsertionAt = (...places: readonly number[]): boolean =>
    start === end && places.includes(start);

  let bits = 0;
  if (touches(inner, innerEnd) || isInsertionAt(inner, innerEnd)) bits |= INTRON;
  if (touches(intronStart, inner)) bits |= DONOR;
  if (touches(innerEnd, intronEnd)) bits |= ACCEPTOR;
  if (touches(intronStart + FIFTH_BASE, intronStart + FIFTH_BASE + 1)) bits |= DONOR_5TH_BASE;
  else if (touches(inner, intronStart + DONOR_REGION_BASES)) bits |= DONOR_REGION;
  if (touches(intronEnd - TRACT_BASES, innerEnd)) bits |= POLYPYRIMIDINE_TRACT;
  const isRegion =
    touches(inner, intronStart + REGION_INTRON_BASES) ||
    touches(intronEnd - REGION_INTRON_BASES, innerEnd) ||
    touches(intronStart - REGION_EXON_BASES, intronStart) ||
    touches(intronEnd, intronEnd + REGION_EXON_BASES) ||
    isInsertionAt(intronStart, intronEnd, inner, innerEnd);
  return isRegion ? bits | SPLICE_REGION : bits;
}
