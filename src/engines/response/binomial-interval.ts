/** A share (0-1) with its interval. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Normal quantile of a two-sided 95 % interval. */
const Z95 = 1.959963984540054;

/**
 * Wilson's 95 % interval of a binomial share; Wilson 1927, J Am Stat Assoc 22:209. `events` may be a fraction where
 * it was worked back from a rounded share.
 */
export function wilsonInterval(events: number, total: number): ShareInterval {
  if (!(total > 0) || events < 0 || events > total) {
    throw new Error(`${events} of ${total} is no share`);
  }
  const share = events / total;
  const z2 = Z95 * Z95;
  const middle = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half =
    (Z95 * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total))) / (1 + z2 / total);
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
