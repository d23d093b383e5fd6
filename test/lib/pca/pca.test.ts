import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  type Dataset,
  firstOf,
  fitPca,
  fitPcaBatches,
  Generator,
  mnist,
  Pca,
  squaredErrorPerImage,
  take,
} from 'codebook';

const between = (dataset: Dataset, from: number, to: number) =>
  take(
    dataset,
    Array.from({ length: to - from }, (_, i) => from + i),
  );

/** Reference: sklearn.decomposition.PCA(5, svd_solver='full') 1.9.1 in float64 on the first 1,000 test digits / 255. */
const sklearn = {
  explainedVariance: [5.02325456, 3.89190734, 3.0470327, 2.55719188, 2.33281764],
  explainedVarianceRatio: [0.1003825, 0.07777415, 0.06089055, 0.05110179, 0.046618],
  weightsOfPixel400: [0.0926649, -0.07114929, -0.02352882, -0.05056352, 0.01692033],
  codes: [
    [-2.73760575, -1.04797189, 0.69991974, 1.72947318, -0.10845434],
    [2.92400083, 1.45852892, 0.08606518, 0.33883817, 2.47699616],
  ],
  errorOfNext1000: 33.411927671264685,
};

const close = (got: ArrayLike<number>, expected: readonly number[], tolerance: number) =>
  expected.forEach((value, i) => {
    expect(got[i]).to.be.closeTo(value, tolerance);
  });

