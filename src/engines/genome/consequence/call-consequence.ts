import { describeOnGenome, describeOnTranscript } from '../hgvs/describe-nucleotides.js';
import { describeProtein } from '../hgvs/describe-protein.js';
import { printHgvs } from '../hgvs/print-hgvs.js';
import { reverseComplement } from '../reverse-complement.js';
import type { Transcript } from '../transcript.js';
import {
  behindStartCodon,
  codingChange,
  codonBases,
  readProtein,
  translationStart,
  untranslatedTerms,
  type CdnaEdit,
  type CodingChange,
  type ProteinReading,
  type TranslationStart,
} from './coding-change.js';
import { rankedTerms, termBit, type ConsequenceTerm, type Impact } from './consequence-terms.js';
import type { GenomeFetch, GenomicVariant } from './genomic-variant.js';
import { baseReader, placeVariant, type PlacedVariant } from './place-variant.js';
import { proteinDoubts, type ProteinDoubt } from './protein-doubts.js';
import { SPLICE_SITE, spliceTerms } from './splice-terms.js';
import {
  cdnaPlace,
  lastExonFrom,
  transcriptIndex,
  type TranscriptIndex,
} from './transcript-index.js';

/** What one variant does to one transcript, in the words and notation of Ensembl's VEP 105. */
export interface TranscriptConsequenceCall {
  readonly transcript: Transcript;
  readonly variant: GenomicVariant;
  /** Sequence Ontology terms, most severe first. */
  readonly terms: readonly ConsequenceTerm[];
  readonly impact: Impact;
  /** The allele that the variant claims to replace is not the genome's; then nothing else is said. */
  readonly referenceMismatch: { readonly expected: string; readonly found: string } | null;
  /** `2/11`; null where no exon is touched. */
  readonly exon: string | null;
  readonly intron: string | null;
  /** 1-based: `12`, `12-14`, `11-12` for an insertion between those two, `?-14` over an exon's edge. */
  readonly cdnaPosition: string | null;
  readonly cdsPosition: string | null;
  readonly proteinPosition: string | null;
  /** `G/C`, `S/SX`, `-/L`; one side where nothing changes. */
  readonly aminoAcids: string | null;
  /** `Ggt/Tgt`, changed bases in capitals. */
  readonly codons: string | null;
  /** Below: worked out when first asked for. */
  readonly hgvsc: string | null;
  readonly hgvsp: string | null;
  readonly hgvsg: string;
  /** The annotated protein without its stop; null for a non-coding transcript. */
  readonly wildtypeProtein: string | null;
  /**
   * The whole protein after the change, without its stop; equal to the wild type for a silent one. Null
   * where the change does not reach the reading frame, or where the protein can't be said (doubts).
   */
  readonly mutantProtein: string | null;
  /** What speaks against the mutant protein, or why there is none. */
  readonly proteinDoubts: readonly ProteinDoubt[];
}

const CODING_UNKNOWN = termBit('coding_sequence_variant');
const FIVE_PRIME_UTR = termBit('5_prime_UTR_variant');
const THREE_PRIME_UTR = termBit('3_prime_UTR_variant');
const NON_CODING_EXON = termBit('non_coding_transcript_exon_variant');
const NON_CODING = termBit('non_coding_transcript_variant');
const NMD = termBit('NMD_transcript_variant');
const UPSTREAM = termBit('upstream_gene_variant');
const DOWNSTREAM = termBit('downstream_gene_variant');
const ABLATION = termBit('transcript_ablation');
const START_LOST = termBit('start_lost');
const STOP_LOST = termBit('stop_lost');

/**
 * What a variant does to a transcript; null where it lies more than 5 kb away or changes nothing. Terms, positions and
 * protein are those of one fixed placement (`placeVariant`), so that every way to write a variant gives the
 * same. With the genome, HGVS shifts 3' in introns as well; without, up to 30 bases from an exon.
 */
export function callConsequence(
  transcript: Transcript,
  variant: GenomicVariant,
  genome: GenomeFetch | null = null,
): TranscriptConsequenceCall | null {
  const index = transcriptIndex(transcript);
  const placed = placeVariant(index, variant, genome);
  return placed === null ? null : new Call(index, variant, placed, genome);
}

/** A change that lies wholly within an exon, as it edits the cDNA. */
export function editOf({ site, alternate }: PlacedVariant): CdnaEdit | null {
  if (site.kind !== 'exon') return null;
  return { start0: site.cdnaStart0, end0: site.cdnaEnd0, alternate };
}

