import * as tf from '@tensorflow/tfjs';
import type { Trace } from '../trace/trace.js';
import type { Rmsprop } from './fused.js';
import { type Gradients, type Slot, slot, weightUpdates } from './slots.js';

// These optimizers have no kernel in TensorFlow with tfjs's formula: their updates are recorded as ordinary ops.

/** ρ·average + (1 − ρ)·value. */
function movingAverage(average: tf.Tensor, value: tf.Tensor, decay: number): tf.Tensor {
  return tf.add(tf.mul(average, decay), tf.mul(value, 1 - decay));
}

/** s ← ρ·s + (1 − ρ)·g², m ← ρ·m + (1 − ρ)·g, a ← μ·a + η·g/√(s − m² − ε), w ← w − a. */
export function centredRmsprop(trace: Trace, optimizer: Rmsprop, gradients: Gradients): void {
  const { decay, momentum, epsilon } = optimizer;
  const rate = trace.number(() => optimizer.learningRate);
  for (const { weight, gradient, index } of weightUpdates(gradients)) {
    const square = slot(optimizer.accumulatedMeanSquares, index);
    const mean = slot(optimizer.accumulatedMeanGrads, index);
    const moment = slot(optimizer.accumulatedMoments, index);
    square.assign(movingAverage(square, tf.square(gradient), decay));
    mean.assign(movingAverage(mean, gradient, decay));
    const deviation = tf.sqrt(tf.sub(square, tf.add(tf.square(mean), epsilon)));
    moment.assign(tf.add(tf.mul(moment, momentum), tf.div(tf.mul(gradient, rate), deviation)));
    weight.assign(tf.sub(weight, moment));
  }
}

/** The fields of `tf.AdagradOptimizer` that are read here. */
export interface Adagrad {
  readonly learningRate: number;
  readonly accumulatedGrads: readonly Slot[];
}

/** s ← s + g², w ← w − η·g/√(s + ε). */
export function adagrad(trace: Trace, optimizer: Adagrad, gradients: Gradients): void {
  const rate = trace.number(() => optimizer.learningRate);
  for (const { weight, gradient, index } of weightUpdates(gradients)) {
    const sum = slot(optimizer.accumulatedGrads, index);
    sum.assign(tf.add(sum, tf.square(gradient)));
    const direction = tf.div(gradient, tf.sqrt(tf.add(sum, tf.backend().epsilon())));
    weight.assign(tf.sub(weight, tf.mul(direction, rate)));
  }
}

/** The fields of `tf.AdadeltaOptimizer` that are read here. */
export interface Adadelta extends Adagrad {
  readonly rho: number;
  readonly epsilon: number;
  readonly accumulatedUpdates: readonly Slot[];
}

/** u = √(d + ε)/√(s + ε)·g, s ← ρ·s + (1 − ρ)·g², d ← ρ·d + (1 − ρ)·u², w ← w − η·u. */
export function adadelta(trace: Trace, optimizer: Adadelta, gradients: Gradients): void {
  const { rho, epsilon } = optimizer;
  const rate = trace.number(() => optimizer.learningRate);
  for (const { weight, gradient, index } of weightUpdates(gradients)) {
    const square = slot(optimizer.accumulatedGrads, index);
    const step = slot(optimizer.accumulatedUpdates, index);
    const scale = tf.div(tf.sqrt(tf.add(step, epsilon)), tf.sqrt(tf.add(square, epsilon)));
    const update = tf.mul(scale, gradient);
    square.assign(movingAverage(square, tf.square(gradient), rho));
    step.assign(movingAverage(step, tf.square(update), rho));
    weight.assign(tf.sub(weight, tf.mul(update, rate)));
  }
}

/** The fields of `tf.AdamaxOptimizer` that are read here. */
export interface Adamax {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly decay: number;
  readonly accBeta1: tf.Variable;
  readonly iteration: tf.Variable;
  readonly accumulatedFirstMoment: readonly Slot[];
  readonly accumulatedWeightedInfNorm: readonly Slot[];
}

/** m ← β₁·m + (1 − β₁)·g, u ← max(β₂·u, |g|), w ← w − η/(1 + decay·t)/(1 − β₁ᵗ)·m/(u + ε). */
export function adamax(trace: Trace, optimizer: Adamax, gradients: Gradients): void {
  const { beta1, beta2, epsilon, decay, accBeta1, iteration } = optimizer;
  const decayed = tf.div(
    trace.number(() => optimizer.learningRate),
    tf.add(tf.mul(iteration, decay), 1),
  );
  const rate = tf.div(decayed, tf.sub(1, accBeta1));
  for (const { weight, gradient, index } of weightUpdates(gradients)) {
    const moment = slot(optimizer.accumulatedFirstMoment, index);
    const norm = slot(optimizer.accumulatedWeightedInfNorm, index);
    moment.assign(movingAverage(moment, gradient, beta1));
    norm.assign(tf.maximum(tf.mul(norm, beta2), tf.abs(gradient)));
    weight.assign(tf.sub(weight, tf.mul(rate, tf.div(moment, tf.add(norm, epsilon)))));
  }
  iteration.assign(tf.add(iteration, 1));
  accBeta1.assign(tf.mul(accBeta1, beta1));
}
