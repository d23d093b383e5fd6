// A VAE of digits as bits, judged by Burda et al.'s bound (2016, Table 1): 784-200-200-50, tanh, bits drawn anew at each
// step, batches of 20; 5,000 draws for each test digit. Published 86.76 nats after 3,280 epochs with falling rates.
// All of it would take days here: 20 epochs and 500 draws for 1,000 digits are an evening's part of it.
//   node scripts/reproduce/variational-bits.mjs [--epochs 20] [--draws 500] [--examples 1000]
import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import {
  cosine,
  elboOfEach,
  fit,
  importanceWeightedBounds,
  mnist,
  shuffled,
  take,
  toTensor,
  variationalAutoencoder,
} from 'codebook';
import { numbersFromCommandLine, report } from './report.mjs';

const { epochs, draws, examples } = numbersFromCommandLine({ epochs: 20, draws: 500, examples: 1000 });
const started = Date.now();
const { train, test } = await mnist();
const model = variationalAutoencoder({
  inputSize: 784,
  hidden: [200, 200],
  latentDim: 50,
  activation: 'tanh',
  binarise: true,
  seed: 1,
});
const progress = 'VAE 784-200-200-50 of bits';
await fit(model, train, { epochs, batchSize: 20, learningRate: 1e-3, schedule: cosine(), seed: 1, progress });
const chosen = take(
  shuffled(test, 1),
  Array.from({ length: examples }, (_, i) => i),
);
const bits = tf.tidy(() => random.bernoulli(random.key(2), toTensor(chosen)));

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Half of a 68 % interval of the mean over test digits. */
const error = (values) =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) / values.length).toFixed(2);
const row = (name, values, published) => ({
  model: name,
  value: -mean(values),
  note: `± ${error(values)}`,
  ...(published && { published }),
});
report({
  name: 'variational-bits',
  title: `Negative bound of log p(x) after ${epochs} epochs, ${examples} test digits`,
  unit: 'nats per image of bits',
  started,
  rows: [
    row('ELBO, k = 1', [...elboOfEach(model, bits).elbo]),
    row('k = 50', [...importanceWeightedBounds(model, bits, { samples: 50 })]),
    row(`k = ${draws}`, [...importanceWeightedBounds(model, bits, { samples: draws })], 86.76),
  ],
});
