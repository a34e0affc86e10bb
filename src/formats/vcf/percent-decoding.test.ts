import { expect, it } from 'vitest';

import { percentDecoded } from './percent-decoding.js';

it.each([
  ['plain', 'plain'],
  ['144%2C510%2c4', '144,510,4'],
  ['a%3Ab%3Bc%3Dd%25e%0Af%0Dg%09h', 'a:b;c=d%e\nf\rg\th'],
  ['48.7%', '48.7%'],
  ['100%25', '100%'],
  ['%252C', '%2C'],
  ['%41%00%zz%2', '%41%00%zz%2'],
])('%j becomes %j', (text, decoded) => {
  expect(percentDecoded(text)).toBe(decoded);
});
