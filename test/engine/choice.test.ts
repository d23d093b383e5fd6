import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { Choice } from '../../engine/dist/compile/choice.js';
import { denseAutoencoder, losses, reconstructionStep } from './training-models.js';

describe('jit: auto', () => {
  it('starts with the executor, tries XLA, keeps the faster, and says so', () => {
    const step = compile(reconstructionStep(denseAutoencoder([64, 32, 64]), tf.train.adam()));
    const x = tf.randomUniform([32, 64], 0, 1, 'float32', 1);
    losses(step, x, 3);
    expect(step.chosen).to.equal(undefined);
    // One step at a time, since steps after the choice count in the timings; by the clock, since XLA compiles beside it.
    for (const end = Date.now() + 50_000; step.chosen === undefined && Date.now() < end; ) losses(step, x, 1);
    const { function: plain = 0, xla = 0 } = step.timings;
    expect(step.chosen).to.equal(xla < plain ? 'xla' : 'function');
    expect(step.versions).to.equal(1);
  });

  it('tries XLA only where matrix products leave time to save', () => {
    for (const [share, tried] of [
      [0.5, true],
      [0.95, false],
    ] as const) {
      const work = { opCounts: new Map([['MatMul', 1]]), productFlops: share };
      const choice = new Choice('auto', work, () => 1);
      for (let i = 0; i < 100; i++) choice.record(false, 1, 1);
      expect(choice.wantsXla, `products for ${share} of each millisecond`).to.equal(tried);
      expect(choice.useXla).to.equal(false);
      expect(choice.chosen).to.equal(tried ? undefined : 'function');
    }
  });

  it("takes the machine's peak from several moments: one of them may be busy", () => {
    const work = { opCounts: new Map([['MatMul', 1]]), productFlops: 0.5 };
    const peaks = [0.4, 1];
    const choice = new Choice('auto', work, () => peaks.shift() ?? 1);
    for (let i = 0; i < 100; i++) choice.record(false, 1, 1);
    expect([choice.wantsXla, choice.chosen]).to.deep.equal([true, undefined]);
  });

  it('lets the two take turns, so that a moment of a busy machine does not decide', () => {
    const work = { opCounts: new Map([['MatMul', 1]]), productFlops: 0 };
    const choice = new Choice('auto', work);
    for (let i = 0; i < 40; i++) choice.record(false, 2, 1);
    choice.compiling({ ended: 'well' });
    choice.record(false, 2, 1);
    const ways: boolean[] = [];
    for (let i = 0; choice.chosen === undefined && i < 100; i++) {
      const xla = choice.useXla;
      ways.push(xla);
      // XLA takes 1 ms and the executor 2; a quarter of the runs of either meets a busy moment.
      const busy = i % 8 < 2 ? 10 : 1;
      choice.record(xla, busy * (xla ? 1 : 2), 1);
    }
    expect(choice.chosen).to.equal('xla');
    expect(ways.slice(0, 4)).to.deep.equal([true, false, true, false]);
    expect(ways.length).to.be.below(50);
    expect(choice.timings).to.deep.equal({ function: 2, xla: 1 });
  });

  it('goes on with the executor while XLA compiles, and where it cannot', () => {
    const work = { opCounts: new Map([['MatMul', 1]]), productFlops: 0 };
    const choice = new Choice('auto', work);
    const compilation: { ended: 'badly' | undefined } = { ended: undefined };
    for (let i = 0; i < 40; i++) choice.record(false, 2, 1);
    choice.compiling(compilation);
    expect(choice.wantsXla).to.equal(false);
    for (let i = 0; i < 40; i++) choice.record(false, 2, 1);
    expect([choice.useXla, choice.chosen]).to.deep.equal([false, undefined]);
    compilation.ended = 'badly';
    choice.record(false, 2, 1);
    expect([choice.useXla, choice.chosen]).to.deep.equal([false, 'function']);
  });

  it('keeps convolutions with the executor', () => {
    const filter = tf.variable(tf.ones<tf.Rank.R4>([3, 3, 1, 2]));
    const step = compile((x: tf.Tensor4D) => tf.conv2d(x, filter, 1, 'same'));
    for (let i = 0; i < 2; i++) step(tf.ones([1, 8, 8, 1]));
    expect(step.chosen).to.equal('function');
  });

  it('keeps an LSTM whose gates are σ with the executor', () => {
    const lstm = tf.layers.lstm({ units: 2, recurrentActivation: 'sigmoid', returnSequences: true });
    const optimizer = tf.train.sgd(0.1);
    lstm.apply(tf.ones([2, 3, 2]));
    const step = compile((x: tf.Tensor) =>
      optimizer.minimize(() => tf.sum(lstm.apply(x) as tf.Tensor) as tf.Scalar, true),
    );
    for (let i = 0; i < 2; i++) step(tf.ones([2, 3, 2]));
    expect(step.chosen).to.equal('function');
  });

  it('refuses ops whose shape depends on values', () => {
    const step = compile((x: tf.Tensor1D) => tf.unique(x).values);
    step(tf.ones([2]));
    expect(() => step(tf.ones([2]))).to.throw(/shape of Unique.* depends on values/);
  });

  it('reports what was asked for otherwise', () => {
    for (const jit of [true, false]) {
      const step = compile((x: tf.Tensor) => tf.sum(x), { jit });
      expect(step.chosen).to.equal(undefined);
      for (let i = 0; i < 2; i++) step(tf.ones([2]));
      expect(step.chosen).to.equal(jit ? 'xla' : 'function');
    }
  });
});
