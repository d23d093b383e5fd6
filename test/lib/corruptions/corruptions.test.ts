import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  type Corruption,
  denseAutoencoder,
  gaussian,
  masking,
  occlusion,
  saltAndPepper,
  strokes,
  watermark,
} from 'codebook';

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;
const grey = tf.fill([200, 784], 0.5);
const corrupted = (corruption: Corruption, seed = 1): tf.Tensor => corruption.corrupt(grey, random.key(seed));
const share = (mask: tf.Tensor): number => number(mask.cast('float32').mean());

describe('corruptions', () => {
  it('masks the share ν of numbers and leaves the others', () => {
    const noisy = corrupted(masking(0.3));
    expect(share(noisy.equal(0))).closeTo(0.3, 0.005);
    expect(share(noisy.equal(0.5))).closeTo(0.7, 0.005);
    expect(share(corrupted(masking(0)).equal(0.5))).equal(1);
    expect(share(corrupted(masking(1)).equal(0))).equal(1);
  });

  it('adds Gaussian noise of mean 0 and deviation σ, and clips where asked', () => {
    const { mean, variance } = tf.moments(corrupted(gaussian(0.4)).sub(grey));
    expect(number(mean)).closeTo(0, 0.005);
    expect(Math.sqrt(number(variance))).closeTo(0.4, 0.005);
    const clipped = corrupted(gaussian(0.4, { clip: [0, 1] }));
    expect([number(clipped.min()), number(clipped.max())]).deep.equal([0, 1]);
  });

  it('makes salt and pepper of ν/2 each', () => {
    const noisy = corrupted(saltAndPepper(0.4));
    expect(share(noisy.equal(0))).closeTo(0.2, 0.005);
    expect(share(noisy.equal(1))).closeTo(0.2, 0.005);
  });

  it('lays the same watermark over each image and keeps ink', () => {
    const mark = new Float32Array(784);
    mark[10] = 1;
    const noisy = watermark(mark, 0.6).corrupt(
      tf.concat([tf.zeros([1, 784]), tf.ones([1, 784])]),
      random.key(1),
    );
    // Two rows.
    const [paper = [], ink = []] = noisy.arraySync() as number[][];
    expect(paper[10]).closeTo(0.6, 1e-6);
    expect(paper[11]).equal(0);
    expect(new Set(ink)).deep.equal(new Set([1]));
  });

  it('draws strokes that cover a connected share of each image, others for each', () => {
    const noisy = corrupted(strokes({ count: 1, width: 2 }));
    const covered = noisy.equal(1).cast('float32').sum(1);
    expect(number(covered.min())).within(1, 8);
    expect(number(covered.max())).within(40, 85);
    expect(
      number(
        noisy
          .slice([0], [1])
          .sub(noisy.slice([1], [1]))
          .abs()
          .max(),
      ),
    ).equal(0.5);
  });

  it('hides one whole square in each image', () => {
    const noisy = corrupted(occlusion(10));
    expect(new Set(noisy.equal(0).cast('float32').sum(1).dataSync())).deep.equal(new Set([100]));
    const rows = noisy.reshape([200, 28, 28]).equal(0).any(2).cast('float32').sum(1);
    expect(new Set(rows.dataSync())).deep.equal(new Set([10]));
  });

  it('draws the same noise for the same key, other noise for another, and leaves its input', () => {
    for (const corruption of [masking(0.5), gaussian(1), saltAndPepper(0.5), strokes(), occlusion(8)]) {
      const [first, again, other] = [1, 1, 2].map((seed) => corrupted(corruption, seed));
      if (!first || !again || !other) throw new Error('three corruptions expected');
      expect(share(first.equal(again)), corruption.name).equal(1);
      expect(share(first.equal(other)), corruption.name).below(1);
    }
    expect(share(grey.equal(0.5))).equal(1);
  });

  it('keeps shapes other than rows of pixels', () => {
    const images = tf.fill([4, 28, 28, 1], 0.5);
    for (const corruption of [masking(0.5), strokes(), occlusion(8), watermark(new Float32Array(784))])
      expect(corruption.corrupt(images, random.key(1)).shape, corruption.name).deep.equal([4, 28, 28, 1]);
  });

  it('lets the encoder see the noise while the target stays clean', () => {
    const options = { inputSize: 784, latentDim: 4, output: 'linear', seed: 1 } as const;
    const denoising = denseAutoencoder({ ...options, corruption: masking(1) });
    const byHand = denoising
      .reconstruct(tf.zeros([200, 784]))
      .sub(grey)
      .square()
      .sum()
      .div(200);
    expect(number(denoising.loss(grey, { key: random.key(1) }).total)).closeTo(number(byHand), 1e-3);
    expect(() => denoising.loss(grey)).throw(
      'loss: the corruption masking 1 draws random numbers; pass context.key',
    );
    denoising.dispose();
  });

  it('refuses impossible strengths', () => {
    expect(() => masking(1.2)).throw('masking: the probability must lie between 0 and 1, got 1.2');
    expect(() => gaussian(-1)).throw('gaussian: the deviation must be ≥ 0, got -1');
    expect(() => strokes({ width: 0 })).throw('strokes: count must be a whole number ≥ 1 and width above 0');
    expect(() => occlusion(30)).throw('occlusion: side must be whole and fit into [28,28], got 30');
    expect(() => watermark(new Float32Array(3)).corrupt(grey, random.key(1))).throw(
      'watermark: the mark has 3 numbers, an image [784] 784',
    );
  });
});
