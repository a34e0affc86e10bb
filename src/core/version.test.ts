import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

import { SOFTWARE_VERSION } from './version.js';

it('names the version of package.json', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(SOFTWARE_VERSION).toBe((JSON.parse(text) as { version: string }).version);
});
