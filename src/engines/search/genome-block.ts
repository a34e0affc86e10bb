import type { Context } from '../../core/context.js';
import { InputError } from '../../core/errors.js';
import { type BasePlanes, createBasePacker } from '../../kernels/guide-search.js';

/** Where a sequence begins among all bases of a genome; it ends where the next begins. */
export interface ContigStart {
  readonly name: string;
  readonly start: number;
}

/** Bases that follow each other; sequences are joined without a gap. */
export interface GenomeBlock {
  /** Place of the first base among all bases of the genome. */
  readonly start: number;
  readonly planes: BasePlanes;
  /** Sequences that begin in this block, in order. */
  readonly contigs: readonly ContigStart[];
}

/** A genome to be searched, in blocks of one size but the last; may be read more than once. */
export interface GenomeSource {
  /** Base name of the file. */
  readonly name: string;
  /** @throws InputError where the file cannot be read; the signal's reason. */
  blocks(context: Context): AsyncIterable<GenomeBlock>;
}

/** Consecutive letters of one sequence. */
export interface LetterPiece {
  readonly name: string;
  readonly start0: number;
  /** ASCII. */
  readonly letters: Uint8Array;
}

/** 1.5 MB of planes; a whole number of bytes, and far more than a site. */
export const BLOCK_BASES = 1 << 22;

/**
 * Packs the letters of a genome into blocks.
 * @throws InputError where two sequences have one name.
 */
export async function* packBlocks(
  pieces: AsyncIterable<LetterPiece>,
  file: string,
  blockBases: number = BLOCK_BASES,
): AsyncGenerator<GenomeBlock> {
  const pack = await createBasePacker();
  const letters = new Uint8Array(blockBases);
  const names = new Set<string>();
  let start = 0;
  let filled = 0;
  let contigs: ContigStart[] = [];
  const block = (): GenomeBlock => {
    const made = { start, planes: pack(letters.subarray(0, filled)), contigs };
    start += filled;
    filled = 0;
    contigs = [];
    return made;
  };
  for await (const piece of pieces) {
    if (piece.start0 === 0) {
      if (names.has(piece.name)) {
        throw new InputError(`there are two sequences called ${piece.name}`, {
          file,
          hint: 'a name may stand once, or a position could mean either',
        });
      }
      names.add(piece.name);
      // Only a block with room can hold the beginning of a sequence.
      if (filled === blockBases) yield block();
      contigs.push({ name: piece.name, start: start + filled });
    }
    for (let from = 0; from < piece.letters.length;) {
      if (filled === blockBases) yield block();
      const part = piece.letters.subarray(from, from + blockBases - filled);
      letters.set(part, filled);
      filled += part.length;
      from += part.length;
    }
  }
  if (filled > 0 || contigs.length > 0) yield block();
}
