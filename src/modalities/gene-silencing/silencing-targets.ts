import { withoutVersion } from '../../core/brands.js';
import { compareText } from '../../core/skipped.js';
import { trimmedAlleles } from '../../engines/genome/consequence/genomic-variant.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import { reverseComplement } from '../../engines/genome/reverse-complement.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { TranscriptChange } from '../../engines/silencing/allele-sites.js';
import { type FusionRna, fusionRna } from '../../engines/silencing/fusion-rna.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';
import type { FusionEvent } from '../../findings/fusions/junction-neoantigen.js';

/** What may be silenced: a gene that a mutation activates, or a fusion. */
export type SilencingTarget =
  | { readonly kind: 'mutation'; readonly label: string; readonly driver: DriverFinding }
  | { readonly kind: 'fusion'; readonly label: string; readonly fusion: FusionEvent };

/** Something that is not silenced, and why. */
export interface LeftOut {
  readonly label: string;
  readonly reason: string;
}

/** Oncogenes with an activating mutation, most oncogenic first, then fusions; and what is left alone. */
export function silencingTargets(findings: Findings): {
  readonly targets: readonly SilencingTarget[];
  readonly leftOut: readonly LeftOut[];
} {
  const targets: SilencingTarget[] = [];
  const leftOut: LeftOut[] = [];
  for (const driver of findings.drivers) {
    const label = `${driver.geneSymbol} ${driver.change ?? driver.variantId}`;
    const reason = reasonAgainst(driver);
    if (reason === null) targets.push({ kind: 'mutation', label, driver });
    else leftOut.push({ label, reason });
  }
  for (const event of findings.junctionNeoantigens?.events ?? []) {
    if (event.kind !== 'fusion') continue;
    const label = `${event.gene5.name}::${event.gene3.name}`;
    if (event.frame === 'frameshift') {
      leftOut.push({ label, reason: 'its protein ends out of frame: there is little to silence' });
    } else targets.push({ kind: 'fusion', label, fusion: event });
  }
  return { targets, leftOut };
}

/** Null where silencing may make sense. */
function reasonAgainst({
  filters,
  geneSymbol,
  role,
  lossOfFunction,
  oncogenicity,
}: DriverFinding): string | null {
  if (filters.length > 0) return `failed the caller's filter: ${filters.join(', ')}`;
  switch (role?.value) {
    case undefined:
      return `${geneSymbol} is not known as an oncogene`;
    case 'suppressor':
      return `${geneSymbol} holds tumours back: less of it would help the tumour`;
    case 'both':
    case 'oncogene':
      if (lossOfFunction)
        return 'the mutated copy makes no whole protein: there is nothing to silence';
      return oncogenicity.points > 0
        ? null
        : `nothing that was assessed shows that it activates ${geneSymbol} (${oncogenicity.points} points of oncogenicity)`;
  }
}

/** A transcript with the change of the tumour's copy, and the gene's other transcripts at hand. */
export interface MutationGround {
  readonly transcript: Transcript;
  readonly change: TranscriptChange;
  readonly transcripts: readonly Transcript[];
}

/** How to get a transcript that the reference lacks. */
function lacking(reference: Reference, gene: string): string {
  return (
    `the reference (${reference.source}, ${reference.transcriptCount} transcripts) does not hold ${gene} there: ` +
    'build a pack of a whole annotation with "oncoscript packs build" or "oncoscript packs pull" and give it with --reference'
  );
}

/**
 * The transcript of the findings where the reference has it, else MANE Select or the canonical one, else the one with the
 * longest reading frame. Or why the change cannot be placed on one.
 */
