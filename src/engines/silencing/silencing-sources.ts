import type { Source } from '../../core/cited.js';

/** What the engine's rules rest on. */
export const SILENCING_SOURCES = {
  huesken: {
    name: 'Huesken et al. 2005, design of a genome-wide siRNA library (activities of 2,431 siRNAs)',
    doi: '10.1038/nbt1118',
  },
  schwarzAlleles: {
    name: 'Schwarz et al. 2006, siRNAs that distinguish genes that differ by a single nucleotide',
    doi: '10.1371/journal.pgen.0020140',
  },
  schwarzSummary: {
    name: 'Neuroscience Gateway, September 2006, on Schwarz et al. 2006',
    doi: '10.1038/aba1684',
  },
  wee: {
    name: 'Wee et al. 2012, Argonaute divides its RNA guide into domains',
    url: 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3595543/',
  },
  du: {
    name: 'Du et al. 2005, silencing at all single-nucleotide mismatched target sites of a siRNA',
    doi: '10.1093/nar/gki312',
  },
  huang: {
    name: 'Huang et al. 2009, mismatch discrimination in RNAi (allele-specific siRNAs against PIK3CA)',
    doi: '10.1093/nar/gkp835',
  },
  seedToxicity: {
    name: 'Gao et al. 2018, 6mer seed toxicity: a screen of all 4,096 seeds',
    doi: '10.1038/s41467-018-06526-1',
    licence: 'CC BY 4.0',
  },
  seedList: {
    name: 'viability by seed as tabulated in OligoFormer, toxicity/cell_viability.txt at bf013f7571cf',
    url: 'https://github.com/lulab/OligoFormer',
  },
  seedSites: {
    name: 'Lewis, Burge & Bartel 2005, seed pairing',
    doi: '10.1016/j.cell.2004.12.035',
  },
  guideTwo: {
    name: "Jackson et al. 2006, 2'-O-methyl at letter 2 of the guide lowers seed off-targets",
    doi: '10.1261/rna.30706',
  },
  uridines: {
    name: "Sioud 2006, 2'-modified uridines end the recognition of siRNA by immune receptors",
    doi: '10.1002/eji.200535708',
  },
  hornung: {
    name: 'Hornung et al. 2005, sequence-specific induction of IFN-alpha by siRNA through TLR7',
    doi: '10.1038/nm1191',
    pmid: '15723075',
  },
  ugugu: { name: 'immunostimulatory UGUGU, TLR7 and TLR8 (PubMed 16609928)', pmid: '16609928' },
  uridineCount: {
    name: 'Goodchild et al. 2009, sequence determinants of immune activation by 207 siRNAs',
    doi: '10.1186/1471-2172-10-40',
  },
  stabilised: {
    name: "US patent 12,454,693, claim 1: a siRNA of 2'-O-methyl and 2'-fluoro with its positions",
    url: 'https://patents.us/US12454693',
    date: '2025-10-28',
  },
  mirE: {
    name: 'Fellmann et al. 2013, an optimised microRNA backbone (miR-E)',
    doi: '10.1016/j.celrep.2013.11.020',
  },
  crispri: {
    name: 'Gilbert et al. 2014, genome-scale CRISPR-mediated repression and activation',
    doi: '10.1016/j.cell.2014.09.029',
  },
  crispriTss: {
    name: 'Radzisheuskaya et al. 2016, place of the guide beside the start of transcription in CRISPRi',
    doi: '10.1093/nar/gkw583',
  },
  asymmetry: {
    name: 'Schwarz et al. 2003, asymmetry in the assembly of the RNAi enzyme complex',
    doi: '10.1016/S0092-8674(03)00759-1',
  },
  strandBias: {
    name: 'Khvorova, Reynolds & Jayasena 2003, functional siRNAs exhibit strand bias',
    doi: '10.1016/S0092-8674(03)00801-8',
  },
  turner: { name: 'Turner 2004 nearest-neighbour energies', doi: '10.1093/nar/gkp892' },
} as const satisfies Readonly<Record<string, Source>>;
