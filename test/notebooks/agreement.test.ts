import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  convolutionalAutoencoder,
  denseAutoencoder,
  linearAutoencoder,
  principalAngles,
  type Trainable,
  tiedAutoencoder,
  trustworthiness,
} from 'codebook';
import { inlineFrom } from './inline.js';
import { copyWeights, lossOf } from './inline-models.js';

const lesson03 = '03_a_linear_autoencoder_is_pca';
const lesson04 = '04_the_vanilla_autoencoder';
const lesson07 = '07_deep_autoencoders_against_pca';
const lesson08 = '08_convolutional_autoencoders';

describe('what a lesson builds in full view agrees with the library', () => {
  const images = tf.randomUniform([20, 784], 0, 1, 'float32', 3);
  const small = tf.randomUniform([20, 100], 0, 1, 'float32', 4);
  after(() => tf.dispose([images, small]));

  it('03: principal angles', () => {
    // The notebook's signature.
    const inline = inlineFrom(lesson03, ['function principalAngles'], 'principalAngles') as (
      a: tf.Tensor2D,
      b: tf.Tensor2D,
    ) => number[];
    const a = tf.randomNormal<tf.Rank.R2>([30, 4], 0, 1, 'float32', 1);
    const nearby = tf.tidy(() => a.add<tf.Tensor2D>(tf.randomNormal([30, 4], 0, 0.1, 'float32', 2)));
    const expected = Array.from(principalAngles(a, nearby));
    const got = inline(a, nearby);
    expect(got).to.have.length(4);
    got.forEach((angle, i) => expect(angle).to.be.closeTo(expected[i] ?? Number.NaN, 1e-3));
  });

  it('03: the linear autoencoder, tied and untied', () => {
    const needs = ['interface Linear', 'const meanSquare'];
    // The notebook's signatures.
    type Make = (latentDim: number, seed: number) => Trainable;
    const untied = (inlineFrom(lesson03, [...needs, 'function linearNet'], 'linearNet') as Make)(10, 1);
    const tied = (inlineFrom(lesson03, [...needs, 'function tiedNet'], 'tiedNet') as Make)(10, 1);
    const library = linearAutoencoder({ inputSize: 784, latentDim: 10 });
    copyWeights(untied, library);
    expect(lossOf(untied, images)).to.be.closeTo(lossOf(library, images), 1e-3);
    const options = {
      inputSize: 784,
      latentDim: 10,
      activation: 'linear',
      output: 'linear',
      loss: 'squaredError',
    } as const;
    const libraryTied = tiedAutoencoder(options);
    copyWeights(tied, libraryTied);
    expect(lossOf(tied, images)).to.be.closeTo(lossOf(libraryTied, images), 1e-3);
  });

  it('04: the vanilla autoencoder under both losses', () => {
    // The notebook's signature.
    type Make = (kind: string, seed: number) => Trainable;
    const vanilla = inlineFrom(lesson04, ['function lossOf', 'function vanilla'], 'vanilla') as Make;
    for (const loss of ['squaredError', 'binaryCrossEntropy'] as const) {
      const inline = vanilla(loss, 1);
      const library = denseAutoencoder({ inputSize: 100, latentDim: 50, activation: 'sigmoid', loss });
      copyWeights(inline, library);
      expect(lossOf(inline, small)).to.be.closeTo(lossOf(library, small), 1e-3);
    }
  });

  it('07: the deep autoencoder, its loss and its codes', () => {
    type Net = Trainable & { encode(x: tf.Tensor): tf.Tensor; logits(code: tf.Tensor): tf.Tensor };
    // The notebook's signature.
    const deepNet = inlineFrom(lesson07, ['const heWeights', 'function deepNet'], 'deepNet') as (
      widths: number[],
      seed: number,
    ) => Net;
    const inline = deepNet([784, 20, 12, 3], 1);
    const library = denseAutoencoder({
      inputSize: 784,
      hidden: [20, 12],
      latentDim: 3,
      codeActivation: 'linear',
    });
    copyWeights(inline, library);
    expect(lossOf(inline, images)).to.be.closeTo(lossOf(library, images), 1e-3);
    const difference = tf.tidy(
      () => inline.encode(images).sub(library.encode(images)).abs().max().dataSync()[0],
    );
    expect(difference).to.be.below(1e-5);
  });

  it('07: trustworthiness', () => {
    // The notebook's signature.
    const trust = inlineFrom(lesson07, ['function trust'], 'trust') as (
      data: number[][],
      codes: number[][],
      k: number,
    ) => number;
    const data = tf.randomNormal<tf.Rank.R2>([40, 5], 0, 1, 'float32', 5);
    const codes = data.slice<tf.Tensor2D>([0, 0], [40, 2]);
    for (const k of [1, 4, 9]) {
      const inline = trust(data.arraySync(), codes.arraySync(), k);
      expect(inline).to.be.closeTo(trustworthiness(data, codes, k), 1e-6);
      expect(inline).to.be.within(0.5, 0.99);
    }
  });

  it("08: Keras's convolutional autoencoder", () => {
    // The notebook's signature.
    type Make = (maps: number, seed: number) => Trainable;
    const net = inlineFrom(
      lesson08,
      ['const filter', 'function convolutionalNet'],
      'convolutionalNet',
    ) as Make;
    const inline = net(4, 1);
    const library = convolutionalAutoencoder({
      inputShape: [28, 28, 1],
      filters: [4, 4],
      doubling: 'transpose',
    });
    expect(inline.variables.map(({ shape }) => shape)).to.deep.equal(
      library.variables.map(({ shape }) => shape),
    );
    inline.variables.forEach((weights, i) => library.variables[i]?.assign(weights));
    expect(lossOf(inline, images)).to.be.closeTo(lossOf(library, images), 1e-3);
  });

  it('08: convolution and its transpose, in plain loops', () => {
    // The notebook's signatures.
    type Rows = number[][];
    const convolve = inlineFrom(lesson08, ['const convolve'], 'convolve') as (x: Rows, w: Rows) => Rows;
    const stamp = inlineFrom(lesson08, ['const zeros', 'function stamp'], 'stamp') as (
      x: Rows,
      w: Rows,
      s: number,
    ) => Rows;
    const random = (side: number, seed: number) => tf.randomNormal([side, side], 0, 1, 'float32', seed);
    const [x, w] = [random(5, 1), random(3, 2)];
    const [picture, kernel] = [x.arraySync() as Rows, w.arraySync() as Rows];
    const [x4, w4] = [x.reshape<tf.Tensor4D>([1, 5, 5, 1]), w.reshape<tf.Tensor4D>([3, 3, 1, 1])];
    const close = (rows: Rows, expected: tf.Tensor) => {
      const values = expected.dataSync();
      expect(rows.flat()).to.have.length(values.length);
      rows.flat().forEach((value, i) => expect(value).to.be.closeTo(values[i] ?? Number.NaN, 1e-4));
    };
    close(convolve(picture, kernel), tf.conv2d(x4, w4, 1, 'valid'));
    for (const stride of [1, 2]) {
      const side = 4 * stride + 3;
      close(stamp(picture, kernel, stride), tf.conv2dTranspose(x4, w4, [1, side, side, 1], stride, 'valid'));
    }
  });
});
