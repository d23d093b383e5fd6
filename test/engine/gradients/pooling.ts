import * as tf from '@tensorflow/tfjs';
import { type Row, real, rows } from './row.js';

type Image = tf.Tensor4D;
type Volume = tf.Tensor5D;
type Size = number | [number, number];
type Rounding = 'floor' | 'ceil' | 'round';
type Pad2D = 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;

const ways: readonly (readonly [string, Size, Size, Pad2D, Rounding?])[] = [
  ['2, stride 2, valid', 2, 2, 'valid'],
  ['2, stride 2, same', 2, 2, 'same'],
  ['3, stride 1, same', 3, 1, 'same'],
  ['3, stride 2, valid', 3, 2, 'valid'],
  ['3 by 2, strides 2 and 1, same', [3, 2], [2, 1], 'same'],
  ['2, stride 3, valid', 2, 3, 'valid'],
  ['3, stride 2, padded by 1, floor', 3, 2, 1, 'floor'],
  ['3, stride 2, padded by 1, ceil', 3, 2, 1, 'ceil'],
  [
    '3, stride 1, padded by hand',
    3,
    1,
    [
      [0, 0],
      [1, 2],
      [2, 1],
      [0, 0],
    ],
  ],
];

function ofImages(): Row[] {
  return ways.flatMap(([name, filter, strides, pad, rounding]) => [
    ...rows('maxPool', [real(2, 5, 7, 2)], {
      [name]: (x) => tf.maxPool(x as Image, filter, strides, pad as 'same', rounding),
    }),
    ...rows('avgPool', [real(2, 5, 7, 2)], {
      [name]: (x) => tf.avgPool(x as Image, filter, strides, pad as 'same', rounding),
    }),
  ]);
}

function ofVolumes(): Row[] {
  const volume: readonly (readonly [
    string,
    number | [number, number, number],
    number | [number, number, number],
    'same' | 'valid' | number,
    Rounding?,
  ])[] = [
    ['2, stride 2, valid', 2, 2, 'valid'],
    ['2, stride 2, same', 2, 2, 'same'],
    ['1, 2 and 3, stride 1, same', [1, 2, 3], 1, 'same'],
    ['3, stride 2, padded by 1', 3, 2, 1, 'floor'],
  ];
  return volume.flatMap(([name, filter, strides, pad, rounding]) => [
    ...rows('maxPool3d', [real(2, 3, 4, 5, 1)], {
      [name]: (x) => tf.maxPool3d(x as Volume, filter, strides, pad, rounding),
    }),
    ...rows('avgPool3d', [real(2, 3, 4, 5, 1)], {
      [name]: (x) => tf.avgPool3d(x as Volume, filter, strides, pad, rounding),
    }),
  ]);
}

/** Pooling. */
export const pooling: readonly Row[] = [
  ...ofImages(),
  ...ofVolumes(),
  ...rows('maxPool', [real(5, 7, 2)], { 'one image': (x) => tf.maxPool(x as tf.Tensor3D, 2, 2, 'same') }),
  ...rows('avgPool', [real(5, 7, 2)], { 'one image': (x) => tf.avgPool(x as tf.Tensor3D, 2, 2, 'same') }),
  ...rows('pool', [real(2, 5, 7, 2)], {
    'max, dilation 2': (x) => tf.pool(x as Image, 2, 'max', 'valid', 2, 1),
    'avg, dilation 2': (x) => tf.pool(x as Image, 2, 'avg', 'valid', 2, 1),
    'max, same': (x) => tf.pool(x as Image, [2, 3], 'max', 'same'),
  }),
  ...rows('maxPoolWithArgmax', [real(2, 5, 7, 2)], {
    '2, stride 2, valid': (x) => tf.maxPoolWithArgmax(x as Image, 2, 2, 'valid')['result'] ?? x,
    '3, stride 2, same': (x) => tf.maxPoolWithArgmax(x as Image, 3, 2, 'same')['result'] ?? x,
  }),
];
