import '@codebook/engine';
import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  classifier,
  denseAutoencoder,
  encodedData,
  evaluate,
  fit,
  fitLogisticPca,
  kSparseAutoencoder,
  masking,
  toTensor,
  trainBeliefNet,
  trainStacked,
  transferLayers,
  unrolledAutoencoder,
  winnerTakeAllAutoencoder,
} from 'codebook';
import { largestInRow } from '../../../lib/dist/models/k-sparse.js';
import { expectGradientsLikeDifferences } from './finite-differences.js';
import { curvedPatterns, randomBits } from './patterns.js';

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;
const data = curvedPatterns(120, 8);
const x = toTensor(data);
const activeIn = (code: tf.Tensor): number[] =>
  Array.from(code.notEqual(0).cast('float32').sum(1).dataSync());

describe('enforced sparsity', () => {
  it('finds the k largest of each row', () => {
    const mask = largestInRow(
      tf.tensor2d([
        [3, -1, 2, 0],
        [0, 5, 5, 1],
      ]),
      2,
    );
    expect(mask.arraySync()).deep.equal([
      [1, 0, 1, 0],
      [0, 1, 1, 0],
    ]);
    expect(() => largestInRow(tf.zeros([2, 3]), 4)).throw(
      'largestInRow: k must be a whole number from 1 to 3, got 4',
    );
  });

  it('keeps α k units active at test, and k in training', () => {
    const model = kSparseAutoencoder({ inputSize: 8, latentDim: 20, k: 4, alpha: 2, seed: 1 });
    expect(new Set(activeIn(model.encode(x)))).deep.equal(new Set([8]));
    const training = model.encoder.apply(x, { training: true });
    if (!(training instanceof tf.Tensor)) throw new Error('one code expected');
    expect(new Set(activeIn(training))).deep.equal(new Set([4]));
    model.dispose();
  });

  it('lets gradients through the winners only', () => {
    const model = kSparseAutoencoder({ inputSize: 8, latentDim: 20, k: 4, alpha: 1, seed: 1 });
    const few = x.slice([0], [3]);
    expectGradientsLikeDifferences(() => model.loss(few).total, model.variables, { step: 2e-3 });
    model.dispose();
  });

  it('makes each unit win on its share of a batch, and none lose at test', () => {
    const model = winnerTakeAllAutoencoder({
      inputSize: 8,
      latentDim: 20,
      share: 0.1,
      activation: 'linear',
      seed: 1,
    });
    const training = model.encoder.apply(x, { training: true });
    if (!(training instanceof tf.Tensor)) throw new Error('one code expected');
    expect(new Set(training.notEqual(0).cast('float32').sum(0).dataSync())).deep.equal(new Set([12]));
    expect(new Set(activeIn(model.encode(x)))).deep.equal(new Set([20]));
    model.dispose();
  });
});

describe('stacks', () => {
  it('assembles the layers that were trained one by one', async () => {
    const { autoencoder, histories } = await trainStacked(data, {
      hidden: [6],
      latentDim: 3,
      corruption: masking(0.2),
      fit: { epochs: 30, batchSize: 20, learningRate: 0.02, progress: false },
      seed: 1,
    });
    expect(histories).lengthOf(2);
    expect(autoencoder.codeShape).deep.equal([3]);
    const untrained = denseAutoencoder({
      inputSize: 8,
      hidden: [6],
      latentDim: 3,
      activation: 'sigmoid',
      seed: 1,
    });
    expect(evaluate(autoencoder, data)['total']).below((evaluate(untrained, data)['total'] ?? 0) * 0.97);
    autoencoder.dispose();
    untrained.dispose();
  });

  it("trains the second layer on the first layer's codes", () => {
    const model = denseAutoencoder({ inputSize: 8, latentDim: 3, seed: 1 });
    const codes = encodedData(model, { ...data, labels: new Int32Array(120).fill(2) });
    expect(codes.shape).deep.equal([3]);
    expect(codes.labels?.[7]).equal(2);
    expect(Array.from(codes.values)).deep.equal(Array.from(model.encode(x).dataSync()));
    model.dispose();
  });

  it('unrolls a belief net: up by its means, down by the transposes', async () => {
    const { beliefNet: net } = await trainBeliefNet(randomBits(60, 8), {
      hidden: [5],
      latentDim: 2,
      top: 'gaussian',
      fit: { epochs: 3, batchSize: 20, optimizer: 'sgd', learningRate: 0.05, progress: false },
      seed: 1,
    });
    const [first, second] = net.machines;
    if (!first || !second) throw new Error('two machines expected');
    const model = unrolledAutoencoder(net);
    const bits = toTensor(randomBits(60, 8));
    const code = second.hiddenMeans(first.hiddenMeans(bits));
    expect(number(model.encode(bits).sub(code).abs().max())).below(1e-6);
    const down = first.visibleMeans(second.visibleMeans(code));
    expect(number(model.reconstruct(bits).sub(down).abs().max())).below(1e-6);
    expect(number(net.encode(bits).sub(code).abs().max())).equal(0);
    expect(number(net.reconstruct(bits).sub(down).abs().max())).below(1e-6);
    const samples = net.sample(7, 3, random.key(1));
    expect(samples.shape).deep.equal([7, 8]);
    model.dispose();
  });
});

