import type { Source } from '../../core/cited.js';

/** What the modality's statements rest on. */
export const SOURCES = {
  ott: {
    name: 'Ott et al. 2017, personal neoantigen vaccine in melanoma',
    doi: '10.1038/nature22991',
    pmid: '28678778',
  },
  aggregation: {
    name: 'Conchillo-Solé et al. 2007, AGGRESCAN',
    doi: '10.1186/1471-2105-8-65',
    pmid: '17324296',
  },
  hydropathy: { name: 'Kyte & Doolittle 1982', doi: '10.1016/0022-2836(82)90515-0' },
  charge: {
    name: 'BiteSize Bio, tips for peptide synthesis: every fifth residue charged',
    url: 'https://bitesizebio.com/50106/tips-for-peptide-synthesis/',
  },
  stability: {
    name: 'Biopeptek, peptide stability and degradation pathways',
    url: 'http://biopeptek.com/peptidestability.asp',
  },
  synthesis: {
    name: 'pVACseq, residues that make a peptide difficult (after vaxrank)',
    url: 'https://pvactools.readthedocs.io',
  },
} as const satisfies Readonly<Record<string, Source>>;
