/** What was chosen for the shipped model. */
export const RECIPE = {
  /** Of the linear half. */
  penalty: 200,
  trees: 800,
  rate: 0.03,
  rowShare: 0.7,
  featureShare: 0.2,
  smallest: 20,
  seed: 20_161,
} as const;
