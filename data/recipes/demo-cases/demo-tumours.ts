/** How strongly a tumour expresses a gene; TPM are drawn within these bounds. All invented. */
export const TPM_BOUNDS = {
  none: [0, 0],
  low: [0.2, 2],
  moderate: [5, 30],
  high: [40, 250],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type ExpressionLevel = keyof typeof TPM_BOUNDS;

/** One somatic variant of an invented tumour. Place, sequence and change are real; the rest isn't. */
export interface TumourVariant {
  readonly gene: string;
  /** As in a VCF record: chromosome, 1-based position, reference, alternate. */
  readonly at: string;
  /** HGVS of the gene's canonical transcript; the recipe fails where it computes another. */
  readonly change: string;
  readonly expression: ExpressionLevel;
  /** Part of the tumour's cells that carry it, 0-1; 1 where not given. */
  readonly cellFraction?: number;
  /** Copies of the place in those cells, all and mutated; two and one where not given. */
  readonly copies?: { readonly total: number; readonly mutated: number };
  /** Why it is called a driver; absent for a passenger. */
  readonly driver?: string;
}

/** A patient who does not exist. */
export interface DemoTumour {
  /** Folder below `data/demo`. */
  readonly folder: string;
  readonly name: string;
  readonly story: string;
  /** Begins the sample names. */
  readonly samplePrefix: string;
  readonly seed: number;
  /** 0-1. */
  readonly purity: number;
  readonly ploidy: number;
  readonly hla: readonly string[];
  readonly biomarkers: readonly {
    readonly name: string;
    readonly value: number | string;
    readonly unit?: string;
    readonly assay?: string;
  }[];
  /** Lines of the case's `clinical` block. */
  readonly clinical: Readonly<Record<string, number | string | boolean>>;
  readonly variants: readonly TumourVariant[];
}

const ONE_COPY_LEFT = { total: 1, mutated: 1 };

export const DEMO_TUMOURS: readonly DemoTumour[] = [
  {
    folder: 'lung-a',
    name: 'lung-a',
    story:
      'a woman who smoked, lung adenocarcinoma: KRAS G12C, STK11 lost, TP53 R158L, mostly C>A passengers',
    samplePrefix: 'LUNG_A',
    seed: 20_151,
    purity: 0.6,
    ploidy: 2,
    hla: [
      'HLA-A*02:01',
      'HLA-A*11:01',
      'HLA-B*07:02',
      'HLA-B*44:02',
      'HLA-C*07:02',
      'HLA-C*05:01',
      'DRB1*15:01',
      'DRB1*04:01',
    ],
    biomarkers: [
      { name: 'PD-L1 TPS', value: 60, unit: '%', assay: '22C3' },
      { name: 'TMB', value: 11.2, unit: 'mutations/Mb' },
      { name: 'MSI', value: 'MSS' },
    ],
    clinical: {
      age: 66,
      sex: 'female',
      ecog: 1,
      stage: 'IVA',
      line: 1,
      albumin: '3.9 g/dL',
      neutrophils: '5.2 10^9/L',
      lymphocytes: '1.6 10^9/L',
      platelets: '284 10^9/L',
      haemoglobin: '12.9 g/dL',
      ldh: '231 U/L',
      creatinine: '0.8 mg/dL',
      brainMetastases: false,
      autoimmuneDisease: false,
      steroids: false,
    },
    variants: [
      {
        gene: 'KRAS',
        at: 'chr12 25245351 C A',
        change: 'p.Gly12Cys',
        expression: 'high',
        driver: 'recurrent activating mutation of lung adenocarcinoma',
      },
      {
        gene: 'STK11',
        at: 'chr19 1220401 G T',
        change: 'p.Glu165Ter',
        expression: 'moderate',
        copies: ONE_COPY_LEFT,
        driver: 'truncating mutation, other copy lost',
      },
      {
        gene: 'TP53',
        at: 'chr17 7675139 C A',
        change: 'p.Arg158Leu',
        expression: 'moderate',
        copies: ONE_COPY_LEFT,
        driver: 'hotspot in the DNA-binding domain, other copy lost',
      },
      { gene: 'NF1', at: 'chr17 31340559 G T', change: 'p.Asp2326Tyr', expression: 'moderate' },
      { gene: 'APC', at: 'chr5 112842814 G T', change: 'p.Gly2407Val', expression: 'moderate' },
      { gene: 'PRKDC', at: 'chr8 47913942 C A', change: 'p.Val914Phe', expression: 'high' },
      { gene: 'CUBN', at: 'chr10 16840467 G T', change: 'p.Pro3299Thr', expression: 'none' },
      {
        gene: 'DSP',
        at: 'chr6 7579856 G T',
        change: 'p.Lys1222Asn',
        expression: 'high',
        cellFraction: 0.45,
      },
      { gene: 'ALK', at: 'chr2 29229060 C A', change: 'p.Gly880Val', expression: 'none' },
      {
        gene: 'SETX',
        at: 'chr9 132327768 C A',
        change: 'p.Cys1277Phe',
        expression: 'moderate',
        cellFraction: 0.45,
      },
      { gene: 'DOCK8', at: 'chr9 434905 C A', change: 'p.Ala1670Glu', expression: 'low' },
      { gene: 'C3', at: 'chr19 6697768 C A', change: 'p.Val823Phe', expression: 'high' },
      { gene: 'CDH1', at: 'chr16 68813445 G T', change: 'p.Val424Phe', expression: 'high' },
      { gene: 'JUP', at: 'chr17 41769459 C A', change: 'p.Ala143Ser', expression: 'high' },
      { gene: 'VCP', at: 'chr9 35065358 C A', change: 'p.Gly157Trp', expression: 'high' },
      {
        gene: 'LEPR',
        at: 'chr1 65616062 C A',
        change: 'p.His684Asn',
        expression: 'low',
        cellFraction: 0.2,
      },
      { gene: 'PTCH1', at: 'chr9 95447375 G T', change: 'p.Pro1294His', expression: 'low' },
      { gene: 'DICER1', at: 'chr14 95091079 G T', change: 'p.Pro1853His', expression: 'moderate' },
      { gene: 'STAT1', at: 'chr2 190978980 G T', change: 'p.Ser583Arg', expression: 'high' },
      {
        gene: 'CFTR',
        at: 'chr7 117603563 C A',
        change: 'p.His897Asn',
        expression: 'moderate',
        cellFraction: 0.2,
      },
      { gene: 'CPS1', at: 'chr2 210582648 G T', change: 'p.Gly187Val', expression: 'high' },
      { gene: 'DDB1', at: 'chr11 61302617 C A', change: 'p.Gly1026Val', expression: 'high' },
      {
        gene: 'EPCAM',
        at: 'chr2 47375280 G T',
        change: 'p.Asp158Tyr',
        expression: 'high',
        cellFraction: 0.45,
      },
      { gene: 'KCNH2', at: 'chr7 150947692 C A', change: 'p.Ser960Ile', expression: 'none' },
      { gene: 'FANCA', at: 'chr16 89810707 C A', change: 'p.Gln174His', expression: 'moderate' },
      { gene: 'XPC', at: 'chr3 14158199 C T', change: 'p.Ala562Thr', expression: 'moderate' },
      { gene: 'GAA', at: 'chr17 80118221 G A', change: 'p.Arg837His', expression: 'moderate' },
      {
        gene: 'NSD1',
        at: 'chr5 177267700 TA T',
        change: 'p.Val1764LeufsTer24',
        expression: 'moderate',
      },
      {
        gene: 'IL17RA',
        at: 'chr22 17103553 AG A',
        change: 'p.Cys276AlafsTer68',
        expression: 'moderate',
      },
      {
        gene: 'STX11',
        at: 'chr6 144187368 C CA',
        change: 'p.Asn248LysfsTer107',
        expression: 'moderate',
        cellFraction: 0.45,
      },
      { gene: 'LIG1', at: 'chr19 48153924 TTCC T', change: 'p.Glu139del', expression: 'moderate' },
      { gene: 'BAG3', at: 'chr10 119669990 A AGGT', change: 'p.Val108dup', expression: 'high' },
      {
        gene: 'FLCN',
        at: 'chr17 17216403 ATCT A',
        change: 'p.Gln425_Ile426delinsLeu',
        expression: 'moderate',
      },
      {
        gene: 'NDRG1',
        at: 'chr8 133238878 C A',
        change: 'p.Ter395TyrextTer11',
        expression: 'high',
      },
      { gene: 'CHD7', at: 'chr8 60781369 G T', change: 'p.Glu679Ter', expression: 'low' },
      { gene: 'LDLR', at: 'chr19 11116908 C A', change: 'p.Ile585=', expression: 'moderate' },
      { gene: 'RB1', at: 'chr13 48367604 G T', change: 'c.1049+1G>T', expression: 'moderate' },
      { gene: 'MTOR', at: 'chr1 11241400 C A', change: 'c.1541+153G>T', expression: 'moderate' },
    ],
  },
  {
    folder: 'lung-b',
    name: 'lung-b',
    story:
      'a woman who never smoked, lung adenocarcinoma: EGFR L858R, TP53 R175H, few passengers, C>T at CpG',
    samplePrefix: 'LUNG_B',
    seed: 20_041,
    purity: 0.6,
    ploidy: 2,
    hla: [
      'HLA-A*24:02',
      'HLA-A*11:01',
      'HLA-B*46:01',
      'HLA-B*40:01',
      'HLA-C*01:02',
      'HLA-C*07:02',
      'DRB1*09:01',
      'DRB1*15:01',
    ],
    biomarkers: [
      { name: 'PD-L1 TPS', value: 5, unit: '%', assay: '22C3' },
      { name: 'TMB', value: 2.3, unit: 'mutations/Mb' },
      { name: 'MSI', value: 'MSS' },
    ],
    clinical: {
      age: 58,
      sex: 'female',
      ecog: 0,
      stage: 'IVB',
      line: 1,
      albumin: '42 g/L',
      nlr: 2.4,
      brainMetastases: true,
    },
    variants: [
      {
        gene: 'EGFR',
        at: 'chr7 55191822 T G',
        change: 'p.Leu858Arg',
        expression: 'high',
        copies: { total: 5, mutated: 4 },
        driver: 'recurrent activating mutation of the kinase domain, mutated copy gained',
      },
      {
        gene: 'TP53',
        at: 'chr17 7675088 C T',
        change: 'p.Arg175His',
        expression: 'moderate',
        copies: ONE_COPY_LEFT,
        driver: 'hotspot in the DNA-binding domain, other copy lost',
      },
      { gene: 'JAK2', at: 'chr9 5126729 C T', change: 'p.Arg1113Cys', expression: 'low' },
      { gene: 'PDGFRA', at: 'chr4 54289044 C T', change: 'p.Pro937Leu', expression: 'low' },
      { gene: 'TSC1', at: 'chr9 132897583 G A', change: 'p.Arg885Trp', expression: 'moderate' },
      {
        gene: 'RET',
        at: 'chr10 43109129 G A',
        change: 'p.Val388Ile',
        expression: 'none',
        cellFraction: 0.4,
      },
      { gene: 'C5', at: 'chr9 121013981 G A', change: 'p.Arg717Trp', expression: 'moderate' },
      { gene: 'ERCC6', at: 'chr10 49472967 G A', change: 'p.Thr924Met', expression: 'moderate' },
      {
        gene: 'SLX4',
        at: 'chr16 3596197 G A',
        change: 'p.Pro627Leu',
        expression: 'low',
        cellFraction: 0.4,
      },
      { gene: 'TYK2', at: 'chr19 10361589 C T', change: 'p.Glu657Lys', expression: 'high' },
      { gene: 'COL6A1', at: 'chr21 46003924 G A', change: 'p.Glu1000Lys', expression: 'high' },
      { gene: 'NPHS1', at: 'chr19 35846149 G A', change: 'p.Arg496Cys', expression: 'none' },
      { gene: 'CASP8', at: 'chr2 201285308 G A', change: 'p.Arg432Gln', expression: 'moderate' },
      {
        gene: 'UNC13D',
        at: 'chr17 75840287 G A',
        change: 'p.Arg266Cys',
        expression: 'moderate',
        cellFraction: 0.2,
      },
      { gene: 'LAMP2', at: 'chrX 120455455 G A', change: 'p.Ala100Val', expression: 'high' },
      {
        gene: 'DSP',
        at: 'chr6 7574234 CAGATGG C',
        change: 'p.Asp761_Gly762del',
        expression: 'high',
      },
      {
        gene: 'XPC',
        at: 'chr3 14146096 TC T',
        change: 'p.Thr890ProfsTer27',
        expression: 'moderate',
      },
      { gene: 'POLH', at: 'chr6 43614443 C T', change: 'p.Ala676=', expression: 'low' },
      { gene: 'RAF1', at: 'chr3 12587385 C T', change: 'c.1417+206G>A', expression: 'moderate' },
    ],
  },
];
