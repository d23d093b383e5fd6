// PyTorch's example `vae`: 784-400-20, Adam 1e-3, batch 128, grey pixels as probabilities: 105.59 nats on the
// test set after 10 epochs. Grey Bernoulli is no likelihood: the number compares with that example's only.
//   node scripts/reproduce/variational.mjs [--epochs 10] [--seeds 3]
import '@codebook/engine';
import {
  binaryCrossEntropyPerImage,
  entropyFloor,
  evaluate,
  fit,
  fitPca,
  mnist,
  toTensor,
  variationalAutoencoder,
} from 'codebook';
import { meanImages, numbersFromCommandLine, report } from './report.mjs';

const { epochs, seeds } = numbersFromCommandLine({ epochs: 10, seeds: 3 });
const started = Date.now();
const { train, test } = await mnist();
const rows = [
  {
    model: 'floor: entropy of the grey pixels',
    value: entropyFloor(test),
    note: 'reconstruction only',
  },
  {
    model: 'mean image',
    value: binaryCrossEntropyPerImage(test, meanImages(train, test)),
    note: 'reconstruction only',
  },
];
const pca = fitPca(train, { latentDim: 20 });
const clipped = pca.reconstruct(toTensor(test)).clipByValue(0.001, 0.999);
rows.push({
  model: 'PCA, 20 components, clipped',
  value: binaryCrossEntropyPerImage(test, clipped),
  note: 'reconstruction only',
});

/** PyTorch's ε of 1e-8 stands beside the gradient of a batch's sum; ours is that of its mean. */
const optimizer = { name: 'adam', epsilon: 1e-8 / 128 };

for (let seed = 1; seed <= seeds; seed++) {
  const model = variationalAutoencoder({ inputSize: 784, hidden: [400], latentDim: 20, seed });
  if (seed === 1) rows.push({ model: 'untrained VAE', value: evaluate(model, test).total });
  const progress = `VAE 784-400-20, seed ${seed}`;
  const history = await fit(model, train, {
    epochs,
    batchSize: 128,
    optimizer,
    learningRate: 1e-3,
    seed,
    progress,
  });
  const { total, reconstruction, kl } = evaluate(model, test, { seed });
  const parts = `reconstruction ${reconstruction.toFixed(2)} + KL ${kl.toFixed(2)}; ${history.seconds.toFixed(0)} s`;
  rows.push({ model: progress, value: total, published: 105.59, note: parts });
  model.dispose();
}
report({
  name: 'variational',
  title: `Negative ELBO after ${epochs} epochs`,
  unit: 'nats per image, test set',
  started,
  rows,
});
