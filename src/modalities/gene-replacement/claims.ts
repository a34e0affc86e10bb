import { type Cited, cited } from '../../core/cited.js';
import { VECTOR_SOURCES } from '../../engines/constructs/vectors/vector-sources.js';
import type { Vector } from '../../engines/constructs/vectors/vector.js';
import { SOURCES } from './sources.js';
import type { SuppressorLoss } from './suppressor-loss.js';

/** What is known to go wrong with the vectors chosen, and with this gene. */
export function riskClaims(
  { gene }: SuppressorLoss,
  vectors: readonly Vector[],
): readonly Cited<string>[] {
  return [
    cited(
      'a cell that is not reached stays as it is: an adenovirus given into the pleura left its gene in the tumours of 11 of 20 patients',
      VECTOR_SOURCES.stermanTk,
    ),
    ...vectors.flatMap((vector) => [
      ...vector.risks.map((risk) => ({ ...risk, value: `${vector.name}: ${risk.value}` })),
      ...(vector.genotoxicity === null
        ? []
        : [{ ...vector.genotoxicity, value: `${vector.name}: ${vector.genotoxicity.value}` }]),
      ...(vector.preExistingImmunity === null ? [] : [immunityClaim(vector)]),
    ]),
    ...(gene === 'STK11'
      ? [
          cited(
            'LKB1 (STK11) also helps cells through lack of energy: put back, it may take away the weakness that drugs such as phenformin use',
            SOURCES.lkb1Survival,
          ),
        ]
      : []),
    ...(gene === 'TP53'
      ? [
          cited(
            'vectors with p53 were tried in many trials; where they were approved, they are given with radiotherapy',
            SOURCES.adp53,
            VECTOR_SOURCES.approvedProducts,
          ),
        ]
      : []),
  ];
}

function immunityClaim({ name, preExistingImmunity }: Vector): Cited<string> {
  if (preExistingImmunity === null) throw new Error(`${name} has no prevalence`);
  const { value, sources } = preExistingImmunity;
  const share =
    value.lowestPercent === value.highestPercent
      ? `${value.lowestPercent} %`
      : `${value.lowestPercent} to ${value.highestPercent} %`;
  return {
    value: `${name}: ${share} have antibodies to it before treatment (${value.of})`,
    sources,
  };
}

/** What would have to be shown at the bench before the design is more than a plan. */
export function testsFor(
  { gene, kind }: SuppressorLoss,
  promoters: readonly string[],
): readonly string[] {
  return [
    `${gene} protein in tumour cells of the patient that lack it, by Western blot, against the healthy tissue's level`,
    `growth and death of those cells with the vector, and with one that carries a dead ${gene}`,
    'share of tumour cells reached, in slices of the tumour or a xenograft',
    `what ${gene} does to healthy cells of the organ at the same dose (${promoters.join(', ')} ${promoters.length === 1 ? 'works' : 'work'} there too)`,
    'antibodies to the vector in the patient',
    ...(kind === 'dominant-negative'
      ? [
          `the same with the mutated ${gene} silenced or corrected, since the payload alone may be held down`,
        ]
      : []),
    ...(kind === 'unknown' || kind === 'given'
      ? [`whether the tumour makes ${gene} protein now, by immunohistochemistry`]
      : []),
    ...(kind === 'one-copy' ? [`how much ${gene} the copy that is left makes`] : []),
  ];
}
