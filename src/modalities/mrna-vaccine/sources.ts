import type { Source } from '../../core/cited.js';

/** What the modality's statements rest on. */
export const SOURCES = {
  weber: {
    name: 'Weber et al. 2024, mRNA-4157 with pembrolizumab in melanoma (KEYNOTE-942)',
    doi: '10.1016/S0140-6736(23)02268-7',
    pmid: '38246194',
  },
  sahin: {
    name: 'Sahin et al. 2017, personalised RNA mutanome vaccines in melanoma',
    doi: '10.1038/nature23003',
    pmid: '28678784',
  },
  kreiter: {
    name: 'Kreiter et al. 2008, antigen coupled to MHC class I trafficking signals',
    doi: '10.4049/jimmunol.180.1.309',
    pmid: '18097032',
  },
  energies: {
    name: 'Mathews et al. 2004, nearest-neighbour energies (Turner 2004)',
    doi: '10.1073/pnas.0401799101',
    pmid: '15123812',
  },
  cohen: {
    name: 'Cohen & Skiena 2003, natural selection and algorithmic design of mRNA',
    doi: '10.1089/10665270360688101',
  },
  terai: {
    name: 'Terai, Kamegai & Asai 2016, CDSfold',
    doi: '10.1093/bioinformatics/btv678',
    pmid: '26589279',
  },
  cai: { name: 'Sharp & Li 1987, codon adaptation index', doi: '10.1093/nar/15.3.1281' },
} as const satisfies Readonly<Record<string, Source>>;
