import type { Source } from '../../../../core/cited.js';
import type { ConstructFeature } from '../../construct.js';
import type { Range } from '../../part.js';
import type { AssembledVector } from '../assembled-vector.js';
import { isRetroviral } from '../retroviral.js';
import { spanSequence } from '../span-sequence.js';
import { SPLICE_SOURCES, type SpliceSite, spliceSites } from '../splice-sites.js';
import { type CheckResult, failed, passed, warned } from '../vector-check.js';

const COOPER: Source = {
  name: 'Cooper 2014, Nucleic Acids Res 43:682',
  doi: '10.1093/nar/gku1312',
};
/** Donors and acceptors with less were not seen spliced; Rogan 1998. */
const LEAST_BITS = 2.4;
/** Bases of the exons that splice sites take in. */
const EXON_BP = 6;
/** The part whose intron was seen to stay in lentiviral genomes; Cooper 2014. */
const KEPT_IN = 'promoter-ef1a';

/**
 * Will each intron be spliced out of the message, and will it still be there: a retroviral genome that is read in
 * the intron's direction loses it before it is packaged. Null: no intron.
 */
export function checkIntrons(vector: AssembledVector): CheckResult | null {
  const { construct, packaged, backbone } = vector;
  const introns = construct.features.filter(({ role }) => role === 'intron');
  if (introns.length === 0) return null;
  const lost: string[] = [];
  const doubtful: string[] = [];
  const fine: string[] = [];
  const ranges: Range[] = [];
  for (const intron of introns) {
    const [range] = intron.ranges;
    const around = {
      start0: Math.max(0, range.start0 - EXON_BP),
      end0: Math.min(construct.sequence.length, range.end0 + EXON_BP),
      strand: intron.strand,
    };
    const sites = spliceSites(spanSequence(construct, around).dna, {
      donorBits: LEAST_BITS,
      acceptorBits: LEAST_BITS,
    });
    const donor = strongest(sites, 'donor');
    const acceptor = strongest(
      sites.filter(({ joint0 }) => donor !== undefined && joint0 > donor.joint0),
      'acceptor',
    );
    const isForward =
      isRetroviral(backbone) &&
      packaged !== null &&
      intron.strand === 1 &&
      packaged.start0 <= range.start0 &&
      range.end0 <= packaged.end0;
    if (isForward) {
      const text = `${intron.label} is read in the direction of the genomic RNA`;
      if (isWithin(intron, KEPT_IN, vector)) doubtful.push(`${text}; of EF1A it was seen to stay`);
      else lost.push(text);
      ranges.push(range);
    } else {
      const found =
        donor === undefined || acceptor === undefined
          ? 'no donor with an acceptor behind it was found'
          : `donor ${donor.bits.toFixed(1)}, acceptor ${acceptor.bits.toFixed(1)} bits`;
      fine.push(`${intron.label}: ${found}`);
    }
  }
  if (lost.length > 0) {
    return failed(
      `${[...lost, ...doubtful].join('; ')}: it is spliced out before packaging (an intron of UBC was lost from more than 80 % of the proviruses); turn the cassette round, or leave the intron out`,
      ranges,
      COOPER,
    );
  }
  if (doubtful.length > 0) {
    return warned(`${doubtful.join('; ')}: check proviruses by PCR over it`, ranges, COOPER);
  }
  return passed(fine.join('; '), ...SPLICE_SOURCES);
}

function strongest(sites: readonly SpliceSite[], kind: SpliceSite['kind']): SpliceSite | undefined {
  return sites.filter((site) => site.kind === kind).sort((a, b) => b.bits - a.bits)[0];
}

function isWithin(
  { ranges: [inner] }: ConstructFeature,
  partId: string,
  { construct }: AssembledVector,
): boolean {
  return construct.features.some(
    ({ partId: id, ranges: [outer] }) =>
      id === partId && outer.start0 <= inner.start0 && inner.end0 <= outer.end0,
  );
}
