import type { HaplotypeMember } from '../case/tumour-case.js';
import type { MutantProtein, NeoantigenVariant } from '../findings/findings.js';
import { residuesAway } from '../findings/neoantigens/haplotype-sequence.js';
import type { RankedCandidate } from '../findings/ranking/ranking.js';

/** One of the variants that make the reported protein together. */
interface CopyMemberView {
  readonly id: string;
  readonly origin: 'somatic' | 'germline';
  readonly filters: readonly string[];
  /** Residues it touches in the mutant protein, 1-based, e.g. `600` or `73-84`. */
  readonly residues: string;
  /** Does the best peptide hold one of them. */
  readonly inBestPeptide: boolean;
}

/** What acts together with the variant on its copy of the reported transcript, and what may. */
export interface CopyView {
  readonly phaseSet: string | null;
  /** From 1. */
  readonly copy: number | null;
  readonly members: readonly CopyMemberView[];
  readonly unjoined: MutantProtein['unjoined'];
}

/** Of the protein that a candidate is reported by. */
export function copyView(variant: NeoantigenVariant, candidate: RankedCandidate): CopyView | null {
  const protein = variant.proteins[candidate.protein];
  if (protein === undefined) return null;
  const { haplotype, unjoined } = protein;
  if (haplotype === null && unjoined.length === 0) return null;
  const best = candidate.best === null ? undefined : variant.peptides[candidate.best.peptide];
  const source = best?.sources.find((one) => one.protein === candidate.protein);
  const holds = (member: HaplotypeMember): boolean =>
    best !== undefined &&
    source !== undefined &&
    residuesAway(member, source.start0, source.start0 + best.peptide.length) === 0;
  return {
    phaseSet: haplotype?.phaseSet ?? null,
    copy: haplotype === null || haplotype.copy === null ? null : haplotype.copy + 1,
    members: (haplotype?.variants ?? []).map((member) => ({
      id: member.id,
      origin: member.origin,
      filters: member.filters,
      residues:
        member.end0 <= member.start0 + 1
          ? String(member.start0 + 1)
          : `${member.start0 + 1}-${member.end0}`,
      inBestPeptide: holds(member),
    })),
    unjoined,
  };
}
