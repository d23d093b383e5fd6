import { type CompiledLoop, compileLoop, type Runner, type StepWork } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { Snapshot } from '../files/snapshot.js';
import { type LossContext, type LossParts, partNames, type Trainable } from '../losses/trainable.js';
import type { Optimizer } from './optimizers.js';
import { stepKeys } from './random-key.js';

/** How a step is compiled: by XLA, as a plain TensorFlow function, or by a plan that depends on the run alone. */
export type Jit = boolean | 'auto';

/** Most steps in one call. */
const capacity = 64;

/** Steps that follow each other, of batches of one size. */
export interface Steps {
  /** Inputs, then targets, of which the batches are gathered: `[rows, …]`. */
  readonly data: readonly tf.Tensor[];
  /** Where the examples lie in them, step after step. */
  readonly rows: Int32Array;
  /** The learning rate of each step. */
  readonly rates: readonly number[];
  readonly seed: number;
  /** The number of the first step, from 0. */
  readonly step: number;
}

/**
 * Training steps, compiled: loss, gradients, update. Gives the loss's parts as numbers. The learning rate and the key of
 * the random numbers are inputs of each step, so nothing is traced twice and many steps may be one call.
 */
export class TrainingStep {
  /** Names of the parts, known when the step was traced. */
  names: string[] = [];
  readonly #loop: CompiledLoop;
  /** Runs what XLA is not compiled for. */
  readonly #rest: CompiledLoop | undefined;

  constructor(
    readonly model: Trainable,
    readonly optimizer: Optimizer,
    jit: Jit,
  ) {
    const step = (...tensors: tf.Tensor[]): tf.Tensor => this.#step(tensors);
    const options = { capacity, traceFirst: true, untilNonFinite: true };
    this.#loop = compileLoop(step, { ...options, jit: jit === 'auto' ? 'byCall' : jit });
    if (jit === true) this.#rest = compileLoop(step, { ...options, jit: false });
  }

  /**
   * Traces the step, and tells what it is made of. A loss that makes variables of its own runs as it is once, and the
   * effects are taken back: so every step that counts is a compiled one, in a new run as in one that is taken up again.
   */
  prime(first: Steps): StepWork {
    const { variables, state = [] } = this.model;
    const work = this.#traced(first);
    if (work) return work;
    const before = new Snapshot([...variables, ...state, ...this.optimizer.state.values()]);
    this.run(first, 'executor');
    before.restore();
    before.dispose();
    const late = this.#traced(first);
    if (!late) throw new Error('TrainingStep: the step was not traced');
    return late;
  }

  #traced(steps: Steps): StepWork | undefined {
    return this.#with(steps, (batches, inputs) => this.#loop.trace(steps.data, batches, inputs));
  }

  /** Has XLA compile steps like these beside the training; whether it could, when it is done. */
  compileWithXla(steps: Steps): Promise<boolean> {
    return this.#with(steps, (batches, inputs) => this.#loop.compileWithXla(steps.data, batches, inputs));
  }

  /** How many steps take about so many milliseconds. */
  stepsIn(milliseconds: number): number {
    return this.#loop.stepsIn(milliseconds);
  }

  /**
   * Trains on one batch after another, up to the first whose total is no number; the parts of their losses, each before
   * its update, in the order of `names`, step after step.
   */
  run(steps: Steps, runner: Runner): Float32Array {
    const loop = runner === 'executor' ? (this.#rest ?? this.#loop) : this.#loop;
    return this.#with(steps, (batches, inputs) => {
      const result = loop(steps.data, batches, inputs, runner);
      // The parts are float32.
      const values = result.dataSync() as Float32Array;
      result.dispose();
      return values;
    });
  }

  /** Frees the compiled versions. */
  dispose(): void {
    this.#loop.dispose();
    this.#rest?.dispose();
  }

  #with<T>(
    { rows, rates, seed, step }: Steps,
    call: (batches: tf.Tensor2D, inputs: readonly tf.Tensor[]) => T,
  ): T {
    const count = rates.length;
    const batches = tf.tensor2d(rows, [count, rows.length / count], 'int32');
    const inputs = [stepKeys(seed, step, count), tf.tensor1d([...rates])];
    try {
      return call(batches, inputs);
    } finally {
      tf.dispose([batches, ...inputs]);
    }
  }

  /** @param tensors input, target where there is one, key, rate. */
  #step(tensors: readonly tf.Tensor[]): tf.Tensor {
    const [rate, key, ...batch] = tensors.toReversed();
    const [x, target] = batch.toReversed();
    if (!rate || !key || !x) throw new Error('TrainingStep: an input is missing');
    const context: LossContext = { training: true, key, ...(target && { target }) };
    let kept: tf.Tensor | undefined;
    this.optimizer.minimize(() => {
      const parts = this.model.loss(x, context);
      this.names = partNames(parts);
      kept = tf.keep(stacked(parts, this.names));
      return parts.total;
    }, rate);
    if (!kept) throw new Error('TrainingStep: the loss was not computed');
    return kept;
  }
}

/** The parts as one vector, so that one copy brings them all over. */
export function stacked(parts: LossParts, names: readonly string[]): tf.Tensor1D {
  return tf.stack(names.flatMap((name) => parts[name]?.reshape([]) ?? [])).as1D();
}
