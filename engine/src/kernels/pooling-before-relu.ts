import * as tf from '@tensorflow/tfjs';
import { activationGradient } from '../gradients/activations.js';
import { activeTrace } from '../trace/active.js';
import { asTensor, noteOrigin, originalInput, originOf } from './origins.js';
import { input, type KernelCall, type KernelFunction, replaceKernel, tensorOf } from './replace-kernel.js';

/** Kernels by the names under which what they made is remembered. */
const biased = 'a bias for each channel';
const pooled = 'pooled before ReLU';
const returned = 'gradient of pooling';
const sparse = 'gradient of what was pooled before ReLU';

/** TensorFlow's largest of a window that holds nothing but NaN is the least float32; ReLU would make it a sound 0. */
const nothing = -3e38;

/**
 * In a compiled step, max(relu(z + b)) over a window is computed as relu(max(z) + b), since adding b and ReLU keep the
 * order: so they, their gradients and the sum for the bias see a quarter of the numbers, where windows are 2×2.
 */
export function installPoolingBeforeRelu(): void {
  inTrace(tf.Add, (call, old) => {
    const result = tensorOf(old(call));
    const [x, bias] = [input(call, 'a'), input(call, 'b')];
    const isBias = x.shape.length === 4 && bias.shape.length === 1 && x.shape[3] === bias.shape[0];
    if (isBias && x.dtype === 'float32') noteOrigin(result, biased, { x, bias });
    return result;
  });
  inTrace(tf.Relu, (call, old) => {
    const result = tensorOf(old(call));
    noteOrigin(result, tf.Relu, { x: input(call, 'x') });
    return result;
  });
  inTrace(tf.MaxPool, (call, old) => pool(call, old) ?? old(call));
  inTrace(tf.MaxPoolGrad, (call, old) => poolGradient(call, old));
  inTrace('ReluGrad', (call, old) => reluGradient(call) ?? old(call));
  inTrace(tf.Sum, (call, old) => sum(call, old) ?? old(call));
}

function inTrace(
  kernelName: string,
  run: (call: KernelCall, old: KernelFunction) => ReturnType<KernelFunction>,
): void {
  replaceKernel(kernelName, (old) => (call) => (activeTrace() === undefined ? old(call) : run(call, old)));
}

function pool(call: KernelCall, old: KernelFunction): tf.Tensor | undefined {
  const x = input(call, 'x');
  const relu = originOf(x, tf.Relu);
  const sum = relu && originOf(originalInput(relu, 'x'), biased);
  if (sum === undefined || (call.attrs?.pad !== 'same' && call.attrs?.pad !== 'valid')) return undefined;
  return tf.tidy(() => {
    const z = asTensor(originalInput(sum, 'x'));
    const largest = tensorOf(old({ ...call, inputs: { x: z } }));
    const biasedLargest = tf.add(largest, asTensor(originalInput(sum, 'bias')));
    const result = tf.where(tf.less(largest, nothing), Number.NaN, tf.relu(biasedLargest));
    noteOrigin(result, pooled, { x, z, largest });
    return result;
  });
}

/** What TensorFlow gives; but where ReLU's gradient comes next, {@link reluGradient} takes another road, and this is not run. */
function poolGradient(call: KernelCall, old: KernelFunction): tf.Tensor {
  const result = tensorOf(old(call));
  const [dy, x, y] = [input(call, 'dy'), input(call, 'input'), input(call, 'output')];
  const origin = originOf(y, pooled);
  if (origin === undefined || originalInput(origin, 'x').dataId !== x.dataId) return result;
  const [z, largest] = [originalInput(origin, 'z'), originalInput(origin, 'largest')];
  const ofBiased = (small: tf.Tensor): tf.Tensor =>
    tensorOf(old({ ...call, inputs: { dy: small, input: z, output: largest } }));
  noteOrigin(result, returned, { dy, x, y }, { ofBiased });
  return result;
}

/** ReLU's gradient where the pooled numbers are, and then that of pooling. */
function reluGradient(call: KernelCall): tf.Tensor | undefined {
  const origin = originOf(input(call, 'dy'), returned);
  if (origin === undefined || originalInput(origin, 'x').dataId !== input(call, 'value').dataId)
    return undefined;
  // As poolGradient notes it.
  const { ofBiased } = origin.attributes as { readonly ofBiased: (small: tf.Tensor) => tf.Tensor };
  return tf.tidy(() => {
    const [y, dy] = [asTensor(originalInput(origin, 'y')), asTensor(originalInput(origin, 'dy'))];
    const small = activationGradient('ReluGrad', y, dy);
    const result = ofBiased(small);
    noteOrigin(result, sparse, { small });
    return result;
  });
}

/** For a bias: each number of the pooled gradient is somewhere in the large one, and all else there is 0. */
function sum(call: KernelCall, old: KernelFunction): tf.TensorInfo | tf.TensorInfo[] | undefined {
  const origin = originOf(input(call, 'x'), sparse);
  const { axis, keepDims } = call.attrs ?? {};
  if (origin === undefined || keepDims === true || String(axis) !== '0,1,2') return undefined;
  return old({ ...call, inputs: { x: asTensor(originalInput(origin, 'small')) } });
}
