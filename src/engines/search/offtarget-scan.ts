import { breathe, type Context } from '../../core/context.js';
import {
  baseAt,
  type BasePlanes,
  createGuideScanner,
  type GuideHit,
  type GuideScanner,
  type GuideSearch,
  UNKNOWN_BASE,
} from '../../kernels/guide-search.js';
import type { ContigStart, GenomeBlock } from './genome-block.js';

/** Bases on either side of a PAM within which its site lies; a whole number of bytes. */
export const SITE_REACH = 64;
const TAIL_BASES = 2 * SITE_REACH;

/** Part of a genome to scan, with the bases before it that its sites may reach into. */
export interface ScanText {
  /** The three planes, one after the other. */
  readonly bytes: Uint8Array;
  readonly bases: number;
  /** PAMs that start in `[from, to)` of this text are its own. */
  readonly from: number;
  readonly to: number;
}

/** What the scan of a text has to be put in its place with. */
export interface TextPlace {
  /** Place of the text's first base among all bases of the genome. */
  readonly start: number;
  readonly bases: number;
  /** End of the text's own PAMs, in the genome. */
  readonly pamEnd: number;
  /** Sequences that begin in the text's block. */
  readonly contigs: readonly ContigStart[];
}

/** Hits as bytes (see `readSites`), for each text in turn. */
export type TextScanner = (
  search: GuideSearch,
  texts: AsyncIterable<ScanText>,
  context: Context,
) => AsyncIterable<{ readonly bytes: Uint8Array }>;

/** Cuts the blocks of a genome so that each PAM is in one text, with all of its site that the genome has. */
export async function* scanTexts(
  blocks: AsyncIterable<GenomeBlock>,
): AsyncGenerator<{ readonly text: ScanText; readonly place: TextPlace }> {
  let before: GenomeBlock | null = null;
  let tail: BasePlanes | null = null;
  const made = (block: GenomeBlock, isLast: boolean) => {
    const planes = tail === null ? block.planes : joined(tail, block.planes);
    const start = block.start - (tail?.bases ?? 0);
    const to = isLast ? planes.bases : planes.bases - SITE_REACH;
    const from = tail === null ? 0 : SITE_REACH;
    tail = isLast ? null : lastBases(planes, TAIL_BASES);
    const bytes = new Uint8Array(3 * planes.known.length);
    for (const [i, plane] of [planes.bit0, planes.bit1, planes.known].entries()) {
      bytes.set(plane, i * plane.length);
    }
    return {
      text: { bytes, bases: planes.bases, from, to },
      place: { start, bases: planes.bases, pamEnd: start + to, contigs: block.contigs },
    };
  };
  for await (const block of blocks) {
    if (before !== null) yield made(before, false);
    before = block;
  }
  if (before !== null) yield made(before, true);
}

function joined(a: BasePlanes, b: BasePlanes): BasePlanes {
  const join = (first: Uint8Array, second: Uint8Array): Uint8Array => {
    const both = new Uint8Array(first.length + second.length);
    both.set(first);
    both.set(second, first.length);
    return both;
  };
  return {
    bases: a.bases + b.bases,
    bit0: join(a.bit0, b.bit0),
    bit1: join(a.bit1, b.bit1),
    known: join(a.known, b.known),
  };
}

function lastBases({ bases, bit0, bit1, known }: BasePlanes, count: number): BasePlanes {
  if (bases % 8 !== 0 || bases < count) throw new Error('a block but the last is too short');
  const last = (plane: Uint8Array): Uint8Array => plane.slice(-count / 8);
  return { bases: count, bit0: last(bit0), bit1: last(bit1), known: last(known) };
}

function planesOf({ bytes, bases }: ScanText): BasePlanes {
  const length = Math.ceil(bases / 8);
  const plane = (i: number): Uint8Array => bytes.subarray(i * length, (i + 1) * length);
  return { bases, bit0: plane(0), bit1: plane(1), known: plane(2) };
}

