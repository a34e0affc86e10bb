import { readFile } from 'node:fs/promises';

import { describe, expect, it } from 'vitest';

import { openOncoTree } from '../../src/engines/evidence/oncotree.js';
import { hasShared, sharedText } from '../../test/shared-data.js';
import { compileOncoTree } from './oncotree.js';

const JSON_FILE = 'data/clinical/oncotree/oncotree_2025_10_03.json';
const skipped = hasShared(JSON_FILE) ? '' : ' (skipped: ../shared is absent)';

const node = (code: string, tissue: string, children: Readonly<Record<string, unknown>> = {}) => ({
  code,
  name: `name of ${code}`,
  mainType: null,
  tissue,
  externalReferences: {},
  history: code === 'B' ? ['OLD'] : [],
  revocations: [],
  children,
});

describe('the pack of OncoTree', () => {
  it('holds what the tree holds, parents before children', () => {
    const json = JSON.stringify({
      TISSUE: node('TISSUE', '', { Z: node('Z', 'Zed', { B: node('B', 'Zed') }) }),
    });
    const tree = openOncoTree(compileOncoTree(json, '2025-01-01'));
    expect(tree.release).toBe('2025-01-01');
    expect(tree.nodes.map(({ code }) => code)).toEqual(['Z', 'B']);
    expect(tree.node('B')).toMatchObject({ parent: 'Z', level: 2, formerCodes: ['OLD'] });
  });

  it('refuses another file', () => {
    expect(() => compileOncoTree('{}', '2025-01-01')).toThrow(/not the tree of OncoTree/);
  });

  it.skipIf(skipped !== '')(`is rebuilt byte for byte${skipped}`, async () => {
    const { bytes, manifest } = compileOncoTree(sharedText(JSON_FILE), '2025-10-03');
    const shipped = await readFile(new URL('../oncotree.bin', import.meta.url));
    expect(Buffer.from(bytes).equals(shipped)).toBe(true);
    expect(
      JSON.parse(await readFile(new URL('../oncotree.manifest.json', import.meta.url), 'utf8')),
    ).toEqual(manifest);
  });
});
