import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { fitLinearProbe } from 'codebook';
import { minimise } from '../../../lib/dist/numerics/lbfgs.js';
import { classes, waves } from './waves.js';

describe('fitLinearProbe', () => {
  it('reaches the optimum of scikit-learn: loss, weights and errors', () => {
    // sklearn.linear_model.LogisticRegression(C=1, tol=1e-10, max_iter=10000) 1.9.1; loss with its decay.
    const probe = fitLinearProbe(waves(), classes, { scaled: false, tolerance: 1e-6 });
    expect(probe.loss).to.be.closeTo(0.44095725795162977, 1e-6);
    const expected = [
      [-1.2576962, -0.76790998, 0.44417266, 1.23649037, 0.79454998],
      [-0.01632767, 0.0278927, 0.13718182, 0.01153386, -0.2071215],
      [1.27402387, 0.74001725, -0.5813545, -1.24802423, -0.58742848],
    ];
    const weights = tf.transpose(probe.weights).arraySync() as number[][]; // A matrix gives rows of numbers.
    expected.flat().forEach((weight, at) => {
      expect(weights.flat()[at]).to.be.closeTo(weight, 1e-3);
    });
    expect(probe.error(waves(), classes)).to.be.closeTo(8 / 60, 1e-9);
  });

  it('does not depend on the scale or place of the codes', () => {
    const moved = tf.add<tf.Tensor2D>(tf.mul(waves(), 1000), 5000);
    const [a, b] = [fitLinearProbe(waves(), classes), fitLinearProbe(moved, classes)];
    expect(b.loss).to.be.closeTo(a.loss, 1e-4);
    expect([...b.predict(moved)]).to.deep.equal([...a.predict(waves())]);
  });

  it('gives probabilities whose gradient vanishes: mean residual 0 in every class', () => {
    const probe = fitLinearProbe(waves(), classes, { scaled: false, tolerance: 1e-6 });
    const residual = tf.mean(
      tf.sub(tf.softmax(probe.logits(waves())), tf.oneHot(tf.tensor1d(classes), 3)),
      0,
    );
    for (const each of residual.dataSync()) expect(each).to.be.closeTo(0, 1e-5);
  });

  it('makes no copy of the codes: 1,000 numbers for each of 60,000 digits are 240 MB', async () => {
    const x = tf.randomNormal<tf.Rank.R2>([10_000, 240], 3, 2, 'float32', 1);
    const labels = Int32Array.from({ length: 10_000 }, (_, i) => i % 3);
    const before = tf.memory().numBytes;
    const { peakBytes } = await tf.profile(() => {
      fitLinearProbe(x, labels, { maxIterations: 3 }).dispose();
    });
    // tfjs counts a reshaped view as if it were a copy: one time the codes' size is that view. Scaled copies were two more.
    expect(peakBytes - before).to.be.below(1.5 * 4 * x.size);
    x.dispose();
  });

  it('names what does not fit, and leaves two tensors', () => {
    expect(() => fitLinearProbe(waves(), [0, 1])).to.throw(RangeError, 'fitLinearProbe: got 2 labels for 60');
    const x = waves();
    const before = tf.memory().numTensors;
    const probe = fitLinearProbe(x, classes);
    probe.error(x, classes);
    expect(tf.memory().numTensors).to.equal(before + 2);
    expect(() => probe.predict(tf.zeros([1, 4]))).to.throw(RangeError, 'expected 5 features, got 4');
    probe.dispose();
  });
});

describe('minimise', () => {
  const rosenbrock = (x: Float64Array) => {
    const [a = 0, b = 0] = x;
    const value = (1 - a) ** 2 + 100 * (b - a * a) ** 2;
    return { value, gradient: Float64Array.of(-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)) };
  };

  it("finds Rosenbrock's minimum (1, 1)", () => {
    const start = Float64Array.of(-1.2, 1);
    const found = minimise(rosenbrock, start, { tolerance: 1e-9 });
    expect(found.converged).to.equal(true);
    expect(found.x[0]).to.be.closeTo(1, 1e-8);
    expect(found.x[1]).to.be.closeTo(1, 1e-8);
    expect([...start]).to.deep.equal([-1.2, 1]);
  });

  it('says when it ran out of iterations, and refuses a start without a value', () => {
    expect(minimise(rosenbrock, Float64Array.of(-1.2, 1), { maxIterations: 3 }).converged).to.equal(false);
    const nothing = () => ({ value: Number.NaN, gradient: Float64Array.of(0) });
    expect(() => minimise(nothing, Float64Array.of(0))).to.throw(RangeError, 'value at the start is NaN');
  });
});
