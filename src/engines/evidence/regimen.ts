import { compareText } from '../../core/skipped.js';
import type { EvidenceItem } from './evidence-item.js';

type Therapies = Pick<EvidenceItem, 'interaction' | 'therapies'>;

/**
 * The regimens that an item speaks of: drugs given together are one, in the order of their names; drugs one after the
 * other one, in their own; drugs that stand for each other are one each.
 */
export function regimensOf({ therapies, interaction }: Therapies): readonly Regimen[] {
  switch (interaction) {
    case 'Substitutes':
    case null:
      return therapies.map((drug) => ({ name: drug, drugs: [drug] }));
    case 'Combination': {
      const drugs = [...new Set(therapies)].sort(compareText);
      return drugs.length === 0 ? [] : [{ name: drugs.join(' + '), drugs }];
    }
    case 'Sequential':
      return therapies.length === 0
        ? []
        : [{ name: therapies.join(', then '), drugs: [...therapies] }];
  }
}

export interface Regimen {
  readonly name: string;
  readonly drugs: readonly string[];
}

/** All of an item's therapies in one text: `Erlotinib or Gefitinib`, `Dabrafenib + Trametinib`. */
export function regimenName(item: Therapies): string {
  return regimensOf(item)
    .map(({ name }) => name)
    .join(' or ');
}

/** True where a drug's name holds the words in full: `PD1` is no part of `PD173074`. */
export function namesTherapy({ therapies }: Pick<Therapies, 'therapies'>, asked: string): boolean {
  const words = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const sought = words(asked);
  if (sought.length === 0) return false;
  return therapies.some((drug) => {
    const own = words(drug);
    return own.some((_, from) => sought.every((word, i) => own[from + i] === word));
  });
}
