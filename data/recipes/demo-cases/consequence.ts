import { reverseComplement, translateCodons, translateToStop } from './codons.js';
import { cdnaNumber, describeCdna, describeProtein, type CdnaEdit } from './hgvs.js';
import { onCdna, type Stretch, type Transcript } from './transcript.js';

/** One variant as a VCF record spells it. */
export interface VcfVariant {
  readonly chromosome: string;
  /** 1-based, as in the VCF. */
  readonly position: number;
  readonly reference: string;
  readonly alternate: string;
}

/** What VEP would write into CSQ for one transcript; empty text for a field without a value. */
export interface Annotation {
  readonly allele: string;
  /** Sequence Ontology terms, most severe first. */
  readonly terms: readonly string[];
  readonly impact: Impact;
  /** `2/11`; empty in an intron. */
  readonly exon: string;
  readonly intron: string;
  readonly hgvsc: string;
  /** Without percent encoding. */
  readonly hgvsp: string;
  readonly cdnaPosition: string;
  readonly cdsPosition: string;
  readonly proteinPosition: string;
  /** `G/C`, `S/SX`, `-/L`. */
  readonly aminoAcids: string;
  /** `Ggt/Tgt`. */
  readonly codons: string;
  /** The whole mutant protein of a frameshift; empty for everything else. */
  readonly frameshiftProtein: string;
  /** The whole mutant protein; null where the variant lies outside the reading frame. */
  readonly mutantProtein: string | null;
}

type Impact = 'HIGH' | 'MODERATE' | 'LOW' | 'MODIFIER';

/** Ensembl's consequence terms, most severe first (release 105); only those that occur here. */
const IMPACT_OF_TERM: Readonly<Record<string, Impact>> = {
  splice_acceptor_variant: 'HIGH',
  splice_donor_variant: 'HIGH',
  stop_gained: 'HIGH',
  frameshift_variant: 'HIGH',
  stop_lost: 'HIGH',
  inframe_insertion: 'MODERATE',
  inframe_deletion: 'MODERATE',
  missense_variant: 'MODERATE',
  protein_altering_variant: 'MODERATE',
  splice_region_variant: 'LOW',
  stop_retained_variant: 'LOW',
  synonymous_variant: 'LOW',
  '5_prime_UTR_variant': 'MODIFIER',
  '3_prime_UTR_variant': 'MODIFIER',
  intron_variant: 'MODIFIER',
};
const SEVERITY = Object.keys(IMPACT_OF_TERM);

/** Exon bases next to an intron that belong to the splice region (SO:0001630). */
const SPLICE_REGION_EXON_BASES = 3;
/** Intron bases that make a splice donor or acceptor (SO:0001575, SO:0001574). */
const SPLICE_SITE_BASES = 2;
/** Nearer to an exon than this, VEP's releases name an intronic base differently; none is used. */
const DEEP_INTRON_BASES = 20;

const NO_PROTEIN = {
  hgvsp: '',
  cdsPosition: '',
  proteinPosition: '',
  aminoAcids: '',
  codons: '',
  frameshiftProtein: '',
  mutantProtein: null,
};

/**
 * What one variant does to one transcript in the words and numbers of VEP 105: terms and positions as
 * the VCF places the variant, HGVS shifted 3'. Null where the two don't overlap.
 * @throws Error for what no demo case holds: a variant over an exon's edge or in a start codon, and
 * in introns all but single bases, in the splice site or deep.
 */
export function annotate(transcript: Transcript, variant: VcfVariant): Annotation | null {
  if (variant.chromosome !== transcript.chromosome) return null;
  const change = onStrand(variant, transcript.strand);
  const starts = transcript.exons.map(({ start0 }) => start0);
  const ends = transcript.exons.map(({ end0 }) => end0);
  if (change.place.end0 <= Math.min(...starts) || change.place.start0 >= Math.max(...ends)) {
    return null;
  }
  const inExon = onCdna(transcript, change.place);
  if (inExon === null) return annotateIntronBase(transcript, change);

  const { coding, exons } = transcript;
  const edit: CdnaEdit = { ...inExon, alternate: change.alternate };
  const { place } = edit;
  const shared = {
    allele: change.allele,
    exon: `${inExon.exonIndex + 1}/${exons.length}`,
    intron: '',
    hgvsc: `${transcript.accession}:c.${describeCdna(transcript, edit)}`,
    cdnaPosition: numbers(place, 0),
  };
  if (place.end0 <= coding.start0 || place.start0 >= coding.end0) {
    const term = place.end0 <= coding.start0 ? '5_prime_UTR_variant' : '3_prime_UTR_variant';
    return { ...NO_PROTEIN, ...shared, ...ranked([term, ...spliceRegion(edit, exons.length)]) };
  }
  if (place.start0 < coding.start0 + 3 || place.end0 > coding.end0) {
    throw new Error(`${shared.hgvsc}: hits a start codon or an edge of the reading frame`);
  }
  return { ...shared, ...annotateCoding(transcript, edit) };
}

