import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  BeliefNet,
  boltzmannMachine,
  convolutionalAutoencoder,
  convolutionalVariational,
  denseAutoencoder,
  fit,
  kSparseAutoencoder,
  LayeredAutoencoder,
  loadAutoencoder,
  loadModel,
  masking,
  sequenceAutoencoder,
  tiedAutoencoder,
  variationalAutoencoder,
  weightDecay,
  winnerTakeAllAutoencoder,
} from 'codebook';
import { curvedPatterns } from './patterns.js';

const folder = mkdtempSync(join(tmpdir(), 'models-'));
const path = join(folder, 'model.bin');

describe('save and load', () => {
  after(() => rmSync(folder, { recursive: true }));

  const models = {
    dense: () =>
      denseAutoencoder({
        inputSize: 16,
        hidden: [8],
        latentDim: 3,
        codeActivation: 'linear',
        penalties: [weightDecay(1)],
      }),
    denoising: () => denseAutoencoder({ inputSize: 16, latentDim: 3, corruption: masking(0.1) }),
    tied: () => tiedAutoencoder({ inputSize: 16, hidden: [8], latentDim: 3 }),
    convolutional: () =>
      convolutionalAutoencoder({ inputShape: [4, 4, 1], filters: [3], batchNorm: true, latentDim: 2 }),
    kSparse: () => kSparseAutoencoder({ inputSize: 16, latentDim: 20, k: 3 }),
    winnerTakeAll: () => winnerTakeAllAutoencoder({ inputSize: 16, latentDim: 20, share: 0.2 }),
    variational: () => variationalAutoencoder({ inputSize: 16, latentDim: 2, likelihood: 'gaussian' }),
    convolutionalVariational: () =>
      convolutionalVariational({ inputShape: [4, 4, 1], filters: [3], latentDim: 2 }),
    sequence: () => sequenceAutoencoder({ frames: 4, frameSize: 4, latentDim: 6 }),
    boltzmann: () => boltzmannMachine({ inputSize: 16, latentDim: 4, persistentChains: 3 }),
  };

  for (const [name, make] of Object.entries(models))
    it(`brings a trained model back, bit by bit: ${name}`, async () => {
      const model = make();
      await fit(model, curvedPatterns(40, 16), { epochs: 1, batchSize: 20, progress: false });
      model.save(path);
      const loaded = loadModel(path);
      const x = tf.tensor(curvedPatterns(5, 16, 2, 3).values, [5, ...model.inputShape]);
      const codes = [model, loaded].map((one) => Array.from(one.encode(x).dataSync()));
      expect(codes[1]).deep.equal(codes[0]);
      if (!('loss' in loaded)) throw new Error('a model with a loss expected');
      const losses = [model, loaded].map((one) => one.loss(x, { key: random.key(1) }).total.dataSync()[0]);
      if (name !== 'dense' && name !== 'denoising') expect(losses[1]).equal(losses[0]);
      model.dispose();
      loaded.dispose();
    });

  it('brings a belief net back', () => {
    const sizes = [5, 4, 2];
    const machines = sizes
      .slice(1)
      .map((latentDim, i) =>
        boltzmannMachine({ inputSize: sizes[i] ?? 1, latentDim, initialDeviation: 1, seed: i }),
      );
    const net = new BeliefNet(machines);
    net.save(path);
    const loaded = loadModel(path);
    const x = tf.ones([2, 5]);
    expect(Array.from(loaded.reconstruct(x).dataSync())).deep.equal(
      Array.from(net.reconstruct(x).dataSync()),
    );
    expect(() => new BeliefNet(machines.toReversed())).throw(
      'BeliefNet: machine 2 takes 5 numbers, the one below gives 2',
    );
    expect(() => net.decode(x)).throw('got a tensor [2,5], expected [examples, 2]');
    net.dispose();
    loaded.dispose();
  });

  it('brings a model with a frozen layer back', () => {
    const model = denseAutoencoder({ inputSize: 4, hidden: [3], latentDim: 2 });
    const [layer] = model.encoder.layers;
    if (layer) layer.trainable = false;
    model.save(path);
    const loaded = loadAutoencoder(path);
    const x = tf.ones([1, 4]);
    expect(Array.from(loaded.reconstruct(x).dataSync())).deep.equal(
      Array.from(model.reconstruct(x).dataSync()),
    );
    model.dispose();
    loaded.dispose();
  });

  it('names a damaged file, a foreign kind, and a model built by hand', () => {
    const machine = boltzmannMachine({ inputSize: 2, latentDim: 2 });
    machine.save(path);
    expect(() => loadAutoencoder(path)).throw('holds a BoltzmannMachine; use loadModel');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, 60));
    expect(() => loadModel(path)).throw('is damaged');
    const made = denseAutoencoder({ inputSize: 2, latentDim: 1 });
    const own = new LayeredAutoencoder({
      encoder: made.encoder,
      decoder: made.decoder,
      output: 'sigmoid',
      loss: 'binaryCrossEntropy',
    });
    expect(() => own.save(path)).throw('save: this model was built by hand');
    machine.dispose();
    made.dispose();
  });
});
