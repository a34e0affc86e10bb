/** Lanczos' approximation of ln Γ(x), g = 7, n = 9 (Numerical Recipes, 3rd ed., 6.1); x > 0, good to 1e-13. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
] as const;

function lnGamma(x: number): number {
  let sum = LANCZOS[0] as number;
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] as number) / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * P(Gamma(shape, 1) <= x): the series below shape + 1, Lentz' continued fraction above
 * (Numerical Recipes, 3rd ed., 6.2).
 */
export function gammaShareBelow(shape: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(shape * Math.log(x) - x - lnGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < 100_000 && term > sum * 1e-16; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return sum * front;
  }
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 100_000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = a * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + a / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return 1 - front * h;
}

/** The x below which a share of Gamma(shape, 1) lies; by halving, since a case asks for two of them. */
function gammaQuantile(shape: number, share: number): number {
  let low = 0;
  let high = shape + 10 * Math.sqrt(shape) + 20;
  while (gammaShareBelow(shape, high) < share) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2;
    if (gammaShareBelow(shape, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Exact 95 % interval of a Poisson mean from one count (Garwood 1936, Biometrika 28:437): the limits are quantiles
 * of Gamma(count) and Gamma(count + 1).
 */
export function poissonInterval(count: number): { readonly low: number; readonly high: number } {
  return {
    low: count === 0 ? 0 : gammaQuantile(count, 0.025),
    high: gammaQuantile(count + 1, 0.975),
  };
}

/**
 * P(mean >= limit | count) with Jeffreys' prior of a Poisson mean, proportional to mean^(-1/2): the mean is then
 * Gamma(count + 1/2, 1).
 */
export function meanAtLeastProbability(count: number, limit: number): number {
  return 1 - gammaShareBelow(count + 0.5, limit);
}
