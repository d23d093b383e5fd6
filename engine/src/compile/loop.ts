import * as tf from '@tensorflow/tfjs';
import { checkInterrupt } from '../interrupt.js';
import { gatherRows, isByteRows } from './byte-rows.js';
import type { StepWork, Timings } from './choice.js';
import { unlessTooEarly } from './first-run.js';
import { checkCall, checkedLoopOptions, type LoopOptions } from './loop-options.js';
import { rowOf } from './loop-rows.js';
import type { LoopStep, Runner } from './loop-step.js';
import { type LoopCall, LoopVersion } from './loop-version.js';

/** Several training steps in one call. */
export interface CompiledLoop {
  /**
   * Runs one step for each row of `batches`.
   *
   * @param data Tensors `[examples, …]`, all with as many examples.
   * @param batches int32 `[steps, batch]`: which examples each step takes; at most `capacity` rows.
   * @param inputs Tensors `[steps, …]`: what else changes from step to step; each step takes its row.
   * @param runner Who runs it, whatever was measured. Default where `jit` is `'byCall'`: the executor.
   * @returns float32 `[steps, …]`: what each step returned.
   */
  (
    data: tf.Tensor | readonly tf.Tensor[],
    batches: tf.Tensor2D,
    inputs?: readonly tf.Tensor[],
    runner?: Runner,
  ): tf.Tensor;
  readonly capacity: number;
  /** How many versions were compiled, one for each signature of the data. */
  readonly versions: number;
  readonly chosen: 'function' | 'xla' | undefined;
  readonly timings: Timings;
  /** How many steps take about so many milliseconds, by the last call; 1 before there was one. */
  stepsIn(milliseconds: number): number;
  /**
   * Traces the step for arguments like these, and runs nothing.
   *
   * @returns what the step is made of; `undefined` where it must run as it is first, because it makes variables.
   */
  trace(
    data: readonly tf.Tensor[],
    batches: tf.Tensor2D,
    inputs?: readonly tf.Tensor[],
  ): StepWork | undefined;
  /**
   * Has XLA compile the loop for arguments like these in another thread, for calls with the runner `'xla'`.
   *
   * @returns whether XLA could, when it is done. It lacks some ops.
   */
  compileWithXla(
    data: readonly tf.Tensor[],
    batches: tf.Tensor2D,
    inputs?: readonly tf.Tensor[],
  ): Promise<boolean>;
  dispose(): void;
}

/**
 * Compiles a step for data that stay one tensor: each step gathers its examples inside. Under XLA several steps are one
 * TensorFlow function with a loop, which saves the way into TensorFlow and back; such a call cannot be stopped in the
 * middle: keep it below 100 ms (`stepsIn(100)`), so that Stop and progress stay alive.
 *
 * The first step of all runs eagerly, so that it can make variables (unless {@link CompileOptions.traceFirst} says
 * otherwise).
 *
 * @param step Takes tensors `[batch, …]`, one for each data tensor, then its row of each input, and returns one float32
 *     tensor, such as the loss or a vector of its parts.
 * @throws Error when an index of `batches` is out of range, or when the step cannot be traced.
 */
export function compileLoop(step: LoopStep, options: LoopOptions = {}): CompiledLoop {
  const loop = new Loop(step, checkedLoopOptions(options));
  const call = (
    data: tf.Tensor | readonly tf.Tensor[],
    batches: tf.Tensor2D,
    inputs: readonly tf.Tensor[] = [],
    runner?: Runner,
  ): tf.Tensor => loop.call({ data: data instanceof tf.Tensor ? [data] : data, batches, inputs }, runner);
  return Object.defineProperties(call, {
    capacity: { value: loop.options.capacity },
    versions: { get: () => loop.known.size },
    chosen: { get: () => loop.latest?.choice.chosen },
    timings: { get: () => loop.latest?.choice.timings ?? {} },
    stepsIn: { value: (milliseconds: number) => loop.stepsIn(milliseconds) },
    trace: {
      value: (data: tf.Tensor[], batches: tf.Tensor2D, inputs: tf.Tensor[] = []) =>
        loop.versionFor({ data, batches, inputs })?.work,
    },
    compileWithXla: {
      value: (data: tf.Tensor[], batches: tf.Tensor2D, inputs: tf.Tensor[] = []) =>
        loop.compileWithXla({ data, batches, inputs }),
    },
    dispose: { value: () => loop.dispose() },
    // The properties defined here are those of the interface.
  }) as CompiledLoop;
}

