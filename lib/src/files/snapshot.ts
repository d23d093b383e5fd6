import * as tf from '@tensorflow/tfjs';
import type { StoredTensor } from './stored-tensor.js';

/**
 * Values of variables, kept on their device to be put back later. TensorFlow copies what is kept only when a variable is
 * updated; whoever makes a snapshot disposes it.
 */
export class Snapshot {
  readonly #kept: readonly tf.Tensor[];

  /** @param stored the values to keep; by default what the variables have now. */
  constructor(
    readonly variables: readonly tf.Variable[],
    stored?: readonly StoredTensor[],
  ) {
    const kept = stored
      ? stored.map(({ values, shape }, i) => tf.tensor(values.slice(), [...shape], variables[i]?.dtype))
      : variables.map((variable) => variable.clone());
    this.#kept = kept.map((tensor) => tf.keep(tensor));
  }

  /** The values, copied from the device. */
  get tensors(): readonly StoredTensor[] {
    return this.#kept.map(storedTensor);
  }

  /** Gives the variables their old values. */
  restore(): void {
    this.variables.forEach((variable, i) => {
      const kept = this.#kept[i];
      if (kept) variable.assign(kept);
    });
  }

  /** Frees what is kept. */
  dispose(): void {
    tf.dispose([...this.#kept]);
  }
}

/** A tensor's shape and values, copied from the device. */
export function storedTensor(tensor: tf.Tensor): StoredTensor {
  const values = tensor.dataSync();
  const copy = tensor.dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
  return { shape: tensor.shape, values: copy };
}

/** Gives a variable stored values, by an op, so that they are TensorFlow's before a step is traced. */
export function assignValues(variable: tf.Variable, { values }: StoredTensor): void {
  tf.tidy(() => variable.assign(tf.tensor(values.slice(), variable.shape, variable.dtype).mul(1)));
}
