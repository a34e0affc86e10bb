import type { SkippedItem } from '../../core/skipped.js';
import type { GeneModels, TranscriptModel } from './read-gene-models.js';
import { FLANK_BASES, type ReferenceSequences } from './reference-sequences.js';
import { reverseComplement } from './reverse-complement.js';
import type { GenomeDifference, Transcript, TranslationException } from './transcript.js';

/** Stop codons of NCBI's genetic codes 1 and 2. */
const STOPS: Readonly<Record<1 | 2, ReadonlySet<string>>> = {
  1: new Set(['TAA', 'TAG', 'TGA']),
  2: new Set(['TAA', 'TAG', 'AGA', 'AGG']),
};
/** Start codons of genetic code 2 besides ATG (NCBI table 2). */
const MITOCHONDRIAL_STARTS = new Set(['ATT', 'ATC', 'ATA', 'GTG']);

/**
 * The 25 human selenoprotein genes (Gladyshev et al. 2016, J Biol Chem 291:24036,
 * doi 10.1074/jbc.M116.756155). Ensembl's GFF3, unlike its GTF, does not say which UGA is read as Sec.
 */
const SELENOPROTEIN_GENES = new Set([
  'DIO1',
  'DIO2',
  'DIO3',
  'GPX1',
  'GPX2',
  'GPX3',
  'GPX4',
  'GPX6',
  'MSRB1',
  'SELENOF',
  'SELENOH',
  'SELENOI',
  'SELENOK',
  'SELENOM',
  'SELENON',
  'SELENOO',
  'SELENOP',
  'SELENOS',
  'SELENOT',
  'SELENOV',
  'SELENOW',
  'SEPHS2',
  'TXNRD1',
  'TXNRD2',
  'TXNRD3',
]);

type Refusal = { readonly code: string; readonly reason: string };

/**
 * The transcripts of an annotation with their sequences, one at a time, those whose sequence and
 * annotation contradict each other as skipped items. From a genome they come with flanks and without
 * differences; from a cDNA file without flanks.
 */
export function* buildTranscripts(
  { file, models }: Pick<GeneModels, 'file' | 'models'>,
  sequences: ReferenceSequences,
): Generator<Transcript | SkippedItem> {
  for (const model of models) {
    const built = buildTranscript(model, sequences);
    if ('code' in built) {
      const { id, line } = model;
      yield { status: 'skipped', item: `transcript ${id}`, ...built, file, line };
    } else {
      yield built;
    }
  }
}

/** One transcript with its sequence, or why there is none. */
function buildTranscript(
  model: TranscriptModel,
  sequences: ReferenceSequences,
): Transcript | Refusal {
  const spliced = splice(model, sequences);
  if ('code' in spliced) return spliced;
  const frame = model.coding.length === 0 ? NON_CODING : readingFrame(model, spliced.cdna);
  if ('code' in frame) return frame;
  const { completion, ...reading } = frame;
  const { id, geneSymbol, geneId, proteinId, biotype, canonical, maneSelect } = model;
  return {
    id,
    geneSymbol,
    geneId,
    proteinId,
    biotype,
    canonical,
    maneSelect,
    transcriptSupportLevel: model.transcriptSupportLevel,
    chromosome: model.chromosome,
    strand: model.strand,
    exons: model.exons,
    ...reading,
    geneticCode: model.geneticCode,
    genomeDifferences: completion === null ? [] : [completion],
    cdna: spliced.cdna + (completion?.transcript ?? ''),
    flanks: spliced.flanks,
  };
}

type Spliced = Pick<Transcript, 'cdna' | 'flanks'>;

function splice(model: TranscriptModel, sequences: ReferenceSequences): Spliced | Refusal {
  const spliced =
    sequences.kind === 'genome'
      ? spliceFromGenome(model, sequences.fetch)
      : cdnaAsGiven(model, sequences.cdna(model.id));
  if ('code' in spliced) return spliced;
  const unknown = spliced.cdna.replaceAll(/[ACGT]/g, '').length;
  if (unknown > 0) {
    const reason = `${unknown} of its ${spliced.cdna.length} bases are not A, C, G or T`;
    return { code: 'unknown-bases', reason };
  }
  return spliced;
}

