import type { Range } from '../../part.js';
import type { AssembledVector, PlacedSpan } from '../assembled-vector.js';
import { isRetroviral } from '../retroviral.js';
import { spanSequence } from '../span-sequence.js';
import {
  SPLICE_SOURCES,
  type SpliceLimits,
  type SpliceSite,
  spliceSites,
  STRONG_SPLICE_SITES,
} from '../splice-sites.js';
import { type CheckResult, passed, warned } from '../vector-check.js';

/** The shortest human introns known have 43 bases; fewer were not seen spliced. Biochem Biophys Res Commun 423:289. */
const SHORTEST_INTRON_BP = 43;
const TOLD_AT_MOST = 6;

interface Read {
  readonly name: string;
  readonly span: PlacedSpan;
  /** What is meant to be spliced out of it, on the construct. */
  readonly introns: readonly Range[];
}

/**
 * Strong donors with a strong acceptor behind them in each transcript of RNA polymerase II, and in a retroviral
 * genome, other than those of the introns that were put there.
 */
export function checkSpliceSites(
  vector: AssembledVector,
  limits: SpliceLimits = STRONG_SPLICE_SITES,
): CheckResult {
  const introns = vector.construct.features
    .filter(({ role }) => role === 'intron')
    .flatMap(({ ranges }) => ranges);
  const reads: readonly Read[] = [
    ...vector.transcripts
      .filter(({ polymerase }) => polymerase === 'II')
      .map((transcript) => ({ name: transcript.cassette, span: transcript, introns })),
    ...(isRetroviral(vector.backbone) && vector.packaged !== null
      ? [
          {
            name: 'genomic RNA',
            span: { ...vector.packaged, strand: 1 as const },
            introns: [],
          },
        ]
      : []),
  ];
  const told: string[] = [];
  const ranges: Range[] = [];
  for (const { name, span, introns: planned } of reads) {
    const { dna, place } = spanSequence(vector.construct, span);
    const cryptic = pairedSites(
      spliceSites(dna, limits).filter(({ joint0 }) => {
        const at = place(Math.max(0, joint0 - 1), joint0 + 1);
        return !planned.some(({ start0, end0 }) => start0 <= at.end0 && at.start0 <= end0);
      }),
    );
    if (cryptic.length === 0) continue;
    told.push(
      `${name}: ${cryptic.slice(0, TOLD_AT_MOST).map(siteText).join(', ')}${more(cryptic)}`,
    );
    ranges.push(...cryptic.map(({ joint0 }) => place(Math.max(0, joint0 - 1), joint0 + 1)));
  }
  const limit = `donors over ${limits.donorBits} and acceptors over ${limits.acceptorBits} bits, the medians of real ones`;
  return told.length === 0
    ? passed(`no pair of ${limit}`, ...SPLICE_SOURCES)
    : warned(
        `${told.join('; ')} (${limit}): look for shorter messages by RT-PCR over the transcript`,
        ranges,
        ...SPLICE_SOURCES,
      );
}

/** Donors with an acceptor far enough behind, and acceptors with a donor far enough before. */
function pairedSites(sites: readonly SpliceSite[]): readonly SpliceSite[] {
  const donors = sites.filter(({ kind }) => kind === 'donor').map(({ joint0 }) => joint0);
  const acceptors = sites.filter(({ kind }) => kind === 'acceptor').map(({ joint0 }) => joint0);
  const firstDonor = Math.min(...donors);
  const lastAcceptor = Math.max(...acceptors);
  return sites.filter(({ kind, joint0 }) =>
    kind === 'donor'
      ? lastAcceptor - joint0 >= SHORTEST_INTRON_BP
      : joint0 - firstDonor >= SHORTEST_INTRON_BP,
  );
}

function siteText({ kind, joint0, bits }: SpliceSite): string {
  return `${kind} at ${joint0 + 1} (${bits.toFixed(1)} bits)`;
}

function more(sites: readonly SpliceSite[]): string {
  return sites.length > TOLD_AT_MOST ? ` and ${sites.length - TOLD_AT_MOST} more` : '';
}
