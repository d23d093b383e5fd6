import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  activationL1,
  contractive,
  contractiveByAutodiff,
  denseAutoencoder,
  klSparsity,
  klToStandardNormal,
  type Penalty,
  sigmoidJacobianNorm,
  tiedAutoencoder,
  toTensor,
  weightDecay,
} from 'codebook';
import { klTerms, logNormalDensity } from '../../../lib/dist/losses/gaussian-divergence.js';
import { sparsityDivergence } from '../../../lib/dist/penalties/activation-sparsity.js';
import { jacobianNorm } from '../../../lib/dist/penalties/contractive.js';
import { squaredNorm } from '../../../lib/dist/penalties/weight-decay.js';
import { expectGradientsLikeDifferences } from '../models/finite-differences.js';
import { curvedPatterns } from '../models/patterns.js';

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;
const data = curvedPatterns(32, 5);
const penaltyOf = (penalty: Penalty, code: tf.Tensor): number =>
  number(
    penalty.value({
      x: code,
      code,
      encode: (x) => x,
      kernels: [tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [0]])],
    }),
  );

describe('weight decay and L1', () => {
  it('is λ times the sum of all squared weights', () => {
    expect(number(squaredNorm([tf.tensor2d([[1, 2]]), tf.tensor1d([3])]))).equal(14);
    expect(penaltyOf(weightDecay(0.5), tf.zeros([1, 1]))).equal(7);
  });

  it('is the sum of |h| over units, mean over examples', () => {
    expect(
      penaltyOf(
        activationL1(2),
        tf.tensor2d([
          [1, -2],
          [0, 3],
        ]),
      ),
    ).equal(6);
  });

  it('pushes no unit off 0, its optimum', () => {
    const slope = tf.grad((code: tf.Tensor) =>
      activationL1(2).value({ x: code, code, encode: (x) => x, kernels: [] }),
    )(tf.tensor2d([[-1, 0, 3]]));
    expect([...slope.dataSync()]).deep.equal([-2, 0, 2]);
  });

  it('refuses a negative weight', () => {
    expect(() => weightDecay(-1)).throw('weightDecay: the weight λ must be a number ≥ 0, got -1');
  });
});

describe('KL sparsity', () => {
  it('is 0 where every mean activation is ρ, and as the formula says elsewhere', () => {
    const even = tf.tensor2d([
      [0.2, 0],
      [0, 0.2],
    ]);
    expect(number(sparsityDivergence(even, 0.1))).closeTo(0, 1e-7);
    const off = tf.tensor2d([
      [0.5, 0.2],
      [0.3, 0.2],
    ]);
    const kl = (p: number, q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    expect(number(sparsityDivergence(off, 0.1))).closeTo(kl(0.1, 0.4) + kl(0.1, 0.2), 1e-6);
  });

  it('stays finite for dead and saturated units', () => {
    const stuck = tf.tensor2d([
      [0, 1],
      [0, 1],
    ]);
    expect(number(sparsityDivergence(stuck, 0.1))).within(10, 20);
  });

  it('has the gradients that finite differences give', () => {
    const penalties = [klSparsity({ rho: 0.1, lambda: 3 })];
    const model = denseAutoencoder({
      inputSize: 5,
      latentDim: 3,
      codeActivation: 'sigmoid',
      penalties,
      seed: 1,
    });
    const x = toTensor(data);
    expectGradientsLikeDifferences(() => model.loss(x).total, model.variables);
    model.dispose();
  });
});

describe('the contractive penalty', () => {
  const x = toTensor(data);
  const model = denseAutoencoder({ inputSize: 5, latentDim: 3, codeActivation: 'sigmoid', seed: 2 });
  const [kernel = x, bias = x] = model.variables;
  const encode = (input: tf.Tensor): tf.Tensor => input.matMul(kernel).add(bias).sigmoid();

  it('has a closed form that equals autodiff', () => {
    const closed = number(sigmoidJacobianNorm(encode(x), kernel));
    expect(number(jacobianNorm(encode, x, 3))).closeTo(closed, 1e-6);
  });

  it('equals ‖J‖² by finite differences of the encoder', () => {
    const step = 1e-2;
    let sum = 0;
    for (let i = 0; i < 5; i++) {
      const offset = tf.oneHot(tf.scalar(i, 'int32'), 5).mul(step);
      const slope = encode(x.add(offset))
        .sub(encode(x.sub(offset)))
        .div(2 * step);
      sum += number(slope.square().sum()) / data.count;
    }
    expect(number(sigmoidJacobianNorm(encode(x), kernel))).closeTo(sum, 1e-4);
  });

  it('trains the same, in closed form and by autodiff', () => {
    const gradients = [contractive(0.7), contractiveByAutodiff(0.7)].map((penalty) => {
      const options = { inputSize: 5, latentDim: 3, penalties: [penalty], seed: 2 };
      const tied = tiedAutoencoder(options);
      const { grads } = tf.variableGrads(() => tied.loss(x).total, [...tied.variables]);
      const values = tied.variables.map(({ name }) => Array.from(grads[name]?.dataSync() ?? []));
      tied.dispose();
      return values;
    });
    const [closed = [], automatic = []] = gradients;
    expect(automatic.map(({ length }) => length)).deep.equal([5 * 3, 3, 5]);
    closed.flat().forEach((value, i) => expect(automatic.flat()[i]).closeTo(value, 1e-5));
    expect(closed.flat()).length(5 * 3 + 3 + 5);
  });

  it('refuses an encoder for which the closed form does not hold', () => {
    const deep = denseAutoencoder({ inputSize: 5, hidden: [4], latentDim: 3, penalties: [contractive(1)] });
    expect(() => deep.loss(x)).throw('contractive: the first weights are [5,4], expected [5, 3]');
    deep.dispose();
  });
});

describe('KL to the standard normal', () => {
  const mean = tf.tensor2d([[0.5, -1.2]]);
  const logVariance = tf.tensor2d([[-0.7, 0.4]]);

  it('is 0 for the standard normal itself and ½ μ² for a shifted one', () => {
    expect(number(klToStandardNormal(tf.zeros([3, 2]), tf.zeros([3, 2])))).equal(0);
    expect(number(klToStandardNormal(tf.tensor2d([[3]]), tf.zeros([1, 1])))).equal(4.5);
  });

  it('equals E_q[log q − log p] by Monte Carlo, within four standard errors', () => {
    const draws = 40_000;
    const z = mean.add(
      logVariance
        .mul(0.5)
        .exp()
        .mul(random.normal(random.key(3), [draws, 2])),
    );
    const ratio = logNormalDensity(z, mean, logVariance).sub(
      logNormalDensity(z, tf.zerosLike(z), tf.zerosLike(z)),
    );
    const { mean: average, variance } = tf.moments(ratio);
    const error = Math.sqrt(number(variance) / draws);
    expect(number(klToStandardNormal(mean, logVariance))).closeTo(number(average), 4 * error);
    expect(error).below(0.01);
  });

  it('is the sum of its terms', () => {
    expect(number(klTerms(mean, logVariance).sum())).closeTo(
      number(klToStandardNormal(mean, logVariance)),
      1e-6,
    );
  });
});
