import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  type Dataset,
  firstOf,
  fitLda,
  fitLinearProbe,
  fitLogisticPca,
  fitLsa,
  fitNmf,
  fitPca,
  mnist,
  squaredErrorPerImage,
  tfIdf,
} from 'codebook';
import { classes, count, waves } from '../analysis/waves.js';

function close(got: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(got).to.have.length(expected.length);
  for (const [i, value] of expected.entries()) expect(got[i]).to.be.closeTo(value, tolerance);
}

describe('fitLda', () => {
  it("is scikit-learn's, up to the sign of a direction", () => {
    // LinearDiscriminantAnalysis(solver='svd') 1.9.1: transform of the first three examples. Its S divides by the 60
    // examples, ours by 60 − 3.
    const scale = Math.sqrt(57 / 60);
    const lda = fitLda(waves(), classes);
    close(lda.explainedVarianceRatio, [0.99855824, 0.00144176], 1e-5);
    const expected = [
      [-2.397258308, 1.424027873],
      [0.442654397, -0.311645433],
      [2.570129408, -0.117672323],
    ];
    const codes = lda.encode(waves()).arraySync() as number[][]; // A matrix gives rows of numbers.
    for (const direction of [0, 1]) {
      const sign = Math.sign((codes[0]?.[direction] ?? 0) * (expected[0]?.[direction] ?? 0));
      expected.forEach((row, i) => {
        expect(sign * (codes[i]?.[direction] ?? Number.NaN)).to.be.closeTo(
          scale * (row[direction] ?? 0),
          1e-4,
        );
      });
    }
  });

  it('makes codes that are uncorrelated with variance 1 within classes', () => {
    const codes = fitLda(waves(), classes).encode(waves());
    const membership = tf.oneHot(tf.tensor1d(classes, 'int32'), 3).toFloat();
    const means = tf.div(tf.matMul(membership, codes, true, false), count / 3);
    const within = tf.sub<tf.Tensor2D>(codes, tf.matMul(membership, means));
    const covariance = tf.div(tf.matMul(within, within, true, false), count - 3).dataSync();
    [1, 0, 0, 1].forEach((value, at) => {
      expect(covariance[at]).to.be.closeTo(value, 1e-4);
    });
  });

  it('separates digits better than PCA with as many numbers, though many pixels never change', async () => {
    const digits = firstOf((await mnist()).test, 2000);
    const labels = digits.labels ?? new Int32Array();
    const [lda, pca] = [fitLda(digits, labels), fitPca(digits, { latentDim: 9 })];
    const error = (codes: tf.Tensor2D) => fitLinearProbe(codes, labels).error(codes, labels);
    expect(error(lda.encode(digits))).to.be.lessThan(0.6 * error(pca.encode(digits)));
  });

  it('names what it cannot do', () => {
    expect(() => fitLda(waves(), new Int32Array(count))).to.throw(
      RangeError,
      'needs 2 classes or more, got 1',
    );
    expect(() => fitLda(waves(), classes, { latentDim: 3 })).to.throw(RangeError, 'in 1 … 2, got 3');
    const lonely = classes.slice();
    lonely[0] = 9;
    expect(() => fitLda(waves(), lonely)).to.throw(RangeError, 'class 9 has 1 example');
  });
});

