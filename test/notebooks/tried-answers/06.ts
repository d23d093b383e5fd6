import * as tf from '@tensorflow/tfjs';
import { copies, lineScore, perfectDecoder } from '../../../notebooks/exercises/06.js';
import type { TriedOfLesson } from './tried.js';

type Errors = (own: number, foreign: number, meanImage: number) => unknown;

export const lesson06: TriedOfLesson = [
  [
    perfectDecoder,
    [
      ['a half', [0.5, 0], 'right'],
      ['the second alone', [0, 1], 'right'],
      ['thirds', [1 / 3, 1 / 3], 'right'],
      ['negative', [-1, 3], 'right'],
      ['a tensor', tf.tensor1d([0.25, 0.5]), 'right'],
      ['a typed array', Float32Array.of(0.4, 0.2), 'right'],
      ["the encoder's", [2, 1], /encoder's/],
      ['ones', [1, 1], /3x/],
      ['zeros', [0, 0], /0 for every x/],
      ['each undone', [0.5, 1], /2x/],
      ['halves', [0.5, 0.5], /x̂ = 1\.5 x/],
      ['rounded thirds', [0.333, 0.333], /x̂ = 0\.999 x/],
      ['exchanged', [1, 0], /x̂ = 2 x/],
      ['one number', 0.5, 'shape'],
      ['a matrix', [[0.5, 0]], 'shape'],
      ['three', [0.5, 0, 0], 'shape'],
      ['NaN', [Number.NaN, 1], 'NaN'],
      ['a hole', [0.5, undefined], 'kind'],
      ['texts', ['0.5', '0'], 'kind'],
      ['letters', { a: 0.5, b: 0 }, 'kind'],

      ['large and opposite', [1e6, 1 - 2e6], 'right'],
      ['a hair more', [0.25, 0.5 + 1e-12], 'right'],
      ['the pseudo-inverse', [0.4, 0.2], 'right'],
      ['minus a half', [-0.5, 0], /x̂ = -1 x/],
      ['a column', tf.tensor2d([[0.4], [0.2]]), 'shape'],
      ['one of them', [0.5], 'shape'],
      ['endless', [Infinity, -Infinity], 'infinite'],
      ['nothing in it', [], 'kind'],
    ],
  ],
  [
    copies,
    [
      ['own', ((own, _, mean) => own <= mean / 10) as Errors, /Only foreign data/],
      ['reversed', ((_, foreign, mean) => foreign > mean / 10) as Errors, /other way round/],
      ['always', () => true, /of every net that was tried/],
      ['never', () => false, /of every net that was tried/],
      ['strictly', ((_, foreign, mean) => foreign < mean / 10) as Errors, /use <=/],
      ['the whole mean', ((_, foreign, mean) => foreign <= mean) as Errors, /a tenth/],
      ['ten', ((_, foreign) => foreign <= 10) as Errors, /no fixed number/],
      ['foreign ≤ own', ((own, foreign) => foreign <= own) as Errors, /mean image’s/],
      ['both small', ((own, foreign, mean) => Math.max(own, foreign) <= mean / 10) as Errors, 'plain'],
      ['times ten', ((_, foreign, mean) => 10 * foreign <= mean) as Errors, 'right'],
      ['a number', ((_, foreign, mean) => foreign / mean) as Errors, 'kind'],
      ['a text', ((_, foreign, mean) => String(foreign <= mean / 10)) as Errors, 'kind'],
      ['one and nought', ((_, foreign, mean) => Number(foreign <= mean / 10)) as Errors, 'kind'],
      ['a tenth upside down', ((_, foreign, mean) => foreign / 10 <= mean) as Errors, 'plain'],

      [
        'if and else',
        ((_, foreign, mean) => {
          if (foreign <= mean / 10) return true;
          return false;
        }) as Errors,
        'right',
      ],
      ['a ratio', ((_, foreign, mean) => foreign / mean <= 0.1) as Errors, 'right'],
      ['else forgotten', ((_, foreign, mean) => foreign <= mean / 10 || undefined) as Errors, 'nothing'],
      ['either small', ((own, foreign, mean) => Math.min(own, foreign) <= mean / 10) as Errors, 'plain'],
      ['ten times its own', ((own, foreign) => foreign <= 10 * own) as Errors, 'plain'],
      ['a hundredth', ((_, foreign, mean) => foreign <= mean / 100) as Errors, /of every net that was tried/],
      ['below the mean', ((_, foreign, mean) => foreign < mean) as Errors, /a tenth/],
      ['yes', ((_, foreign, mean) => (foreign <= mean / 10 ? 'yes' : 'no')) as Errors, 'kind'],
      ['a tensor', ((_, foreign, mean) => tf.scalar(foreign <= mean / 10)) as Errors, 'kind'],
    ],
  ],
  [
    lineScore,
    [
      ['three', 3, 'right'],
      ['all', 4, /\(1, 1\)/],
      ['half', 2, /below/],
      ['one', 1, /gets wrong/],
      ['a share', 0.75, /share\. The/],
      ['per cent', 75, /per cent/],
      ['a text', 'three', 'kind'],
      ['none', 0, 'plain'],
      ['a list', [3], 'shape'],
      ['nearly', 3.02, 'plain'],
      ['negative', -3, 'sign'],

      ['a tensor', tf.scalar(3), 'right'],
      ['point by point', [1, 1, 1, 0], 'reduction'],
      ['a truth value', true, 'kind'],
      ['the share that is wrong', 0.25, 'plain'],
      ['not called', () => 3, 'kind'],
    ],
  ],
];
