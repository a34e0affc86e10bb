import type { Source } from '../../../core/cited.js';
import { ACCEPTOR_COUNTS, DONOR_COUNTS, type SpliceCounts } from './splice-matrices.js';

/** A place that looks like the start or the end of an intron. */
export interface SpliceSite {
  readonly kind: 'donor' | 'acceptor';
  /** Of a donor: first base of the intron; of an acceptor: first base of the exon behind it. 0-based. */
  readonly joint0: number;
  /** How much it is like real sites, bits. */
  readonly bits: number;
}

/** Limits above which a site counts, bits. */
export interface SpliceLimits {
  readonly donorBits: number;
  readonly acceptorBits: number;
}

/** Individual information of a binding site, and its use on human splice sites. */
export const SPLICE_SOURCES: readonly [Source, Source] = [
  { name: 'Schneider 1997, J Theor Biol 189:427', url: 'http://schneider.ncifcrf.gov/' },
  { name: 'Rogan 1998, Hum Mutat 12:153', pmid: '9711873' },
];

/** Median of the panel's own sites: half of the introns that cells splice have a weaker one (`splice-sites.test.ts`). */
export const STRONG_SPLICE_SITES: SpliceLimits = { donorBits: 8.1, acceptorBits: 9.57 };

/** Lower quartile of the panel's own sites: three in four introns have a stronger one. */
export const LIKELY_SPLICE_SITES: SpliceLimits = { donorBits: 6.39, acceptorBits: 7.17 };

/** Weight of each base at each position, bits: log2 of its share over a quarter; half a site is added to each count. */
function weightsOf({ rows, sites }: SpliceCounts): readonly Float64Array[] {
  const columns = rows[0].length;
  return Array.from({ length: columns }, (_, column) =>
    Float64Array.from(rows, (row) =>
      Math.log2(((row[column] as number) + 0.5) / (sites + 2) / 0.25),
    ),
  );
}

const DONOR = weightsOf(DONOR_COUNTS);
const ACCEPTOR = weightsOf(ACCEPTOR_COUNTS);
const CODE: Readonly<Record<string, number>> = { A: 0, C: 1, G: 2, T: 3 };

/** Information of a stretch that starts at `from`; null where a letter is none of A, C, G, T or it runs over the end. */
function bitsAt(dna: string, from: number, weights: readonly Float64Array[]): number | null {
  if (from < 0 || from + weights.length > dna.length) return null;
  let bits = 0;
  for (let i = 0; i < weights.length; i++) {
    const code = CODE[dna[from + i] as string];
    if (code === undefined) return null;
    bits += (weights[i] as Float64Array)[code] as number;
  }
  return bits;
}

/** Information of the donor whose intron starts at `joint0`, bits; null without three bases before and six behind. */
export function donorBits(dna: string, joint0: number): number | null {
  return bitsAt(dna, joint0 - DONOR_COUNTS.exonBases, DONOR);
}

/** Information of the acceptor whose exon starts at `joint0`, bits; null without twenty bases before and three behind. */
export function acceptorBits(dna: string, joint0: number): number | null {
  return bitsAt(dna, joint0 - ACCEPTOR_COUNTS.intronBases, ACCEPTOR);
}

/** Every GT and AG of the sense strand (A, C, G, T) with more information than the limit, by place. */
export function spliceSites(
  dna: string,
  limits: SpliceLimits = STRONG_SPLICE_SITES,
): readonly SpliceSite[] {
  const found: SpliceSite[] = [];
  for (let at = 0; at + 2 <= dna.length; at++) {
    const pair = dna.slice(at, at + 2);
    if (pair === 'GT') {
      const bits = donorBits(dna, at);
      if (bits !== null && bits > limits.donorBits) found.push({ kind: 'donor', joint0: at, bits });
    }
    if (pair === 'AG') {
      const bits = acceptorBits(dna, at + 2);
      if (bits !== null && bits > limits.acceptorBits)
        found.push({ kind: 'acceptor', joint0: at + 2, bits });
    }
  }
  return found.sort((a, b) => a.joint0 - b.joint0);
}