/** A change with its bases on the transcript's strand, its place still on the genome. */
interface StrandedChange {
  readonly place: Stretch;
  readonly reference: string;
  readonly alternate: string;
  /** VEP's Allele, on the forward strand. */
  readonly allele: string;
}

/** Drops the base that VCF puts before an insertion or deletion, as VEP does. */
function onStrand(variant: VcfVariant, strand: 1 | -1): StrandedChange {
  const isAnchored =
    variant.reference.length !== variant.alternate.length &&
    variant.reference.charAt(0) === variant.alternate.charAt(0);
  const start0 = variant.position - (isAnchored ? 0 : 1);
  const reference = variant.reference.slice(isAnchored ? 1 : 0);
  const alternate = variant.alternate.slice(isAnchored ? 1 : 0);
  return {
    place: { start0, end0: start0 + reference.length },
    reference: strand === 1 ? reference : reverseComplement(reference),
    alternate: strand === 1 ? alternate : reverseComplement(alternate),
    allele: alternate === '' ? '-' : alternate,
  };
}

function annotateCoding(
  transcript: Transcript,
  edit: CdnaEdit,
): Omit<Annotation, 'allele' | 'exon' | 'intron' | 'hgvsc' | 'cdnaPosition'> {
  const { cdna, coding, protein, accession, exons } = transcript;
  const { place, alternate } = edit;
  const start = place.start0 - coding.start0;
  const end = place.end0 - coding.start0;
  const isBetweenCodons = start === end && start % 3 === 0;
  const firstCodon = Math.floor(start / 3);
  const afterCodon = isBetweenCodons ? firstCodon : Math.ceil(Math.max(end, start + 1) / 3);

  const before = cdna.slice(coding.start0 + firstCodon * 3, place.start0);
  const changed = cdna.slice(place.start0, place.end0);
  const after = cdna.slice(place.end0, coding.start0 + afterCodon * 3);
  const wildtypeCodons = before + changed + after;
  const mutantCodons = before + alternate + after;
  const wildtypeResidues = translateCodons(wildtypeCodons);
  // VEP writes X for the one or two bases that a frameshift leaves over.
  const mutantResidues = translateCodons(mutantCodons) + (mutantCodons.length % 3 === 0 ? '' : 'X');

  const isFrameshift = (alternate.length - changed.length) % 3 !== 0;
  const mutant = translateToStop(
    cdna.slice(coding.start0, place.start0) + alternate + cdna.slice(place.end0),
  );
  const terms = codingTerms({ wildtypeCodons, mutantCodons, wildtypeResidues, mutantResidues });
  return {
    ...ranked([...terms, ...spliceRegion(edit, exons.length)]),
    hgvsp: `${accession}:p.${describeProtein(protein, mutant, isFrameshift, firstCodon)}`,
    cdsPosition: numbers(place, coding.start0),
    proteinPosition: numbers({ start0: firstCodon, end0: afterCodon }, 0),
    aminoAcids:
      wildtypeResidues === mutantResidues
        ? wildtypeResidues
        : `${wildtypeResidues || '-'}/${mutantResidues || '-'}`,
    codons: `${markChanged(before, changed, after)}/${markChanged(before, alternate, after)}`,
    frameshiftProtein: isFrameshift ? mutant.protein : '',
    mutantProtein: mutant.protein,
  };
}

