import type * as tf from '@tensorflow/tfjs';

/**
 * A loss in its parts, each a scalar tensor. One reduction for the whole book: **sum over features, mean over
 * examples**, so a part is "per example" (nats per image for a cross-entropy). `total` is what training
 * minimises.
 */
export interface LossParts {
  readonly total: tf.Scalar;
  readonly [part: string]: tf.Scalar | undefined;
}

/**
 * The loss of an autoencoder: `penalty` is the weighted sum of all penalties; where there are several, each
 * stands beside it under its own name.
 */
export interface ReconstructionParts extends LossParts {
  readonly reconstruction: tf.Scalar;
  readonly penalty?: tf.Scalar;
}

/** What a loss may use besides the input. */
export interface LossContext {
  /** True in a training step: corruption, dropout, and sampling are on. Default false. */
  readonly training?: boolean;
  /** The key of this step's random numbers (engine's stateless `random`); needed where the model draws. */
  readonly key?: tf.Tensor;
  /** What the output should be, where that is not the input: clean images, the next frames, class numbers. */
  readonly target?: tf.Tensor;
}

/** What `fit` can train. */
export interface Trainable {
  /**
   * Shape of one example, e.g. `[784]` or `[28, 28, 1]`; `[count, …]` tensors of as many numbers are
   * reshaped.
   */
  readonly inputShape: readonly number[];
  /** The variables that training changes, in a fixed order. */
  readonly variables: readonly tf.Variable[];
  /** State that a step changes without a gradient: moving averages, persistent chains. */
  readonly state?: readonly tf.Variable[];
  /** True where the target is the class number of each example (`dataset.labels`). */
  readonly needsLabels?: boolean;
  /** Of a model that needs labels: how many classes it knows; labels are 0 … classes − 1. */
  readonly classes?: number;
  /** True where inputs must lie in [0, 1], as for cross-entropy; named when training diverges. */
  readonly expectsUnitRange?: boolean;
  /** The loss of a batch `[examples, …inputShape]`, in its parts. */
  loss(x: tf.Tensor, context?: LossContext): LossParts;
}

/**
 * The names of a loss's parts, in their order of display: total, reconstruction where there is one, then the
 * others.
 */
export function partNames(parts: LossParts): string[] {
  const present = Object.keys(parts).filter((name) => parts[name] !== undefined);
  const first = ['total', 'reconstruction'].filter((name) => present.includes(name));
  return [...first, ...present.filter((name) => !first.includes(name))];
}
