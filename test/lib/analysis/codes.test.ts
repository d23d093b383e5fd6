import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  activeUnits,
  activity,
  factorScores,
  gaussianOfCodes,
  interpolate,
  jacobian,
  jacobianNorms,
  jacobianSpectrum,
  singularValues,
  traverse,
} from 'codebook';

const close = (got: ArrayLike<number>, expected: readonly number[], tolerance: number) =>
  expected.forEach((value, i) => {
    expect(got[i]).to.be.closeTo(value, tolerance);
  });

describe('jacobian', () => {
  const kernel = tf.tensor2d([
    [0.5, -1, 2],
    [1, 0.25, -0.5],
  ]);
  const encode = (x: tf.Tensor) => tf.sigmoid(tf.matMul(x, kernel));
  const x = tf.tensor2d([
    [0.3, -0.2],
    [1, 2],
    [0, 0],
  ]);

  it('agrees with central finite differences', () => {
    const exact = jacobian(encode, x).arraySync() as number[][][]; // Rank 3 gives three levels.
    const step = 1e-2;
    const along = (i: number) => tf.mul(tf.oneHot(tf.scalar(i, 'int32'), 2), step);
    for (const i of [0, 1]) {
      const difference = tf.sub(encode(tf.add(x, along(i))), encode(tf.sub(x, along(i))));
      const slopes = tf.div(difference, 2 * step).arraySync() as number[][];
      slopes.forEach((row, n) => {
        row.forEach((slope, j) => {
          expect(exact[n]?.[j]?.[i]).to.be.closeTo(slope, 1e-4);
        });
      });
    }
  });

  it('of a linear map is its matrix, with its norm and singular values everywhere', () => {
    const linear = (input: tf.Tensor) => tf.matMul(input, kernel);
    const squared = tf.sum(tf.square(kernel)).dataSync()[0] ?? 0;
    close(jacobianNorms(linear, x), [squared, squared, squared], 1e-5);
    const spectrum = jacobianSpectrum(linear, x);
    expect(spectrum.shape).to.deep.equal([3, 2]);
    close(tf.slice(spectrum, [1, 0], [1, 2]).dataSync(), [...singularValues(kernel).dataSync()], 1e-5);
  });

  it('has the closed norm of a sigmoid layer: Σ_j (h_j (1 − h_j))² Σ_i W_ij²', () => {
    const h = encode(x);
    const closed = tf.sum(tf.mul(tf.square(tf.mul(h, tf.sub(1, h))), tf.sum(tf.square(kernel), 0)), 1);
    close(jacobianNorms(encode, x), [...closed.dataSync()], 1e-6);
  });
});

describe('activity', () => {
  it('counts means, shares, dead units and saturation', () => {
    const found = activity(
      tf.tensor2d([
        [0, 0.98, 0.5],
        [0, 0.99, 0],
        [0, 0.5, 0.6],
        [0, 0.02, 0],
      ]),
    );
    close(found.meanActivation, [0, 0.6225, 0.275], 1e-6);
    close(found.onShare, [0, 1, 0.5], 1e-6);
    expect(found.meanOnShare).to.be.closeTo(0.5, 1e-6);
    expect(found.deadUnits).to.equal(1);
    expect(found.saturatedShare).to.be.closeTo(9 / 12, 1e-6);
  });

  it('finds the units that move with the input', () => {
    const { count, variances } = activeUnits(
      tf.tensor2d([
        [1, 0.05, 2],
        [-1, -0.05, 2],
      ]),
    );
    expect(count).to.equal(1);
    close(variances, [1, 0.0025, 0], 1e-6);
  });
});

describe('latent space', () => {
  it('interpolates from end to end in even steps', () => {
    close(interpolate([0, 4], [2, 0], 5).dataSync(), [0, 4, 0.5, 3, 1, 2, 1.5, 1, 2, 0], 1e-6);
    expect(() => interpolate([0], [1, 2], 3)).to.throw(RangeError, 'equally long, got 1 and 2');
    expect(() => interpolate([0], [1], 1)).to.throw(RangeError, '2 or more, got 1');
  });

  it('traverses one number and keeps the others', () => {
    close(traverse([7, 8, 9], 1, [-1, 1]).dataSync(), [7, -1, 9, 7, 1, 9], 0);
    expect(() => traverse([7], 1, [0])).to.throw(RangeError, 'must lie in 0 … 0, got 1');
  });

  it('samples with the mean and covariance of the codes, also when they lie on a line', () => {
    const line = tf.tensor2d([
      [0, 1],
      [2, 5],
      [4, 9],
      [1, 3],
    ]);
    const gaussian = gaussianOfCodes(line);
    const sample = gaussian.sample(20_000, 3);
    const drawn = gaussianOfCodes(sample);
    close(drawn.mean, [...gaussian.mean], 0.1);
    close(drawn.covariance, [...gaussian.covariance], 0.35);
    const offLine = tf.max(
      tf.abs(tf.sub(tf.sub(sample.slice([0, 1]), tf.mul(2, sample.slice([0, 0], [-1, 1]))), 1)),
    );
    expect(offLine.dataSync()[0]).to.be.lessThan(5e-3);
    close(gaussian.sample(2, 3).dataSync(), [...gaussian.sample(2, 3).dataSync()], 0);
  });

  it('scores factors by squared correlation', () => {
    const codes = tf.tensor2d([
      [1, 5],
      [2, 5],
      [3, 5],
      [4, 5],
    ]);
    const scores = factorScores(codes, Float32Array.of(-1, 1, -2, -1, -3, -1, -4, 1));
    close(scores.flat(), [1, 0, 0, 0], 1e-5);
    expect(() => factorScores(codes, new Float32Array(7))).to.throw(RangeError, 'not a table with 4 rows');
  });
});
