import * as tf from '@tensorflow/tfjs';
import { between, oddThirtySeconds, quarters, type Row, real, rows } from './row.js';

type Pad2D = 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
const byHand: tf.backend_util.ExplicitPadding = [
  [0, 0],
  [1, 2],
  [0, 1],
  [0, 0],
];

/** Padding, strides, dilations and roundings of convolutions of images. */
const ways: readonly (readonly [
  string,
  Pad2D,
  number | [number, number],
  number | [number, number],
  ('floor' | 'ceil' | 'round')?,
])[] = [
  ['valid', 'valid', 1, 1],
  ['same', 'same', 1, 1],
  ['same, stride 2', 'same', 2, 1],
  ['valid, strides 2 and 1', 'valid', [2, 1], 1],
  ['same, strides 1 and 3', 'same', [1, 3], 1],
  ['padded by 1', 1, 1, 1, 'floor'],
  ['padded by 1, stride 2, floor', 1, 2, 1, 'floor'],
  ['padded by hand', byHand, 1, 1],
  ['padded by hand, stride 2', byHand, 2, 1, 'floor'],
  ['valid, dilation 2', 'valid', 1, 2],
  ['same, dilation 2', 'same', 1, 2],
  ['same, dilations 1 and 2', 'same', 1, [1, 2]],
];

const images = real(2, 5, 4, 2);
type Image = tf.Tensor4D;

function ofImages(): Row[] {
  return ways.flatMap(([name, pad, strides, dilations, rounding]) => [
    ...rows('conv2d', [images, real(3, 2, 2, 3)], {
      [name]: (x, filter) =>
        tf.conv2d(x as Image, filter as Image, strides, pad, 'NHWC', dilations, rounding),
    }),
    ...rows('depthwiseConv2d', [images, real(3, 2, 2, 2)], {
      [name]: (x, filter) =>
        tf.depthwiseConv2d(x as Image, filter as Image, strides, pad as 'same', 'NHWC', dilations, rounding),
    }),
    ...rows('fused.conv2d', [images, real(3, 2, 2, 3), real(3)], {
      [name]: (x, filter, bias) =>
        tf.fused.conv2d({
          x: x as Image,
          filter: filter as Image,
          bias,
          strides,
          pad,
          dilations,
          activation: 'linear',
          ...(rounding ? { dimRoundingMode: rounding } : {}),
        }),
    }),
    ...rows('fused.depthwiseConv2d', [images, real(3, 2, 2, 2), real(4)], {
      [name]: (x, filter, bias) =>
        tf.fused.depthwiseConv2d({
          x: x as Image,
          filter: filter as Image,
          bias,
          strides,
          pad: pad as 'same',
          dilations,
          activation: 'linear',
          ...(rounding ? { dimRoundingMode: rounding } : {}),
        }),
    }),
  ]);
}

function transposed(): Row[] {
  const out = (height: number, width: number): [number, number, number, number] => [2, height, width, 2];
  const filter = real(3, 2, 2, 3);
  const small = real(2, 3, 4, 3);
  return [
    ...rows('conv2dTranspose', [small, filter], {
      'same, stride 2': (x, f) => tf.conv2dTranspose(x as Image, f as Image, out(5, 7), 2, 'same'),
      'same, stride 2, even': (x, f) => tf.conv2dTranspose(x as Image, f as Image, out(6, 8), 2, 'same'),
      'valid, stride 1': (x, f) => tf.conv2dTranspose(x as Image, f as Image, out(5, 5), 1, 'valid'),
      'valid, strides 2 and 1': (x, f) =>
        tf.conv2dTranspose(x as Image, f as Image, out(7, 5), [2, 1], 'valid'),
    }),
    // tfjs takes the height of a filter for its width where the padding is one number.
    ...rows('conv2dTranspose', [small, real(3, 3, 2, 3)], {
      'padded by 1, stride 2': (x, f) => tf.conv2dTranspose(x as Image, f as Image, out(5, 7), 2, 1, 'floor'),
    }),
  ];
}

function ofRows(): Row[] {
  const [x, filter] = [real(2, 7, 3), real(3, 3, 2)];
  const run =
    (stride: number, pad: 'same' | 'valid' | number, dilation = 1) =>
    (input: tf.Tensor, f: tf.Tensor) =>
      tf.conv1d(input as tf.Tensor3D, f as tf.Tensor3D, stride, pad, 'NWC', dilation);
  return rows('conv1d', [x, filter], {
    valid: run(1, 'valid'),
    'same, stride 2': run(2, 'same'),
    'same, dilation 2': run(1, 'same', 2),
  });
}

