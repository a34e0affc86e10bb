import { type Cited, cited, type Source } from '../../../core/cited.js';
import type { Organ } from './tumour-organs.js';
import { VECTOR_SOURCES as S } from './vector-sources.js';
import type { PackagingLimit, Reach, Route, Vector } from './vector.js';

function tumour(
  organ: Organ,
  route: Route,
  evidence: Reach['evidence'],
  as: string,
  source: Source,
): Cited<Reach> {
  return cited({ organ, route, tissue: 'tumour', evidence, as }, source);
}

/** E1 and E3 out: 7.5 to 8 kb of insert; the whole genome up to 37.7 kb (105 % of 35.9 kb). */
const FIRST_GENERATION: PackagingLimit = {
  countedOver: 'insert',
  softBp: cited(7_500, S.bjoTable, S.vectorBiolabs, S.bett),
  hardBp: cited(8_000, S.signagen, S.adenovirusSystem, S.bett),
  ownBp: null,
  unlimited: null,
};

const NO_LIMIT_READ: PackagingLimit = {
  countedOver: 'insert',
  softBp: null,
  hardBp: null,
  ownBp: null,
  unlimited: null,
};

const SHARED = {
  class: 'adenovirus',
  genome: 'double-stranded DNA',
  integration: cited('none', S.bjoTable, S.commonVectors),
  integrationSites: null,
  genotoxicity: null,
  dividingCellsOnly: cited(false, S.commonVectors, S.bjoTable),
  manufacturing: cited('titres over 1e11 per mL', S.bjoTable),
  split: null,
} as const satisfies Partial<Vector>;

const AD5_IMMUNITY = cited(
  {
    lowestPercent: 60,
    highestPercent: 98,
    of: 'adults: 60-70 % in Europe and the US, 72 % in China, up to 98 % in the tropics',
  },
  S.ad5Prevalence,
);

const AD5_RISKS = [
  cited(
    'Strong innate and adaptive responses; antibodies that the first dose raised kept the second, a week later, from ' +
      'being expressed in the pleura.',
    S.stermanIfnBeta,
    S.commonVectors,
  ),
  cited(
    'Into the blood: transaminases rise from 1e12 particles; 7.5e13 into the hepatic artery limited heart output; one ' +
      'patient of another trial died.',
    S.intravascularAdenovirus,
  ),
];

