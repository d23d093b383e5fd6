import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { denseAutoencoder, largestDifference, losses, reconstructionStep } from './training-models.js';

const input = (): tf.Tensor => tf.randomUniform([16, 20], 0, 1, 'float32', 7);

function trainDense(
  jit: boolean | undefined,
  optimizer: tf.Optimizer,
): { losses: number[]; weights: Float32Array } {
  const model = denseAutoencoder([20, 8, 20]);
  const plain = reconstructionStep(model, optimizer);
  const step = jit === undefined ? plain : compile(plain, { jit });
  const x = input();
  const seen = losses(step, x, 10);
  // Weights of a float model.
  const weights = model.trainableWeights[0]?.read().dataSync() as Float32Array;
  model.dispose();
  return { losses: seen, weights };
}

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  'nesterov momentum': () => tf.train.momentum(0.1, 0.9, true),
  adagrad: () => tf.train.adagrad(0.05),
  adadelta: () => tf.train.adadelta(0.5),
  adam: () => tf.train.adam(0.01),
  adamax: () => tf.train.adamax(0.01),
  rmsprop: () => tf.train.rmsprop(0.01, 0.9, 0.5),
};

describe('compile', () => {
  for (const [name, make] of Object.entries(optimizers)) {
    it(`gives the eager losses and weights over ten steps of ${name}`, () => {
      const eager = trainDense(undefined, make());
      for (const jit of [false, true]) {
        const compiled = trainDense(jit, make());
        expect(largestDifference(compiled.losses, eager.losses)).to.be.below(1e-5);
        expect(largestDifference(compiled.weights, eager.weights)).to.be.below(1e-5);
      }
    });
  }

  it('gives the eager values over ten steps of centred rmsprop', () => {
    // tfjs takes the root of s − m² − ε, which is NaN where a gradient is 0: so none is 0 here.
    const run = (jit: boolean | undefined): Float32Array => {
      const w = tf.variable(tf.tensor1d([1, -2, 3]));
      const optimizer = tf.train.rmsprop(0.01, 0.9, 0.5, 1e-10, true);
      const plain = (): tf.Scalar | null =>
        optimizer.minimize(() => tf.sum(tf.square(tf.sub(w, 5))), true, [w]);
      const step = jit === undefined ? plain : compile(plain, { jit });
      for (let i = 0; i < 10; i++) step();
      // A float variable.
      return w.dataSync() as Float32Array;
    };
    for (const jit of [false, true]) expect(largestDifference(run(jit), run(undefined))).to.be.below(1e-5);
  });

  it('reads the learning rate at each call, without tracing again', () => {
    for (const make of Object.values(optimizers)) {
      const w = tf.variable(tf.scalar(1));
      const optimizer = make();
      const step = compile(() => optimizer.minimize(() => tf.square(w), true, [w]), { jit: false });
      for (let i = 0; i < 3; i++) step();
      const before = w.dataSync()[0];
      // Protected in tfjs's declaration, and set by every program that has a schedule.
      (optimizer as unknown as { learningRate: number }).learningRate = 0;
      const momentum = optimizer instanceof tf.RMSPropOptimizer;
      step();
      if (!momentum) expect(w.dataSync()[0]).to.equal(before);
      expect(step.versions).to.equal(1);
    }
  });

  it('trains with clipped gradients and a schedule, as eagerly', () => {
    const run = (jit: boolean | undefined): Float32Array => {
      const w = tf.variable(tf.tensor1d([3, -4]));
      const optimizer = tf.train.momentum(0.1, 0.9);
      const plain = (rate: tf.Tensor): void => {
        const { grads } = tf.variableGrads(() => tf.sum(tf.square(w)) as tf.Scalar, [w]);
        const gradient = grads[w.name] ?? tf.zerosLike(w);
        const scale = tf.minimum(1, tf.div(2, tf.norm(gradient)));
        optimizer.applyGradients({ [w.name]: tf.mul(tf.mul(gradient, scale), rate) });
      };
      const step = jit === undefined ? plain : compile(plain, { jit });
      for (let i = 0; i < 10; i++) tf.tidy(() => step(tf.scalar(1 / (1 + i))));
      // A float variable.
      return w.dataSync() as Float32Array;
    };
    for (const jit of [false, true]) expect(largestDifference(run(jit), run(undefined))).to.be.below(1e-5);
  });

  it('counts the iterations of optimizers', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = tf.train.adam();
    const step = compile(() => optimizer.minimize(() => tf.square(w), true, [w]));
    for (let i = 0; i < 5; i++) step();
    expect(optimizer.iterations).to.equal(5);
  });

  it('updates weights that the step reads before, between and after two updates', () => {
    const run = (jit: boolean | undefined): number[] => {
      const w = tf.variable(tf.scalar(1));
      const first = tf.train.adam(0.1);
      const second = tf.train.sgd(0.1);
      const plain = (): tf.Tensor => {
        const before = w.clone();
        first.minimize(() => tf.square(w), false, [w]);
        const between = w.clone();
        second.minimize(() => tf.square(w), false, [w]);
        const after = w.clone();
        w.assign(tf.minimum(w, 0.4));
        return tf.stack([before, between, after, w]);
      };
      const step = jit === undefined ? plain : compile(plain, { jit });
      return Array.from({ length: 6 }, () => Array.from(step().dataSync())).flat();
    };
    const eager = run(undefined);
    for (const jit of [false, true]) expect(largestDifference(run(jit), eager)).to.be.below(1e-6);
  });

  it('makes one version a signature and reuses it', () => {
    const step = compile((x: tf.Tensor) => tf.sum(x));
    for (const rows of [3, 3, 2, 3, 2]) expect(step(tf.ones([rows, 4])).dataSync()[0]).to.equal(rows * 4);
    expect(step.versions).to.equal(2);
    step.dispose();
  });

  it('takes and returns nested structures, with numbers and strings as part of the signature', () => {
    const step = compile(({ pair, scale }: { pair: [tf.Tensor, tf.Tensor]; scale: number }) => ({
      sum: tf.add(pair[0], pair[1]),
      parts: [tf.mul(pair[0], scale)],
      name: 'sum',
    }));
    const run = (scale: number): number[] => {
      const { sum, parts, name } = step({ pair: [tf.scalar(2), tf.scalar(3)], scale });
      expect(name).to.equal('sum');
      return [sum, ...parts].map((tensor) => tensor.dataSync()[0] ?? Number.NaN);
    };
    for (const scale of [10, 10, 20]) expect(run(scale)).to.deep.equal([5, 2 * scale]);
    expect(step.versions).to.equal(2);
  });

  it('warns once when it is traced for more than eight signatures', () => {
    const warnings: string[] = [];
    const step = compile((n: number) => tf.scalar(n), { warn: (message) => warnings.push(message) });
    for (let n = 0; n < 15; n++) step(n);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/9 different signatures.*tf\.scalar/);
  });

  it('follows variables that are assigned between calls, and leaves their clones alone', () => {
    const total = tf.variable(tf.tensor1d([1, 2]));
    const clone = total.clone();
    const step = compile((x: tf.Tensor) => {
      total.assign(total.add(x));
      return total.sum();
    });
    for (let i = 0; i < 3; i++) step(tf.scalar(1));
    expect(Array.from(total.dataSync())).to.deep.equal([4, 5]);
    const later = total.clone();
    total.assign(tf.tensor1d([0, 0]));
    expect(step(tf.scalar(5)).dataSync()[0]).to.equal(10);
    expect(Array.from(clone.dataSync())).to.deep.equal([1, 2]);
    expect(Array.from(later.dataSync())).to.deep.equal([4, 5]);
  });

  it('names a variable that was disposed of between calls', () => {
    const gone = tf.variable(tf.scalar(1), true, 'gone');
    const step = compile((x: tf.Tensor) => gone.mul(x));
    for (let i = 0; i < 2; i++) step(tf.scalar(2));
    gone.dispose();
    expect(() => step(tf.scalar(2))).to.throw('variable gone is disposed');
  });

  it('counts no new tensors over 50 compiled steps but the results', () => {
    const model = denseAutoencoder([20, 8, 20]);
    const step = compile(reconstructionStep(model, tf.train.adam(0.01)), { jit: false });
    const x = input();
    losses(step, x, 3);
    const before = tf.memory();
    losses(step, x, 50);
    expect(tf.memory().numTensors).to.equal(before.numTensors);
    expect(tf.memory().numBytes).to.equal(before.numBytes);
    expect(tf.memory().numDataBuffers).to.equal(before.numDataBuffers);
  });

  it('records ops of an inner compiled step in the outer one', () => {
    const inner = compile((x: tf.Tensor) => tf.square(x));
    const outer = compile((x: tf.Tensor) => tf.add(inner(x), 1));
    for (const x of [2, 3, 4]) expect(outer(tf.scalar(x)).dataSync()[0]).to.equal(x * x + 1);
    expect(outer.versions).to.equal(1);
  });

  it('lets gradients through when it is called under tf.grad', () => {
    const square = compile((x: tf.Tensor) => tf.square(x));
    for (let i = 0; i < 3; i++) expect(tf.grad(square)(tf.scalar(3)).dataSync()[0]).to.equal(6);
  });

  it('refuses unknown options and results that are not tensors', () => {
    // Wrong on purpose.
    expect(() => compile((x: tf.Tensor) => x, { xla: true } as object)).to.throw('unknown option xla');
    const step = compile(() => new Map());
    expect(() => step()).to.throw('got a Map');
    const late = compile(async (x: tf.Tensor) => x);
    expect(() => late(tf.scalar(1))).to.throw('must be synchronous');
  });
});