export function mutationGround(
  reference: Reference,
  driver: DriverFinding,
): MutationGround | { readonly reason: string } {
  const { chromosome, start0, reference: bases, geneSymbol } = driver;
  const transcripts = reference
    .transcriptsAt(chromosome, start0, start0 + bases.length)
    .filter(({ cds, geneSymbol: symbol }) => cds !== null && symbol === geneSymbol);
  if (transcripts.length === 0) return { reason: lacking(reference, geneSymbol) };
  const wanted = driver.transcript === null ? null : withoutVersion(driver.transcript);
  const placed = preferred(transcripts, wanted).map((transcript) => ({
    transcript,
    change: transcriptChange(transcript, driver),
  }));
  for (const { transcript, change } of placed) {
    if (!('reason' in change)) return { transcript, change, transcripts };
  }
  const reasons = placed.flatMap(({ change }) => ('reason' in change ? [change.reason] : []));
  return { reason: [...new Set(reasons)].join('; ') };
}

function preferred(
  transcripts: readonly Transcript[],
  wanted: string | null,
): readonly Transcript[] {
  const rank = ({ id, maneSelect, canonical }: Transcript): number =>
    (withoutVersion(id) === wanted ? 2 : 0) + (maneSelect === true || canonical === true ? 1 : 0);
  const coding = ({ cds }: Transcript): number => (cds === null ? 0 : cds.end0 - cds.start0);
  return transcripts.toSorted(
    (a, b) => rank(b) - rank(a) || coding(b) - coding(a) || compareText(a.id, b.id),
  );
}

/** The variant on the spliced transcript; only within one exon, and where the reference allele is the transcript's own. */
function transcriptChange(
  transcript: Transcript,
  variant: Pick<DriverFinding, 'alternate' | 'reference' | 'start0'>,
): TranscriptChange | { readonly reason: string } {
  const { start0, reference, alternate } = trimmedAlleles(
    variant.start0,
    variant.reference,
    variant.alternate,
  );
  const end0 = start0 + reference.length;
  let cdna0 = 0;
  for (const exon of transcript.exons) {
    if (start0 >= exon.start0 && end0 <= exon.end0) {
      const at0 = cdna0 + (transcript.strand === 1 ? start0 - exon.start0 : exon.end0 - end0);
      const own = transcript.strand === 1 ? reference : reverseComplement(reference);
      const found = transcript.cdna.slice(at0, at0 + own.length);
      if (found !== own) {
        return { reason: `the variant replaces ${own}, ${transcript.id} has ${found} there` };
      }
      return {
        start0: at0,
        end0: at0 + own.length,
        alternate: transcript.strand === 1 ? alternate : reverseComplement(alternate),
      };
    }
    cdna0 += exon.end0 - exon.start0;
  }
  return { reason: `the change is not within one exon of ${transcript.id}` };
}

/** The joined transcript of a fusion, from the first choice of each partner. */
export interface FusionGround extends FusionRna {
  readonly transcript5: Transcript;
  readonly transcript3: Transcript;
}

export function fusionGround(
  reference: Reference,
  { gene5, gene3 }: FusionEvent,
): FusionGround | { readonly reason: string } {
  const partners = [];
  for (const partner of [gene5, gene3]) {
    const { symbol, breakpoint, name } = partner;
    if (symbol === null || breakpoint === null) {
      return { reason: `the breakpoint of ${name} is not in a known gene` };
    }
    const { chromosome, start0 } = breakpoint;
    const wanted = partner.transcript === null ? null : withoutVersion(partner.transcript);
    const [transcript] = preferred(
      reference
        .transcriptsAt(chromosome, start0, start0 + 1)
        .filter(({ geneSymbol }) => geneSymbol === symbol),
      wanted,
    );
    if (transcript === undefined) return { reason: lacking(reference, symbol) };
    partners.push({ transcript, base0: start0 });
  }
  const [five, three] = partners as [(typeof partners)[0], (typeof partners)[0]];
  const joined = fusionRna(`${gene5.name}::${gene3.name}`, five, three);
  return 'reason' in joined
    ? joined
    : { ...joined, transcript5: five.transcript, transcript3: three.transcript };
}
