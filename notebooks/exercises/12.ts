// The exercises of lesson 12, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';
import { rowsOf, slope } from './12-measures.js';
import { columns, dot, type Matrix, squared, total } from './vectors.js';

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const activations = (W: Matrix, b: number[], x: number[]) =>
  W.map((row, j) => sigmoid(dot(row, x) + (b[j] ?? 0)));
const dimmed = (W: Matrix, slopes: readonly number[]) =>
  W.map((row, j) => row.map((w) => (slopes[j] ?? 0) * w));

/** J of σ(Wx + b), where a slip has another slope. */
const withSlope = (slopeOf: (h: number) => number) => (W: Matrix, b: number[], x: number[]) =>
  dimmed(W, activations(W, b, x).map(slopeOf));
const layerJacobian = withSlope(slope);

const [two, three] = [rowsOf('2 1 -2 | -1 3 1'), rowsOf('1 -3 | 0.5 2 | -2 4')];
const layers = [
  { arguments: [two, [0, 2], [1, 0, 1]] as const, when: "for the lesson's own example" },
  { arguments: [three, [0.2, -1, 0.7], [0.6, 0.3]] as const, when: 'for three units and two inputs' },
];

export const jacobianOf = exercise('12.jacobianOf', {
  cases: layers.map(({ arguments: [W, b, x], when }) => ({
    arguments: [W, [...b], [...x]],
    values: layerJacobian(W, [...b], [...x]),
    when,
  })),
  mistakes: [
    { rule: (W: Matrix) => W, say: 'That is W itself. Each row is to be dimmed by the slope of its unit.' },
    { rule: withSlope((h) => h), say: 'You took h for the slope of the sigmoid. Its slope is h (1 − h).' },
    {
      rule: withSlope((h) => 1 - h),
      say: 'You took 1 − h for the slope of the sigmoid. Its slope is h (1 − h).',
    },
    {
      rule: withSlope((h) => 1 - h ** 2),
      say: 'That is the slope of tanh, 1 − h². The slope of the sigmoid is h (1 − h).',
    },
    {
      rule: withSlope((h) => slope(h) ** 2),
      say: 'The slopes are squared. J holds the slopes themselves; the norm squares them.',
    },
    {
      rule: (W: Matrix, b: number[], x: number[]) =>
        layerJacobian(
          W,
          b.map(() => 0),
          x,
        ),
      say: 'You left the biases out. They shift each unit, and so its slope.',
    },
    {
      rule: (W: Matrix, b: number[], x: number[]) =>
        dimmed(
          W,
          W.map((row, j) => slope(dot(row, x) + (b[j] ?? 0))),
        ),
      say: 'You used a (1 − a) with the sum a before the sigmoid. The slope is h (1 − h) with h = σ(a).',
    },
    {
      rule: (W: Matrix, b: number[], x: number[]) => columns(layerJacobian(W, b, x)),
      say: 'It is transposed: give a row for each unit, with a number for each input.',
    },
    {
      rule: (W: Matrix, b: number[], x: number[]) => activations(W, b, x),
      say: 'That is the code h. Its slopes are asked for: a row for each unit.',
    },
    {
      rule: (W: Matrix, b: number[], x: number[]) => activations(W, b, x).map(slope),
      say: 'Those are the slopes of the sigmoids. By the chain rule each is to be multiplied by its row of W.',
    },
    {
      rule: (W: Matrix, b: number[], x: number[]) =>
        layerJacobian(W, b, x).map((row) => row.map((value, i) => value * (x[i] ?? 0))),
      say: 'You multiplied by x as well. Σ W_ji x_i + b_j changes by W_ji when x_i changes by 1, whatever x is.',
    },
  ],
  right: 'The chain rule: the slope of the sigmoid times the slope of the sum, which is the weight.',
  hints: [
    'First the code: h_j = σ(Σ_i W_ji x_i + b_j), with σ(a) = 1 / (1 + e^(−a)).',
    'The slope of σ there is h_j (1 − h_j).',
    'Row j of J is row j of W, each weight times h_j (1 − h_j).',
  ],
  solution: [
    '(W: number[][], b: number[], x: number[]) => W.map((row, j) => {',
    '  const a = row.reduce((sum, w, i) => sum + w * x[i], b[j]);',
    '  const h = 1 / (1 + Math.exp(-a));',
    '  return row.map((w) => h * (1 - h) * w);',
    '})',
  ].join('\n'),
});

