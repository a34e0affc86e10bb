import type { SkippedItem } from '../core/skipped.js';
import type { Given, InputFile } from './tumour-case.js';

/** What was read so far; filled input by input. */
export interface Collected {
  readonly inputs: InputFile[];
  readonly skipped: SkippedItem[];
  readonly notes: string[];
}

export const FROM_CASE = 'named in the case';

export function given<T>(value: T, from: string): Given<T> {
  return { kind: 'given', value, from };
}

export function missing<T>(reason: string): Given<T> {
  return { kind: 'missing', reason };
}

export function optional<T>(value: T | null, from: string, reason: string): Given<T> {
  return value === null ? missing(reason) : given(value, from);
}

/** Reads a text input whole and notes it among the inputs of the case. */
export type ReadInput = (
  role: string,
  path: string,
) => Promise<{ readonly text: string; readonly name: string }>;
