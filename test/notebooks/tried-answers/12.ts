import { closedForm, jacobianOf, saturatedShare, timesNoise } from '../../../notebooks/exercises/12.js';
import { type TriedOfLesson, total } from './tried.js';

type Matrix = number[][];
type Layer = (W: Matrix, b: number[], x: number[]) => unknown;
const sumOf = (W: Matrix, b: number[], x: number[], j: number) =>
  total((W[j] ?? []).map((w, i) => w * (x[i] ?? 0))) + (b[j] ?? 0);
const code = (W: Matrix, b: number[], x: number[]) => W.map((_, j) => 1 / (1 + Math.exp(-sumOf(W, b, x, j))));
const dimmed =
  (slopeOf: (h: number) => number): Layer =>
  (W, b, x) => {
    const h = code(W, b, x);
    return W.map((row, j) => row.map((w) => slopeOf(h[j] ?? 0) * w));
  };
const slope = (h: number) => h * (1 - h);
const J = dimmed(slope) as (W: Matrix, b: number[], x: number[]) => Matrix;

type Penalty = (h: number[], W: Matrix, lambda: number) => unknown;
const squares = (row: readonly number[]) => total(row.map((w) => w * w));
const weighted =
  (slopeOf: (h: number) => number, partOf = squares): Penalty =>
  (h, W, lambda) =>
    lambda * total(h.map((value, j) => slopeOf(value) * partOf(W[j] ?? [])));

type Share = (codes: Matrix, margin: number) => unknown;
const share =
  (holds: (h: number, margin: number) => boolean): Share =>
  (codes, margin) =>
    codes.flat().filter((h) => holds(h, margin)).length / codes.flat().length;

type Ratio = (J: Matrix, u: number[]) => unknown;
const felt = (M: Matrix, u: number[]) => squares(M.map((row) => total(row.map((v, i) => v * (u[i] ?? 0)))));
const norm = (M: Matrix) => squares(M.flat());

