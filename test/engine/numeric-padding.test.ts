import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { largestDifference } from './training-models.js';

const x = tf.randomUniform([2, 6, 9, 3], -1, 1, 'float32', 1) as tf.Tensor4D;
const around: [number, number][] = [
  [0, 0],
  [1, 1],
  [1, 1],
  [0, 0],
];
const weights = (shape: [number, number, number, number]) =>
  tf.randomUniform(shape, -1, 1, 'float32', 2) as tf.Tensor4D;

type Op = (image: tf.Tensor4D, pad: number | 'valid') => tf.Tensor;

/** tfjs takes the window's height for its width, and the stride along rows for that along columns. */
const ops: Record<string, readonly [op: Op, padding: number]> = {
  conv2d: [(image, pad) => tf.conv2d(image, weights([3, 5, 3, 2]), 1, pad), 0],
  'conv2d with strides': [(image, pad) => tf.conv2d(image, weights([4, 2, 3, 2]), [1, 2], pad), 0],
  depthwiseConv2d: [(image, pad) => tf.depthwiseConv2d(image, weights([3, 5, 3, 2]), 1, pad), 0],
  maxPool: [(image, pad) => tf.maxPool(image, [2, 3], [1, 2], pad), Number.NEGATIVE_INFINITY],
};

describe('padding by a number, with an oblong window', () => {
  for (const [name, [op, value]] of Object.entries(ops))
    it(`pads each side, and has the gradients: ${name}`, () => {
      const ours = (image: tf.Tensor4D) => op(image, 1);
      const byHand = (image: tf.Tensor4D) => op(tf.pad(image, around, value), 'valid');
      const [results, expected] = [ours, byHand].map((f) => [
        f(x),
        tf.grad((image: tf.Tensor) => tf.sum(tf.sin(f(image as tf.Tensor4D))))(x),
      ]);
      for (const [i, tensor] of (expected ?? []).entries()) {
        expect(results?.[i]?.shape).to.deep.equal(tensor.shape);
        expect(largestDifference(results?.[i]?.dataSync() ?? [], tensor.dataSync())).to.be.below(1e-5);
      }
    });
});
