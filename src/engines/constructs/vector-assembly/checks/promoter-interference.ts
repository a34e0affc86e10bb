import type { Source } from '../../../../core/cited.js';
import type { AssembledVector, PlannedTranscript } from '../assembled-vector.js';
import { isRetroviral } from '../retroviral.js';
import { type CheckResult, passed, warned } from '../vector-check.js';

const UCHIDA: Source = {
  name: 'Uchida, Hum Gene Ther Methods: double internal promoters (abstract)',
  doi: '10.1089/hgtb.2012.152',
};
const NIE: Source = {
  name: 'Nie 2010, Genomics Proteomics Bioinformatics 8:170',
  doi: '10.1016/S1672-0229(10)60019-8',
};

const PKR: Source = {
  name: 'Shortened β-globin lentiviral vectors, protein kinase R (abstract)',
  url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7897704',
};

/**
 * Promoters whose transcripts run into one another: in tandem with no poly(A) signal between, towards each other, or
 * against the genomic RNA of a retrovirus.
 */
export function checkPromoterInterference(vector: AssembledVector): CheckResult {
  const { transcripts, backbone } = vector;
  const against = isRetroviral(backbone)
    ? transcripts.filter(({ strand, polymerase }) => strand === -1 && polymerase === 'II')
    : [];
  const between = betweenPromoters(transcripts);
  if (against.length === 0) return between;
  const text = `${against.map(({ cassette }) => cassette).join(', ')}: read against the genomic RNA; in producer cells the two pair, and protein kinase R lowers the titre`;
  return warned(
    between.verdict === 'pass' ? text : `${text}; ${between.reason}`,
    [...against.map(({ promoter }) => promoter), ...between.ranges],
    PKR,
    ...between.sources,
  );
}

function betweenPromoters(transcripts: readonly PlannedTranscript[]): CheckResult {
  const ordered = [...transcripts].sort((a, b) => a.start0 - b.start0);
  if (ordered.length < 2) return passed('one promoter');
  const pairs = ordered
    .slice(1)
    .map((right, i) => [ordered[i] as PlannedTranscript, right] as const);
  const faults = pairs.flatMap(([left, right]) => {
    const fault = faultOf(left, right);
    return fault === null ? [] : [{ left, right, fault }];
  });
  if (faults.length === 0) {
    return passed(`${ordered.length} promoters; no transcript runs on into another`, UCHIDA, NIE);
  }
  return warned(
    `${faults.map(({ fault }) => fault).join('; ')}: measure both products, and each alone`,
    faults.flatMap(({ left, right }) => [left.promoter, right.promoter]),
    UCHIDA,
    NIE,
  );
}

function faultOf(left: PlannedTranscript, right: PlannedTranscript): string | null {
  const names = `${left.promoterLabel} and ${right.promoterLabel}`;
  if (left.strand === 1 && right.strand === -1) {
    return `${names} are read towards each other`;
  }
  if (left.strand === right.strand) {
    const [upstream, downstream] = left.strand === 1 ? [left, right] : [right, left];
    const ends = upstream.polymerase === 'III' || upstream.polyA !== null;
    return ends
      ? null
      : `the transcript from ${upstream.promoterLabel} has no end before ${downstream.promoterLabel}`;
  }
  return left.polymerase === 'III' || right.polymerase === 'III'
    ? `${names} stand back to back, by which a U6 promoter was held down`
    : null;
}
