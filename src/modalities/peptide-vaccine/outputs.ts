import { assembleConstruct } from '../../engines/constructs/assemble-construct.js';
import type { Construct, Segment } from '../../engines/constructs/construct.js';
import type { OrderSheet, PeptideOrderItem } from '../../engines/constructs/order-rows.js';
import { peptideOrder, plateMap } from '../../engines/constructs/order-sheets.js';
import type { PeptideVaccineDesign, VaccinePeptide } from './peptide-vaccine-design.js';
import { BINDERS } from '../../findings/vaccine/vaccine-fit.js';
import { lossMark } from '../../findings/vaccine/vaccine-set.js';
import { SOURCES } from './sources.js';

/** Each long peptide as a protein, with the peptides that alleles show and its tail marked. */
export function peptideConstructs({ peptides }: PeptideVaccineDesign): readonly Construct[] {
  return peptides.map((peptide) =>
    assembleConstruct({
      id: peptide.id,
      name: `${peptide.id} ${peptide.label}`,
      description: `Long peptide of ${peptide.label}, pool ${peptide.pool}`,
      alphabet: 'protein',
      topology: 'linear',
      segments: segmentsOf(peptide),
    }),
  );
}

function segmentsOf({ label, stretch, change, minimal, tail }: VaccinePeptide): readonly Segment[] {
  const changed: Segment = {
    kind: 'free',
    sequence: stretch,
    label,
    role: 'polypeptide',
    features: [
      ...minimal.map((shown) => {
        const { peptide, allele, percentileRank } = shown;
        const start0 = stretch.indexOf(peptide);
        return {
          role: 'epitope' as const,
          label: `${peptide} ${allele}`,
          range: { start0, end0: start0 + peptide.length },
          notes: [`rank ${percentileRank.toPrecision(3)} % on ${allele}${lossMark(shown)}`],
          source: BINDERS,
        };
      }),
      ...(change.end0 > change.start0
        ? [{ role: 'region' as const, label: 'new residues', range: change }]
        : []),
    ],
  };
  if (tail === null) return [changed];
  const charged: Segment = {
    kind: 'free',
    sequence: tail.residues,
    label: 'solubility tail',
    role: 'region',
    source: SOURCES.charge,
  };
  return tail.end === 'N' ? [charged, changed] : [changed, charged];
}

/** What a peptide house is asked for, and the plate it comes on. */
export function peptideOrders({
  peptides,
  shortPeptides,
  order,
}: PeptideVaccineDesign): readonly OrderSheet[] {
  const asked = {
    nTerminus: 'free amine',
    cTerminus: 'free acid',
    modifications: '',
    ...order,
  };
  const items: readonly PeptideOrderItem[] = [...peptides, ...shortPeptides].map(
    ({ id, sequence, troubles }) => ({
      name: id,
      sequence,
      ...asked,
      solubilityNotes: troubles.map(({ statement }) => statement.value).join('; '),
    }),
  );
  return items.length === 0 ? [] : [peptideOrder(items), plateMap(items)];
}
