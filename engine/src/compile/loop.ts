import * as tf from '@tensorflow/tfjs';
import { checkInterrupt } from '../interrupt.js';
import type { Timings } from './choice.js';
import { unlessTooEarly } from './first-run.js';
import { checkIndices } from './indices.js';
import type { LoopStep } from './loop-step.js';
import { LoopVersion } from './loop-version.js';
import { type CheckedOptions, type CompileOptions, checkOptions } from './options.js';

/** How a loop is compiled. */
export interface LoopOptions extends Omit<CompileOptions, 'diagnose'> {
  /** Most steps in one call. Default 32. */
  readonly capacity?: number;
}

/** Several training steps in one call. */
export interface CompiledLoop {
  /**
   * Runs one step for each row of `batches`.
   *
   * @param data Tensors `[examples, …]`, all with as many examples.
   * @param batches int32 `[steps, batch]`: which examples each step takes; at most `capacity` rows.
   * @returns float32 `[steps]`: what each step returned.
   */
  (data: tf.Tensor | readonly tf.Tensor[], batches: tf.Tensor2D): tf.Tensor1D;
  readonly capacity: number;
  /** How many versions were compiled, one for each signature of the data. */
  readonly versions: number;
  readonly chosen: 'function' | 'xla' | undefined;
  readonly timings: Timings;
  /** How many steps take about so many milliseconds, by the last call; 1 before there was one. */
  stepsIn(milliseconds: number): number;
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
 * @param step Takes tensors `[batch, …]`, one for each data tensor, and returns a scalar, such as the loss.
 * @throws Error when an index of `batches` is out of range, or when the step cannot be traced.
 */
export function compileLoop(step: LoopStep, options: LoopOptions = {}): CompiledLoop {
  const { capacity = 32, ...rest } = options;
  if (!Number.isInteger(capacity) || capacity < 1) {
    throw new Error(`compileLoop: option capacity must be a whole number above 0, got ${capacity}`);
  }
  if ('diagnose' in rest) {
    throw new Error(
      'compileLoop: option diagnose is for compile only. Run the same step compiled singly to find a NaN.',
    );
  }
  const loop = new Loop(step, capacity, checkOptions('compileLoop', rest));
  const call = (data: tf.Tensor | readonly tf.Tensor[], batches: tf.Tensor2D): tf.Tensor1D =>
    loop.call(data instanceof tf.Tensor ? [data] : data, batches);
  return Object.defineProperties(call, {
    capacity: { value: capacity },
    versions: { get: () => loop.known.size },
    chosen: { get: () => loop.latest?.choice.chosen },
    timings: { get: () => loop.latest?.choice.timings ?? {} },
    stepsIn: { value: (milliseconds: number) => loop.stepsIn(milliseconds) },
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
    readonly capacity: number,
    readonly options: CheckedOptions,
  ) {}

  stepsIn(milliseconds: number): number {
    if (this.#millisecondsPerStep === undefined) return 1;
    return Math.max(1, Math.min(this.capacity, Math.floor(milliseconds / this.#millisecondsPerStep)));
  }

  call(data: readonly tf.Tensor[], batches: tf.Tensor2D): tf.Tensor1D {
    checkInterrupt();
    this.options.signal?.throwIfAborted();
    const examples = checkData(data);
    checkBatches(batches, this.capacity);
    checkIndices('compileLoop: batches', batches, examples);
    const [steps] = batches.shape;
    const version = this.#versionFor(data, batches);
    if (version !== undefined) return this.#run(version, data, batches);
    return tf.tidy(() => {
      const first = this.#runEagerly(data, batches);
      if (steps === 1) return first;
      const rest = tf.slice(batches, [1, 0], [steps - 1, batches.shape[1]]);
      return tf.concat([first, this.call(data, rest)]);
    });
  }

  #runEagerly(data: readonly tf.Tensor[], batches: tf.Tensor2D): tf.Tensor1D {
    const row = tf.reshape<tf.Rank.R1>(tf.slice(batches, [0, 0], [1, batches.shape[1]]), [batches.shape[1]]);
    const result = this.step(...data.map((tensor) => tf.gather(tensor, row)));
    this.#ranOnce = true;
    return tf.reshape(result, [1]);
  }

  #run(version: LoopVersion, data: readonly tf.Tensor[], batches: tf.Tensor2D): tf.Tensor1D {
    return tf.tidy(() => {
      const start = performance.now();
      const results = version.run(data, batches);
      this.#millisecondsPerStep = (performance.now() - start) / batches.shape[0];
      this.latest = version;
      return results;
    });
  }

  /** `undefined` where the step is to run eagerly first. */
  #versionFor(data: readonly tf.Tensor[], batches: tf.Tensor2D): LoopVersion | undefined {
    const signature = [batches.shape[1], ...data.map(({ dtype, shape }) => `${dtype}[${shape}]`)].join();
    const known = this.known.get(signature);
    if (known !== undefined) return known;
    const { jit, traceFirst } = this.options;
    const make = (): LoopVersion => new LoopVersion(this.step, this.capacity, jit, data, batches);
    const made = this.#ranOnce ? make() : traceFirst ? unlessTooEarly(make) : undefined;
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

function checkData(data: readonly tf.Tensor[]): number {
  const examples = data[0]?.shape[0];
  if (examples !== undefined && data.every((tensor) => tensor.shape[0] === examples)) return examples;
  const shapes = data.map(({ shape }) => `[${shape}]`).join(', ');
  throw new Error(
    `compileLoop: data must be tensors [examples, …] with as many examples each, got ${shapes}`,
  );
}

function checkBatches(batches: tf.Tensor, capacity: number): void {
  const [steps = 0] = batches.shape;
  if (batches.dtype === 'int32' && batches.rank === 2 && steps >= 1 && steps <= capacity) return;
  throw new Error(
    `compileLoop: batches must be int32 [1 to ${capacity}, batch], got ${batches.dtype} [${batches.shape}]. ` +
      'Use fewer rows, or a larger option capacity.',
  );
}
