import type { SomaticVariant } from '../../case/tumour-case.js';

/** What a mutation does to coding sequence, most severe first; names as a reader of a MAF knows them. */
export const MUTATION_CLASSES = [
  'nonsense',
  'frameshift',
  'splice site',
  'nonstop',
  'start lost',
  'in-frame indel',
  'missense',
  'synonymous',
] as const;

export type MutationClass = (typeof MUTATION_CLASSES)[number];

const CLASS_OF: Readonly<Record<string, MutationClass>> = {
  stop_gained: 'nonsense',
  frameshift_variant: 'frameshift',
  splice_acceptor_variant: 'splice site',
  splice_donor_variant: 'splice site',
  splice_site_variant: 'splice site',
  stop_lost: 'nonstop',
  start_lost: 'start lost',
  inframe_insertion: 'in-frame indel',
  inframe_deletion: 'in-frame indel',
  protein_altering_variant: 'in-frame indel',
  missense_variant: 'missense',
  synonymous_variant: 'synonymous',
  stop_retained_variant: 'synonymous',
  start_retained_variant: 'synonymous',
};

/** The most severe class on any protein-coding transcript; null where none is coding. */
export function mutationClass({
  consequences,
}: Pick<SomaticVariant, 'consequences'>): MutationClass | null {
  let best: number | null = null;
  for (const { terms, biotype } of consequences) {
    if (biotype !== null && biotype !== 'protein_coding') continue;
    for (const term of terms) {
      const found = CLASS_OF[term];
      if (found === undefined) continue;
      const rank = MUTATION_CLASSES.indexOf(found);
      if (best === null || rank < best) best = rank;
    }
  }
  return best === null ? null : (MUTATION_CLASSES[best] as MutationClass);
}
