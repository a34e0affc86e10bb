import type { Context } from '../../core/context.js';
import { compareText } from '../../core/skipped.js';
import { findSeedSites } from '../search/seed-sites.js';
import {
  findTranscriptSites,
  type SearchedTranscript,
  type TranscriptRegion,
} from '../search/transcript-sites.js';
import { DUPLEX_LENGTH, GUIDE_LENGTH, type SirnaGuide, siteOf } from './sirna-guide.js';

/** A transcript of another gene that nearly pairs with the whole guide. */
interface NearMatch {
  readonly transcript: string;
  readonly gene: string | null;
  /** Of the 19 letters of the duplex. */
  readonly mismatches: number;
  readonly region: TranscriptRegion;
  /** 1-based on the transcript. */
  readonly position: number;
}

/** Where else a guide may act, among the transcripts that were searched. */
export interface SirnaOffTargets {
  /** Genes with a site in a 3' UTR that pairs with letters 2-8, and with an A opposite letter 1 besides. */
  readonly seed7m8Genes: number;
  readonly seed8merGenes: number;
  /** The first of the genes with an 8mer, by name. */
  readonly examples: readonly string[];
  /** At most two mismatches, fewest first. */
  readonly nearMatches: readonly NearMatch[];
}

/** What was searched, so that nobody reads "none found" as "there are none". */
export interface SearchedTranscripts {
  readonly transcripts: number;
  readonly genes: number;
  /** E.g. `LRG and RefSeq panel`. */
  readonly source: string;
}

export const NEAR_MISMATCHES = 2;
const EXAMPLES = 5;
const NEAR_LISTED = 10;

/**
 * Seed sites and near matches of guides in every transcript but those of the gene that each is aimed at, counted by gene.
 * One pass over the transcripts for each of the two. @throws the signal's reason.
 */
export async function sirnaOffTargets<T extends SearchedTranscript>(
  transcripts: () => Iterable<T>,
  guides: readonly SirnaGuide[],
  ownGenes: readonly string[],
  context: Context,
): Promise<ReadonlyMap<SirnaGuide, SirnaOffTargets>> {
  const unique = [...new Set(guides)];
  const genes7 = new Map(unique.map((guide) => [guide as string, new Set<string>()]));
  const genes8 = new Map(unique.map((guide) => [guide as string, new Set<string>()]));
  const isOwn = ({ geneSymbol }: SearchedTranscript): boolean =>
    geneSymbol !== null && ownGenes.includes(geneSymbol);
  const seeds = findSeedSites(
    transcripts(),
    unique.map((guide) => ({ name: guide, sequence: guide })),
    context,
  );
  for await (const sites of seeds) {
    for (const { guide, transcript, kind, region } of sites) {
      if (region !== '3utr' || isOwn(transcript)) continue;
      const gene = transcript.geneSymbol ?? transcript.id;
      if (kind === '8mer') genes8.get(guide.name)?.add(gene);
      if (kind === '8mer' || kind === '7mer-m8') genes7.get(guide.name)?.add(gene);
    }
  }
  const near = new Map<string, NearMatch[]>(unique.map((guide) => [guide, []]));
  const patterns = unique.map((guide) => ({
    name: guide,
    sequence: siteOf(guide).slice(GUIDE_LENGTH - DUPLEX_LENGTH),
  }));
  const found = findTranscriptSites(
    transcripts(),
    patterns,
    { mismatches: NEAR_MISMATCHES },
    context,
  );
  for await (const sites of found) {
    for (const { pattern, transcript, mismatches, region, start0 } of sites) {
      if (isOwn(transcript)) continue;
      near.get(pattern.name)?.push({
        transcript: transcript.id,
        gene: transcript.geneSymbol,
        mismatches,
        region,
        position: start0 + 1,
      });
    }
  }
  return new Map(
    unique.map((guide) => {
      const eight = genes8.get(guide) as Set<string>;
      return [
        guide,
        {
          seed7m8Genes: (genes7.get(guide) as Set<string>).size,
          seed8merGenes: eight.size,
          examples: [...eight].sort(compareText).slice(0, EXAMPLES),
          nearMatches: (near.get(guide) as NearMatch[])
            .sort(
              (a, b) =>
                a.mismatches - b.mismatches ||
                compareText(a.gene ?? a.transcript, b.gene ?? b.transcript) ||
                compareText(a.transcript, b.transcript) ||
                a.position - b.position,
            )
            .slice(0, NEAR_LISTED),
        },
      ];
    }),
  );
}

/** Counts what `sirnaOffTargets` goes through. */
export function searchedTranscripts(
  transcripts: Iterable<SearchedTranscript>,
  source: string,
): SearchedTranscripts {
  const genes = new Set<string>();
  let count = 0;
  for (const { geneSymbol, id } of transcripts) {
    genes.add(geneSymbol ?? id);
    count++;
  }
  return { transcripts: count, genes: genes.size, source };
}
