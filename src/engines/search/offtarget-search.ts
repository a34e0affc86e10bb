import type { Context } from '../../core/context.js';
import { compareText } from '../../core/skipped.js';
import { contigAt, contigsFrom } from './contig-places.js';
import type { ContigStart, GenomeSource } from './genome-block.js';
import { bestAlignment, type GuideAlignment } from './offtarget-alignment.js';
import { type Guide, guideSearch, type OffTargetOptions } from './offtarget-options.js';
import {
  type FoundSite,
  readSites,
  scanHere,
  scanTexts,
  type ScanText,
  SITE_REACH,
  type TextPlace,
  type TextScanner,
} from './offtarget-scan.js';

/** A place of the genome where a guide pairs within the budget, next to a PAM. */
export interface OffTargetSite {
  readonly guide: Guide;
  readonly contig: string;
  /** Protospacer and PAM, 0-based half-open, on the forward strand. */
  readonly start0: number;
  readonly end0: number;
  readonly strand: '+' | '-';
  /** On the guide's strand, without the PAM. */
  readonly alignment: GuideAlignment;
  /** The genome's letters at the PAM, on the guide's strand. */
  readonly pam: string;
  /** Unpaired bases of the genome. */
  readonly dnaBulge: number;
  /** Unpaired bases of the guide. */
  readonly rnaBulge: number;
}

/** A site among all bases of the genome, which orders sites across sequences. */
interface PlacedSite {
  readonly start: number;
  readonly guideIndex: number;
  readonly site: OffTargetSite;
}

/**
 * All sites of the guides, ordered by place in the genome's order of sequences, strand, guide and bulge, as they are
 * found: memory holds a block of the genome and its sites. `scan` may share the work out to threads.
 * @throws OptionError and InputError as `guideSearch` and the genome do; the signal's reason where it is aborted.
 */
export async function* searchOffTargets(
  genome: GenomeSource,
  guides: readonly Guide[],
  options: OffTargetOptions,
  context: Context,
  scan: TextScanner = scanHere,
): AsyncGenerator<readonly OffTargetSite[]> {
  const search = guideSearch(guides, options);
  const places: TextPlace[] = [];
  const texts = async function* (): AsyncGenerator<ScanText> {
    for await (const { text, place } of scanTexts(genome.blocks(context))) {
      places.push(place);
      yield text;
    }
  };
  let contigs: readonly ContigStart[] = [];
  let waiting: readonly PlacedSite[] = [];
  for await (const { bytes } of scan(search, texts(), context)) {
    const place = places.shift() as TextPlace;
    contigs = [...contigsFrom(contigs, place.start), ...place.contigs];
    const found = [...waiting];
    for (const hit of readSites(bytes, search)) {
      const placed = placeSite(hit, place, contigs, guides, options);
      if (placed !== null) found.push(placed);
    }
    found.sort(inOrder);
    // A PAM further on may belong to a site that begins before it.
    const settled = found.findIndex(({ start }) => start >= place.pamEnd - SITE_REACH);
    waiting = settled < 0 ? [] : found.slice(settled);
    const done = settled < 0 ? found : found.slice(0, settled);
    if (done.length > 0) yield done.map(({ site }) => site);
    context.report({
      step: 'bases searched',
      done: place.start + place.bases,
      total: null,
    });
    context.signal.throwIfAborted();
  }
  if (waiting.length > 0) yield waiting.map(({ site }) => site);
}

/** Null where the site reaches beyond the end of its sequence. */
function placeSite(
  { guide: guideIndex, strand, bulge, letters, start: textStart }: FoundSite,
  place: TextPlace,
  contigs: readonly ContigStart[],
  guides: readonly Guide[],
  { pam, pamSide }: OffTargetOptions,
): PlacedSite | null {
  const start = place.start + textStart;
  const end = start + letters.length;
  const index = contigAt(contigs, start);
  const contig = contigs[index];
  const contigEnd = contigs[index + 1]?.start ?? place.start + place.bases;
  if (contig === undefined || end > contigEnd) return null;
  const guide = guides[guideIndex] as Guide;
  const protospacerLength = letters.length - pam.length;
  const [protospacer, foundPam] =
    pamSide === '3prime'
      ? [letters.slice(0, protospacerLength), letters.slice(protospacerLength)]
      : [letters.slice(pam.length), letters.slice(0, pam.length)];
  const site: OffTargetSite = {
    guide,
    contig: contig.name,
    start0: start - contig.start,
    end0: end - contig.start,
    strand: strand === 1 ? '+' : '-',
    alignment: bestAlignment(guide.sequence, protospacer, bulge),
    pam: foundPam,
    dnaBulge: Math.max(0, bulge),
    rnaBulge: Math.max(0, -bulge),
  };
  return { start, guideIndex, site };
}

function inOrder(a: PlacedSite, b: PlacedSite): number {
  return (
    a.start - b.start ||
    compareText(a.site.strand, b.site.strand) ||
    a.guideIndex - b.guideIndex ||
    a.site.dnaBulge - b.site.dnaBulge ||
    a.site.rnaBulge - b.site.rnaBulge
  );
}
