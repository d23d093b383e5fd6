// The exercises of lesson 02, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** The covariance of three points on a line. */
export const covarianceMatrix = exercise('02.covarianceMatrix', {
  shape: [2, 2],
  values: [
    [1, 2],
    [2, 4],
  ],
  tolerance: 1e-6,
  mistakes: [
    {
      answer: [
        [2 / 3, 4 / 3],
        [4 / 3, 8 / 3],
      ],
      say: 'You divided by n = 3. With the mean taken from the same data, divide by n − 1 = 2.',
    },
    {
      answer: [
        [14 / 2, 28 / 2],
        [28 / 2, 56 / 2],
      ],
      say: 'You forgot to subtract the mean (2, 4) first.',
    },
    {
      answer: [
        [14, 28],
        [28, 56],
      ],
      say: 'You forgot to subtract the mean (2, 4) first, and to divide by n − 1 = 2 at the end.',
    },
    {
      answer: [
        [2, 4],
        [4, 8],
      ],
      say: 'These are the sums of products. Divide them by n − 1 = 2.',
    },
    {
      answer: [
        [14 / 3, 28 / 3],
        [28 / 3, 56 / 3],
      ],
      say: 'You forgot to subtract the mean (2, 4) first, and divided by n = 3 where n − 1 = 2 is asked for.',
    },
    {
      answer: [
        [1, 1],
        [1, 1],
      ],
      say: 'These are correlations. A covariance is not divided by the standard deviations.',
    },
    {
      answer: [
        [4, 2],
        [2, 1],
      ],
      say: 'The two variances are exchanged: top left belongs to the first number of each person.',
    },
  ],
  right:
    'The second number is twice the first, so its variance is four times as large, and all lies on one line: the first component is (1, 2), made as long as 1.',
  hints: [
    'The mean is (2, 4). Subtract it: the points become (−1, −2), (0, 0), (1, 2).',
    'Top left: ((−1)² + 0² + 1²) / 2. Top right: ((−1)(−2) + 0 + 1·2) / 2.',
  ],
  solution: '[[1, 2], [2, 4]]',
});

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The error that a PCA leaves: the sum of the eigenvalues that it leaves out. */
export const errorLeft = exercise('02.errorLeft', {
  cases: [
    { arguments: [[5, 2, 1], 1], values: 3 },
    { arguments: [[6.5, 3.25, 1, 0.25, 0.125], 2], values: 1.375 },
    { arguments: [[5, 2, 1], 3], values: 0, when: 'with all components kept' },
    { arguments: [[5, 2, 1], 0], values: 8, when: 'with none kept: the mean alone' },
  ],
  mistakes: [
    {
      rule: (eigenvalues: number[], k: number) => total(eigenvalues.slice(0, k)),
      say: 'That is what PCA keeps. The error is what it leaves out.',
    },
    {
      rule: (eigenvalues: number[], k: number) => total(eigenvalues.slice(k + 1)),
      say: 'One eigenvalue is missing from the sum: with k kept, those from number k + 1 on are lost. A list counts from 0.',
    },
    {
      rule: (eigenvalues: number[], k: number) => total(eigenvalues.slice(k)) / total(eigenvalues),
      say: "That is a share. The error is in the data's own unit: do not divide.",
    },
    {
      rule: (eigenvalues: number[], k: number) => total(eigenvalues.slice(0, k)) / total(eigenvalues),
      say: 'That is the share that PCA keeps. The error is the sum of what it leaves out.',
    },
    {
      rule: (eigenvalues: number[], k: number) => eigenvalues[k],
      say: 'That is the first eigenvalue that is left out. Add all of them.',
    },
    {
      rule: (eigenvalues: number[]) => total(eigenvalues),
      say: 'That is the whole variance. The first k are kept.',
    },
  ],
  right: 'What is not kept is lost, and variances at right angles add up.',
  hints: [
    'The squared error is the variance along the directions that were left out.',
    '`eigenvalues.slice(k)` are those left out; add them up.',
  ],
  solution:
    '(eigenvalues: number[], k: number) => eigenvalues.slice(k).reduce((sum, value) => sum + value, 0)',
});

/** How many of MNIST's components hold 90 % of its variance: 87, as scikit-learn 1.7 also finds. */
export const componentsNeeded = exercise('02.componentsNeeded', {
  values: 87,
  mistakes: [
    { answer: 86, say: 'Close: 86 components hold just below 90 %. Ask for the first that reaches it.' },
    { answer: 88, say: 'Close: one component fewer is already enough.' },
    { answer: 0.9, say: 'That is the share. The answer is a number of components.' },
    { answer: 90, say: 'That is the share in per cent. The answer is a number of components.' },
    { answer: 784, say: 'These are all components: they hold 100 %.' },
  ],
  right:
    'Fewer than an eighth of the 784 numbers hold nine tenths of the variance. ' +
    'Of the spiral one component holds 57 %: there both are needed, and nothing is saved.',
  hints: [
    '`varianceOf(k)` is the share held by the first k components.',
    'Raise k from 1 until `varianceOf(k)` is at least 0.9.',
  ],
  solution: 'Array.from({ length: 784 }, (_, i) => i + 1).find((k) => varianceOf(k) >= 0.9)',
});
