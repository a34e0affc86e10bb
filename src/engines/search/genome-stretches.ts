import type { Context } from '../../core/context.js';
import { plainChromosome } from '../genome/chromosome-names.js';
import type { GenomeSource } from './genome-block.js';
import { StretchReader, type WantedStretch } from './stretch-reader.js';

/** A stretch of a chromosome, whatever its spelling. */
export interface GenomeStretch extends WantedStretch {
  readonly chromosome: string;
}

/**
 * The letters of stretches of a genome, in one pass over it: upper case, N where unknown, shorter where the sequence
 * ends. A stretch of a sequence that the genome does not have is not among them.
 * @throws as the genome does; the signal's reason.
 */
export async function readGenomeStretches<T extends GenomeStretch>(
  genome: GenomeSource,
  wanted: readonly T[],
  context: Context,
): Promise<ReadonlyMap<T, string>> {
  const found = new Map<T, string>();
  const byChromosome = new Map<string, T[]>();
  for (const stretch of wanted) {
    const chromosome = plainChromosome(stretch.chromosome);
    const list = byChromosome.get(chromosome);
    if (list === undefined) byChromosome.set(chromosome, [stretch]);
    else list.push(stretch);
  }
  const reader = new StretchReader<T>({
    stretchesOf: (contig) => {
      const chromosome = plainChromosome(contig);
      const list = byChromosome.get(chromosome);
      if (list === undefined) return null;
      byChromosome.delete(chromosome);
      return list.sort((a, b) => a.start0 - b.start0).values();
    },
    ready: ({ stretch, letters }) => found.set(stretch, letters),
  });
  let bases = 0;
  for await (const block of genome.blocks(context)) {
    reader.take(block);
    bases += block.planes.bases;
    context.report({ step: 'bases of the genome read', done: bases, total: null });
    context.signal.throwIfAborted();
    if (byChromosome.size === 0 && found.size === wanted.length) break;
  }
  reader.close();
  return found;
}
