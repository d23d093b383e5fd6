import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { describe } from '../checks/arguments.js';
import type { ReconstructionParts } from './trainable.js';

/** A penalty on codes or weights, added to the reconstruction error. */
export interface Penalty {
  /** Names its part of the loss. */
  readonly name: string;
  /** The weighted penalty of a batch, as a scalar. */
  value(at: PenaltyInput): tf.Scalar;
}

/** What a penalty may look at. */
export interface PenaltyInput {
  /** The encoder's input: corrupted where there is a corruption. */
  readonly x: tf.Tensor;
  /** What `encode` gives for x: of a variational autoencoder the means μ(x). */
  readonly code: tf.Tensor;
  /** f itself, for penalties on its derivative. */
  readonly encode: (x: tf.Tensor) => tf.Tensor;
  /** The weight matrices and filters, without biases. */
  readonly kernels: readonly tf.Tensor[];
  /** This step's key for random numbers, another than the model's own draws have; missing where the loss was given none. */
  readonly key?: tf.Tensor | undefined;
}

const namesOfParts = ['total', 'reconstruction', 'penalty', 'kl', 'prediction'];

/**
 * Checks a model's penalties when it is made.
 * @throws TypeError for what is no list, or one without `name` or `value`; RangeError for two of one name, or one named as a part of the loss.
 */
export function checkPenalties(caller: string, penalties: readonly Penalty[] = []): void {
  if (!Array.isArray(penalties))
    throw new TypeError(
      `${caller}: penalties must be a list, as [weightDecay(1)], got ${describe(penalties)}`,
    );
  for (const [i, penalty] of penalties.entries()) {
    if (typeof penalty?.name !== 'string' || typeof penalty.value !== 'function')
      throw new TypeError(`${caller}: penalties[${i}] must have a name and a function value`);
    if (namesOfParts.includes(penalty.name))
      throw new RangeError(
        `${caller}: a penalty cannot be named ${penalty.name}, which is a part of the loss; choose another name`,
      );
    if (penalties.findIndex(({ name }) => name === penalty.name) !== i)
      throw new RangeError(
        `${caller}: two penalties are named ${penalty.name}; give one of them another name, ` +
          "as { ...weightDecay(1), name: 'decay 2' }, or a class its name in the constructor",
      );
  }
}

/**
 * Adds penalties to the parts of a loss: `penalty` is the weighted sum of all, the loss's own included; where there are
 * several, each stands beside it under its own name.
 * @param key the key of the whole loss; penalties draw from a part of it that the model does not use.
 */
export function penalised(
  parts: ReconstructionParts,
  penalties: readonly Penalty[],
  input: Omit<PenaltyInput, 'key'>,
  key: tf.Tensor | undefined,
): ReconstructionParts {
  if (penalties.length === 0) return parts;
  const at = {
    ...input,
    get key() {
      return key && random.split(key, 3)[2];
    },
  };
  const values = penalties.map(
    (penalty) => [penalty.name, scalarOf(penalty.name, penalty.value(at))] as const,
  );
  const own = tf.addN(values.map(([, value]) => value)).asScalar();
  const penalty = parts.penalty ? parts.penalty.add<tf.Scalar>(own) : own;
  const named = parts.penalty || values.length > 1 ? Object.fromEntries(values) : {};
  return { ...named, ...parts, total: parts.total.add<tf.Scalar>(own), penalty };
}

/** @throws TypeError unless a penalty gives a scalar tensor: a number would have no gradient, a list no one reduction. */
function scalarOf(name: string, value: unknown): tf.Scalar {
  // A tensor of rank 0 is a scalar.
  if (value instanceof tf.Tensor && value.rank === 0) return value as tf.Scalar;
  const got = value instanceof tf.Tensor ? `a tensor [${value.shape}]` : describe(value);
  throw new TypeError(
    `penalty ${name}: value gave ${got}, expected a scalar tensor: take the sum over the code, the mean over examples`,
  );
}
