import type { CheckpointIndication } from './checkpoint-indication.js';
import { DIGESTIVE_INDICATIONS } from './checkpoint-indications-digestive.js';
import { GYNAECOLOGICAL_INDICATIONS } from './checkpoint-indications-gynaecological.js';
import { LUNG_INDICATIONS } from './checkpoint-indications-lung.js';
import { OTHER_INDICATIONS } from './checkpoint-indications-other.js';
import { SKIN_INDICATIONS, TUMOUR_AGNOSTIC_INDICATIONS } from './checkpoint-indications-skin.js';
import { URINARY_INDICATIONS } from './checkpoint-indications-urinary.js';

/** Approved uses of checkpoint inhibitors, each from a source that was read; `INDICATIONS_AS_OF` is their date. */
export const CHECKPOINT_INDICATIONS: readonly CheckpointIndication[] = [
  ...LUNG_INDICATIONS,
  ...SKIN_INDICATIONS,
  ...DIGESTIVE_INDICATIONS,
  ...URINARY_INDICATIONS,
  ...GYNAECOLOGICAL_INDICATIONS,
  ...OTHER_INDICATIONS,
  ...TUMOUR_AGNOSTIC_INDICATIONS,
];

/** Uses that are said to be approved and whose source was not read: they drive nothing. */
export const INDICATIONS_TO_VERIFY: readonly string[] = [
  'nivolumab, NSCLC, neoadjuvant (2022)',
  'pembrolizumab, hepatocellular carcinoma after other treatment (approved in 2018; how the label reads today was not read)',
  'pembrolizumab, non-muscle-invasive bladder cancer; urothelial carcinoma after platinum',
  'ipilimumab alone, melanoma',
  'uses approved by the FDA after the date of the table, and by the EMA or other agencies',
];
