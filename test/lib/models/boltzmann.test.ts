import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  annealedLogPartition,
  type BoltzmannMachine,
  boltzmannMachine,
  exactLogPartition,
  fit,
  Generator,
  logLikelihood,
  pseudoLogLikelihood,
  toTensor,
} from 'codebook';
import { allStates } from '../../../lib/dist/models/boltzmann-likelihood.js';
import { randomBits } from './patterns.js';

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;

/** A machine with weights and biases of deviation 1, so that nothing is nearly 0. */
function strongMachine(visible: number, hidden: number, options: object = {}): BoltzmannMachine {
  const machine = boltzmannMachine({
    inputSize: visible,
    latentDim: hidden,
    initialDeviation: 1,
    seed: 3,
    ...options,
  });
  const generator = new Generator(7);
  for (const bias of [machine.visibleBias, machine.hiddenBias])
    tf.tidy(() => bias.assign(tf.tensor1d(Array.from({ length: bias.size }, () => generator.normal()))));
  return machine;
}

/** E(v, h) of every pair, by the definition, in plain numbers: [state of v][state of h]. */
function energies(machine: BoltzmannMachine, visible: number[][], hidden: number[][]): number[][] {
  // Of rank 2.
  const weights = machine.couplings.arraySync() as number[][];
  const [b, c] = [machine.visibleBias.dataSync(), machine.hiddenBias.dataSync()];
  return visible.map((v) =>
    hidden.map((h) => {
      let energy = 0;
      v.forEach((value, i) => {
        energy -= value * (b[i] ?? 0);
        h.forEach((unit, j) => {
          energy -= value * (weights[i]?.[j] ?? 0) * unit;
        });
      });
      h.forEach((unit, j) => {
        energy -= unit * (c[j] ?? 0);
      });
      return energy;
    }),
  );
}

const statesOf = (size: number): number[][] => allStates(size).arraySync();
const logSumExp = (values: readonly number[]): number =>
  Math.log(values.reduce((sum, value) => sum + Math.exp(value), 0));

