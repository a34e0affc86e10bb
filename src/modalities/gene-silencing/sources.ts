import type { Source } from '../../core/cited.js';
import { SILENCING_SOURCES } from '../../engines/silencing/silencing-sources.js';

/** What the modality's statements rest on, besides the engine's. */
export const SOURCES = {
  ...SILENCING_SOURCES,
  patisiran: {
    name: 'Nature Research 2019, a new dawn for RNAi drugs: patisiran, approved 10 August 2018',
    doi: '10.1038/d42859-019-00091-3',
  },
  loder: {
    name: 'Golan et al. 2015, RNAi therapy targeting KRAS in locally advanced pancreatic cancer (NCT01188785)',
    doi: '10.18632/oncotarget.4183',
  },
  mutantKras: {
    name: 'Papke et al. 2021, silencing of oncogenic KRAS by mutant-selective siRNA (EFTX-D1)',
    doi: '10.1021/acsptsci.0c00165',
    pmid: '33860195',
  },
} as const satisfies Readonly<Record<string, Source>>;
