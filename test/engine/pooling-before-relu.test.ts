import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { largestDifference } from './training-models.js';

type Step = (x: tf.Tensor4D, filter: tf.Tensor4D, bias: tf.Tensor1D) => tf.Tensor;

const [x, filter, bias] = [
  tf.randomUniform([3, 6, 7, 2], -1, 1, 'float32', 1) as tf.Tensor4D,
  tf.randomUniform([3, 3, 2, 5], -1, 1, 'float32', 2) as tf.Tensor4D,
  tf.randomUniform([5], -1, 1, 'float32', 3) as tf.Tensor1D,
];
const convolved: Step = (image, weights, offset) =>
  tf.relu(tf.add(tf.conv2d(image, weights, 1, 'same'), offset));
const pools = [
  [2, 2, 'same'],
  [2, 2, 'valid'],
  [3, 2, 'same'],
  [3, 1, 'valid'],
] as const;

/** A step's value and its gradients in the picture, the filter and the bias, compiled and not. */
function expectSame(step: Step): void {
  const all = (...inputs: tf.Tensor[]): tf.Tensor[] => {
    const score = (...parts: tf.Tensor[]) =>
      tf.sum(tf.sin(step(parts[0] as tf.Tensor4D, parts[1] as tf.Tensor4D, parts[2] as tf.Tensor1D)));
    return tf.tidy(() => [score(...inputs), ...tf.grads(score)(inputs)]);
  };
  const expected = all(x, filter, bias).map((tensor) => tensor.dataSync());
  for (const jit of [false, true]) {
    const compiled = compile(all, { jit, traceFirst: true });
    for (const [i, tensor] of compiled(x, filter, bias).entries()) {
      const values = expected[i] ?? [];
      const largest = largestDifference(values, new Float32Array(values.length));
      expect(largestDifference(tensor.dataSync(), values) / largest).to.be.below(1e-5);
    }
    compiled.dispose();
  }
}

describe('pooling after a bias and ReLU, in a compiled step', () => {
  for (const [size, strides, pad] of pools)
    it(`has the values and gradients that the ops have one by one: ${size} by ${strides}, ${pad}`, () => {
      expectSame((...inputs) => tf.maxPool(convolved(...inputs) as tf.Tensor4D, size, strides, pad));
    });

  it('leaves NaN where a window holds nothing else, so that a divergence is seen', () => {
    const step = compile(
      (picture: tf.Tensor4D) =>
        tf.sum(tf.maxPool(convolved(picture, filter, bias) as tf.Tensor4D, 2, 2, 'valid')),
      { jit: false, traceFirst: true },
    );
    expect(step(x).dataSync()[0]).finite;
    expect(step(tf.fill([3, 6, 7, 2], Number.NaN)).dataSync()[0]).NaN;
    step.dispose();
  });

  it('gives what was not pooled to others, too', () => {
    expectSame((...inputs) => {
      const large = convolved(...inputs) as tf.Tensor4D;
      const small = tf.maxPool(large, 2, 2, 'valid');
      return tf.add(tf.mean(tf.square(large)), tf.mean(tf.exp(small)));
    });
  });

  it('may be pooled twice, by other windows', () => {
    expectSame((...inputs) => {
      const large = convolved(...inputs) as tf.Tensor4D;
      return tf.add(
        tf.mean(tf.maxPool(large, 2, 2, 'valid')),
        tf.mean(tf.exp(tf.maxPool(large, 3, 3, 'same'))),
      );
    });
  });
});
