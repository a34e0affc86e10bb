import type { LrgRecord, SourceRecords } from './source-records.js';
import {
  chainText,
  codingChain,
  onCdna,
  splice,
  translateReadingFrame,
  type Stretch,
  type Transcript,
} from './transcript.js';

/** A transcript of a case's gene, with the independent records that bear it out. */
export interface CheckedTranscript extends Transcript {
  readonly geneSymbol: string;
  /** Ensembl's gene. */
  readonly geneId: string;
  /**
   * Is it the gene's first transcript with the coding exons of the one that Ensembl 110 lists first.
   * Transcripts that differ in their untranslated parts share those.
   */
  readonly isCanonical: boolean;
  /** Where the sequence comes from, e.g. `LRG_321t1`. */
  readonly origin: string;
  /** Ensembl 110 transcript with the same coding exons, e.g. `TP53-201`. */
  readonly sameCodingExons: string;
  /** Swiss-Prot entry with the same protein; null where it holds another isoform. */
  readonly sameProtein: string | null;
}

type LrgTranscript = LrgRecord['transcripts'][number];

/**
 * A transcript of an LRG record, spliced from GRCh38. Null where the record itself says that it can't
 * be: no reading frame, several or gapped spans on the chromosome, selenocysteine and the like.
 * @throws Error where genome, cDNA and protein record contradict each other.
 */
export function placeLrgTranscript(
  records: Pick<SourceRecords, 'genome'>,
  record: LrgRecord,
  transcript: LrgTranscript,
): Transcript | null {
  const [name, , spans] = record.maps.GRCh38;
  const span = spans[0];
  const coding = longestCoding(transcript);
  if (span === undefined || spans.length !== 1 || coding === null) return null;
  const [lrgStart1, , start1, end1, strand, differences] = span;
  if (differences.some(([kind]) => kind !== 'mismatch')) return null;
  if (coding.sec.length > 0 || coding.exc.length > 0 || coding.codon_start !== null) return null;

  const onGenome = (from1: number, to1: number): Stretch =>
    strand === 1
      ? { start0: start1 + from1 - lrgStart1 - 1, end0: start1 + to1 - lrgStart1 }
      : { start0: end1 - (to1 - lrgStart1) - 1, end0: end1 - (from1 - lrgStart1) };
  const accession = transcript.acc[0] ?? `${record.lrg}${transcript.name}`;
  const chromosome = `chr${name}`;
  const exons = transcript.exons.map(([from1, to1]) => onGenome(from1, to1));
  const cdna = splice(records.genome, chromosome, strand, exons);
  const firstBase = onCdna({ exons, strand }, onGenome(coding.start, coding.start));
  const lastBase = onCdna({ exons, strand }, onGenome(coding.end, coding.end));
  if (firstBase === null || lastBase === null) {
    throw new Error(`${accession}: its reading frame does not start and end in an exon`);
  }
  const frame = { start0: firstBase.place.start0, end0: lastBase.place.end0 };
  if (cdna.length !== transcript.cdna.length) {
    throw new Error(`${accession}: exons and cDNA record differ in length`);
  }
  const protein = translateReadingFrame(accession, cdna, frame);
  if (protein !== coding.protein) {
    throw new Error(`${accession}: GRCh38 and the LRG record give different proteins`);
  }
  return { accession, chromosome, strand, exons, cdna, coding: frame, protein };
}

/** A record may list an inner start codon as well; the longest protein is the transcript's own. */
function longestCoding(transcript: LrgTranscript): LrgTranscript['coding'][number] | null {
  return transcript.coding.reduce<LrgTranscript['coding'][number] | null>(
    (longest, coding) =>
      longest === null || coding.protein.length > longest.protein.length ? coding : longest,
    null,
  );
}

/**
 * The transcripts of a panel gene that Ensembl 110 knows with the same coding exons.
 * @throws Error where there are none, or none whose protein is the gene's in Swiss-Prot.
 */
export function panelTranscripts(
  records: SourceRecords,
  geneSymbol: string,
): readonly CheckedTranscript[] {
  const record = records.lrg.find(({ symbol }) => symbol === geneSymbol);
  if (record === undefined) throw new Error(`${geneSymbol} is not in the LRG panel`);
  const checked: CheckedTranscript[] = [];
  for (const transcript of record.transcripts) {
    const placed = placeLrgTranscript(records, record, transcript);
    if (placed === null) continue;
    const origin = `${record.lrg}${transcript.name}`;
    const found = checkAgainstRecords(records, placed, geneSymbol, origin);
    if (found === null) continue;
    const isSecond = checked.some(({ isCanonical }) => isCanonical);
    checked.push({ ...found, isCanonical: found.isCanonical && !isSecond });
  }
  if (!checked.some(({ sameProtein }) => sameProtein !== null)) {
    throw new Error(`${geneSymbol}: no transcript gives its protein in Swiss-Prot`);
  }
  return checked;
}

/** Null where Ensembl 110 has no transcript of the gene with these coding exons. */
export function checkAgainstRecords(
  records: SourceRecords,
  transcript: Transcript,
  geneSymbol: string,
  origin: string,
): CheckedTranscript | null {
  const chain = chainText(codingChain(transcript));
  const twins = (records.ensembl.get(geneSymbol) ?? []).filter(
    (ensembl) =>
      ensembl.codingChain === chain &&
      ensembl.chromosome === transcript.chromosome &&
      ensembl.strand === transcript.strand,
  );
  const twin = twins.find(({ isFirstListed }) => isFirstListed) ?? twins[0];
  if (twin === undefined) return null;
  const entries = records.swissProt.get(geneSymbol) ?? [];
  return {
    ...transcript,
    geneSymbol,
    geneId: twin.geneId,
    isCanonical: twin.isFirstListed,
    origin,
    sameCodingExons: twin.name,
    sameProtein: entries.find(({ protein }) => protein === transcript.protein)?.accession ?? null,
  };
}
