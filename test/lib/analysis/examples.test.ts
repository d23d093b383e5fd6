import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { type Dataset, fitPca, pcaFromCovariance, RunningCovariance } from 'codebook';
import { rowsAtATime, withoutSelf } from '../../../lib/dist/analysis/neighbours.js';
import { featureCount } from '../../../lib/dist/data/dataset.js';
import {
  checkLabels,
  checkSameShape,
  forEachBatch,
  matrixShape,
  toMatrix,
} from '../../../lib/dist/data/examples.js';
import { scaledBytes } from '../../../lib/dist/data/kept-bytes.js';
import { labelsOf } from '../../../lib/dist/data/subsets.js';
import { leadingDirections } from '../../../lib/dist/decompositions/randomised-svd.js';
import { svd } from '../../../lib/dist/numerics/linear-algebra.js';

const values = Float32Array.from({ length: 20 }, (_, i) => i);
const pictures: Dataset = { name: 'pictures', count: 5, shape: [2, 2], values, range: [0, 19] };

describe('examples', () => {
  it('are matrices, whether a data set or a tensor', () => {
    const tensor = tf.tensor3d(values, [5, 2, 2]);
    for (const examples of [pictures, tensor]) {
      expect(matrixShape(examples)).to.deep.equal([5, 4]);
      expect(toMatrix(examples).shape).to.deep.equal([5, 4]);
      expect([...toMatrix(examples).dataSync()]).to.deep.equal([...values]);
    }
    expect(featureCount(pictures)).to.equal(4);
    toMatrix(tensor).dispose();
    expect(tensor.dataSync()[19]).to.equal(19);
  });

  it('come in batches that cover each once, and leave no tensor', () => {
    for (const examples of [pictures, tf.tensor3d(values, [5, 2, 2])]) {
      const before = tf.memory().numTensors;
      const seen: [number, number[]][] = [];
      forEachBatch(examples, 2, (batch, start) => seen.push([start, [...batch.dataSync()]]));
      expect(tf.memory().numTensors).to.equal(before);
      expect(seen.map(([start]) => start)).to.deep.equal([0, 2, 4]);
      expect(seen.flatMap(([, numbers]) => numbers)).to.deep.equal([...values]);
    }
  });

  it('are refused when they do not fit, with both numbers', () => {
    expect(() => checkSameShape('f', pictures, tf.zeros([5, 3]))).to.throw(RangeError, 'got [5,4] and [5,3]');
    expect(() => checkLabels('f', pictures, [1, 2])).to.throw(RangeError, 'f: got 2 labels for 5 examples');
    expect(() => labelsOf('f', pictures)).to.throw(RangeError, 'f: pictures has no labels');
  });

  it('are compared few at a time with a large base', () => {
    expect(rowsAtATime(60_000) * 60_000).to.be.at.most(10e6);
    expect(rowsAtATime(1e9)).to.equal(1);
  });

  it('are infinitely far from themselves, where asked', () => {
    const distances = withoutSelf(tf.zeros([2, 4]), 1);
    expect([...distances.dataSync()]).to.deep.equal([0, Infinity, 0, 0, 0, 0, Infinity, 0]);
  });

  it('are bytes over 255', () => {
    expect([...scaledBytes(Uint8Array.of(0, 51, 255))]).to.deep.equal([0, Math.fround(0.2), 1]);
  });
});

describe('what PCA is made of', () => {
  const x = tf
    .randomNormal<tf.Rank.R2>([60, 30], 0, 1, 'float32', 9)
    .mul<tf.Tensor2D>(tf.range(1, 31).square());

  it('leadingDirections are the leading right singular vectors', () => {
    const { s, v } = svd(x);
    const { singularValues, directions } = leadingDirections(x, 3, 4);
    const ratio = tf.div(singularValues, tf.slice(s, 0, 3)).dataSync();
    for (const each of ratio) expect(each).to.be.closeTo(1, 1e-5);
    const cosines = tf.abs(tf.sum(tf.mul(directions, tf.slice(v, [0, 0], [-1, 3])), 0)).dataSync();
    for (const each of cosines) expect(each).to.be.closeTo(1, 1e-4);
    expect([...leadingDirections(x, 3, 4).directions.dataSync()]).to.deep.equal([...directions.dataSync()]);
  });

  it('pcaFromCovariance goes on where more examples came', () => {
    const running = new RunningCovariance(30);
    running.add(tf.slice(x, 0, 20));
    const early = pcaFromCovariance(running, { latentDim: 2 });
    running.add(tf.slice(x, 20, 40));
    const late = pcaFromCovariance(running, { latentDim: 2 });
    const whole = fitPca(x, { latentDim: 2 });
    expect((late.explainedVariance[0] ?? 0) / (whole.explainedVariance[0] ?? 1)).to.be.closeTo(1, 1e-5);
    expect(early.explainedVariance[0]).to.not.be.closeTo(late.explainedVariance[0] ?? 0, 100);
    expect(() => pcaFromCovariance(new RunningCovariance(2))).to.throw(
      RangeError,
      'needs 2 examples or more',
    );
  });
});