export const ADENOVIRAL_VECTORS: readonly Vector[] = [
  {
    ...SHARED,
    id: 'ad5-e1e3',
    name: 'adenovirus 5, E1 and E3 deleted',
    replicates: false,
    packaging: FIRST_GENERATION,
    tropism: cited(
      'coxsackie and adenovirus receptor (CAR); most tissues',
      S.adenovirusSystem,
      S.signagen,
    ),
    reaches: [
      tumour(
        'bladder',
        'intravesical',
        'approved product',
        'nadofaragene firadenovec',
        S.adstiladrinLabel,
      ),
      tumour('head and neck', 'intratumoural', 'approved product', 'Gendicine', S.approvedProducts),
      tumour(
        'pleura',
        'intrapleural',
        'clinical trial',
        'Ad.IFN-α2b and Ad.HSVtk',
        S.mesotheliomaTrials,
      ),
      tumour('prostate', 'intratumoural', 'clinical trial', 'Ad5-TRAIL', S.ad5Trail),
      tumour('lung', 'intratumoural', 'clinical trial', 'CAN-2409', S.can2409Lung),
      tumour('brain', 'intracavitary', 'clinical trial', 'AdV-tk', S.advTkGlioma),
      tumour(
        'brain',
        'intratumoural',
        'clinical trial',
        'sitimagene ceradenovec',
        S.cereproDossier,
      ),
      tumour('breast', 'intratumoural', 'clinical trial', 'Ad5CMV-p53 and AdCAIL-2', S.adP53Breast),
      tumour('skin', 'intratumoural', 'clinical trial', 'AdCAIL-2', S.adIl2Breast),
      tumour('liver', 'hepatic artery', 'clinical trial', 'rAd.p53', S.intravascularAdenovirus),
    ],
    duration: cited('weeks', S.bjoTable),
    preExistingImmunity: AD5_IMMUNITY,
    humanDoses: [
      cited(
        {
          product: 'nadofaragene firadenovec',
          dose: '75 mL of 3e11 vp/mL into the bladder every 3 months',
        },
        S.adstiladrinLabel,
      ),
      cited(
        { product: 'Ad.IFN-α2b', dose: '3e11 to 1e12 vp into the pleura, twice' },
        S.mesotheliomaTrials,
      ),
      cited({ product: 'Ad.HSVtk', dose: '1e9 to 1e12 pfu into the pleura, once' }, S.stermanTk),
      cited({ product: 'AdV-tk', dose: '3e10 to 3e11 vp into the tumour bed' }, S.advTkGlioma),
      cited(
        { product: 'rAd.p53', dose: 'up to 2.5e13 particles into the hepatic artery' },
        S.intravascularAdenovirus,
      ),
    ],
    risks: AD5_RISKS,
  },
  {
    ...SHARED,
    id: 'ad5-hd',
    name: 'adenovirus 5, helper-dependent',
    replicates: false,
    packaging: {
      countedOver: 'insert',
      softBp: cited(30_000, S.signagen),
      hardBp: cited(37_000, S.ricobaraza),
      ownBp: null,
      unlimited: null,
    },
    tropism: cited('as adenovirus 5: CAR', S.adenovirusSystem),
    reaches: [],
    duration: cited('months', S.ricobaraza, S.signagen),
    preExistingImmunity: AD5_IMMUNITY,
    humanDoses: [],
    risks: AD5_RISKS.slice(1),
  },
  {
    ...SHARED,
    id: 'ad5-crad',
    name: 'adenovirus 5, conditionally replicating',
    replicates: true,
    packaging: NO_LIMIT_READ,
    tropism: cited(
      'CAR; with RGD or Ad3 knob in the fibre other receptors',
      S.dnx2401Phase1,
      S.ad53Breast,
    ),
    reaches: [
      tumour('bladder', 'intravesical', 'clinical trial', 'cretostimogene', S.cretostimogene),
      tumour('stomach or oesophagus', 'intratumoural', 'clinical trial', 'OBP-301', S.obp301Phase2),
      tumour('head and neck', 'intratumoural', 'approved product', 'Oncorine', S.approvedProducts),
      tumour('brain', 'intratumoural', 'clinical trial', 'DNX-2401', S.dnx2401Phase1),
      tumour(
        'prostate',
        'intratumoural',
        'clinical trial',
        'Ad5-yCD/mutTKSR39rep-hIL-12',
        S.ad5CdTkIl12,
      ),
    ],
    duration: cited('until the cell is killed', S.dnx2401Phase1),
    preExistingImmunity: AD5_IMMUNITY,
    humanDoses: [
      cited(
        { product: 'Ad5-yCD/mutTKSR39rep-hIL-12', dose: '1e10 to 1e12 vp into the prostate' },
        S.ad5CdTkIl12,
      ),
    ],
    risks: AD5_RISKS,
  },
  {
    ...SHARED,
    id: 'ad-chimpanzee',
    name: 'chimpanzee adenovirus (AdC68), E1 deleted',
    replicates: false,
    packaging: NO_LIMIT_READ,
    tropism: null,
    reaches: [],
    duration: null,
    preExistingImmunity: cited(
      {
        lowestPercent: 12.7,
        highestPercent: 12.7,
        of: '1,154 adults in China (Ad5 in the same people: 73.1 %)',
      },
      S.adenovirusChina,
    ),
    humanDoses: [],
    risks: [],
  },
  {
    ...SHARED,
    id: 'ad5-f35',
    name: 'adenovirus 5 with a fibre to CD46 (Ad5/35)',
    replicates: false,
    packaging: FIRST_GENERATION,
    tropism: cited('CD46', S.cd46Breast),
    reaches: [tumour('breast', 'intratumoural', 'cells', 'slices of breast tumours', S.cd46Breast)],
    duration: cited('weeks', S.bjoTable),
    preExistingImmunity: null,
    humanDoses: [],
    risks: AD5_RISKS,
  },
];
