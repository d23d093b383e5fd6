import { type CompiledStep, compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { Snapshot } from '../files/snapshot.js';
import { type LossContext, type LossParts, partNames, type Trainable } from '../losses/trainable.js';
import type { Batch } from './batches.js';
import type { Optimizer } from './optimizers.js';
import { stepKey } from './random-key.js';

type StepInputs = [x: tf.Tensor, key: tf.Tensor, target?: tf.Tensor];

/** How a step is compiled: by XLA, as a plain TensorFlow function, or whichever the engine finds faster. */
export type Jit = boolean | 'auto';

/**
 * One training step, compiled: loss, gradients, update. Gives the loss's parts as numbers. The learning rate
 * is read at each step and the key of the random numbers is an input, so nothing is traced twice.
 */
export class TrainingStep {
  /** Names of the parts, known after the first run. */
  names: string[] = [];
  readonly #compiled: CompiledStep<StepInputs, tf.Tensor>;

  constructor(
    readonly model: Trainable,
    readonly optimizer: Optimizer,
    readonly jit: Jit,
  ) {
    const step = (...[x, key, target]: StepInputs): tf.Tensor =>
      this.#step(x, { training: true, key, ...(target && { target }) });
    this.#compiled = compile(step, { jit, traceFirst: true });
  }

  /**
   * Runs the step once and takes the effects back. A loss that makes variables of its own runs as it is that
   * once: so every step that counts is a compiled one, in a new run as in one that is taken up again.
   */
  prime(batch: Batch): void {
    const { variables, state = [] } = this.model;
    const before = new Snapshot([...variables, ...state, ...this.optimizer.state.values()]);
    this.run(batch, 0, 0, 0);
    before.restore();
  }

  /** Trains on one batch; the parts of its loss, before the update, in the order of `names`. */
  run({ x, target }: Batch, rate: number, seed: number, step: number): Float32Array {
    this.optimizer.setRate(rate);
    const key = stepKey(seed, step);
    try {
      const result = target ? this.#compiled(x, key, target) : this.#compiled(x, key);
      const values = Float32Array.from(result.dataSync());
      result.dispose();
      return values;
    } finally {
      key.dispose();
    }
  }

  /** Frees the compiled versions. */
  dispose(): void {
    this.#compiled.dispose();
  }

  #step(x: tf.Tensor, context: LossContext): tf.Tensor {
    let kept: tf.Tensor | undefined;
    this.optimizer.minimize(() => {
      const parts = this.model.loss(x, context);
      this.names = partNames(parts);
      kept = tf.keep(stacked(parts, this.names));
      return parts.total;
    });
    if (!kept) throw new Error('TrainingStep: the loss was not computed');
    return kept;
  }
}

/** The parts as one vector, so that one copy brings them all over. */
export function stacked(parts: LossParts, names: readonly string[]): tf.Tensor1D {
  return tf.stack(names.flatMap((name) => parts[name]?.reshape([]) ?? [])).as1D();
}
