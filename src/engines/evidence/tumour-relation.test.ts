import { describe, expect, it } from 'vitest';

import { openPackStore } from '../../platform/node/pack-store.js';
import { ONCOTREE_PACK_ID, openOncoTree } from './oncotree.js';
import { tumourRelation } from './tumour-relation.js';

const tree = openOncoTree(await openPackStore().load(ONCOTREE_PACK_ID));

function relation(name: string, code: string | null, doid: string | null = null): string {
  return tumourRelation({ name, doid }, code, tree);
}

describe('tumourRelation', () => {
  it.each([
    ['Lung Adenocarcinoma', 'LUAD', 'same'],
    ['lung adenocarcinoma', 'LUAD', 'same'],
    ['Lung Non-small Cell Carcinoma', 'LUAD', 'wider'],
    ['Lung Cancer', 'LUAD', 'wider'],
    ['Lung Adenocarcinoma', 'NSCLC', 'narrower'],
    ['Lung Squamous Cell Carcinoma', 'LUAD', 'sibling'],
    ['Lung Small Cell Carcinoma', 'LUAD', 'organ'],
    ['Melanoma', 'LUAD', 'other'],
    ['Cancer', 'LUAD', 'any'],
    ['Cancer', 'AML', 'any'],
    ['Solid Tumor', 'LUAD', 'any'],
    ['Solid Tumor', 'AML', 'other'],
    ['Hematologic Cancer', 'AML', 'any'],
    ['Hematologic Cancer', 'LUAD', 'other'],
    ['Acute Myeloid Leukemia With Mutated NPM1', 'AML', 'narrower'],
    ['Her2-receptor Positive Breast Cancer', 'IDC', 'wider'],
    // Both children of the skin, which have no more in common than the organ.
    ['Basal Cell Carcinoma', 'MEL', 'organ'],
    ['Melanoma', 'UM', 'same'],
    ['Von Hippel-Lindau Disease', 'CCRCC', 'unknown'],
    ['A disease that nobody listed', 'LUAD', 'unknown'],
  ])('%s stands to %s as %s', (disease, code, expected) => {
    expect(relation(disease, code)).toBe(expected);
  });

  it('goes by the Disease Ontology where the name is another', () => {
    expect(relation('Adenocarcinoma of lung', 'LUAD', '3910')).toBe('same');
  });

  it('is unknown without a tumour type or a disease', () => {
    expect(relation('Melanoma', null)).toBe('unknown');
    expect(tumourRelation(null, 'LUAD', tree)).toBe('unknown');
  });
});
