import type { Source } from '../../core/cited.js';

/** What the modality's statements rest on, besides the vector catalogue. */
export const SOURCES = {
  dominantNegative: {
    name: 'Boettcher 2019, Science 365:599 (abstract)',
    url: 'https://ocg.cancer.gov/news-publications/publications/dominant-negative-effect-drives-selection-tp53',
  },
  saturation: {
    name: 'Giacomelli 2018, Nat Genet 50:1381 (abstract)',
    doi: '10.1038/s41588-018-0204-y',
  },
  noDominance: {
    name: 'Shahbandi & Jackson 2019, npj Precis Oncol 3:1 (abstract)',
    doi: '10.1038/s41698-018-0074-x',
  },
  p53Domains: {
    name: 'The p53 web site: domains of p53',
    url: 'http://p53.free.fr/p53_info/p53_Protein.html',
  },
  continuum: {
    name: 'Berger, Knudson & Pandolfi 2011, Nature 476:163 (abstract)',
    doi: '10.1038/nature10275',
  },
  ptenDose: { name: 'Alimonti 2010, Nat Genet (abstract)', doi: '10.1038/ng.556' },
  lkb1Survival: {
    name: 'Zhou, Zhang & Marcus 2014, LKB1 tumor suppressor (abstract)',
    url: 'https://1library.net/document/zk1w734q-lkb-tumor-suppressor-therapeutic-opportunities-knock-lkb-inactivated.html',
  },
  landscapes: {
    name: 'Vogelstein 2013, Science 339:1546',
    pmid: '23539594',
    doi: '10.1126/science.1235122',
  },
  adp53: {
    name: 'Chen 2014, Onco Targets Ther 7:1901 (review of adenoviral p53)',
    doi: '10.2147/OTT.S50483',
  },
} as const satisfies Readonly<Record<string, Source>>;
