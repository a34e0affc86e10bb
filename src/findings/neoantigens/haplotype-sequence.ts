import type { TranscriptConsequence, VariantHaplotype } from '../../case/tumour-case.js';
import type { MutationKind } from '../findings.js';
import {
  calledSequence,
  frameshiftSequence,
  mutationKind,
  type MutantSequenceResult,
} from './mutant-protein.js';

/** A variant with the others of its copy, and both proteins of that copy. */
interface HaplotypeChange {
  /** The variant's id and its own terms. */
  readonly id: string;
  readonly terms: readonly string[];
  readonly referenceLength: number;
  readonly alternateLength: number;
  readonly haplotype: VariantHaplotype;
  /** The copy without the somatic variants within reach. */
  readonly wildtype: string | null;
  readonly mutant: string | null;
}

/** Builds the mutant protein that a variant makes together with the others of its copy. */
export function haplotypeSequence(change: HaplotypeChange): MutantSequenceResult {
  const { id, haplotype, wildtype, mutant } = change;
  const skip = (code: string, reason: string): MutantSequenceResult => ({
    status: 'skipped',
    code,
    reason,
  });
  if (wildtype === null || mutant === null) {
    return skip('start-lost-on-its-copy', 'with the variants of its copy the start codon is lost');
  }
  const own = haplotype.variants.find((one) => one.id === id);
  if (own?.isMaker !== true) {
    return mutationKind(change.terms, change.referenceLength, change.alternateLength) === null
      ? { status: 'silent' }
      : skip(
          'no-effect-on-its-copy',
          `with the other variants of its copy (${othersOf(id, haplotype)}) the protein is the same with and without it`,
        );
  }
  if (mutant === wildtype || (haplotype.ending === 'stop-gained' && wildtype.startsWith(mutant))) {
    return { status: 'silent' };
  }
  const kind = kindOf(haplotype);
  return kind === 'frameshift'
    ? frameshiftSequence(mutant, wildtype, null)
    : calledSequence(kind, wildtype, mutant);
}

function kindOf({ ending, addedBp }: VariantHaplotype): MutationKind {
  if (ending === 'frameshift' || ending === 'stop-lost') return ending;
  if (addedBp === 0) return 'missense';
  return addedBp > 0 ? 'inframe-insertion' : 'inframe-deletion';
}

function othersOf(id: string, { variants }: VariantHaplotype): string {
  return variants
    .filter((one) => one.id !== id && one.isMaker)
    .map((one) => one.id)
    .join(', ');
}

/** Which copy of which transcript, and with what on it: the same for all variants that share it. */
export function haplotypeKey(transcript: string, haplotype: VariantHaplotype): string {
  const { phaseSet, copy, variants } = haplotype;
  return JSON.stringify([transcript, phaseSet, copy, variants.map(({ id }) => id)]);
}

/**
 * The one somatic variant of a copy that a peptide is listed with: of those nearest to it (all that
 * change a residue of it), the first in the order of the input.
 */
export function listedWith(
  haplotype: VariantHaplotype,
  inReview: readonly string[],
  start0: number,
  length: number,
): string | null {
  let nearest: string | null = null;
  let least = Infinity;
  for (const id of inReview) {
    const member = haplotype.variants.find((one) => one.id === id);
    if (member === undefined) continue;
    const away = residuesAway(member, start0, start0 + length);
    if (away < least) {
      least = away;
      nearest = id;
    }
  }
  return nearest;
}

/** 0 where the stretch holds a residue, or the joint, that a variant changes. */
export function residuesAway(
  span: { readonly start0: number; readonly end0: number },
  start0: number,
  end0: number,
): number {
  // A joint lies between two residues: both have to be in the stretch.
  const first = span.start0 === span.end0 ? span.start0 - 1 : span.start0;
  const last = span.start0 === span.end0 ? span.start0 : span.end0 - 1;
  if (span.start0 === span.end0) return Math.max(0, start0 - first, last - end0 + 1);
  return Math.max(0, first - end0 + 1, start0 - last);
}

/** Two changes further apart share no peptide of 11 residues, the longest of class I. Unit: bp. */
const CLASS_I_REACH_BP = 33;

/** Why near variants make a protein uncertain; null where there are none. */
export function unjoinedDoubt({
  unjoined,
}: Pick<TranscriptConsequence, 'unjoined'>): string | null {
  if (unjoined.length === 0) return null;
  return unjoined
    .map(({ id, origin, distanceBp, why, filters }) => {
      const reach = distanceBp > CLASS_I_REACH_BP ? ' (class II peptides only)' : '';
      const where = `${origin} ${id}, ${distanceBp} bp away${reach},`;
      switch (why) {
        case 'phase-unknown':
          return `${where} may be on the same copy: they are not phased`;
        case 'failed-filter':
          return `${where} was not joined: it failed ${filters.join(', ')}`;
        case 'no-transcript-sequence':
          return `${where} is on the same copy and was not joined: the transcript's sequence is not at hand`;
      }
    })
    .join('; ');
}
