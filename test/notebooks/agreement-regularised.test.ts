import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  type Corruption,
  denseAutoencoder,
  gaussian,
  jacobian,
  klSparsity,
  kSparseAutoencoder,
  masking,
  Optimizer,
  saltAndPepper,
  sigmoidJacobianNorm,
  type Trainable,
  weightDecay,
} from 'codebook';
import { inlineFrom } from './inline.js';
import { copyWeights } from './inline-models.js';

const lesson09 = '09_weight_decay';
const lesson10 = '10_sparse_codes';
const lesson11 = '11_denoising';
const lesson12 = '12_contractive';

describe('what a lesson on regularised codes builds in full view agrees with the library', () => {
  const images = tf.randomUniform([20, 784], 0, 1, 'float32', 3);
  const small = tf.randomUniform([20, 100], 0, 1, 'float32', 4);
  after(() => tf.dispose([images, small]));

  it('09: weight decay', () => {
    // The notebook's signature.
    const inline = inlineFrom(lesson09, ['function decay'], 'decay') as (
      kernels: readonly tf.Tensor[],
      lambda: number,
    ) => tf.Scalar;
    const kernels = [small, images];
    const at = { x: small, code: small, encode: () => small, kernels };
    const [got, expected] = tf.tidy(() =>
      [inline(kernels, 0.3), weightDecay(0.3).value(at)].map((sum) => sum.dataSync()[0] ?? Number.NaN),
    );
    expect(got).to.be.closeTo(expected ?? Number.NaN, 1e-2);
  });

  it('09: a step of Adam with decay in the loss, and of AdamW', () => {
    // The notebook's signature.
    interface Adam {
      readonly w: number;
      readonly m: number;
      readonly q: number;
      readonly t: number;
    }
    const step = inlineFrom(lesson09, ['interface Adam', 'function adamStep'], 'adamStep') as (
      now: Adam,
      slope: number,
      rate: number,
      lambda: number,
      decoupled: boolean,
    ) => Adam;
    for (const decoupled of [false, true]) {
      const weight = tf.variable(tf.tensor2d([[1.5]]));
      const optimizer = new Optimizer({ name: 'adam', decoupledDecay: decoupled ? 0.4 : 0 }, [weight]);
      optimizer.setRate(0.1);
      let now: Adam = { w: 1.5, m: 0, q: 0, t: 0 };
      for (const slope of [2, -3, 0.5]) {
        now = step(now, slope, 0.1, 0.4, decoupled);
        optimizer.minimize(() =>
          weight
            .mul(slope)
            .add(decoupled ? 0 : weight.square().mul(0.4))
            .sum(),
        );
      }
      expect(weight.dataSync()[0], `decoupled: ${decoupled}`).to.be.closeTo(now.w, 1e-5);
      optimizer.dispose();
      weight.dispose();
    }
  });

  it('10: the k-sparse autoencoder in training and at test, its slopes too', () => {
    type Net = Trainable & { encode(x: tf.Tensor): tf.Tensor };
    const needs = ['const winners', 'function kSparse'];
    // The notebook's signature.
    type Make = (units: number, k: number, alpha: number, seed: number) => Net;
    const inline = (inlineFrom(lesson10, needs, 'kSparse') as Make)(40, 5, 3, 1);
    const library = kSparseAutoencoder({ inputSize: 784, latentDim: 40, k: 5, alpha: 3 });
    copyWeights(inline, library);
    const slopeOf = (net: Trainable) =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(
          () => net.loss(images, { training: true }).total,
          [...net.variables],
        );
        const matrix = Object.values(grads).find(({ rank }) => rank === 2);
        return { loss: value.dataSync()[0] ?? Number.NaN, slope: [...(matrix?.dataSync() ?? [])] };
      });
    const [ours, theirs] = [slopeOf(inline), slopeOf(library)];
    expect(ours.loss).to.be.closeTo(theirs.loss, 1e-3);
    expect(ours.slope).to.have.length(784 * 40);
    expect(Math.max(...ours.slope.map((value, i) => Math.abs(value - (theirs.slope[i] ?? 9))))).to.be.below(
      1e-3,
    );
    const [mine, other] = [inline.encode(images), library.encode(images)];
    expect(mine.sub(other).abs().max().dataSync()[0]).to.be.below(1e-5);
    expect(mine.notEqual(0).sum(1).max().dataSync()[0]).to.equal(15);
  });

  it('10: the KL penalty', () => {
    // The notebook's signature.
    const inline = inlineFrom(lesson10, ['function sparsityDivergence'], 'sparsityDivergence') as (
      code: tf.Tensor,
      rho: number,
    ) => tf.Scalar;
    const code = tf.randomUniform([30, 12], 0, 1, 'float32', 6).square();
    for (const rho of [0.03, 0.1, 0.5]) {
      const library = klSparsity({ rho, lambda: 1 }).value({ x: code, code, encode: (x) => x, kernels: [] });
      expect(inline(code, rho).dataSync()[0]).to.be.closeTo(library.dataSync()[0] ?? Number.NaN, 1e-5);
    }
  });

  it('11: three noises, number by number', () => {
    // The notebook's signature.
    type Noise = (x: tf.Tensor, key: tf.Tensor, level: number) => tf.Tensor;
    const noises: readonly (readonly [
      begins: string,
      name: string,
      library: (level: number) => Corruption,
    ])[] = [
      ['const masked', 'masked', masking],
      ['const noisy', 'noisy', (sigma) => gaussian(sigma)],
      ['function salted', 'salted', (nu) => saltAndPepper(nu)],
    ];
    for (const [begins, name, library] of noises)
      for (const level of [0, 0.3, 0.9]) {
        const inline = inlineFrom(lesson11, [begins], name) as Noise;
        const differing = tf.tidy(() => {
          const [ours, theirs] = [
            inline(images, random.key(5), level),
            library(level).corrupt(images, random.key(5)),
          ];
          return ours.notEqual(theirs).sum().dataSync()[0];
        });
        expect(differing, `${name} ${level}`).to.equal(0);
      }
  });

  it('11: the denoising autoencoder under equal noise', () => {
    // The notebook's signature.
    type Make = (units: number, nu: number, seed: number) => Trainable;
    const make = inlineFrom(lesson11, ['const masked', 'function denoisingNet'], 'denoisingNet') as Make;
    const inline = make(30, 0.4, 1);
    const library = denseAutoencoder({ inputSize: 784, latentDim: 30, corruption: masking(0.4) });
    copyWeights(inline, library);
    const noisyLoss = (model: Trainable, seed: number) =>
      tf.tidy(() => model.loss(images, { key: random.key(seed) }).total.dataSync()[0] ?? Number.NaN);
    expect(noisyLoss(inline, 2)).to.be.closeTo(noisyLoss(library, 2), 1e-3);
    expect(Math.abs(noisyLoss(inline, 2) - noisyLoss(inline, 3))).to.be.above(0.1); // each key its own noise
  });

  it('12: the Jacobian by automatic differentiation, and the closed form of its norm', () => {
    // The notebook's signatures.
    type Slopes = (encode: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor2D) => tf.Tensor3D;
    type Norm = (code: tf.Tensor, kernel: tf.Tensor) => tf.Scalar;
    const slopes = inlineFrom(lesson12, ['function jacobian'], 'jacobian') as Slopes;
    const norm = inlineFrom(lesson12, ['function sigmoidJacobianNorm'], 'sigmoidJacobianNorm') as Norm;
    const kernel = tf.randomNormal<tf.Rank.R2>([100, 7], 0, 0.3, 'float32', 5);
    const encode = (x: tf.Tensor) => tf.sigmoid(tf.matMul(x, kernel));
    const x = small as tf.Tensor2D; // it has two axes
    const [got, expected] = [slopes(encode, x), jacobian(encode, x)];
    expect(got.shape).to.deep.equal([20, 7, 100]);
    expect(got.sub(expected).abs().max().dataSync()[0]).to.be.below(1e-6);
    const [closed, ours] = [norm(encode(x), kernel), sigmoidJacobianNorm(encode(x), kernel)];
    expect(closed.dataSync()[0]).to.be.closeTo(ours.dataSync()[0] ?? Number.NaN, 1e-5);
    expect(closed.dataSync()[0]).to.be.closeTo(got.square().sum().div(20).dataSync()[0] ?? Number.NaN, 1e-4);
    tf.dispose([kernel, got, expected, closed, ours]);
  });
});
