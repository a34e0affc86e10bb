import type { CopyNumberSegment, SomaticVariant, TumourCase } from '../../case/tumour-case.js';
import { wilsonInterval } from '../../engines/response/binomial-interval.js';
import { estimateClonality } from '../neoantigens/clonality.js';
import type { GeneRole, SecondHit } from './driver-finding.js';

/** A fitted copy number below this is none: tables of copies may hold fractions. */
const HALF_A_COPY = 0.5;

/**
 * A tumour cell with one healthy copy among others would show more healthy reads than this, unless it held ten
 * copies or more; healthy cells in the sample only add to them. Share of the reads, 0-1.
 */
const HEALTHY_READS_OF_NO_COPY = 0.1;

function segmentAt(
  segments: readonly CopyNumberSegment[],
  { chromosome, start0 }: SomaticVariant['position'],
): CopyNumberSegment | null {
  const bare = chromosome.replace(/^chr/i, '');
  return (
    segments.find(
      (segment) =>
        segment.start0 <= start0 &&
        start0 < segment.end0 &&
        segment.chromosome.replace(/^chr/i, '') === bare,
    ) ?? null
  );
}

/**
 * Is the other copy of a suppressor gone beside a damaging variant: none of the rarer parental copies is
 * left, and the reads do not say that some copies are free of the variant; or a second damaging variant.
 */
export function secondHit(
  tumour: TumourCase,
  variant: SomaticVariant,
  role: GeneRole | null,
  isDamaging: boolean,
  otherDamaging: readonly string[],
): SecondHit {
  if (role === null || role === 'oncogene') {
    return { kind: 'not-applicable', reason: 'the gene is not known as a suppressor' };
  }
  if (!isDamaging) {
    return { kind: 'not-applicable', reason: 'the variant is not known to damage the gene' };
  }
  const told = hitByCopies(tumour, variant);
  const byCopies = told.kind === 'unknown' ? (hitByReads(variant) ?? told) : told;
  if (byCopies.kind === 'copy-lost' || otherDamaging.length === 0) return byCopies;
  return {
    kind: 'second-variant',
    reason: `${otherDamaging.join(', ')} damages it too; on which copy is not known`,
    variants: otherDamaging,
  };
}

function hitByCopies(tumour: TumourCase, variant: SomaticVariant): SecondHit {
  const { copyNumber, purity } = tumour;
  if (copyNumber.kind === 'missing') {
    return { kind: 'unknown', reason: `copy number: ${copyNumber.reason}` };
  }
  const segment = segmentAt(copyNumber.value, variant.position);
  if (segment === null) return { kind: 'unknown', reason: 'no copy-number segment covers it' };
  const { totalCopies, minorCopies } = segment;
  if (minorCopies === null) {
    return { kind: 'unknown', reason: 'the copies of the rarer parental allele are not given' };
  }
  if (totalCopies < HALF_A_COPY) {
    return { kind: 'unknown', reason: 'no copy is left there, and yet the variant was read' };
  }
  if (minorCopies >= HALF_A_COPY) {
    return { kind: 'retained', reason: `both parental copies are there (${totalCopies} in all)` };
  }
  const clonality = estimateClonality(variant.tumourDna, purity, copyNumber, variant.position);
  const copies = Math.round(totalCopies);
  if (clonality.kind === 'estimated' && clonality.multiplicity < copies) {
    return {
      kind: 'retained',
      reason: `one parental copy is lost, but ${clonality.multiplicity} of ${copies} copies carry the variant`,
    };
  }
  return {
    kind: 'copy-lost',
    reason: `one parental copy is lost (${copies} in all, 0 of the rarer)`,
  };
}

/** Without copy numbers, reads tell of a lost copy where next to none is healthy, and the normal sample has it not. */
function hitByReads({ tumourDna, normalDna }: SomaticVariant): SecondHit | null {
  const { altReads, depth } = tumourDna;
  if (altReads === null || depth === null || depth === 0 || altReads > depth) return null;
  const inherited = normalDna?.alleleFraction ?? 0;
  const { high } = wilsonInterval(depth - altReads, depth);
  if (high > HEALTHY_READS_OF_NO_COPY || inherited > HEALTHY_READS_OF_NO_COPY) return null;
  return {
    kind: 'copy-lost',
    reason: `${altReads} of ${depth} reads hold it: at most ${Math.ceil(high * 100)} % are of a healthy copy (95 % bound), those of healthy cells included`,
  };
}
