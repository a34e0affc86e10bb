import type { Source } from '../../core/cited.js';

/** Patients with an adverse event of those in the trial arms that reported it. */
interface PooledEvents {
  readonly events: number;
  readonly patients: number;
  readonly arms: number;
}

/** One adverse event under one drug alone, or under all antibodies against one target. */
export interface PooledAdverseEvent {
  readonly event: string;
  /** Any grade, and grade 3-5 (CTCAE). */
  readonly anyGrade: PooledEvents;
  readonly severe: PooledEvents;
}

export const ADVERSE_EVENT_SOURCES: readonly [Source, ...Source[]] = [
  {
    name: 'Wang et al. 2019, JAMA Oncology: adverse events of PD-1 and PD-L1 inhibitors, 125 trials',
    accession: 'PMC6487913',
  },
];

/** What the pooled rates leave out. */
export const ADVERSE_EVENT_BIAS =
  'plain sums over the trial arms that reported the event: arms without a case often say nothing, so that rare events ' +
  'come out too frequent; trials to 2018 of single drugs, patients without autoimmune disease; doses mixed';

/** Combinations and CTLA-4 antibodies were not in the trials that were pooled. */
export const ADVERSE_EVENTS_NOT_POOLED =
  'only single antibodies against PD-1 or PD-L1 were pooled: with ipilimumab, tremelimumab or relatlimab, or with other ' +
  'drugs, events are more frequent and more severe, and no pooled rate was read';

type Counts = readonly [events: number, patients: number, arms: number];
type Row = readonly [event: string, anyGrade: Counts, severe: Counts];

