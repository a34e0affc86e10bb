import type { SafeHtml } from './html.js';
import { markup } from './html.js';

/** `12345` as `12,345`; the same on every machine whatever its locale. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count and its noun: `1 file`, `12 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** A fraction 0-1 as a percentage without its sign: `32.3`; two digits below 1 %. */
export function formatPercent(fraction: number): string {
  const percent = fraction * 100;
  return percent > 0 && percent < 1 ? percent.toFixed(2) : percent.toFixed(1);
}

/** Percentile rank 0-100, two significant digits below 10. */
export function formatRank(percentileRank: number): string {
  if (percentileRank > 0 && percentileRank < 0.001) return '<0.001';
  if (percentileRank < 1) return String(Number(percentileRank.toPrecision(2)));
  return percentileRank < 10 ? percentileRank.toFixed(1) : percentileRank.toFixed(0);
}

/** Affinity in nM or expression: no digits from 100 up, one from 1, two below. */
export function formatMeasure(value: number): string {
  if (value >= 100) return formatCount(Math.round(value));
  return value >= 1 || value === 0 ? value.toFixed(1) : value.toFixed(2);
}

/** `1.4 MB`; decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** A gap in the data with its reason, never a default. */
export function missingValue(reason: string): SafeHtml {
  return markup`<abbr class="na" title="${reason}">NA</abbr>`;
}

/** `value` formatted, or the gap with its reason. */
export function valueOr(
  value: number | null,
  format: (value: number) => string,
  reason: string,
): string | SafeHtml {
  return value === null ? missingValue(reason) : format(value);
}
