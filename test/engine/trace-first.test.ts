import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { denseAutoencoder, largestDifference, losses, reconstructionStep } from './training-models.js';

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  adagrad: () => tf.train.adagrad(0.05),
  adadelta: () => tf.train.adadelta(0.5),
  adam: () => tf.train.adam(0.01),
  adamax: () => tf.train.adamax(0.01),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9, 0.5),
};

interface Outcome {
  readonly losses: number[];
  readonly weights: Float32Array;
  /** What the optimizer's saved weights are called, without the names of the model's. */
  readonly saved: string[];
  readonly versionsAfterOne: number;
  /** Tensors that the optimizer keeps. */
  readonly kept: number;
}

async function train(make: () => tf.Optimizer, jit: boolean | undefined): Promise<Outcome> {
  const model = denseAutoencoder([20, 8, 20]);
  const x = tf.randomUniform([16, 20], 0, 1, 'float32', 7);
  const before = tf.memory().numTensors;
  const optimizer = make();
  const plain = reconstructionStep(model, optimizer);
  const step = jit === undefined ? undefined : compile(plain, { jit, traceFirst: true });
  const seen = losses(step ?? plain, x, 1);
  const versionsAfterOne = step?.versions ?? 0;
  seen.push(...losses(step ?? plain, x, 5));
  const kept = tf.memory().numTensors - before;
  const saved = optimizer instanceof tf.SGDOptimizer ? [] : await optimizer.getWeights();
  const names = saved.map(({ name }) => name.split('/').at(-1) ?? '');
  // Weights of a float model.
  const weights = model.trainableWeights[0]?.read().dataSync() as Float32Array;
  model.dispose();
  return { losses: seen, weights, saved: names, versionsAfterOne, kept };
}

describe('compile with traceFirst', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    it(`makes the variables of ${name} and trains as eagerly`, async () => {
      const eager = await train(make, undefined);
      for (const jit of [false, true]) {
        const traced = await train(make, jit);
        expect(traced.versionsAfterOne, 'traced at the first call').to.equal(1);
        expect(largestDifference(traced.losses, eager.losses)).to.be.below(1e-5);
        expect(largestDifference(traced.weights, eager.weights)).to.be.below(1e-5);
        expect(traced.saved).to.deep.equal(eager.saved);
        expect(traced.kept).to.equal(eager.kept);
      }
    });
  }

  it('makes the variables of centred rmsprop', () => {
    // Its formula gives NaN where a gradient is 0: none is 0 here.
    const run = (compiled: boolean): Float32Array => {
      const w = tf.variable(tf.tensor1d([1, -2, 3]));
      const optimizer = tf.train.rmsprop(0.01, 0.9, 0.5, 1e-10, true);
      const plain = (): tf.Scalar | null =>
        optimizer.minimize(() => tf.sum(tf.square(tf.sub(w, 5))), true, [w]);
      const step = compiled ? compile(plain, { jit: false, traceFirst: true }) : plain;
      for (let i = 0; i < 5; i++) step();
      // A float variable.
      return w.dataSync() as Float32Array;
    };
    expect(largestDifference(run(true), run(false))).to.be.below(1e-5);
  });

  it('runs a step that makes a variable as it is, and traces it at the second call', () => {
    let weight: tf.Variable | undefined;
    const step = compile(
      (x: tf.Tensor) => {
        weight ??= tf.variable(tf.scalar(2));
        return tf.mul(weight, x);
      },
      { traceFirst: true, jit: false },
    );
    expect(step(tf.scalar(3)).dataSync()[0]).to.equal(6);
    expect(step.versions).to.equal(0);
    expect(step(tf.scalar(4)).dataSync()[0]).to.equal(8);
    expect(step.versions).to.equal(1);
  });

  it('throws what a wrong step throws, and leaves counts as they were', () => {
    const step = compile((x: tf.Tensor) => tf.add(x, tf.ones([3])), { traceFirst: true });
    const x = tf.ones([2]);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 2; i++) expect(() => step(x)).to.throw(/shapes/i);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('does not take a stop for a step that cannot be traced', () => {
    const key = Symbol.for('Jupyter.interrupt');
    const shared = globalThis as { [key: symbol]: unknown };
    const before = shared[key];
    let runs = 0;
    const inner = compile((x: tf.Tensor) => tf.square(x));
    const step = compile(
      (x: tf.Tensor) => {
        runs++;
        shared[key] = {
          check: () => {
            shared[key] = before;
            throw new Error('stopped');
          },
        };
        // A compiled step looks whether a stop was asked for.
        return inner(x);
      },
      { traceFirst: true },
    );
    expect(() => step(tf.scalar(1))).to.throw('stopped');
    expect(runs).to.equal(1);
  });
});

describe('constants in a trace', () => {
  it('are shared only when type, shape and values are equal', () => {
    const step = compile(
      (x: tf.Tensor) => [
        tf.add(x, 1),
        tf.add(x, tf.scalar(1)),
        tf.add(x, tf.tensor2d([[1]])),
        // The bits of 1 as a float.
        tf.add(tf.cast(x, 'int32'), tf.scalar(0x3f800000, 'int32')),
        tf.add(x, -1),
      ],
      { traceFirst: true, jit: false },
    );
    const results = step(tf.scalar(2));
    expect(results.map((tensor) => tensor.dataSync()[0])).to.deep.equal([3, 3, 3, 0x3f800002, 1]);
    expect(results.map(({ rank }) => rank)).to.deep.equal([0, 0, 2, 0, 0]);
  });
});
