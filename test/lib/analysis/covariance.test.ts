import { openBlas } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { RunningCovariance } from 'codebook';
import { scatterFromCentred, scatterFromProducts } from '../../../lib/dist/decompositions/scatter.js';

const largest = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];
const random = (rows: number, columns: number) =>
  tf.randomNormal<tf.Rank.R2>([rows, columns], 0, 1, 'float32', 3);
const gram = (a: tf.Tensor2D) => tf.matMul<tf.Tensor2D>(a, a, true, false);

describe('the scatter of a batch', () => {
  const blas = openBlas();
  if (!blas) throw new Error('OpenBLAS is not installed: npm run setup');

  /** The largest difference of the upper triangles, as a share of the largest entry. */
  const difference = (a: Float32Array, b: Float32Array, features: number) => {
    const isUpper = (_: number, at: number) => at % features >= Math.floor(at / features);
    const upper = b.filter(isUpper);
    const most = Math.max(...upper.map(Math.abs));
    return Math.max(...a.filter(isUpper).map((value, i) => Math.abs(value - (upper[i] ?? 0)))) / most;
  };

  it('is the same by OpenBLAS and by TensorFlow', () => {
    const rows = random(500, 300).add(1).dataSync<'float32'>();
    const [ours, theirs] = [scatterFromProducts(rows, 300, blas), scatterFromCentred(rows, 300)];
    if (!ours) throw new Error('refused');
    expect(difference(ours.upper, theirs.upper, 300)).to.be.lessThan(1e-5);
    expect(largest(tf.tensor1d([...ours.mean]), tf.tensor1d([...theirs.mean]))).to.be.lessThan(1e-5);
  });

  it('is not taken from products where the mean would drown the differences, of one feature too', () => {
    const shift = tf.oneHot([7], 10).mul(1000);
    const rows = random(500, 10).add(shift).dataSync<'float32'>();
    expect(scatterFromProducts(rows, 10, blas)).to.equal(undefined);
    const running = new RunningCovariance(10);
    running.add(tf.tensor2d(rows, [500, 10]));
    const expected = scatterFromCentred(rows, 10).upper.map((value) => value / 499);
    expect(difference(running.covariance(), expected, 10)).to.be.lessThan(1e-6);
  });

  it('is 0 for features that are always 0, by OpenBLAS too', () => {
    const rows = random(100, 3).mul([1, 0, 1]).dataSync<'float32'>();
    const upper = scatterFromProducts(rows, 3, blas)?.upper;
    expect([upper?.[1], upper?.[4], upper?.[5]]).to.deep.equal([0, 0, 0]);
  });
});

describe('RunningCovariance', () => {
  it('is exact for data far from the origin, where Σx² − n μ² would drown', () => {
    const running = new RunningCovariance(1);
    for (const part of [[10_000, 10_001], [10_002], [10_003, 10_004]])
      running.add(tf.tensor2d(part, [part.length, 1]));
    expect(running.count).to.equal(5);
    expect(running.mean()[0]).to.equal(10_002);
    expect(running.covariance()[0]).to.be.closeTo(2.5, 1e-5);
  });

  it('is symmetric, and names what does not fit', () => {
    const running = new RunningCovariance(401);
    expect(() => running.covariance()).to.throw(RangeError, 'needs 2 examples or more, got 0');
    const x = random(50, 401);
    running.add(x);
    const c = tf.tensor2d(running.covariance(), [401, 401]);
    expect(largest(c, tf.transpose(c))).to.equal(0);
    const centred = tf.sub<tf.Tensor2D>(x, tf.mean(x, 0));
    expect(largest(c, tf.div(gram(centred), 49))).to.be.lessThan(1e-5);
    expect(() => running.add(tf.zeros([1, 3]))).to.throw(RangeError, 'expected 401 features, got 3');
  });
});
