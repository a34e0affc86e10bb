import type { CodonUsage } from '../../rna/codon-usage.js';
import type { PartsLibrary } from '../parts-library.js';
import { codingElements, codingPiece } from './coding-elements.js';
import type { BackbonePlan, CassettePlan, VectorPlan } from './vector-plan.js';

/** A cassette of one protein of the library behind a promoter, made for a test. */
export function codingCassette(
  library: PartsLibrary,
  usage: CodonUsage,
  proteinId: string,
  changes: Partial<Extract<CassettePlan, { kind: 'coding' }>> = {},
): Extract<CassettePlan, { kind: 'coding' }> {
  const piece = codingPiece(library.part(proteinId, 'polypeptide'), 'protein');
  return {
    kind: 'coding',
    name: proteinId,
    promoter: 'promoter-cmv',
    kozak: 'kozak',
    coding: codingElements([piece], { usage }).elements,
    polyA: 'polya-bgh',
    ...changes,
  };
}

export function vectorPlan(
  backbone: BackbonePlan,
  cassettes: readonly CassettePlan[],
  changes: Partial<VectorPlan> = {},
): VectorPlan {
  return { id: 'toy', name: 'Toy', description: '', backbone, cassettes, ...changes };
}
