import type { Context } from '../../core/context.js';
import { reverseComplement } from '../genome/reverse-complement.js';
import { scanHere, type TextScanner } from './offtarget-scan.js';
import {
  findTranscriptSites,
  type SearchedTranscript,
  type SitePattern,
  type TranscriptRegion,
} from './transcript-sites.js';

/**
 * Stretches that pair with the seed of a small RNA, the strongest last: nucleotides 2-7; with an A opposite the first;
 * with nucleotide 8; with both. Lewis et al. 2005, Cell 120:15; Bartel 2009, Cell 136:215.
 */
type SeedSiteKind = '6mer' | '7mer-A1' | '7mer-m8' | '8mer';

export interface SeedSite<T extends SearchedTranscript = SearchedTranscript> {
  /** The small RNA, 5' to 3'. */
  readonly guide: SitePattern;
  readonly transcript: T;
  readonly kind: SeedSiteKind;
  /** All that pairs, on the transcript, with the A where it counts. */
  readonly start0: number;
  readonly end0: number;
  readonly region: TranscriptRegion;
}

/** Letters of the guide strand that a seed site can pair with. */
const SEED_END = 8;
const SEED = { start0: 1, end0: 7 } as const;

/**
 * Every seed site of the guide strands (at least 8 letters, 5' to 3') in transcripts, each once, as its longest kind.
 * @throws as `findTranscriptSites`; Error for a guide strand of fewer than eight letters.
 */
export async function* findSeedSites<T extends SearchedTranscript>(
  transcripts: Iterable<T>,
  guides: readonly SitePattern[],
  context: Context,
  scan: TextScanner = scanHere,
): AsyncGenerator<readonly SeedSite<T>[]> {
  const dna = guides.map(({ sequence }) => sequence.replaceAll('U', 'T'));
  const short = guides.find(({ sequence }) => sequence.length < SEED_END);
  if (short !== undefined) throw new Error(`${short.name} has fewer than ${SEED_END} letters`);
  // Guides of one seed are looked for once.
  const bySeed = new Map<string, number[]>();
  for (const [i, sequence] of dna.entries()) {
    const site = reverseComplement(sequence.slice(SEED.start0, SEED.end0));
    const same = bySeed.get(site);
    if (same === undefined) bySeed.set(site, [i]);
    else same.push(i);
  }
  const patterns = [...bySeed.keys()].map((sequence) => ({ name: sequence, sequence }));
  const found = findTranscriptSites(transcripts, patterns, { mismatches: 0 }, context, scan);
  for await (const sites of found) {
    yield sites.flatMap(({ pattern, transcript, start0, end0, region }) => {
      const { cdna } = transcript;
      const before = cdna.charAt(start0 - 1);
      const hasA1 = cdna.charAt(end0) === 'A';
      return (bySeed.get(pattern.sequence) as number[]).map((i): SeedSite<T> => {
        const opposite = reverseComplement((dna[i] as string).charAt(SEED_END - 1));
        const hasM8 = before === opposite;
        return {
          guide: guides[i] as SitePattern,
          transcript,
          kind: hasM8 ? (hasA1 ? '8mer' : '7mer-m8') : hasA1 ? '7mer-A1' : '6mer',
          start0: hasM8 ? start0 - 1 : start0,
          end0: hasA1 ? end0 + 1 : end0,
          region,
        };
      });
    });
  }
}
