/** More digits than any double has behind the point where a tie is possible at three decimals. */
const EXACT_DIGITS = 60;

/**
 * A number with a fixed count of decimals, exact ties to the even digit, as Python's `'%.3f'` and
 * `round` do; `toFixed` rounds them up, which shows at 0.8125.
 */
export function fixedDecimals(value: number, decimals: number): string {
  const exact = Math.abs(value) < 1e20 ? value.toFixed(EXACT_DIGITS) : String(value);
  const point = exact.indexOf('.');
  const isTie = point !== -1 && /^50*$/.test(exact.slice(point + 1 + decimals));
  if (!isTie) return value.toFixed(decimals);
  const cut = exact.slice(0, decimals === 0 ? point : point + 1 + decimals);
  const even = Number(cut.at(-1)) % 2 === 0;
  return even ? cut : value.toFixed(decimals);
}

export function roundedTo(value: number, decimals: number): number {
  return Number(fixedDecimals(value, decimals));
}
