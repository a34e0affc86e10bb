import { FRAGMENT_VENDORS } from '../../engines/constructs/fragment-vendors.js';
import { fragmentOrder } from '../../engines/constructs/order-fragments.js';
import { fragmentSheet } from '../../engines/constructs/order-sheets.js';
import type { FragmentOrderItem } from '../../engines/constructs/order-rows.js';
import type { Modality } from '../modality.js';
import { assessMrnaVaccine } from './assess.js';
import { designMrnaVaccine } from './design-mrna-vaccine.js';
import type { MrnaVaccineDesign } from './mrna-vaccine-design.js';
import { DEFAULT_MRNA_VACCINE_OPTIONS, type MrnaVaccineOptions } from './options.js';
import { reportMrnaVaccine } from './report.js';

/** Bases that neighbouring fragments share, to be joined by. */
const OVERLAP_BP = 30;

/** The insert as pieces that a vendor makes. */
function insertFragments({
  id,
  sequence,
}: MrnaVaccineDesign['insert']): readonly FragmentOrderItem[] {
  const vendor = FRAGMENT_VENDORS.find((one) => one.id === 'idt-gblocks');
  if (vendor === undefined) throw new Error('no such vendor');
  return fragmentOrder([{ name: id, sequence }], vendor, { overlapBp: OVERLAP_BP });
}

/** The tumour's own mutations as a string of epitopes in one mRNA; README.md. */
export const mrnaVaccine: Modality<'mrna-vaccine', MrnaVaccineOptions, MrnaVaccineDesign> = {
  kind: 'mrna-vaccine',
  title: 'mRNA vaccine',
  defaults: DEFAULT_MRNA_VACCINE_OPTIONS,
  assess: assessMrnaVaccine,
  design: designMrnaVaccine,
  // How many T cells a dose raises in this patient has not been measured: README.md.
  model: () => null,
  report: reportMrnaVaccine,
  constructs: ({ mrna, plasmid, insert }) => [mrna, plasmid, insert],
  orders: ({ insert }) => [fragmentSheet(insertFragments(insert))],
};
