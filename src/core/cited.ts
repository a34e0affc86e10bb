/** Where a fact comes from. At least one of the identifiers is given. */
export interface Source {
  /** Short name a reader recognises, e.g. `UniProt P01116` or `Wu 2010`. */
  readonly name: string;
  readonly pmid?: string;
  readonly doi?: string;
  readonly accession?: string;
  readonly url?: string;
  /** ISO date on which it was read or released. */
  readonly date?: string;
  readonly licence?: string;
}

/** A value together with what backs it; a claim without a source is a bug. */
export interface Cited<T> {
  readonly value: T;
  readonly sources: readonly [Source, ...Source[]];
}

export function cited<T>(value: T, ...sources: [Source, ...Source[]]): Cited<T> {
  return { value, sources };
}
