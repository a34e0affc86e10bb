import type { OncoTree } from '../oncotree.js';

/** Names of the field that OncoTree writes otherwise, with its codes; keys as `plain` makes them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  nsclc: 'NSCLC',
  sclc: 'SCLC',
  'small cell lung cancer': 'SCLC',
  'lung cancer': 'LUNG',
  'pancreatic cancer': 'PANCREAS',
  'pancreas cancer': 'PANCREAS',
  'cancer of pancreas': 'PANCREAS',
  pdac: 'PAAD',
  'pancreatic ductal adenocancer': 'PAAD',
  'pancreatic ductal cancer': 'PAAD',
  'pancreatic adenocancer': 'PAAD',
  crc: 'COADREAD',
  'colorectal cancer': 'COADREAD',
  'colon cancer': 'COAD',
  'rectal cancer': 'READ',
  'breast cancer': 'BREAST',
  'ovarian cancer': 'OVARY',
  'prostate cancer': 'PROSTATE',
  'bladder cancer': 'BLADDER',
  'urothelial cancer': 'BLCA',
  'kidney cancer': 'KIDNEY',
  rcc: 'RCC',
  'renal cell cancer': 'RCC',
  'liver cancer': 'LIVER',
  hcc: 'HCC',
  'hepatocellular cancer': 'HCC',
  'biliary tract cancer': 'BILIARY_TRACT',
  'gastric cancer': 'STAD',
  'stomach cancer': 'STAD',
  'gastric adenocancer': 'STAD',
  'esophageal adenocancer': 'ESCA',
  'head and neck cancer': 'HEAD_NECK',
  hnscc: 'HNSC',
  'head and neck squamous cell cancer': 'HNSC',
  'mucosal melanoma head and neck': 'HNMUCM',
  'cutaneous melanoma': 'MEL',
  'skin melanoma': 'MEL',
  'ocular melanoma': 'OM',
  'uveal melanoma': 'UM',
  glioblastoma: 'GB',
  'glioblastoma multiforme': 'GB',
  gbm: 'GB',
  glioma: 'DIFG',
  'brain cancer': 'BRAIN',
  'cervical cancer': 'CERVIX',
  'endometrial cancer': 'UCEC',
  'thyroid cancer': 'THYROID',
  'pleural mesothelioma': 'PLMESO',
  'lung non small cell cancer': 'NSCLC',
  sarcoma: 'SOFT_TISSUE BONE',
  'soft tissue sarcoma': 'SOFT_TISSUE',
  aml: 'AML',
  lymphoma: 'LYMPH',
  'multiple myeloma': 'PCM',
  'skin cancer': 'SKIN',
};

const QUALIFIERS =
  /\b(?:metastatic|locally|local|advanced|recurrent|refractory|relapsed|unresectable|resectable|locali[sz]ed|adult|childhood|pediatric|malignant|primary|early|high[- ]risk|untreated|previously treated|invasive|stage (?:iv|i{1,3}|[0-4])[a-d]?\d?|ajcc v\d+|of the)\b/g;

const LIQUID_TISSUES: ReadonlySet<string> = new Set(['Lymphoid', 'Myeloid']);

/** Whether tumours of this type are solid; null for a code that the tree does not have. */
export function isSolidType(tree: OncoTree, code: string): boolean | null {
  const tissue = tree.node(code)?.tissue ?? null;
  return tissue === null ? null : !LIQUID_TISSUES.has(tissue);
}

/** Lower case, one word for cancer, no stage and no extent. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/tumour/g, 'tumor')
    .replace(/oesophag/g, 'esophag')
    .replace(/leukaemia/g, 'leukemia')
    .replace(/-/g, ' ')
    .replace(QUALIFIERS, ' ')
    .replace(/\b(?:carcinomas?|neoplasms?|cancers?|tumors?|malignanc(?:y|ies))\b/g, 'cancer')
    .replace(/carcinoma\b/g, 'cancer')
    .replace(/[^a-z0-9/ ]+/g, ' ')
    .replace(/\bcancer(?: cancer)+\b/g, 'cancer')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * OncoTree codes that a registered condition means: by name, main type or tissue of the tree, or by another name of
 * the field. `SOLID` and `LIQUID` stand for all such tumours. Null where the condition names no type that is known.
 */
export function tumourConditions(tree: OncoTree): (condition: string) => readonly string[] | null {
  const byName = new Map<string, string[]>();
  const add = (name: string, code: string): void => {
    const key = plain(name);
    const codes = byName.get(key) ?? [];
    if (!codes.includes(code)) codes.push(code);
    byName.set(key, codes);
  };
  for (const { code, name } of tree.nodes) add(name, code);
  for (const [name, codes] of Object.entries(OTHER_NAMES)) {
    const known = codes.split(' ').filter((code) => tree.node(code) !== null);
    if (known.length > 0) byName.set(name, known);
  }
  const ofMainType = new Map<string, string[]>();
  for (const { code, mainType, parent } of tree.nodes) {
    if (mainType === null || tree.node(parent ?? '')?.mainType === mainType) continue;
    const key = plain(mainType);
    ofMainType.set(key, [...(ofMainType.get(key) ?? []), code]);
  }
  const known = (text: string): readonly string[] | null => {
    const key = plain(text);
    if (/^(?:all )?solid(?: cancer)?$/.test(key)) return ['SOLID'];
    if (/^(?:hematologic(?:al)?|blood) cancer$/.test(key)) return ['LIQUID'];
    if (key === 'cancer') return ['SOLID', 'LIQUID'];
    return byName.get(key) ?? ofMainType.get(key) ?? null;
  };
  return (condition) => {
    const inverted = /^([^,]+), ([^,]+)$/.exec(condition);
    const bare = condition.replace(/\([^)]*\)/g, ' ');
    const inside = /\(([^)]*)\)/.exec(condition)?.[1] ?? '';
    const forms = [
      condition,
      ...(inverted === null ? [] : [`${inverted[2]} ${inverted[1]}`]),
      bare,
      inside,
    ];
    for (const form of forms) {
      const codes = form.trim() === '' ? null : known(form);
      if (codes !== null) return codes;
    }
    return null;
  };
}
