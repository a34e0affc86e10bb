import type { Source } from '../../core/cited.js';

export type LorisModelId =
  | 'nsclc-2'
  | 'nsclc-6'
  | 'pan-cancer-5-no-therapy'
  | 'pan-cancer-5-no-type'
  | 'pan-cancer-6';

/** `therapy`: any systemic treatment before, 1 or 0; `pdl1`: tumour proportion score, %. */
export type LorisFeature = 'age' | 'albumin' | 'nlr' | 'pdl1' | 'therapy' | 'tmb';

/** Tumour types of the training cohort that have a term of their own. */
export type LorisCancerType =
  | 'Bladder'
  | 'Breast'
  | 'Colorectal'
  | 'Endometrial'
  | 'Esophageal'
  | 'Gastric'
  | 'Head & Neck'
  | 'Hepatobiliary'
  | 'Melanoma'
  | 'Mesothelioma'
  | 'NSCLC'
  | 'Ovarian'
  | 'Pancreatic'
  | 'Renal'
  | 'SCLC'
  | 'Sarcoma';

/** A value counts as coefficient x (value - mean) / scale. */
interface StandardisedTerm {
  readonly mean: number;
  readonly scale: number;
  readonly coefficient: number;
}

export interface LorisModel {
  readonly id: LorisModelId;
  readonly title: string;
  readonly features: readonly (StandardisedTerm & { readonly feature: LorisFeature })[];
  /** Each type is 1 or 0; null where the model has no term for the type. */
  readonly cancerTypes: readonly (StandardisedTerm & { readonly type: LorisCancerType })[] | null;
  readonly intercept: number;
}

export const LORIS_SOURCE: Source = {
  name: 'Chang et al. 2024, LORIS, Nature Cancer 5:1158',
  pmid: '38831056',
  doi: '10.1038/s43018-024-00772-7',
};

/** Whose training part LORIS was fitted on, and is calibrated on here. */
export const LORIS_COHORT_SOURCE: Source = {
  name: 'Chowell et al. 2022, 1,479 patients of one centre (MSK-IMPACT), Nat Biotechnol 40:499',
  pmid: '34725502',
  doi: '10.1038/s41587-021-01070-8',
};

/** Values above these are taken as these, before anything else. */
export const LORIS_CAPS: Readonly<Partial<Record<LorisFeature, number>>> = {
  tmb: 50,
  nlr: 25,
  age: 85,
};