class Loop {
  readonly known = new Map<string, LoopVersion>();
  latest: LoopVersion | undefined;
  #ranOnce = false;
  #millisecondsPerStep: number | undefined;

  constructor(
    readonly step: LoopStep,
    readonly options: ReturnType<typeof checkedLoopOptions>,
  ) {}

  stepsIn(milliseconds: number): number {
    if (this.#millisecondsPerStep === undefined) return 1;
    return Math.max(1, Math.min(this.options.capacity, Math.floor(milliseconds / this.#millisecondsPerStep)));
  }

  call(call: LoopCall, runner: Runner | undefined): tf.Tensor {
    checkInterrupt();
    this.options.signal?.throwIfAborted();
    checkCall(call, this.options.capacity);
    const asked = runner ?? (this.options.jit === 'byCall' ? 'executor' : undefined);
    const version = this.versionFor(call);
    if (version !== undefined) return this.#run(version, call, asked);
    return tf.tidy(() => {
      const { data, batches, inputs } = call;
      const steps = batches.shape[0];
      const first = this.#runEagerly(call);
      if (steps === 1) return first;
      const later = <T extends tf.Tensor>(tensor: T): T => tf.slice(tensor, [1], [steps - 1]);
      const rest = { data, batches: later(batches), inputs: inputs.map(later) };
      return tf.concat([first, this.call(rest, runner)]);
    });
  }

  /** Has XLA compile a version; whether it could. */
  async compileWithXla(call: LoopCall): Promise<boolean> {
    return (await this.versionFor(call)?.compileWithXla(call)) ?? false;
  }

  #runEagerly({ data, batches, inputs }: LoopCall): tf.Tensor {
    const row = rowOf(batches, 0).as1D();
    const batch = data.map((tensor) => gatherRows(tensor, tensor, row));
    const result = this.step(...batch, ...inputs.map((input) => rowOf(input, 0)));
    this.#ranOnce = true;
    return result.size === 1 ? tf.reshape(result, [1]) : tf.expandDims(result);
  }

  #run(version: LoopVersion, call: LoopCall, runner: Runner | undefined): tf.Tensor {
    return tf.tidy(() => {
      const start = performance.now();
      const results = version.run(call, runner);
      this.#millisecondsPerStep = (performance.now() - start) / call.batches.shape[0];
      this.latest = version;
      return results;
    });
  }

  /** `undefined` where the step is to run eagerly first. */
  versionFor(call: LoopCall): LoopVersion | undefined {
    const signature = signatureOf(call);
    const known = this.known.get(signature);
    if (known !== undefined) return known;
    const make = (): LoopVersion => new LoopVersion(this.step, this.options, call);
    const made = this.#ranOnce ? make() : this.options.traceFirst ? unlessTooEarly(make) : undefined;
    if (made === undefined) return undefined;
    this.#ranOnce = true;
    this.known.set(signature, made);
    return made;
  }

  dispose(): void {
    for (const version of this.known.values()) version.dispose();
    this.known.clear();
  }
}

function signatureOf({ data, batches, inputs }: LoopCall): string {
  const forms = data.map((tensor) => `${isByteRows(tensor) ? 'bytes' : tensor.dtype}[${tensor.shape}]`);
  const rows = inputs.map(({ dtype, shape }) => `${dtype}[${shape.slice(1)}]`);
  return [batches.shape[1], ...forms, ...rows].join();
}
