import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { compileEvidence } from '../../src/engines/evidence/compile-evidence.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { hasShared, sharedText } from '../../test/shared-data.js';
import { CIVIC_DATE, CIVIC_FILE, RECIPE } from './civic-evidence.js';

const PATH = `data/clinical/civic/${CIVIC_FILE}`;

describe.skipIf(!hasShared(PATH))('civic-evidence recipe (needs ../shared)', () => {
  it('makes the pack that ships, byte for byte', () => {
    const { bytes, manifest, skipped } = compileEvidence(sharedText(PATH), {
      file: CIVIC_FILE,
      date: CIVIC_DATE,
      recipe: RECIPE,
    });
    const shipped = (name: string): Buffer => readFileSync(join(packageRoot(), 'data', name));
    expect(Buffer.from(bytes).equals(shipped(manifest.file))).toBe(true);
    expect(JSON.parse(shipped(`${manifest.id}.manifest.json`).toString())).toEqual(manifest);
    expect(skipped).toEqual([]);
  });
});
