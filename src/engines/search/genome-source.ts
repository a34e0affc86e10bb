import { readFastaPieces } from '../../formats/fasta/read-fasta.js';
import type { ByteSource } from '../../formats/text/byte-source.js';
import { isTwoBit, readTwoBitPieces } from '../../formats/twobit/read-twobit.js';
import { type GenomeSource, type LetterPiece, packBlocks } from './genome-block.js';
import { isGenomeIndex, readGenomeIndex } from './genome-index.js';
import type { Sha256Hex } from './genome-index-format.js';

/** What a file holds, by its first bytes; FASTA unless they say otherwise. */
type GenomeForm = 'fasta' | 'twobit' | 'index';

async function formOf(source: ByteSource): Promise<GenomeForm> {
  const head: number[] = [];
  for await (const chunk of source.bytes()) {
    head.push(...chunk.subarray(0, 8 - head.length));
    if (head.length >= 8) break;
  }
  const bytes = Uint8Array.from(head);
  if (isGenomeIndex(bytes)) return 'index';
  return isTwoBit(bytes) ? 'twobit' : 'fasta';
}

async function* fastaLetters(source: ByteSource, signal: AbortSignal): AsyncGenerator<LetterPiece> {
  for await (const { header, start0, letters } of readFastaPieces(source, { signal })) {
    yield { name: header.id, start0, letters };
  }
}

/**
 * A genome from FASTA (plain, gzip, bgzip), 2bit or an index built from one of them; the file itself tells which.
 * `sha256` checks an index.
 */
export function openGenome(source: ByteSource, sha256: Sha256Hex): GenomeSource {
  return {
    name: source.name,
    async *blocks({ signal }) {
      switch (await formOf(source)) {
        case 'index':
          yield* readGenomeIndex(source, sha256, signal);
          return;
        case 'twobit':
          yield* packBlocks(readTwoBitPieces(source, { signal }), source.name);
          return;
        case 'fasta':
          yield* packBlocks(fastaLetters(source, signal), source.name);
      }
    },
  };
}
