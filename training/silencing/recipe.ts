/** What was chosen for the shipped model, by cross-validation on the training rows. */
export const RECIPE = {
  /** Of the linear half. */
  penalty: 300,
  trees: 800,
  rate: 0.03,
  rowShare: 0.7,
  featureShare: 0.1,
  smallest: 25,
  seed: 1,
} as const;

/** Folds of the cross-validation, and what is drawn with. */
export const FOLDS = 10;
export const FOLD_SEED = 2_005;
export const BOOTSTRAP = { draws: 2_000, seed: 249 } as const;
