import type { CutInProtein } from '../../engines/editing/guide-features.js';
import type { Nuclease } from '../../engines/editing/nuclease.js';
import { readEditedProtein } from '../../engines/genome/consequence/read-edited-protein.js';
import { transcriptIndex } from '../../engines/genome/consequence/transcript-index.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import { boundaryIn, type GuideSite, guideSites, lonelySites } from './guide-sites.js';
import { exonLocus, type Locus } from './locus.js';
import { type SharedExon, sharedExons } from './shared-exons.js';

/** A guide that cuts an early exon which every transcript of the gene has. */
export interface KnockoutGuide {
  /** Its places count from the start of `locus`. */
  readonly site: GuideSite;
  readonly locus: Locus;
  /** Share (0-1) of the coding sequence before the cut. */
  readonly cdsShare: number;
  /** The cut on the transcript, and on the chromosome. */
  readonly cdna0: number;
  readonly genome0: number;
  readonly cut: CutInProtein;
}

/** Where most cuts abolish the protein: Doench 2016 (Nat Biotechnol 34:184) took 5-65 % of the protein. */
const CDS_SHARE = { least: 0.05, most: 0.65 };
/** A stop farther than this before the last junction of exons is seen: Nagy & Maquat 1998, Trends Biochem Sci 23:198. */
export const DECAY_RULE_NT = 55;

/** All guides of a nuclease in the shared early exons of a gene; places on the healthy sequence. */
export function knockoutGuides(
  transcript: Transcript,
  others: readonly Transcript[],
  nuclease: Nuclease,
): readonly KnockoutGuide[] {
  return sharedExons(transcript, others)
    .filter(({ cdsBefore }) => cdsBefore < CDS_SHARE.most)
    .flatMap((shared) => guidesIn(transcript, shared, nuclease));
}

function guidesIn(
  transcript: Transcript,
  { exon, coding }: SharedExon,
  nuclease: Nuclease,
): readonly KnockoutGuide[] {
  const locus = exonLocus(transcript, exon, null);
  if ('reason' in locus) return [];
  const { wildtype } = locus.bases;
  return lonelySites(wildtype, guideSites(wildtype, nuclease)).flatMap((site) => {
    const cut0 = locus.start0 + boundaryIn(site, nuclease.cut.spacerStrand);
    if (cut0 <= coding.start0 || cut0 >= coding.end0) return [];
    const cdna0 = cdnaBoundary(transcript, exon, cut0);
    const { start0, end0 } = transcript.cds as NonNullable<Transcript['cds']>;
    const cdsShare = (cdna0 - start0) / (end0 - start0);
    if (cdsShare < CDS_SHARE.least || cdsShare > CDS_SHARE.most) return [];
    const proteinLength = transcriptIndex(transcript).protein.length;
    const residue = Math.min(proteinLength, Math.floor((cdna0 - start0) / 3) + 1);
    return [{ site, locus, cdsShare, cdna0, genome0: cut0, cut: { residue, proteinLength } }];
  });
}

function cdnaBoundary(transcript: Transcript, exon: number, cut0: number): number {
  const { start0, end0 } = transcript.exons[exon] as Transcript['exons'][number];
  const first = transcriptIndex(transcript).cdnaStarts[exon] as number;
  return first + (transcript.strand === 1 ? cut0 - start0 : end0 - cut0);
}

/**
 * Is a frameshift at a cut expected to end the mRNA by nonsense-mediated decay: by one base more and one less, does the
 * first stop lie well before the last junction. Null where a frame has no stop.
 */
export function isDecayed(transcript: Transcript, cdna0: number): boolean | null {
  const index = transcriptIndex(transcript);
  const lastJunction = index.cdnaStarts[index.exonCount - 1] as number;
  const verdicts = [
    { start0: cdna0, end0: cdna0, alternate: 'A', shift: 1 },
    { start0: cdna0, end0: cdna0 + 1, alternate: '', shift: -1 },
  ].map(({ shift, ...edit }) => {
    const { protein, stopped, origin0 } = readEditedProtein(index, [edit]);
    return stopped
      ? origin0 + 3 * protein.length + 3 <= lastJunction + shift - DECAY_RULE_NT
      : null;
  });
  return verdicts.includes(null) ? null : verdicts.every(Boolean);
}
