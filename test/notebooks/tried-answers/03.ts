import * as tf from '@tensorflow/tfjs';
import { leastLoss, lineAngle, otherDecoder } from '../../../notebooks/exercises/03.js';
import { type TriedOfLesson, total } from './tried.js';

const dot = (a: number[], b: number[]) => total(a.map((value, i) => value * (b[i] ?? 0)));
const cosine = (a: number[], b: number[]) => dot(a, b) / (Math.hypot(...a) * Math.hypot(...b));
const degrees = (radians: number) => (radians * 180) / Math.PI;
const left = (v: number[], k: number) => total(v.slice(k));
const columns = (u: number[][], entry: (value: number, j: number, i: number) => number) =>
  (u[0] ?? []).map((_, i) => u.map((axis, j) => entry(axis[i] ?? 0, j, i)));

export const lesson03: TriedOfLesson = [
  [
    leastLoss,
    [
      ['the divisor forgotten', left, /multiply by \(m − 1\) \/ m/],
      ['kept', (v: number[], k: number, m: number) => (total(v.slice(0, k)) * (m - 1)) / m, /the code keeps/],
      ['kept, no divisor', (v: number[], k: number) => total(v.slice(0, k)), /the code keeps/],
      ['upside down', (v: number[], k: number, m: number) => (left(v, k) * m) / (m - 1), /the loss by m/],
      ['divided by m', (v: number[], k: number, m: number) => left(v, k) / m, /not by 1 \/ m/],
      ['one too few', (v: number[], k: number, m: number) => (left(v, k + 1) * (m - 1)) / m, /counts from 0/],
      ['times m − 1', (v: number[], k: number, m: number) => left(v, k) * (m - 1), 'plain'],
      ['(m + 1) / m', (v: number[], k: number, m: number) => (left(v, k) * (m + 1)) / m, 'plain'],
      ['for four examples', (v: number[], k: number) => (left(v, k) * 3) / 4, 'plain'],
      ['a mean', (v: number[], k: number, m: number) => (left(v, k) * (m - 1)) / m / (v.length - k), 'plain'],
      ['zero', () => 0, 'plain'],
      ['reversed', (v: number[], k: number, m: number) => (-left(v, k) * (m - 1)) / m, 'sign'],

      ['less a part of m', (v: number[], k: number, m: number) => left(v, k) - left(v, k) / m, 'right'],
      [
        'not added',
        (v: number[], k: number, m: number) => v.slice(k).map((one) => (one * (m - 1)) / m),
        'reduction',
      ],
      ['one too many', (v: number[], k: number, m: number) => (left(v, k - 1) * (m - 1)) / m, 'plain'],
      ['no brackets', (v: number[], k: number, m: number) => left(v, k) * m - 1 / m, 'plain'],
      ['a whole part', (v: number[], k: number, m: number) => left(v, k) * Math.floor((m - 1) / m), 'plain'],
      ['a root', (v: number[], k: number, m: number) => Math.sqrt((left(v, k) * (m - 1)) / m), 'plain'],
      ['a share', (v: number[], k: number) => left(v, k) / total(v), 'plain'],
      ['all', (v: number[]) => total(v), 'plain'],
      ['the first left', (v: number[], k: number, m: number) => ((v[k] ?? 0) * (m - 1)) / m, 'plain'],
      ['half', (v: number[], k: number, m: number) => (left(v, k) * (m - 1)) / m / 2, 'half'],
      ['over m − 1', (v: number[], k: number, m: number) => left(v, k) / (m - 1), 'plain'],
      ['a text', (v: number[], k: number, m: number) => ((left(v, k) * (m - 1)) / m).toFixed(2), 'kind'],
    ],
  ],
  [
    lineAngle,
    [
      ['radians', (a: number[], b: number[]) => Math.acos(Math.abs(cosine(a, b))), /radians\. Multiply/],
      ['arrows', (a: number[], b: number[]) => degrees(Math.acos(cosine(a, b))), /no direction/],
      ['arrows in radians', (a: number[], b: number[]) => Math.acos(cosine(a, b)), /directed lines/],
      [
        'not normed',
        (a: number[], b: number[]) => degrees(Math.acos(Math.abs(dot(a, b)))),
        /lengths of both/,
      ],
      [
        'not normed, cut',
        (a: number[], b: number[]) => degrees(Math.acos(Math.min(1, Math.abs(dot(a, b))))),
        /lengths of both/,
      ],
      ['the cosine', (a: number[], b: number[]) => Math.abs(cosine(a, b)), /That is the cosine/],
      ['the sine', (a: number[], b: number[]) => degrees(Math.asin(Math.abs(cosine(a, b)))), /arc sine/],
      ['45', () => 45, 'plain'],
      [
        'normed once',
        (a: number[], b: number[]) => degrees(Math.acos(Math.min(1, Math.abs(dot(a, b)) / Math.hypot(...a)))),
        /lengths of both/,
      ],
      [
        'by slopes',
        (a: number[], b: number[]) => {
          const d =
            Math.abs(degrees(Math.atan2(a[1] ?? 0, a[0] ?? 0) - Math.atan2(b[1] ?? 0, b[0] ?? 0))) % 180;
          return Math.min(d, 180 - d);
        },
        'plain',
      ],
      ['180 for 90', (a: number[], b: number[]) => 2 * degrees(Math.acos(Math.abs(cosine(a, b)))), 'double'],
      [
        'by the other arc',
        (a: number[], b: number[]) =>
          degrees(
            Math.atan2(Math.sqrt(Math.max(0, dot(a, a) * dot(b, b) - dot(a, b) ** 2)), Math.abs(dot(a, b))),
          ),
        'right',
      ],
      [
        'grades',
        (a: number[], b: number[]) => (degrees(Math.acos(Math.abs(cosine(a, b)))) * 10) / 9,
        'factor',
      ],

      [
        'the lesser of two',
        (a: number[], b: number[]) =>
          Math.min(degrees(Math.acos(cosine(a, b))), 180 - degrees(Math.acos(cosine(a, b)))),
        'right',
      ],
      [
        '90 less it',
        (a: number[], b: number[]) => 90 - degrees(Math.acos(Math.abs(cosine(a, b)))),
        /90° less the angle/,
      ],
      ['3.14', (a: number[], b: number[]) => (Math.acos(Math.abs(cosine(a, b))) * 180) / 3.14, 'factor'],
      ['turns', (a: number[], b: number[]) => Math.acos(Math.abs(cosine(a, b))) / 2 / Math.PI, 'factor'],
      [
        'π / 180',
        (a: number[], b: number[]) => (Math.acos(Math.abs(cosine(a, b))) * Math.PI) / 180,
        'factor',
      ],
      ['a signed cosine', cosine, 'plain'],
      ['one less the cosine', (a: number[], b: number[]) => 1 - Math.abs(cosine(a, b)), 'plain'],
      [
        'rounded',
        (a: number[], b: number[]) => Math.round(degrees(Math.acos(Math.abs(cosine(a, b))))),
        'plain',
      ],
      ['in a list', (a: number[], b: number[]) => [degrees(Math.acos(Math.abs(cosine(a, b))))], 'shape'],
      ['with its unit', (a: number[], b: number[]) => `${degrees(Math.acos(cosine(a, b)))}°`, 'kind'],
    ],
  ],
  [
    otherDecoder,
    [
      ['multiplied', (u: number[][], c: number[]) => columns(u, (v, j) => v * (c[j] ?? 1)), /must undo/],
      ['scales ignored', (u: number[][]) => columns(u, (v) => v), /also scales/],
      [
        'transposed',
        (u: number[][], c: number[]) => u.map((axis, j) => axis.map((v) => v / (c[j] ?? 1))),
        /transposed/,
      ],
      ['the axes as they are', (u: number[][]) => u, 'shape'],
      ['the first scale', (u: number[][], c: number[]) => columns(u, (v) => v / (c[0] ?? 1)), /first scale/],
      [
        'i for j',
        (u: number[][], c: number[]) => columns(u, (v, _, i) => v / (c[i] as number)),
        /reads place \[2\] of a list of 2/,
      ],
      ['squared', (u: number[][], c: number[]) => columns(u, (v, j) => v / (c[j] ?? 1) ** 2), 'plain'],
      ['reversed', (u: number[][], c: number[]) => columns(u, (v, j) => -v / (c[j] ?? 1)), 'sign'],
      ['minus', (u: number[][], c: number[]) => columns(u, (v, j) => v - (c[j] ?? 1)), 'plain'],
      ['one list', (u: number[][], c: number[]) => columns(u, (v, j) => v / (c[j] ?? 1)).flat(), 'reshape'],
      ['without rows', () => [], 'kind'],
      [
        'the example',
        () => [
          [0.5, 0],
          [0, 0.25],
          [0, 0],
        ],
        'shape',
      ],
      ['over zero', (u: number[][]) => columns(u, () => 1 / 0), 'infinite'],

      ['by tensors', (u: number[][], c: number[]) => tf.tensor2d(u).transpose().div(tf.tensor1d(c)), 'right'],
      ['scales alone', (_: number[][], c: number[]) => c.map((one) => 1 / one), 'shape'],
      [
        'transposed and multiplied',
        (u: number[][], c: number[]) => u.map((axis, j) => axis.map((v) => v * (c[j] ?? 1))),
        'shape',
      ],
      [
        'without signs',
        (u: number[][], c: number[]) => columns(u, (v, j) => v / Math.abs(c[j] ?? 1)),
        'plain',
      ],
      ['the last scale', (u: number[][], c: number[]) => columns(u, (v) => v / (c.at(-1) ?? 1)), 'plain'],
      [
        'scales from the end',
        (u: number[][], c: number[]) => columns(u, (v, j) => v / (c[c.length - 1 - j] ?? 1)),
        'plain',
      ],
      ['a text', () => 'Uᵀ C⁻¹', 'kind'],
      ['no return within', (u: number[][]) => u[0]?.map(() => undefined), 'kind'],
    ],
  ],
];
