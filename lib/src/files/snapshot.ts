import * as tf from '@tensorflow/tfjs';
import type { StoredTensor } from './stored-tensor.js';

/** A host copy of variables' values, to put them back later. */
export class Snapshot {
  /** One array a variable, in their order. */
  readonly tensors: readonly StoredTensor[];

  /** @param tensors the values to keep; by default what the variables have now. */
  constructor(
    readonly variables: readonly tf.Variable[],
    tensors?: readonly StoredTensor[],
  ) {
    this.tensors = tensors ?? variables.map(storedTensor);
  }

  /** Gives the variables their old values. */
  restore(): void {
    tf.tidy(() =>
      this.variables.forEach((variable, i) => {
        const kept = this.tensors[i];
        if (kept) assignValues(variable, kept);
      }),
    );
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
