import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  binaryCrossEntropyPerImage,
  entropyFloor,
  mnist,
  reconstructionErrors,
  squaredErrorPerImage,
  squaredErrors,
} from 'codebook';

describe('reconstruction error', () => {
  const x = tf.tensor2d([
    [0, 1],
    [0.5, 0.25],
  ]);
  const y = tf.tensor2d([
    [0.5, 0.5],
    [0.5, 0.75],
  ]);

  it('sums squares over pixels and averages over images', () => {
    // (0.25 + 0.25 + 0 + 0.25) / 2 images
    expect(squaredErrorPerImage(x, y)).to.be.closeTo(0.375, 1e-7);
    expect([...squaredErrors(x, y)]).to.deep.equal([0.5, 0.25]);
  });

  it('sums cross-entropy over pixels and averages over images', () => {
    const bits = Math.log(2) * 3 - (0.25 * Math.log(0.75) + 0.75 * Math.log(0.25));
    expect(binaryCrossEntropyPerImage(x, y)).to.be.closeTo(bits / 2, 1e-6);
  });

  it('has a floor above 0 for grey pixels and 0 for bits', () => {
    const grey = Math.log(2) - (0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
    expect(entropyFloor(x)).to.be.closeTo(grey / 2, 1e-5);
    expect(entropyFloor(tf.tensor2d([[0, 1, 1, 0]]))).to.be.closeTo(0, 1e-5);
  });

  it('measures the floor of MNIST test: 0.0581 nats per pixel', async () => {
    const { test } = await mnist();
    expect(entropyFloor(test) / 784).to.be.closeTo(0.0581, 5e-5);
    expect(squaredErrorPerImage(test, test)).to.equal(0);
  });

  it('reports all units of one error, which agree', () => {
    const errors = reconstructionErrors(x, y);
    expect(errors.squaredErrorPerPixel).to.be.closeTo(0.1875, 1e-7);
    expect(errors.binaryCrossEntropyPerPixel * 2).to.be.closeTo(errors.binaryCrossEntropyPerImage, 1e-7);
    expect(errors.excessPerImage).to.be.closeTo(errors.binaryCrossEntropyPerImage - entropyFloor(x), 1e-7);
    expect(errors.excessPerPixel * 2).to.be.closeTo(errors.excessPerImage, 1e-7);
  });

  it('names both shapes when they differ, and leaves no tensor', () => {
    const before = tf.memory().numTensors;
    expect(() => tf.tidy(() => squaredErrorPerImage(x, tf.zeros([3, 2])))).to.throw(
      RangeError,
      'squaredErrorPerImage: shapes must be equal, got [2,2] and [3,2]',
    );
    reconstructionErrors(x, y);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