describe('classifier', () => {
  const labels = Int32Array.from({ length: 120 }, (_, i) => ((data.values[i * 8] ?? 0) > 0.5 ? 1 : 0));
  const labelled = { ...data, labels };

  it('separates what a line separates', async () => {
    const probe = classifier({ inputSize: 8, classes: 2, seed: 1 });
    expect(number(probe.predict(x).sum(1).sub(1).abs().max())).below(1e-6);
    await fit(probe, labelled, { epochs: 300, batchSize: 40, learningRate: 0.05, progress: false });
    expect(probe.error(labelled)).most(0.02);
    probe.dispose();
  });

  it('keeps a frozen encoder, and trains a fine-tuned one', async () => {
    const autoencoder = denseAutoencoder({ inputSize: 8, latentDim: 4, activation: 'tanh', seed: 1 });
    const weights = () => autoencoder.encoder.getWeights().map((weight) => Array.from(weight.dataSync()));
    const before = weights();
    const options = { epochs: 5, batchSize: 40, learningRate: 0.05, progress: false } as const;
    const frozen = classifier({
      encoder: autoencoder.encoder,
      classes: 2,
      frozen: true,
      hidden: [3],
    });
    await fit(frozen, labelled, options);
    expect(weights()).deep.equal(before);
    const tuned = classifier({
      encoder: autoencoder.encoder,
      classes: 2,
      hidden: [3],
      weightDecay: 1e-3,
    });
    await fit(tuned, labelled, options);
    expect(weights()).not.deep.equal(before);
    frozen.dispose();
    tuned.dispose();
    autoencoder.dispose();
  });

  it('leaves a linear probe to fitLinearProbe', () => {
    const autoencoder = denseAutoencoder({ inputSize: 8, latentDim: 4, seed: 1 });
    const probe = () => classifier({ encoder: autoencoder.encoder, classes: 2, frozen: true });
    expect(probe).throw(RangeError, 'is a linear probe: use fitLinearProbe');
    autoencoder.dispose();
  });

  it('has the gradients that finite differences give', () => {
    const model = classifier({
      inputSize: 8,
      classes: 3,
      hidden: [4],
      activation: 'tanh',
      weightDecay: 0.1,
      seed: 2,
    });
    const target = tf.tensor1d(labels, 'int32');
    expectGradientsLikeDifferences(() => model.loss(x, { target }).total, model.variables);
    model.dispose();
  });
});

describe('transferLayers', () => {
  it('copies the lower layers and can freeze them', () => {
    const from = denseAutoencoder({ inputSize: 8, hidden: [5], latentDim: 3, seed: 1 });
    const to = denseAutoencoder({ inputSize: 8, hidden: [5], latentDim: 2, seed: 9 });
    transferLayers(from.encoder, to.encoder, { layers: 1, freeze: true });
    const values = (model: typeof from) =>
      Array.from(model.encoder.layers[0]?.getWeights()[0]?.dataSync() ?? []);
    expect(values(to)).deep.equal(values(from));
    expect(to.variables).lengthOf(6);
    expect(to.state).lengthOf(2);
    expect(() => transferLayers(from.encoder, to.encoder)).throw(
      'transferLayers: layer 2 has weights [5,3] [3] in the source, [5,2] [2] in the target',
    );
    from.dispose();
    to.dispose();
  });
});

describe('logistic PCA', () => {
  it('finds the logits that made the data: the loss falls to the entropy of the probabilities', () => {
    const losses: number[] = [];
    const model = fitLogisticPca(data, {
      latentDim: 2,
      iterations: 60,
      onIteration: (_iteration, loss) => void losses.push(loss),
    });
    const falls = losses.every((loss, i) => i === 0 || loss <= (losses[i - 1] ?? 0) + 1e-4);
    expect(falls, losses.join()).equal(true);
    const entropy =
      data.values.reduce((sum, p) => sum - p * Math.log(p) - (1 - p) * Math.log(1 - p), 0) / 120;
    expect(losses.at(-1)).within(entropy * 0.9999, entropy * 1.001);
    const codes = model.encode(x);
    expect(codes.shape).deep.equal([120, 2]);
    expect(number(model.decode(codes).sub(x).abs().max())).below(0.05);
    model.dispose();
  });

  it('fits the same, watched or not', () => {
    const options = { latentDim: 2, iterations: 10 };
    const [watched, alone] = [
      fitLogisticPca(data, { ...options, onIteration: () => undefined }),
      fitLogisticPca(data, options),
    ];
    const difference = watched.reconstruct(x).sub(alone.reconstruct(x));
    expect(number(difference.abs().max())).equal(0);
    watched.dispose();
    alone.dispose();
  });
});
