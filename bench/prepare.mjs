// Writes what all programs of npm run bench start from: node prepare.mjs MODEL EXAMPLES BATCH FOLDER
//   data.f32      the examples: digits, or moving digits for sequences
//   weights.f32   the model's first weights, one variable after another
//   about.json    the shapes of both, and the batch size
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import '@codebook/engine';
import { mnist, movingDigits } from 'codebook';
import { models } from './models.mjs';

const [name = '', examples = '', batch = '', folder = ''] = process.argv.slice(2);
const model = models[name]();
const count = Number(examples);
const { train } = await mnist();
const sequences = { count, frames: 20, side: 16, digits: 1, halved: true, seed: 1 };
const { values } = name === 'G' ? movingDigits(train, sequences) : train;
const numbers = count * model.inputShape.reduce((product, side) => product * side, 1);
if (numbers > values.length) throw new RangeError(`prepare: there are 60000 digits, got --examples ${count}`);
writeFileSync(join(folder, 'data.f32'), values.subarray(0, numbers));
writeFileSync(join(folder, 'weights.f32'), Buffer.concat(model.variables.map((v) => bytesOf(v.dataSync()))));
const about = {
  batch: Number(batch),
  shape: [count, ...model.inputShape],
  weights: model.variables.map(({ shape }) => shape),
};
writeFileSync(join(folder, 'about.json'), JSON.stringify(about));

/** @param {Float32Array} values */
function bytesOf(values) {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
