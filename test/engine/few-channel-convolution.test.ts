import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { largestDifference } from './training-models.js';

interface Way {
  size?: [number, number];
  outputs?: number;
  pad?: 'same' | 'valid' | tf.backend_util.ExplicitPadding;
  strides?: number;
}

/** Ways to convolve; some of them the engine leaves to TensorFlow. */
const ways: Record<string, Way> = {
  'padded to the same size': {},
  'three channels': { outputs: 3 },
  'eight channels': { outputs: 8 },
  'an oblong filter': { size: [5, 3] },
  'one pixel': { size: [1, 1] },
  'a filter without a middle': { size: [2, 4] },
  'no padding': { pad: 'valid' },
  'padding by hand': {
    pad: [
      [0, 0],
      [1, 1],
      [0, 2],
      [0, 0],
    ],
  },
  strides: { strides: 2 },
};

/** The largest difference as a share of the largest value. */
function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return largestDifference(a, b) / largestDifference(b, new Float32Array(b.length));
}

describe('a convolution to few channels', () => {
  const x = tf.randomUniform([3, 9, 8, 16], -1, 1, 'float32', 1) as tf.Tensor4D;

  for (const [name, { size, outputs = 1, pad = 'same', strides = 1 }] of Object.entries(ways)) {
    it(`has the values and gradients of the first of many channels: ${name}`, () => {
      const [height, width] = size ?? [3, 3];
      const filter: tf.Tensor = tf.randomUniform([height, width, 16, outputs], -1, 1, 'float32', 2);
      const few = (image: tf.Tensor, weights: tf.Tensor) =>
        tf.conv2d(image as tf.Tensor4D, weights as tf.Tensor4D, strides, pad);
      const firstOfMany = (image: tf.Tensor, weights: tf.Tensor) =>
        tf.slice(few(image, tf.concat([weights, tf.ones([height, width, 16, 16])], 3)), 0, [
          -1,
          -1,
          -1,
          outputs,
        ]);
      const [ours, theirs] = [few, firstOfMany].map((f) => {
        const score = (image: tf.Tensor, weights: tf.Tensor) => tf.sum(tf.sin(f(image, weights)));
        const results = [f(x, filter), ...tf.grads(score)([x, filter])];
        return results.map((result) => ({ shape: result.shape, values: result.dataSync() }));
      });
      for (const [i, { shape, values }] of (ours ?? []).entries()) {
        expect(shape).to.deep.equal(theirs?.[i]?.shape);
        expect(relativeDifference(values, theirs?.[i]?.values ?? [])).to.be.below(1e-5);
      }
    });
  }

  it('has the values of the first of two channels with dilations, whose gradients tfjs lacks', () => {
    const filter = tf.randomUniform([3, 3, 16, 1], -1, 1, 'float32', 2) as tf.Tensor4D;
    const [one, firstOfTwo] = [filter, tf.concat([filter, filter], 3) as tf.Tensor4D].map((weights) =>
      tf.slice(tf.conv2d(x, weights, 1, 'same', 'NHWC', 2), 0, [-1, -1, -1, 1]).dataSync(),
    );
    expect(relativeDifference(one ?? [], firstOfTwo ?? [])).to.be.below(1e-5);
  });

  it('adds the bias of a layer, which gets its gradient', () => {
    const options = { kernelSize: 3, padding: 'same', kernelInitializer: 'ones' } as const;
    const [one, two] = [1, 2].map((filters) => {
      const layer = tf.layers.conv2d({
        filters,
        ...options,
        biasInitializer: tf.initializers.constant({ value: 0.5 }),
      });
      const apply = (image: tf.Tensor) => tf.slice(layer.apply(image) as tf.Tensor, 0, [-1, -1, -1, 1]);
      apply(x);
      const { grads } = tf.variableGrads(() => tf.sum(tf.sin(apply(x))));
      const ofBias = Object.entries(grads).find(
        ([name]) => name.startsWith(layer.name) && name.includes('bias'),
      );
      return [apply(x).dataSync(), ofBias?.[1].dataSync().slice(0, 1)];
    });
    for (const [i, values] of (one ?? []).entries())
      expect(relativeDifference(values ?? [], two?.[i] ?? [])).to.be.below(1e-5);
  });

  it('is the same in a compiled step, with and without XLA', () => {
    const filter = tf.variable(tf.randomUniform([3, 3, 16, 1], -1, 1, 'float32', 3) as tf.Tensor4D);
    const gradient = (image: tf.Tensor) =>
      tf.grad((weights: tf.Tensor) =>
        tf.sum(tf.sin(tf.conv2d(image as tf.Tensor4D, weights as tf.Tensor4D, 1, 'same'))),
      )(filter);
    const eager = gradient(x).dataSync();
    for (const jit of [false, true]) {
      const compiled = compile(gradient, { jit })(x) as tf.Tensor;
      expect(relativeDifference(compiled.dataSync(), eager)).to.be.below(1e-5);
    }
  });
});
