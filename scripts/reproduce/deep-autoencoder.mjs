// Hinton & Salakhutdinov 2006, Fig. 2: digits through 30 numbers, 784-1000-500-250-30, squared error per
// image on the test set 3.00 against PCA's 13.87 and logistic PCA's 8.01. Here: ELU, a linear code, squared
// error, a little weight decay, Adam, no pretraining. Stops after so many minutes, with exit code 75, and goes
// on from its checkpoint when it is started again.
//   node scripts/reproduce/deep-autoencoder.mjs [--epochs 40] [--seed 1] [--decay 0.0002] [--logistic 20]
//     [--minutes 600]
import '@codebook/engine';
import {
  cosine,
  denseAutoencoder,
  fit,
  fitLogisticPca,
  fitPca,
  mnist,
  squaredErrorPerImage,
  toTensor,
  warmUp,
  weightDecay,
} from 'codebook';
import { meanImages, numbersFromCommandLine, report } from './report.mjs';

const { epochs, seed, decay, logistic, minutes } = numbersFromCommandLine({
  epochs: 40,
  seed: 1,
  decay: 2e-4,
  logistic: 20,
  minutes: 600,
});
const started = Date.now();
const { train, test } = await mnist();
const images = toTensor(test);

/** Squared error per test image. */
const errorOf = (net) => squaredErrorPerImage(test, net.reconstruct(images));

const pca = fitPca(train, { latentDim: 30 });
const pcaError = squaredErrorPerImage(test, pca.reconstruct(images));

const model = denseAutoencoder({
  inputSize: 784,
  hidden: [1000, 500, 250],
  latentDim: 30,
  activation: 'elu',
  codeActivation: 'linear',
  loss: 'squaredError',
  penalties: [weightDecay(decay)],
  seed,
});
const signal = AbortSignal.timeout(minutes * 60_000);
const history = await fit(model, train, {
  epochs,
  batchSize: 200,
  learningRate: 1e-3,
  schedule: warmUp(1, cosine()),
  seed,
  checkpoint: `build/reproduce/deep_autoencoder_${decay}_${seed}.ckpt`,
  progress: '784-1000-500-250-30',
  signal,
}).catch((error) => {
  if (!signal.aborted) throw error;
  console.log(`stopped after ${minutes} minutes; start again to go on`);
  process.exit(75);
});
model.save('build/reproduce/deep_autoencoder.model');

const oneLayer = denseAutoencoder({ inputSize: 784, latentDim: 30, codeActivation: 'linear', seed });
await fit(oneLayer, train, {
  epochs: 20,
  batchSize: 200,
  learningRate: 2e-3,
  schedule: cosine(),
  seed,
  progress: '784-30-784',
});

const logisticPca = fitLogisticPca(train, { latentDim: 30, iterations: logistic });
const logisticError = squaredErrorPerImage(test, logisticPca.reconstruct(images));

report({
  name: 'deep_autoencoder',
  title: `Digits through 30 numbers, ${epochs} epochs in ${(history.seconds / 60).toFixed(1)} minutes`,
  unit: 'squared error per image, test set',
  started,
  rows: [
    { model: 'mean image', value: squaredErrorPerImage(test, meanImages(train, test)) },
    { model: 'PCA, 30 components', value: pcaError, published: 13.87 },
    {
      model: `logistic PCA, its codes searched for, ${logistic} alternations`,
      value: logisticError,
      published: 8.01,
    },
    { model: 'one layer 784-30-784, logistic output', value: errorOf(oneLayer) },
    { model: 'deep autoencoder 784-1000-500-250-30', value: errorOf(model), published: '3.00' },
  ],
});
