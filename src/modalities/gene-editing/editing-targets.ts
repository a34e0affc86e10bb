import { withoutVersion } from '../../core/brands.js';
import { compareText } from '../../core/skipped.js';
import type { Reference } from '../../engines/genome/reference-pack.js';
import type { Transcript } from '../../engines/genome/transcript.js';
import type { DriverFinding } from '../../findings/drivers/driver-finding.js';
import type { Findings } from '../../findings/findings.js';
import { type Locus, locusOf, proteinOf } from './locus.js';
import { proteinChangeFrom } from './protein-change.js';

/** A mutation that may be edited. */
export interface EditingTarget {
  readonly variantId: string;
  readonly chromosome: string;
  readonly start0: number;
  readonly reference: string;
  readonly alternate: string;
  readonly gene: string;
  /** One-letter change; null where the annotation has none. */
  readonly change: string | null;
  readonly transcript: string | null;
  /** Of the caller, that it failed. */
  readonly filters: readonly string[];
  /** Null for a gene that is not known to drive tumours. */
  readonly driver: DriverFinding | null;
}

export function targetLabel({ gene, change, variantId }: EditingTarget): string {
  return `${gene} ${change ?? variantId}`;
}

/** Drivers, most oncogenic first; then, if wanted, other mutations that change a protein. */
export function editingTargets(findings: Findings, passengers: boolean): readonly EditingTarget[] {
  const drivers = findings.drivers.map((driver): EditingTarget => ({
    ...driver,
    gene: driver.geneSymbol,
    driver,
  }));
  if (!passengers) return drivers;
  const known = new Set(drivers.map(({ variantId }) => variantId));
  const others = findings.neoantigens.variants.flatMap((variant): readonly EditingTarget[] => {
    const [protein] = variant.proteins;
    if (known.has(variant.id) || protein === undefined || protein.geneSymbol === null) return [];
    const { id: variantId, chromosome, start0, reference, alternate, filters } = variant;
    const { geneSymbol: gene, transcript } = protein;
    const place = { variantId, chromosome, start0, reference, alternate, filters };
    return [{ ...place, gene, change: null, transcript, driver: null }];
  });
  return [...drivers, ...others];
}

/** Where a mutation is edited: its locus, and the coding transcripts of the gene there. */
export interface EditingGround {
  readonly locus: Locus;
  readonly transcripts: readonly Transcript[];
  /** Against the healthy protein of this transcript; null where it can't be read. */
  readonly change: string | null;
}

/**
 * The transcript of the findings where the reference has it, else the one on which the mutation does what the findings
 * say, else the one with the longest reading frame. Or why there is none.
 */
export function editingGround(
  reference: Reference,
  target: EditingTarget,
): EditingGround | { readonly reason: string } {
  const { chromosome, start0, gene, filters } = target;
  if (filters.length > 0) return { reason: `failed the caller's filter: ${filters.join(', ')}` };
  const end0 = start0 + target.reference.length;
  const transcripts = reference
    .transcriptsAt(chromosome, start0, end0)
    .filter(({ cds, geneSymbol }) => cds !== null && geneSymbol === gene);
  if (transcripts.length === 0) {
    return {
      reason: `the reference (${reference.source}) does not hold ${gene} at this place`,
    };
  }
  const placed = transcripts.map((transcript) => ({
    transcript,
    locus: locusOf(transcript, target),
  }));
  const usable = placed.flatMap(({ transcript, locus }) =>
    'reason' in locus ? [] : [{ transcript, locus, change: changeOn(locus) }],
  );
  const wanted = target.transcript === null ? null : withoutVersion(target.transcript);
  const preference = ({ transcript, change }: (typeof usable)[number]): number =>
    (withoutVersion(transcript.id) === wanted ? 4 : 0) +
    (change !== null && change === target.change ? 2 : 0) +
    (transcript.maneSelect === true || transcript.canonical === true ? 1 : 0);
  const [best] = usable.sort(
    (a, b) =>
      preference(b) - preference(a) ||
      codingLength(b.transcript) - codingLength(a.transcript) ||
      compareText(a.transcript.id, b.transcript.id),
  );
  if (best === undefined) {
    const reasons = placed.flatMap(({ locus }) => ('reason' in locus ? [locus.reason] : []));
    return { reason: [...new Set(reasons)].join('; ') };
  }
  return { locus: best.locus, transcripts, change: best.change };
}

function codingLength({ cds }: Transcript): number {
  return cds === null ? 0 : cds.end0 - cds.start0;
}

function changeOn(locus: Locus): string | null {
  const healthy = proteinOf(locus, 'wildtype', locus.bases.wildtype);
  const mutant = proteinOf(locus, 'mutant', locus.bases.mutant);
  return healthy === null || mutant === null ? null : proteinChangeFrom(healthy.residues, mutant);
}
