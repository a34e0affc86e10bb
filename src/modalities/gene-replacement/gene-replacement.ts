import type { Modality } from '../modality.js';
import { assessGeneReplacement } from './assess.js';
import { designGeneReplacement } from './design-gene-replacement.js';
import type { GeneReplacementDesign } from './gene-replacement-design.js';
import { DEFAULT_GENE_REPLACEMENT_OPTIONS, type GeneReplacementOptions } from './options.js';
import { geneReplacementOrders } from './orders.js';
import { reportGeneReplacement } from './report.js';

/** Suppressors that the tumour lost, put back in the vectors that reach it; README.md. */
export const geneReplacement: Modality<
  'gene-replacement',
  GeneReplacementOptions,
  GeneReplacementDesign
> = {
  kind: 'gene-replacement',
  title: 'Gene replacement',
  defaults: DEFAULT_GENE_REPLACEMENT_OPTIONS,
  assess: assessGeneReplacement,
  design: designGeneReplacement,
  // What share of a patient's tumour cells a vector reaches, and how long it lasts there, is not known: README.md.
  model: () => null,
  report: reportGeneReplacement,
  constructs: ({ vectors }) => vectors.map(({ construct }) => construct),
  orders: geneReplacementOrders,
};
