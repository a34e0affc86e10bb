import type { BackboneKind } from './vector-plan.js';

/** Does the vector's genome pass through RNA that is spliced, ended and reverse-transcribed before it arrives. */
export function isRetroviral(backbone: BackboneKind): boolean {
  return backbone === 'lentiviral' || backbone === 'gammaretroviral';
}
