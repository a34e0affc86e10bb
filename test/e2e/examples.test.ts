import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith('.mjs'))) {
  it(`examples/${name} runs and prints something`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [EXAMPLES + name], {
      encoding: 'utf8',
    });
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout.length).toBeGreaterThan(50);
  });
}
