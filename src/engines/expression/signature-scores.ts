import type { Source } from '../../core/cited.js';
import {
  CYTOLYTIC_ACTIVITY,
  INTERFERON_GAMMA,
  PDL1_GENE,
  type SignatureGene,
  T_CELL_INFLAMED,
} from './immune-signatures.js';

/** Expression of one sample by gene; null where the table does not have the gene. */
export interface SampleExpression {
  /** As the table says, e.g. `TPM`. */
  readonly unit: string;
  valueOf(gene: SignatureGene): number | null;
}

export type SignatureKind =
  | 'cytolytic-activity'
  | 'interferon-gamma'
  | 'pdl1-mrna'
  | 't-cell-inflamed';

/** A signature's value in one sample, or why there is none. */
export type SignatureScore = {
  readonly signature: SignatureKind;
  readonly title: string;
  readonly sources: readonly [Source, ...Source[]];
} & (
  | {
      readonly kind: 'scored';
      readonly value: number;
      /** What the number is, e.g. `geometric mean of GZMA and PRF1`. */
      readonly meaning: string;
      readonly unit: string;
      readonly genes: number;
      /** Genes of the signature that the table lacks and the value does without. */
      readonly without: readonly string[];
    }
  | { readonly kind: 'missing'; readonly reason: string; readonly wouldNeed: string }
);

/** Share of a signature (by weight, or by genes) that may be missing; beyond it there is no value. */
const MISSING_SHARE_LIMIT = 0.1;
/** Housekeeping genes may be fewer: their mean hardly moves with one or two. */
const MISSING_HOUSEKEEPING_LIMIT = 0.3;

const NORMALISED_UNIT = /^(TPM|FPKM|RPKM|nTPM)\b/i;

interface ReadGenes {
  readonly values: ReadonlyMap<string, number>;
  readonly without: readonly string[];
}

function readGenes(sample: SampleExpression, genes: readonly SignatureGene[]): ReadGenes {
  const values = new Map<string, number>();
  const without: string[] = [];
  for (const gene of genes) {
    const value = sample.valueOf(gene);
    if (value === null) without.push(gene.symbol);
    else values.set(gene.symbol, value);
  }
  return { values, without };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

type Scored = Extract<SignatureScore, { kind: 'scored' }>;
type Scoring =
  | Pick<Scored, 'genes' | 'meaning' | 'unit' | 'value' | 'without'>
  | { readonly reason: string; readonly wouldNeed: string };

function lacking(without: readonly string[], of: number): Scoring {
  return {
    reason: `the expression table lacks ${without.length} of ${of} genes: ${without.join(', ')}`,
    wouldNeed: 'a table of all genes by symbol or Ensembl accession',
  };
}

/** Weighted sum of log10(x + 1) less the mean of the housekeeping genes', as Ayers and Cristescu define it. */
function tCellInflamed(sample: SampleExpression): Scoring {
  const { genes, housekeeping } = T_CELL_INFLAMED;
  const read = readGenes(sample, genes);
  const reference = readGenes(sample, housekeeping);
  const total = genes.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  const present = genes
    .filter(({ symbol }) => read.values.has(symbol))
    .reduce((sum, { weight }) => sum + Math.abs(weight), 0);
  if (present < (1 - MISSING_SHARE_LIMIT) * total) return lacking(read.without, genes.length);
  if (reference.without.length > MISSING_HOUSEKEEPING_LIMIT * housekeeping.length) {
    return lacking(reference.without, housekeeping.length);
  }
  const level = mean([...reference.values.values()].map((value) => Math.log10(value + 1)));
  const sum = genes.reduce((score, { symbol, weight }) => {
    const value = read.values.get(symbol);
    return value === undefined ? score : score + weight * (Math.log10(value + 1) - level);
  }, 0);
  return {
    value: (sum * total) / present,
    meaning: `weighted sum of log10(${sample.unit} + 1) less the mean of ${reference.values.size} housekeeping genes`,
    unit: `log10(${sample.unit} + 1)`,
    genes: read.values.size,
    without: [...read.without, ...reference.without],
  };
}

function cytolyticActivity(sample: SampleExpression): Scoring {
  const { genes, offset } = CYTOLYTIC_ACTIVITY;
  const { values, without } = readGenes(sample, genes);
  if (without.length > 0) return lacking(without, genes.length);
  return {
    value: Math.exp(mean([...values.values()].map((value) => Math.log(value + offset)))),
    meaning: `geometric mean of GZMA and PRF1, ${offset} added to each`,
    unit: sample.unit,
    genes: values.size,
    without,
  };
}

function interferonGamma(sample: SampleExpression): Scoring {
  const { genes } = INTERFERON_GAMMA;
  const { values, without } = readGenes(sample, genes);
  if (without.length > MISSING_SHARE_LIMIT * genes.length) return lacking(without, genes.length);
  return {
    value: mean([...values.values()].map((value) => Math.log10(value + 1))),
    meaning: `mean of log10(${sample.unit} + 1) over six genes`,
    unit: `log10(${sample.unit} + 1)`,
    genes: values.size,
    without,
  };
}

function pdl1(sample: SampleExpression): Scoring {
  const value = sample.valueOf(PDL1_GENE);
  if (value === null) return lacking([PDL1_GENE.symbol], 1);
  return {
    value: Math.log2(value + 1),
    meaning: `log2(${sample.unit} + 1) of CD274`,
    unit: `log2(${sample.unit} + 1)`,
    genes: 1,
    without: [],
  };
}

const SIGNATURES: readonly {
  readonly signature: SignatureKind;
  readonly title: string;
  readonly sources: readonly [Source, ...Source[]];
  readonly score: (sample: SampleExpression) => Scoring;
}[] = [
  {
    signature: 't-cell-inflamed',
    title: 'T-cell-inflamed profile (18 genes)',
    sources: T_CELL_INFLAMED.sources,
    score: tCellInflamed,
  },
  {
    signature: 'interferon-gamma',
    title: 'Interferon-gamma set (6 genes)',
    sources: INTERFERON_GAMMA.sources,
    score: interferonGamma,
  },
  {
    signature: 'cytolytic-activity',
    title: 'Cytolytic activity (GZMA, PRF1)',
    sources: CYTOLYTIC_ACTIVITY.sources,
    score: cytolyticActivity,
  },
  {
    signature: 'pdl1-mrna',
    title: 'PD-L1 mRNA (CD274)',
    sources: T_CELL_INFLAMED.sources,
    score: pdl1,
  },
];

/**
 * The immune signatures of one sample, in a fixed order. Values of one platform and pipeline can be
 * compared with each other, not with another's, nor with a published cut-off. None where the unit is not one
 * that is normalised for gene length (TPM, FPKM), or where too many genes are missing.
 */
export function signatureScores(sample: SampleExpression): readonly SignatureScore[] {
  return SIGNATURES.map(({ signature, title, sources, score }): SignatureScore => {
    const base = { signature, title, sources };
    if (!NORMALISED_UNIT.test(sample.unit)) {
      return {
        ...base,
        kind: 'missing',
        reason: `the expression table's unit is "${sample.unit}", not TPM or FPKM`,
        wouldNeed: 'gene expression in TPM, e.g. of salmon or RSEM',
      };
    }
    const scored = score(sample);
    return 'value' in scored
      ? { ...base, kind: 'scored', ...scored }
      : { ...base, kind: 'missing', ...scored };
  });
}
