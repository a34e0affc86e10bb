/**
 * Bases at human splice sites, counted over the introns of 662 LRG transcripts with GT and AG ends (GRCh38 panel, EBI
 * and NCBI, open data); `splice-sites.test.ts` counts them anew. A row a base (A, C, G, T), a column a position.
 */
export interface SpliceCounts {
  readonly sites: number;
  /** Bases of the exon and of the intron that a row covers, in the order of the transcript. */
  readonly exonBases: number;
  readonly intronBases: number;
  readonly rows: readonly [
    a: readonly number[],
    c: readonly number[],
    g: readonly number[],
    t: readonly number[],
  ];
}

/** Last three bases of the exon, first six of the intron. */
export const DONOR_COUNTS: SpliceCounts = {
  sites: 8153,
  exonBases: 3,
  intronBases: 6,
  rows: [
    [2824, 5209, 788, 0, 0, 5024, 5608, 779, 1465],
    [2733, 908, 244, 0, 0, 218, 625, 443, 1177],
    [1555, 884, 6451, 8153, 0, 2659, 912, 6267, 1456],
    [1041, 1152, 670, 0, 8153, 252, 1008, 664, 4055],
  ],
};

/** Last twenty bases of the intron, first three of the exon. */
export const ACCEPTOR_COUNTS: SpliceCounts = {
  sites: 8203,
  exonBases: 3,
  intronBases: 20,
  rows: [
    [
      1649, 1555, 1339, 1240, 1211, 1039, 931, 945, 825, 746, 824, 837, 841, 870, 715, 671, 2021,
      562, 8203, 0, 2221, 1982, 2117,
    ],
    [
      2118, 2123, 2225, 2189, 2305, 2330, 2279, 2200, 2221, 2126, 2233, 2424, 2688, 2700, 2705,
      2346, 2132, 5219, 0, 0, 1090, 1465, 2044,
    ],
    [
      1151, 1167, 1117, 1119, 1059, 993, 941, 892, 880, 801, 804, 819, 831, 730, 503, 496, 1685, 8,
      0, 8203, 3952, 1796, 1814,
    ],
    [
      3285, 3358, 3522, 3655, 3628, 3841, 4052, 4166, 4277, 4530, 4342, 4123, 3843, 3903, 4280,
      4690, 2365, 2414, 0, 0, 940, 2960, 2228,
    ],
  ],
};
