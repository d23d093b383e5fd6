import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { binaryCrossEntropy, categoricalCrossEntropy, observedSquaredError, squaredError } from 'codebook';
import { checkOutput, outputOf } from '../../../lib/dist/losses/reconstruction.js';

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;

describe('reconstruction losses', () => {
  const target = tf.tensor2d([
    [1, 0, 0.3],
    [0.5, 1, 0],
  ]);
  const logits = tf.tensor2d([
    [2, -1, 0.5],
    [-0.3, 1.2, -4],
  ]);

  it('computes binary cross-entropy as the formula says: sum over features, mean over examples', () => {
    const [x, z] = [target.dataSync(), logits.dataSync()];
    let sum = 0;
    x.forEach((value, i) => {
      const p = 1 / (1 + Math.exp(-(z[i] ?? 0)));
      sum -= value * Math.log(p) + (1 - value) * Math.log(1 - p);
    });
    expect(number(binaryCrossEntropy(target, logits))).closeTo(sum / 2, 1e-5);
  });

  it('stays finite and exact where the sigmoid is 0 or 1 in float32', () => {
    const extreme = tf.tensor2d([[1000, -1000]]);
    expect(number(binaryCrossEntropy(tf.tensor2d([[1, 0]]), extreme))).equal(0);
    expect(number(binaryCrossEntropy(tf.tensor2d([[0, 1]]), extreme))).equal(2000);
  });

  it('has the gradient (σ(z) − x) / examples', () => {
    const gradient = tf.grad((z: tf.Tensor) => binaryCrossEntropy(target, z))(logits);
    const expected = logits.sigmoid().sub(target).div(2);
    expect(number(gradient.sub(expected).abs().max())).below(1e-6);
  });

  it('computes squared error in the unit of Hinton & Salakhutdinov', () => {
    expect(
      number(
        squaredError(
          tf.tensor2d([
            [1, 0],
            [0, 1],
          ]),
          tf.zeros([2, 2]),
        ),
      ),
    ).equal(1);
  });

  it('gives the entropy of the counts as the least categorical cross-entropy', () => {
    const counts = tf.tensor2d([[2, 1, 1]]);
    const atBest = categoricalCrossEntropy(counts, counts.div(4).log());
    expect(number(atBest)).closeTo(2 * Math.log(2) + 2 * Math.log(4), 1e-5);
  });

  it('counts the squared error of observed entries only', () => {
    const ratings = tf.tensor2d([
      [4, 0, 1],
      [0, 0, 2],
    ]);
    expect(number(observedSquaredError(ratings, tf.fill([2, 3], 3)))).equal((1 + 4 + 1) / 2);
    const gradient = tf.grad((guess: tf.Tensor) => observedSquaredError(ratings, guess))(tf.fill([2, 3], 3));
    expect(gradient.arraySync()).deep.equal([
      [-1, 0, 2],
      [0, 0, 1],
    ]);
  });

  it('applies the output function', () => {
    expect(number(outputOf(tf.tensor1d([0]), 'sigmoid'))).equal(0.5);
    expect(Array.from(outputOf(tf.tensor2d([[1, 1]]), 'softmax').dataSync())).deep.equal([0.5, 0.5]);
    expect(number(outputOf(tf.tensor1d([0.5]), 'tanh'))).closeTo(Math.tanh(0.5), 1e-6);
    expect(number(outputOf(tf.tensor1d([-3]), 'linear'))).equal(-3);
  });

  it('refuses a loss that does not go with the output', () => {
    expect(() => checkOutput('f', 'linear', 'binaryCrossEntropy')).throw(
      "f: loss 'binaryCrossEntropy' goes with output 'sigmoid', got output 'linear'",
    );
  });
});
