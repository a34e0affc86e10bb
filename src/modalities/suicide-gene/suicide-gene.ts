import { cloningOrders } from '../../engines/constructs/cloning/cloning-orders.js';
import { gibsonFragments } from '../../engines/constructs/cloning/gibson-fragments.js';
import { FRAGMENT_VENDORS } from '../../engines/constructs/fragment-vendors.js';
import type { OrderSheet } from '../../engines/constructs/order-rows.js';
import type { Modality } from '../modality.js';
import { assessSuicideGene } from './assess.js';
import { designSuicideGene } from './design-suicide-gene.js';
import { DEFAULT_SUICIDE_GENE_OPTIONS, type SuicideGeneOptions } from './options.js';
import { reportSuicideGene } from './report.js';
import type { SuicideGeneDesign } from './suicide-gene-design.js';

function orders({ id, plasmid, insert }: SuicideGeneDesign): readonly OrderSheet[] {
  const vendor = FRAGMENT_VENDORS.find((one) => one.id === 'idt-gblocks');
  if (vendor === undefined) throw new Error('no such vendor');
  return cloningOrders(id, gibsonFragments(plasmid, insert, vendor));
}

/** Genes that kill the tumour or call the immune system, in a vector that reaches it; README.md. */
export const suicideGene: Modality<'suicide-gene', SuicideGeneOptions, SuicideGeneDesign> = {
  kind: 'suicide-gene',
  title: 'Suicide and cytokine genes',
  defaults: DEFAULT_SUICIDE_GENE_OPTIONS,
  assess: assessSuicideGene,
  design: designSuicideGene,
  // What share of a tumour's cells a vector reaches in a patient has not been measured for this design: README.md.
  model: () => null,
  report: reportSuicideGene,
  constructs: ({ plasmid }) => [plasmid],
  orders,
};