describe('BoltzmannMachine', () => {
  const machine = strongMachine(3, 2);
  const table = energies(machine, statesOf(3), statesOf(2));

  it('counts states upwards', () => {
    expect(statesOf(2)).deep.equal([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  it('has the free energy that enumeration of its hidden states gives', () => {
    const free = machine.freeEnergy(allStates(3)).dataSync();
    table.forEach((row, i) => expect(free[i]).closeTo(-logSumExp(row.map((energy) => -energy)), 1e-5));
  });

  it('has the partition function that enumeration gives, from either side', () => {
    const expected = logSumExp(table.flat().map((energy) => -energy));
    expect(exactLogPartition(machine)).closeTo(expected, 1e-5);
    const wide = strongMachine(2, 3);
    const other = energies(wide, statesOf(2), statesOf(3)).flat();
    expect(exactLogPartition(wide)).closeTo(logSumExp(other.map((energy) => -energy)), 1e-5);
  });

  it('has probabilities that sum to 1', () => {
    const free = machine.freeEnergy(allStates(3)).dataSync<'float32'>();
    const sum = free.reduce((total, energy) => total + Math.exp(-energy - exactLogPartition(machine)), 0);
    expect(sum).closeTo(1, 1e-5);
  });

  it('has the pseudo-likelihood that its conditionals give', () => {
    const free = machine.freeEnergy(allStates(3)).dataSync();
    const state = 5;
    let expected = 0;
    for (const flip of [4, 2, 1]) {
      const [own = 0, other = 0] = [free[state], free[state ^ flip]];
      expected += -own - logSumExp([-own, -other]);
    }
    expect(pseudoLogLikelihood(machine, tf.tensor2d([[1, 0, 1]]))).closeTo(expected, 1e-5);
  });

  it('is brought near its exact partition function by annealing', () => {
    const larger = strongMachine(12, 8);
    const { logZ, low, high } = annealedLogPartition(larger, { runs: 200, distributions: 2000, seed: 1 });
    const exact = exactLogPartition(larger);
    expect(exact).within(low - (high - low), high + (high - low));
    expect(logZ).closeTo(exact, 0.1);
  });

  it('gives the mean log-likelihood −F(v) − log Z', () => {
    const v = tf.tensor2d([[1, 0, 1]]);
    const expected = logSumExp((table[5] ?? []).map((energy) => -energy)) - exactLogPartition(machine);
    expect(logLikelihood(machine, v, exactLogPartition(machine))).closeTo(expected, 1e-5);
  });

  it("has contrastive divergence's gradient: ⟨v h⟩ of the data less that of the chain's end", () => {
    const data = toTensor(randomBits(50, 3));
    const key = random.key(4);
    const { grads } = tf.variableGrads(
      () => machine.loss(data, { key, training: true }).total,
      [...machine.variables],
    );
    const [chainKey = key] = random.split(key);
    const negative = machine.gibbs(data, 1, chainKey);
    const correlation = (v: tf.Tensor) => tf.matMul(v, machine.hiddenMeans(v), true).div(50);
    const expected = correlation(negative).sub(correlation(data));
    const gradient = grads[machine.couplings.name] ?? tf.scalar(Number.NaN);
    expect(number(gradient.sub(expected).abs().max())).below(1e-6);
    const biasGradient = grads[machine.visibleBias.name] ?? tf.scalar(Number.NaN);
    expect(
      number(
        biasGradient
          .sub(negative.mean(0).sub(data.mean(0)))
          .abs()
          .max(),
      ),
    ).below(1e-6);
  });

  it('samples states as often as their probability says', () => {
    const chains = 20_000;
    const start = random.bernoulli(random.key(1), 0.5, [chains, 3]);
    const samples = machine.gibbs(start, 50, random.key(2));
    const index = samples
      .mul(tf.tensor2d([[4, 2, 1]]))
      .sum(1)
      .dataSync();
    const free = machine.freeEnergy(allStates(3)).dataSync();
    for (let state = 0; state < 8; state++) {
      const p = Math.exp(-(free[state] ?? 0) - exactLogPartition(machine));
      const share = index.filter((value) => value === state).length / chains;
      expect(share, `state ${state}`).closeTo(p, 4 * Math.sqrt((p * (1 - p)) / chains));
    }
  });

  it('integrates Gaussian units in closed form', () => {
    const gaussian = strongMachine(2, 1, { hiddenUnits: 'gaussian' });
    const [c = 0] = gaussian.hiddenBias.dataSync();
    const [b0 = 0, b1 = 0] = gaussian.visibleBias.dataSync();
    const [w0 = 0, w1 = 0] = gaussian.couplings.dataSync();
    const v = [0.3, 0.9] as const;
    let integral = 0;
    for (let h = -12; h < 12; h += 0.001)
      integral += 0.001 * Math.exp(v[0] * b0 + v[1] * b1 - 0.5 * (h - c) ** 2 + (v[0] * w0 + v[1] * w1) * h);
    expect(number(gaussian.freeEnergy(tf.tensor2d([[...v]])))).closeTo(-Math.log(integral), 1e-4);
    const real = strongMachine(2, 2, { visibleUnits: 'gaussian' });
    const shift = tf.tensor2d([[0.5, -1]]);
    const field = shift.matMul(real.couplings).add(real.hiddenBias);
    const expected =
      0.5 * number(shift.sub(real.visibleBias).square().sum()) - number(tf.softplus(field).sum());
    expect(number(real.freeEnergy(shift))).closeTo(expected, 1e-5);
  });

  it('moves its persistent chains in training only', () => {
    const persistent = strongMachine(6, 4, { persistentChains: 10 });
    const [chains = persistent.couplings] = persistent.state;
    const before = Array.from(chains.dataSync());
    const data = toTensor(randomBits(20, 6));
    tf.tidy(() => void persistent.loss(data, { key: random.key(1) }));
    expect(Array.from(chains.dataSync())).deep.equal(before);
    tf.tidy(() => void persistent.loss(data, { key: random.key(1), training: true }));
    expect(Array.from(chains.dataSync())).not.deep.equal(before);
  });

  it('raises the exact likelihood of its data, by CD and by PCD', async () => {
    const bits = randomBits(200, 8);
    for (let i = 0; i < bits.values.length; i += 2) bits.values[i + 1] = bits.values[i] ?? 0;
    const x = toTensor(bits);
    for (const options of [{ steps: 1 }, { steps: 1, persistentChains: 50 }]) {
      const learner = boltzmannMachine({
        inputSize: 8,
        latentDim: 6,
        initialDeviation: 0.1,
        seed: 1,
        ...options,
      });
      const before = logLikelihood(learner, x, exactLogPartition(learner));
      await fit(learner, bits, {
        epochs: 300,
        batchSize: 20,
        learningRate: 0.1,
        optimizer: 'sgd',
        progress: false,
      });
      const after = logLikelihood(learner, x, exactLogPartition(learner));
      // Independent bits give −8 log 2; pairs that agree, at best, −4 log 2.
      expect(before).closeTo(-8 * Math.LN2, 0.1);
      expect(after).within(-5 * Math.LN2, -4 * Math.LN2);
      learner.dispose();
    }
  });

  it('encodes, decodes and reconstructs by means, and refuses a code where examples belong', () => {
    const bits = allStates(3);
    const code = machine.encode(bits);
    expect([machine.latentDim, code.shape]).deep.equal([2, [8, 2]]);
    expect(number(machine.decode(code).sub(machine.visibleMeans(code)).abs().max())).equal(0);
    expect(number(machine.reconstruct(bits).sub(machine.decode(code)).abs().max())).equal(0);
    expect(() => machine.reconstruct(code)).throw('reconstruct: got a tensor [8,2], expected [examples, 3]');
    expect(() => machine.decode(bits)).throw('decode: got a tensor [8,3], expected [examples, 2]');
  });

  it('refuses what it cannot do', () => {
    const both = { inputSize: 2, latentDim: 2, visibleUnits: 'gaussian', hiddenUnits: 'gaussian' } as const;
    expect(() => boltzmannMachine(both)).throw('visible and hidden units cannot both be Gaussian');
    expect(() => exactLogPartition(boltzmannMachine({ inputSize: 30, latentDim: 21 }))).throw(
      'at most 20 can be enumerated',
    );
    const gaussian = boltzmannMachine({ inputSize: 2, latentDim: 2, visibleUnits: 'gaussian' });
    expect(() => pseudoLogLikelihood(gaussian, tf.zeros([1, 2]))).throw("the machine's units must be bits");
    expect(() => machine.loss(tf.zeros([1, 3]))).throw('a Boltzmann machine samples; pass context.key');
  });
});
