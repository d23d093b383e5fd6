import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { fitLinearDecoder, fitPca, squaredErrorPerImage } from 'codebook';
import { count, waves } from './waves.js';

describe('fitLinearDecoder', () => {
  it("finds PCA's own way back from PCA's codes, from any invertible change of them too", () => {
    const x = waves();
    const pca = fitPca(x, { latentDim: 2 });
    const codes = pca.encode(x);
    const mixed = codes.matMul<tf.Tensor2D>([
      [2, -1],
      [0.5, 3],
    ]);
    for (const h of [codes, mixed.add<tf.Tensor2D>(7)]) {
      const decoder = fitLinearDecoder(h, x);
      expect(squaredErrorPerImage(x, decoder.decode(h))).closeTo(
        squaredErrorPerImage(x, pca.reconstruct(x)),
        1e-5,
      );
    }
  });

  it('gives back an affine map exactly', () => {
    const h = tf.randomNormal<tf.Rank.R2>([50, 3], 2, 1, 'float32', 1);
    const [w, b] = [tf.randomNormal<tf.Rank.R2>([3, 4], 0, 1, 'float32', 2), tf.tensor1d([1, 2, 3, -4])];
    const decoder = fitLinearDecoder(h, h.matMul<tf.Tensor2D>(w).add(b));
    const gap = (found: tf.Tensor, true_: tf.Tensor) => found.sub(true_).abs().max().dataSync()[0];
    expect(gap(decoder.weights, w)).below(1e-4);
    expect(gap(decoder.bias, b)).below(1e-4);
  });

  it('takes units that are dead, and units that say the same twice', () => {
    const x = waves();
    const alive = fitPca(x, { latentDim: 2 }).encode(x);
    const first = alive.slice([0, 0], [count, 1]);
    const codes = tf.concat([alive, tf.fill([count, 1], 0.5), first], 1) as tf.Tensor2D;
    const error = squaredErrorPerImage(x, fitLinearDecoder(codes, x).decode(codes));
    expect(error).closeTo(squaredErrorPerImage(x, fitLinearDecoder(alive, x).decode(alive)), 1e-4);
  });

  it('refuses codes that are not as many as the examples, and codes of another width', () => {
    const x = waves();
    expect(() => fitLinearDecoder(x.slice([0, 0], [9, 2]), x)).throw(
      RangeError,
      `fitLinearDecoder: got 9 codes for ${count} examples`,
    );
    expect(() => fitLinearDecoder(x, x).decode(tf.ones([2, 4]))).throw(
      RangeError,
      'LinearDecoder.decode: got [2, 4]',
    );
  });
});