function spliceFromGenome(
  { exons, strand, chromosome }: TranscriptModel,
  fetch: (chromosome: string, start0: number, end0: number) => string | null,
): Spliced | Refusal {
  let cdna = '';
  const flanks: { readonly before: string; readonly after: string }[] = [];
  for (const { start0, end0 } of exons) {
    const bases = fetch(chromosome, start0, end0);
    if (bases === null) {
      return { code: 'missing-sequence', reason: `there is no sequence of ${chromosome}` };
    }
    if (bases.length !== end0 - start0) {
      const reason = `exon ${start0 + 1}-${end0} ends outside of ${chromosome}`;
      return { code: 'outside-sequence', reason };
    }
    const low = fetch(chromosome, start0 - FLANK_BASES, start0) as string;
    const high = fetch(chromosome, end0, end0 + FLANK_BASES) as string;
    if (strand === 1) {
      cdna += bases;
      flanks.push({ before: low, after: high });
    } else {
      cdna += reverseComplement(bases);
      flanks.push({ before: reverseComplement(high), after: reverseComplement(low) });
    }
  }
  return { cdna, flanks };
}

function cdnaAsGiven({ exons, id }: TranscriptModel, given: string | null): Spliced | Refusal {
  if (given === null) return { code: 'missing-sequence', reason: `there is no sequence of ${id}` };
  const length = exons.reduce((sum, { start0, end0 }) => sum + end0 - start0, 0);
  // RefSeq's mRNAs come with their poly(A) tail.
  const hasTail = given.length > length && /^A+$/.test(given.slice(length));
  if (given.length !== length && !hasTail) {
    const reason = `its sequence has ${given.length} bases, its exons ${length}`;
    return { code: 'sequence-unlike-exons', reason };
  }
  return {
    cdna: given.slice(0, length),
    flanks: exons.map(() => ({ before: '', after: '' })),
  };
}

type ReadingFrame = Pick<
  Transcript,
  'cds' | 'cdsStartFound' | 'cdsEndFound' | 'phase' | 'translationExceptions'
> & {
  /** The bases that polyadenylation adds to a stop codon cut short. */
  readonly completion: GenomeDifference | null;
};

const NON_CODING: ReadingFrame = {
  cds: null,
  cdsStartFound: false,
  cdsEndFound: false,
  phase: 0,
  translationExceptions: [],
  completion: null,
};

