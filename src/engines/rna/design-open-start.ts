import type { Context } from '../../core/context.js';
import { checkOpenStart, sequenceRules, totalExcess } from './constraints-check.js';
import { codonsIn, residueOf, type UsedCodon } from './codon-usage.js';
import type { RepairSettings } from './design-repair.js';
import type { DesignedFold } from './design-traceback.js';
import { foldRna, type Folding } from './fold.js';
import { baseCodes, parseDotBracket, toDotBracket } from './structure.js';
import { partnersEnergy } from './structure-energy.js';

/** Longest mRNA that is folded anew after its design: 8 bytes for each two bases make 0.6 GB. */
const LONGEST_FOLDED = 12_000;

/** How readily each base finds a partner: G pairs with C and U, C with G, U with A and G, A with U alone. */
const PAIRING: Readonly<Record<string, number>> = { G: 3, C: 3, U: 2, A: 0 };

/** A design with its fold of least energy. */
export interface FoldedDesign extends Folding {
  readonly sequence: string;
}

/** The fold of least energy without dangling ends; of a very long mRNA, with a warning, the fold it was designed with. */
export async function foldDesign(
  design: DesignedFold,
  { model }: RepairSettings,
  context: Context,
): Promise<FoldedDesign> {
  const { sequence, partners } = design;
  if (sequence.length <= LONGEST_FOLDED) {
    return { sequence, ...(await foldRna(sequence, { model, dangles: 'none' }, context)) };
  }
  context.warn(
    `${sequence.length} bases are not folded anew: the energy is that of the fold it was designed with`,
  );
  const energyKcal = partnersEnergy(model, baseCodes(sequence), partners, 'none') / 100;
  return { sequence, structure: toDotBracket(partners), energyKcal };
}

function stickiness(codon: string): number {
  return [...codon].reduce((sum, base) => sum + (PAIRING[base] as number), 0);
}

/**
 * Folds the design. Where the constraints ask for an open start and the fold has none, codons there are exchanged, one at
 * a time, each exchange followed by a fold: first for those whose bases pair least, then, where bases are still paired, for
 * any that opens more. The most open design is kept.
 */
export async function openTheStart(
  design: DesignedFold,
  settings: RepairSettings,
  context: Context,
): Promise<FoldedDesign> {
  let best = await foldDesign(design, settings, context);
  const { openStart } = settings.constraints;
  if (openStart === null || design.sequence.length > LONGEST_FOLDED) return best;
  const rules = sequenceRules(settings.constraints);
  const isMet = (): boolean => checkOpenStart(openStart, parseDotBracket(best.structure)).met;
  const unpaired = ({ structure }: FoldedDesign): number =>
    structure.slice(0, openStart.bases).split('.').length;
  const startsOf = (codons: readonly string[]): number =>
    Math.min(codons.length, Math.ceil(openStart.bases / 3));
  const synonyms = (codon: string): readonly UsedCodon[] =>
    (settings.usage.codonsOf.get(residueOf(codon)) ?? []).filter(
      (other) => other.share > 0 && other.codon !== codon,
    );
  /** The mRNA with another codon, unless that leads away from the rules. */
  const exchanged = (codons: readonly string[], at: number, codon: string): string | null => {
    const changed = codons.with(at, codon).join('');
    const excess = (sequence: string): number => totalExcess(rules, sequence, 3 * at, 3 * at + 3);
    return excess(changed) > excess(codons.join('')) ? null : changed;
  };

  let codons = codonsIn(design.sequence);
  for (let at = 0; at < startsOf(codons) && !isMet(); at++) {
    const now = codons[at] as string;
    const looser = synonyms(now)
      .filter(({ codon }) => stickiness(codon) < stickiness(now))
      .sort((a, b) => stickiness(a.codon) - stickiness(b.codon) || a.loss - b.loss)
      .flatMap(({ codon }) => exchanged(codons, at, codon) ?? []);
    const [sequence] = looser;
    if (sequence === undefined) continue;
    codons = codonsIn(sequence);
    const next = await foldDesign({ ...design, sequence }, settings, context);
    if (unpaired(next) >= unpaired(best)) best = next;
  }

  for (let at = 0; at < startsOf(codons) && !isMet(); at++) {
    if (!/[()]/.test(best.structure.slice(3 * at, 3 * at + 3))) continue;
    codons = codonsIn(best.sequence);
    for (const { codon } of synonyms(codons[at] as string)) {
      const sequence = exchanged(codons, at, codon);
      if (sequence === null) continue;
      const next = await foldDesign({ ...design, sequence }, settings, context);
      if (unpaired(next) > unpaired(best)) best = next;
    }
  }
  return best;
}