/** A hit with the letters of its site. */
export interface FoundSite extends GuideHit {
  /** First base of protospacer and PAM on the forward strand, in the text; below zero before it. */
  readonly start: number;
  /** Protospacer and PAM as they follow on the guide's strand, N where unknown. */
  readonly letters: string;
}

/** Bytes of a site: u32 PAM start, u32 guide, i8 strand, i8 bulge, u8 letters, u8 unused, 40 letters. */
const SITE_BYTES = 52;
const LETTERS_AT = 12;
/** In the order of their codes. */
const LETTERS = 'ACTGN';

/** Sites as they pass between threads. */
class SiteWriter {
  #bytes = new Uint8Array(64 * SITE_BYTES);
  #length = 0;

  write(hit: GuideHit, search: GuideSearch, text: BasePlanes): void {
    if (this.#length + SITE_BYTES > this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#bytes.length);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    const { start, end } = extentOf(hit, search);
    const view = new DataView(this.#bytes.buffer, this.#length, SITE_BYTES);
    view.setUint32(0, hit.pamStart, true);
    view.setUint32(4, hit.guide, true);
    view.setInt8(8, hit.strand);
    view.setInt8(9, hit.bulge);
    view.setUint8(10, end - start);
    for (let i = 0; i < end - start; i++) {
      const code = baseAt(text, hit.strand === 1 ? start + i : end - 1 - i);
      const read = hit.strand === 1 || code === UNKNOWN_BASE ? code : code ^ 2;
      view.setUint8(LETTERS_AT + i, LETTERS.charCodeAt(read));
    }
    this.#length += SITE_BYTES;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

function extentOf(
  { pamStart, strand, guide, bulge }: GuideHit,
  { pam, pamSide, guides }: GuideSearch,
): { readonly start: number; readonly end: number } {
  const protospacer = (guides[guide] as Uint8Array).length + bulge;
  const pamIsRight = (pamSide === '3prime') === (strand === 1);
  return pamIsRight
    ? { start: pamStart - protospacer, end: pamStart + pam.length }
    : { start: pamStart, end: pamStart + pam.length + protospacer };
}

/** Reads what the scan of a text has written. */
export function* readSites(bytes: Uint8Array, search: GuideSearch): Generator<FoundSite> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; at += SITE_BYTES) {
    const hit: GuideHit = {
      pamStart: view.getUint32(at, true),
      guide: view.getUint32(at + 4, true),
      strand: view.getInt8(at + 8) === 1 ? 1 : -1,
      bulge: view.getInt8(at + 9),
    };
    const from = at + LETTERS_AT;
    const letters = decoder.decode(bytes.subarray(from, from + view.getUint8(at + 10)));
    yield { ...hit, start: extentOf(hit, search).start, letters };
  }
}

/** Scans texts one after the other without a pause: what a thread does. */
export async function threadScanner(
  search: GuideSearch,
): Promise<(text: ScanText) => { readonly bytes: Uint8Array }> {
  const scanner = await createGuideScanner(search);
  return (text) => {
    const writer = new SiteWriter();
    for (const _ of scanSteps(scanner, search, text, writer));
    return { bytes: writer.bytes() };
  };
}

function* scanSteps(
  scanner: GuideScanner,
  search: GuideSearch,
  text: ScanText,
  writer: SiteWriter,
): Generator<void> {
  const planes = planesOf(text);
  for (const hits of scanner.find(planes, text.from, text.to)) {
    for (const hit of hits) writer.write(hit, search, planes);
    yield;
  }
}

/** Scans in the calling thread; stops some 10 ms after an abort. */
export const scanHere: TextScanner = async function* (search, texts, context) {
  const scanner = await createGuideScanner(search);
  for await (const text of texts) {
    const writer = new SiteWriter();
    for (const _ of scanSteps(scanner, search, text, writer)) await breathe(context);
    yield { bytes: writer.bytes() };
  }
};
