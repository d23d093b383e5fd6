import * as tf from '@tensorflow/tfjs';
import { engine } from '../engine-state.js';
import { checkInterrupt } from '../interrupt.js';
import { activeTrace } from '../trace/active.js';
import type { Timings } from './choice.js';
import { type CompiledFunction, compiledFunctionOf } from './compiled-function.js';
import { Diagnosis } from './diagnosis.js';
import { unlessTooEarly } from './first-run.js';
import { type CheckedOptions, type CompileOptions, checkOptions } from './options.js';
import { flatten } from './structure.js';

/** A compiled step: called as the step itself. */
export interface CompiledStep<Parameters extends unknown[], Result> {
  (...parameters: Parameters): Result;
  /** How many versions were compiled, one for each signature (shapes, types, numbers) of the arguments. */
  readonly versions: number;
  /** What runs the step: TensorFlow's executor or XLA; `undefined` until it is decided. */
  readonly chosen: 'function' | 'xla' | undefined;
  /** Median milliseconds a step takes each way, as far as both were tried. */
  readonly timings: Timings;
  /** Frees the compiled versions. Variables stay. */
  dispose(): void;
}

const tooManyVersions = 8;

/**
 * Compiles a training step (or any function of tensors) into one TensorFlow function.
 *
 * The first call runs the step as it is, so that it can make variables (unless {@link CompileOptions.traceFirst} says
 * otherwise). Later calls with a new signature trace it: variables that it reads or assigns are found, gradients and
 * updates become part of the function.
 *
 * @param step A synchronous function of tensors, numbers, strings, booleans, arrays and plain objects of them. It must
 *     not read values of tensors, draw random numbers in JavaScript, or make variables after its first call.
 * @param options See {@link CompileOptions}.
 * @throws Error when an option is unknown, or, at a call, when the step cannot be traced.
 */
export function compile<Parameters extends unknown[], Result>(
  step: (...parameters: Parameters) => Result,
  options: CompileOptions = {},
): CompiledStep<Parameters, Result> {
  if (typeof step !== 'function') throw new Error(`compile: step must be a function, got ${typeof step}`);
  const compiled = new Compiled(step, checkOptions('compile', options));
  const call = (...parameters: Parameters): Result => compiled.call(parameters);
  return Object.defineProperties(call, {
    versions: { get: () => compiled.versionCount },
    chosen: { get: () => compiled.chosen },
    timings: { get: () => compiled.timings },
    dispose: { value: () => compiled.dispose() },
    // The properties defined here are those of the interface.
  }) as CompiledStep<Parameters, Result>;
}

class Compiled<Parameters extends unknown[], Result> {
  readonly #versions = new Map<string, CompiledFunction>();
  readonly #diagnosis: Diagnosis | undefined;
  #ranOnce = false;
  #disposed = false;

  constructor(
    readonly step: (...parameters: Parameters) => Result,
    readonly options: CheckedOptions,
  ) {
    this.#diagnosis = options.diagnose ? new Diagnosis() : undefined;
  }

  get versionCount(): number {
    return this.#versions.size;
  }

  get chosen(): 'function' | 'xla' | undefined {
    return this.#busiest()?.choice.chosen;
  }

  get timings(): Timings {
    return this.#busiest()?.choice.timings ?? {};
  }

  #busiest(): CompiledFunction | undefined {
    return [...this.#versions.values()].sort((a, b) => b.choice.runs - a.choice.runs)[0];
  }

  call(parameters: Parameters): Result {
    if (this.#disposed) throw new Error('compiled step: it is disposed');
    checkInterrupt();
    this.options.signal?.throwIfAborted();
    // Inside a trace the step's ops join that trace; under a gradient its ops must be on the tape.
    if (activeTrace() !== undefined || engine().isTapeOn()) return this.step(...parameters);
    const { tensors, signature } = flatten(parameters);
    const version = this.#versions.get(signature) ?? this.#trace(parameters, signature);
    if (version === undefined) return this.#runEagerly(parameters);
    if (version.choice.wantsXla) version.compileWithXla(tensors);
    const replay = (again: unknown[]): unknown => tf.tidy(() => [this.step(...(again as Parameters))].length);
    const result = this.#diagnosis?.run(version, parameters, replay) ?? version.run(tensors);
    // The version was traced from the same step, so it returns the same structure.
    return result as Result;
  }

  #runEagerly(parameters: Parameters): Result {
    let result: Result | undefined;
    tf.tidy(() => {
      result = this.step(...parameters);
      flatten(result);
      // Checked by flatten: a structure of tensors, which tidy keeps.
      return result as tf.TensorContainer;
    });
    this.#ranOnce = true;
    this.#diagnosis?.countEager();
    return result as Result;
  }

  /** `undefined` where the step is to run eagerly first. */
  #trace(parameters: Parameters, signature: string): CompiledFunction | undefined {
    const { jit, traceFirst } = this.options;
    const trace = (): CompiledFunction => compiledFunctionOf(this.step, parameters, jit);
    const version = this.#ranOnce ? trace() : traceFirst ? unlessTooEarly(trace) : undefined;
    if (version === undefined) return undefined;
    this.#ranOnce = true;
    this.#versions.set(signature, version);
    if (this.#versions.size === tooManyVersions + 1) this.#warnOfVersions(signature);
    return version;
  }

  #warnOfVersions(signature: string): void {
    this.options.warn(
      `compile: the step was traced for ${this.#versions.size} different signatures, the last ${signature}. ` +
        'Give changing numbers as tensors (tf.scalar), and batches of one size.',
    );
  }

  dispose(): void {
    for (const version of this.#versions.values()) version.dispose();
    this.#versions.clear();
    this.#diagnosis?.dispose();
    this.#disposed = true;
  }
}
