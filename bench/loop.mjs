// The engine's loop without the library's fit: node loop.mjs MODEL FOLDER, an epoch for each line on stdin.
import { compileLoop, random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { models } from './models.mjs';
import { readExamples, rest, say, turn } from './turns.mjs';

const [name = '', folder = ''] = process.argv.slice(2);
const { batch, data } = readExamples(folder);
const examples = tf.tensor(data.values, [data.count, ...data.shape]);
// The first op that takes them copies the data to TensorFlow: before the clock runs, as PyTorch's are where it needs them.
tf.tidy(() => examples.slice([0], [1]));
const model = models[name]();
const optimizer = tf.train.adam(1e-3, 0.9, 0.999, 1e-7);
const draws = random.stream(1);
const step = (/** @type {tf.Tensor} */ x) => {
  const loss = () => model.loss(x, { training: true, key: draws.next() }).total;
  return /** @type {tf.Scalar} */ (optimizer.minimize(loss, true, [...model.variables]));
};
const loop = compileLoop(step, { jit: 'auto', traceFirst: true });
const steps = data.count / batch;
let epochs = 0;

/** One pass over the examples in a fresh order; the mean of the losses. */
function epoch() {
  const order = tf.tidy(() => random.permutation(random.key(++epochs), data.count).dataSync());
  let sum = 0;
  for (let done = 0; done < steps; ) {
    const now = Math.min(loop.stepsIn(100), steps - done);
    const rows = order.slice(done * batch, (done + now) * batch);
    const losses = tf.tidy(() => loop(examples, tf.tensor2d(rows, [now, batch], 'int32')).dataSync());
    for (const loss of losses) sum += loss;
    done += now;
  }
  return sum / steps;
}

say({ ready: true });
for (;;) {
  const start = await turn();
  const loss = epoch();
  say({ seconds: ((await rest()) - start) / 1000, loss, chosen: loop.chosen ?? 'eager' });
}