function codingTerms(change: {
  readonly wildtypeCodons: string;
  readonly mutantCodons: string;
  readonly wildtypeResidues: string;
  readonly mutantResidues: string;
}): readonly string[] {
  const { wildtypeCodons, mutantCodons, wildtypeResidues, mutantResidues } = change;
  const hadStop = wildtypeResidues.includes('*');
  const hasStop = mutantResidues.includes('*');
  const stops = [
    ...(hasStop && !hadStop ? ['stop_gained'] : []),
    ...(hadStop && !hasStop ? ['stop_lost'] : []),
  ];
  const added = mutantCodons.length - wildtypeCodons.length;
  if (added % 3 !== 0) return [...stops, 'frameshift_variant'];
  if (added !== 0) {
    const [longer, shorter] =
      added > 0 ? [mutantCodons, wildtypeCodons] : [wildtypeCodons, mutantCodons];
    const isClean =
      startsOrEnds(longer, shorter) ||
      startsOrEnds(translateCodons(longer), translateCodons(shorter));
    const clean = added > 0 ? 'inframe_insertion' : 'inframe_deletion';
    return [...stops, isClean ? clean : 'protein_altering_variant'];
  }
  if (stops.length > 0) return stops;
  if (wildtypeResidues !== mutantResidues) return ['missense_variant'];
  return [hadStop ? 'stop_retained_variant' : 'synonymous_variant'];
}

/** VEP's test for a clean insertion or deletion. */
function startsOrEnds(longer: string, shorter: string): boolean {
  return longer.startsWith(shorter) || longer.endsWith(shorter);
}

function annotateIntronBase(transcript: Transcript, change: StrandedChange): Annotation {
  const { exons, strand, accession, coding } = transcript;
  const { place, reference, alternate } = change;
  let lastExonBases = 0;
  for (let i = 0; i + 1 < exons.length; i++) {
    const [exon, next] = [exons[i] as Stretch, exons[i + 1] as Stretch];
    lastExonBases += exon.end0 - exon.start0;
    const intron =
      strand === 1
        ? { start0: exon.end0, end0: next.start0 }
        : { start0: next.end0, end0: exon.start0 };
    if (place.start0 < intron.start0 || place.end0 > intron.end0) continue;

    // Both count from 1 at the intron's base beside the exon.
    const fromLeft = place.end0 - intron.start0;
    const fromRight = intron.end0 - place.start0;
    const fromDonor = strand === 1 ? fromLeft : fromRight;
    const fromAcceptor = strand === 1 ? fromRight : fromLeft;
    const distance = Math.min(fromDonor, fromAcceptor);
    const isDeep = distance >= DEEP_INTRON_BASES;
    if (
      reference.length !== 1 ||
      alternate.length !== 1 ||
      (!isDeep && distance > SPLICE_SITE_BASES)
    ) {
      throw new Error(`${accession}: no demo case holds such an intronic variant`);
    }
    const isNearDonor = fromDonor <= fromAcceptor;
    const place0 = isNearDonor
      ? `${cdnaNumber(coding, lastExonBases - 1)}+${distance}`
      : `${cdnaNumber(coding, lastExonBases)}-${distance}`;
    const spliceSite = isNearDonor ? 'splice_donor_variant' : 'splice_acceptor_variant';
    return {
      ...NO_PROTEIN,
      ...ranked([isDeep ? 'intron_variant' : spliceSite]),
      allele: change.allele,
      exon: '',
      intron: `${i + 1}/${exons.length - 1}`,
      hgvsc: `${accession}:c.${place0}${reference}>${alternate}`,
      cdnaPosition: '',
    };
  }
  throw new Error(`${accession}: a variant reaches over the edge of an exon`);
}

function spliceRegion({ place, exon, exonIndex }: CdnaEdit, exonCount: number): readonly string[] {
  const isNearStart = exonIndex > 0 && place.start0 - exon.start0 < SPLICE_REGION_EXON_BASES;
  const isNearEnd = exonIndex < exonCount - 1 && exon.end0 - place.end0 < SPLICE_REGION_EXON_BASES;
  return isNearStart || isNearEnd ? ['splice_region_variant'] : [];
}

function ranked(terms: readonly string[]): Pick<Annotation, 'terms' | 'impact'> {
  const bySeverity = [...terms].sort((a, b) => SEVERITY.indexOf(a) - SEVERITY.indexOf(b));
  return { terms: bySeverity, impact: IMPACT_OF_TERM[bySeverity[0] as string] as Impact };
}

/** 1-based numbers of a stretch counted from `origin`; an insertion names what it stands between. */
function numbers(place: Stretch, origin: number): string {
  const first = place.start0 - origin + 1;
  const last = place.end0 - origin;
  if (last === first) return `${first}`;
  return last < first ? `${last}-${first}` : `${first}-${last}`;
}

/** Changed bases in capitals, `-` for nothing. */
function markChanged(before: string, changed: string, after: string): string {
  return before.toLowerCase() + changed + after.toLowerCase() || '-';
}
