import type { Source } from '../../core/cited.js';
import type { CheckpointTumourKey } from './checkpoint-tumours.js';

/** Pooled objective response rate to checkpoint inhibitors in one tumour type. */
export interface PooledResponseRate {
  readonly tumour: string;
  /** 0-1. */
  readonly share: number;
  readonly patients: number;
}

export const RESPONSE_RATE_SOURCE: Source = {
  name: 'Wang et al. 2019, eLife 8:e49020, pooled response rates by tumour type',
  doi: '10.7554/eLife.49020',
  licence: 'CC-BY-4.0',
};

/** Of antibodies alone, mostly in treated patients not chosen by a biomarker. */
export const RESPONSE_RATE_CAUTION =
  'pooled over trials of mostly treated patients, antibodies against PD-1 or PD-L1 alone, whatever the biomarker';

const RATES: Readonly<Partial<Record<CheckpointTumourKey, PooledResponseRate>>> = {
  anal: { tumour: 'anal cancer', share: 0.24, patients: 37 },
  breast: { tumour: 'breast carcinoma', share: 0.0618, patients: 312 },
  cervical: { tumour: 'cervical cancer', share: 0.1828, patients: 71 },
  cutaneousSquamous: { tumour: 'cutaneous squamous cell carcinoma', share: 0.473, patients: 95 },
  endometrial: { tumour: 'endometrial cancer', share: 0.13, patients: 15 },
  gastricOrEsophagealAdeno: { tumour: 'esophagogastric carcinoma', share: 0.1069, patients: 702 },
  headNeckSquamous: { tumour: 'head and neck', share: 0.1539, patients: 432 },
  hepatocellular: { tumour: 'hepatocellular carcinoma', share: 0.1807, patients: 357 },
  melanoma: { tumour: 'melanoma', share: 0.3662, patients: 898 },
  merkel: { tumour: 'Merkel cell carcinoma', share: 0.4312, patients: 160 },
  nasopharyngeal: { tumour: 'nasopharyngeal carcinoma', share: 0.205, patients: 44 },
  nsclc: { tumour: 'NSCLC', share: 0.2241, patients: 1653 },
  nsclcNonsquamous: { tumour: 'NSCLC, nonsquamous', share: 0.1766, patients: 824 },
  nsclcSquamous: { tumour: 'NSCLC, squamous', share: 0.1977, patients: 273 },
  ovarian: { tumour: 'ovarian cancer', share: 0.0929, patients: 539 },
  pleuralMesothelioma: { tumour: 'mesothelioma', share: 0.1308, patients: 107 },
  renal: { tumour: 'renal cell carcinoma', share: 0.2369, patients: 472 },
  sclc: { tumour: 'small-cell lung cancer', share: 0.1451, patients: 226 },
  urothelial: { tumour: 'urothelial carcinoma', share: 0.1903, patients: 1385 },
};

/** Null where the tumour type was not pooled. */
export function pooledResponseRate(tumour: CheckpointTumourKey): PooledResponseRate | null {
  return RATES[tumour] ?? null;
}