class Call implements TranscriptConsequenceCall {
  readonly terms: readonly ConsequenceTerm[];
  readonly impact: Impact;
  readonly referenceMismatch: { readonly expected: string; readonly found: string } | null;
  readonly #index: TranscriptIndex;
  readonly #placed: PlacedVariant;
  readonly #genome: GenomeFetch | null;
  readonly #bits: number;
  readonly #edit: CdnaEdit | null;
  readonly #start: TranslationStart | null = null;
  readonly #change: CodingChange | null = null;
  #reading: ProteinReading | null = null;
  #doubts: readonly ProteinDoubt[] | null = null;

  constructor(
    index: TranscriptIndex,
    readonly variant: GenomicVariant,
    placed: PlacedVariant,
    genome: GenomeFetch | null,
  ) {
    this.#index = index;
    this.#placed = placed;
    this.#genome = genome;
    this.referenceMismatch = mismatch(index, placed, genome);
    const { frame } = index;
    let edit = this.referenceMismatch === null ? editOf(placed) : null;
    let bits = 0;
    if (this.referenceMismatch === null) {
      const { kind } = placed.site;
      if (kind === 'upstream') bits = UPSTREAM;
      else if (kind === 'downstream') bits = DOWNSTREAM;
      else bits = spliceTerms(index, placed.start, placed.end);
      if (kind === 'edge') bits |= edgeTerms(index, placed);
      if (placed.site.kind === 'unlike') bits |= termsAt(index, placed.site.cdna0);
    }
    if (edit !== null) {
      if (frame === null) bits |= NON_CODING_EXON;
      else {
        edit = behindStartCodon(index, edit);
        const untranslated = untranslatedTerms(frame, edit);
        bits |= untranslated;
        if (untranslated === 0) {
          this.#start = translationStart(index, edit);
          this.#edit = edit;
          this.#change = codingChange(
            index,
            edit,
            this.#start,
            () => this.#read() as ProteinReading,
          );
          bits |= this.#change.bits;
        }
      }
    }
    this.#edit = edit;
    if (bits !== 0 && (bits & (UPSTREAM | DOWNSTREAM)) === 0) {
      if (index.transcript.biotype === 'nonsense_mediated_decay') bits |= NMD;
      else if (frame === null && (bits & NON_CODING_EXON) === 0) bits |= NON_CODING;
    }
    this.#bits = bits;
    ({ terms: this.terms, impact: this.impact } = rankedTerms(bits));
  }

  get transcript(): Transcript {
    return this.#index.transcript;
  }

  get exon(): string | null {
    return numbered(touchedExons(this.#index, this.#placed), this.#index.exonCount);
  }

  get intron(): string | null {
    return numbered(touchedIntrons(this.#index, this.#placed), this.#index.exonCount - 1);
  }

  get cdnaPosition(): string | null {
    return joined(this.#touchedBases().map((cdna0) => (cdna0 === null ? '?' : `${cdna0 + 1}`)));
  }

  get cdsPosition(): string | null {
    return this.#withinFrame((cdna0, origin0) => cdna0 - origin0);
  }

  get proteinPosition(): string | null {
    if (this.#change !== null) {
      const { firstCodon, afterCodon } = this.#change;
      if (firstCodon === afterCodon) return numbers(firstCodon, afterCodon);
    }
    return this.#withinFrame((cdna0, origin0) => Math.floor((cdna0 - origin0) / 3));
  }

  get aminoAcids(): string | null {
    if (this.#change === null) return null;
    const { wildtypeResidues, mutantResidues } = this.#change;
    if (wildtypeResidues === '' && mutantResidues === '') return null;
    return wildtypeResidues === mutantResidues
      ? wildtypeResidues
      : `${wildtypeResidues || '-'}/${mutantResidues || '-'}`;
  }

  get codons(): string | null {
    const { frame, transcript } = this.#index;
    if (this.#change === null || this.#edit === null || frame === null) return null;
    const { firstCodon, afterCodon, wildtypeResidues, mutantResidues } = this.#change;
    if (wildtypeResidues === '' && mutantResidues === '') return null;
    const from0 = frame.origin0 + firstCodon * 3;
    const to0 = frame.origin0 + afterCodon * 3;
    const { before, after } = codonBases(transcript.cdna, this.#edit, from0, to0);
    const { start0, end0, alternate } = this.#edit;
    const marked = (bases: string): string =>
      before.toLowerCase() + bases + after.toLowerCase() || '-';
    return `${marked(transcript.cdna.slice(start0, end0))}/${marked(alternate)}`;
  }

  get hgvsc(): string | null {
    if (this.#bits === 0 || (this.#bits & (UPSTREAM | DOWNSTREAM)) !== 0) return null;
    if (this.#placed.site.kind === 'unlike') return null;
    const change = describeOnTranscript(this.#index, this.#placed, this.#genome);
    if (change === null) return null;
    const { id: accession } = this.transcript;
    const type = this.#index.frame === null ? 'n' : 'c';
    return printHgvs({ accession, type, changes: [change] });
  }

  get hgvsp(): string | null {
    if (this.#change === null) return null;
    const { proteinId, id } = this.transcript;
    const read = (): ProteinReading => this.#read() as ProteinReading;
    const change = describeProtein(this.#index, this.#change, read);
    return printHgvs({
      accession: proteinId ?? id,
      type: 'p',
      isPredicted: false,
      changes: [change],
    });
  }

  get hgvsg(): string {
    const { chromosome } = this.variant;
    const type = chromosome === 'MT' ? 'm' : 'g';
    const change = describeOnGenome(
      this.variant,
      forwardBases(this.#index, this.#placed, this.#genome),
    );
    return printHgvs({ accession: chromosome, type, changes: [change] });
  }

  get wildtypeProtein(): string | null {
    return this.#index.frame === null ? null : this.#index.protein;
  }

  get mutantProtein(): string | null {
    return this.#read()?.protein ?? null;
  }

  get proteinDoubts(): readonly ProteinDoubt[] {
    this.#doubts ??= proteinDoubts({
      index: this.#index,
      placed: this.#placed,
      edit: this.#edit,
      change: this.#change,
      reading: this.#read(),
      hitsSpliceSite: (this.#bits & SPLICE_SITE) !== 0,
      referenceMismatch: this.referenceMismatch,
    });
    return this.#doubts;
  }

  #read(): ProteinReading | null {
    if (this.#reading === null && this.#start !== null && this.#edit !== null) {
      this.#reading = readProtein(this.#index, this.#edit, this.#start);
    }
    return this.#reading;
  }

  /** First and last touched base in a numbering of the reading frame; `?` for one outside of it. */
  #withinFrame(numberOf: (cdna0: number, origin0: number) => number): string | null {
    const { frame } = this.#index;
    if (frame === null) return null;
    const numbered = this.#touchedBases().map((cdna0) =>
      cdna0 === null || cdna0 < frame.start0 || cdna0 >= frame.end0
        ? '?'
        : `${numberOf(cdna0, frame.origin0) + 1}`,
    );
    return numbered.every((text) => text === '?') ? null : joined(numbered);
  }

  /**
   * Outermost cDNA bases of the change, those on either side of an insertion; null for one that lies in
   * an intron. Empty where no exon is touched.
   */
  #touchedBases(): readonly (number | null)[] {
    if (this.#edit !== null) {
      const { start0, end0 } = this.#edit;
      return start0 === end0 ? [start0 - 1, start0] : [start0, end0 - 1];
    }
    const { site, start, end } = this.#placed;
    if (site.kind !== 'edge') return [];
    return [exonBase(this.#index, start), exonBase(this.#index, end - 1)];
  }
}

/** `12`, `12-14`; null for nothing. */
function joined(numbers: readonly string[]): string | null {
  const [first, last] = numbers;
  if (first === undefined) return null;
  return first === last ? first : `${first}-${last}`;
}

/** cDNA place of the base at a strand coordinate; null where it is not in an exon. */
function exonBase(index: TranscriptIndex, place: number): number | null {
  const exon = lastExonFrom(index, place);
  if (exon < 0 || place >= (index.ends[exon] as number)) return null;
  return cdnaPlace(index, exon, place);
}

/** Exonic stretches of a change that reaches over the edge of an exon, on the cDNA. */
function exonicParts(
  index: TranscriptIndex,
  { start, end }: PlacedVariant,
): readonly { readonly start0: number; readonly end0: number }[] {
  const parts: { start0: number; end0: number }[] = [];
  for (let exon = Math.max(0, lastExonFrom(index, start)); exon < index.exonCount; exon++) {
    const from = Math.max(start, index.starts[exon] as number);
    const to = Math.min(end, index.ends[exon] as number);
    if ((index.starts[exon] as number) >= end) break;
    if (from < to) {
      parts.push({ start0: cdnaPlace(index, exon, from), end0: cdnaPlace(index, exon, to) });
    }
  }
  return parts;
}

function edgeTerms(index: TranscriptIndex, placed: PlacedVariant): number {
  const { frame, starts, ends, exonCount, transcript } = index;
  const first = starts[0] as number;
  const last = ends[exonCount - 1] as number;
  if (placed.start <= first && placed.end >= last && placed.alternate === '') return ABLATION;
  if (frame === null) return NON_CODING_EXON;
  let bits = 0;
  const touches = (from0: number, to0: number): boolean =>
    exonicParts(index, placed).some(({ start0, end0 }) => start0 < to0 && end0 > from0);
  if (touches(0, frame.start0)) bits |= FIVE_PRIME_UTR;
  if (touches(frame.end0, transcript.cdna.length)) bits |= THREE_PRIME_UTR;
  if (touches(frame.start0, frame.end0)) bits |= CODING_UNKNOWN;
  if (transcript.cdsStartFound && touches(frame.start0, frame.start0 + 3)) bits |= START_LOST;
  if (index.hasStop && touches(frame.end0 - 3, frame.end0)) bits |= STOP_LOST;
  return bits;
}

function termsAt({ frame }: TranscriptIndex, cdna0: number): number {
  if (frame === null) return NON_CODING_EXON;
  if (cdna0 < frame.start0) return FIVE_PRIME_UTR;
  return cdna0 < frame.end0 ? CODING_UNKNOWN : THREE_PRIME_UTR;
}

/** Compares what the variant replaces with the genome's bases where they are known. */
function mismatch(
  index: TranscriptIndex,
  placed: PlacedVariant,
  genome: GenomeFetch | null,
): { readonly expected: string; readonly found: string } | null {
  const { reference, start, site } = placed;
  if (reference === '' || site.kind === 'upstream' || site.kind === 'downstream') return null;
  const { transcript } = index;
  const isOnCdna = site.kind === 'exon' && (index.differences?.[site.exon] ?? []).length === 0;
  if (isOnCdna && transcript.cdna.startsWith(reference, site.cdnaStart0)) return null;

  const read = baseReader(index, { ...placed, end: start }, genome);
  let expected = '';
  for (let i = 0; i < reference.length; i++) {
    const code = read(start + i);
    expected += code === -1 ? reference.charAt(i) : String.fromCharCode(code);
  }
  if (expected === reference) return null;
  const onForward = (bases: string): string =>
    transcript.strand === 1 ? bases : reverseComplement(bases);
  return { expected: onForward(expected), found: onForward(reference) };
}

/** Bases of the forward strand around a placed variant. */
function forwardBases(
  index: TranscriptIndex,
  placed: PlacedVariant,
  genome: GenomeFetch | null,
): (place0: number) => number {
  const read = baseReader(index, placed, genome);
  if (index.transcript.strand === 1) return read;
  return (place0) => {
    const code = read(-place0 - 1);
    return code === -1 ? -1 : reverseComplement(String.fromCharCode(code)).charCodeAt(0);
  };
}

function touchedExons(
  index: TranscriptIndex,
  { start, end, site }: PlacedVariant,
): readonly number[] {
  if (site.kind === 'exon' || site.kind === 'unlike') return [site.exon];
  if (site.kind !== 'edge') return [];
  return rangeOf(index.exonCount, (exon) => {
    return start < (index.ends[exon] as number) && end > (index.starts[exon] as number);
  });
}

function touchedIntrons(
  index: TranscriptIndex,
  { start, end, site }: PlacedVariant,
): readonly number[] {
  if (site.kind === 'intron') return [site.intron];
  if (site.kind !== 'edge') return [];
  return rangeOf(index.exonCount - 1, (intron) => {
    return start < (index.starts[intron + 1] as number) && end > (index.ends[intron] as number);
  });
}

function rangeOf(count: number, isTouched: (i: number) => boolean): readonly number[] {
  const touched: number[] = [];
  for (let i = 0; i < count; i++) if (isTouched(i)) touched.push(i);
  return touched;
}

function numbered(touched: readonly number[], count: number): string | null {
  const first = touched[0];
  if (first === undefined) return null;
  const last = touched.at(-1) as number;
  return `${first === last ? first + 1 : `${first + 1}-${last + 1}`}/${count}`;
}

/** 1-based numbers of a 0-based stretch; an insertion names what it stands between. */
function numbers(start0: number, end0: number): string {
  if (end0 === start0) return `${start0}-${start0 + 1}`;
  return end0 - start0 === 1 ? `${end0}` : `${start0 + 1}-${end0}`;
}
