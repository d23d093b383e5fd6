import * as tf from '@tensorflow/tfjs';

/** A kernel's inputs and attributes, as tfjs passes them. */
export interface KernelCall {
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs?: tf.NamedAttrMap;
  readonly backend: object;
}

/** What computes a kernel. */
export type KernelFunction = (call: KernelCall) => tf.TensorInfo | tf.TensorInfo[];

/**
 * Puts a kernel in the place of tfjs-node's.
 *
 * @param make Makes the new kernel from the old one.
 */
export function replaceKernel(kernelName: string, make: (old: KernelFunction) => KernelFunction): void {
  const old = tf.getKernel(kernelName, 'tensorflow');
  if (old === undefined) throw new Error(`tfjs-node has no kernel ${kernelName}`);
  tf.unregisterKernel(kernelName, 'tensorflow');
  // tfjs types kernels more loosely: its calls have the fields of KernelCall.
  tf.registerKernel({ ...old, kernelFunc: make(old.kernelFunc as KernelFunction) as tf.KernelFunc });
}

/** An input of a kernel; throws when it is missing. */
export function input(call: KernelCall, name: string): tf.Tensor {
  const found = call.inputs[name];
  if (found === undefined) throw new Error(`kernel input ${name} is missing`);
  // tfjs passes tensors wherever a program calls an op.
  return found as tf.Tensor;
}

/** tfjs-node's kernels give tensors, though their type promises less. */
export function tensorOf(result: tf.TensorInfo | tf.TensorInfo[]): tf.Tensor {
  return result as tf.Tensor;
}
