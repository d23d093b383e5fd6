import * as tf from '@tensorflow/tfjs';
import { checkInterrupt } from '../interrupt.js';
import { Choice, type Jit } from './choice.js';
import { CompiledFunction, compiledFunctionOf } from './compiled-function.js';
import type { LoopStep } from './loop-step.js';
import { singleScalar } from './structure.js';
import { traceLoop } from './trace-loop.js';

/** Steps shorter than this, in ms, gain more by saved calls than they lose on one core. */
const shortStep = 4;

/**
 * A step compiled for one signature of the data. Under XLA many steps are one loop. TensorFlow's executor runs a loop's
 * body on one core (measured: a convolutional net at 52 ms a step in a loop, 19 by itself), so it takes one step a call,
 * unless steps are short.
 */
export class LoopVersion {
  readonly choice: Choice;
  readonly #single: CompiledFunction | undefined;
  #loop: CompiledFunction | undefined;

  constructor(
    readonly step: LoopStep,
    readonly capacity: number,
    jit: Jit,
    data: readonly tf.Tensor[],
    batches: tf.Tensor2D,
  ) {
    if (jit === true) {
      this.choice = new Choice(jit, { opCounts: new Map(), productFlops: 0 });
      this.#loop = this.#loopOf(data, batches.shape[1]);
    } else {
      this.#single = singleStep(step, jit, data, batches);
      this.choice = this.#single.choice;
    }
  }

  /** One step for each row of `batches`; what each returned, `[steps]`. */
  run(data: readonly tf.Tensor[], batches: tf.Tensor2D): tf.Tensor1D {
    if (this.choice.wantsXla) this.#compileWithXla(data, batches);
    const { useXla, timings } = this.choice;
    const single = useXla || (timings.function ?? shortStep) < shortStep ? undefined : this.#single;
    if (single === undefined) return this.#runLoop(data, batches, useXla);
    const results = tf.unstack(batches).map((row) => {
      checkInterrupt();
      // The step was traced to return one scalar. The way stays what it was when the call began.
      return tf.reshape<tf.Rank.R1>(single.run([row, ...data], 1, false) as tf.Scalar, [1]);
    });
    return tf.concat1d(results);
  }

  #runLoop(data: readonly tf.Tensor[], batches: tf.Tensor2D, xla: boolean): tf.Tensor1D {
    const [steps] = batches.shape;
    // A loop returns one tensor: its form is a single place.
    const results = this.#loopFor(data, batches).run(this.#arguments(data, batches, steps), steps, xla);
    return tf.slice(results as tf.Tensor1D, [0], [steps]);
  }

  /** The loop runs no step meanwhile. */
  #compileWithXla(data: readonly tf.Tensor[], batches: tf.Tensor2D): void {
    tf.tidy(() => this.#loopFor(data, batches).compileWithXla(this.#arguments(data, batches, 0)));
  }

  #arguments(data: readonly tf.Tensor[], batches: tf.Tensor2D, steps: number): tf.Tensor[] {
    const padded = tf.pad(batches, [
      [0, this.capacity - batches.shape[0]],
      [0, 0],
    ]);
    return [tf.scalar(steps, 'int32'), padded, ...data];
  }

  #loopFor(data: readonly tf.Tensor[], batches: tf.Tensor2D): CompiledFunction {
    this.#loop ??= this.#loopOf(data, batches.shape[1]);
    return this.#loop;
  }

  #loopOf(data: readonly tf.Tensor[], batch: number): CompiledFunction {
    const order = tf.zeros<tf.Rank.R2>([this.capacity, batch], 'int32');
    try {
      return new CompiledFunction(traceLoop(this.step, this.choice.jit, data, order), this.choice);
    } finally {
      order.dispose();
    }
  }

  dispose(): void {
    this.#single?.dispose();
    this.#loop?.dispose();
  }
}

/** The step with its examples gathered inside, as a function of a row of indices and the data. */
function singleStep(
  step: LoopStep,
  jit: Jit,
  data: readonly tf.Tensor[],
  batches: tf.Tensor2D,
): CompiledFunction {
  const once = (row: tf.Tensor1D, ...all: tf.Tensor[]): tf.Scalar =>
    singleScalar(step(...all.map((tensor) => tf.gather(tensor, row))));
  const row = tf.tidy(() => tf.zeros<tf.Rank.R1>([batches.shape[1]], 'int32'));
  try {
    return compiledFunctionOf(once, [row, ...data], jit);
  } finally {
    row.dispose();
  }
}
