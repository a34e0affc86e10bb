import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { packageRoot } from '../../src/platform/node/package-root.js';
import { hasShared, sharedText } from '../../test/shared-data.js';
import { compileCodonUsage } from './codon-usage.js';

const TABLE = 'data/editing/codon/h_sapiens_9606.csv';

describe.skipIf(!hasShared(TABLE))('codon-usage recipe (needs ../shared)', () => {
  it('makes the pack that ships, byte for byte', () => {
    const { bytes, manifest } = compileCodonUsage(sharedText(TABLE));
    const shipped = (name: string): Buffer => readFileSync(join(packageRoot(), 'data', name));
    expect(Buffer.from(bytes).equals(shipped(manifest.file))).toBe(true);
    expect(JSON.parse(shipped(`${manifest.id}.manifest.json`).toString())).toEqual(manifest);
  });

  it('refuses a table whose codons code for something else', () => {
    expect(() => compileCodonUsage('A,AUG,1.0')).toThrow('AUG codes for M, the table says A');
  });
});
