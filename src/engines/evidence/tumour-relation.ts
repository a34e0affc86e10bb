import { diseaseTumourTypes } from './disease-tumour-types.js';
import type { EvidenceDisease } from './evidence-item.js';
import type { OncoTree } from './oncotree.js';

/**
 * How the disease of an item stands to the patient's tumour type, nearest first: the same; a wider type that includes it; a
 * narrower one within it; any tumour; another child of one parent; of the same organ; another. `unknown` where
 * the patient's type or the item's disease is not given, or the disease is no tumour.
 */
export const TUMOUR_RELATIONS = [
  'same',
  'wider',
  'narrower',
  'any',
  'sibling',
  'organ',
  'other',
  'unknown',
] as const;
export type TumourRelation = (typeof TUMOUR_RELATIONS)[number];

/** True where what was found in that disease was found in the patient's tumour type. */
export function isThisTumour(relation: TumourRelation): boolean {
  return (
    relation === 'same' || relation === 'wider' || relation === 'narrower' || relation === 'any'
  );
}

/** `code` is the patient's OncoTree code, null where it is not known. */
export function tumourRelation(
  disease: EvidenceDisease | null,
  code: string | null,
  tree: OncoTree,
): TumourRelation {
  if (disease === null || code === null) return 'unknown';
  const types = diseaseTumourTypes(disease);
  if (types.kind === 'not-mapped') return 'unknown';
  const blood = isOfBlood(code, tree);
  if (types.kind === 'any') {
    const fits = types.of === 'all' || (types.of === 'blood') === blood;
    return fits ? 'any' : 'other';
  }
  const relations = types.codes.map((one) => relationOfCodes(one, code, tree));
  return TUMOUR_RELATIONS.find((relation) => relations.includes(relation)) ?? 'other';
}

function isOfBlood(code: string, tree: OncoTree): boolean {
  const roots = [code, ...tree.ancestors(code).map((node) => node.code)];
  return roots.includes('LYMPH') || roots.includes('MYELOID');
}

function relationOfCodes(disease: string, patient: string, tree: OncoTree): TumourRelation {
  if (disease === patient) return 'same';
  const codes = (of: string): readonly string[] => tree.ancestors(of).map(({ code }) => code);
  if (codes(patient).includes(disease)) return 'wider';
  if (codes(disease).includes(patient)) return 'narrower';
  const parent = tree.parent(patient);
  // Children of an organ have no more than the organ in common.
  if (parent !== null && parent.level > 1 && tree.parent(disease)?.code === parent.code) {
    return 'sibling';
  }
  return tree.tissue(disease) === tree.tissue(patient) ? 'organ' : 'other';
}
