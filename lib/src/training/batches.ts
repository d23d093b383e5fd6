import * as tf from '@tensorflow/tfjs';
import { sizeOf } from '../checks/shapes.js';
import type { Dataset } from '../data/dataset.js';
import { type KeptValues, keptValues, readFloats } from '../data/kept-bytes.js';
import { checkUnitRange } from '../data/unit-range.js';
import type { TensorValues } from '../data/value-tensors.js';
import type { Trainable } from '../losses/trainable.js';
import { Generator } from '../numerics/generator.js';

/**
 * Examples as rows of one typed array, each with what the model should answer where that is not the input.
 */
export interface Examples {
  readonly name: string;
  readonly count: number;
  readonly shape: readonly number[];
  readonly values: KeptValues;
  /** What the set says of its values. */
  readonly range?: readonly [number, number];
  readonly target?: Target;
}

/** Class numbers (`shape` is empty) or arrays, one an example. */
export interface Target {
  readonly shape: readonly number[];
  readonly values: TensorValues;
}

/** A batch as tensors; whoever takes it disposes it. */
export interface Batch {
  readonly x: tf.Tensor;
  readonly target?: tf.Tensor;
}

/**
 * Brings data into the form that training reads, without copying.
 * @param shape the model's input shape.
 * @throws RangeError when the data are empty, do not fill whole examples, or have the wrong size for the
 * model.
 */
export function examplesOf(
  caller: string,
  data: Dataset | Float32Array,
  shape: readonly number[],
  target?: Target,
): Examples {
  const values = data instanceof Float32Array ? data : keptValues(data);
  const name = data instanceof Float32Array ? 'a Float32Array' : data.name;
  const size = sizeOf(shape);
  const count = values.length / size;
  if (values.length === 0 || !Number.isInteger(count))
    throw new RangeError(`${caller}: ${name} has ${values.length} numbers, expected a multiple of ${size}`);
  if (!(data instanceof Float32Array) && data.count !== count)
    throw new RangeError(
      `${caller}: ${name} has examples of [${data.shape}], the model takes [${shape}] (${size} numbers)`,
    );
  if (target && target.values.length !== count * sizeOf(target.shape))
    throw new RangeError(
      `${caller}: got ${target.values.length} target numbers for ${count} examples of ${name}, ` +
        `expected ${count * sizeOf(target.shape)}`,
    );
  const range = data instanceof Float32Array ? {} : { range: data.range };
  return { name, count, shape, values, ...range, ...(target && { target }) };
}

/**
 * Checks what a model's loss compares with: values in [0, 1] for a cross-entropy.
 * @throws RangeError naming the set and its range.
 */
export function checkRange(
  caller: string,
  model: Trainable,
  { name, values, range, target }: Examples,
): void {
  if (!model.expectsUnitRange) return;
  if (target) checkUnitRange(caller, { name: `the target of ${name}`, values: target.values });
  else checkUnitRange(caller, { name, values, ...(range && { range }) });
}

/**
 * The order of the examples in one epoch: a permutation that depends on seed and epoch alone, so that
 * training can be taken up at any epoch; or 0, 1, 2, … when nothing is to be shuffled.
 */
export function epochOrder(count: number, shuffle?: { seed: number; epoch: number }): Uint32Array {
  if (!shuffle) return Uint32Array.from({ length: count }, (_, i) => i);
  const mixed = Math.imul(shuffle.seed ^ 0x5bd1e995, 0x9e3779b1) + Math.imul(shuffle.epoch + 1, 0x85ebca6b);
  return new Generator(mixed >>> 0).permutation(count);
}

/** Frees a batch's tensors. */
export function disposeBatch({ x, target }: Batch): void {
  x.dispose();
  target?.dispose();
}

/** Copies examples into batches; keeps one buffer for all of them. */
export class Batcher {
  readonly #inputs: Gatherer;
  readonly #targets: Gatherer | undefined;

  constructor(readonly examples: Examples) {
    this.#inputs = new Gatherer(examples.values, examples.shape);
    this.#targets = examples.target && new Gatherer(examples.target.values, examples.target.shape);
  }

  /** The examples with the given indices, as tensors `[indices, …shape]`. */
  batch(indices: ArrayLike<number>): Batch {
    const x = this.#inputs.gather(indices);
    return this.#targets ? { x, target: this.#targets.gather(indices) } : { x };
  }

  /** The examples `from` … `to − 1`, as tensors. */
  slice(from: number, to: number): Batch {
    return this.batch(Uint32Array.from({ length: to - from }, (_, i) => from + i));
  }
}

class Gatherer {
  readonly #size: number;
  /** Filled again and again: a tensor has its values apart, and V8 would keep many used arrays for a while. */
  #rows: Float32Array | Int32Array;

  constructor(
    readonly values: TensorValues,
    readonly shape: readonly number[],
  ) {
    this.#size = sizeOf(shape);
    this.#rows = new (values instanceof Int32Array ? Int32Array : Float32Array)(0);
  }

  gather(indices: ArrayLike<number>): tf.Tensor {
    const size = this.#size;
    const integers = this.values instanceof Int32Array;
    if (this.#rows.length !== indices.length * size)
      this.#rows = new (integers ? Int32Array : Float32Array)(indices.length * size);
    const rows = this.#rows;
    for (let row = 0; row < indices.length; row++) {
      const start = (indices[row] ?? 0) * size;
      if (rows instanceof Int32Array || this.values instanceof Int32Array)
        rows.set(this.values.subarray(start, start + size), row * size);
      else readFloats(this.values, start, rows.subarray(row * size, (row + 1) * size));
    }
    return tf.tensor(rows, [indices.length, ...this.shape], integers ? 'int32' : 'float32');
  }
}