describe('fitPca', () => {
  for (const method of ['covariance', 'svd'] as const)
    it(`agrees with scikit-learn by ${method}, to 1e-4`, async () => {
      const { test } = await mnist();
      const pca = fitPca(firstOf(test, 1000), { latentDim: 5, method });
      close(pca.explainedVariance, sklearn.explainedVariance, 1e-4);
      close(pca.explainedVarianceRatio, sklearn.explainedVarianceRatio, 1e-4);
      const weights = tf.tidy(() => tf.slice(pca.components, [0, 400], [5, 1]).dataSync());
      close(weights, sklearn.weightsOfPixel400, 1e-4);
      const next = between(test, 1000, 2000);
      const codes = pca.encode(next);
      close(codes.dataSync(), sklearn.codes.flat(), 1e-4);
      expect(squaredErrorPerImage(next, pca.decode(codes))).to.be.closeTo(sklearn.errorOfNext1000, 1e-3);
    });

  it('reaches 13.87 with 30 components on all of MNIST (Hinton & Salakhutdinov 2006; scikit-learn 13.866)', async () => {
    const { train, test } = await mnist();
    const pca = fitPca(train, { latentDim: 30 });
    const reconstruction = pca.reconstruct(test);
    expect(squaredErrorPerImage(test, reconstruction)).to.be.closeTo(13.866, 0.005);
    reconstruction.dispose();
    pca.dispose();
  });

  it('has orthonormal components, and centred uncorrelated codes with the variances it names', async () => {
    const data = firstOf((await mnist()).test, 2000);
    const pca = fitPca(data, { latentDim: 8 });
    const products = tf.matMul(pca.components, pca.components, false, true).dataSync();
    close(products, tf.eye(8).flatten().arraySync(), 1e-5);
    const codes = pca.encode(data);
    const covariance = tf.div(tf.matMul(codes, codes, true, false), 1999).dataSync();
    const expected = Array.from({ length: 64 }, (_, i) => (i % 9 ? 0 : (pca.explainedVariance[i / 9] ?? 0)));
    close(covariance, expected, 2e-4);
    close(tf.mean(codes, 0).dataSync(), Array(8).fill(0), 1e-4);
  });

  it('whitened codes have variance 1 and still reconstruct the same', async () => {
    const data = firstOf((await mnist()).test, 1000);
    const [plain, white] = [fitPca(data, { latentDim: 6 }), fitPca(data, { latentDim: 6, whiten: true })];
    const codes = white.encode(data);
    const variance = tf.moments(codes, 0).variance.mul(1000 / 999);
    close(variance.dataSync(), Array(6).fill(1), 1e-4);
    const difference = tf.sub(white.decode(codes), plain.reconstruct(data));
    expect(tf.max(tf.abs(difference)).dataSync()[0]).to.be.lessThan(1e-5);
  });

  it('finds the same leading components by randomised iteration, from any seed', async () => {
    const data = firstOf((await mnist()).test, 1000);
    const exact = fitPca(data, { latentDim: 5, method: 'svd' });
    for (const seed of [1, 2]) {
      const quick = fitPca(data, { latentDim: 5, method: 'randomised', seed });
      close(quick.explainedVariance, [...exact.explainedVariance], 1e-4);
      close(quick.explainedVarianceRatio, [...exact.explainedVarianceRatio], 1e-5);
      close(quick.components.dataSync(), [...exact.components.dataSync()], 1e-3);
    }
    const wrong: object = { method: 'magic' };
    expect(() => fitPca(data, wrong)).to.throw(TypeError, 'one of covariance, svd, randomised, got "magic"');
  });

  it('loses as squared error exactly the variance that is not explained', async () => {
    const data = firstOf((await mnist()).test, 1000);
    const all = fitPca(data, { latentDim: 784 });
    const rest = all.explainedVariance.slice(10).reduce((sum, variance) => sum + variance, 0);
    const ten = all.truncated(10);
    const error = squaredErrorPerImage(data, ten.reconstruct(data));
    expect(error).to.be.closeTo((rest * 999) / 1000, 1e-3);
    expect(squaredErrorPerImage(data, all.reconstruct(data))).to.be.lessThan(1e-6);
    expect(ten.explainedVarianceRatio[9]).to.be.closeTo(all.explainedVarianceRatio[9] ?? 0, 1e-7);
  });

  it('gives the same from batches, however they are cut', async () => {
    const data = firstOf((await mnist()).test, 1000);
    const whole = fitPca(data, { latentDim: 5, method: 'covariance' });
    const cut = fitPcaBatches([between(data, 0, 3), between(data, 3, 700), between(data, 700, 1000)], {
      latentDim: 5,
    });
    close(cut.explainedVariance, [...whole.explainedVariance], 1e-5);
    close(cut.components.dataSync(), [...whole.components.dataSync()], 1e-4);
    close(cut.mean.dataSync(), [...whole.mean.dataSync()], 1e-6);
    expect(() => fitPcaBatches([])).to.throw(RangeError, 'got no batches');
  });

  it('does not change its input and leaves only mean and components', async () => {
    const data = between((await mnist()).test, 0, 50);
    const copy = data.values.slice();
    const before = tf.memory().numTensors;
    const pca = fitPca(data, { latentDim: 3 });
    expect(pca).to.be.instanceOf(Pca);
    expect(tf.memory().numTensors).to.equal(before + 2);
    pca.dispose();
    expect(tf.memory().numTensors).to.equal(before);
    expect(data.values).to.deep.equal(copy);
  });

  for (const method of ['covariance', 'svd'] as const)
    it(`by ${method} is as good far from 0 as near it, but for the rounding of the data themselves`, () => {
      const [examples, features] = [500, 8];
      const generator = new Generator(2);
      const near = Float64Array.from({ length: examples }, () => generator.normal(0, 3)).reduce<number[]>(
        (all, z) =>
          all.concat(Array.from({ length: features }, (_, j) => z * Math.cos(j) + generator.normal())),
        [],
      );
      const errorAt = (offset: number): number => {
        const x = tf.tensor2d(
          Float32Array.from(near, (value) => value + offset),
          [examples, features],
        );
        const pca = fitPca(x, { latentDim: 1, method });
        const error = squaredErrorPerImage(x, pca.reconstruct(x));
        pca.dispose();
        return error;
      };
      const error = errorAt(0);
      expect(errorAt(1e5) / error).within(0.999, 1.001);
      // float32 has steps of 1/16 at 10⁶: eight features, rounded once in the data and once in the reconstruction.
      const rounding = (2 * features * (1 / 16) ** 2) / 12;
      expect(errorAt(1e6) - error).within(-rounding, 2 * rounding);
    });

  it('explains no variance where there is none', () => {
    const pca = fitPca(tf.ones([10, 3]), { latentDim: 2 });
    expect([...pca.explainedVarianceRatio]).deep.equal([0, 0]);
    expect([...pca.truncated(1).explainedVarianceRatio]).deep.equal([0]);
  });

  it('names what it cannot do', () => {
    const x = tf.tensor2d([
      [0, 1, 2],
      [1, 0, 3],
      [2, 2, 1],
    ]);
    expect(() => fitPca(x, { latentDim: 3 })).to.throw(
      RangeError,
      'latentDim must be a whole number in 1 … 2, got 3',
    );
    expect(() => fitPca(tf.zeros([1, 3]))).to.throw(RangeError, 'needs 2 examples or more, got 1');
    const misspelt: object = { component: 2 };
    expect(() => fitPca(x, misspelt)).to.throw(TypeError, 'unknown option "component"');
    const pca = fitPca(x);
    expect(() => pca.encode(tf.zeros([2, 4]))).to.throw(
      RangeError,
      'Pca.encode: got [2, 4], expected [2, 3]',
    );
    expect(() => pca.decode(tf.zeros([2, 3]))).to.throw(
      RangeError,
      'Pca.decode: got [2, 3], expected [2, 2]',
    );
    expect(() => pca.reconstruct(pca.encode(x))).to.throw(
      RangeError,
      'Pca.reconstruct: got [3, 2], expected [3, 3]; codes are for decode',
    );
    expect(() => pca.truncated(3)).to.throw(RangeError, 'Pca.truncated');
  });
});
