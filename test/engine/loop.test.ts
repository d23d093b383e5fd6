import { compileLoop } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { denseAutoencoder, largestDifference, reconstructionStep } from './training-models.js';

const data = tf.randomUniform([12, 6], 0, 1, 'float32', 1);
const order = [
  [0, 5, 3],
  [1, 2, 4],
  [11, 10, 9],
  [6, 7, 8],
  [0, 1, 2],
];

/** Losses and weights after the five batches of `order`, `perCall` steps a call. */
function train(
  perCall: number,
  jit: boolean | undefined,
  traceFirst = false,
): { losses: number[]; weights: number[]; iterations: number } {
  const model = denseAutoencoder([6, 3, 6]);
  const optimizer = tf.train.adam(0.01);
  const step = reconstructionStep(model, optimizer);
  const losses: number[] = [];
  const loop = jit === undefined ? undefined : compileLoop(step, { jit, capacity: perCall, traceFirst });
  for (let i = 0; i < order.length; i += perCall) {
    const rows = order.slice(i, i + perCall);
    if (loop === undefined)
      for (const row of rows) losses.push(step(tf.gather(data, row)).dataSync()[0] ?? 0);
    else losses.push(...loop(data, tf.tensor2d(rows, undefined, 'int32')).dataSync());
  }
  const weights = model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
  return { losses, weights, iterations: optimizer.iterations };
}

describe('compileLoop', () => {
  const eager = train(1, undefined);
  for (const jit of [false, true]) {
    for (const [perCall, traceFirst] of [
      [1, false],
      [2, false],
      [5, false],
      [2, true],
    ] as const) {
      const name = `${perCall} a call, ${jit ? 'XLA' : 'function'}${traceFirst ? ', traced first' : ''}`;
      it(`gives the losses and weights of single eager steps: ${name}`, () => {
        const looped = train(perCall, jit, traceFirst);
        expect(largestDifference(looped.losses, eager.losses)).to.be.below(1e-5);
        expect(largestDifference(looped.weights, eager.weights)).to.be.below(1e-5);
        expect(looped.iterations).to.equal(5);
      });
    }
  }

  it('takes several data tensors, and leaves only its result', () => {
    const labels = tf.tensor1d(Array.from({ length: 12 }, (_, i) => i));
    const loop = compileLoop((x, y) => tf.add(tf.mul(tf.sum(x), 0), tf.sum(y)) as tf.Scalar, { jit: false });
    const batches = tf.tensor2d(order, undefined, 'int32');
    loop([data, labels], batches);
    const before = tf.memory().numTensors;
    const sums = loop([data, labels], batches);
    expect(Array.from(sums.dataSync())).to.deep.equal([8, 7, 30, 21, 3]);
    expect(tf.memory().numTensors).to.equal(before + 1);
  });

  it('carries variables from step to step', () => {
    const state = tf.variable(tf.scalar(0), false);
    const loop = compileLoop(
      (x) => {
        state.assign(tf.add(state, 1));
        return tf.add(state, tf.mul(tf.sum(x), 0)) as tf.Scalar;
      },
      { jit: true },
    );
    const results = loop(data, tf.tensor2d(order, undefined, 'int32'));
    expect(Array.from(results.dataSync())).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('says how many steps fit into a time', () => {
    const loop = compileLoop((x) => tf.sum(x) as tf.Scalar, { jit: false, capacity: 4 });
    expect(loop.stepsIn(100)).to.equal(1);
    for (let i = 0; i < 2; i++) loop(data, tf.tensor2d(order.slice(0, 4), undefined, 'int32'));
    expect(loop.stepsIn(1e9)).to.equal(4);
    expect(loop.stepsIn(0)).to.equal(1);
  });

  it('names what is wrong with its arguments', () => {
    const loop = compileLoop((x) => tf.sum(x) as tf.Scalar, { capacity: 2 });
    expect(() => loop(data, tf.tensor2d(order, undefined, 'int32'))).to.throw(
      /int32 \[1 to 2, batch\], got int32 \[5,3\]/,
    );
    expect(() => loop(data, tf.tensor2d([[0.5]]))).to.throw(/got float32 \[1,1\]/);
    expect(() => loop([data, tf.ones([3])], tf.tensor2d([[0]], [1, 1], 'int32'))).to.throw(/\[12,6\], \[3\]/);
    expect(() => compileLoop((x) => tf.sum(x) as tf.Scalar, { capacity: 0 })).to.throw('option capacity');
  });
});
