import type { Modality } from '../modality.js';
import { assessGeneEditing } from './assess.js';
import { designGeneEditing } from './design-gene-editing.js';
import type { GeneEditingDesign } from './gene-editing-design.js';
import { geneEditingOrders } from './oligos.js';
import { DEFAULT_GENE_EDITING_OPTIONS, type GeneEditingOptions } from './options.js';
import { reportGeneEditing } from './report.js';

/** Guides, base editors and prime editors against the tumour's own mutations; README.md. */
export const geneEditing: Modality<'gene-editing', GeneEditingOptions, GeneEditingDesign> = {
  kind: 'gene-editing',
  title: 'Gene editing',
  defaults: DEFAULT_GENE_EDITING_OPTIONS,
  assess: assessGeneEditing,
  design: designGeneEditing,
  // What share of a patient's tumour cells an editor reaches is not known: README.md.
  model: () => null,
  report: reportGeneEditing,
  constructs: ({ constructs }) => constructs,
  orders: geneEditingOrders,
};
