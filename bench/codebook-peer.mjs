// The engine's side of npm run bench: trains one model, an epoch at a time, as its parent asks.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileLoop, random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';

const [name = 'A', examples = '60000'] = process.argv.slice(2);
const { layers } = tf;

/** @typedef {{ batch: number, shape: number[], loss: (x: tf.Tensor) => tf.Scalar, variables: tf.Variable[] }} Model */

/** Seeds of the layers' initial weights, one after another. */
let seed = 1;
const glorot = () => tf.initializers.glorotUniform({ seed: seed++ });

/** @param {number[]} sizes @param {(layer: number) => 'relu' | 'elu' | 'sigmoid' | 'linear'} activation */
function dense(sizes, activation) {
  return sizes.slice(1).map((units, i) =>
    layers.dense({
      units,
      activation: activation(i),
      kernelInitializer: glorot(),
      ...(i ? {} : { inputShape: [sizes[0]] }),
    }),
  );
}

/** @param {tf.LayersModel} model @param {tf.Tensor} x */
const output = (model, x) => /** @type {tf.Tensor} */ (model.apply(x, { training: true }));
/** @param {tf.LayersModel} model */
const variablesOf = (model) => model.trainableWeights.map((weight) => /** @type {any} */ (weight).val);
/** @param {tf.Tensor} a @param {tf.Tensor} b */
const squared = (a, b) => /** @type {tf.Scalar} */ (tf.losses.meanSquaredError(a, b));

/** @param {number[]} sizes @returns {Model} */
function denseModel(sizes) {
  const model = tf.sequential({ layers: dense(sizes, (i) => (i === sizes.length - 2 ? 'sigmoid' : 'relu')) });
  return {
    batch: 128,
    shape: [784],
    loss: (x) => squared(x, output(model, x)),
    variables: variablesOf(model),
  };
}

/** @param {number[]} filters of the layers: encoder, code, decoder; two poolings and two upsamplings @param {number} noise @returns {Model} */
function convModel(filters, noise) {
  const conv = (/** @type {number} */ f, /** @type {any} */ more = {}) =>
    layers.conv2d({
      filters: f,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer: glorot(),
      ...more,
    });
  const [a = 1, b = 1, c = 1] = filters;
  const pool = () => layers.maxPooling2d({ poolSize: 2 });
  const up = () => layers.upSampling2d({ size: [2, 2] });
  const [d = 1, e = 1] = filters.slice(3);
  const encoder = [conv(a, { inputShape: [28, 28, 1] }), pool(), conv(b), pool(), conv(c)];
  const decoder = [up(), conv(d), up(), conv(e), conv(1, { activation: 'sigmoid' })];
  const model = tf.sequential({ layers: [...encoder, ...decoder] });
  const draws = random.stream(1);
  const corrupted = (/** @type {tf.Tensor} */ x) =>
    x.add(random.normal(draws.next(), x.shape, 0, noise)).clipByValue(0, 1);
  const loss = (/** @type {tf.Tensor} */ x) => squared(x, output(model, noise ? corrupted(x) : x));
  return { batch: 128, shape: [28, 28, 1], loss, variables: variablesOf(model) };
}

/** @returns {Model} */
function variational() {
  const input = tf.input({ shape: [784] });
  const hidden = layers.dense({ units: 400, activation: 'relu', kernelInitializer: glorot() }).apply(input);
  const heads = [0, 1].map(() => layers.dense({ units: 20, kernelInitializer: glorot() }).apply(hidden));
  const encoder = tf.model({ inputs: input, outputs: /** @type {any} */ (heads) });
  const decoder = tf.sequential({ layers: dense([20, 400, 784], (i) => (i ? 'linear' : 'relu')) });
  const draws = random.stream(1);
  const loss = (/** @type {tf.Tensor} */ x) => {
    const [mean, logVariance] = /** @type {[tf.Tensor, tf.Tensor]} */ (encoder.apply(x, { training: true }));
    const noise = random.normal(draws.next(), mean.shape);
    const logits = output(decoder, mean.add(logVariance.mul(0.5).exp().mul(noise)));
    const nats = tf.softplus(logits).sub(logits.mul(x)).sum();
    const divergence = logVariance.add(1).sub(mean.square()).sub(logVariance.exp()).sum().mul(-0.5);
    return /** @type {tf.Scalar} */ (nats.add(divergence).div(x.shape[0]));
  };
  return { batch: 128, shape: [784], loss, variables: [...variablesOf(encoder), ...variablesOf(decoder)] };
}

