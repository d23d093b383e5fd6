// The exercises of lesson 04, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));

/** The layer that a bend and a rule for each unit's bias make. */
const layer =
  (bend: (sum: number) => number, biasOf = (bias: readonly number[], i: number) => bias[i] ?? 0) =>
  (M: number[][], bias: number[], v: number[]) =>
    M.map((row, i) => bend(total(row.map((weight, j) => weight * (v[j] ?? 0))) + biasOf(bias, i)));

/** One layer of logistic units: σ(M v + bias). */
export const forwardLayer = exercise('04.forwardLayer', {
  cases: [
    {
      M: [
        [2, 1, -1, 0, -1, 2],
        [-1, 0, 2, 1, 2, -1],
      ],
      ...{ bias: [-1, -1], v: [1, 1, 0, 0, 0, 1], when: 'for the encoder of the lesson' },
    },
    {
      M: [
        [0.5, -1],
        [1.5, 0.25],
        [-2, 1],
      ],
      ...{ bias: [0.3, -0.7, 1.1], v: [0.8, -0.4], when: 'for three units with biases 0.3, −0.7 and 1.1' },
    },
    {
      M: [
        [1, -2],
        [3, 0.5],
      ],
      ...{ bias: [0.5, -1], v: [2, -1], when: 'for M = [[1, −2], [3, 0.5]], biases 0.5, −1 and v = (2, −1)' },
    },
    { M: [[0, 0]], bias: [0], v: [5, 7], when: 'for a unit whose weights are all 0' },
  ].map(({ M, bias, v, when }) => ({
    ...{ arguments: [M, bias, v], values: layer(sigmoid)(M, bias, v), tolerance: 1e-5, when },
  })),
  mistakes: [
    { rule: layer((sum) => sum), say: 'These are the sums before the bend. Put σ around each.' },
    { rule: layer(sigmoid, () => 0), say: 'The bias is missing.' },
    {
      rule: layer(sigmoid, (bias) => bias[0] ?? 0),
      say: 'You gave every unit the first bias. Unit i has its own, `bias[i]`.',
    },
    { rule: layer(sigmoid, (bias, i) => -(bias[i] ?? 0)), say: 'The bias is added, not subtracted.' },
    {
      rule: layer((sum) => sigmoid(-sum)),
      say: 'The sign in the exponent is wrong: σ(a) = 1 / (1 + e^(−a)).',
    },
    {
      rule: layer(Math.tanh),
      say: 'You took tanh. Here the bend is the logistic function, σ(a) = 1 / (1 + e^(−a)).',
    },
    {
      rule: layer((sum) => 1 / 1 + Math.exp(-sum)),
      say: '`1 / 1 + e` is 1 + e: brackets are missing. Write `1 / (1 + Math.exp(-a))`.',
    },
    { rule: layer((sum) => Math.max(0, sum)), say: 'You took ReLU. Here the bend is the logistic function.' },
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

/** A list with one number for each output. */
const eachOutput = (rule: (x: number, y: number) => number) => (x: number[], xHat: number[]) =>
  xHat.map((y, i) => rule(x[i] ?? 0, y));
const delta = eachOutput((x, y) => 2 * (y - x) * y * (1 - y));

/** δ at the output for squared error and a logistic output: 2 (x̂ − x) x̂ (1 − x̂). */
export const squaredDelta = exercise('04.squaredDelta', {
  cases: [
    {
      arguments: [
        [1, 0],
        [0.8, 0.4],
      ],
      values: [-0.064, 0.192],
      tolerance: 1e-5,
      when: 'for x = (1, 0) and x̂ = (0.8, 0.4)',
    },
    {
      arguments: [
        [0.2, 0.9, 0.3],
        [0.7, 0.35, 0.6],
      ],
      values: delta([0.2, 0.9, 0.3], [0.7, 0.35, 0.6]),
      tolerance: 1e-5,
      when: 'for x = (0.2, 0.9, 0.3) and x̂ = (0.7, 0.35, 0.6)',
    },
    { arguments: [[0.5], [0.5]], values: [0], tolerance: 1e-5, when: 'for a perfect copy' },
  ],
  mistakes: [
    {
      rule: eachOutput((x, y) => y - x),
      say: 'That is the δ of cross-entropy. With squared error the derivative of σ does not cancel.',
    },
    {
      rule: eachOutput((x, y) => 2 * (y - x)),
      say: 'That is the slope at x̂. To get to z, multiply by σ′ = x̂ (1 − x̂).',
    },
    {
      rule: eachOutput((x, y) => 2 * (x - y) * y * (1 - y)),
      say: 'The sign is reversed: where the output is too large, a larger z makes the loss larger.',
    },
    {
      rule: eachOutput((x, y) => (x - y) * y * (1 - y)),
      say: 'Two things: the factor 2 from the square is missing, and the sign is reversed.',
    },
    {
      rule: eachOutput((x, y) => 2 * (y - x) * y),
      say: 'The derivative of σ has two factors, x̂ and 1 − x̂. The second is missing.',
    },
    {
      rule: eachOutput((x, y) => (y - x) * y * (1 - y)),
      say: 'The factor 2 from the square is missing.',
    },
    {
      rule: eachOutput((x, y) => 2 * (y - x) * x * (1 - x)),
      say: 'You used x (1 − x). The derivative of σ is taken at the output: x̂ (1 − x̂).',
    },
    {
      rule: eachOutput((x, y) => 2 * (y - x) * sigmoid(y) * (1 - sigmoid(y))),
      say: 'You put x̂ into σ once more. x̂ is σ(z) already, so σ′ = x̂ (1 − x̂).',
    },
    {
      rule: (x: number[], xHat: number[]) => delta(x, xHat).map((one) => one / xHat.length),
      say: 'You divided by the number of outputs. The loss is a sum: do not divide.',
    },
    {
      rule: (x: number[], xHat: number[]) => total(delta(x, xHat)),
      say: 'You added them up. Each output has its own δ: return the list.',
    },
  ],
  right: 'Note the factor x̂ (1 − x̂): near 0 and 1 it takes the slope away.',
  hints: [
    'The chain rule has two factors: ∂L/∂x̂ and ∂x̂/∂z.',
    '∂L/∂x̂ = 2 (x̂ − x), and ∂x̂/∂z = x̂ (1 − x̂).',
    '`xHat.map((y, i) => 2 * (y - x[i]) * …)`',
  ],
  solution: '(x: number[], xHat: number[]) => xHat.map((y, i) => 2 * (y - (x[i] ?? 0)) * y * (1 - y))',
});

const term = (p: number) => (p === 0 ? 0 : -p * Math.log(p));
const naiveTerm = (p: number) => -p * Math.log(p); // NaN at 0
const entropy = (x: readonly number[]) => total(x.map((grey) => term(grey) + term(1 - grey)));
const naiveEntropy = (x: readonly number[]) => total(x.map((grey) => naiveTerm(grey) + naiveTerm(1 - grey)));

/** The entropy of grey values: the least binary cross-entropy. Clipping at 1e-5 or less, as Keras does, is right, too. */
export const leastCrossEntropy = exercise('04.leastCrossEntropy', {
  range: [0, 1e6],
  rangeReason: 'no entropy is below 0',
  cases: [
    { x: [0.5, 0.5], when: 'for two pixels of ½' },
    { x: [0, 1, 0.3], when: 'for 0, 1 and 0.3' },
    { x: [0.9, 0.2, 0.75, 0.6], when: 'for 0.9, 0.2, 0.75 and 0.6' },
    { x: [0, 0, 1], when: 'for bits, 0, 0 and 1' },
  ].map(({ x, when }) => ({ arguments: [x], values: entropy(x), tolerance: 1e-4, when })),
  mistakes: [
    {
      rule: naiveEntropy,
      say: 'A pixel of 0 or 1 gives NaN: 0 · log 0 is 0 by its limit, but no number for a computer. Treat it apart.',
    },
    ...[(x: number[]) => entropy(x) / Math.LN2, (x: number[]) => naiveEntropy(x) / Math.LN2].map((rule) => ({
      rule,
      say: 'These are bits. The book counts in nats: use the natural logarithm, `Math.log`. And mind the pixels of 0 and 1.',
    })),
    ...[(x: number[]) => entropy(x) / Math.LN10, (x: number[]) => naiveEntropy(x) / Math.LN10].map(
      (rule) => ({
        rule,
        say: 'You took logarithms to base 10. For nats use the natural one, `Math.log`. And mind the pixels of 0 and 1.',
      }),
    ),
    ...[(x: number[]) => total(x.map(term)), (x: number[]) => total(x.map(naiveTerm))].map((rule) => ({
      rule,
      say: 'You left out one half of the formula. Each pixel has a term for ink and one for paper, x and 1 − x.',
    })),
    {
      rule: (x: number[]) => entropy(x) / x.length,
      say: 'You took the mean. Add up all pixels.',
    },
    {
      rule: (x: number[]) => -entropy(x),
      say: 'The sign is reversed: logarithms of numbers below 1 are negative.',
    },
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

const chain = (rule: (before: number, units: number) => number) => (sizes: number[]) =>
  total(sizes.slice(1).map((units, i) => rule(sizes[i] ?? 0, units)));
const weights = chain((before, units) => before * units);

/** Weights and biases of a chain of dense layers. */
export const parameterCount = exercise('04.parameterCount', {
  cases: [
    { arguments: [[6, 2, 6]], values: 32, when: 'for 6-2-6' },
    { arguments: [[784, 32, 784]], values: 50_992, when: 'for 784-32-784' },
    { arguments: [[3, 5, 4]], values: 44, when: 'for 3-5-4' },
    { arguments: [[784, 32]], values: 25_120, when: 'for an encoder alone, 784-32' },
    { arguments: [[784, 128, 32, 128, 784]], values: 209_968, when: 'for 784-128-32-128-784' },
  ],
  mistakes: [
    { rule: weights, say: 'These are the weights. Each unit behind the input also has a bias.' },
    {
      rule: (sizes: number[]) => weights(sizes) + total(sizes),
      say: 'The inputs have no biases: they are given, not computed.',
    },
    {
      rule: chain((before, units) => before * (units + 1)),
      say: 'The biases belong to the units behind: from n to m units there are m of them.',
    },
    {
      rule: (sizes: number[]) => weights(sizes) + sizes.length - 1,
      say: 'You counted one bias for each layer. Each unit has its own.',
    },
    { rule: total, say: 'You added the sizes. Between two layers every unit meets every unit: multiply.' },
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
