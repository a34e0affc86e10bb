import type { Modality } from '../modality.js';
import { assessGeneSilencing } from './assess.js';
import { designGeneSilencing } from './design-gene-silencing.js';
import type { GeneSilencingDesign } from './gene-silencing-design.js';
import { DEFAULT_GENE_SILENCING_OPTIONS, type GeneSilencingOptions } from './options.js';
import { geneSilencingOrders } from './orders.js';
import { reportGeneSilencing } from './report.js';

/** siRNA, shRNA and CRISPRi against the tumour's activated oncogenes and fusions; README.md. */
export const geneSilencing: Modality<'gene-silencing', GeneSilencingOptions, GeneSilencingDesign> =
  {
    kind: 'gene-silencing',
    title: 'Gene silencing',
    defaults: DEFAULT_GENE_SILENCING_OPTIONS,
    assess: assessGeneSilencing,
    design: designGeneSilencing,
    // How much siRNA reaches the cells of a tumour, and for how long, is not known: README.md.
    model: () => null,
    report: reportGeneSilencing,
    constructs: ({ constructs }) => constructs,
    orders: geneSilencingOrders,
  };
