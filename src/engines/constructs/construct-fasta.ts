import { writeFasta } from '../../formats/fasta/write-fasta.js';
import type { Construct } from './construct.js';

/** The constructs as FASTA, in the letters of their alphabet (U in RNA). */
export function constructFasta(constructs: readonly Construct[]): string {
  return writeFasta(
    constructs.map(({ id, name, alphabet, topology, sequence }) => ({
      id,
      description: `${name} [${alphabet}, ${topology}, ${sequence.length} ${alphabet === 'protein' ? 'aa' : 'nt'}]`,
      sequence,
    })),
  );
}
