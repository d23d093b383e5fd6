// The exercises of lesson 12, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

type Matrix = number[][];

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const dot = (u: readonly number[], v: readonly number[]) =>
  u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);
const activations = (W: Matrix, b: number[], x: number[]) =>
  W.map((row, j) => sigmoid(dot(row, x) + (b[j] ?? 0)));
const dimmed = (W: Matrix, slopes: readonly number[]) =>
  W.map((row, j) => row.map((w) => (slopes[j] ?? 0) * w));
const slope = (h: number) => h * (1 - h);
const transposed = (M: Matrix) => (M[0] ?? []).map((_, i) => M.map((row) => row[i] ?? 0));

/** J of σ(Wx + b), where a slip has another slope. */
const withSlope = (slopeOf: (h: number) => number) => (W: Matrix, b: number[], x: number[]) =>
  dimmed(W, activations(W, b, x).map(slopeOf));
const layerJacobian = withSlope(slope);

/** Rows of weights from text: '2 1 -2 | -1 3 1'. */
const rowsOf = (text: string): Matrix => text.split('|').map((row) => row.trim().split(/\s+/).map(Number));
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
      rule: (W: Matrix, b: number[], x: number[]) => transposed(layerJacobian(W, b, x)),
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

const squared = (row: readonly number[]) => row.reduce((sum, w) => sum + w * w, 0);
const summed = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
/** λ Σ_j a · b, where a slip has another a of unit j's activation or another b of its weights. */
const weighted =
  (slopeOf: (h: number) => number, partOf = squared) =>
  (h: number[], W: Matrix, lambda: number) =>
    lambda * summed(h.map((value, j) => slopeOf(value) * partOf(W[j] ?? [])));
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
    { rule: weighted(squaredSlope, summed), say: 'Square the weights before you sum them.' },
    {
      rule: weighted(squaredSlope, (row) => summed(row) ** 2),
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

const countNear = (codes: Matrix, margin: number) =>
  codes.flat().filter((h) => h < margin || h > 1 - margin).length;
/** The share of activations for which a test holds. */
const shareOf = (holds: (h: number, margin: number) => boolean) => (codes: Matrix, margin: number) => {
  const all = codes.flat();
  return all.filter((h) => holds(h, margin)).length / all.length;
};

export const saturatedShare = exercise('12.saturatedShare', {
  cases: [
    { arguments: [rowsOf('0.01 0.5 0.97 | 0.3 0.02 0.6'), 0.05], values: 0.5 },
    {
      arguments: [rowsOf('0.08 0.5 | 0.85 0.95 | 0.4 0.6 | 0.98 0.7'), 0.1],
      values: 3 / 8,
      when: 'with a margin of 0.1',
    },
    {
      arguments: [rowsOf('0.25 0.75 0.1 0.9 0.6'), 0.25],
      values: 0.4,
      when: 'with activations exactly at the margin',
    },
  ],
  mistakes: [
    {
      rule: shareOf((h, margin) => h < margin),
      say: 'You counted the units near 0 only. Near 1 they are saturated, too.',
    },
    {
      rule: shareOf((h, margin) => h > 1 - margin),
      say: 'You counted the units near 1 only. Near 0 they are saturated, too.',
    },
    {
      rule: shareOf((h, margin) => h <= margin || h >= 1 - margin),
      say: '"Nearer than the margin" leaves out what is exactly at it: use < and >.',
    },
    {
      rule: shareOf((h, margin) => h >= margin && h <= 1 - margin),
      say: 'That is the share of units that are not saturated.',
    },
    { rule: countNear, say: 'That is a count. Divide by the number of all activations.' },
    {
      rule: (codes: Matrix, margin: number) => countNear(codes, margin) / codes.length,
      say: 'You divided by the number of examples. Divide by all activations: examples × units.',
    },
    {
      rule: (codes: Matrix, margin: number) => countNear(codes, margin) / (codes[0] ?? []).length,
      say: 'You divided by the number of units. Divide by all activations: examples × units.',
    },
    {
      rule: shareOf((h, margin) => slope(h) < margin),
      say: 'You compared the slope h (1 − h) with the margin. Compare h: below margin, or above 1 − margin.',
    },
    {
      rule: shareOf((h) => h < 0.05 || h > 0.95),
      say: 'The margin is the second argument; it is not always 0.05.',
    },
  ],
  right: 'A saturated unit has hardly any slope: h (1 − h) is below 0.048 at a margin of 0.05.',
  hints: [
    'An activation is saturated when it is below margin, or above 1 − margin.',
    '`codes.flat()` gives all activations in one list. Count, then divide by its length.',
  ],
  solution: [
    '(codes: number[][], margin: number) => {',
    '  const all = codes.flat();',
    '  return all.filter((h) => h < margin || h > 1 - margin).length / all.length;',
    '}',
  ].join('\n'),
});

const response = (J: Matrix, u: number[]) => J.map((row) => dot(row, u));
const normOf = (J: Matrix) => summed(J.map(squared));
const ratio = (J: Matrix, u: number[]) => (u.length * squared(response(J, u))) / (normOf(J) * squared(u));

export const timesNoise = exercise('12.timesNoise', {
  cases: [
    { arguments: [rowsOf('3 0 0 | 0 1 0'), [1, 0, 0]], values: 2.7 },
    {
      arguments: [rowsOf('1 -1 | 0.5 2 | 0 3'), [3, 4]],
      values: (2 * (1 + 9.5 ** 2 + 144)) / (25 * 15.25),
      when: 'for a direction of length 5',
    },
    { arguments: [rowsOf('2 0 0 1'), [0, 2, 0, 0]], values: 0, when: 'for a direction that is not felt' },
    { arguments: [rowsOf('1 1 1 1'), [2, 1, 0, 0]], values: 9 / 5, when: 'for one unit and four inputs' },
  ],
  mistakes: [
    {
      rule: (J: Matrix, u: number[]) => squared(response(J, u)) / normOf(J),
      say: 'A random direction of length 1 is felt by ‖J‖²/n. You left out n; and u may have any length.',
    },
    {
      rule: (J: Matrix, u: number[]) => squared(response(J, u)) / (squared(u) * normOf(J)),
      say: 'You left out n, the number of inputs: a random direction has only its share, ‖J‖²/n.',
    },
    {
      rule: (J: Matrix, u: number[]) => (u.length * squared(response(J, u))) / normOf(J),
      say: 'u may have any length: divide by ‖u‖².',
    },
    {
      rule: (J: Matrix, u: number[]) => ratio(J, u) * Math.sqrt(squared(u)),
      say: 'You divided by ‖u‖. In squares, divide by ‖u‖².',
    },
    {
      rule: (J: Matrix, u: number[]) => Math.sqrt(ratio(J, u)),
      say: 'You took the root. The ratio is asked for in squares.',
    },
    {
      rule: (J: Matrix, u: number[]) => (J.length * squared(response(J, u))) / (squared(u) * normOf(J)),
      say: 'You took the number of units for n. A direction lies in the input: n is the number of inputs.',
    },
    {
      rule: (J: Matrix, u: number[]) => ratio(J, u) * Math.sqrt(normOf(J)),
      say: 'You divided by ‖J‖. In squares, divide by ‖J‖², the sum of all squared slopes.',
    },
    {
      rule: (J: Matrix, u: number[]) => squared(response(J, u)) / squared(u),
      say: 'That is how much u is felt. Divide by what a random direction is felt, ‖J‖²/n.',
    },
  ],
  right: 'Scale falls out: J and 2J give the same ratio. So no change of units can improve it.',
  hints: [
    'Ju has a number for each unit: the dot product of its row with u.',
    'A random direction of length 1 is felt by ‖J‖²/n on average, where n is the number of inputs.',
    'So the ratio is ‖Ju‖² · n / (‖J‖² · ‖u‖²).',
  ],
  solution: [
    '(J: number[][], u: number[]) => {',
    '  const squares = (v: number[]) => v.reduce((sum, a) => sum + a * a, 0);',
    '  const felt = J.map((row) => row.reduce((sum, a, i) => sum + a * u[i], 0));',
    '  return u.length * squares(felt) / (squares(J.flat()) * squares(u));',
    '}',
  ].join('\n'),
});
