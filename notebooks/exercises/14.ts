// The exercises of lesson 14, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';
import { columns, dot, type Matrix, total } from './vectors.js';

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
const softplus = (a: number) => Math.log(1 + Math.exp(a));

/** c_j + Σ_i v_i W_ij of each hidden bit. */
const field = (v: readonly number[], W: Matrix, c: readonly number[]) =>
  columns(W).map((column, j) => dot(column, v) + (c[j] ?? 0));

type OfMachine = (v: number[], W: Matrix, b: number[], c: number[]) => unknown;
/** −b·v − Σ_j of the field, where a slip has another summand. */
const freeEnergyWith =
  (summand: (a: number) => number) => (v: number[], W: Matrix, b: number[], c: number[]) =>
    -dot(b, v) - total(field(v, W, c).map(summand));
const freeEnergy = freeEnergyWith(softplus);

const two = [
  [2, -1],
  [1, 3],
  [0, -2],
];
const three = [
  [1, -2, 0.5],
  [-1, 0, 2],
];

export const freeEnergyOf = exercise('14.freeEnergyOf', {
  cases: [
    {
      arguments: [[1, 0, 1], two, [0.5, -1, 2], [-1, 1]],
      values: freeEnergy([1, 0, 1], two, [0.5, -1, 2], [-1, 1]),
    },
    {
      arguments: [[1, 1], three, [-0.5, 1.5], [0.3, -1, 0.7]],
      values: freeEnergy([1, 1], three, [-0.5, 1.5], [0.3, -1, 0.7]),
      when: 'for two visible and three hidden bits',
    },
    {
      arguments: [[0, 0], three, [2, 3], [1, -1, 0]],
      values: -(softplus(1) + softplus(-1) + softplus(0)),
      when: 'for an all black picture',
    },
  ],
  mistakes: [
    {
      rule: ((v, W, b, c) => -Number(freeEnergy(v, W, b, c))) as OfMachine,
      say: 'That is −F(v). A likely picture has a low free energy: both sums carry a minus.',
    },
    {
      rule: ((v, W, b, c) => freeEnergy(v, W, b, c) + 2 * dot(b, v)) as OfMachine,
      say: 'The sign of b·v is reversed. F(v) = −b·v − …',
    },
    {
      rule: ((v, W, b, c) =>
        freeEnergy(
          v,
          W,
          b.map(() => 0),
          c,
        )) as OfMachine,
      say: 'You left −b·v out: the visible biases act on the picture directly.',
    },
    {
      rule: ((v, W, b, c) =>
        freeEnergy(
          v,
          W,
          b,
          c.map(() => 0),
        )) as OfMachine,
      say: 'You left the hidden biases c out. Each hidden bit is driven by c_j + Σ_i v_i W_ij.',
    },
    {
      rule: freeEnergyWith(sigmoid) as OfMachine,
      say: 'You summed the probabilities σ(a). The sum over a hidden bit is 1 + e^a; its logarithm counts.',
    },
    {
      rule: freeEnergyWith((a) => 1 + Math.exp(a)) as OfMachine,
      say: 'The logarithm is missing: log(1 + e^a) for each hidden bit.',
    },
    {
      rule: freeEnergyWith((a) => a) as OfMachine,
      say: 'log(e^a) = a forgets the state h_j = 0, which counts as 1: log(1 + e^a).',
    },
    {
      rule: freeEnergyWith((a) => Math.max(a, 0)) as OfMachine,
      say: 'That is the energy with the best h. F sums over both states of each hidden bit: log(1 + e^a).',
    },
    {
      rule: ((v, W, b, c) => Math.exp(-Number(freeEnergy(v, W, b, c)))) as OfMachine,
      say: 'That is e^(−F), Z times the probability. F itself is asked for.',
    },
    {
      rule: ((v, W, b, c) =>
        -dot(b, v) - Math.log(total(field(v, W, c).map((a) => 1 + Math.exp(a))))) as OfMachine,
      say: 'You took the logarithm of a sum over hidden bits. Their factors are multiplied: sum the logarithms.',
    },
  ],
  right: 'One softplus for each hidden bit stands for the sum over all patterns of h.',
  hints: [
    'What drives hidden bit j is a_j = c_j + Σ_i v_i W_ij. W has a row for each visible bit.',
    'Its two states, 0 and 1, add 1 + e^(a_j) to the sum; the product over j becomes a sum of logarithms.',
    'F(v) = −Σ_i b_i v_i − Σ_j log(1 + e^(a_j)).',
  ],
  solution: [
    '(v: number[], W: number[][], b: number[], c: number[]) => {',
    '  const own = v.reduce((sum, bit, i) => sum + b[i] * bit, 0);',
    '  const hidden = c.map((bias, j) =>',
    '    v.reduce((sum, bit, i) => sum + bit * W[i][j], bias));',
    '  return -own - hidden.reduce((sum, a) => sum + Math.log(1 + Math.exp(a)), 0);',
    '}',
  ].join('\n'),
});

export { annealedFrom } from './14-annealing.js';
export { divergenceSlope } from './14-slope.js';
