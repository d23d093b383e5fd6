/** A number that a lesson must reach: the row of its table of results, and the range that is honest for it. */
export interface Expectation {
  readonly metric: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Lesson number → what its tables must hold. The published numbers' sources stand in the lessons. */
export const expectations: Readonly<Record<string, readonly Expectation[]>> = {
  // scikit-learn's PCA gives 13.866; Hinton & Salakhutdinov 2006 print 13.87.
  '02': [{ metric: 'squared error on the test set', name: 'PCA, 30 components', from: 13.82, to: 13.92 }],
  // Keras's tutorial reaches 0.093 in 50 epochs.
  '05': [
    {
      metric: 'binary cross-entropy on the test set',
      name: 'autoencoder, 784-32-784',
      from: 0.088,
      to: 0.093,
    },
  ],
};
