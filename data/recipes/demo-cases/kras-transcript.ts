import { checkAgainstRecords, type CheckedTranscript } from './panel-transcripts.js';
import type { SourceRecords } from './source-records.js';
import { translateReadingFrame, type Stretch, type Transcript } from './transcript.js';

const ACCESSION = 'NM_004985.4';
const GRCH37_CHROMOSOME_12 = 'NC_000012.11';
/** RefSeq's protein of this transcript is K-Ras 4B; Ensembl's transcript of it. */
const ENSEMBL_NAME = 'KRAS-202';
/** Swiss-Prot's canonical KRAS is the other isoform, 4A; both share the residues before the last exon. */
const SWISS_PROT_4A = 'P01116';
const SHARED_RESIDUES = 150;

/**
 * Residues 151-188 of wild-type K-Ras 4B as deep mutational scanning used it: Weng et al. 2024, Nature
 * 626:643, doi 10.1038/s41586-023-06954-0, github.com/lehner-lab/krasddpcams R/krasddpcams.R `wt_aa`.
 */
const KRAS_4B_TAIL = 'GVDDAFYTLVREIRKHKEKMSKDGKKKKKKSKTKCVIM';

/**
 * KRAS is not in the LRG panel: its bases are RefSeq's mRNA, its place on GRCh38 is RefSeq's alignment
 * to GRCh37 moved by the one distance that puts every splice site on Ensembl 110's.
 * @throws Error where any record contradicts another.
 */
export function krasTranscript(records: SourceRecords): CheckedTranscript {
  const alignment = records.refSeq.find(
    ({ tx, contig }) => tx === ACCESSION && contig === GRCH37_CHROMOSOME_12,
  );
  const ensembl = records.ensembl.get('KRAS')?.find(({ name }) => name === ENSEMBL_NAME);
  if (alignment === undefined || ensembl === undefined)
    throw new Error('KRAS: a record is missing');

  const exonsGrch37 = alignment.exons
    .toSorted((a, b) => a.tx_start_i - b.tx_start_i)
    .map(({ alt_start_i, alt_end_i }) => ({ start0: alt_start_i, end0: alt_end_i }));
  const length = exonsGrch37.reduce((sum, { start0, end0 }) => sum + end0 - start0, 0);
  if (alignment.seq.length !== length) throw new Error(`${ACCESSION}: its sequence is not whole`);

  const exonsEnsembl = ensembl.exons.toReversed();
  const shift = (exonsGrch37[1] as Stretch).start0 - (exonsEnsembl[1] as Stretch).start0;
  const exons = exonsGrch37.map(({ start0, end0 }) => ({
    start0: start0 - shift,
    end0: end0 - shift,
  }));
  if (spliceSites(exons) !== spliceSites(exonsEnsembl)) {
    throw new Error(`${ACCESSION}: its splice sites are not Ensembl's`);
  }

  const coding = { start0: alignment.info.cds_start_i, end0: alignment.info.cds_end_i };
  const protein = translateReadingFrame(ACCESSION, alignment.seq, coding);
  const transcript: Transcript = {
    accession: ACCESSION,
    chromosome: ensembl.chromosome,
    strand: -1,
    exons,
    cdna: alignment.seq,
    coding,
    protein,
  };
  const isoform4A = records.swissProt
    .get('KRAS')
    ?.find(({ accession }) => accession === SWISS_PROT_4A);
  if (isoform4A?.protein.slice(0, SHARED_RESIDUES) !== protein.slice(0, SHARED_RESIDUES)) {
    throw new Error(
      `${ACCESSION}: residues 1-${SHARED_RESIDUES} are not those of ${SWISS_PROT_4A}`,
    );
  }
  if (protein.slice(SHARED_RESIDUES) !== KRAS_4B_TAIL) {
    throw new Error(`${ACCESSION}: its last exon does not end as K-Ras 4B`);
  }
  const checked = checkAgainstRecords(records, transcript, 'KRAS', ACCESSION);
  if (checked === null) throw new Error(`${ACCESSION}: its coding exons are not Ensembl's`);
  return checked;
}

/** Inner ends of the exons of a transcript on the reverse strand; the outer ends are not splice sites. */
function spliceSites(exons: readonly Stretch[]): string {
  return exons
    .map(({ start0, end0 }, i) => [
      i === 0 ? '' : `${end0}`,
      i === exons.length - 1 ? '' : `${start0}`,
    ])
    .join(';');
}
