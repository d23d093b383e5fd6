// The exercises of lesson 03, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** The least training loss of a linear autoencoder: what PCA leaves over, with the mean's divisor. */
export const leastLoss = exercise('03.leastLoss', {
  cases: [
    {
      arguments: [[4, 3, 2, 1], 2, 4],
      values: 2.25,
      when: 'for the variances 4, 3, 2, 1, a code of 2, and 4 examples',
    },
    { arguments: [[4, 3, 2, 1], 4, 100], values: 0, when: 'for a code as large as the input' },
    { arguments: [[5, 1], 0, 10], values: 5.4, when: 'for no code at all' },
  ],
  mistakes: [
    {
      answer: 3,
      say: 'Nearly. These variances were divided by m − 1 and the loss is a mean over m: multiply by (m − 1) / m.',
    },
    { answer: 5.25, say: 'You added the variances that the code keeps. The loss is what it does not keep.' },
    { answer: 7, say: 'You added the variances that the code keeps. The loss is what it does not keep.' },
    {
      answer: 4,
      say: 'PCA divides by m − 1, the loss by m. To turn the first into the second, multiply by (m − 1) / m.',
    },
  ],
  right: 'So you know where training must end before it has begun.',
  hints: [
    'By the theorem the least loss is the sum of the eigenvalues beyond the first k.',
    '`variances.slice(k)` gives those that are left over; add them with reduce.',
    'A variance divides by m − 1, the loss by m: multiply the sum by (m − 1) / m.',
  ],
  solution: [
    '(variances: number[], k: number, m: number) =>',
    '  (variances.slice(k).reduce((sum, variance) => sum + variance, 0) * (m - 1)) / m',
  ].join('\n'),
});

/** The angle between two lines through the origin, in degrees. */
export const lineAngle = exercise('03.lineAngle', {
  range: [0, 90],
  cases: [
    {
      arguments: [
        [1, 0],
        [1, 1],
      ],
      values: 45,
      tolerance: 1e-6,
      when: 'between the directions (1, 0) and (1, 1)',
    },
    {
      arguments: [
        [1, 0],
        [-1, 1],
      ],
      values: 45,
      tolerance: 1e-6,
      when: 'between the directions (1, 0) and (−1, 1)',
    },
    {
      arguments: [
        [0, 3, 0],
        [0, 0, 2],
      ],
      values: 90,
      tolerance: 1e-6,
      when: 'between two axes of space',
    },
  ],
  mistakes: [
    { answer: Math.PI / 4, say: 'That is in radians. Multiply by 180 / π.' },
    {
      answer: 135,
      say: 'A line has no direction of its own: (−1, 1) and (1, −1) are the same line. Take the absolute value of the product.',
    },
    { answer: 0, say: 'Not parallel. Did you divide the product by the lengths of both directions?' },
    { answer: Math.SQRT1_2, say: 'That is the cosine. The angle is its arc cosine.' },
  ],
  right: 'This is the one principal angle of two one-dimensional subspaces.',
  hints: [
    'cos θ = |a · b| / (‖a‖ ‖b‖). Why the absolute value? A line has two directions.',
    '`const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0)`, and ‖a‖ = `Math.sqrt(dot(a, a))`.',
    '`Math.acos` gives radians: multiply by `180 / Math.PI`. Rounding may push the cosine a hair above 1: `Math.min(1, …)`.',
  ],
  solution: [
    '(a: number[], b: number[]) => {',
    '  const dot = (u: number[], v: number[]) => u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);',
    '  const cosine = Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b));',
    '  return (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;',
    '}',
  ].join('\n'),
});

/** The decoder V = Uᵀ C⁻¹ that belongs to the encoder W = C U, for a diagonal C. */
export const otherDecoder = exercise('03.otherDecoder', {
  cases: [
    {
      arguments: [
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
        [2, 4],
      ],
      values: [
        [0.5, 0],
        [0, 0.25],
        [0, 0],
      ],
      when: 'for the axes (1,0,0), (0,1,0) and the scales 2, 4',
    },
    {
      arguments: [[[0.6, 0.8]], [-10]],
      values: [[-0.06], [-0.08]],
      when: 'for one axis (0.6, 0.8) and the scale −10',
    },
  ],
  mistakes: [
    {
      answer: [
        [2, 0],
        [0, 4],
        [0, 0],
      ],
      say: 'You multiplied by the scales. The encoder has done that already; the decoder must undo it.',
    },
    {
      answer: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      say: 'This decoder belongs to the encoder U. Here the encoder also scales each code number.',
    },
  ],
  right:
    'Different weights, the same product, the same reconstruction. Nothing in the loss tells them apart.',
  hints: [
    'The encoder gives c_j times the projection on axis j. What must the decoder do to each code number first?',
    'Column j of the decoder is axis j, divided by c_j.',
    'Row i, column j is `u[j][i] / scales[j]`.',
  ],
  solution: [
    '(u: number[][], scales: number[]) =>',
    '  (u[0] ?? []).map((_, i) => u.map((axis, j) => (axis[i] ?? 0) / (scales[j] ?? 1)))',
  ].join('\n'),
});
