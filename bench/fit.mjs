// Codebook as readers run it, by fit: node fit.mjs MODEL FOLDER MODE EPOCHS, an epoch for each line on stdin. With one
// epoch the seconds are those from the call of fit to its return.
import '@codebook/engine';
import { fit } from 'codebook';
import { models } from './models.mjs';
import { readExamples, rest, say, turn } from './turns.mjs';

const [name = '', folder = '', , epochs = ''] = process.argv.slice(2);
const { batch, data } = readExamples(folder);
const model = models[name]();
const options = { epochs: Number(epochs), batchSize: batch, progress: false };
say({ ready: true });
let start = await turn();
if (options.epochs === 1) {
  const { epochs: past } = await fit(model, data, options);
  say({ seconds: (performance.now() - start) / 1000, loss: past[0]?.train.total });
} else await fit(model, data, { ...options, onEpoch: handOver });

/** Ends this program's turn and waits for the next. @param {import('codebook').Epoch} epoch */
async function handOver({ train }) {
  say({ seconds: ((await rest()) - start) / 1000, loss: train.total });
  start = await turn();
}
