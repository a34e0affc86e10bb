import type { Source } from '../../../../core/cited.js';
import { otherStrand } from '../../../../core/iupac.js';
import type { ConstructFeature } from '../../construct.js';
import { featureSequence } from '../../feature-sequence.js';
import type { PartsLibrary } from '../../parts-library.js';
import type { AssembledVector } from '../assembled-vector.js';
import { type ItrFold, itrFold } from '../itr-fold.js';
import { type CheckResult, failed, passed } from '../vector-check.js';

const ITR: Source = { name: 'Gonçalves 2005, Virol J 2:43', doi: '10.1186/1743-422X-2-43' };

/** Pairs that the stem A-A′ of AAV2's ITR (NC_001401) has at least. */
const STEM_PAIRS = 41;

/** Do the ITRs of an AAV genome stand whole at its ends, and fold as AAV2's do. Null: the vector has none. */
export function checkItrIntegrity(
  { construct, plan, packaged }: AssembledVector,
  library: PartsLibrary,
): CheckResult | null {
  if (plan.backbone.kind !== 'aav' || packaged === null) return null;
  const itrs = construct.features.filter(({ role }) => role === 'inverted_terminal_repeat');
  const left = itrs.find(({ ranges }) => ranges[0].start0 === packaged.start0);
  const right = itrs.find(({ ranges }) => ranges[0].end0 === packaged.end0);
  if (left === undefined || right === undefined) {
    return failed('an ITR is missing at an end of the genome', [packaged], ITR);
  }
  const faults = [left, right].flatMap((feature) =>
    featureSequence(construct, feature) === recordOf(feature, library)
      ? []
      : [`${feature.label} is not the sequence of its record`],
  );
  const leftFold = itrFold(featureSequence(construct, left));
  const rightFold = itrFold(otherStrand(featureSequence(construct, right)));
  const isSelfComplementary = plan.backbone.genome === 'self-complementary';
  faults.push(
    ...foldFaults(left.label, leftFold, false),
    ...foldFaults(right.label, rightFold, isSelfComplementary),
  );
  if (faults.length > 0) {
    return failed(
      `${faults.join('; ')}: without whole ITRs a genome is not copied or packaged`,
      [...left.ranges, ...right.ranges],
      ITR,
    );
  }
  return passed(
    `both as in their records; ${foldText(leftFold)} at the left, ${foldText(rightFold)} at the right${isSelfComplementary ? ', which lacks the resolution site on purpose' : ''}`,
    ITR,
  );
}

function recordOf({ partId }: ConstructFeature, library: PartsLibrary): string | null {
  return library.parts.find(({ id }) => id === partId)?.sequence ?? null;
}

/** A mutant ITR of a self-complementary vector lacks D and outer bases; its arms and Rep's site have to be there. */
function foldFaults(
  label: string,
  { stemPairs, arms, bindsRep, dBases }: ItrFold,
  isMutant: boolean,
): readonly string[] {
  return [
    ...(bindsRep ? [] : [`${label} has no site that Rep binds to`]),
    ...(isMutant || stemPairs >= STEM_PAIRS
      ? []
      : [`${label}: ${stemPairs} pairs in A-A′ instead of ${STEM_PAIRS}`]),
    ...(isMutant || arms === 2 ? [] : [`${label}: ${arms} of the arms B-B′ and C-C′`]),
    ...(isMutant || dBases > 0 ? [] : [`${label} has no D sequence`]),
  ];
}

function foldText({ stemPairs, arms, dBases }: ItrFold): string {
  return `${stemPairs} pairs in the stem, ${arms} arms, ${dBases} bases of D`;
}
