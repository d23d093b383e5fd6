// The exercise of lesson 14 on contrastive divergence: its slope from one example.
import { exercise } from 'codebook';
import { columns, dot, type Matrix } from './vectors.js';

type Bits = readonly number[];
type Slope = (data: number[], dream: number[], W: Matrix, c: number[]) => unknown;

const sigmoid = (a: number) => 1 / (1 + Math.exp(-a));
/** p(h_j = 1 | v). */
const means = (v: Bits, W: Matrix, c: Bits) =>
  columns(W).map((column, j) => sigmoid(dot(column, v) + (c[j] ?? 0)));
const outer = (v: Bits, h: Bits) => v.map((bit) => h.map((mean) => bit * mean));
const minus = (a: Matrix, b: Matrix) => a.map((row, i) => row.map((value, j) => value - (b[i]?.[j] ?? 0)));
const slope = (data: Bits, dream: Bits, W: Matrix, c: Bits) =>
  minus(outer(data, means(data, W, c)), outer(dream, means(dream, W, c)));
const zeros = (values: Bits) => values.map(() => 0);
const field = (v: Bits, W: Matrix, c: Bits) => columns(W).map((column, j) => dot(column, v) + (c[j] ?? 0));

const wide = [
  [1, -2, 0.5],
  [-1, 0.4, 2],
];
const tall = [
  [0.5, 2],
  [-1, 1],
  [3, -0.7],
];

export const divergenceSlope = exercise('14.divergenceSlope', {
  cases: [
    {
      arguments: [[1, 0, 1], [1, 1, 0], tall, [-1, 0.5]],
      values: slope([1, 0, 1], [1, 1, 0], tall, [-1, 0.5]),
    },
    {
      arguments: [[0, 1], [1, 1], wide, [0.3, -1, 0.8]],
      values: slope([0, 1], [1, 1], wide, [0.3, -1, 0.8]),
      when: 'for two visible and three hidden bits',
    },
    {
      arguments: [[1, 1], [1, 1], wide, [1, 0, -1]],
      values: [zeros([1, 1, 1]), zeros([1, 1, 1])],
      when: 'where the chain stayed at the data',
    },
  ],
  mistakes: [
    {
      rule: ((v, w, W, c) => slope(w, v, W, c)) as Slope,
      say: 'The sign is reversed: what the data say comes first, the dream is subtracted.',
    },
    {
      rule: ((v, w, W, c) => minus(outer(v, means(v, W, c)), outer(w, means(v, W, c)))) as Slope,
      say: 'You used the hidden means of the data for both halves. The dream has hidden means of its own.',
    },
    {
      rule: ((v, w, W, c) => minus(outer(v, means(v, W, c)), outer(v, means(w, W, c)))) as Slope,
      say: 'The second half took the bits of the data. It belongs to the dream: its bits, its hidden means.',
    },
    {
      rule: ((v, _w, W, c) => outer(v, means(v, W, c))) as Slope,
      say: 'That is the first half, what the data say. Subtract the same of the dream.',
    },
    {
      rule: ((v, w, W, c) => slope(v, w, W, zeros(c))) as Slope,
      say: 'You left the hidden biases c out of the hidden means.',
    },
    {
      rule: ((v, w, W, c) => minus(outer(v, field(v, W, c)), outer(w, field(w, W, c)))) as Slope,
      say: 'The sigmoid is missing: p(h_j = 1 | v) = σ(c_j + Σ_i v_i W_ij).',
    },
    {
      rule: ((v, w, W, c) => columns(slope(v, w, W, c))) as Slope,
      say: 'It is transposed: W has a row for each visible bit, and so has its slope.',
    },
    {
      rule: ((v, w, W, c) => {
        const [up, down] = [means(v, W, c), means(w, W, c)];
        return v.map((bit, i) => up.map((mean, j) => (bit - (w[i] ?? 0)) * (mean - (down[j] ?? 0))));
      }) as Slope,
      say: 'You multiplied the differences. Multiply within each half, then subtract.',
    },
    {
      rule: ((v, w, W, c) =>
        minus(
          outer(
            v,
            means(v, W, c).map((mean) => Math.round(mean)),
          ),
          outer(
            w,
            means(w, W, c).map((mean) => Math.round(mean)),
          ),
        )) as Slope,
      say: 'You rounded the hidden means to bits. Take the probabilities themselves: less noise, same mean.',
    },
    {
      rule: ((v, w, W, c) => {
        const [up, down] = [means(v, W, c), means(w, W, c)];
        return up.map((mean, j) => mean - (down[j] ?? 0));
      }) as Slope,
      say: 'That is the slope for the hidden biases c. For W each hidden mean is multiplied by each visible bit.',
    },
  ],
  right: 'Where the chain stays at the data the slope is 0, likely or not: CD asks for no more.',
  hints: [
    'Hidden means of a picture: σ(c_j + Σ_i v_i W_ij), for the data and for the dream.',
    'Each half is a table: bit i times hidden mean j.',
    'The slope is data_i · p(h_j | data) − dream_i · p(h_j | dream), a row for each visible bit.',
  ],
  solution: [
    '(data: number[], dream: number[], W: number[][], c: number[]) => {',
    '  const means = (v: number[]) => c.map((bias, j) => 1 / (1 + Math.exp(',
    '    -v.reduce((sum, bit, i) => sum + bit * W[i][j], bias))));',
    '  const [up, down] = [means(data), means(dream)];',
    '  return data.map((bit, i) =>',
    '    c.map((_, j) => bit * up[j] - dream[i] * down[j]));',
    '}',
  ].join('\n'),
});
