// Does pretraining help when labels are few? 784-1000-1000-1000, stacked denoising autoencoders (masking
// 0.25) on all 60,000 digits, then fine-tuned on 100, 1,000 and 5,000 labels; against the same net from its
// initial weights. Several draws of the labels: mean and 95 % interval of the test error. Vincent et al. 2010
// have the setting with all labels.
//   node scripts/reproduce/stacked-denoising.mjs [--epochs 10] [--draws 5] [--units 1000]
import '@codebook/engine';
import {
  classifier,
  cosine,
  denseAutoencoder,
  fit,
  masking,
  mnist,
  stratified,
  trainStacked,
  transferLayers,
} from 'codebook';
import { numbersFromCommandLine, report } from './report.mjs';

const { epochs, draws, units } = numbersFromCommandLine({ epochs: 10, draws: 5, units: 1000 });
const started = Date.now();
const { train, test } = await mnist();
const [hidden, latentDim] = [[units, units], units];
const { autoencoder } = await trainStacked(train, {
  hidden,
  latentDim,
  activation: 'relu',
  corruption: masking(0.25),
  fit: { epochs, batchSize: 200, learningRate: 1e-3, schedule: cosine() },
  seed: 1,
});

/** Test error in percent of a net fine-tuned on so many labels, from pretrained or from initial weights. */
async function fineTuned(labels, seed, pretrained) {
  const fresh = denseAutoencoder({ inputSize: 784, hidden, latentDim, activation: 'relu', seed: 100 + seed });
  if (pretrained) transferLayers(autoencoder.encoder, fresh.encoder);
  const model = classifier({ encoder: fresh.encoder, classes: 10, seed });
  const steps = Math.max(300, labels / 10);
  const batchSize = Math.min(labels, 100);
  const tuning = {
    epochs: Math.ceil((steps * batchSize) / labels),
    batchSize,
    learningRate: 3e-4,
    schedule: cosine(),
  };
  await fit(model, stratified(train, labels / 10, seed), { ...tuning, seed, jit: false, progress: false });
  const error = 100 * model.error(test);
  model.dispose();
  fresh.dispose();
  return error;
}

/** Student's t for a 95 % interval of a mean, by the number of draws. */
const student = { 2: 12.71, 3: 4.3, 4: 3.18, 5: 2.78, 6: 2.57, 7: 2.45, 8: 2.36, 9: 2.31, 10: 2.26 };

/** Mean, and half the width of its 95 % interval. */
function interval(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, half: (student[values.length] ?? 1.96) * Math.sqrt(variance / values.length) };
}

const rows = [];
for (const labels of [100, 1000, 5000]) {
  const errors = { pretrained: [], initial: [] };
  for (let draw = 1; draw <= draws; draw++) {
    errors.initial.push(await fineTuned(labels, draw, false));
    errors.pretrained.push(await fineTuned(labels, draw, true));
    console.log(`${labels} labels, draw ${draw}: ${errors.initial.at(-1)} % → ${errors.pretrained.at(-1)} %`);
  }
  const gain = interval(errors.initial.map((error, i) => error - errors.pretrained[i]));
  const say = ({ half }) => `± ${half.toFixed(2)} (95 %)`;
  const [initial, pretrained] = [interval(errors.initial), interval(errors.pretrained)];
  rows.push({ model: `${labels} labels, initial weights`, value: initial.mean, note: say(initial) });
  rows.push({ model: `${labels} labels, pretrained`, value: pretrained.mean, note: say(pretrained) });
  rows.push({ model: `${labels} labels, gain of pretraining (paired)`, value: gain.mean, note: say(gain) });
}
report({
  name: 'stacked_denoising',
  title: `784-${[...hidden, latentDim].join('-')}, ${epochs} epochs a layer, ${draws} draws of the labels`,
  unit: 'error on the test set, %',
  started,
  rows,
});
