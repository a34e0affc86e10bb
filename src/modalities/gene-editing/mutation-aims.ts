import { baseEdits } from './base-edits.js';
import { alleleGuides } from './allele-guides.js';
import type { EditingTarget } from './editing-targets.js';
import type {
  Aim,
  AlleleGuide,
  JudgedBaseEdit,
  JudgedPrimeEdit,
  JudgedTemplate,
  Measured,
} from './gene-editing-design.js';
import { placeOf } from './guide-place.js';
import { efficacyOf, type GuideScores, noEfficacy, notMeasured } from './guide-scores.js';
import type { Locus } from './locus.js';
import { type GeneEditingChoice, primeNickases, spCas9 } from './options.js';
import { primeEdits } from './prime-edits.js';
import { repairTemplate } from './repair-template.js';
import { holdsChange, sparedAllele } from './spared-allele.js';

/** Unsure about a target's other places: only a whole genome says. */
export const NO_GENOME: Measured = notMeasured(
  'no whole genome was given (--genome); a panel of genes cannot say how alone a guide is',
);

export function aimOf<T>(items: readonly T[], because: string): Aim<T> {
  const [first, ...others] = items;
  return first === undefined
    ? { kind: 'not-possible', because }
    : { kind: 'designed', items: [first, ...others] };
}

/** Guides that cut the mutant copy and spare the healthy one. */
export function mutantKnockout(
  { driver, gene }: EditingTarget,
  locus: Locus,
  { cutters, perStrategy }: GeneEditingChoice,
  scores: GuideScores,
): Aim<AlleleGuide> {
  if (driver?.lossOfFunction === true) {
    return {
      kind: 'not-sought',
      because: `the mutated copy of ${gene} makes no whole protein as it is`,
    };
  }
  const { specific, unspecific } = alleleGuides(locus, cutters, scores);
  const because =
    unspecific === 0
      ? 'no guide of theirs lies on it'
      : `the ${unspecific} guides on it fit the healthy copy too well: the mutation makes no PAM for them, nor a mismatch in a stated seed that leaves less than half of the cutting there by CFD`;
  return aimOf(
    specific.slice(0, perStrategy).map((guide, i) => ({
      ...guide,
      id: `KO${i + 1}`,
      place: placeOf(locus, guide.site),
      specificity: NO_GENOME,
    })),
    `not possible with ${cutters.map(({ title }) => title).join(', ')}, because ${because}`,
  );
}

export function baseCorrection(
  locus: Locus,
  { editors, perStrategy }: GeneEditingChoice,
): Aim<JudgedBaseEdit> {
  const { wildtype, mutant } = locus.bases;
  const kinds = editors.map(({ title }) => title).join(', ');
  const isSubstitution = wildtype.length === mutant.length;
  return aimOf(
    baseEdits(locus, editors)
      .slice(0, perStrategy)
      .map((edit, i) => ({
        ...edit,
        id: `BE${i + 1}`,
        place: placeOf(locus, edit.site),
        efficacy: noEfficacy('it was measured for cuts, not for base editing'),
        specificity: NO_GENOME,
      })),
    `not possible with ${kinds}, because ${
      isSubstitution
        ? 'no change of A to G or C to T that lies in a window beside a PAM brings the healthy protein back'
        : 'they change single bases, and this mutation changes the length'
    }`,
  );
}

export function primeCorrection(
  locus: Locus,
  { perStrategy }: GeneEditingChoice,
  scores: GuideScores,
): Aim<JudgedPrimeEdit> {
  const nickases = primeNickases();
  const edits = nickases.flatMap((nickase) =>
    primeEdits(locus, nickase).map((edit) => ({
      ...edit,
      place: placeOf(locus, edit.site),
      efficacy: efficacyOf(scores, nickase, locus.bases.mutant, edit.site),
      spared: holdsChange(locus, edit.site) ? sparedAllele(locus, edit.site, nickase) : null,
      specificity: NO_GENOME,
    })),
  );
  // The usual nickase where it reaches the mutation, another where it does not.
  const usual = edits.filter(({ nickase }) => nickase === edits[0]?.nickase);
  return aimOf(
    usual.slice(0, perStrategy).map((edit, i) => ({ ...edit, id: `PE${i + 1}` })),
    `not possible with prime editors of ${nickases.map(({ title }) => title).join(' and ')}, because no PAM puts a nick near enough before the mutation within the bases at hand`,
  );
}

/** Sought only where no editor fits. */
export function templateRepair(
  locus: Locus,
  isEdited: boolean,
  scores: GuideScores,
): Aim<JudgedTemplate> {
  if (isEdited) {
    return {
      kind: 'not-sought',
      because: 'base or prime editing fits, without a double-strand break',
    };
  }
  const nuclease = spCas9();
  const template = repairTemplate(locus, nuclease);
  if ('reason' in template) return { kind: 'not-possible', because: template.reason };
  return aimOf(
    [
      {
        ...template,
        id: 'HDR1',
        place: placeOf(locus, template.site),
        efficacy: efficacyOf(scores, nuclease, locus.bases.mutant, template.site),
        specificity: NO_GENOME,
      },
    ],
    '',
  );
}
