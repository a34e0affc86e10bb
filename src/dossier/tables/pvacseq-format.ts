import { fixedDecimals } from '../../core/decimals.js';

/**
 * A number as Python's `str(float)` prints it, so that tables compare equal to pVACseq's text:
 * `0.0`, `13.515999999999998`, `5e-05`.
 */
export function pythonFloat(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return value.toFixed(1);
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 16) return String(value);
  const [mantissa = '', power = ''] = value.toExponential().split('e');
  const sign = power.startsWith('-') ? '-' : '+';
  return `${mantissa}e${sign}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
}

/** pandas' `float_format='%.3f'`; `NA` where there is no number. */
export function threeDecimals(value: number | null): string {
  return value === null ? 'NA' : fixedDecimals(value, 3);
}

/** `True`, `False`, or `Not Run` where the annotation has no such field. */
export function pythonFlag(value: boolean | null): string {
  return value === null ? 'Not Run' : value ? 'True' : 'False';
}

export function orNa(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === '' ? 'NA' : String(value);
}