export const lesson12: TriedOfLesson = [
  [
    jacobianOf,
    [
      ['the weights', ((W) => W) as Layer, /That is W itself/],
      ['h for the slope', dimmed((h) => h), /took h for the slope/],
      ['1 − h for the slope', dimmed((h) => 1 - h), /took 1 − h/],
      ['squared slopes', dimmed((h) => slope(h) ** 2), /slopes are squared/],
      [
        'no biases',
        ((W, b, x) =>
          J(
            W,
            b.map(() => 0),
            x,
          )) as Layer,
        /left the biases out/,
      ],
      [
        'a (1 − a)',
        ((W, b, x) => W.map((row, j) => row.map((w) => slope(sumOf(W, b, x, j)) * w))) as Layer,
        /before the sigmoid/,
      ],
      [
        'transposed',
        ((W, b, x) => x.map((_, i) => J(W, b, x).map((row) => row[i]))) as Layer,
        /transposed: give a row/,
      ],
      ['the code', code as Layer, /That is the code/],
      ['the slopes alone', ((W, b, x) => code(W, b, x).map(slope)) as Layer, /each is to be multiplied/],
      [
        'times x',
        ((W, b, x) => J(W, b, x).map((row) => row.map((v, i) => v * (x[i] ?? 0)))) as Layer,
        /multiplied by x/,
      ],
      ['flat', ((W, b, x) => J(W, b, x).flat()) as Layer, 'reshape'],
      ['h (h − 1)', dimmed((h) => -slope(h)), 'sign'],
      ['half', dimmed((h) => slope(h) / 2), 'half'],
      ['the slope of tanh', dimmed((h) => 1 - h * h), /the slope of tanh/],
    ],
  ],
  [
    closedForm,
    [
      ['no λ', ((h, W) => weighted((v) => slope(v) ** 2)(h, W, 1)) as Penalty, /λ times that/],
      [
        'the norm',
        ((h, W, l) => l * Math.sqrt(Number(weighted((v) => slope(v) ** 2)(h, W, 1)))) as Penalty,
        /took the root/,
      ],
      ['slopes not squared', weighted(slope), /slopes h \(1 − h\) are to be squared/],
      ['weights not squared', weighted((v) => slope(v) ** 2, total), /Square the weights/],
      [
        'the sum squared',
        weighted(
          (v) => slope(v) ** 2,
          (row) => total(row) ** 2,
        ),
        /squared the sum/,
      ],
      ['weight decay', weighted(() => 1), /weight decay/],
      ['h for the slope', weighted((v) => v ** 2), /took h for the slope/],
      [
        'a mean',
        ((h, W, l) => Number(weighted((v) => slope(v) ** 2)(h, W, l)) / h.length) as Penalty,
        /mean over units/,
      ],
      [
        'a mean over inputs',
        ((h, W, l) => Number(weighted((v) => slope(v) ** 2)(h, W, l)) / (W[0] ?? []).length) as Penalty,
        /mean over inputs/,
      ],
      [
        'λ squared',
        ((h, W, l) => Number(weighted((v) => slope(v) ** 2)(h, W, l * l))) as Penalty,
        /λ is not squared/,
      ],
      ['h − h² without squares', weighted((v) => v - v * v), /are to be squared/],
      [
        'a list',
        ((h, W, l) => h.map((v, j) => l * slope(v) ** 2 * squares(W[j] ?? []))) as Penalty,
        'reduction',
      ],
    ],
  ],
  [
    saturatedShare,
    [
      ['near 0', share((h, m) => h < m), /near 0 only/],
      ['near 1', share((h, m) => h > 1 - m), /near 1 only/],
      ['at the margin', share((h, m) => h <= m || h >= 1 - m), /leaves out what is exactly/],
      ['the others', share((h, m) => h >= m && h <= 1 - m), /not saturated/],
      ['a count', ((c, m) => c.flat().filter((h) => h < m || h > 1 - m).length) as Share, /That is a count/],
      [
        'by examples',
        ((c, m) => c.flat().filter((h) => h < m || h > 1 - m).length / c.length) as Share,
        /number of examples/,
      ],
      ['always 0.05', share((h) => h < 0.05 || h > 0.95), /second argument/],
      ['per cent', ((c, m) => 100 * Number(share((h) => h < m || h > 1 - m)(c, m))) as Share, 'per cent'],
      ['the slope and the margin', share((h, m) => slope(h) < m), /compared the slope/],
      [
        'by units',
        ((c, m) => c.flat().filter((h) => h < m || h > 1 - m).length / (c[0] ?? []).length) as Share,
        /number of units/,
      ],
      ['at one margin', share((h, m) => h <= m || h > 1 - m), 'plain'],
      ['by the slope', share((h, m) => slope(h) < slope(m)), 'right'],
      ['both at once', share((h, m) => h < m && h > 1 - m), 'plain'],
      [
        'a mean of means',
        ((c, m) =>
          total(c.map((row) => Number(share((h) => h < m || h > 1 - m)([row], m)))) / c.length) as Share,
        'right',
      ],
    ],
  ],
  [
    timesNoise,
    [
      ['no n, no length', ((M, u) => felt(M, u) / norm(M)) as Ratio, /left out n; and u/],
      ['no n', ((M, u) => felt(M, u) / (norm(M) * squares(u))) as Ratio, /left out n, the number/],
      ['any length', ((M, u) => (u.length * felt(M, u)) / norm(M)) as Ratio, /divide by ‖u‖²/],
      [
        'the length, not its square',
        ((M, u) => (u.length * felt(M, u)) / (norm(M) * Math.sqrt(squares(u)))) as Ratio,
        /You divided by ‖u‖/,
      ],
      [
        'a root',
        ((M, u) => Math.sqrt((u.length * felt(M, u)) / (norm(M) * squares(u)))) as Ratio,
        /took the root/,
      ],
      [
        'units for inputs',
        ((M, u) => (M.length * felt(M, u)) / (norm(M) * squares(u))) as Ratio,
        /number of units/,
      ],
      [
        'the norm, not its square',
        ((M, u) => (u.length * felt(M, u)) / (Math.sqrt(norm(M)) * squares(u))) as Ratio,
        /You divided by ‖J‖/,
      ],
      ['not compared', ((M, u) => felt(M, u) / squares(u)) as Ratio, /Divide by what a random/],
      ['upside down', ((M, u) => (norm(M) * squares(u)) / (u.length * felt(M, u))) as Ratio, 'plain'],
      ['784', ((M, u) => (784 * felt(M, u)) / (norm(M) * squares(u))) as Ratio, 'plain'],
      [
        'the response',
        ((M, u) => M.map((row) => total(row.map((v, i) => v * (u[i] ?? 0))))) as Ratio,
        'shape',
      ],
    ],
  ],
];
