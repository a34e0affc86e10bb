import type { Source } from '../../core/cited.js';

/** A gene by its symbol and the Ensembl accessions, without version, that it has had. */
export interface SignatureGene {
  readonly symbol: string;
  readonly geneIds: readonly string[];
}

export interface WeightedGene extends SignatureGene {
  readonly weight: number;
}

function gene(symbol: string, ...geneIds: readonly string[]): SignatureGene {
  return { symbol, geneIds };
}

function weighted(symbol: string, weight: number, ...geneIds: readonly string[]): WeightedGene {
  return { symbol, geneIds, weight };
}

const AYERS: Source = {
  name: 'Ayers et al. 2017, IFN-γ-related mRNA profile and response to PD-1 blockade',
  doi: '10.1172/JCI91190',
};

/** T-cell-inflamed profile, 18 genes; weights of Cristescu 2018, table S2B. */
export const T_CELL_INFLAMED = {
  genes: [
    weighted('CCL5', 0.008346, 'ENSG00000271503', 'ENSG00000161570'),
    weighted('CD27', 0.072293, 'ENSG00000139193'),
    weighted('CD274', 0.042853, 'ENSG00000120217'),
    weighted('CD276', -0.0239, 'ENSG00000103855'),
    weighted('CD8A', 0.031021, 'ENSG00000153563'),
    weighted('CMKLR1', 0.151253, 'ENSG00000174600'),
    weighted('CXCL9', 0.074135, 'ENSG00000138755'),
    weighted('CXCR6', 0.004313, 'ENSG00000172215'),
    weighted('HLA-DQA1', 0.020091, 'ENSG00000196735'),
    weighted('HLA-DRB1', 0.058806, 'ENSG00000196126'),
    weighted('HLA-E', 0.07175, 'ENSG00000204592'),
    weighted('IDO1', 0.060679, 'ENSG00000131203'),
    weighted('LAG3', 0.123895, 'ENSG00000089692'),
    weighted('NKG7', 0.075524, 'ENSG00000105374'),
    weighted('PDCD1LG2', 0.003734, 'ENSG00000197646'),
    weighted('PSMB10', 0.032999, 'ENSG00000205220'),
    weighted('STAT1', 0.250229, 'ENSG00000115415'),
    weighted('TIGIT', 0.084767, 'ENSG00000181847'),
  ],
  /** Genes whose mean stands for how much RNA there is. */
  housekeeping: [
    gene('ABCF1', 'ENSG00000204574'),
    gene('G6PD', 'ENSG00000160211'),
    gene('NRDE2', 'ENSG00000119720'),
    gene('OAZ1', 'ENSG00000104904'),
    gene('POLR2A', 'ENSG00000181222'),
    gene('SDHA', 'ENSG00000073578'),
    gene('STK11IP', 'ENSG00000144589'),
    gene('TBC1D10B', 'ENSG00000169221'),
    gene('TBP', 'ENSG00000112592'),
    gene('UBB', 'ENSG00000170315'),
    gene('ZBTB34', 'ENSG00000177125'),
  ],
  sources: [
    AYERS,
    {
      name: 'Cristescu et al. 2018, pan-tumour biomarkers for PD-1 blockade, table S2B',
      doi: '10.1126/science.aar3593',
    },
  ],
} as const satisfies {
  readonly genes: readonly WeightedGene[];
  readonly housekeeping: readonly SignatureGene[];
  readonly sources: readonly [Source, ...Source[]];
};

/** Granzyme A and perforin. */
export const CYTOLYTIC_ACTIVITY = {
  genes: [gene('GZMA', 'ENSG00000145649'), gene('PRF1', 'ENSG00000180644')],
  /** Added to each value so that none is 0. Unit: TPM. */
  offset: 0.01,
  sources: [
    {
      name: 'Rooney et al. 2015, tumours and local immune cytolytic activity',
      pmid: '25594174',
      doi: '10.1016/j.cell.2014.12.033',
    },
  ],
} as const satisfies {
  readonly genes: readonly SignatureGene[];
  readonly offset: number;
  readonly sources: readonly [Source, ...Source[]];
};

/** Interferon-gamma set of six genes. */
export const INTERFERON_GAMMA = {
  genes: [
    gene('CXCL10', 'ENSG00000169245'),
    gene('CXCL9', 'ENSG00000138755'),
    gene('HLA-DRA', 'ENSG00000204287'),
    gene('IDO1', 'ENSG00000131203'),
    gene('IFNG', 'ENSG00000111537'),
    gene('STAT1', 'ENSG00000115415'),
  ],
  sources: [AYERS],
} as const satisfies {
  readonly genes: readonly SignatureGene[];
  readonly sources: readonly [Source, ...Source[]];
};

export const PDL1_GENE: SignatureGene = gene('CD274', 'ENSG00000120217');

/** Every gene that a signature reads: what an importer has to keep of an expression table. */
export const SIGNATURE_GENES: readonly SignatureGene[] = [
  ...new Map(
    [
      ...T_CELL_INFLAMED.genes,
      ...T_CELL_INFLAMED.housekeeping,
      ...CYTOLYTIC_ACTIVITY.genes,
      ...INTERFERON_GAMMA.genes,
      PDL1_GENE,
    ].map(({ symbol, geneIds }) => [symbol, { symbol, geneIds }]),
  ).values(),
];