/** @returns {Model} */
function deep() {
  const sizes = [784, 1000, 500, 250, 30, 250, 500, 1000, 784];
  const model = tf.sequential({ layers: dense(sizes, (i) => (i === 3 || i === 7 ? 'linear' : 'elu')) });
  return {
    batch: 200,
    shape: [784],
    loss: (x) => squared(x, tf.sigmoid(output(model, x))),
    variables: variablesOf(model),
  };
}

/** @returns {Model} */
function recurrent() {
  const lstm = (/** @type {any} */ more) =>
    layers.lstm({
      units: 128,
      recurrentActivation: 'sigmoid',
      kernelInitializer: glorot(),
      recurrentInitializer: glorot(),
      ...more,
    });
  const model = tf.sequential({
    layers: [
      lstm({ inputShape: [20, 256] }),
      layers.repeatVector({ n: 20 }),
      lstm({ returnSequences: true }),
      layers.timeDistributed({
        layer: layers.dense({ units: 256, activation: 'sigmoid', kernelInitializer: glorot() }),
      }),
    ],
  });
  const loss = (/** @type {tf.Tensor} */ x) => squared(x.reverse(1), output(model, x));
  return { batch: 64, shape: [20, 256], loss, variables: variablesOf(model) };
}

/** @type {Record<string, () => Model>} */
const models = {
  A: () => denseModel([784, 128, 32, 128, 784]),
  B: () => denseModel([784, 512, 256, 64, 256, 512, 784]),
  C: () => convModel([16, 8, 8, 8, 16], 0),
  D: () => convModel([64, 32, 16, 16, 32], 0.5),
  E: variational,
  F: deep,
  G: recurrent,
};

const started = performance.now();
const { batch, shape, loss, variables } = (models[name] ?? models.A)();
const count = Number(examples);
const data = tf.tensor(drawnValues(), [count, ...shape]);
// The first op that takes them copies the data to TensorFlow: before the clock runs, as PyTorch's are where it needs them.
tf.tidy(() => data.slice([0], [1]));
const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-7);
const step = (/** @type {tf.Tensor} */ x) =>
  /** @type {tf.Scalar} */ (optimizer.minimize(() => loss(x), true, variables));
const loop = compileLoop(step, { jit: 'auto', traceFirst: true });
const steps = Math.floor(count / batch);
let epochs = 0;

/** Uniform numbers for all examples, drawn 1,000 at a time: drawn at once, what is computed on the way takes 700 MB. */
function drawnValues() {
  const size = tf.util.sizeFromShape(shape);
  const values = new Float32Array(count * size);
  for (let at = 0; at < count; at += 1000) {
    const some = random.uniform(random.key(at), [Math.min(1000, count - at), size]);
    values.set(some.dataSync(), at * size);
    some.dispose();
  }
  return values;
}

/** One pass over the data in a fresh order; the seconds it took, to the end of all that it set off, and the last loss. */
async function epoch() {
  const start = performance.now();
  const order = tf.tidy(() => random.permutation(random.key(++epochs), count).dataSync());
  let last = Number.NaN;
  for (let done = 0; done < steps; ) {
    const now = Math.min(loop.stepsIn(100), steps - done);
    const rows = order.slice(done * batch, (done + now) * batch);
    const losses = tf.tidy(() => loop(data, tf.tensor2d(rows, [now, batch], 'int32')).dataSync());
    last = losses[losses.length - 1] ?? Number.NaN;
    done += now;
  }
  return { seconds: ((await rest()) - start) / 1000, steps, loss: last };
}

/** Waits for threads that still work, such as XLA's compiler: the others' turns are their own. When this came to rest, ms. */
async function rest() {
  for (let end = performance.now(); ; end = performance.now()) {
    const before = process.cpuUsage();
    await sleep(10);
    const { user, system } = process.cpuUsage(before);
    if (user + system < 5000) return end;
  }
}

const say = (/** @type {object} */ facts) => console.log(JSON.stringify(facts));
say({ ready: true, seconds: (performance.now() - started) / 1000 });
for await (const _ of createInterface({ input: process.stdin })) {
  say({
    ...(await epoch()),
    chosen: loop.chosen ?? 'eager',
    peakBytes: process.resourceUsage().maxRSS * 1024,
  });
}
