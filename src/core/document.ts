import type { Source } from './cited.js';

/** A cell of a table: text, a number with its display form, or a gap with the reason. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly digits: number;
      readonly unit?: string;
    }
  | { readonly kind: 'missing'; readonly reason: string };

export interface Column {
  readonly key: string;
  readonly title: string;
  /** Shown on hover and in print: meaning, unit, source. */
  readonly help?: string;
}

/** What a report is made of; the dossier decides how each block looks. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string; readonly sources?: readonly Source[] }
  | { readonly kind: 'notice'; readonly level: 'info' | 'caution'; readonly text: string }
  | {
      readonly kind: 'facts';
      readonly rows: readonly { readonly label: string; readonly value: Cell }[];
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** A titled part of a report. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function textCell(text: string): Cell {
  return { kind: 'text', text };
}

/** A number, or a gap with its reason where there is none. */
export function numberCell(
  value: number | null,
  digits: number,
  reasonIfMissing: string,
  unit?: string,
): Cell {
  if (value === null) return { kind: 'missing', reason: reasonIfMissing };
  return unit === undefined
    ? { kind: 'number', value, digits }
    : { kind: 'number', value, digits, unit };
}
