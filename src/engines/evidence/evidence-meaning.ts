import type { EvidenceItem } from './evidence-item.js';

/** What an item says once its direction is taken into account. */
export type EvidenceMeaning =
  | 'sensitivity'
  | 'no-sensitivity'
  | 'resistance'
  | 'no-resistance'
  | 'reduced-sensitivity'
  | 'no-reduced-sensitivity'
  | 'adverse-response'
  | 'no-adverse-response'
  | 'better-outcome'
  | 'no-better-outcome'
  | 'poor-outcome'
  | 'no-poor-outcome'
  | 'diagnosis'
  | 'no-diagnosis'
  | 'rules-out'
  | 'does-not-rule-out'
  | 'predisposition'
  | 'no-predisposition'
  | 'protection'
  | 'no-protection'
  | 'oncogenic'
  | 'not-oncogenic'
  | 'function'
  | 'no-such-function'
  | 'uncertain';

/**
 * The meaning of an item. "Does Not Support" flips it: a study that looked for sensitivity and found none speaks
 * against the drug, one that looked for resistance and found none speaks against that resistance.
 */
export function evidenceMeaning({
  direction,
  significance,
}: Pick<EvidenceItem, 'direction' | 'significance'>): EvidenceMeaning {
  if (direction === 'N/A') return 'uncertain';
  const borneOut = direction === 'Supports';
  const flip = (yes: EvidenceMeaning, no: EvidenceMeaning): EvidenceMeaning =>
    borneOut ? yes : no;
  switch (significance) {
    case 'Sensitivity/Response':
      return flip('sensitivity', 'no-sensitivity');
    case 'Resistance':
      return flip('resistance', 'no-resistance');
    case 'Reduced Sensitivity':
      return flip('reduced-sensitivity', 'no-reduced-sensitivity');
    case 'Adverse Response':
      return flip('adverse-response', 'no-adverse-response');
    case 'Better Outcome':
      return flip('better-outcome', 'no-better-outcome');
    case 'Poor Outcome':
      return flip('poor-outcome', 'no-poor-outcome');
    case 'Positive':
      return flip('diagnosis', 'no-diagnosis');
    case 'Negative':
      return flip('rules-out', 'does-not-rule-out');
    case 'Predisposition':
    case 'Pathogenic':
    case 'Likely Pathogenic':
      return flip('predisposition', 'no-predisposition');
    case 'Protectiveness':
    case 'Benign':
    case 'Likely Benign':
      return flip('protection', 'no-protection');
    case 'Oncogenicity':
      return flip('oncogenic', 'not-oncogenic');
    case 'Gain of Function':
    case 'Loss of Function':
    case 'Unaltered Function':
    case 'Neomorphic':
    case 'Dominant Negative':
      return flip('function', 'no-such-function');
    case 'Uncertain Significance':
    case 'Unknown':
    case 'N/A':
      return 'uncertain';
  }
}

/** For giving the drug, against it, or against an objection to it; null for what is not about a drug. */
export type TherapyStance = 'for' | 'against' | 'against-an-objection';

export function therapyStance(meaning: EvidenceMeaning): TherapyStance | null {
  switch (meaning) {
    case 'sensitivity':
      return 'for';
    case 'no-sensitivity':
    case 'resistance':
    case 'reduced-sensitivity':
    case 'adverse-response':
      return 'against';
    case 'no-resistance':
    case 'no-reduced-sensitivity':
    case 'no-adverse-response':
      return 'against-an-objection';
    default:
      return null;
  }
}

/** True where the item is about inherited variants: by its origin, or for it is about predisposition. */
export function isGermlineEvidence({
  origin,
  type,
  profile,
}: Pick<EvidenceItem, 'origin' | 'profile' | 'type'>): boolean {
  if (origin === 'Rare Germline' || origin === 'Common Germline') return true;
  if (origin === 'Somatic') return false;
  return (
    type === 'Predisposing' ||
    (profile.expression.kind === 'feature' && profile.expression.feature.kind === 'polymorphism')
  );
}
