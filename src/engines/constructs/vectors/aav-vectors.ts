import { type Cited, cited } from '../../../core/cited.js';
import { VECTOR_SOURCES as S } from './vector-sources.js';
import type { PackagingLimit, Reach, Seroprevalence, Vector } from './vector.js';

/** ITR to ITR; two ITRs of 145 (NC_001401.2, 1-145 and 4535-4679). */
const SINGLE_STRANDED: PackagingLimit = {
  countedOver: 'ITR to ITR',
  softBp: cited(4_700, S.fragmentedAav, S.kosaka),
  hardBp: cited(5_000, S.wu, S.kosaka),
  ownBp: cited(290, S.aav2Genome),
  unlimited: null,
};

const SHARED = {
  class: 'adeno-associated virus',
  genome: 'single-stranded DNA',
  replicates: false,
  packaging: SINGLE_STRANDED,
  integration: cited('rare', S.sabatino),
  integrationSites: null,
  genotoxicity: cited(
    'Most of its DNA stays outside the genome; a little integrates. Tumours followed in newborn mice; no confirmed ' +
      'genotoxic event in people by 2022.',
    S.sabatino,
  ),
  dividingCellsOnly: cited(false, S.bjoTable, S.commonVectors),
  duration: cited('months', S.bjoTable),
  humanDoses: [],
  manufacturing: cited('titres over 1e12 per mL', S.bjoTable),
  risks: [
    cited('Antibodies from earlier infection can stop it before it reaches a cell.', S.chhabra),
    cited('Liver failure was seen after high doses into the blood (AAV9-SMN1).', S.aavLiverFailure),
  ],
  split: cited(
    {
      parts: 2,
      how:
        'two vectors, each within the limit, joined in the cell: overlapping or hybrid genomes (DNA), trans-splicing ' +
        '(mRNA) or split inteins (protein)',
    },
    S.dualAavPaper,
    S.ghosh,
  ),
} as const satisfies Partial<Vector>;

interface Serotype {
  readonly id: string;
  readonly name: string;
  readonly targets: string;
  readonly reaches?: readonly Cited<Reach>[];
  readonly immunity?: Cited<Seroprevalence>;
}

function aav({ id, name, targets, reaches = [], immunity }: Serotype): Vector {
  return {
    ...SHARED,
    id,
    name,
    tropism: cited(targets, S.aavSerotypes),
    reaches,
    preExistingImmunity: immunity ?? null,
  };
}

/** Capsids; all carry the same genome between AAV2's ITRs. */
export const AAV_VECTORS: readonly Vector[] = [
  aav({ id: 'aav1', name: 'AAV1', targets: 'muscle, heart' }),
  aav({
    id: 'aav2',
    name: 'AAV2',
    targets: 'liver, eye',
    immunity: cited({ lowestPercent: 30, highestPercent: 30, of: 'adults' }, S.halbert),
  }),
  aav({
    id: 'aav3b',
    name: 'AAV3B',
    targets: 'liver cancer',
  }),
  aav({
    id: 'aav4',
    name: 'AAV4',
    targets: 'ependyma, astrocytes, retinal pigment epithelium',
  }),
  aav({
    id: 'aav5',
    name: 'AAV5',
    targets: 'sensory neurons, airway epithelium, dendritic cells',
    reaches: [
      cited(
        {
          organ: 'liver',
          route: 'intravenous',
          tissue: 'healthy organ',
          evidence: 'clinical trial',
          as: 'valoctocogene roxaparvovec',
        },
        S.aav5Liver,
      ),
    ],
    immunity: cited(
      { lowestPercent: 10, highestPercent: 89, of: 'adults of two cohorts (2006; India 2025)' },
      S.halbert,
      S.aavIndia,
    ),
  }),
  aav({
    id: 'aav6',
    name: 'AAV6',
    targets: 'airway epithelium, skeletal muscle, dendritic cells, pancreatic beta cells',
    immunity: cited({ lowestPercent: 20, highestPercent: 30, of: 'adults' }, S.halbert),
  }),
  aav({
    id: 'aav7',
    name: 'AAV7',
    targets: 'skeletal muscle, liver, central nervous system',
  }),
  aav({
    id: 'aav8',
    name: 'AAV8',
    targets: 'liver, skeletal and heart muscle',
    immunity: cited(
      {
        lowestPercent: 45,
        highestPercent: 47,
        of: 'people in India, with and without haemophilia',
      },
      S.aavIndia,
    ),
  }),
  aav({
    id: 'aav9',
    name: 'AAV9',
    targets: 'heart muscle, central nervous system',
    immunity: cited(
      { lowestPercent: 17, highestPercent: 17, of: '100 people in the United States' },
      S.cladeF,
    ),
  }),
  aav({
    id: 'aav-dj',
    name: 'AAV-DJ (engineered)',
    targets: 'liver, kidney, cervix, retina, ovary, skin, fibroblasts, lung',
  }),
  aav({ id: 'aav-7m8', name: 'AAV2-7m8 (engineered)', targets: 'retina from the vitreous' }),
  aav({ id: 'aav-shh10', name: 'AAV-ShH10 (engineered)', targets: 'Müller cells of the retina' }),
  {
    ...SHARED,
    id: 'scaav',
    name: 'self-complementary AAV (any capsid)',
    genome: 'self-complementary DNA',
    packaging: {
      countedOver: 'insert',
      softBp: null,
      hardBp: null,
      ownBp: null,
      unlimited: null,
    },
    tropism: null,
    reaches: [],
    preExistingImmunity: null,
  },
];