const POOLED: Readonly<Record<string, readonly Row[]>> = {
  nivolumab: [
    ['Pneumonitis', [84, 2319, 25], [32, 2319, 25]],
    ['Colitis', [20, 1201, 16], [13, 1201, 16]],
    ['Hepatitis', [7, 684, 3], [3, 684, 3]],
    ['Hypothyroidism', [272, 3771, 38], [5, 3771, 38]],
    ['Hyperthyroidism', [38, 1716, 12], [2, 1716, 12]],
    ['Hypophysitis', [9, 765, 2], [3, 765, 2]],
    ['Adrenal insufficiency', [10, 542, 5], [5, 542, 5]],
    ['Rash', [649, 5389, 49], [28, 5389, 49]],
    ['Pruritus', [725, 5085, 49], [6, 5085, 49]],
    ['Diarrhea', [743, 5454, 50], [58, 5454, 50]],
    ['Fatigue', [1278, 5301, 54], [67, 5313, 55]],
    ['Arthralgia', [238, 2575, 25], [4, 2575, 25]],
    ['Infusion-related reaction', [91, 1591, 23], [3, 1591, 23]],
    ['Pancreatitis', [2, 94, 3], [1, 94, 3]],
  ],
  pembrolizumab: [
    ['Pneumonitis', [134, 4191, 29], [40, 3696, 26]],
    ['Colitis', [63, 3292, 15], [37, 3317, 16]],
    ['Hepatitis', [33, 2715, 10], [28, 2715, 10]],
    ['Hypothyroidism', [557, 6972, 38], [6, 5530, 34]],
    ['Hyperthyroidism', [168, 4363, 20], [2, 2921, 16]],
    ['Hypophysitis', [25, 3399, 9], [11, 2452, 8]],
    ['Adrenal insufficiency', [26, 2988, 10], [9, 2041, 9]],
    ['Type 1 diabetes', [17, 2753, 10], [14, 2753, 10]],
    ['Rash', [768, 6474, 32], [15, 5032, 28]],
    ['Pruritus', [923, 6896, 43], [3, 5454, 39]],
    ['Diarrhea', [781, 6739, 49], [66, 6244, 46]],
    ['Fatigue', [1361, 6466, 55], [79, 5971, 52]],
    ['Arthralgia', [521, 6421, 35], [12, 4979, 31]],
    ['Infusion-related reaction', [34, 2115, 10], [1, 1620, 7]],
    ['Uveitis', [6, 1064, 3], [0, 1064, 3]],
    ['Pancreatitis', [11, 1526, 5], [3, 1526, 5]],
  ],
  atezolizumab: [
    ['Pneumonitis', [40, 1284, 5], [14, 1284, 5]],
    ['Colitis', [17, 1365, 6], [8, 1365, 6]],
    ['Hepatitis', [9, 103, 1], [3, 103, 1]],
    ['Hypothyroidism', [69, 1162, 6], [2, 1162, 6]],
    ['Hyperthyroidism', [5, 103, 1], [0, 103, 1]],
    ['Adrenal insufficiency', [0, 103, 1], [0, 103, 1]],
    ['Rash', [233, 2335, 13], [11, 1773, 11]],
    ['Pruritus', [237, 2240, 10], [3, 1678, 8]],
    ['Diarrhea', [348, 3096, 14], [10, 2392, 11]],
    ['Fatigue', [711, 3096, 14], [51, 2851, 12]],
    ['Arthralgia', [218, 2922, 12], [8, 2360, 10]],
    ['Infusion-related reaction', [4, 119, 1], [0, 119, 1]],
  ],
  avelumab: [
    ['Pneumonitis', [8, 509, 5], [3, 509, 5]],
    ['Hepatitis', [3, 168, 1], [3, 168, 1]],
    ['Hypothyroidism', [21, 341, 4], [0, 341, 4]],
    ['Hyperthyroidism', [2, 88, 1], [0, 88, 1]],
    ['Adrenal insufficiency', [3, 209, 2], [0, 209, 2]],
    ['Type 1 diabetes', [1, 88, 1], [0, 88, 1]],
    ['Rash', [11, 147, 3], [0, 147, 3]],
    ['Pruritus', [5, 83, 2], [0, 83, 2]],
    ['Diarrhea', [81, 1140, 9], [1, 1140, 9]],
    ['Fatigue', [173, 1140, 9], [6, 1140, 9]],
    ['Arthralgia', [24, 391, 3], [1, 391, 3]],
    ['Infusion-related reaction', [204, 1140, 9], [12, 1140, 9]],
    ['Uveitis', [1, 44, 1], [0, 44, 1]],
  ],
  durvalumab: [
    ['Pneumonitis', [52, 930, 3], [10, 930, 3]],
    ['Hepatitis', [4, 970, 2], [3, 970, 2]],
    ['Hypothyroidism', [93, 995, 4], [1, 930, 3]],
    ['Hyperthyroidism', [30, 475, 1], [0, 475, 1]],
    ['Adrenal insufficiency', [2, 444, 1], [1, 444, 1]],
    ['Rash', [102, 1510, 4], [2, 1445, 3]],
    ['Pruritus', [137, 2015, 6], [1, 1950, 5]],
    ['Diarrhea', [166, 2015, 6], [10, 2015, 6]],
    ['Fatigue', [318, 2026, 7], [21, 2026, 7]],
    ['Arthralgia', [53, 1031, 3], [2, 1031, 3]],
    ['Infusion-related reaction', [19, 1475, 4], [6, 1475, 4]],
  ],
  'PD-1': [
    ['Pneumonitis', [218, 6510, 54], [72, 6015, 51]],
    ['Colitis', [83, 4493, 31], [50, 4518, 32]],
    ['Hepatitis', [40, 3399, 13], [31, 3399, 13]],
    ['Hypothyroidism', [829, 10743, 76], [11, 9301, 72]],
    ['Hyperthyroidism', [206, 6079, 32], [4, 4637, 28]],
    ['Hypophysitis', [34, 4164, 11], [14, 3217, 10]],
    ['Adrenal insufficiency', [36, 3530, 15], [14, 2583, 14]],
    ['Type 1 diabetes', [17, 2753, 10], [14, 2753, 10]],
    ['Rash', [1417, 11863, 81], [43, 10421, 77]],
    ['Pruritus', [1648, 11981, 92], [9, 10539, 88]],
    ['Diarrhea', [1524, 12193, 99], [124, 11698, 96]],
    ['Fatigue', [2639, 11767, 109], [146, 11284, 107]],
    ['Arthralgia', [759, 8996, 60], [16, 7554, 56]],
    ['Infusion-related reaction', [125, 3706, 33], [4, 3211, 30]],
    ['Uveitis', [6, 1064, 3], [0, 1064, 3]],
    ['Pancreatitis', [13, 1620, 8], [4, 1620, 8]],
  ],
  'PD-L1': [
    ['Pneumonitis', [100, 2723, 13], [27, 2723, 13]],
    ['Colitis', [17, 1365, 6], [8, 1365, 6]],
    ['Hepatitis', [16, 1241, 4], [9, 1241, 4]],
    ['Hypothyroidism', [183, 2498, 14], [3, 2433, 13]],
    ['Hyperthyroidism', [37, 666, 3], [0, 666, 3]],
    ['Adrenal insufficiency', [5, 756, 4], [1, 756, 4]],
    ['Type 1 diabetes', [1, 88, 1], [0, 88, 1]],
    ['Rash', [346, 3992, 20], [13, 3365, 17]],
    ['Pruritus', [379, 4338, 18], [4, 3711, 15]],
    ['Diarrhea', [595, 6251, 29], [21, 5547, 26]],
    ['Fatigue', [1202, 6262, 30], [78, 6017, 28]],
    ['Arthralgia', [295, 4344, 18], [11, 3782, 16]],
    ['Infusion-related reaction', [227, 2734, 14], [18, 2734, 14]],
    ['Uveitis', [1, 44, 1], [0, 44, 1]],
  ],
};

function counts([events, patients, arms]: Counts): PooledEvents {
  return { events, patients, arms };
}

/** Pooled adverse events of a drug given alone, or of a target's class (`PD-1`, `PD-L1`); null where none were pooled. */
export function pooledAdverseEvents(drugOrTarget: string): readonly PooledAdverseEvent[] | null {
  const rows = POOLED[drugOrTarget];
  return rows === undefined
    ? null
    : rows.map(([event, anyGrade, severe]) => ({
        event,
        anyGrade: counts(anyGrade),
        severe: counts(severe),
      }));
}