/** Published parameters (mean of 10,000 fits), as the authors' files give them. */
export const LORIS_MODELS: readonly LorisModel[] = [
  {
    id: 'pan-cancer-6',
    title: 'Pan-cancer LORIS, 6 features',
    features: [
      {
        feature: 'tmb',
        mean: 9.716777081712063,
        scale: 11.328696372559728,
        coefficient: 0.4198017295808917,
      },
      {
        feature: 'therapy',
        mean: 0.6628210116731518,
        scale: 0.47267618323799726,
        coefficient: -0.41478186417656887,
      },
      {
        feature: 'albumin',
        mean: 3.8107702853437098,
        scale: 0.45699569812950086,
        coefficient: 0.2459757431269802,
      },
      {
        feature: 'nlr',
        mean: 5.82983117769131,
        scale: 4.847958197359801,
        coefficient: -0.15996409186850563,
      },
      {
        feature: 'age',
        mean: 61.77915035853618,
        scale: 12.994999869678423,
        coefficient: 0.06322956649386186,
      },
    ],
    cancerTypes: [
      {
        type: 'Bladder',
        mean: 0.06745136186770426,
        scale: 0.25066793709819596,
        coefficient: -0.08329195789821912,
      },
      {
        type: 'Breast',
        mean: 0.012443579766536966,
        scale: 0.11054748845578428,
        coefficient: -0.036736738509569676,
      },
      {
        type: 'Colorectal',
        mean: 0.02903527885862516,
        scale: 0.1677110056039683,
        coefficient: -0.01710908786788912,
      },
      {
        type: 'Endometrial',
        mean: 0.02795875486381324,
        scale: 0.16464890797616266,
        coefficient: -0.0012984159329937448,
      },
      {
        type: 'Esophageal',
        mean: 0.024916083009079118,
        scale: 0.15565787392121944,
        coefficient: 0.08560524817323387,
      },
      {
        type: 'Gastric',
        mean: 0.04457431906614786,
        scale: 0.2062091309105248,
        coefficient: 0.04754705432804886,
      },
      {
        type: 'Head & Neck',
        mean: 0.049724643320363165,
        scale: 0.21722406623668503,
        coefficient: 0.01472418917464316,
      },
      {
        type: 'Hepatobiliary',
        mean: 0.03736005188067444,
        scale: 0.1894718083462632,
        coefficient: -0.02252969107302767,
      },
      {
        type: 'Melanoma',
        mean: 0.15770298313878078,
        scale: 0.36437137892826155,
        coefficient: -0.0031179317348479486,
      },
      {
        type: 'Mesothelioma',
        mean: 0.020714267185473405,
        scale: 0.14219449861425992,
        coefficient: 0.017846954071079307,
      },
      {
        type: 'NSCLC',
        mean: 0.34339195849546034,
        scale: 0.4747722428170672,
        coefficient: 0.00039883935343466604,
      },
      {
        type: 'Ovarian',
        mean: 0.023869130998702984,
        scale: 0.15242296273353362,
        coefficient: -0.007931195899710423,
      },
      {
        type: 'Pancreatic',
        mean: 0.015531258106355384,
        scale: 0.12338008189643467,
        coefficient: -0.1378043023555157,
      },
      {
        type: 'Renal',
        mean: 0.07579260700389104,
        scale: 0.26454400847695786,
        coefficient: 0.14420482282484126,
      },
      {
        type: 'Sarcoma',
        mean: 0.03426614785992218,
        scale: 0.18172867441932644,
        coefficient: 0.009850666572118883,
      },
      {
        type: 'SCLC',
        mean: 0.03526757457846952,
        scale: 0.1842765251016699,
        coefficient: -0.0006014179522931981,
      },
    ],
    intercept: -0.13163023239124944,
  },
  {
    id: 'pan-cancer-5-no-therapy',
    title: 'Pan-cancer LORIS without treatment history, 5 features',
    features: [
      {
        feature: 'tmb',
        mean: 9.716777081712063,
        scale: 11.328696372559728,
        coefficient: 0.4344575811536874,
      },
      {
        feature: 'albumin',
        mean: 3.8107702853437098,
        scale: 0.45699569812950086,
        coefficient: 0.26455910870774735,
      },
      {
        feature: 'nlr',
        mean: 5.82983117769131,
        scale: 4.847958197359801,
        coefficient: -0.22316268080330282,
      },
      {
        feature: 'age',
        mean: 61.77915035853618,
        scale: 12.994999869678423,
        coefficient: 0.11248361053914295,
      },
    ],
    cancerTypes: [
      {
        type: 'Bladder',
        mean: 0.06745136186770426,
        scale: 0.25066793709819596,
        coefficient: -0.09576838091923581,
      },
      {
        type: 'Breast',
        mean: 0.012443579766536966,
        scale: 0.11054748845578428,
        coefficient: -0.06297161539575508,
      },
      {
        type: 'Colorectal',
        mean: 0.02903527885862516,
        scale: 0.1677110056039683,
        coefficient: -0.03847692589280265,
      },
      {
        type: 'Endometrial',
        mean: 0.02795875486381324,
        scale: 0.16464890797616266,
        coefficient: -0.010635944254471761,
      },
      {
        type: 'Esophageal',
        mean: 0.024916083009079118,
        scale: 0.15565787392121944,
        coefficient: 0.08544294310770278,
      },
      {
        type: 'Gastric',
        mean: 0.04457431906614786,
        scale: 0.2062091309105248,
        coefficient: 0.0925423954908765,
      },
      {
        type: 'Head & Neck',
        mean: 0.049724643320363165,
        scale: 0.21722406623668503,
        coefficient: 0.004184176583049597,
      },
      {
        type: 'Hepatobiliary',
        mean: 0.03736005188067444,
        scale: 0.1894718083462632,
        coefficient: -0.024936524367689086,
      },
      {
        type: 'Melanoma',
        mean: 0.15770298313878078,
        scale: 0.36437137892826155,
        coefficient: 0.10787091848590433,
      },
      {
        type: 'Mesothelioma',
        mean: 0.020714267185473405,
        scale: 0.14219449861425992,
        coefficient: 0.010802612724383945,
      },
      {
        type: 'NSCLC',
        mean: 0.34339195849546034,
        scale: 0.4747722428170672,
        coefficient: -0.00023862102523649408,
      },
      {
        type: 'Ovarian',
        mean: 0.023869130998702984,
        scale: 0.15242296273353362,
        coefficient: -0.017309847259444327,
      },
      {
        type: 'Pancreatic',
        mean: 0.015531258106355384,
        scale: 0.12338008189643467,
        coefficient: -0.17073538362618784,
      },
      {
        type: 'Renal',
        mean: 0.07579260700389104,
        scale: 0.26454400847695786,
        coefficient: 0.14620371710738,
      },
      {
        type: 'Sarcoma',
        mean: 0.03426614785992218,
        scale: 0.18172867441932644,
        coefficient: 0.005040207619392678,
      },
      {
        type: 'SCLC',
        mean: 0.03526757457846952,
        scale: 0.1842765251016699,
        coefficient: -0.011053256337054123,
      },
    ],
    intercept: -0.10818326095619607,
  },
  {
    id: 'pan-cancer-5-no-type',
    title: 'Pan-cancer LORIS without tumour type, 5 features',
    features: [
      {
        feature: 'tmb',
        mean: 9.716777081712063,
        scale: 11.328696372559728,
        coefficient: 0.3842468619933188,
      },
      {
        feature: 'therapy',
        mean: 0.6628210116731518,
        scale: 0.47267618323799726,
        coefficient: -0.42836526471846265,
      },
      {
        feature: 'albumin',
        mean: 3.8107702853437098,
        scale: 0.45699569812950086,
        coefficient: 0.2420140724760201,
      },
      {
        feature: 'nlr',
        mean: 5.82983117769131,
        scale: 4.847958197359801,
        coefficient: -0.1538898585017522,
      },
      {
        feature: 'age',
        mean: 61.77915035853618,
        scale: 12.994999869678423,
        coefficient: 0.04373131666573086,
      },
    ],
    cancerTypes: null,
    intercept: -0.10938783642275739,
  },
  {
    id: 'nsclc-6',
    title: 'NSCLC LORIS, 6 features',
    features: [
      {
        feature: 'tmb',
        mean: 8.676819729729731,
        scale: 7.612383290516353,
        coefficient: 0.269059262257017,
      },
      {
        feature: 'pdl1',
        mean: 29.23700598455599,
        scale: 37.574508589212186,
        coefficient: 0.4157279520070111,
      },
      {
        feature: 'therapy',
        mean: 0.6048841698841699,
        scale: 0.48867776679617636,
        coefficient: -0.18326364633170864,
      },
      {
        feature: 'albumin',
        mean: 3.761631776061776,
        scale: 0.3969056580046004,
        coefficient: 0.11606752689892312,
      },
      {
        feature: 'nlr',
        mean: 6.152950671814672,
        scale: 4.7177421006815505,
        coefficient: -0.048717840673429914,
      },
      {
        feature: 'age',
        mean: 65.45816110596837,
        scale: 11.08141064972136,
        coefficient: 0.0003119333464327597,
      },
    ],
    cancerTypes: null,
    intercept: -0.11763992822809,
  },
  {
    id: 'nsclc-2',
    title: 'NSCLC LORIS, TMB and PD-L1',
    features: [
      {
        feature: 'tmb',
        mean: 8.676819729729731,
        scale: 7.612383290516353,
        coefficient: 0.28321015796449645,
      },
      {
        feature: 'pdl1',
        mean: 29.23700598455599,
        scale: 37.574508589212186,
        coefficient: 0.4864958534133162,
      },
    ],
    cancerTypes: null,
    intercept: -0.09547663551492891,
  },
];
