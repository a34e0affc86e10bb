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

/** What one axis of a plot measures. */
export interface PlotAxis {
  readonly title: string;
  /** E.g. `kcal/mol`; left out where the numbers count things or have none. */
  readonly unit?: string;
}

/** One line of a plot, in the order in which its points are joined. */
export interface PlotLine {
  readonly name: string;
  /** `points`: each stands for itself and gets a mark; `steps`: the value holds until the next point. */
  readonly drawn: 'points' | 'line' | 'steps';
  readonly points: readonly PlotPoint[];
}

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  /** Written beside the point where there is room, e.g. `chosen`. */
  readonly label?: string;
}

/** Lines over one pair of linear axes; at most four lines, one point at least. */
export interface LinePlot {
  readonly kind: 'line-plot';
  /** What is to be seen in it, in a sentence or two. */
  readonly caption: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly lines: readonly PlotLine[];
}

/** A matrix of numbers in which some are worth seeing at once. */
export interface HeatMap {
  readonly kind: 'heat-map';
  readonly caption: string;
  /** What a row and a column stand for, e.g. `left epitope`. */
  readonly rowTitle: string;
  readonly columnTitle: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** A row each; null: no value, see `noValue`. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly digits: number;
  readonly unit?: string;
  /** What a null means. */
  readonly noValue: string;
  /** Up to three levels, strongest first, rising limits: a value has the first whose limit it is not over. */
  readonly levels: readonly { readonly name: string; readonly atMost: number }[];
  /** `[row, column]` of cells to frame, and what the frame means. */
  readonly framed?: {
    readonly meaning: string;
    readonly cells: readonly (readonly [row: number, column: number])[];
  };
}

/** What a report is made of; the dossier decides how each block looks. */
export type Block =
  | LinePlot
  | HeatMap
  /** Text in which columns line up, e.g. bases over their structure; a wide line scrolls. */
  | { readonly kind: 'verbatim'; readonly caption: string; readonly lines: readonly string[] }
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
