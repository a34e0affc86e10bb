import { isPeptide, type Peptide } from '../../../core/brands.js';
import type { MhcClass } from '../../presentation/presentation-model.js';
import { type NewBinder, newPeptides, type PeptideJudge } from './junctions.js';
import type { OrderedEpitopes } from './order-epitopes.js';
import type { ConstructParts } from './pair-junctions.js';

/** What the whole construct makes that its junctions, taken one by one, were not judged for. */
export interface OtherPeptides {
  readonly strongBinders: readonly NewBinder[];
  /** As in a junction's judgement. */
  readonly healthy: readonly string[];
}

const LENGTHS: readonly (readonly [MhcClass, number])[] = [
  ['I', 8],
  ['I', 9],
  ['I', 10],
  ['I', 11],
  ['II', 15],
];

/** Reads the construct from end to end: 8-11-mers that cross two junctions at once, and class II 15-mers. */
export async function readConstruct(
  { epitopes, junctions, sequence }: Pick<OrderedEpitopes, 'epitopes' | 'junctions' | 'sequence'>,
  { epitopes: given, before, after }: ConstructParts,
  judgedClasses: readonly MhcClass[],
  judge: PeptideJudge,
): Promise<OtherPeptides> {
  const wholes = [...given.map((part) => part.sequence), before ?? '', after ?? ''];
  const judged = new Set<Peptide>();
  const sequenceOf = new Map(epitopes.map(({ id, sequence: kept }) => [id, kept]));
  for (const { left, right, form } of junctions) {
    const parts = {
      left: left === null ? (before ?? '') : (sequenceOf.get(left) as string),
      right: right === null ? (after ?? '') : (sequenceOf.get(right) as string),
    };
    for (const mhcClass of judgedClasses) {
      for (const peptide of newPeptides(parts, form.spacer, mhcClass)) judged.add(peptide);
    }
  }
  const text = `${before ?? ''}${sequence}${after ?? ''}`;
  const others: Record<MhcClass, Set<Peptide>> = { I: new Set(), II: new Set() };
  for (const [mhcClass, length] of LENGTHS) {
    for (let start = 0; start + length <= text.length; start++) {
      const peptide = text.slice(start, start + length);
      if (!isPeptide(peptide) || judged.has(peptide)) continue;
      if (!wholes.some((whole) => whole.includes(peptide))) others[mhcClass].add(peptide);
    }
  }
  for (const mhcClass of ['I', 'II'] as const) await judge.learn(others[mhcClass], mhcClass);
  const all = [...others.I, ...others.II];
  return { strongBinders: judge.strongBinders(all), healthy: judge.judge([...others.I]).healthy };
}
