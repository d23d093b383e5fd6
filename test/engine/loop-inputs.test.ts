import { atLearningRate, compileLoop, type LoopOptions } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { largestDifference } from './training-models.js';

const data = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
const batches = tf.tensor2d([[0], [1], [2], [0]], [4, 1], 'int32');
const ways: readonly (readonly [string, LoopOptions])[] = [
  ['the executor', { jit: false }],
  ['XLA', { jit: true }],
];

describe("compileLoop's inputs and results", () => {
  for (const [name, options] of ways) {
    it(`are rows, one a step: ${name}`, () => {
      const factors = tf.tensor1d([1, 10, 100, 1000]);
      const shifts = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2], 'int32');
      const loop = compileLoop((x, factor = x, shift = x) => x.as1D().mul(factor).add(shift), options);
      const results = [1, 2].map(() => loop(data, batches, [factors, shifts]));
      for (const result of results) {
        expect(result.shape).to.deep.equal([4, 2]);
        expect(Array.from(result.dataSync())).to.deep.equal([2, 4, 33, 44, 505, 606, 1007, 2008]);
      }
      tf.dispose(results);
      loop.dispose();
    });

    it(`end after the first step that is no number, where that is asked for: ${name}`, () => {
      const steps = tf.variable(tf.scalar(0), false);
      const step = (x: tf.Tensor, value: tf.Tensor = x): tf.Tensor => {
        steps.assign(steps.add(x.sum().mul(0)).add(1));
        return tf.stack([value, steps]);
      };
      const loop = compileLoop(step, { ...options, traceFirst: true, untilNonFinite: true });
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
        steps.assign(tf.scalar(0));
        const results = loop(data, batches, [tf.tensor1d([5, bad, 7, 8])]);
        expect(Array.from(results.dataSync())).to.deep.equal([5, 1, bad, 2, 0, 0, 0, 0]);
        expect(steps.dataSync()[0]).to.equal(2);
      }
      loop.dispose();
      steps.dispose();
    });

    for (const [optimizerName, make] of [
      ['Adam', () => tf.train.adam(0)],
      ['SGD', () => tf.train.sgd(0)],
      ['momentum', () => tf.train.momentum(0, 0.9)],
      ['RMSProp', () => tf.train.rmsprop(0)],
      ['Adagrad', () => tf.train.adagrad(0)],
    ] as const)
      it(`may be a learning rate, exact at each step: ${optimizerName}, ${name}`, () => {
        const rates = [0.1, 0.01, 0, 0.2];
        const [looped, single] = [options, undefined].map((how) => {
          const weight = tf.variable(tf.tensor1d([1, -2]));
          const optimizer = make();
          const step = (x: tf.Tensor, rate: tf.Tensor = x): tf.Tensor => {
            const loss = (): tf.Scalar => x.mul(weight).square().sum();
            const value = atLearningRate(optimizer, rate, () => optimizer.minimize(loss, true, [weight]));
            return value ?? tf.scalar(0);
          };
          if (how === undefined)
            for (const [i, rate] of rates.entries()) step(data.slice([i % 3, 0], [1, 2]), tf.scalar(rate));
          else {
            const loop = compileLoop(step, { ...how, traceFirst: true });
            loop(data, batches, [tf.tensor1d(rates)]);
            loop.dispose();
          }
          const values = Array.from(weight.dataSync());
          weight.dispose();
          optimizer.dispose();
          return values;
        });
        expect(largestDifference(looped ?? [], single ?? [])).to.be.below(1e-5);
      });
  }

  it('are run by whom each call asks for, once XLA has compiled', async () => {
    const loop = compileLoop((x) => x.sum(), { jit: 'byCall', traceFirst: true });
    expect(loop.trace([data], batches)?.opCounts.get('Sum')).to.equal(1);
    expect(await loop.compileWithXla([data], batches)).to.equal(true);
    for (const runner of [undefined, 'xla', 'executor'] as const)
      expect(Array.from(loop(data, batches, [], runner).dataSync())).to.deep.equal([3, 7, 11, 3]);
    loop.dispose();
  });

  it('are run in a loop by the executor where the graph is small, whatever the clock says', () => {
    const wide = tf.ones([4, 1024]);
    const product = (units: number) => {
      const weight = tf.ones([1024, units]);
      return (x: tf.Tensor): tf.Tensor => tf.matMul(x, weight).sum();
    };
    const picture = (x: tf.Tensor): tf.Tensor =>
      tf.conv2d(x.reshape<tf.Tensor4D>([1, 32, 32, 1]), tf.ones([3, 3, 1, 1]), 1, 'same').sum();
    // Of a small step the loop is traced besides the step itself.
    for (const [step, tracings] of [
      [product(1), 2],
      [product(4096), 1],
      [picture, 1],
    ] as const) {
      let traced = 0;
      const counted = (x: tf.Tensor): tf.Tensor => {
        traced++;
        return step(x);
      };
      const loop = compileLoop(counted, { jit: 'byCall', traceFirst: true });
      loop(wide, batches);
      expect(traced).to.equal(tracings);
      loop.dispose();
    }
  });

  it('must have a row for each step, and results must be numbers', () => {
    const loop = compileLoop((x) => x.sum());
    expect(() => loop(data, batches, [tf.ones([3])])).to.throw(
      'compileLoop: inputs must be tensors [4, …], a row a step, got [3]',
    );
    const wrong = compileLoop(() => tf.scalar(1, 'int32'), { jit: false });
    const run = (): unknown => [wrong(data, batches), wrong(data, batches)];
    expect(run).to.throw('compileLoop: the step must return one float32 tensor');
  });
});
