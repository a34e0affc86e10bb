import { describe, expect, it } from 'vitest';

import { InputError, PackError } from '../../core/errors.js';
import { openPackStore } from '../../platform/node/pack-store.js';
import { knownTumourType, openOncoTree } from './oncotree.js';

const tree = async () => openOncoTree(await openPackStore().load('oncotree'));
const codes = (nodes: readonly { readonly code: string }[]) => nodes.map(({ code }) => code);

describe('the tree of tumour types', () => {
  it('knows parents, siblings and what lies below, as oncotree.mskcc.org shows them', async () => {
    const oncotree = await tree();
    expect(oncotree.node('LUAD')).toMatchObject({
      name: 'Lung Adenocarcinoma',
      mainType: 'Non-Small Cell Lung Cancer',
      tissue: 'Lung',
      parent: 'NSCLC',
      level: 3,
    });
    expect(codes(oncotree.ancestors('LUAD'))).toEqual(['NSCLC', 'LUNG']);
    expect(codes(oncotree.siblings('LUAD'))).toContain('LUSC');
    expect(codes(oncotree.siblings('LUAD'))).not.toContain('LUAD');
    expect(codes(oncotree.children('COADREAD'))).toEqual(
      expect.arrayContaining(['COAD', 'READ', 'MACR']),
    );
    expect(codes(oncotree.descendants('LUNG'))).toEqual(
      expect.arrayContaining(['LUAD', 'NSCLC', 'SCLC']),
    );
    expect(oncotree.tissue('MEL')).toBe('Skin');
    expect(oncotree.node('NONE')).toBeNull();
    expect(oncotree.ancestors('NONE')).toEqual([]);
  });

  it('holds together: every type is below its parent, and comes back from its children', async () => {
    const oncotree = await tree();
    expect(oncotree.nodes).toHaveLength(897);
    for (const node of oncotree.nodes) {
      const parent = oncotree.parent(node.code);
      expect(parent?.code ?? null).toBe(node.parent);
      if (parent === null) continue;
      expect(node.level).toBe(parent.level + 1);
      expect(codes(oncotree.children(parent.code))).toContain(node.code);
    }
  });

  it.each([
    ['a typing error', 'LUAC', 'LUAD'],
    ['lower case', 'luad', 'LUAD'],
    ['a former code', 'MM', 'PCM'],
    ['a name', 'lung adenocarcinoma', 'LUAD'],
    ['part of a name', 'cutaneous melanoma', 'SKCM'],
    ['a name in another order', 'Breast invasive carcinoma', 'BRCA'],
  ])('suggests a type for %s', async (_, text, wanted) => {
    expect(codes((await tree()).nearestCodes(text))).toContain(wanted);
  });

  it('suggests nothing for what is like nothing', async () => {
    expect((await tree()).nearestCodes('???')).toEqual([]);
    expect((await tree()).nearestCodes('zzzzzzzzzzzz')).toEqual([]);
  });

  it('refuses an unknown code with the nearest ones', async () => {
    const oncotree = await tree();
    const refused = () => knownTumourType(oncotree, 'LUAX', 'case.yaml');
    expect(refused).toThrow(InputError);
    expect(refused).toThrow(expect.objectContaining({ hint: expect.stringContaining('LUAD') }));
  });

  it('refuses another pack', async () => {
    const pack = await openPackStore().load('tmb-cohort');
    expect(() => openOncoTree(pack)).toThrow(PackError);
  });
});
