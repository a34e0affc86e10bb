/** Maps a value to a coordinate, and names the values worth a tick. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
  step: number,
): Scale {
  const ticks: number[] = [];
  for (let index = Math.ceil(domain[0] / step - 1e-9); index * step <= domain[1] + 1e-9; index++) {
    ticks.push(Number((index * step).toPrecision(12)));
  }
  return { at: between((value) => value, domain, range), ticks };
}

/** Decades of a positive domain. */
export function logScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const ticks: number[] = [];
  const last = Math.floor(Math.log10(domain[1]) + 1e-9);
  for (let power = Math.ceil(Math.log10(domain[0]) - 1e-9); power <= last; power++) {
    ticks.push(Number(`1e${power}`));
  }
  return { at: between(Math.log10, domain, range), ticks };
}

/** log10(1 + value): expression, where zero is a value and has a place. */
export function log1pScale(maximum: number, range: readonly [number, number]): Scale {
  const ticks = [0];
  for (let tick = 1; tick <= maximum; tick *= 10) ticks.push(tick);
  return { at: between((value) => Math.log10(1 + value), [0, maximum], range), ticks };
}

function between(
  transform: (value: number) => number,
  domain: readonly [number, number],
  range: readonly [number, number],
): (value: number) => number {
  const from = transform(domain[0]);
  const span = transform(domain[1]) - from;
  return (value) => range[0] + ((transform(value) - from) / span) * (range[1] - range[0]);
}

/** The smallest of 1, 2, 5 times a power of ten that cuts `span` into at most `count` steps. */
export function niceStep(span: number, count: number): number {
  const least = span / count;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((nice) => nice * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** A coordinate with one decimal: a tenth of a pixel is below what anyone sees. */
export function px(coordinate: number): string {
  return String(Math.round(coordinate * 10) / 10);
}
