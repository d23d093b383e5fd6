import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { type Trainable, variationalAutoencoder } from 'codebook';
import { inlineFrom } from './inline.js';
import { copyWeights } from './inline-models.js';

const lesson15 = '15_variational_autoencoders';

describe('what lesson 15 builds in full view agrees with the library', () => {
  const images = tf.randomUniform([20, 784], 0, 1, 'float32', 3);
  after(() => images.dispose());

  // The notebook's signature.
  type Make = (hidden: number, latent: number, seed: number) => Trainable;
  const make = inlineFrom(lesson15, ['function variationalNet'], 'variationalNet') as Make;
  const inline = make(50, 6, 1);
  const library = variationalAutoencoder({ inputSize: 784, hidden: [50], latentDim: 6 });
  before(() => {
    copyWeights(inline, library);
    // PyTorch's start, which the library takes, draws the biases too.
    for (const bias of library.variables.filter(({ rank }) => rank === 1)) bias.assign(tf.zeros(bias.shape));
  });

  it('15: the loss in its parts, under equal noise', () => {
    const partsOf = (model: Trainable, seed: number) =>
      tf.tidy(() => {
        const { total, reconstruction, kl } = model.loss(images, { key: random.key(seed) });
        return [total, reconstruction, kl].map((part) => part?.dataSync()[0] ?? Number.NaN);
      });
    const [ours, theirs] = [partsOf(inline, 2), partsOf(library, 2)];
    expect(ours).to.have.length(3);
    for (const [i, part] of ours.entries()) expect(part).to.be.closeTo(theirs[i] ?? Number.NaN, 2e-3);
    expect(Math.abs((partsOf(inline, 3)[0] ?? 0) - (ours[0] ?? 0))).to.be.above(0.1); // each key its own noise
  });

  it('15: the slopes of the loss in each matrix', () => {
    const slopesOf = (model: Trainable) =>
      tf.tidy(() => {
        const { grads } = tf.variableGrads(
          () => model.loss(images, { key: random.key(4), training: true }).total,
          [...model.variables],
        );
        const matrices = model.variables.filter(({ rank }) => rank === 2);
        return matrices.map(({ name }) => [...(grads[name]?.dataSync() ?? [])]);
      });
    const [ours, theirs] = [slopesOf(inline), slopesOf(library)];
    expect(ours.map(({ length }) => length)).to.deep.equal([784 * 50, 50 * 12, 6 * 50, 50 * 784]);
    for (const [i, matrix] of ours.entries())
      for (const [j, slope] of matrix.entries())
        if (Math.abs(slope - (theirs[i]?.[j] ?? Number.NaN)) > 1e-3)
          expect.fail(`matrix ${i}, number ${j}: ${slope} here, ${theirs[i]?.[j]} in the library`);
  });
});
