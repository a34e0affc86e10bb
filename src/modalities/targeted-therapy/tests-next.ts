import { type Cited, cited, type Source } from '../../core/cited.js';
import { evidenceName } from '../../engines/evidence/evidence-item.js';
import type { EvidenceLibrary } from '../../engines/evidence/evidence-library.js';
import { evidenceMeaning, therapyStance } from '../../engines/evidence/evidence-meaning.js';
import { featureWords } from '../../engines/evidence/feature-words.js';
import type { EvidenceAnswer } from '../../engines/evidence/match-evidence.js';
import type { TherapyEvidence } from '../../engines/evidence/therapy-evidence.js';
import { itemSource } from './sources.js';

/** Further alterations that evidence of resistance names are listed up to this many. */
const MOST_RESISTANCES = 5;

/** What to test before or while a regimen is given, each with what asks for it. */
export function testsNext(
  therapy: TherapyEvidence,
  answer: EvidenceAnswer,
  { source }: EvidenceLibrary,
): readonly Cited<string>[] {
  return [
    ...qualifiers(therapy, source),
    ...confirmations(therapy, source),
    ...resistances(therapy, answer, source),
  ];
}

/** What the disease of the supporting items asks besides the tumour type. */
function qualifiers({ supporting }: TherapyEvidence, library: Source): readonly Cited<string>[] {
  const asked = new Map<string, Cited<string>>();
  for (const { qualifier, item, relation } of supporting) {
    const isNear = relation === 'same' || relation === 'wider' || relation === 'narrower';
    if (qualifier === null || !isNear || asked.has(qualifier)) continue;
    asked.set(
      qualifier,
      cited(
        `whether the tumour is what the study asks: ${item.disease?.name} (${qualifier})`,
        itemSource(item, library),
      ),
    );
  }
  return [...asked.values()];
}

/** What is not shown of the alterations themselves. */
function confirmations({ supporting }: TherapyEvidence, library: Source): readonly Cited<string>[] {
  const asked = new Map<string, Cited<string>>();
  for (const { parts, item, isUncertain } of supporting) {
    for (const { alteration, closeness, note, feature } of parts) {
      const { label, origin } = alteration;
      const ask = (text: string): void => {
        if (!asked.has(text)) asked.set(text, cited(text, itemSource(item, library)));
      };
      if (feature.kind === 'exon' && feature.change === 'skipping' && closeness === 'exon') {
        ask(`RNA: whether ${label} makes the exon be skipped`);
      }
      if (isUncertain) {
        ask(
          `whether ${label} is one of the mutations that count: the evidence names only the gene`,
        );
      }
      if (closeness === 'reciprocal') ask(`the joint of ${label} by RNA: ${note}`);
      if (alteration.kind === 'small-variant' && origin === 'unknown') {
        ask(`healthy tissue: whether ${label} is inherited`);
      }
      if (alteration.kind === 'copy-number') {
        ask(`${label} by in situ hybridization or immunohistochemistry`);
      }
    }
  }
  return [...asked.values()];
}

/** Alterations that, beside what the tumour has, would speak against the regimen. */
function resistances(
  { drugs }: TherapyEvidence,
  { partial }: EvidenceAnswer,
  library: Source,
): readonly Cited<string>[] {
  const asked = new Map<string, Cited<string>>();
  for (const { items, lacking } of partial) {
    const item = items.find(
      (one) =>
        one.type === 'Predictive' &&
        therapyStance(evidenceMeaning(one)) === 'against' &&
        one.therapies.some((drug) => drugs.includes(drug)),
    );
    if (item === undefined || lacking.length === 0) continue;
    const sought = lacking.map(featureWords).join(' or ');
    if (asked.has(sought)) continue;
    asked.set(
      sought,
      cited(
        `at progression: ${sought}, with which ${evidenceName(item)} reports ${evidenceMeaning(item).replaceAll('-', ' ')}`,
        itemSource(item, library),
      ),
    );
  }
  return [...asked.values()].slice(0, MOST_RESISTANCES);
}
