// Makhzani & Frey 2013: k-sparse autoencoder, 1,000 hidden units, k = 25, 3 k kept at test, and a linear
// classifier on its codes: 1.35 % published. The baselines: raw pixels, PCA, 1,000 random rectified features.
//   node scripts/reproduce/k-sparse.mjs [--epochs 35] [--seed 1] [--probe 20]
import '@codebook/engine';
import {
  activity,
  classifier,
  cosine,
  denseAutoencoder,
  encodedData,
  fit,
  fitPca,
  kSparseAutoencoder,
  mnist,
  toTensor,
} from 'codebook';
import { numbersFromCommandLine, report } from './report.mjs';

const { epochs, seed, probe } = numbersFromCommandLine({ epochs: 35, seed: 1, probe: 20 });
const started = Date.now();
const { train, test } = await mnist();

/** Error in percent of a linear classifier on codes, which are scaled to a mean variance of 1 first. */
async function probeError(name, trainCodes, testCodes) {
  const size = trainCodes.values.length / trainCodes.count;
  const scale = 1 / deviation(trainCodes.values);
  const scaled = (data) => ({ ...data, shape: [size], values: data.values.map((value) => value * scale) });
  const model = classifier({ inputSize: size, classes: 10, weightDecay: 1e-5, seed });
  const at = { epochs: probe, batchSize: 250, learningRate: 3e-3, schedule: cosine(), seed };
  await fit(model, scaled(trainCodes), { ...at, progress: `linear probe, ${name}` });
  const error = 100 * model.error(scaled(testCodes));
  model.dispose();
  return error;
}

function deviation(values) {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(squares / values.length - (sum / values.length) ** 2);
}

const rows = [{ model: 'raw pixels', value: await probeError('pixels', train, test), published: 7.2 }];
const pca = fitPca(train, { latentDim: 75 });
const projected = (data) => ({ ...data, shape: [75], values: pca.encode(toTensor(data)).dataSync() });
rows.push({ model: 'PCA, 75 numbers', value: await probeError('PCA', projected(train), projected(test)) });
const random = denseAutoencoder({ inputSize: 784, latentDim: 1000, seed });
const untrained = await probeError('random features', encodedData(random, train), encodedData(random, test));
rows.push({ model: '1,000 random rectified features', value: untrained });

const model = kSparseAutoencoder({ inputSize: 784, latentDim: 1000, k: 25, alpha: 3, seed });
const history = await fit(model, train, {
  epochs,
  batchSize: 100,
  learningRate: 1e-3,
  schedule: cosine(),
  seed,
  checkpoint: `build/reproduce/k_sparse_${seed}.ckpt`,
  progress: 'k-sparse, k = 25 of 1,000',
});
const codes = [encodedData(model, train), encodedData(model, test)];
const { deadUnits, meanOnShare } = activity(codes[1]);
const note = `${deadUnits} units dead on the test set, ${(1000 * meanOnShare).toFixed(0)} active an image`;
rows.push({
  model: 'k-sparse, 25 in training, 75 at test',
  value: await probeError('k-sparse', ...codes),
  published: 1.35,
  note,
});
report({
  name: 'k_sparse',
  title: `Linear classifier on codes; autoencoder ${epochs} epochs in ${(history.seconds / 60).toFixed(1)} minutes`,
  unit: 'error on the test set, %',
  started,
  rows,
});
