import { expect, it } from 'vitest';

import { fixedDecimals, roundedTo } from './decimals.js';

it("prints what Python's '%.3f' prints, ties to even", () => {
  // Recorded from CPython 3.11: ['%.3f' % x for x in (…)].
  const recorded: readonly (readonly [number, string])[] = [
    [0.8125, '0.812'],
    [0.8135, '0.814'],
    [2.5, '2.500'],
    [0.0625, '0.062'],
    [0.1875, '0.188'],
    [1.0005, '1.000'],
    [-0.8125, '-0.812'],
    [4066, '4066.000'],
    [242.2887, '242.289'],
    [0, '0.000'],
  ];
  for (const [value, text] of recorded) expect(fixedDecimals(value, 3)).toBe(text);
  expect(fixedDecimals(2.5, 0)).toBe('2');
  expect(roundedTo(0.8125, 3)).toBe(0.812);
});
