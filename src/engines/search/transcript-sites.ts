import { breathe, type Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import {
  BASE_CODES,
  type GuideSearch,
  LONGEST_PROTOSPACER,
  MOST_GUIDE_MISMATCHES,
} from '../../kernels/guide-search.js';
import type { Transcript } from '../genome/transcript.js';
import { contigAt, contigsFrom } from './contig-places.js';
import { type ContigStart, type LetterPiece, packBlocks } from './genome-block.js';
import {
  readSites,
  scanHere,
  type ScanText,
  scanTexts,
  type TextPlace,
  type TextScanner,
} from './offtarget-scan.js';
import { LONGEST_SHORT_PATTERN, shortPatternFinder } from './short-patterns.js';

/** What a search has to know of a transcript; its own sequence is DNA, upper case. */
export type SearchedTranscript = Pick<Transcript, 'cdna' | 'cds' | 'geneSymbol' | 'id'>;

/** A stretch to be found, 5' to 3' as the transcript reads: for a siRNA the reverse complement of its guide strand. */
export interface SitePattern {
  readonly name: string;
  /** A, C, G, T or U; 4-32. */
  readonly sequence: string;
}

export interface TranscriptSite<T extends SearchedTranscript = SearchedTranscript> {
  readonly pattern: SitePattern;
  readonly transcript: T;
  /** On the transcript. */
  readonly start0: number;
  readonly end0: number;
  /** What the transcript reads there, as DNA; N where its sequence is not known. */
  readonly found: string;
  readonly mismatches: number;
  /** Coding where one of its bases is. */
  readonly region: TranscriptRegion;
}

export type TranscriptRegion = '3utr' | '5utr' | 'coding' | 'non-coding';

const PATTERN_LENGTH = { least: 4, most: LONGEST_PROTOSPACER };
const ANY_BASE = 0b1111;
/** Before each transcript, so that its first base has a neighbour as the kernel wants. */
const LEAD = 'A';

/**
 * Every place of transcripts that reads like a pattern but for some substitutions, forward strand alone, as they are
 * found: in the order of the transcripts, then by start, then by pattern. Patterns of up to eight letters are looked up
 * in a table, longer ones by the guides' kernel, whose work `scan` may share out to threads.
 * @throws Error for patterns of different lengths, other letters or not 4-32 of them, or more than six mismatches, which
 * are bugs of the caller; InputError where two transcripts have one id; the signal's reason.
 */
export async function* findTranscriptSites<T extends SearchedTranscript>(
  transcripts: Iterable<T>,
  patterns: readonly SitePattern[],
  { mismatches }: { readonly mismatches: number },
  context: Context,
  scan: TextScanner = scanHere,
): AsyncGenerator<readonly TranscriptSite<T>[]> {
  if (patterns.length === 0) return;
  const search = patternSearch(patterns, mismatches);
  if ((patterns[0] as SitePattern).sequence.length <= LONGEST_SHORT_PATTERN) {
    yield* shortSites(transcripts, patterns, mismatches, context);
    return;
  }
  const searched = new Map<string, T>();
  const places: TextPlace[] = [];
  const texts = async function* (): AsyncGenerator<ScanText> {
    const pieces = transcriptPieces(transcripts, searched, context);
    for await (const { text, place } of scanTexts(packBlocks(pieces, 'transcripts'))) {
      places.push(place);
      yield text;
    }
  };
  let contigs: readonly ContigStart[] = [];
  for await (const { bytes } of scan(search, texts(), context)) {
    const place = places.shift() as TextPlace;
    const known = [...contigs, ...place.contigs];
    const sites: TranscriptSite<T>[] = [];
    const hits = [...readSites(bytes, search)].filter(({ strand }) => strand === 1);
    hits.sort((a, b) => a.pamStart - b.pamStart || a.guide - b.guide);
    for (const { start, letters, guide } of hits) {
      const index = contigAt(known, place.start + start);
      const contig = known[index] as ContigStart;
      const transcript = searched.get(contig.name) as T;
      const start0 = place.start + start - contig.start;
      const end0 = start0 + letters.length - LEAD.length;
      if (end0 > transcript.cdna.length) continue;
      const found = letters.slice(LEAD.length);
      const pattern = patterns[guide] as SitePattern;
      sites.push({
        pattern,
        transcript,
        start0,
        end0,
        found,
        mismatches: mismatchesBetween(asDna(pattern.sequence), found),
        region: regionOf(transcript, start0, end0),
      });
    }
    contigs = contigsFrom(known, place.pamEnd);
    for (const { name } of known.slice(0, known.length - contigs.length)) searched.delete(name);
    if (sites.length > 0) yield sites;
    context.report({ step: 'transcript bases searched', done: place.pamEnd, total: null });
    context.signal.throwIfAborted();
  }
}

/** About 20 ms of work between two looks at the abort signal. */
const BASES_A_BREATH = 500_000;

async function* shortSites<T extends SearchedTranscript>(
  transcripts: Iterable<T>,
  patterns: readonly SitePattern[],
  mismatches: number,
  context: Context,
): AsyncGenerator<readonly TranscriptSite<T>[]> {
  const sequences = patterns.map(({ sequence }) => asDna(sequence));
  const length = (sequences[0] as string).length;
  const find = shortPatternFinder(sequences, mismatches);
  const ids = new Set<string>();
  let sites: TranscriptSite<T>[] = [];
  let bases = 0;
  let breathedAt = 0;
  for (const transcript of transcripts) {
    if (ids.has(transcript.id)) throw twice(transcript.id);
    ids.add(transcript.id);
    const { cdna } = transcript;
    for (const { start0, patterns: fitting } of find(cdna)) {
      const end0 = start0 + length;
      const read = cdna.slice(start0, end0);
      const letters = /^[ACGT]+$/.test(read) ? read : read.replaceAll(/[^ACGT]/g, 'N');
      const region = regionOf(transcript, start0, end0);
      for (const i of fitting) {
        const differing = mismatches === 0 ? 0 : mismatchesBetween(sequences[i] as string, letters);
        sites.push({
          pattern: patterns[i] as SitePattern,
          transcript,
          start0,
          end0,
          found: letters,
          mismatches: differing,
          region,
        });
      }
    }
    bases += cdna.length;
    if (bases - breathedAt < BASES_A_BREATH) continue;
    breathedAt = bases;
    if (sites.length > 0) yield sites;
    sites = [];
    context.report({ step: 'transcript bases searched', done: bases, total: null });
    await breathe(context);
  }
  if (sites.length > 0) yield sites;
}

function twice(id: string): InputError {
  return new InputError(`there are two transcripts called ${id}`, {
    hint: 'a name may stand once, or a place could mean either',
  });
}

/** A pattern beside any base: the kernel's guide without a PAM. */
function patternSearch(patterns: readonly SitePattern[], mismatches: number): GuideSearch {
  const length = patterns[0]?.sequence.length ?? 0;
  if (length < PATTERN_LENGTH.least || length > PATTERN_LENGTH.most) {
    const { least, most } = PATTERN_LENGTH;
    throw new Error(`a pattern of ${length} letters is not of ${least} to ${most}`);
  }
  if (!Number.isInteger(mismatches) || mismatches < 0 || mismatches > MOST_GUIDE_MISMATCHES) {
    throw new Error(`${mismatches} mismatches are not 0 to ${MOST_GUIDE_MISMATCHES}`);
  }
  const guides = patterns.map(({ name, sequence }) => {
    if (!/^[ACGTU]+$/.test(sequence) || sequence.length !== length) {
      throw new Error(`pattern ${name} is not ${length} letters A, C, G, T or U`);
    }
    return Uint8Array.from(asDna(sequence), (base) => BASE_CODES[base as keyof typeof BASE_CODES]);
  });
  return {
    pam: [ANY_BASE],
    pamSide: '5prime',
    guides,
    maxMismatches: mismatches,
    dnaBulge: 0,
    rnaBulge: 0,
  };
}

function asDna(letters: string): string {
  return letters.replaceAll('U', 'T');
}

/** About 10 ms of decoding between two looks at the abort signal. */
const TRANSCRIPTS_A_BREATH = 500;

async function* transcriptPieces<T extends SearchedTranscript>(
  transcripts: Iterable<T>,
  searched: Map<string, T>,
  context: Context,
): AsyncGenerator<LetterPiece> {
  const encoder = new TextEncoder();
  let count = 0;
  for (const transcript of transcripts) {
    if (count++ % TRANSCRIPTS_A_BREATH === 0) await breathe(context);
    searched.set(transcript.id, transcript);
    const letters = encoder.encode(LEAD + transcript.cdna);
    yield { name: transcript.id, start0: 0, letters };
  }
}

function mismatchesBetween(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}

function regionOf({ cds }: SearchedTranscript, start0: number, end0: number): TranscriptRegion {
  if (cds === null) return 'non-coding';
  if (end0 <= cds.start0) return '5utr';
  return start0 >= cds.end0 ? '3utr' : 'coding';
}
