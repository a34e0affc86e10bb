import { InputError } from '../../core/errors.js';
import { guideLetters } from './guide-letters.js';
import type { GuideScoreTables } from './guide-score-tables.js';

/** 4 nt, the 20 nt protospacer, NGG, 3 nt. */
export const CONTEXT_LENGTH = 30;

/** The 30-mer as upper-case bases. @throws InputError for another length, a letter besides A, C, G, T, or no NGG behind the protospacer. */
export function guideContext(bases: string): string {
  const context = guideLetters(bases, CONTEXT_LENGTH, 'the context of a guide');
  if (context.slice(25, 27) !== 'GG') {
    throw new InputError(`the PAM is ${context.slice(24, 27)}, the score is for NGG only`);
  }
  return context;
}

/** G and C among the 20 nt of the protospacer. */
export function gcOfProtospacer(context: string): number {
  return context.slice(4, 24).replaceAll(/[AT]/g, '').length;
}

/**
 * Rule Set 1 of a 30-mer, 0 to 1, higher cuts better (Doench 2014, doi 10.1038/nbt.3026): a logistic model of
 * single and double bases at their places and of the protospacer's G and C.
 * @throws InputError as `guideContext`.
 */
export function ruleSet1Score({ ruleSet1 }: GuideScoreTables, bases: string): number {
  const context = guideContext(bases);
  const gc = gcOfProtospacer(context);
  let sum = ruleSet1.intercept;
  sum += gc < 10 ? (10 - gc) * ruleSet1.gcLow : (gc - 10) * ruleSet1.gcHigh;
  for (const { motif, place, weight } of ruleSet1.terms) {
    if (context.startsWith(motif, place - 1)) sum += weight;
  }
  return 1 / (1 + Math.exp(-sum));
}
