import type { LorisCalibration } from './loris-calibration-types.js';

/** Made by training/response/recalibrate.ts from the training cohort (Chowell 2022), whose rows are not here. */
export const LORIS_CALIBRATIONS: readonly LorisCalibration[] = [
  {
    model: 'pan-cancer-6',
    patients: 964,
    responders: 282,
    meanScore: 0.4677,
    intercept: -0.87256,
    slope: 1.182817,
    interceptVariance: 0.00602262,
    slopeVariance: 0.01135204,
    covariance: -0.00080526,
    apparentAuc: {
      value: 0.7414,
      low: 0.7082,
      high: 0.7745,
    },
    brier: 0.1765,
    constantBrier: 0.207,
    refittedAuc: 0.7107,
    refittedBrier: 0.1834,
    curve: [
      {
        patients: 96,
        meanPredicted: 0.0786,
        responders: 1,
      },
      {
        patients: 96,
        meanPredicted: 0.1298,
        responders: 13,
      },
      {
        patients: 97,
        meanPredicted: 0.1597,
        responders: 17,
      },
      {
        patients: 96,
        meanPredicted: 0.1855,
        responders: 22,
      },
      {
        patients: 97,
        meanPredicted: 0.2136,
        responders: 20,
      },
      {
        patients: 96,
        meanPredicted: 0.2541,
        responders: 25,
      },
      {
        patients: 96,
        meanPredicted: 0.3267,
        responders: 36,
      },
      {
        patients: 97,
        meanPredicted: 0.398,
        responders: 43,
      },
      {
        patients: 96,
        meanPredicted: 0.4832,
        responders: 45,
      },
      {
        patients: 97,
        meanPredicted: 0.6941,
        responders: 60,
      },
    ],
    byType: [
      {
        type: 'Bladder',
        patients: 65,
        responders: 12,
        auc: {
          value: 0.7579,
          low: 0.6352,
          high: 0.8805,
        },
      },
      {
        type: 'Colorectal',
        patients: 28,
        responders: 7,
        auc: {
          value: 0.9184,
          low: 0.8147,
          high: 1,
        },
      },
      {
        type: 'Endometrial',
        patients: 27,
        responders: 7,
        auc: {
          value: 0.7,
          low: 0.406,
          high: 0.994,
        },
      },
      {
        type: 'Esophageal',
        patients: 24,
        responders: 10,
        auc: {
          value: 0.7,
          low: 0.4732,
          high: 0.9268,
        },
      },
      {
        type: 'Gastric',
        patients: 43,
        responders: 16,
        auc: {
          value: 0.831,
          low: 0.6936,
          high: 0.9684,
        },
      },
      {
        type: 'Head & Neck',
        patients: 48,
        responders: 11,
        auc: {
          value: 0.6634,
          low: 0.4753,
          high: 0.8515,
        },
      },
      {
        type: 'Hepatobiliary',
        patients: 36,
        responders: 6,
        auc: {
          value: 0.8444,
          low: 0.6983,
          high: 0.9906,
        },
      },
      {
        type: 'Melanoma',
        patients: 152,
        responders: 72,
        auc: {
          value: 0.7104,
          low: 0.6286,
          high: 0.7922,
        },
      },
      {
        type: 'Mesothelioma',
        patients: 20,
        responders: 5,
        auc: {
          value: 0.6667,
          low: 0.4187,
          high: 0.9146,
        },
      },
      {
        type: 'NSCLC',
        patients: 331,
        responders: 87,
        auc: {
          value: 0.651,
          low: 0.5857,
          high: 0.7163,
        },
      },
      {
        type: 'Renal',
        patients: 73,
        responders: 28,
        auc: {
          value: 0.6675,
          low: 0.5333,
          high: 0.8017,
        },
      },
      {
        type: 'SCLC',
        patients: 34,
        responders: 8,
        auc: {
          value: 0.7596,
          low: 0.6016,
          high: 0.9176,
        },
      },
      {
        type: 'Sarcoma',
        patients: 33,
        responders: 8,
        auc: {
          value: 0.7,
          low: 0.4895,
          high: 0.9105,
        },
      },
    ],
    tmbAlone: {
      patients: 964,
      auc: {
        value: 0.6087,
        low: 0.567,
        high: 0.6503,
      },
    },
    pdl1Alone: {
      patients: 217,
      auc: {
        value: 0.6104,
        low: 0.5319,
        high: 0.6889,
      },
    },
  },
  {
    model: 'pan-cancer-5-no-therapy',
    patients: 964,
    responders: 282,
    meanScore: 0.4742,
    intercept: -0.871836,
    slope: 1.270174,
    interceptVariance: 0.00582052,
    slopeVariance: 0.01600312,
    covariance: -0.00082448,
    apparentAuc: {
      value: 0.717,
      low: 0.6821,
      high: 0.7518,
    },
    brier: 0.1813,
    constantBrier: 0.207,
    refittedAuc: 0.6847,
    refittedBrier: 0.1883,
    curve: [
      {
        patients: 96,
        meanPredicted: 0.0771,
        responders: 4,
      },
      {
        patients: 96,
        meanPredicted: 0.1438,
        responders: 17,
      },
      {
        patients: 97,
        meanPredicted: 0.1811,
        responders: 14,
      },
      {
        patients: 96,
        meanPredicted: 0.2114,
        responders: 21,
      },
      {
        patients: 97,
        meanPredicted: 0.2424,
        responders: 28,
      },
      {
        patients: 96,
        meanPredicted: 0.2771,
        responders: 28,
      },
      {
        patients: 96,
        meanPredicted: 0.3161,
        responders: 27,
      },
      {
        patients: 97,
        meanPredicted: 0.3615,
        responders: 34,
      },
      {
        patients: 96,
        meanPredicted: 0.4466,
        responders: 49,
      },
      {
        patients: 97,
        meanPredicted: 0.6666,
        responders: 60,
      },
    ],
    byType: [
      {
        type: 'Bladder',
        patients: 65,
        responders: 12,
        auc: {
          value: 0.7343,
          low: 0.576,
          high: 0.8926,
        },
      },
      {
        type: 'Colorectal',
        patients: 28,
        responders: 7,
        auc: {
          value: 0.8912,
          low: 0.7601,
          high: 1,
        },
      },
      {
        type: 'Endometrial',
        patients: 27,
        responders: 7,
        auc: {
          value: 0.6786,
          low: 0.3893,
          high: 0.9679,
        },
      },
      {
        type: 'Esophageal',
        patients: 24,
        responders: 10,
        auc: {
          value: 0.6643,
          low: 0.4339,
          high: 0.8947,
        },
      },
      {
        type: 'Gastric',
        patients: 43,
        responders: 16,
        auc: {
          value: 0.5926,
          low: 0.417,
          high: 0.7682,
        },
      },
      {
        type: 'Head & Neck',
        patients: 48,
        responders: 11,
        auc: {
          value: 0.6388,
          low: 0.455,
          high: 0.8226,
        },
      },
      {
        type: 'Hepatobiliary',
        patients: 36,
        responders: 6,
        auc: {
          value: 0.7944,
          low: 0.6109,
          high: 0.978,
        },
      },
      {
        type: 'Melanoma',
        patients: 152,
        responders: 72,
        auc: {
          value: 0.7089,
          low: 0.6275,
          high: 0.7902,
        },
      },
      {
        type: 'Mesothelioma',
        patients: 20,
        responders: 5,
        auc: {
          value: 0.6933,
          low: 0.4527,
          high: 0.934,
        },
      },
      {
        type: 'NSCLC',
        patients: 331,
        responders: 87,
        auc: {
          value: 0.6188,
          low: 0.5498,
          high: 0.6878,
        },
      },
      {
        type: 'Renal',
        patients: 73,
        responders: 28,
        auc: {
          value: 0.6238,
          low: 0.4828,
          high: 0.7648,
        },
      },
      {
        type: 'SCLC',
        patients: 34,
        responders: 8,
        auc: {
          value: 0.8221,
          low: 0.6802,
          high: 0.964,
        },
      },
      {
        type: 'Sarcoma',
        patients: 33,
        responders: 8,
        auc: {
          value: 0.655,
          low: 0.448,
          high: 0.862,
        },
      },
    ],
    tmbAlone: {
      patients: 964,
      auc: {
        value: 0.6087,
        low: 0.567,
        high: 0.6503,
      },
    },
    pdl1Alone: {
      patients: 217,
      auc: {
        value: 0.6104,
        low: 0.5319,
        high: 0.6889,
      },
    },
  },
  {
    model: 'pan-cancer-5-no-type',
    patients: 964,
    responders: 282,
    meanScore: 0.4719,
    intercept: -0.877341,
    slope: 1.130986,
    interceptVariance: 0.00586016,
    slopeVariance: 0.01165701,
    covariance: -0.00076368,
    apparentAuc: {
      value: 0.7233,
      low: 0.6884,
      high: 0.7583,
    },
    brier: 0.1802,
    constantBrier: 0.207,
    refittedAuc: 0.714,
    refittedBrier: 0.1819,
    curve: [
      {
        patients: 96,
        meanPredicted: 0.0959,
        responders: 8,
      },
      {
        patients: 96,
        meanPredicted: 0.1443,
        responders: 17,
      },
      {
        patients: 97,
        meanPredicted: 0.1729,
        responders: 12,
      },
      {
        patients: 96,
        meanPredicted: 0.1946,
        responders: 17,
      },
      {
        patients: 97,
        meanPredicted: 0.2157,
        responders: 19,
      },
      {
        patients: 96,
        meanPredicted: 0.2488,
        responders: 28,
      },
      {
        patients: 96,
        meanPredicted: 0.3178,
        responders: 38,
      },
      {
        patients: 97,
        meanPredicted: 0.4029,
        responders: 41,
      },
      {
        patients: 96,
        meanPredicted: 0.4701,
        responders: 41,
      },
      {
        patients: 97,
        meanPredicted: 0.66,
        responders: 61,
      },
    ],
    byType: [
      {
        type: 'Bladder',
        patients: 65,
        responders: 12,
        auc: {
          value: 0.7531,
          low: 0.6315,
          high: 0.8747,
        },
      },
      {
        type: 'Colorectal',
        patients: 28,
        responders: 7,
        auc: {
          value: 0.9116,
          low: 0.8027,
          high: 1,
        },
      },
      {
        type: 'Endometrial',
        patients: 27,
        responders: 7,
        auc: {
          value: 0.7,
          low: 0.406,
          high: 0.994,
        },
      },
      {
        type: 'Esophageal',
        patients: 24,
        responders: 10,
        auc: {
          value: 0.7,
          low: 0.4732,
          high: 0.9268,
        },
      },
      {
        type: 'Gastric',
        patients: 43,
        responders: 16,
        auc: {
          value: 0.8287,
          low: 0.6908,
          high: 0.9666,
        },
      },
      {
        type: 'Head & Neck',
        patients: 48,
        responders: 11,
        auc: {
          value: 0.6585,
          low: 0.4749,
          high: 0.8421,
        },
      },
      {
        type: 'Hepatobiliary',
        patients: 36,
        responders: 6,
        auc: {
          value: 0.8444,
          low: 0.6983,
          high: 0.9906,
        },
      },
      {
        type: 'Melanoma',
        patients: 152,
        responders: 72,
        auc: {
          value: 0.7101,
          low: 0.6278,
          high: 0.7923,
        },
      },
      {
        type: 'Mesothelioma',
        patients: 20,
        responders: 5,
        auc: {
          value: 0.6533,
          low: 0.4022,
          high: 0.9045,
        },
      },
      {
        type: 'NSCLC',
        patients: 331,
        responders: 87,
        auc: {
          value: 0.6526,
          low: 0.5877,
          high: 0.7174,
        },
      },
      {
        type: 'Renal',
        patients: 73,
        responders: 28,
        auc: {
          value: 0.6698,
          low: 0.5365,
          high: 0.8031,
        },
      },
      {
        type: 'SCLC',
        patients: 34,
        responders: 8,
        auc: {
          value: 0.7596,
          low: 0.6025,
          high: 0.9168,
        },
      },
      {
        type: 'Sarcoma',
        patients: 33,
        responders: 8,
        auc: {
          value: 0.68,
          low: 0.4699,
          high: 0.8901,
        },
      },
    ],
    tmbAlone: {
      patients: 964,
      auc: {
        value: 0.6087,
        low: 0.567,
        high: 0.6503,
      },
    },
    pdl1Alone: {
      patients: 217,
      auc: {
        value: 0.6104,
        low: 0.5319,
        high: 0.6889,
      },
    },
  },
  {
    model: 'nsclc-6',
    patients: 169,
    responders: 43,
    meanScore: 0.4678,
    intercept: -1.036547,
    slope: 1.173361,
    interceptVariance: 0.03487061,
    slopeVariance: 0.09291432,
    covariance: -0.00488702,
    apparentAuc: {
      value: 0.6969,
      low: 0.6053,
      high: 0.7886,
    },
    brier: 0.1739,
    constantBrier: 0.1899,
    refittedAuc: 0.6309,
    refittedBrier: 0.1856,
    curve: [
      {
        patients: 56,
        meanPredicted: 0.1283,
        responders: 8,
      },
      {
        patients: 56,
        meanPredicted: 0.2118,
        responders: 11,
      },
      {
        patients: 57,
        meanPredicted: 0.4218,
        responders: 24,
      },
    ],
    byType: [],
    tmbAlone: {
      patients: 169,
      auc: {
        value: 0.5724,
        low: 0.4627,
        high: 0.6822,
      },
    },
    pdl1Alone: {
      patients: 169,
      auc: {
        value: 0.661,
        low: 0.5699,
        high: 0.7521,
      },
    },
  },
  {
    model: 'nsclc-2',
    patients: 169,
    responders: 43,
    meanScore: 0.4791,
    intercept: -1.072446,
    slope: 1.162666,
    interceptVariance: 0.03444065,
    slopeVariance: 0.10934478,
    covariance: -0.00753727,
    apparentAuc: {
      value: 0.6693,
      low: 0.5697,
      high: 0.769,
    },
    brier: 0.1767,
    constantBrier: 0.1899,
    refittedAuc: 0.6473,
    refittedBrier: 0.1794,
    curve: [
      {
        patients: 56,
        meanPredicted: 0.1405,
        responders: 10,
      },
      {
        patients: 56,
        meanPredicted: 0.2132,
        responders: 9,
      },
      {
        patients: 57,
        meanPredicted: 0.4074,
        responders: 24,
      },
    ],
    byType: [],
    tmbAlone: {
      patients: 169,
      auc: {
        value: 0.5724,
        low: 0.4627,
        high: 0.6822,
      },
    },
    pdl1Alone: {
      patients: 169,
      auc: {
        value: 0.661,
        low: 0.5699,
        high: 0.7521,
      },
    },
  },
];
