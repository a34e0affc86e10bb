import { OptionError } from '../../core/errors.js';
import { translateCodons } from '../genome/consequence/codons.js';
import type { Range } from './part.js';
import { asDna } from './strands.js';

/** A run of one letter. */
export interface LetterRun extends Range {
  readonly letter: string;
}

/** Runs of one letter of at least `length`, by place. */
export function homopolymerRuns(sequence: string, length: number): readonly LetterRun[] {
  if (!Number.isInteger(length) || length < 2) {
    throw new OptionError(`a run of ${length} is none`, 'homopolymer', 'from 2 on');
  }
  const runs: LetterRun[] = [];
  for (let start0 = 0, end0 = 0; start0 < sequence.length; start0 = end0) {
    const letter = sequence[start0] as string;
    while (sequence[end0] === letter) end0++;
    if (end0 - start0 >= length) runs.push({ letter, start0, end0 });
  }
  return runs;
}

/** Fraction of G and C, 0 to 1; null for an empty sequence. */
export function gcFraction(sequence: string): number | null {
  return sequence === '' ? null : gcCount(sequence) / sequence.length;
}

function gcCount(sequence: string): number {
  let count = 0;
  for (const letter of sequence) if (letter === 'G' || letter === 'C') count++;
  return count;
}

/** A stretch in which every window lies on one side of the limits. */
export interface GcStretch extends Range {
  readonly problem: 'too low' | 'too high';
  /** The most extreme window in it, 0 to 1. */
  readonly extreme: number;
}

/**
 * Where windows of `window` letters have less than `lowest` or more than `highest` of G and C (fractions);
 * windows next to each other are one stretch. A sequence shorter than the window is one window.
 */
export function gcWindows(
  sequence: string,
  limits: { readonly window: number; readonly lowest: number; readonly highest: number },
): readonly GcStretch[] {
  const { lowest, highest } = limits;
  const window = Math.min(limits.window, sequence.length);
  if (window < 1) return [];
  const stretches: GcStretch[] = [];
  let count = gcCount(sequence.slice(0, window));
  for (let start0 = 0; ; start0++) {
    const fraction = count / window;
    if (fraction < lowest || fraction > highest) {
      extend(stretches, {
        start0,
        end0: start0 + window,
        problem: fraction < lowest ? 'too low' : 'too high',
        extreme: fraction,
      });
    }
    if (start0 + window >= sequence.length) return stretches;
    count += gcCount(sequence[start0 + window] as string) - gcCount(sequence[start0] as string);
  }
}

/** Adds a window, to the last stretch where it is of the same kind and the window one further on. */
function extend(stretches: GcStretch[], next: GcStretch): void {
  const last = stretches.at(-1);
  if (last?.problem !== next.problem || last.end0 + 1 !== next.end0) {
    stretches.push(next);
    return;
  }
  const pick = next.problem === 'too low' ? Math.min : Math.max;
  stretches[stretches.length - 1] = {
    ...last,
    end0: next.end0,
    extreme: pick(last.extreme, next.extreme),
  };
}

/** An open reading frame of the top strand, stop codon included. */
export interface OpenReadingFrame extends Range {
  readonly frame: 0 | 1 | 2;
  /** Without the stop. */
  readonly protein: string;
}

/** From each first AUG to its stop, on the top strand, at least `residues` long; one without a stop is none. */
export function openReadingFrames(sequence: string, residues: number): readonly OpenReadingFrame[] {
  const dna = asDna(sequence);
  const found: OpenReadingFrame[] = [];
  for (const frame of [0, 1, 2] as const) {
    const protein = translateCodons(dna.slice(frame), 1);
    let from = 0;
    for (let stop = protein.indexOf('*'); stop >= 0; stop = protein.indexOf('*', from)) {
      const start = startIn(dna, frame, from, stop);
      if (start !== null && stop - start >= residues) {
        found.push({
          frame,
          start0: frame + 3 * start,
          end0: frame + 3 * stop + 3,
          protein: protein.slice(start, stop),
        });
      }
      from = stop + 1;
    }
  }
  return found.sort((a, b) => a.start0 - b.start0);
}

function startIn(dna: string, frame: number, from: number, stop: number): number | null {
  for (let codon = from; codon < stop; codon++) {
    if (dna.startsWith('ATG', frame + 3 * codon)) return codon;
  }
  return null;
}

export type FrameProblem =
  | { readonly kind: 'length'; readonly basesOver: number }
  | { readonly kind: 'no start'; readonly codon: string }
  | { readonly kind: 'no stop'; readonly codon: string }
  | { readonly kind: 'internal stop'; readonly residue1: number }
  | { readonly kind: 'unknown letter'; readonly residue1: number };

/** What keeps a CDS from being read from its first to its last codon; empty where nothing does. */
export function readingFrameProblems(cds: string): readonly FrameProblem[] {
  const dna = asDna(cds);
  const problems: FrameProblem[] = [];
  if (dna.length % 3 !== 0) problems.push({ kind: 'length', basesOver: dna.length % 3 });
  if (!dna.startsWith('ATG')) problems.push({ kind: 'no start', codon: dna.slice(0, 3) });
  const protein = translateCodons(dna, 1);
  // Several stop codons in a row at the end are one end.
  const body = protein.replace(/\*+$/, '');
  if (body === protein) {
    problems.push({
      kind: 'no stop',
      codon: dna.slice(3 * protein.length - 3, 3 * protein.length),
    });
  }
  for (const [i, residue] of [...body].entries()) {
    if (residue === '*') problems.push({ kind: 'internal stop', residue1: i + 1 });
    if (residue === 'X') problems.push({ kind: 'unknown letter', residue1: i + 1 });
  }
  return problems;
}
