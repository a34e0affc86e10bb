import type { Peptide } from '../../core/brands.js';
import {
  type JunctionJudgement,
  newPeptides,
  type PeptideJudge,
} from '../../engines/constructs/epitopes/junctions.js';

/** Charged residues put on an end of a peptide. */
export interface SolubilityTail {
  readonly end: 'C' | 'N';
  readonly residues: string;
  /** Ranks of the peptides that it makes. */
  readonly judgement: JunctionJudgement;
}

/** Tried in this order; of equal ones the first. */
const TAILS = ['KKK', 'RRR', 'KKKK', 'EEE', 'DDD', 'KEKE'] as const;

function partsOf(
  end: 'C' | 'N',
  residues: string,
  sequence: string,
): { left: string; right: string } {
  return end === 'N' ? { left: residues, right: sequence } : { left: sequence, right: residues };
}

/** The tail whose new 8-11-mers (and 15-mers) bind least on this patient's alleles; null where every one makes a strong binder or a healthy peptide. */
export async function solubilityTail(
  sequence: Peptide,
  judge: PeptideJudge,
): Promise<SolubilityTail | null> {
  const tried = (['C', 'N'] as const).flatMap((end) =>
    TAILS.map((residues) => {
      const parts = partsOf(end, residues, sequence);
      return {
        end,
        residues,
        I: newPeptides(parts, '', 'I'),
        II: newPeptides(parts, '', 'II'),
      };
    }),
  );
  await judge.learn(
    tried.flatMap((tail) => tail.I),
    'I',
  );
  await judge.learn(
    tried.flatMap((tail) => tail.II),
    'II',
  );
  let best: SolubilityTail | null = null;
  for (const { end, residues, I, II } of tried) {
    const judgement = judge.judge([...I, ...II]);
    if (judgement.isAcceptable && judgement.cost < (best?.judgement.cost ?? Infinity)) {
      best = { end, residues, judgement };
    }
  }
  return best;
}
