import type * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { executeHandles } from '../binding/execute.js';
import { dropRead, handleOf, registerHandle } from '../binding/registry.js';
import { deleteHandle, handleType } from '../native/eager.js';
import type { Pointer } from '../native/libc.js';
import { residentData, resourceOf } from '../trace/variable-storage.js';
import type { CompiledFunction } from './compiled-function.js';
import { anyNonFinite, findBadOp, NonFiniteError } from './non-finite.js';
import { flatten } from './structure.js';

const stepsBetweenSnapshots = 20;

/**
 * Watches a compiled step for NaN. Every 20 steps it keeps the variables' values, and in between the arguments; when a
 * result is not finite it goes back to before that step, runs it eagerly, and says which op was first.
 */
export class Diagnosis {
  #steps = 0;
  #snapshot: Map<tf.Variable, Pointer> | undefined;
  #fn: CompiledFunction | undefined;
  #log: Pointer[][] = [];

  /** Counts a step that ran eagerly. */
  countEager(): void {
    this.#steps++;
  }

  /**
   * Runs a step and checks what it returns.
   *
   * @param replay Runs the step eagerly with the given arguments.
   * @throws NonFiniteError naming the step and the op; the variables are as before the step.
   */
  run(fn: CompiledFunction, parameters: unknown[], replay: (parameters: unknown[]) => unknown): unknown {
    const { tensors } = flatten(parameters);
    if (this.#fn !== fn || this.#log.length >= stepsBetweenSnapshots) this.#takeSnapshot(fn);
    this.#log.push(tensors.map(({ dataId }) => copyOf(handleOf(residentData(dataId, 'an argument').id))));
    this.#steps++;
    const result = fn.run(tensors);
    const results = flatten(result).tensors;
    if (!anyNonFinite(results)) return result;
    for (const tensor of results) tensor.dispose();
    return this.#explain(fn, parameters, replay);
  }

  #takeSnapshot(fn: CompiledFunction): void {
    this.dispose();
    this.#fn = fn;
    this.#snapshot = new Map(fn.updated.map((variable) => [variable, copyOf(handleOfValue(variable))]));
  }

  #explain(fn: CompiledFunction, parameters: unknown[], replay: (parameters: unknown[]) => unknown): never {
    this.#restore();
    for (const handles of this.#log.slice(0, -1)) runWith(fn, handles);
    const before = new Map(fn.updated.map((variable) => [variable, copyOf(handleOfValue(variable))]));
    const bad = this.#argumentsThatAreBad(parameters) ?? findBadOp(() => replay(parameters));
    this.#restore(before);
    for (const handle of before.values()) deleteHandle(handle);
    this.dispose();
    const cause = bad?.description ?? 'run eagerly, it is finite';
    throw new NonFiniteError(
      `compiled step ${this.#steps} gave NaN or infinity: ${cause}. The variables are as before that step.`,
      this.#steps,
      bad?.op,
      { cause: bad?.place },
    );
  }

  #argumentsThatAreBad(parameters: unknown[]): { op: string; description: string; place: Error } | undefined {
    const index = flatten(parameters).tensors.findIndex((tensor) => anyNonFinite([tensor]));
    if (index < 0) return undefined;
    const description = `its argument ${index} (of the tensors, from 0) holds NaN or infinity`;
    return { op: 'argument', description, place: new Error(description) };
  }

  #restore(values: ReadonlyMap<tf.Variable, Pointer> = this.#snapshot ?? new Map()): void {
    for (const [variable, value] of values) {
      const resource = resourceOf(variable);
      dropRead(resource);
      executeHandles('AssignVariableOp', [attr.type('dtype', resource.dtype)], [resource.resource, value], 0);
    }
  }

  /** Releases what is kept. */
  dispose(): void {
    for (const handle of this.#snapshot?.values() ?? []) deleteHandle(handle);
    for (const handle of this.#log.flat()) deleteHandle(handle);
    this.#snapshot = undefined;
    this.#log = [];
    this.#fn = undefined;
  }
}

function handleOfValue(variable: tf.Variable): Pointer {
  return handleOf(residentData(variable.dataId, `variable ${variable.name}`).id);
}

/** Another handle of the same value; no bytes are copied until the variable is updated. */
function copyOf(handle: Pointer): Pointer {
  const [copy] = executeHandles('Identity', [attr.type('T', handleType(handle))], [handle], 1);
  if (copy === undefined) throw new Error('Identity returned nothing');
  return copy;
}

function runWith(fn: CompiledFunction, handles: readonly Pointer[]): void {
  const tensors = handles.map((handle) => backend.createOutputTensor(registerHandle(copyOf(handle))));
  for (const tensor of [...flatten(fn.run(tensors)).tensors, ...tensors]) tensor.dispose();
}
