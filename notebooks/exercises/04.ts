// The exercises of lesson 04, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));

/** One layer of logistic units: σ(M v + bias). */
export const forwardLayer = exercise('04.forwardLayer', {
  cases: [
    {
      arguments: [
        [
          [2, 1, -1, 0, -1, 2],
          [-1, 0, 2, 1, 2, -1],
        ],
        [-1, -1],
        [1, 1, 0, 0, 0, 1],
      ],
      values: [sigmoid(4), sigmoid(-3)],
      tolerance: 1e-9,
      when: 'for the encoder of the lesson',
    },
    { arguments: [[[0, 0]], [0], [5, 7]], values: [0.5], when: 'for a unit whose weights are all 0' },
  ],
  mistakes: [
    { answer: [4, -3], say: 'These are the sums before the bend. Put σ around each.' },
    { answer: [sigmoid(5), sigmoid(-2)], say: 'The bias is missing.' },
    { answer: [sigmoid(-4), sigmoid(3)], say: 'The sign in the exponent is wrong: σ(a) = 1 / (1 + e^(−a)).' },
  ],
  right: 'One line, and half of an autoencoder.',
  hints: [
    'One output for each row of M: `M.map((row, i) => …)`.',
    'The sum of a row: `row.reduce((sum, weight, j) => sum + weight * v[j], bias[i])`.',
    'Then `1 / (1 + Math.exp(-sum))`.',
  ],
  solution: [
    '(M: number[][], bias: number[], v: number[]) =>',
    '  M.map((row, i) => {',
    '    const sum = row.reduce((total, weight, j) => total + weight * (v[j] ?? 0), bias[i] ?? 0);',
    '    return 1 / (1 + Math.exp(-sum));',
    '  })',
  ].join('\n'),
});

/** δ at the output for squared error and a logistic output: 2 (x̂ − x) x̂ (1 − x̂). */
export const squaredDelta = exercise('04.squaredDelta', {
  cases: [
    {
      arguments: [
        [1, 0],
        [0.8, 0.4],
      ],
      values: [-0.064, 0.192],
      tolerance: 1e-9,
      when: 'for x = (1, 0) and x̂ = (0.8, 0.4)',
    },
    { arguments: [[0.5], [0.5]], values: [0], tolerance: 1e-12, when: 'for a perfect copy' },
  ],
  mistakes: [
    {
      answer: [-0.2, 0.4],
      say: 'That is the δ of cross-entropy. With squared error the derivative of σ does not cancel.',
    },
    { answer: [-0.4, 0.8], say: 'That is the slope at x̂. To get to z, multiply by σ′ = x̂ (1 − x̂).' },
    {
      answer: [0.064, -0.192],
      say: 'The sign is reversed: where the output is too large, a larger z makes the loss larger.',
    },
    { answer: [-0.032, 0.096], say: 'The factor 2 from the square is missing.' },
    { answer: [-0, 0], say: 'You used x (1 − x). The derivative of σ is taken at the output: x̂ (1 − x̂).' },
  ],
  right: 'Note the factor x̂ (1 − x̂): near 0 and 1 it takes the slope away.',
  hints: [
    'The chain rule has two factors: ∂L/∂x̂ and ∂x̂/∂z.',
    '∂L/∂x̂ = 2 (x̂ − x), and ∂x̂/∂z = x̂ (1 − x̂).',
    '`xHat.map((y, i) => 2 * (y - x[i]) * …)`',
  ],
  solution: '(x: number[], xHat: number[]) => xHat.map((y, i) => 2 * (y - (x[i] ?? 0)) * y * (1 - y))',
});

/** The entropy of grey values: the least binary cross-entropy. */
export const leastCrossEntropy = exercise('04.leastCrossEntropy', {
  range: [0, 1e6],
  cases: [
    { arguments: [[0.5, 0.5]], values: 2 * Math.LN2, tolerance: 1e-9, when: 'for two pixels of ½' },
    {
      arguments: [[0, 1, 0.3]],
      values: -(0.3 * Math.log(0.3) + 0.7 * Math.log(0.7)),
      tolerance: 1e-9,
      when: 'for 0, 1 and 0.3',
    },
    { arguments: [[0, 0, 1]], values: 0, tolerance: 1e-12, when: 'for bits' },
  ],
  mistakes: [
    { answer: 2, say: 'These are bits. The book counts in nats: use the natural logarithm, `Math.log`.' },
    {
      answer: Math.LN2,
      say: 'You left out one half of the formula, or took the mean. Each pixel has a term for ink and one for paper; add up all pixels.',
    },
    { answer: -2 * Math.LN2, say: 'The sign is reversed: logarithms of numbers below 1 are negative.' },
  ],
  right: 'So a network that reaches this loss has copied perfectly.',
  hints: [
    'Put x̂ = x into the cross-entropy.',
    'At x = 0 the term is 0 · log 0, which is NaN for a computer and 0 by its limit. Treat it apart.',
    '`const term = (p: number) => (p === 0 ? 0 : -p * Math.log(p))`, and each pixel costs `term(x) + term(1 - x)`.',
  ],
  solution: [
    '(x: number[]) => {',
    '  const term = (p: number) => (p === 0 ? 0 : -p * Math.log(p));',
    '  return x.reduce((sum, grey) => sum + term(grey) + term(1 - grey), 0);',
    '}',
  ].join('\n'),
});

/** Weights and biases of a chain of dense layers. */
export const parameterCount = exercise('04.parameterCount', {
  cases: [
    { arguments: [[6, 2, 6]], values: 32, when: 'for 6-2-6' },
    { arguments: [[784, 32, 784]], values: 50_992, when: 'for 784-32-784' },
    { arguments: [[784, 32]], values: 25_120, when: 'for an encoder alone, 784-32' },
    { arguments: [[784, 128, 32, 128, 784]], values: 209_968, when: 'for 784-128-32-128-784' },
  ],
  mistakes: [
    { answer: 24, say: 'These are the weights. Each unit behind the input also has a bias.' },
    { answer: 38, say: 'The inputs have no biases: they are given, not computed.' },
    {
      answer: 25_872,
      say: 'The biases belong to the units behind: from n to m units there are m of them.',
    },
    { answer: 14, say: 'You added the sizes. Between two layers every unit meets every unit: multiply.' },
  ],
  right: 'Each step from n to m units costs n · m weights and m biases.',
  hints: [
    'Walk over neighbouring pairs of sizes: n units before, m units behind.',
    'Such a pair has n · m weights and m biases, together (n + 1) · m.',
    '`sizes.slice(1).reduce((sum, m, i) => sum + (sizes[i] + 1) * m, 0)`',
  ],
  solution: [
    '(sizes: number[]) =>',
    '  sizes.slice(1).reduce((sum, units, i) => sum + ((sizes[i] ?? 0) + 1) * units, 0)',
  ].join('\n'),
});
