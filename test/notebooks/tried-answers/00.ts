import * as tf from '@tensorflow/tfjs';
import { bookLoss, flatShape, majority } from '../../../notebooks/exercises/00.js';
import { type TriedOfLesson, total } from './tried.js';

const product = (values: number[]) => values.reduce((all, value) => all * value, 1);
type Batch = number[][];
const squares = (x: Batch, y: Batch) =>
  x.map((row, i) => total(row.map((value, j) => (value - (y[i]?.[j] ?? 0)) ** 2)));

export const lesson00: TriedOfLesson = [
  [
    flatShape,
    [
      ['a loop', (s: number[]) => [s[0], s.slice(1).reduce((a, b) => a * b, 1)], 'right'],
      ['shift, in place', (s: number[]) => [s.shift(), product(s)], /changes its argument number 1/],
      ['a typed array', (s: number[]) => Int32Array.of(s[0] ?? 0, product(s.slice(1))), 'right'],
      ['the sides added', ([n = 0, ...sides]: number[]) => [n, total(sides)], /added the sides/],
      ['all in one', product, /keeps its first axis/],
      ['all in a list', (s: number[]) => [product(s)], /keeps its first axis/],
      ['features first', ([n = 0, ...sides]: number[]) => [product(sides), n], /Examples come first/],
      ['three axes only', ([n = 0, r = 1, c = 1]: number[]) => [n, r * c], /more than three/],
      ['the example', () => [100, 784], /first example/],
      ['the shape as it was', (s: number[]) => s, 'shape'],
      ['the two first', (s: number[]) => s.slice(0, 2), 'plain'],
      ['one side too few', ([n = 0, ...sides]: number[]) => [n, product(sides.slice(1))], 'plain'],
      ['a pixel too many', ([n = 0, ...sides]: number[]) => [n, product(sides) + 1], 'plain'],
      ['a text', (s: number[]) => s.join('×'), 'kind'],
      ['a column', ([n = 0, ...sides]: number[]) => [[n], [product(sides)]], 'reshape'],
      ['a list, not a function', [100, 784], 'kind'],

      ['a tensor', (s: number[]) => tf.tensor1d([s[0] ?? 0, product(s.slice(1))]), 'right'],
      ['a hair more', (s: number[]) => [s[0], product(s.slice(1)) + 1e-12], 'right'],
      ['a square', ([n = 0, side = 0]: number[]) => [n, side ** 2], 'plain'],
      ['from 0', ([n = 0, ...sides]: number[]) => [n, sides.reduce((a, b) => a * b, 0)], 'plain'],
      ['the batch too', (s: number[]) => [s[0], product(s)], 'plain'],
      ['its length', (s: number[]) => [s.length, product(s)], 'plain'],
      ['the last two in one', (s: number[]) => [...s.slice(0, -2), product(s.slice(-2))], 'shape'],
      ['one place on', (s: number[]) => [s[1], product(s.slice(2))], 'plain'],
      ['-1', ([n = 0]: number[]) => [n, -1], 'plain'],
      ['a root', ([n = 0, ...sides]: number[]) => [n, Math.sqrt(product(sides))], 'plain'],
      ['pixels alone', (s: number[]) => product(s.slice(1)), 'shape'],
      ['pixels twice', (s: number[]) => [product(s.slice(1)), product(s.slice(1))], 'plain'],
      ['texts', (s: number[]) => s.map(String), 'kind'],
      ['no return', (s: number[]) => void product(s), 'nothing'],
    ],
  ],
  [
    bookLoss,
    [
      [
        'a mean over all',
        (x: Batch, y: Batch) => total(squares(x, y)) / x.flat().length,
        /mean over everything/,
      ],
      ['a sum over all', (x: Batch, y: Batch) => total(squares(x, y)), /divide by how many/],
      [
        'a mean over features',
        (x: Batch, y: Batch) => total(squares(x, y)) / (x[0] ?? []).length,
        /number of features/,
      ],
      ['one each', squares, /one number for each example/],
      ['a list of one', (x: Batch, y: Batch) => [total(squares(x, y)) / x.length], 'shape'],
      ['a root', (x: Batch, y: Batch) => total(squares(x, y).map(Math.sqrt)) / x.length, /root of each/],
      ['half', (x: Batch, y: Batch) => total(squares(x, y)) / x.length / 2, 'half'],
      ['for two examples', (x: Batch, y: Batch) => total(squares(x, y)) / 2, 'plain'],
      ['reversed', (x: Batch, y: Batch) => -total(squares(x, y)) / x.length, 'sign'],
      ['the first row', (x: Batch, y: Batch) => squares(x, y)[0], 'plain'],
      ['a row too far', (x: Batch, y: Batch) => (x[x.length] as unknown as Batch)[0]?.length ?? y, 'throws'],
      [
        'a feature too far',
        (x: Batch) => total(x.map((row) => Number(row[row.length]))),
        /reads place \[3\] of a list of 3/,
      ],
      ['in 32 bits', (x: Batch, y: Batch) => Math.fround(total(squares(x, y)) / x.length), 'right'],

      ['by tensors', (x: Batch, y: Batch) => tf.sub(x, y).square().sum(1).mean(), 'right'],
      ['mean squared', (x: Batch, y: Batch) => tf.losses.meanSquaredError(x, y), /mean over everything/],
      ['the other axis', (x: Batch, y: Batch) => tf.sub(x, y).square().sum(0).mean(), /number of features/],
      ['plain differences', (x: Batch, y: Batch) => tf.sub(x, y).abs().sum(1).mean(), /Square each/],
      ['with signs', (x: Batch, y: Batch) => tf.sub(x, y).sum(1).mean(), 'plain'],
      ['squared too late', (x: Batch, y: Batch) => tf.sub(x, y).sum(1).square().mean(), 'plain'],
      ['a sum', (x: Batch, y: Batch) => tf.add(x, y).square().sum(1).mean(), 'plain'],
      ['a root at the end', (x: Batch, y: Batch) => tf.sub(x, y).square().sum(1).mean().sqrt(), 'plain'],
      ['not reduced', (x: Batch, y: Batch) => tf.sub(x, y).square(), 'shape'],
      ['n − 1', (x: Batch, y: Batch) => total(squares(x, y)) / (x.length - 1), 'plain'],
      ['the greatest', (x: Batch, y: Batch) => Math.max(...squares(x, y)), 'plain'],
      ['the example', () => 4.125, 'plain'],
      ['a hair', (x: Batch, y: Batch) => total(squares(x, y)) / (x.length + 1e-12), 'right'],
      ['an arrow without return', (x: Batch) => total(x.map(() => undefined as never)), /without "return"/],
    ],
  ],
  [
    majority,
    [
      ['the mean', (v: number[]) => total(v) / v.length, /Labels are names/],
      ['the mean, rounded', (v: number[]) => Math.round(total(v) / v.length), /rounded/],
      ['the first', (v: number[]) => v[0], /first vote/],
      ['the last', (v: number[]) => v.at(-1), /last vote/],
      ['the greatest', (v: number[]) => Math.max(...v), /greatest label/],
      ['the least', (v: number[]) => Math.min(...v), /least label/],
      ['the median', (v: number[]) => [...v].sort()[(v.length - 1) / 2], /middle one/],
      ['the first that comes again', (v: number[]) => v.find((one, i) => v.indexOf(one) !== i), 'plain'],
      [
        'the key, a text',
        (v: number[]) =>
          String(v.sort((a, b) => v.filter((c) => c === b).length - v.filter((c) => c === a).length)[0]),
        'kind',
      ],
      [
        'its count',
        (v: number[]) => Math.max(...v.map((one) => v.filter((c) => c === one).length)),
        /number of votes/,
      ],
      ['seven', () => 7, 'plain'],

      [
        'by counts',
        (v: number[]) => {
          const count = new Map<number, number>();
          for (const one of v) count.set(one, (count.get(one) ?? 0) + 1);
          return [...count].sort((a, b) => b[1] - a[1])[0]?.[0];
        },
        'right',
      ],
      [
        'the rarest',
        (v: number[]) =>
          [...v].sort((a, b) => v.filter((c) => c === a).length - v.filter((c) => c === b).length)[0],
        'plain',
      ],
      [
        'more than half',
        (v: number[]) => v.find((one) => v.filter((c) => c === one).length > v.length / 2),
        'nothing',
      ],
      ['the sum', total, 'plain'],
      ['its place', (v: number[]) => v.indexOf(Math.max(...v)), 'plain'],
      ['kinds', (v: number[]) => [...new Set(v)], 'shape'],
      ['all that repeat', (v: number[]) => v.filter((one) => v.indexOf(one) !== v.lastIndexOf(one)), 'shape'],
      ['a truth value', (v: number[]) => v[0] === v[1], 'kind'],
    ],
  ],
];
