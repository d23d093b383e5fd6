import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  type Dataset,
  encodedData,
  example,
  masking,
  moons,
  type Trainable,
  tiedAutoencoder,
  trainStacked,
} from 'codebook';
import { inlineFrom } from './inline.js';
import { copyWeights } from './inline-models.js';

const lesson13 = '13_stacked_autoencoders';
type Layer = Trainable & { encode(x: tf.Tensor): tf.Tensor };
type MakeLayer = (n: number, units: number, nu: number, seed: number) => Layer;
type MakeStack = (data: Dataset, units: number[], epochs: number) => Promise<Layer[]>;

describe('what lesson 13 builds in full view agrees with the library', () => {
  const images = tf.randomUniform([20, 30], 0, 1, 'float32', 3);
  after(() => tf.dispose(images));

  it('13: a layer that repairs its input: code, loss, and slopes under the same noise', () => {
    // The notebook's signature.
    const inline = (inlineFrom(lesson13, ['function repairLayer'], 'repairLayer') as MakeLayer)(
      30,
      12,
      0.4,
      1,
    );
    const library = tiedAutoencoder({ inputSize: 30, latentDim: 12, corruption: masking(0.4) });
    copyWeights(inline, library);
    const at = (net: Trainable) =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(
          () => net.loss(images, { key: random.key(5), training: true }).total,
          [...net.variables],
        );
        const matrix = Object.values(grads).find(({ rank }) => rank === 2);
        return [value.dataSync()[0] ?? Number.NaN, ...(matrix?.dataSync() ?? [])];
      });
    const [ours, theirs] = [at(inline), at(library)];
    expect(ours).to.have.length(1 + 30 * 12);
    expect(Math.max(...ours.map((value, i) => Math.abs(value - (theirs[i] ?? 99))))).to.be.below(1e-4);
    expect(inline.encode(images).sub(library.encode(images)).abs().max().dataSync()[0]).to.be.below(1e-6);
  });

  it('13: a stack: lower layers stand still, and the next one learns from their codes, as trainStacked does', async () => {
    // Two numbers, brought into [0, 1].
    const raw = moons({ count: 200, seed: 1 });
    const data: Dataset = { ...raw, values: raw.values.map((value) => (value + 1) / 3), range: [0, 1] };
    // The notebook's signature.
    const stack = inlineFrom(
      lesson13,
      ['function repairLayer', 'async function stack'],
      'stack',
    ) as MakeStack;
    const [alone] = await stack(data, [6], 2);
    const [first, second] = await stack(data, [6, 4], 2);
    if (!alone || !first || !second) throw new Error('a layer is missing');
    const weights = (layer: Layer) => layer.variables.map((w) => [...w.dataSync()]);
    expect(weights(first)).to.deep.equal(weights(alone));
    expect(second.inputShape).to.deep.equal([6]);
    const { autoencoder } = await trainStacked(data, {
      hidden: [6],
      latentDim: 4,
      corruption: masking(0.25),
      fit: { epochs: 2, batchSize: 200, learningRate: 3e-3, progress: false },
    });
    const kernels = autoencoder.weights.filter(({ rank }) => rank === 2).slice(0, 2);
    expect(kernels.map(({ shape }) => shape)).to.deep.equal(
      [first, second].map((layer) => layer.variables[0]?.shape),
    );
    const codes = encodedData(second, encodedData(first, data));
    expect(example(codes, 3)).to.have.length(4);
  });
});
