import * as tf from '@tensorflow/tfjs';
import { checkInterrupt } from '../interrupt.js';
import { gatherRows, numbersOfExample } from './byte-rows.js';
import { Choice, type StepWork } from './choice.js';
import { CompiledFunction, compiledFunctionOf } from './compiled-function.js';
import { rowOf } from './loop-rows.js';
import type { LoopStep, Runner } from './loop-step.js';
import { isSmallStep } from './small-step.js';
import { singleResult } from './structure.js';
import { type LoopArguments, traceLoop } from './trace-loop.js';

/** Steps shorter than this, in ms, gain more by saved calls than they lose on one core. */
const shortStep = 4;

/** How a loop's versions are made. */
export interface VersionOptions {
  readonly jit: Choice['jit'];
  readonly capacity: number;
  readonly untilNonFinite: boolean;
}

/** What a call takes: see `CompiledLoop`. */
export type LoopCall = Pick<LoopArguments, 'data' | 'batches' | 'inputs'>;

/**
 * A step compiled for one signature of the data. Under XLA many steps are one loop. TensorFlow's executor runs a loop's
 * body on one core (measured: a convolutional net at 52 ms a step in a loop, 19 by itself), so it takes one step a call,
 * unless steps are short: by the clock, or, where a call says who runs it, by the graph. The two ways differ by rounding.
 */
export class LoopVersion {
  readonly choice: Choice;
  readonly #single: CompiledFunction | undefined;
  readonly #small: boolean;
  #loop: CompiledFunction | undefined;

  constructor(
    readonly step: LoopStep,
    readonly options: VersionOptions,
    call: LoopCall,
  ) {
    if (options.jit === true) {
      this.choice = new Choice(true, { opCounts: new Map(), productFlops: 0 });
      this.#loop = this.#loopOf(call);
      this.#small = false;
    } else {
      this.#single = singleStep(step, options.jit, call);
      this.choice = this.#single.choice;
      this.#small = isSmallStep(this.work, numbersOf(call, this.#single));
    }
  }

  /** What a step is made of. */
  get work(): StepWork {
    return this.choice.work;
  }

  /** One step for each row of `batches`; what each returned, `[steps, …]`. */
  run(call: LoopCall, asked: Runner | undefined): tf.Tensor {
    if (this.choice.wantsXla) this.#compileWithXla(call);
    const xla = asked === undefined ? this.choice.useXla : asked === 'xla';
    const single = xla || this.#isShort(asked) ? undefined : this.#single;
    return single === undefined ? this.#runLoop(call, xla) : this.#runSteps(single, call);
  }

  #isShort(asked: Runner | undefined): boolean {
    return asked === undefined ? (this.choice.timings.function ?? shortStep) < shortStep : this.#small;
  }

  #runSteps(single: CompiledFunction, { data, batches, inputs }: LoopCall): tf.Tensor {
    const [steps] = batches.shape;
    const results: tf.Tensor[] = [];
    for (let i = 0; i < steps; i++) {
      checkInterrupt();
      const rows = [batches, ...inputs].map((tensor) => rowOf(tensor, i));
      // The step was traced to return one tensor. The way stays what it was when the call began.
      const result = single.run([...rows, ...data], 1, false) as tf.Tensor;
      results.push(result);
      if (this.options.untilNonFinite && !Number.isFinite(result.dataSync()[0])) break;
    }
    const done = tf.stack(results);
    return tf.pad(done, [
      [0, steps - results.length],
      ...done.shape.slice(1).map((): [number, number] => [0, 0]),
    ]);
  }

  #runLoop(call: LoopCall, xla: boolean): tf.Tensor {
    const [steps] = call.batches.shape;
    // A loop returns one tensor: its form is a single place.
    const results = this.#loopFor(call).run(this.#arguments(call, steps), steps, xla) as tf.Tensor;
    return tf.slice(results, [0], [steps]);
  }

  /** The loop runs no step meanwhile. @returns whether XLA could, when it is done. */
  compileWithXla(call: LoopCall): Promise<boolean> {
    this.#compileWithXla(call);
    return this.#loopFor(call).compiled();
  }

  #compileWithXla(call: LoopCall): void {
    tf.tidy(() => this.#loopFor(call).compileWithXla(this.#arguments(call, 0)));
  }

  #arguments({ data, batches, inputs }: LoopCall, steps: number): tf.Tensor[] {
    const missing = this.options.capacity - batches.shape[0];
    const padded = [batches, ...inputs].map((tensor) =>
      tf.pad(tensor, [[0, missing], ...tensor.shape.slice(1).map((): [number, number] => [0, 0])]),
    );
    const [order, ...rows] = padded;
    return [tf.scalar(steps, 'int32'), ...(order ? [order] : []), ...data, ...rows];
  }

  #loopFor(call: LoopCall): CompiledFunction {
    this.#loop ??= this.#loopOf(call);
    return this.#loop;
  }

  #loopOf({ data, batches, inputs }: LoopCall): CompiledFunction {
    const { capacity, untilNonFinite, jit } = this.options;
    const form = (tensor: tf.Tensor): tf.Tensor =>
      tf.zeros([capacity, ...tensor.shape.slice(1)], tensor.dtype);
    const order = tf.zeros<tf.Rank.R2>([capacity, batches.shape[1]], 'int32');
    const rows = inputs.map(form);
    try {
      const blueprint = traceLoop(this.step, jit, { data, batches: order, inputs: rows, untilNonFinite });
      return new CompiledFunction(blueprint, this.choice);
    } finally {
      tf.dispose([order, ...rows]);
    }
  }

  dispose(): void {
    this.#single?.dispose();
    this.#loop?.dispose();
  }
}

/** How many numbers a step reads or writes at least: its batch's, and the variables that it changes. */
function numbersOf({ data, batches }: LoopCall, { updated }: CompiledFunction): number {
  const examples = data.reduce((sum, tensor) => sum + numbersOfExample(tensor), 0);
  return batches.shape[1] * examples + updated.reduce((sum, { size }) => sum + size, 0);
}

/** The step with its examples gathered inside, as a function of a row of indices, the rows of the inputs, and the data. */
function singleStep(
  step: LoopStep,
  jit: Choice['jit'],
  { data, batches, inputs }: LoopCall,
): CompiledFunction {
  const once = (row: tf.Tensor1D, ...all: tf.Tensor[]): tf.Tensor => {
    const batch = data.map((given, place) => gatherRows(given, all[inputs.length + place] ?? given, row));
    return singleResult(step(...batch, ...all.slice(0, inputs.length)));
  };
  const rows = [batches, ...inputs].map((tensor) => rowOf(tensor, 0));
  try {
    return compiledFunctionOf(once, [...rows, ...data], jit);
  } finally {
    tf.dispose(rows);
  }
}
