// Vincent et al. 2010, table 3, on digits that are turned (rot) or stand on noise (bg-rand), both made from MNIST by a
// seeded generator: 784-1000-1000-1000, a stack of denoising layers trained on the training pictures alone, then
// fine-tuned; against the same net from He's start, and linear probes on pixels and on the frozen code. 10,000 digits
// to learn from, as theirs; 10,000 test digits, where theirs has 50,000. Each seed draws weights, noise and order.
// Run so far: 100 units, one pass of each kind, two seeds, in 0.8 minutes on a busy machine. By its sums the whole takes
// an hour or two of two idle cores.
//   node scripts/reproduce/harder-digits.mjs [--seeds 5] [--pretraining 30] [--tuning 30] [--units 1000]
import '@codebook/engine';
import {
  classifier,
  cosine,
  denseAutoencoder,
  encodedData,
  firstOf,
  fit,
  fitLinearProbe,
  masking,
  mnist,
  randomBackground,
  rotatedDigits,
  toTensor,
  trainStacked,
} from 'codebook';
import { numbersFromCommandLine, report } from './report.mjs';

const asked = { seeds: 5, pretraining: 30, tuning: 30, units: 1000 };
const { seeds, pretraining, tuning, units } = numbersFromCommandLine(asked);
const started = Date.now();
const { train, test } = await mnist();
const learning = firstOf(train, 10_000);
const sets = {
  rot: { data: rotatedDigits(learning, { seed: 1 }), test: rotatedDigits(test, { seed: 2 }), nu: 0.25 },
  'bg-rand': {
    data: randomBackground(learning, { seed: 3 }),
    test: randomBackground(test, { seed: 4 }),
    nu: 0.4,
  },
};
const published = { rot: [43.47, 10, 9.53], 'bg-rand': [undefined, undefined, 10.3] };
const net = { hidden: [units, units], latentDim: units, activation: /** @type {const} */ ('relu') };
const training = { batchSize: 100, learningRate: 1e-3, schedule: cosine(), progress: false };

/** Test error in percent of a linear probe on what a set is seen as. */
function probed({ data, test }, see = (set) => set) {
  const [codes, others] = [toTensor(see(data)), toTensor(see(test))];
  const probe = fitLinearProbe(codes, data.labels);
  const error = 100 * probe.error(others, test.labels);
  for (const held of [codes, others, probe]) held.dispose();
  return error;
}

/** Test error in percent of the net above an encoder, all of it trained on labels. */
async function tuned({ data, test }, encoder, seed) {
  const model = classifier({ encoder, classes: 10, seed });
  await fit(model, data, { ...training, epochs: tuning, seed });
  const error = 100 * model.error(test);
  model.dispose();
  return error;
}

/** Three errors: the code frozen, the net from He's start, the stack fine-tuned. */
async function measured(set, seed) {
  const { autoencoder } = await trainStacked(set.data, {
    ...net,
    corruption: masking(set.nu),
    fit: { ...training, epochs: pretraining },
    seed,
  });
  const frozen = probed(set, (data) => encodedData(autoencoder, data));
  const fresh = denseAutoencoder({ inputSize: 784, ...net, seed: 100 + seed });
  const initial = await tuned(set, fresh.encoder, seed);
  const stacked = await tuned(set, autoencoder.encoder, seed);
  for (const model of [autoencoder, fresh]) model.dispose();
  return [frozen, initial, stacked];
}

/** Mean of a list, and the standard deviation of its values. */
function spread(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

const rows = [];
for (const [name, set] of Object.entries(sets)) {
  const all = [];
  for (let seed = 1; seed <= seeds; seed++) {
    all.push(await measured(set, seed));
    console.log(`${name}, seed ${seed}: frozen, initial weights, fine-tuned ${all.at(-1)} %`);
  }
  const [pixels, frozen, stacked] = published[name];
  rows.push({ model: `${name}: raw pixels, linear probe`, value: probed(set), published: pixels });
  for (const [k, model, number] of [
    [0, 'stack, frozen, linear probe', frozen],
    [1, 'initial weights, trained', undefined],
    [2, 'stack, fine-tuned', stacked],
  ]) {
    const { mean, deviation } = spread(all.map((errors) => errors[k]));
    const note = `standard deviation ${deviation.toFixed(2)} over ${seeds} seeds`;
    rows.push({ model: `${name}: ${model}`, value: mean, note, published: number });
  }
}
report({
  name: 'harder_digits',
  title: `784-${units}-${units}-${units}, ${pretraining} epochs a layer, ${tuning} of fine-tuning, ${seeds} seeds`,
  unit: 'error on the test set, %',
  started,
  rows,
});
