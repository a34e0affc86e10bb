import type { Context } from '../core/context.js';
import { plainChromosome } from '../engines/genome/chromosome-names.js';
import type { Reference } from '../engines/genome/reference-pack.js';
import type { ByteSource } from '../formats/text/byte-source.js';
import { type CaseVariant, changeKey, somaticCaseVariant } from './case-variant.js';
import { GenomicRegions } from './genomic-regions.js';
import { readCompanions } from './import-companions.js';
import type { Collected } from './import-collected.js';
import type { ReadVariant } from './import-variants.js';
import { joinHaplotypes } from './join-haplotypes.js';
import type { ProteinTable } from './protein-table.js';
import type { GenomeBuild, Given, SomaticVariant } from './tumour-case.js';
import { NEIGHBOUR_REACH_BP } from './variants-by-place.js';

/** What haplotypes are made from, besides the somatic variants. */
export interface HaplotypeInputs {
  /** The file the somatic variants come from. */
  readonly file: string;
  readonly germline: ByteSource | null;
  readonly phased: ByteSource | null;
  readonly build: Given<GenomeBuild>;
  readonly tumourSample: Given<string>;
  readonly normalSample: Given<string>;
  /** Called only where some variants may act together. */
  readonly reference: () => Promise<Reference | null>;
}

/**
 * The somatic variants with the consequences they have on their own copy of each transcript, by the phase
 * of their own file and the germline and phased files beside it.
 */
export async function importHaplotypes(
  reads: readonly ReadVariant[],
  inputs: HaplotypeInputs,
  proteins: ProteinTable,
  collected: Collected,
  context: Context,
): Promise<readonly SomaticVariant[]> {
  const { file, germline, phased } = inputs;
  const variants = reads.map(({ variant }) => variant);
  let somatic = reads.map((read): CaseVariant | null =>
    read.variant.calledInTumour === false ? null : somaticCaseVariant(read, file),
  );
  if (germline === null && phased === null && !mayMeet(somatic)) return variants;
  const reference = await inputs.reference();
  const companions = new Map<string, CaseVariant>();
  if (germline !== null || phased !== null) {
    const regions = regionsAround(variants, reference);
    const byKey = new Map(
      somatic.filter((one) => one !== null).map((variant) => [changeKey(variant), variant]),
    );
    for (const [role, source] of [
      ['phased', phased],
      ['germline', germline],
    ] as const) {
      if (source === null) continue;
      const question = { ...inputs, role, regions, somatic: byKey };
      const read = await readCompanions(source, question, collected, context);
      // A phased file says more of a variant than a germline one, so it comes first.
      for (const variant of read.variants) {
        const key = changeKey(variant);
        if (!companions.has(key)) companions.set(key, variant);
      }
      const rephased = new Map(read.rephased.map((variant) => [variant.id, variant]));
      somatic = somatic.map((one) => (one === null ? null : (rephased.get(one.id) ?? one)));
    }
  }
  return joinHaplotypes(
    variants,
    { somatic, companions: [...companions.values()] },
    reference,
    proteins,
    context,
  );
}

/** Do two somatic variants lie within reach of each other, or in one phase set. */
function mayMeet(somatic: readonly (CaseVariant | null)[]): boolean {
  const sets = new Set<string>();
  const sorted = somatic
    .filter((one) => one !== null)
    .sort(
      (a, b) =>
        (a.variant.chromosome < b.variant.chromosome
          ? -1
          : Number(a.variant.chromosome > b.variant.chromosome)) ||
        a.variant.start0 - b.variant.start0,
    );
  return sorted.some((one, i) => {
    const before = sorted[i - 1];
    if (one.phaseSet !== null) {
      const set = `${one.variant.chromosome} ${one.phaseSet}`;
      if (sets.has(set)) return true;
      sets.add(set);
    }
    return (
      before !== undefined &&
      before.variant.chromosome === one.variant.chromosome &&
      one.variant.start0 - before.variant.start0 - before.variant.reference.length <=
        NEIGHBOUR_REACH_BP
    );
  });
}

/** Exons of the transcripts that somatic variants lie in, and what is near them on the genome. */
function regionsAround(
  variants: readonly SomaticVariant[],
  reference: Reference | null,
): GenomicRegions {
  const regions = new GenomicRegions();
  const seen = new Set<string>();
  for (const { position, consequences } of variants) {
    const chromosome = plainChromosome(position.chromosome);
    if (consequences.length === 0) continue;
    regions.add(
      chromosome,
      Math.max(0, position.start0 - NEIGHBOUR_REACH_BP),
      position.end0 + NEIGHBOUR_REACH_BP,
    );
    for (const { transcript: id } of consequences) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const { start0, end0 } of reference?.transcript(id)?.exons ?? []) {
        regions.add(chromosome, start0, end0);
      }
    }
  }
  return regions;
}
