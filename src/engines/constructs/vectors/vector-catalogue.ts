import { cited } from '../../../core/cited.js';
import { AAV_VECTORS } from './aav-vectors.js';
import { ADENOVIRAL_VECTORS } from './adenoviral-vectors.js';
import { OTHER_VECTORS } from './other-vectors.js';
import type { Vector } from './vector.js';

/** Every vector, in the order of their classes; each value with the source that was read for it. */
export const VECTORS: readonly Vector[] = [...ADENOVIRAL_VECTORS, ...AAV_VECTORS, ...OTHER_VECTORS];

/** The catalogue itself, for what it says by not holding something. */
export const CATALOGUE = {
  name: 'vector catalogue of this software, docs/science/vectors.md',
  url: 'docs/science/vectors.md',
  date: '2026-12-01',
} as const;

/** Null: the catalogue has no vector of that id. */
export function vectorById(id: string): Vector | null {
  return VECTORS.find((vector) => vector.id === id) ?? null;
}

/** A statement that rests on what the catalogue does not hold. */
export const uncatalogued = (text: string) => cited(text, CATALOGUE);
