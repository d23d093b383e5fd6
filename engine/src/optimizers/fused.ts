import * as tf from '@tensorflow/tfjs';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import type { Trace } from '../trace/trace.js';
import { updateInPlace } from '../trace/update-in-place.js';
import { type Gradients, type Slot, slot, weightUpdates } from './slots.js';

const float = [attr.type('T', DType.float32)];

/** The fields of `tf.SGDOptimizer` that are read here. */
export interface GradientDescent {
  readonly learningRate: number;
}

/** w ← w − η·g, by `ResourceApplyGradientDescent`. */
export function gradientDescent(trace: Trace, optimizer: GradientDescent, gradients: Gradients): void {
  const rate = trace.number(() => optimizer.learningRate);
  for (const { weight, gradient } of weightUpdates(gradients)) {
    const inputs = [rate, gradient];
    updateInPlace(trace, {
      op: 'ResourceApplyGradientDescent',
      attributes: float,
      variables: [weight],
      inputs,
    });
  }
}

/** The fields of `tf.MomentumOptimizer` that are read here. */
export interface Momentum extends GradientDescent {
  readonly m: tf.Scalar;
  readonly useNesterov: boolean;
  readonly accumulations: readonly Slot[];
}

/** a ← μ·a + g, w ← w − η·a (with Nesterov: w − η·(g + μ·a)), by `ResourceApplyMomentum`. */
export function momentum(trace: Trace, optimizer: Momentum, gradients: Gradients): void {
  const rate = trace.number(() => optimizer.learningRate);
  const attributes = [...float, attr.bool('use_nesterov', optimizer.useNesterov)];
  for (const { weight, gradient, index } of weightUpdates(gradients)) {
    const variables = [weight, slot(optimizer.accumulations, index)];
    const inputs = [rate, gradient, optimizer.m];
    updateInPlace(trace, { op: 'ResourceApplyMomentum', attributes, variables, inputs });
  }
}

/** The fields of `tf.AdamOptimizer` that are read here. */
export interface Adam {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly accBeta1: tf.Variable;
  readonly accBeta2: tf.Variable;
  readonly accumulatedFirstMoment: readonly Slot[];
  readonly accumulatedSecondMoment: readonly Slot[];
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1), by `ResourceApplyAdam`. TensorFlow adds its ε to √v before the correction of v's
 * bias, tfjs after it: so ε·√(1 − β₂ᵗ) is passed.
 */
export function adam(trace: Trace, optimizer: Adam, gradients: Gradients): void {
  const { beta1, beta2, epsilon, accBeta1, accBeta2 } = optimizer;
  const rate = trace.number(() => optimizer.learningRate);
  const scaledEpsilon = tf.mul(tf.sqrt(tf.sub(1, accBeta2)), epsilon);
  const hyperparameters = [accBeta1, accBeta2, rate, tf.scalar(beta1), tf.scalar(beta2), scaledEpsilon];
  for (const { weight, gradient, index } of weightUpdates(gradients)) {
    const moments = [
      slot(optimizer.accumulatedFirstMoment, index),
      slot(optimizer.accumulatedSecondMoment, index),
    ];
    const inputs = [...hyperparameters, gradient];
    updateInPlace(trace, {
      op: 'ResourceApplyAdam',
      attributes: float,
      variables: [weight, ...moments],
      inputs,
    });
  }
  accBeta1.assign(tf.mul(accBeta1, beta1));
  accBeta2.assign(tf.mul(accBeta2, beta2));
}

/** The fields of `tf.RMSPropOptimizer` that are read here. */
export interface Rmsprop {
  readonly learningRate: number;
  readonly decay: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
  readonly accumulatedMeanSquares: readonly Slot[];
  readonly accumulatedMeanGrads: readonly Slot[];
  readonly accumulatedMoments: readonly Slot[];
}

/** s ← ρ·s + (1 − ρ)·g², a ← μ·a + η·g/√(s + ε), w ← w − a, by `ResourceApplyRMSProp`. */
export function rmsprop(trace: Trace, optimizer: Rmsprop, gradients: Gradients): void {
  const rate = trace.number(() => optimizer.learningRate);
  const constants = [optimizer.decay, optimizer.momentum, optimizer.epsilon].map((value) => tf.scalar(value));
  for (const { weight, gradient, index } of weightUpdates(gradients)) {
    const slots = [slot(optimizer.accumulatedMeanSquares, index), slot(optimizer.accumulatedMoments, index)];
    const inputs = [rate, ...constants, gradient];
    updateInPlace(trace, {
      op: 'ResourceApplyRMSProp',
      attributes: float,
      variables: [weight, ...slots],
      inputs,
    });
  }
}
