import { baseAt } from '../../kernels/guide-search.js';
import type { GenomeBlock } from './genome-block.js';

/** Part of a sequence whose letters are wanted. */
export interface WantedStretch {
  readonly start0: number;
  readonly end0: number;
}

/** A stretch as the genome reads it: upper case, N where unknown; shorter where the sequence ends in it. */
export interface ReadStretch<T extends WantedStretch> {
  readonly stretch: T;
  readonly letters: string;
}

interface OpenStretch<T> {
  readonly stretch: T;
  letters: string;
}

/** In the order of the codes of bases, the unknown one last. */
const LETTERS = 'ACTGN';

/** What a reader asks and tells. */
export interface StretchHost<T extends WantedStretch> {
  /** The stretches of a sequence by their start, null where none is wanted of it. */
  stretchesOf(contig: string): Iterator<T> | null;
  /** Called in the order of their ends. */
  ready(read: ReadStretch<T>): void;
  ended?(contig: string, length: number): void;
}

/** Reads stretches of a genome from its blocks as they pass. */
export class StretchReader<T extends WantedStretch> {
  readonly #host: StretchHost<T>;
  #contig: { readonly name: string; readonly start: number } | null = null;
  #stretches: Iterator<T> | null = null;
  #next: T | null = null;
  #open: OpenStretch<T>[] = [];
  /** Of what was read, among all bases of the genome. */
  #end = 0;

  constructor(host: StretchHost<T>) {
    this.#host = host;
  }

  take(block: GenomeBlock): void {
    const end = block.start + block.planes.bases;
    for (const [i, { name, start }] of block.contigs.entries()) {
      if (i === 0) this.#read(block, start);
      this.close();
      this.#contig = { name, start };
      this.#stretches = this.#host.stretchesOf(name);
      this.#advance();
      this.#read(block, block.contigs[i + 1]?.start ?? end);
    }
    if (block.contigs.length === 0) this.#read(block, end);
  }

  /** The sequence that was being read has ended. */
  close(): void {
    for (const one of this.#open) this.#host.ready(one);
    this.#open = [];
    // Stretches beyond the end come with no letters.
    while (this.#next !== null) {
      this.#host.ready({ stretch: this.#next, letters: '' });
      this.#advance();
    }
    if (this.#contig !== null) {
      this.#host.ended?.(this.#contig.name, this.#end - this.#contig.start);
    }
    this.#contig = null;
    this.#stretches = null;
  }

  #advance(): void {
    const next = this.#stretches?.next();
    this.#next = next === undefined || next.done === true ? null : next.value;
  }

  /** Up to a place among all bases of the genome. */
  #read(block: GenomeBlock, to: number): void {
    this.#end = to;
    if (this.#contig === null) return;
    const { start } = this.#contig;
    const from0 = Math.max(block.start, start) - start;
    const to0 = to - start;
    while (this.#next !== null && this.#next.start0 < to0) {
      this.#open.push({ stretch: this.#next, letters: '' });
      this.#advance();
    }
    const left: OpenStretch<T>[] = [];
    for (const one of this.#open) {
      const { start0, end0 } = one.stretch;
      const until0 = Math.min(end0, to0);
      const offset = start - block.start;
      for (let at0 = Math.max(start0, from0); at0 < until0; at0++) {
        one.letters += LETTERS.charAt(baseAt(block.planes, offset + at0));
      }
      if (until0 < end0) left.push(one);
      else this.#host.ready(one);
    }
    this.#open = left;
  }
}
