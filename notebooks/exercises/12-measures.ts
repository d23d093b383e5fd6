// The exercises of lesson 12 that measure a code: its saturation, and what it feels of a direction.
import { exercise } from 'codebook';
import { dot, type Matrix, squared, total } from './vectors.js';

/** Rows of weights from text: '2 1 -2 | -1 3 1'. */
export const rowsOf = (text: string): number[][] =>
  text.split('|').map((row) => row.trim().split(/\s+/).map(Number));
/** The sigmoid's slope where it is h. */
export const slope = (h: number) => h * (1 - h);

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
const normOf = (J: Matrix) => total(J.map(squared));
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
