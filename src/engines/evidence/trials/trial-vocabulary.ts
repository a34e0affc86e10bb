import type { OncoTree } from '../oncotree.js';
import type { TrialVocabulary } from './read-criterion.js';
import { isSolidType, tumourConditions } from './tumour-conditions.js';

/** Names by which trials call genes; symbols of HGNC (https://www.genenames.org). */
const ALIASES: Readonly<Record<string, string>> = {
  HER2: 'ERBB2',
  'HER-2': 'ERBB2',
  HER3: 'ERBB3',
  'HER-3': 'ERBB3',
  CRAF: 'RAF1',
  MEK1: 'MAP2K1',
  MEK2: 'MAP2K2',
  P53: 'TP53',
  'MSH-2': 'MSH2',
  'MSH-6': 'MSH6',
  CKIT: 'KIT',
};
/** Symbols that are words or abbreviations in a trial's text more often than genes. */
const WORDS = new Set([
  'AR',
  'CAR',
  'IC',
  'ICE',
  'IV',
  'MAX',
  'NA',
  'PR',
  'PS',
  'REST',
  'SET',
  'TC',
]);

/** Words of trials: symbols of known cancer genes, aliases of the field, and the tree's tumour types. */
export function trialVocabulary(genes: Iterable<string>, tree: OncoTree): TrialVocabulary {
  const known = new Set([...genes].filter((symbol) => symbol.length > 1 && !WORDS.has(symbol)));
  const tumourTypes = tumourConditions(tree);
  return {
    gene: (word) => {
      const symbol = ALIASES[word] ?? word;
      return known.has(symbol) ? symbol : null;
    },
    tumourTypes,
    isWithin: (code, codes) => {
      if (codes.includes(code)) return true;
      const isSolid = isSolidType(tree, code);
      if (isSolid !== null && codes.includes(isSolid ? 'SOLID' : 'LIQUID')) return true;
      return tree.ancestors(code).some((above) => codes.includes(above.code));
    },
  };
}
