import * as tf from '@tensorflow/tfjs';
import { componentsNeeded, covarianceMatrix, errorLeft } from '../../../notebooks/exercises/02.js';
import { type TriedOfLesson, total } from './tried.js';

const times = (factor: number) => [
  [factor, 2 * factor],
  [2 * factor, 4 * factor],
];

export const lesson02: TriedOfLesson = [
  [
    covarianceMatrix,
    [
      ['typed rows', [Float32Array.of(1, 2), Float32Array.of(2, 4)], 'right'],
      ['divided by n', times(2 / 3), /divide by n − 1/],
      ['mean left in', times(7), /subtract the mean \(2, 4\) first\.$/],
      ['mean left in, by n', times(14 / 3), /and divided by n = 3/],
      ['mean left in, not divided', times(14), /and to divide/],
      ['not divided', times(2), /sums of products/],
      [
        'correlations',
        [
          [1, 1],
          [1, 1],
        ],
        /correlations/,
      ],
      [
        'exchanged',
        [
          [4, 2],
          [2, 1],
        ],
        /exchanged/,
      ],
      ['reversed', times(-1), 'sign'],
      ['one row', [1, 2, 2, 4], 'reshape'],
      [
        'variances',
        [
          [1, 0],
          [0, 4],
        ],
        'plain',
      ],
      ['a column', [[1], [2]], 'shape'],
      ['zeros', times(0), 'plain'],
      [
        'three persons',
        [
          [1, 2],
          [2, 4],
          [3, 6],
        ],
        'shape',
      ],
      [
        'one typed wrong',
        [
          [1, 2],
          [2, 3],
        ],
        'plain',
      ],
      [
        'a hole',
        [
          [1, 2],
          [2, undefined],
        ],
        'kind',
      ],
      ['sparse', [new Array(2), [2, 4]], 'kind'],
      ['ragged', [[1, 2], [2]], 'kind'],
      [
        'rounded badly',
        [
          [1.001, 2],
          [2, 4],
        ],
        'plain',
      ],

      ['whole numbers', tf.tensor2d(times(1), [2, 2], 'int32'), 'right'],
      ['flat and typed', Float32Array.of(1, 2, 2, 4), 'reshape'],
      ['one bracket more', [times(1)], 'reshape'],
      ['n + 1', times(1 / 2), 'half'],
      [
        'against each other',
        [
          [1, -2],
          [-2, 4],
        ],
        'plain',
      ],
      [
        'squared',
        [
          [1, 4],
          [4, 16],
        ],
        'plain',
      ],
      [
        'deviations',
        [
          [-1, -2],
          [0, 0],
          [1, 2],
        ],
        'shape',
      ],
      ['a variance each', [1, 4], 'shape'],
      [
        'with NaN',
        [
          [1, Number.NaN],
          [Number.NaN, 4],
        ],
        'NaN',
      ],
      ['a text', '[[1, 2], [2, 4]]', 'kind'],
      ['nothing in it', [], 'kind'],
      ['not called', () => times(1), 'kind'],
    ],
  ],
  [
    errorLeft,
    [
      [
        'a loop',
        (e: number[], k: number) => {
          let s = 0;
          for (let i = k; i < e.length; i++) s += e[i] ?? 0;
          return s;
        },
        'right',
      ],
      ['splice', (e: number[], k: number) => total(e.splice(k)), /changes its argument number 1/],
      ['kept', (e: number[], k: number) => total(e.slice(0, k)), /what PCA keeps/],
      ['one too few', (e: number[], k: number) => total(e.slice(k + 1)), /One eigenvalue is missing/],
      ['a share', (e: number[], k: number) => total(e.slice(k)) / total(e), /That is a share/],
      ['the share kept', (e: number[], k: number) => total(e.slice(0, k)) / total(e), /share that PCA keeps/],
      ['the next', (e: number[], k: number) => e[k], /first eigenvalue that is left out/],
      ['not added', (e: number[], k: number) => e.slice(k), 'reduction'],
      ['all', (e: number[]) => total(e), /whole variance/],
      ['a root', (e: number[], k: number) => Math.sqrt(total(e.slice(k))), 'plain'],
      ['the last', (e: number[]) => e.at(-1), 'plain'],
      [
        'beyond the end',
        (e: number[], k: number) => {
          let s = 0;
          for (let i = k; i <= e.length; i++) s += e[i] as number;
          return s;
        },
        /reads place \[3\] of a list of 3/,
      ],
      ['twice', (e: number[], k: number) => 2 * total(e.slice(k)), 'double'],
      ['divided by n − 1', (e: number[], k: number) => total(e.slice(k)) / 2, 'half'],
      ['tripled', (e: number[], k: number) => 3 * total(e.slice(k)), 'factor'],
      ['one more', (e: number[], k: number) => total(e.slice(k)) + 1, 'offset'],

      [
        'from the right',
        (e: number[], k: number) => e.reduceRight((s, v, i) => (i < k ? s : s + v), 0),
        'right',
      ],
      ['a tensor', (e: number[], k: number) => tf.tensor1d([0, ...e.slice(k)]).sum(), 'right'],
      ['the last k', (e: number[], k: number) => total(e.slice(-k)), 'plain'],
      ['without the last', (e: number[], k: number) => total(e.slice(k, -1)), 'plain'],
      ['one too many', (e: number[], k: number) => total(e.slice(Math.max(0, k - 1))), 'plain'],
      ['a mean', (e: number[], k: number) => total(e.slice(k)) / e.length, 'plain'],
      ['the largest', (e: number[], k: number) => Math.max(0, ...e.slice(k)), 'plain'],
      ['squares', (e: number[], k: number) => total(e.slice(k).map((v) => v * v)), 'plain'],
      ['per cent lost', (e: number[], k: number) => (100 * total(e.slice(k))) / total(e), 'plain'],
      ['no start', (e: number[], k: number) => e.slice(k).reduce((a, b) => a + b), 'throws'],
      ['reversed', (e: number[], k: number) => -total(e.slice(k)), 'sign'],
      ['how many', (e: number[], k: number) => e.length - k, 'plain'],
    ],
  ],
  [
    componentsNeeded,
    [
      ['as in the lesson', 87, 'right'],
      ['one less', 86, /below 90/],
      ['one more', 88, /fewer/],
      ['the share', 0.9, /share/],
      ['per cent', 90, /in per cent/],
      ['all', 784, /all components/],
      ['in a list', [87], 'shape'],
      ['a text', '87', 'kind'],
      ['a hundredth', 0.87, 'plain'],
      ['negative', -87, 'sign'],
      ['a promise', Promise.resolve(87), 'kind'],
      ['a function', () => 87, 'kind'],
      ['NaN', Number.NaN, 'NaN'],

      ['a tensor', tf.scalar(87, 'int32'), 'right'],
      ['twice', [87, 87], /again and again/],
      ['for 95 %', 154, 'plain'],
      ['its share', 11.1, 'plain'],
      ['a truth value', true, 'kind'],
      ['endless', Infinity, 'infinite'],
    ],
  ],
];
