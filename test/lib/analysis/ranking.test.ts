import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { auroc, kMeans, normalisedMutualInformation, principalAngles, purity } from 'codebook';
import { averageRanks } from '../../../lib/dist/analysis/ranking.js';
import { classes, waves } from './waves.js';

describe('auroc', () => {
  it("is scikit-learn's roc_auc_score, ties included", () => {
    const rounded = Array.from(waves().dataSync())
      .filter((_, at) => at % 5 === 0)
      .map((value) => Math.round(value * 10) / 10);
    const isFirst = Array.from(classes, (label) => label === 0);
    expect(auroc(rounded, isFirst)).to.be.closeTo(0.0875, 1e-12);
  });

  it('is 1, 0 and ½ where it must be', () => {
    expect(auroc([1, 2, 3, 4], [0, 0, 1, 1])).to.equal(1);
    expect(auroc([1, 2, 3, 4], [1, 1, 0, 0])).to.equal(0);
    expect(auroc([5, 5, 5, 5], [1, 0, 1, 0])).to.equal(0.5);
    expect(() => auroc([1, 2], [1, 1])).to.throw(RangeError, 'got 2 anomalies and 0 normal');
    expect(() => auroc([1], [1, 0])).to.throw(RangeError, 'got 1 scores for 2 truths');
  });

  it('ranks equal numbers alike', () => {
    expect([...averageRanks([3, 1, 3, 2])]).to.deep.equal([3.5, 1, 3.5, 2]);
  });
});

describe('principalAngles', () => {
  it("are scipy.linalg.subspace_angles's", () => {
    // A = rows 0–9 of columns 0–2, B = rows 10–19 of columns 0–1.
    const a = tf.slice(waves(), [0, 0], [10, 3]);
    const b = tf.slice(waves(), [10, 0], [10, 2]);
    const angles = principalAngles(a, b);
    expect(angles[0]).to.be.closeTo(27.07755231, 1e-3);
    expect(angles[1]).to.be.closeTo(73.2991134, 1e-3);
    expect([...principalAngles(b, a)]).to.deep.equal([...angles]);
  });

  it('are 0 for the same span in another basis, 90 for perpendicular ones, and exact for small turns', () => {
    const a = tf.tensor2d([
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    const mixed = tf.tensor2d([
      [2, 1],
      [1, -3],
      [0, 0],
    ]);
    expect(Math.max(...principalAngles(a, mixed))).to.be.lessThan(1e-4);
    expect(principalAngles(a, tf.tensor2d([[0], [0], [4]]))[0]).to.be.closeTo(90, 1e-4);
    const turned = tf.tensor2d([[1], [0], [1e-5]]);
    expect(principalAngles(a, turned)[0]).to.be.closeTo((1e-5 * 180) / Math.PI, 1e-8);
    expect(() => principalAngles(a, tf.zeros([4, 1]))).to.throw(RangeError, 'got 3 and 4 features');
  });
});

describe('kMeans', () => {
  it('refuses numbers of starts and steps that cannot be, and a missing seed', () => {
    const x = tf.tensor2d([0, 1, 5, 6], [4, 1]);
    for (const starts of [0, -1, 1.5, Number.NaN])
      expect(() => kMeans(x, 2, { seed: 1, starts })).throw(
        `kMeans: starts must be a whole number ≥ 1, got ${starts}`,
      );
    expect(() => kMeans(x, 2, { seed: 1, maxIterations: 0 })).throw(
      'kMeans: maxIterations must be a whole number ≥ 1',
    );
    // A program without types can leave it out.
    expect(() => kMeans(x, 2, {} as { seed: number })).throw('kMeans: seed must be a whole number from 0');
  });

  const points = tf.tensor2d([
    [0, 0],
    [0, 1],
    [10, 0],
    [10, 1],
    [5, 20],
    [5, 21],
  ]);

  it('finds three pairs, and their inertia', () => {
    const { assignments, inertia, centres } = kMeans(points, 3, { seed: 1 });
    expect(purity(assignments, [0, 0, 1, 1, 2, 2])).to.equal(1);
    expect(inertia).to.be.closeTo(1.5, 1e-9);
    expect(centres.map((centre) => centre[1]).sort()).to.deep.equal([0.5, 0.5, 20.5]);
    expect(kMeans(points, 3, { seed: 1 }).assignments).to.deep.equal(assignments);
    expect(() => kMeans(points, 7, { seed: 1 })).to.throw(RangeError, '1 … 6, got 7');
  });

  it('is judged by purity and mutual information as in scikit-learn', () => {
    const sevens = Array.from({ length: 60 }, (_, i) => (7 * i) % 5);
    const thirds = Array.from({ length: 60 }, (_, i) => Math.floor(i / 20));
    expect(normalisedMutualInformation(sevens, classes)).to.be.closeTo(0, 1e-12);
    expect(normalisedMutualInformation(thirds, classes)).to.be.closeTo(0.0023165226235909633, 1e-12);
    expect(normalisedMutualInformation(classes, classes)).to.be.closeTo(1, 1e-12);
    expect(purity([0, 0, 0, 1], [1, 1, 2, 2])).to.equal(0.75);
    expect(() => purity([0], [0, 1])).to.throw(RangeError, 'got 1 assignments for 2 labels');
  });
});
