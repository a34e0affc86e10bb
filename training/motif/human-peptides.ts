import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { AMINO_ACIDS, residueCode } from '../../src/core/amino-acids.js';
import type { Peptide } from '../../src/core/brands.js';
import type { SeededRandom } from '../../src/core/seeded-random.js';

/** The proteins one after the other, with breaks where no peptide may run across. */
export interface HumanProteome {
  /** Upper case, `-` before each protein; other letters than the twenty stay in. */
  readonly sequence: string;
  /** Standard residues in a row from each place on, at most 255. */
  readonly runLengths: Uint8Array;
  /** Amino-acid frequencies, 20, order of `AMINO_ACIDS`. */
  readonly frequencies: Float64Array;
}

/** Reads a gzipped protein FASTA. */
export function readHumanProteome(path: string): HumanProteome {
  const lines = gunzipSync(readFileSync(path)).toString('latin1').split('\n');
  return proteomeOf(lines.map((line) => (line.startsWith('>') ? '-' : line)).join(''));
}

/** `sequence` as in `HumanProteome`. */
export function proteomeOf(sequence: string): HumanProteome {
  const counts = new Float64Array(AMINO_ACIDS.length);
  const runLengths = new Uint8Array(sequence.length);
  let residues = 0;
  let run = 0;
  for (let i = sequence.length - 1; i >= 0; i--) {
    const code = residueCode(sequence, i);
    if (code < 0) run = 0;
    else {
      run = Math.min(255, run + 1);
      counts[code] = (counts[code] as number) + 1;
      residues++;
    }
    runLengths[i] = run;
  }
  return { sequence, runLengths, frequencies: counts.map((count) => count / residues) };
}

/** Peptides of one length from places drawn uniformly over the proteome, with replacement. */
export function drawHumanPeptides(
  { sequence, runLengths }: HumanProteome,
  {
    count,
    length,
    random,
  }: { readonly count: number; readonly length: number; readonly random: SeededRandom },
): readonly Peptide[] {
  const peptides: Peptide[] = [];
  while (peptides.length < count) {
    const start = random.below(sequence.length);
    if ((runLengths[start] as number) >= length) {
      peptides.push(sequence.slice(start, start + length) as Peptide);
    }
  }
  return peptides;
}
