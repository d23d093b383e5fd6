import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  classifyByNeighbours,
  nearestNeighbours,
  neighbourError,
  retrieval,
  silhouette,
  trustworthiness,
} from 'codebook';
import { errorRate, squaredDistancesTo } from '../../../lib/dist/analysis/neighbours.js';
import { classes, rows, waves } from './waves.js';

// References: scikit-learn 1.9.1 on the same numbers in float64 (NearestNeighbors, KNeighborsClassifier,
// silhouette_score, trustworthiness, average_precision_score of −distance).
const firstTwo = () => tf.tidy(() => tf.slice(waves(), [0, 0], [60, 2]));

describe('neighbours', () => {
  it('are those of scikit-learn, at their distances', () => {
    const found = nearestNeighbours(rows(0, 2), waves(), 4);
    expect([...found.indices]).to.deep.equal([0, 51, 42, 10, 1, 52, 13, 46]);
    const expected = [0, 1.03184191, 1.2019058, 1.37262606, 0, 0.89850241, 1.30438098, 1.7626851];
    expected.forEach((distance, i) => {
      expect(found.distances[i]).to.be.closeTo(distance, 1e-5);
    });
  });

  it('leave an example out of its own neighbours, where asked', () => {
    const found = nearestNeighbours(waves(), waves(), 3, { excludeSelf: true });
    expect([...found.indices.subarray(0, 3)]).to.deep.equal([51, 42, 10]);
    const own = [...found.indices].filter((index, at) => index === Math.floor(at / 3));
    expect(own).to.deep.equal([]);
  });

  it('have the same distances by products (above 16 features) as by sums', () => {
    const wide = tf.randomNormal<tf.Rank.R2>([7, 40], 3, 1, 'float32', 5);
    const toWide = squaredDistancesTo(wide);
    const direct = tf.sum(tf.squaredDifference(wide.expandDims(1), wide.expandDims(0)), 2);
    const difference = tf.max(tf.abs(tf.sub(toWide.from(wide), direct)));
    expect(difference.dataSync()[0]).to.be.lessThan(1e-4);
    expect(() => toWide.from(tf.zeros([1, 3]))).to.throw(RangeError, 'got 3 features, expected 40');
  });

  it('classify: 35 % wrong at k = 1', () => {
    const error = neighbourError(rows(0, 40), classes.slice(0, 40), rows(40, 60), classes.slice(40), 1);
    expect(error).to.be.closeTo(0.35, 1e-9);
  });

  it('vote, and let the nearest decide a tie', () => {
    const base = tf.tensor2d([[0], [1], [2], [3]]);
    const query = tf.tensor2d([[0.9]]);
    expect([...classifyByNeighbours(query, base, [7, 5, 7, 5], 3)]).to.deep.equal([7]);
    expect([...classifyByNeighbours(query, base, [7, 5, 7, 5], 4)]).to.deep.equal([5]);
  });

  it('refuse k beyond the base and labels that do not fit', () => {
    expect(() => nearestNeighbours(waves(), waves(), 61)).to.throw(RangeError, 'in 1 … 60, got 61');
    expect(() => nearestNeighbours(waves(), waves(), 60, { excludeSelf: true })).to.throw(
      RangeError,
      '1 … 59',
    );
    expect(() => classifyByNeighbours(waves(), waves(), [1], 1)).to.throw(RangeError, 'got 1 labels for 60');
    expect(() => errorRate([1], [1, 2])).to.throw(RangeError, 'got 1 predictions for 2 labels');
  });

  it('leave no tensor behind', () => {
    const x = waves();
    const before = tf.memory().numTensors;
    nearestNeighbours(x, x, 2, { excludeSelf: true });
    silhouette(x, classes);
    trustworthiness(x, x);
    retrieval({ codes: x, labels: classes }, { codes: x, labels: classes });
    expect(tf.memory().numTensors).to.equal(before);
  });
});

describe('silhouette', () => {
  it("is scikit-learn's", () => {
    expect(silhouette(waves(), classes)).to.be.closeTo(0.13369408599, 1e-6);
    expect(silhouette(firstTwo(), classes)).to.be.closeTo(0.09399577092, 1e-6);
  });

  it('counts an example that is alone in its class as 0', () => {
    // (5 − 1) / 5 and (4 − 1) / 4 for the pair, 0 for the third.
    expect(silhouette(tf.tensor2d([[0], [1], [5]]), [0, 0, 1])).to.be.closeTo((0.8 + 0.75) / 3, 1e-6);
    expect(() => silhouette(tf.tensor2d([[0], [1]]), [0, 0])).to.throw(RangeError, 'needs 2 classes');
  });
});

describe('trustworthiness', () => {
  it("is scikit-learn's", () => {
    expect(trustworthiness(waves(), firstTwo(), 5)).to.be.closeTo(0.816602564102564, 1e-9);
    expect(trustworthiness(waves(), firstTwo(), 12)).to.be.closeTo(0.8446452476572959, 1e-9);
  });

  it('is 1 where nothing is lost', () => {
    expect(trustworthiness(waves(), waves().mul(3))).to.equal(1);
    expect(() => trustworthiness(waves(), rows(0, 3))).to.throw(RangeError, '60 examples but 3 codes');
    expect(() => trustworthiness(waves(), waves(), 30)).to.throw(RangeError, '1 … 29, got 30');
  });
});

describe('retrieval', () => {
  it("has scikit-learn's mean average precision and the precision of its ranking", () => {
    const all = { codes: waves(), labels: classes };
    const { precisionAt, meanAveragePrecision } = retrieval(all, all, { at: [5], excludeSelf: true });
    expect(meanAveragePrecision).to.be.closeTo(0.6157995565413202, 1e-6);
    expect(precisionAt.get(5)).to.be.closeTo(0.5633333333333332, 1e-9);
  });

  it('counts examples at the same distance as if in random order', () => {
    const base = { codes: tf.tensor2d([[1], [1], [1], [2]]), labels: [0, 1, 1, 0] };
    const found = retrieval({ codes: tf.tensor2d([[0]]), labels: [0] }, base, { at: [1, 3, 4] });
    expect([...found.precisionAt.values()]).to.deep.equal([1 / 3, 1 / 3, 1 / 2]);
    expect(found.meanAveragePrecision).to.be.closeTo((1 / 3 + 1 / 2) / 2, 1e-9);
    expect(() => retrieval(base, base, { at: [5] })).to.throw(RangeError, 'k must lie in 1 … 4, got 5');
  });
});

describe('the memory of distances', () => {
  for (const features of [2, 16, 40])
    it(`is that of three matrices of a batch, for ${features} features`, async () => {
      const [queries, base] = [
        random.uniform(random.key(1), [300, features]),
        random.uniform(random.key(2), [2000, features]),
      ];
      const before = tf.memory().numBytes;
      const { peakBytes } = await tf.profile(() => {
        nearestNeighbours(queries, base, 3);
        return tf.scalar(0);
      });
      const matrix = 4 * 300 * 2000;
      expect((peakBytes - before) / matrix).within(2, 3.5);
      tf.dispose([queries, base]);
    });
});