describe('fitNmf', () => {
  const positive = () => tf.abs(waves());

  it("reaches scikit-learn's error and stays non-negative", () => {
    // sklearn.decomposition.NMF(3, solver='mu', init='nndsvda'): reconstruction_err_² / 60 = 0.54532.
    const nmf = fitNmf(positive(), { latentDim: 3, seed: 1, iterations: 3000 });
    expect(nmf.squaredErrorPerImage).to.be.closeTo(0.54532, 2e-3);
    expect(tf.min(nmf.components).dataSync()[0]).to.be.at.least(0);
    const codes = nmf.encode(positive(), 500);
    expect(tf.min(codes).dataSync()[0]).to.be.at.least(0);
    expect(squaredErrorPerImage(positive(), nmf.decode(codes))).to.be.closeTo(nmf.squaredErrorPerImage, 2e-3);
  });

  it('never gets worse with more updates', () => {
    const errors = [1, 5, 25, 125].map(
      (iterations) => fitNmf(positive(), { latentDim: 2, seed: 4, iterations }).squaredErrorPerImage,
    );
    expect(errors).to.deep.equal([...errors].sort((a, b) => b - a));
  });

  it('refuses negative values, and leaves one tensor', () => {
    expect(() => fitNmf(waves(), { latentDim: 2, seed: 1 })).to.throw(
      RangeError,
      'must be 0 or more, the least is -',
    );
    const x = positive();
    const before = tf.memory().numTensors;
    fitNmf(x, { latentDim: 2, seed: 1, iterations: 3 });
    expect(tf.memory().numTensors).to.equal(before + 1);
    expect(() => fitNmf(x, { latentDim: 6, seed: 1 })).to.throw(RangeError, '1 … 5, got 6');
  });
});

describe('each decomposition', () => {
  const x = () => tf.abs(waves()).clipByValue(0, 1);
  const made = {
    Pca: () => fitPca(x(), { latentDim: 2 }),
    Lsa: () => fitLsa(x(), { latentDim: 2 }),
    Nmf: () => fitNmf(x(), { latentDim: 2, seed: 1, iterations: 5 }),
    LogisticPca: () => fitLogisticPca(x(), { latentDim: 2, iterations: 5 }),
  };
  for (const [name, fitted] of Object.entries(made))
    it(`reconstructs from examples, and refuses codes there: ${name}`, () => {
      const [model, data] = [fitted(), x()];
      expect(model.latentDim).equal(2);
      const codes = model.encode(data);
      expect(codes.shape).deep.equal([count, 2]);
      const difference = tf.sub(model.reconstruct(data), model.decode(codes));
      expect(tf.max(tf.abs(difference)).dataSync()[0]).equal(0);
      expect(() => model.reconstruct(codes)).throw(
        RangeError,
        `${name}.reconstruct: got [60, 2], expected [60, 5]; codes are for decode`,
      );
      expect(() => model.encode(codes)).throw(RangeError, `${name}.encode: got [60, 2], expected [60, 5]`);
      expect(() => model.decode(data)).throw(RangeError, `${name}.decode: got [60, 5], expected [60, 2]`);
      const before = tf.memory().numTensors;
      tf.dispose([model.encode(data), model.decode(codes), model.reconstruct(data)]);
      expect(tf.memory().numTensors).equal(before);
      model.dispose();
    });
});

describe('fitLsa', () => {
  it("has TruncatedSVD's singular values, directions with their signs, and codes", () => {
    // sklearn.decomposition.TruncatedSVD(2, algorithm='arpack') 1.9.1: components_, transform of the first two examples.
    // Both make the component that is farthest from 0 positive.
    const lsa = fitLsa(waves(), { latentDim: 2 });
    close(lsa.singularValues, [17.87112842, 5.70125399], 1e-4);
    const directions = [
      [0.59981915, 0.31147628, -0.25486732, -0.57791378, -0.37981289],
      [0.11601627, 0.77031812, 0.06158142, 0.10408506, 0.61524325],
    ];
    close(lsa.components.dataSync(), directions.flat(), 1e-4);
    const codes = lsa.encode(waves());
    close(tf.slice(codes, 0, 2).dataSync(), [0.06658407, 0.71057579, 2.00501684, -0.44777214], 1e-3);
    const lengths = tf.sqrt(tf.sum(tf.square(codes), 0)).dataSync();
    close(lengths, [17.87112842, 5.70125399], 1e-3);
  });

  it('weights words by how rare they are, and texts to length 1', () => {
    const values = Float32Array.of(1, 0, 2, 1, 3, 0);
    const counts: Dataset = { name: 'texts', count: 2, shape: [3], values, range: [0, 3] };
    const weighted = tfIdf(counts);
    // Word 1 occurs in both texts and weighs nothing.
    expect([...weighted.values]).to.deep.equal([0, 0, 1, 0, 1, 0]);
    expect([...values]).to.deep.equal([1, 0, 2, 1, 3, 0]);
  });
});
