import { describe, expect, it } from 'vitest';

import { hasShared, sharedText } from '../../../../test/shared-data.js';
import { organOfTumour, tissueName } from './tumour-organs.js';

const RELEASE = 'data/clinical/oncotree/oncotree_2025_10_03.json';

interface OncoTreeNode {
  readonly code: string;
  readonly name: string;
  readonly children: Readonly<Record<string, OncoTreeNode>>;
}

function codesBelow(node: OncoTreeNode): readonly string[] {
  return [node.code, ...Object.values(node.children).flatMap(codesBelow)];
}

describe('the organ of a tumour', () => {
  it('is the tissue its OncoTree code lies under', () => {
    expect(organOfTumour('PLMESO')).toBe('pleura');
    expect(organOfTumour('LUAD')).toBe('lung');
    expect(organOfTumour('BLCA')).toBe('bladder');
    expect(tissueName('stomach or oesophagus')).toBe('Esophagus/Stomach');
  });

  it('is not known for a code that the tree does not have', () => {
    expect(organOfTumour('NOSUCH')).toBeNull();
    expect(organOfTumour('toString')).toBeNull();
  });

  it.skipIf(!hasShared(RELEASE))('holds every code of the release, each under its tissue', () => {
    const tree = JSON.parse(sharedText(RELEASE)) as { readonly TISSUE: OncoTreeNode };
    const tissues = Object.values(tree.TISSUE.children);
    expect(tissues).toHaveLength(32);
    let codes = 0;
    for (const tissue of tissues) {
      for (const code of codesBelow(tissue)) {
        const organ = organOfTumour(code);
        expect([code, organ === null ? null : tissueName(organ)]).toEqual([code, tissue.name]);
        codes++;
      }
    }
    expect(codes).toBe(897);
  });
});
