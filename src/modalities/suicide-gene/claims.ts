import { type Cited, cited } from '../../core/cited.js';
import type { BackboneKind } from '../../engines/constructs/vector-assembly/vector-plan.js';
import type { NearestPrecedent } from '../../engines/constructs/vectors/nearest-precedents.js';
import { ONCOTREE } from '../../engines/constructs/vectors/tumour-organs.js';
import type { VectorFit } from '../../engines/constructs/vectors/vector-fit.js';
import { VECTOR_SOURCES } from '../../engines/constructs/vectors/vector-sources.js';
import type { HealthyTissueExpression } from '../../engines/expression/healthy-tissues.js';
import type { PromoterChoice } from './choose-promoter.js';
import type { Payload } from './payloads.js';
import { SOURCES } from './sources.js';

/** Why the payload, the vector and the promoter, and what people were given that resembles it. */
export function reasonsFor(
  site: Cited<string>,
  payload: Payload,
  chosen: VectorFit,
  promoter: PromoterChoice,
  precedents: readonly NearestPrecedent[],
): readonly Cited<string>[] {
  return [
    site,
    payload.mechanism,
    payload.bystander,
    ...chosen.reasons,
    promoter.why,
    ...precedents.map(({ precedent, same, differs }) => ({
      value:
        `As in ${precedent.name}: the same ${same.join('; ')}.` +
        (differs.length === 0 ? '' : ` What differs: ${differs.join('; ')}.`),
      sources: precedent.status.sources,
    })),
  ];
}

/** What can go wrong; `tert`: telomerase in healthy tissue, where its promoter is used and that is known. */
export function risksOf(
  payload: Payload,
  { vector }: VectorFit,
  { restricted }: PromoterChoice,
  tert: HealthyTissueExpression | null,
): readonly Cited<string>[] {
  const immunity = vector.preExistingImmunity;
  return [
    ...payload.safety,
    payload.shutOff,
    ...vector.risks,
    ...(vector.genotoxicity === null ? [] : [vector.genotoxicity]),
    ...(immunity === null
      ? []
      : [
          {
            value:
              `${percentRange(immunity.value)} have antibodies to ${vector.name} before they are treated ` +
              `(${immunity.value.of}).`,
            sources: immunity.sources,
          },
        ]),
    ...(restricted || payload.kind === 'signal'
      ? []
      : [
          cited(
            'The promoter is on in healthy cells too: whatever the vector reaches there is killed with the tumour.',
            SOURCES.method,
          ),
        ]),
    ...(tert === null
      ? []
      : [
          cited(
            `In healthy tissue TERT is highest in ${tert.highestTissue}, ${tert.highestNtpm} nTPM: its promoter may be on there.`,
            SOURCES.proteinAtlas,
          ),
        ]),
  ];
}

function percentRange({
  lowestPercent: from,
  highestPercent: to,
}: {
  readonly lowestPercent: number;
  readonly highestPercent: number;
}): string {
  return from === to ? `${from} %` : `${from} to ${to} %`;
}

/** What would have to be tested before anybody thinks of a patient. */
export function testsFor(
  payload: Payload,
  { vector }: VectorFit,
  { restricted }: PromoterChoice,
): readonly Cited<string>[] {
  return [
    ...payload.toTest,
    cited(
      'share of tumour cells that the vector reaches: a reporter in slices or cells of this tumour',
      SOURCES.method,
    ),
    cited(
      'whether all of the tumour, metastases too, can be reached by this route: the type tells where it began',
      ONCOTREE,
    ),
    ...(vector.class === 'adenovirus'
      ? [
          cited(
            'antibodies of the patient to adenovirus: the trial in the pleura took titres of 1:1000 at most',
            SOURCES.antibodyLimit,
          ),
        ]
      : []),
    ...(restricted
      ? [
          cited(
            'the promoter in this tumour’s cells and in human hepatocytes, by a reporter',
            SOURCES.hTertAdenovirus,
          ),
        ]
      : []),
  ];
}

/** What is still to be done with the plasmid. */
export function madeBy(backbone: BackboneKind): Cited<string> {
  switch (backbone) {
    case 'adenoviral-shuttle':
      return cited(
        'A shuttle of the left end with the packaging signal. The arm that recombines with the E1- and E3-deleted genome is in no ' +
          'record at hand: move the cassette into the shuttle of your system. The virus grows in cells that give E1 (293, 911).',
        VECTOR_SOURCES.adenovirusSystem,
        VECTOR_SOURCES.adEasy,
      );
    case 'aav':
      return cited(
        'A transfer plasmid. Nothing of the virus is left between its ITRs: Rep, the capsid and the functions of a helper virus ' +
          'come from other plasmids in the producer cells.',
        VECTOR_SOURCES.aav2Genome,
        VECTOR_SOURCES.vectorsTable2,
      );
    case 'plasmid':
      return cited(
        'The plasmid is the drug: it is grown in bacteria and bound by its polymer or lipid.',
        VECTOR_SOURCES.ovation2,
      );
    case 'gammaretroviral':
    case 'lentiviral':
    case 'transposon':
      return cited(
        'A transfer plasmid; what makes the particle comes from other plasmids.',
        SOURCES.method,
      );
  }
}
