import type { Source } from '../../core/cited.js';

/** What the modality's statements rest on. */
export const SOURCES = {
  cutting: { name: 'Hsu et al. 2013, DNA targeting specificity of Cas9', doi: '10.1038/nbt.2647' },
  cfd: {
    name: 'Doench et al. 2016, on-target activity and off-target effects (CFD)',
    doi: '10.1038/nbt.3437',
  },
  microhomology: {
    name: 'Bae et al. 2014, microhomology-based choice of Cas9 targets',
    doi: '10.1038/nmeth.3015',
  },
  baseEditing: {
    name: 'Gaudelli et al. 2017, base editing of A-T to G-C',
    doi: '10.1038/nature24644',
  },
  cytosine: {
    name: 'Komor et al. 2016, base editing of C-G to T-A',
    doi: '10.1038/nature17946',
  },
  prime: {
    name: 'Anzalone et al. 2019, search-and-replace genome editing',
    doi: '10.1038/s41586-019-1711-4',
  },
  mismatchRepair: {
    name: 'Chen et al. 2021, mismatch repair impedes prime editing',
    doi: '10.1016/j.cell.2021.09.018',
  },
  p53: {
    name: 'Haapaniemi et al. 2018, CRISPR-Cas9 and the p53 response',
    doi: '10.1038/s41591-018-0049-z',
  },
  p53Human: {
    name: 'Ihry et al. 2018, p53 inhibits CRISPR-Cas9 engineering in stem cells',
    doi: '10.1038/s41591-018-0050-6',
  },
  deletions: {
    name: 'Kosicki, Tomberg & Bradley 2018, large deletions after Cas9 cuts',
    doi: '10.1038/nbt.4192',
  },
  translocations: {
    name: 'Stadtmauer et al. 2020, CRISPR-engineered T cells in cancer',
    doi: '10.1126/science.aba7365',
  },
  excision: {
    name: 'Canver et al. 2014, genomic deletions by pairs of Cas9 guides',
    doi: '10.1074/jbc.M114.564625',
    pmid: '24907273',
  },
  aneuploidy: {
    name: 'Nahmad et al. 2022, aneuploidy in primary human T cells after Cas9',
    doi: '10.1038/s41587-022-01377-0',
  },
  spCas9InAav: {
    name: 'Compact adenine base editor by deletions in SpCas9, 2023, BMC Biol 21',
    doi: '10.1186/s12915-023-01644-9',
  },
  splitEditors: {
    name: 'Davis et al. 2022, base editing by single AAVs with compact editors',
    doi: '10.1038/s41551-022-00911-4',
  },
  immunity: {
    name: 'Charlesworth et al. 2019, adaptive immunity to Cas9 in humans',
    doi: '10.1038/s41591-018-0326-x',
  },
  decay: {
    name: 'Nagy & Maquat 1998, a rule for termination-codon position',
    doi: '10.1016/s0968-0004(98)01208-0',
  },
  template: {
    name: 'Ran et al. 2013, genome engineering using Cas9',
    doi: '10.1038/nprot.2013.143',
  },
  lentiGuide: {
    name: 'Sanjana, Shalem & Zhang 2014, vectors for CRISPR screening (lentiGuide)',
    doi: '10.1038/nmeth.3047',
  },
  delivery: {
    name: 'Rosenblum et al. 2020, Cas9 in lipid nanoparticles against tumours of mice',
    doi: '10.1126/sciadv.abc9450',
  },
  melting: {
    name: 'SantaLucia 1998, nearest-neighbour thermodynamics of DNA',
    doi: '10.1073/pnas.95.4.1460',
  },
} as const satisfies Readonly<Record<string, Source>>;