/** λ Σ_j a · b, where a slip has another a of unit j's activation or another b of its weights. */
const weighted =
  (slopeOf: (h: number) => number, partOf = squared) =>
  (h: number[], W: Matrix, lambda: number) =>
    lambda * total(h.map((value, j) => slopeOf(value) * partOf(W[j] ?? [])));
const squaredSlope = (h: number) => slope(h) ** 2;
const penalty = weighted(squaredSlope);

export const closedForm = exercise('12.closedForm', {
  cases: [
    { arguments: [[0.5, 0.9], two, 2], values: 2 * (0.0625 * 9 + 0.0081 * 11) },
    {
      arguments: [[0.2, 0.4, 0.75], three, 0.5],
      values: penalty([0.2, 0.4, 0.75], three, 0.5),
      when: 'for three units and λ = 0.5',
    },
    { arguments: [[0.5], rowsOf('4 0 3 0'), 10], values: (10 * 25) / 16, when: 'for one unit and λ = 10' },
  ],
  mistakes: [
    { rule: (h: number[], W: Matrix) => penalty(h, W, 1), say: 'That is ‖J‖². The penalty is λ times that.' },
    {
      rule: (h: number[], W: Matrix, lambda: number) => lambda * Math.sqrt(penalty(h, W, 1)),
      say: 'You took the root. The penalty is the square of the norm.',
    },
    { rule: weighted(slope), say: 'The slopes h (1 − h) are to be squared, too.' },
    { rule: weighted(squaredSlope, total), say: 'Square the weights before you sum them.' },
    {
      rule: weighted(squaredSlope, (row) => total(row) ** 2),
      say: 'You squared the sum of the weights. Sum their squares.',
    },
    {
      rule: weighted(() => 1),
      say: 'That is weight decay, λ Σ w². Each row counts by its unit’s slope squared, (h (1 − h))².',
    },
    {
      rule: weighted((h) => h ** 2),
      say: 'You took h for the slope. The slope of the sigmoid is h (1 − h).',
    },
    {
      rule: (h: number[], W: Matrix, lambda: number) => penalty(h, W, lambda) / h.length,
      say: 'You took the mean over units. The norm is a sum over units.',
    },
    {
      rule: (h: number[], W: Matrix, lambda: number) => penalty(h, W, lambda) / (W[0] ?? []).length,
      say: 'You took the mean over inputs. The norm is a sum over inputs.',
    },
    {
      rule: (h: number[], W: Matrix, lambda: number) => lambda ** 2 * penalty(h, W, 1),
      say: 'λ is not squared: it multiplies ‖J‖² once.',
    },
  ],
  right:
    'Beside weight decay each row counts by its own slope squared: a saturated unit may have long weights. It costs nothing.',
  hints: [
    'The slope of unit j is h_j (1 − h_j); J_ji is that times W_ji.',
    'Square and sum: Σ_j (h_j (1 − h_j))² Σ_i W_ji².',
    'At the end multiply by λ, once.',
  ],
  solution: [
    '(h: number[], W: number[][], lambda: number) =>',
    '  lambda * h.reduce((sum, value, j) => sum',
    '    + (value * (1 - value)) ** 2 * W[j].reduce((s, w) => s + w * w, 0), 0)',
  ].join('\n'),
});

export { saturatedShare, timesNoise } from './12-measures.js';