function readingFrame(model: TranscriptModel, cdna: string): ReadingFrame | Refusal {
  const { coding, geneticCode, phase } = model;
  const stops = STOPS[geneticCode];
  const first = coding[0] as (typeof coding)[number];
  const firstBase0 = model.strand === 1 ? first.start0 : first.end0 - 1;
  const start0 = cdnaPosition(model, firstBase0) as number;
  let end0 = start0 + coding.reduce((sum, part) => sum + part.end0 - part.start0, 0);

  // GTF, and some makers of GFF3, leave the stop codon out of the CDS.
  const endsWholeCodon = (end0 - start0 - phase) % 3 === 0;
  const endsInStop = (): boolean => stops.has(cdna.slice(end0 - 3, end0));
  if (!model.endMissing && endsWholeCodon && !endsInStop()) {
    if (stops.has(cdna.slice(end0, end0 + 3))) end0 += 3;
  }

  let cdsEndFound = !model.endMissing && endsWholeCodon && endsInStop();
  let completion: GenomeDifference | null = null;
  if (!cdsEndFound && !model.endMissing) {
    const missing = endsWholeCodon ? 0 : 3 - ((end0 - start0 - phase) % 3);
    const cutShort = cdna.slice(end0 + missing - 3, end0);
    if (end0 < cdna.length) {
      return endsWholeCodon
        ? { code: 'no-stop-codon', reason: 'its CDS does not end in a stop codon' }
        : {
            code: 'cds-not-multiple-of-3',
            reason: `its CDS of ${end0 - start0} bases is no whole number of codons`,
          };
    }
    // Mitochondrial messages end in T or TA, and their poly(A) tail completes the stop codon
    // (Ojala, Montoya & Attardi 1981, Nature 290:470).
    if (geneticCode === 2 && missing > 0 && stops.has(cutShort + 'A'.repeat(missing))) {
      completion = { cdnaStart0: end0, reference: '', transcript: 'A'.repeat(missing) };
      end0 += missing;
      cdsEndFound = true;
    }
  }

  const cds = { start0, end0 };
  const start = cdna.slice(start0, start0 + 3);
  const cdsStartFound = !model.startMissing && phase === 0 && isStart(start, start0, model);
  const exceptions = translationExceptions(model, cds, cdna);
  if ('code' in exceptions) return exceptions;
  // An initiator is Met whatever its codon; Ensembl and RefSeq translate it so too.
  const isOtherMet = cdsStartFound && start !== 'ATG' && !exceptions.has(start0);
  if (isOtherMet) exceptions.set(start0, 'M');

  // A frame said to have no end may still close with a stop: it is its last codon, not inside of it.
  const lastCodon0 = cdsEndFound || (endsWholeCodon && endsInStop()) ? end0 - 3 : end0;
  for (let at = start0 + phase; at + 3 <= lastCodon0; at += 3) {
    const codon = cdna.slice(at, at + 3);
    if (!stops.has(codon) || exceptions.has(at)) continue;
    const isSec = codon === 'TGA' && SELENOPROTEIN_GENES.has(model.geneSymbol ?? '');
    if (!isSec && !model.readsThroughStop) {
      const residue = (at - start0 - phase) / 3 + 1;
      return { code: 'internal-stop', reason: `codon ${residue} of its CDS is the stop ${codon}` };
    }
    exceptions.set(at, isSec ? 'U' : 'X');
  }
  return {
    cds,
    cdsStartFound,
    cdsEndFound,
    phase,
    translationExceptions: [...exceptions]
      .map(([cdnaStart0, residue]): TranslationException => ({ cdnaStart0, residue }))
      .sort((a, b) => a.cdnaStart0 - b.cdnaStart0),
    completion,
  };
}

/** Without ATG, a codon counts where the file vouches for it or a 5' untranslated region precedes it. */
function isStart(codon: string, cdsStart0: number, model: TranscriptModel): boolean {
  if (codon === 'ATG') return true;
  if (model.geneticCode === 2) return MITOCHONDRIAL_STARTS.has(codon);
  if (model.startsWithoutAtg) return true;
  const same = [...'ATG'].filter((base, i) => codon.charAt(i) === base).length;
  return same === 2 && cdsStart0 > 0;
}

/** Residue by first base of its codon. */
function translationExceptions(
  model: TranscriptModel,
  cds: { readonly start0: number; readonly end0: number },
  cdna: string,
): Map<number, string> | Refusal {
  const residues = new Map<number, string>();
  const frame0 = cds.start0 + model.phase;
  for (const { start0, end0, residue } of model.exceptions) {
    for (let base0 = start0; base0 < end0; base0++) {
      const at = cdnaPosition(model, base0);
      if (at === null || at < frame0 || at >= cds.end0) {
        const reason = `its ${residue} at ${start0 + 1}-${end0} is outside of its CDS`;
        return { code: 'exception-outside-cds', reason };
      }
      residues.set(at - ((at - frame0) % 3), residue);
    }
  }
  for (const [at, residue] of residues) {
    const codon = cdna.slice(at, at + 3);
    if (residue === 'U' && codon !== 'TGA') {
      const reason = `its selenocysteine stands at ${codon}, not at TGA`;
      return { code: 'exception-off-frame', reason };
    }
  }
  return residues;
}

/** Place of a genomic base on the transcript; null between exons. */
function cdnaPosition({ exons, strand }: TranscriptModel, base0: number): number | null {
  let offset = 0;
  for (const { start0, end0 } of exons) {
    if (start0 <= base0 && base0 < end0) {
      return offset + (strand === 1 ? base0 - start0 : end0 - 1 - base0);
    }
    offset += end0 - start0;
  }
  return null;
}
