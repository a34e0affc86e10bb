import type { Reference } from '../genome/reference-pack.js';
import type { GenomicInterval, Transcript } from '../genome/transcript.js';
import type { OffTargetSite } from './offtarget-search.js';

/** What a site lies in, the most telling first. */
type SiteRegion = 'coding' | 'exon' | 'intron';

/** What transcripts say of a site; all null or empty where none of the pack's lies there. */
export interface SiteAnnotation {
  /** Symbols, else ids, in the order of their transcripts. */
  readonly genes: readonly string[];
  readonly region: SiteRegion | null;
  /** Exons that share a base with the site, e.g. `ENST00000288602.11:15/18`, numbered along the transcript. */
  readonly exons: readonly string[];
  /** Those of the genes that are known to drive tumours. */
  readonly cancerGenes: readonly string[];
  /** Those that cells can hardly do without; null where no list is at hand. */
  readonly essentialGenes: readonly string[] | null;
}

/** Annotates sites with the transcripts of a pack; the pack and the genome must be of one build. */
export function siteAnnotator(
  reference: Reference,
  cancerGenes: ReadonlySet<string>,
  essentialGenes: ReadonlySet<string> | null,
): (site: OffTargetSite) => SiteAnnotation {
  return ({ contig, start0, end0 }) => {
    const transcripts = reference.transcriptsAt(contig, start0, end0);
    const genes = [
      ...new Set(transcripts.map(({ geneSymbol, geneId, id }) => geneSymbol ?? geneId ?? id)),
    ];
    const exons = transcripts.flatMap((transcript) =>
      transcript.exons.flatMap((exon, i) =>
        overlaps(exon, start0, end0)
          ? [`${transcript.id}:${i + 1}/${transcript.exons.length}`]
          : [],
      ),
    );
    const isCoding = transcripts.some((transcript) => reachesCoding(transcript, start0, end0));
    return {
      genes,
      region: isCoding ? 'coding' : exons.length > 0 ? 'exon' : genes.length > 0 ? 'intron' : null,
      exons,
      cancerGenes: genes.filter((gene) => cancerGenes.has(gene)),
      essentialGenes:
        essentialGenes === null ? null : genes.filter((gene) => essentialGenes.has(gene)),
    };
  };
}

function overlaps(interval: GenomicInterval, start0: number, end0: number): boolean {
  return interval.start0 < end0 && start0 < interval.end0;
}

function reachesCoding({ exons, strand, cds }: Transcript, start0: number, end0: number): boolean {
  if (cds === null) return false;
  let cdna = 0;
  for (const exon of exons) {
    const length = exon.end0 - exon.start0;
    const from = Math.max(0, cds.start0 - cdna);
    const to = Math.min(length, cds.end0 - cdna);
    if (from < to) {
      const coding =
        strand === 1
          ? { start0: exon.start0 + from, end0: exon.start0 + to }
          : { start0: exon.end0 - to, end0: exon.end0 - from };
      if (overlaps(coding, start0, end0)) return true;
    }
    cdna += length;
  }
  return false;
}
