import { compile, random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { checkOptions, checkSeed } from '../checks/options.js';
import { inShape } from '../checks/shapes.js';
import type { BoltzmannMachine } from './boltzmann.js';

/**
 * The pseudo-log-likelihood Σ_i log p(v_i | v_−i) = Σ_i log σ(F(v with bit i flipped) − F(v)) (Besag 1975),
 * over **all** flips, not one at random: exact, and without that estimate's noise. It is not the likelihood.
 * Taught in lesson 14.
 * @param x bits, `[examples, inputSize]`.
 * @returns nats, mean over examples; 0 at most.
 * @throws RangeError for a machine whose units are not all bits.
 */
export function pseudoLogLikelihood(machine: BoltzmannMachine, x: tf.Tensor): number {
  bitsOnly('pseudoLogLikelihood', machine);
  return tf.tidy(() => {
    const v = inShape('pseudoLogLikelihood', x, machine.inputShape).as2D(x.shape[0] ?? 0, -1);
    const field = v.matMul(machine.couplings).add(machine.hiddenBias);
    const now = tf.softplus(field).sum(1);
    const rows = tf.unstack(machine.couplings);
    let sum = tf.scalar(0);
    rows.forEach((row, i) => {
      sum = tf.tidy(() => sum.add(flipTerm(machine, v, i, row, field, now)));
    });
    return (sum.dataSync()[0] ?? Number.NaN) / (x.shape[0] ?? 1);
  });
}

/**
 * Σ over examples of log σ(F(v with bit i flipped) − F(v)); the flip moves the hidden units' field by ±W_i.
 */
function flipTerm(
  machine: BoltzmannMachine,
  v: tf.Tensor2D,
  i: number,
  row: tf.Tensor,
  field: tf.Tensor,
  now: tf.Tensor,
): tf.Scalar {
  const change = tf.sub(1, v.slice([0, i], [-1, 1]).mul(2));
  const flipped = tf.softplus(field.add(change.mul(row))).sum(1);
  const bias = machine.visibleBias.as1D().slice([i], [1]);
  const difference = now.sub(flipped).sub(change.squeeze([1]).mul(bias));
  return tf.softplus(difference.neg()).sum().mul<tf.Scalar>(-1);
}

/**
 * log Z exactly, by enumerating all states of the smaller side (at most 20 units):
 * Z = Σ_h e^(c·h) Π_i (1 + e^(b_i + (W h)_i)), or the same with the sides exchanged. Taught in lesson 14.
 * @throws RangeError when both sides are larger, or units are not bits.
 */
export function exactLogPartition(machine: BoltzmannMachine): number {
  bitsOnly('exactLogPartition', machine);
  const { inputSize, latentDim } = machine.options;
  const size = Math.min(inputSize, latentDim);
  if (size > 20)
    throw new RangeError(
      `exactLogPartition: the smaller side has ${size} units, at most 20 can be enumerated`,
    );
  return tf.tidy(() => {
    const states = allStates(size);
    const byVisible = inputSize <= latentDim;
    const energies = byVisible ? machine.freeEnergy(states) : hiddenFreeEnergy(machine, states);
    return tf.logSumExp(energies.neg()).dataSync()[0] ?? Number.NaN;
  });
}

/** −log Σ_v e^−E(v,h) = −h·c − Σ_i softplus(b_i + (h Wᵀ)_i): `[examples]`. */
function hiddenFreeEnergy(machine: BoltzmannMachine, hidden: tf.Tensor2D): tf.Tensor {
  const field = tf.matMul(hidden, machine.couplings.as2D(machine.options.inputSize, -1), false, true);
  const visible = tf.softplus(field.add(machine.visibleBias)).sum(1);
  return hidden.mul(machine.hiddenBias).sum(1).add(visible).neg();
}

/** All 2^size patterns of bits, `[2^size, size]`, counting upwards with the last bit fastest. */
export function allStates(size: number): tf.Tensor2D {
  const count = 2 ** size;
  const bits = new Float32Array(count * size);
  for (let state = 0; state < count; state++)
    for (let bit = 0; bit < size; bit++) bits[state * size + bit] = (state >> (size - 1 - bit)) & 1;
  return tf.tensor2d(bits, [count, size]);
}

/** How annealed importance sampling runs. */
export interface AnnealingOptions {
  /** Independent runs. Default 100. */
  readonly runs?: number;
  /** Intermediate distributions between base rates and machine. Default 10,000. */
  readonly distributions?: number;
  /**
   * Mean of the data, `[inputSize]`: the base-rate machine has its log-odds as biases. Default: all bits even.
   */
  readonly dataMean?: Float32Array;
  readonly seed?: number;
}

/** log Z and its standard error's bounds: log(Ẑ ± 1 standard error). */
export interface LogPartition {
  readonly logZ: number;
  readonly low: number;
  readonly high: number;
}

/**
 * log Z by annealed importance sampling (Neal 2001; Salakhutdinov & Murray 2008): chains move from a machine
 * without weights, whose Z is known, through distributions in between to this one. As in the paper 1/29 of them
 * lie below inverse temperature 0.5, 8/29 between 0.5 and 0.9, and the rest above. The log-likelihood of bits v is
 * then −F(v) − log Z. Too few distributions make it too high. Taught in lesson 14.
 * @throws RangeError for units that are not bits.
 */
export function annealedLogPartition(
  machine: BoltzmannMachine,
  options: AnnealingOptions = {},
): LogPartition {
  checkOptions('annealedLogPartition', options, {
    runs: true,
    distributions: true,
    dataMean: true,
    seed: true,
  });
  checkSeed('annealedLogPartition', options.seed ?? 0);
  bitsOnly('annealedLogPartition', machine);
  const { runs = 100, distributions = 10_000, seed = 0 } = options;
  const { inputSize, latentDim } = machine.options;
  const base = baseBias(options.dataMean ?? new Float32Array(inputSize).fill(0.5));
  const step = compile(
    (...[v, weights, from, to, key]: AnnealingInputs) => annealed(machine, base, v, weights, from, to, key),
    {
      jit: false,
    },
  );
  let v = tf.tidy(() =>
    random.bernoulli(random.key(seed), tf.tile(base.sigmoid().reshape([1, -1]), [runs, 1])),
  );
  let logWeights: tf.Tensor = tf.zeros([runs]);
  const betas = temperatures(distributions);
  for (let i = 1; i < betas.length; i++) {
    const [from, to] = [tf.scalar(betas[i - 1] ?? 0), tf.scalar(betas[i] ?? 1)];
    const key = tf.tensor1d([seed + 1, i], 'int32');
    const next = step(v, logWeights, from, to, key);
    tf.dispose([from, to, key, v, logWeights]);
    [v, logWeights] = next;
  }
  const weights = logWeights.dataSync();
  const logBase =
    tf.tidy(() => tf.softplus(base).sum().dataSync()[0] ?? Number.NaN) + latentDim * Math.log(2);
  tf.dispose([v, logWeights, base]);
  step.dispose();
  return estimate(weights, logBase);
}

type AnnealingInputs = [v: tf.Tensor, weights: tf.Tensor, from: tf.Tensor, to: tf.Tensor, key: tf.Tensor];

/** Adds log p*_to(v) − log p*_from(v), then one Gibbs step at the inverse temperature `to`. */
function annealed(
  machine: BoltzmannMachine,
  base: tf.Tensor,
  ...[v, weights, from, to, key]: AnnealingInputs
): [tf.Tensor, tf.Tensor] {
  const field = v.matMul(machine.couplings).add(machine.hiddenBias);
  const density = (beta: tf.Tensor) => {
    const own = v.mul(base).sum(1).mul(tf.sub(1, beta)).add(v.mul(machine.visibleBias).sum(1).mul(beta));
    return own.add(tf.softplus(field.mul(beta)).sum(1));
  };
  const next = weights.add(density(to)).sub(density(from));
  const [up, down] = random.split(key);
  if (!up || !down) throw new Error('annealedLogPartition: two keys expected');
  const hidden = random.bernoulli(up, field.mul(to).sigmoid());
  const back = tf.matMul(
    hidden.as2D(v.shape[0] ?? 0, -1),
    machine.couplings.as2D(v.shape[1] ?? 0, -1),
    false,
    true,
  );
  const bias = base.mul(tf.sub(1, to)).add(back.add(machine.visibleBias).mul(to));
  return [random.bernoulli(down, bias.sigmoid()), next];
}

/** log-odds of the data's mean, kept away from 0 and 1. */
function baseBias(mean: Float32Array): tf.Tensor1D {
  return tf.tensor1d(Float32Array.from(mean, (p) => Math.log((p * 0.98 + 0.01) / (1 - (p * 0.98 + 0.01)))));
}

/**
 * Inverse temperatures from 0 to 1, dense near 1: the paper's 500 to 0.5, 4,000 to 0.9, 10,000 to 1, in
 * proportion.
 */
function temperatures(count: number): number[] {
  const part = (share: number) => Math.max(1, Math.round((share / 14_500) * count));
  const rising = (from: number, to: number, steps: number) =>
    Array.from({ length: steps }, (_, i) => from + ((to - from) * (i + 1)) / steps);
  return [0, ...rising(0, 0.5, part(500)), ...rising(0.5, 0.9, part(4000)), ...rising(0.9, 1, part(10_000))];
}

function estimate(logWeights: ArrayLike<number>, logBase: number): LogPartition {
  const values = Array.from(logWeights);
  const most = Math.max(...values);
  const weights = values.map((value) => Math.exp(value - most));
  const mean = weights.reduce((sum, value) => sum + value, 0) / weights.length;
  const variance = weights.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (weights.length - 1 || 1);
  const error = Math.sqrt(variance / weights.length);
  const at = (value: number) => (value > 0 ? Math.log(value) + most + logBase : Number.NEGATIVE_INFINITY);
  return { logZ: at(mean), low: at(mean - error), high: at(mean + error) };
}

/**
 * Mean log-likelihood of bits under a machine, −F(v) − log Z, given log Z exactly or by annealing.
 * @returns nats, mean over examples.
 */
export function logLikelihood(machine: BoltzmannMachine, x: tf.Tensor, logZ: number): number {
  bitsOnly('logLikelihood', machine);
  return tf.tidy(() => -(machine.freeEnergy(x).mean().dataSync()[0] ?? Number.NaN) - logZ);
}

function bitsOnly(caller: string, { visibleUnits, hiddenUnits }: BoltzmannMachine): void {
  if (visibleUnits !== 'bernoulli' || hiddenUnits !== 'bernoulli')
    throw new RangeError(
      `${caller}: the machine's units must be bits, got ${visibleUnits} and ${hiddenUnits}`,
    );
}
