import { PackError } from '../core/errors.js';
import { EVIDENCE_PACK_ID, openEvidenceLibrary } from '../engines/evidence/evidence-library.js';
import { ONCOTREE_PACK_ID, openOncoTree } from '../engines/evidence/oncotree.js';
import type { TrialVocabulary } from '../engines/evidence/trials/read-criterion.js';
import { trialVocabulary } from '../engines/evidence/trials/trial-vocabulary.js';
import { openCancerGenes } from '../findings/drivers/cancer-genes.js';
import type { PackStore } from '../packs/pack-store.js';

/**
 * The words that trials' criteria are read with: genes of the cancer gene and evidence packs, OncoTree's types.
 * @throws PackError where the tree is not installed.
 */
export async function loadTrialVocabulary(store: PackStore): Promise<TrialVocabulary> {
  const installed = new Set((await store.list()).map(({ id }) => id));
  if (!installed.has(ONCOTREE_PACK_ID)) {
    throw new PackError('tumour types of trials cannot be read without OncoTree', {
      pack: ONCOTREE_PACK_ID,
      hint: 'it ships with the package: install it again',
    });
  }
  const genes = Object.keys(openCancerGenes(await store.load('cancer-genes')).genes);
  const evidence = installed.has(EVIDENCE_PACK_ID)
    ? [...openEvidenceLibrary(await store.load(EVIDENCE_PACK_ID)).profilesOf.keys()]
    : [];
  return trialVocabulary([...genes, ...evidence], openOncoTree(await store.load(ONCOTREE_PACK_ID)));
}
