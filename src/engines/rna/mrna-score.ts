import { type Context, quietContext } from '../../core/context.js';
import { InputError, type InputPlace, OptionError } from '../../core/errors.js';
import { codonAdaptation, type CodonUsage, translateMrna } from './codon-usage.js';
import { type MrnaConstraints, requireSensible } from './constraints.js';
import { checkConstraints, type ConstraintResult } from './constraints-check.js';
import type { Dangles, EnergyModel } from './energy-model.js';
import { foldRna } from './fold.js';
import { parseDotBracket } from './structure.js';

/** Where an mRNA is translated, 0-based and half-open, stop codon included. */
interface CodingPart {
  readonly start0: number;
  readonly end0: number;
  /** How it was found. */
  readonly because:
    | 'given'
    | 'the whole is one open reading frame'
    | 'longest open reading frame from AUG';
}

export interface MrnaScore {
  /** A, C, G, U. */
  readonly sequence: string;
  readonly structure: string;
  readonly freeEnergyKcal: number;
  readonly dangles: Dangles;
  /** Null where no part can be translated. */
  readonly coding: CodingPart | null;
  /** With `*` where a stop codon ends it. */
  readonly protein: string | null;
  readonly cai: number | null;
  readonly gcShare: number;
  readonly uridineShare: number;
  /** Of the whole mRNA, untranslated ends and poly(A) tail included. */
  readonly constraints: readonly ConstraintResult[];
}

export interface ScoreOptions {
  readonly model: EnergyModel;
  readonly usage: CodonUsage;
  readonly constraints: MrnaConstraints;
  readonly dangles?: Dangles;
  /** 0-based, half-open. */
  readonly coding?: readonly [start0: number, end0: number];
}

/** RNA letters of a sequence given as RNA or DNA. @throws InputError with the place for any other letter. */
export function readMrna(letters: string, name: string, place: InputPlace = {}): string {
  const sequence = letters.toUpperCase().replaceAll('T', 'U');
  const odd = sequence.search(/[^ACGU]/);
  if (odd >= 0) {
    throw new InputError(`${name}: base ${odd + 1} is ${sequence[odd]}, not A, C, G, U or T`, {
      ...place,
      hint: /[DEFHIKLMNPQRSVWY]/.test(sequence)
        ? 'this looks like a protein: `rna design` makes an mRNA for one'
        : 'an mRNA to judge has no gaps and no ambiguous bases',
    });
  }
  if (sequence === '') throw new InputError(`${name}: no bases`, place);
  return sequence;
}

function codingPart(
  sequence: string,
  given: readonly [number, number] | undefined,
): CodingPart | null {
  if (given !== undefined) {
    const [start0, end0] = given;
    if (!(start0 >= 0 && end0 > start0 && end0 <= sequence.length && (end0 - start0) % 3 === 0)) {
      throw new OptionError(
        `${start0 + 1}-${end0} is no row of whole codons within ${sequence.length} bases`,
        '--cds',
      );
    }
    return { start0, end0, because: 'given' };
  }
  if (sequence.length % 3 === 0 && !translateMrna(sequence).slice(0, -1).includes('*')) {
    return { start0: 0, end0: sequence.length, because: 'the whole is one open reading frame' };
  }
  let longest: CodingPart | null = null;
  for (const { index: start0 } of sequence.matchAll(/(?=AUG)/g)) {
    const protein = translateMrna(sequence.slice(start0));
    const stop = protein.indexOf('*');
    if (stop < 0) continue;
    const end0 = start0 + 3 * (stop + 1);
    if (longest === null || end0 - start0 > longest.end0 - longest.start0)
      longest = { start0, end0, because: 'longest open reading frame from AUG' };
  }
  return longest;
}

/**
 * Judges an mRNA as a design is judged: free energy of its fold, CAI of its coding part, and each constraint.
 * @throws OptionError for a coding part that is none.
 */
export async function scoreMrna(
  sequence: string,
  { model, usage, constraints, dangles = 'none', coding: given }: ScoreOptions,
  context: Context = quietContext(),
): Promise<MrnaScore> {
  requireSensible(constraints);
  const coding = codingPart(sequence, given);
  const { structure, energyKcal } = await foldRna(sequence, { model, dangles }, context);
  const translated = coding === null ? null : sequence.slice(coding.start0, coding.end0);
  return {
    sequence,
    structure,
    freeEnergyKcal: energyKcal,
    dangles,
    coding,
    protein: translated === null ? null : translateMrna(translated),
    cai: translated === null ? null : codonAdaptation(translated, usage),
    gcShare: shareOf(sequence, /[GC]/g),
    uridineShare: shareOf(sequence, /U/g),
    constraints: checkConstraints(sequence, parseDotBracket(structure), constraints),
  };
}

/** Share of the bases that `letters`, a global expression, finds. */
export function shareOf(sequence: string, letters: RegExp): number {
  return (sequence.match(letters)?.length ?? 0) / sequence.length;
}
