import * as tf from '@tensorflow/tfjs';
import { currentDevice } from '../placement.js';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, type KernelFunction, replaceKernel, tensorOf } from './replace-kernel.js';

/** The float32 that TensorFlow's max pooling starts from. */
const lowest = -3.4028234663852886e38;

/**
 * Ops that answer NaN and infinity in one way when they run eagerly, and in another when TensorFlow's executor or XLA runs
 * them in a compiled step: here the ways agree. What it costs is a comparison an element, which XLA does in passing.
 */
export function installNotANumber(): void {
  // XLA's may be any place that holds NaN; TensorFlow's is never one.
  underXla(tf.ArgMax, 'x', (x) => tf.where(tf.isNaN(x), Number.NEGATIVE_INFINITY, x));
  underXla(tf.ArgMin, 'x', (x) => tf.where(tf.isNaN(x), Number.POSITIVE_INFINITY, x));
  // TensorFlow's pooling sees neither NaN nor −∞.
  underXla(tf.MaxPool, 'x', (x) => tf.where(tf.greater(x, lowest), x, lowest));
  mending(tf.EluGrad, 'y', mayRunUnderXla, eluGradient);
  mending(tf.Softmax, 'logits', executorMayRun, softmax);
  mending(tf.TopK, 'x', () => true, largest);
}

type Mended = (call: KernelCall, old: KernelFunction) => tf.Tensor | tf.Tensor[];

const mayRunUnderXla = (): boolean => activeTrace()?.runners.xla === true;
const executorMayRun = (): boolean => activeTrace()?.runners.executor === true;

/** Another kernel for float inputs, where a condition holds; there is nothing to mend in an empty one. */
function mending(kernelName: string, name: string, where: () => boolean, mend: Mended): void {
  replaceKernel(kernelName, (old) => (call) => {
    const x = input(call, name);
    return where() && x.dtype === 'float32' && x.size > 0 ? mend(call, old) : old(call);
  });
}

/** Puts other values in the place of an input where XLA may run the op. */
function underXla(kernelName: string, name: string, mend: (x: tf.Tensor) => tf.Tensor): void {
  mending(kernelName, name, mayRunUnderXla, (call, old) =>
    tf.tidy(() => tensorOf(old({ ...call, inputs: { ...call.inputs, [name]: mend(input(call, name)) } }))),
  );
}

/** Where y is NaN, TensorFlow gives dy. */
function eluGradient(call: KernelCall, old: KernelFunction): tf.Tensor {
  return tf.tidy(() => tf.where(tf.isNaN(input(call, 'y')), input(call, 'dy'), tensorOf(old(call))));
}

/** A row with NaN or +∞ is NaN. In a graph, TensorFlow's op gives 0 for the row's other numbers on some processors. */
function softmax(call: KernelCall, old: KernelFunction): tf.Tensor {
  return tf.tidy(() => {
    const isRight = tf.isFinite(tf.max(input(call, 'logits'), -1, true));
    return tf.add(tensorOf(old(call)), tf.where(isRight, 0, Number.NaN));
  });
}

/**
 * The k largest of each row, NaN the largest of all; of equal ones the first. Where NaN comes is open in TensorFlow, even
 * eagerly, and XLA takes −0 for smaller than 0.
 */
function largest(call: KernelCall, old: KernelFunction): tf.Tensor[] {
  const x = input(call, 'x');
  // The op has two outputs: values and indices.
  if (isPlain(x)) return old(call) as [tf.Tensor, tf.Tensor];
  return tf.tidy(() => {
    const order = tf.where(tf.isNaN(x), Number.POSITIVE_INFINITY, tf.where(tf.equal(x, 0), 0, x));
    const [, indices] = old({ ...call, inputs: { x: order } }) as [tf.Tensor, tf.Tensor];
    activeTrace()?.checks.trust(indices);
    const [columns = 0, k = 0] = [x.shape.at(-1), indices.shape.at(-1)];
    const rows = tf.reshape(indices, [-1, k]);
    activeTrace()?.checks.trust(rows);
    const values = tf.gather(tf.reshape(x, [rows.shape[0] ?? 0, columns]), rows, 1, 1);
    return [tf.reshape(values, indices.shape), indices];
  });
}

/** Whether TensorFlow's op is right as it is, which can be seen outside a trace: without a copy of what may be large. */
function isPlain(x: tf.Tensor): boolean {
  if (activeTrace() !== undefined || !currentDevice().includes('CPU')) return false;
  return tf.tidy(() => tf.any(tf.isNaN(x)).dataSync()[0]) === 0;
}
