// The exercises of lesson 03, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The least training loss of a linear autoencoder: what PCA leaves over, with the mean's divisor. */
export const leastLoss = exercise('03.leastLoss', {
  cases: [
    {
      arguments: [[4, 3, 2, 1], 2, 4],
      values: 2.25,
      when: 'for the variances 4, 3, 2, 1, a code of 2, and 4 examples',
    },
    {
      arguments: [[7.5, 2.5, 1.25, 0.5, 0.25], 1, 10],
      values: 4.05,
      when: 'for the variances 7.5, 2.5, 1.25, 0.5, 0.25, a code of 1, and 10 examples',
    },
    { arguments: [[4, 3, 2, 1], 4, 100], values: 0, when: 'for a code as large as the input' },
    { arguments: [[5, 1], 0, 10], values: 5.4, when: 'for no code at all' },
  ],
  mistakes: [
    {
      rule: (variances: number[], k: number) => total(variances.slice(k)),
      say: 'Nearly. These variances were divided by m − 1 and the loss is a mean over m: multiply by (m − 1) / m.',
    },
    ...[
      (variances: number[], k: number, m: number) => (total(variances.slice(0, k)) * (m - 1)) / m,
      (variances: number[], k: number) => total(variances.slice(0, k)),
    ].map((rule) => ({
      rule,
      say: 'You added the variances that the code keeps. The loss is what it does not keep.',
    })),
    {
      rule: (variances: number[], k: number, m: number) => (total(variances.slice(k)) * m) / (m - 1),
      say: 'PCA divides by m − 1, the loss by m. To turn the first into the second, multiply by (m − 1) / m.',
    },
    {
      rule: (variances: number[], k: number, m: number) => total(variances.slice(k)) / m,
      say: 'The variances are means already, over m − 1: multiply their sum by (m − 1) / m, not by 1 / m.',
    },
    {
      rule: (variances: number[], k: number, m: number) => (total(variances.slice(k + 1)) * (m - 1)) / m,
      say: 'One variance is missing from the sum: the first that is left over is `variances[k]`, since a list counts from 0.',
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

const dot = (a: readonly number[], b: readonly number[]) => total(a.map((value, i) => value * (b[i] ?? 0)));
const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
const degrees = (radians: number) => (radians * 180) / Math.PI;

/** The angle between two lines through the origin, in degrees. */
export const lineAngle = exercise('03.lineAngle', {
  range: [0, 90],
  rangeReason: 'two lines are never farther apart than at right angles',
  cases: [
    {
      arguments: [
        [1, 0],
        [1, 1],
      ],
      values: 45,
      when: 'between the directions (1, 0) and (1, 1)',
    },
    {
      arguments: [
        [3, 4],
        [1, -2],
      ],
      values: 63.434_95,
      when: 'between the directions (3, 4) and (1, −2)',
    },
    {
      arguments: [
        [1, 0],
        [-1, 1],
      ],
      values: 45,
      when: 'between the directions (1, 0) and (−1, 1)',
    },
    {
      arguments: [
        [1, 2, -2],
        [-4, 0, 3],
      ],
      values: 48.189_685,
      when: 'between (1, 2, −2) and (−4, 0, 3)',
    },
    {
      arguments: [
        [0, 3, 0],
        [0, 0, 2],
      ],
      values: 90,
      when: 'between two axes of space',
    },
  ].map((one) => ({ tolerance: 1e-3, ...one })),
  mistakes: [
    {
      rule: (a: number[], b: number[]) => Math.acos(Math.abs(cosine(a, b))),
      say: 'That is in radians. Multiply by 180 / π.',
    },
    {
      rule: (a: number[], b: number[]) => degrees(Math.acos(cosine(a, b))),
      say: 'A line has no direction of its own: (−1, 1) and (1, −1) are the same line. Take the absolute value of the product.',
    },
    {
      rule: (a: number[], b: number[]) => Math.acos(cosine(a, b)),
      say: 'That is in radians, and of directed lines. Multiply by 180 / π, and take the absolute value of the product.',
    },
    ...[
      (a: number[], b: number[]) => degrees(Math.acos(Math.min(1, Math.abs(dot(a, b))))),
      (a: number[], b: number[]) => degrees(Math.acos(Math.abs(dot(a, b)))),
    ].map((rule) => ({ rule, say: 'Divide the product by the lengths of both directions.' })),
    {
      rule: (a: number[], b: number[]) => Math.abs(cosine(a, b)),
      say: 'That is the cosine. The angle is its arc cosine.',
    },
    {
      rule: (a: number[], b: number[]) => degrees(Math.asin(Math.abs(cosine(a, b)))),
      say: 'That is what the arc sine gives, 90° less the angle. The product over the lengths is a cosine.',
    },
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

/** V with the entries that a rule makes of an axis' number and a scale. */
const decoder = (entry: (value: number, scale: number) => number) => (u: number[][], scales: number[]) =>
  (u[0] ?? []).map((_, i) => u.map((axis, j) => entry(axis[i] ?? 0, scales[j] ?? 1)));

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
      when: 'for the axes (1,0,0), (0,1,0) and the scales 2, 4',
    },
    { arguments: [[[0.6, 0.8]], [-10]], when: 'for one axis (0.6, 0.8) and the scale −10' },
    {
      arguments: [
        [
          [0.6, 0.8],
          [-0.8, 0.6],
        ],
        [4, -2],
      ],
      when: 'for the axes (0.6, 0.8), (−0.8, 0.6) and the scales 4, −2',
    },
  ].map((one) => {
    const [u, scales] = one.arguments as [number[][], number[]]; // as they stand above
    return { ...one, values: decoder((value, scale) => value / scale)(u, scales), tolerance: 1e-6 };
  }),
  mistakes: [
    {
      rule: decoder((value, scale) => value * scale),
      say: 'You multiplied by the scales. The encoder has done that already; the decoder must undo it.',
    },
    {
      rule: decoder((value) => value),
      say: 'This decoder belongs to the encoder U. Here the encoder also scales each code number.',
    },
    {
      rule: (u: number[][], scales: number[]) =>
        u.map((axis, j) => axis.map((value) => value / (scales[j] ?? 1))),
      say: 'It is transposed: the decoder has d rows of k numbers, and its column j is axis j divided by c_j.',
    },
    {
      rule: (u: number[][], scales: number[]) => decoder((value) => value / (scales[0] ?? 1))(u, scales),
      say: 'You divided all by the first scale. Each axis has its own, `scales[j]`.',
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
