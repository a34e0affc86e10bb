import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { openEssentialGenes } from '../../src/engines/search/essential-genes.js';
import { packageRoot } from '../../src/platform/node/package-root.js';
import { CORE_ESSENTIAL_GENES } from './essential-gene-facts.js';
import { compileEssentialGenes } from './essential-genes.js';

describe('essential-genes recipe', () => {
  it('makes the pack that ships, byte for byte', () => {
    const { bytes, manifest } = compileEssentialGenes(CORE_ESSENTIAL_GENES);
    const shipped = (name: string): Buffer => readFileSync(join(packageRoot(), 'data', name));
    expect(Buffer.from(bytes).equals(shipped(manifest.file))).toBe(true);
    expect(JSON.parse(shipped(`${manifest.id}.manifest.json`).toString())).toEqual(manifest);
    const genes = openEssentialGenes({ bytes });
    // The lines of CEGv2.txt below its header.
    expect(genes.size).toBe(683);
    expect(['POLR2A', 'PLK1', 'RPL3'].every((gene) => genes.has(gene))).toBe(true);
    expect(genes.has('TP53')).toBe(false);
  });

  it('refuses a gene that is there twice', () => {
    expect(() => compileEssentialGenes(['RAN', 'POLR2A', 'RAN'])).toThrow('RAN is there twice');
  });
});