function ofVolumes(): Row[] {
  type Volume = tf.Tensor5D;
  const [x, filter] = [real(2, 3, 4, 5, 2), real(2, 3, 2, 2, 2)];
  const run =
    (
      strides: number | [number, number, number],
      pad: 'same' | 'valid',
      dilations: number | [number, number, number] = 1,
    ) =>
    (input: tf.Tensor, f: tf.Tensor) =>
      tf.conv3d(input as Volume, f as Volume, strides, pad, 'NDHWC', dilations);
  return [
    ...rows('conv3d', [x, filter], {
      valid: run(1, 'valid'),
      same: run(1, 'same'),
      'same, strides 1, 2 and 2': run([1, 2, 2], 'same'),
      'valid, dilations 1, 1 and 2': run(1, 'valid', [1, 1, 2]),
      'same, dilation 2': run(1, 'same', 2),
    }),
    ...rows('conv3dTranspose', [real(2, 2, 3, 2, 2), real(2, 3, 2, 3, 2)], {
      'same, stride 2': (input, f) =>
        tf.conv3dTranspose(input as Volume, f as Volume, [2, 3, 5, 4, 3], 2, 'same'),
      'valid, stride 1': (input, f) =>
        tf.conv3dTranspose(input as Volume, f as Volume, [2, 3, 5, 3, 3], 1, 'valid'),
      'same, strides 1, 2 and 1': (input, f) =>
        tf.conv3dTranspose(input as Volume, f as Volume, [2, 2, 6, 2, 3], [1, 2, 1], 'same'),
    }),
  ];
}

function fewChannels(): Row[] {
  const run = (x: tf.Tensor, filter: tf.Tensor) => tf.conv2d(x as Image, filter as Image, 1, 'same');
  return [
    ...rows('conv2d', [real(2, 3, 5, 8), real(3, 3, 8, 1)], { 'to one channel': run }),
    ...rows('conv2d', [real(2, 3, 5, 8), real(3, 3, 8, 2)], { 'to two channels': run }),
    ...rows('conv2d', [real(2, 3, 5, 8), real(3, 2, 8, 1)], {
      'to one channel, dilation 2': (x, f) => tf.conv2d(x as Image, f as Image, 1, 'same', 'NHWC', 2),
    }),
    ...rows('conv2d', [real(5, 5, 2), real(3, 3, 2, 2)], {
      'one image': (x, f) => tf.conv2d(x as tf.Tensor3D, f as Image, 1, 'same'),
    }),
    ...rows('conv2d', [real(2, 2, 5, 4), real(3, 2, 2, 3)], {
      'NCHW, same': (x, f) => tf.conv2d(x as Image, f as Image, 1, 'same', 'NCHW'),
      'NCHW, valid, stride 2': (x, f) => tf.conv2d(x as Image, f as Image, 2, 'valid', 'NCHW'),
    }),
  ];
}

/** Convolutions. */
export const convolutions: readonly Row[] = [
  ...ofImages(),
  ...transposed(),
  ...ofRows(),
  ...ofVolumes(),
  ...fewChannels(),
  ...rows('separableConv2d', [images, real(3, 2, 2, 2), real(1, 1, 4, 3)], {
    same: (x, depth, point) => tf.separableConv2d(x as Image, depth as Image, point as Image, 1, 'same'),
    'valid, stride 2': (x, depth, point) =>
      tf.separableConv2d(x as Image, depth as Image, point as Image, 2, 'valid'),
    'same, dilation 2': (x, depth, point) =>
      tf.separableConv2d(x as Image, depth as Image, point as Image, 1, 'same', 2),
  }),
  ...(['relu', 'elu', 'sigmoid', 'relu6', 'leakyrelu'] as const).flatMap((activation) => [
    ...rows('fused.conv2d', [quarters(2, 3, 4, 2), quarters(2, 2, 2, 3), oddThirtySeconds(3)], {
      [activation]: (x, filter, bias) =>
        tf.fused.conv2d({
          x: x as Image,
          filter: filter as Image,
          bias,
          strides: 1,
          pad: 'same',
          activation,
        }),
    }),
    ...rows('fused.depthwiseConv2d', [quarters(2, 3, 4, 2), quarters(2, 2, 2, 1), oddThirtySeconds(2)], {
      [activation]: (x, filter, bias) =>
        tf.fused.depthwiseConv2d({
          x: x as Image,
          filter: filter as Image,
          bias,
          strides: 1,
          pad: 'same',
          activation,
        }),
    }),
  ]),
  ...rows('dilation2d', [real(2, 5, 4, 2), between(-0.02, 0.02, 2, 3, 2)], {
    same: (x, filter) => tf.dilation2d(x as Image, filter as tf.Tensor3D, 1, 'same'),
    'valid, stride 2': (x, filter) => tf.dilation2d(x as Image, filter as tf.Tensor3D, 2, 'valid'),
    'same, dilation 2': (x, filter) => tf.dilation2d(x as Image, filter as tf.Tensor3D, 1, 'same', 2),
  }),
];
