import * as tf from '@tensorflow/tfjs';
import type { Backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { sumTo } from '../gradients/define-gradient.js';
import { activeTrace } from '../trace/active.js';
import { input, type KernelCall, replaceKernel, tensorOf } from './replace-kernel.js';

const kernelName = 'SpreadTo';

/**
 * Follows, in a trace, tensors that hold one number repeated, as the derivatives of a sum do: multiplied with such a
 * tensor, another is multiplied with the number. A training step then goes over its batch once or twice less for each
 * part of its loss.
 */
export function installRepeatedNumbers(): void {
  installSpread();
  followFactors();
  follow(tf.Neg, 'x', (number) => tf.neg(number));
  follow(tf.Reshape, 'x', (number) => number);
  follow(tf.Cast, 'x', (number) => number);
  follow(tf.RealDiv, 'a', (number, call) => {
    const divisor = input(call, 'b');
    return divisor.size === 1 ? tf.div(number, tf.reshape(divisor, [])) : undefined;
  });
}

/** The tensor broadcast to a shape, with a derivative of any order; on the backend `tensorflow`. */
export function spreadTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  // The kernel registered below returns one tensor.
  return tf.engine().runKernel(kernelName, { x }, { shape }) as tf.Tensor;
}

function installSpread(): void {
  tf.registerKernel({
    kernelName,
    backendName: 'tensorflow',
    kernelFunc: (call) => {
      const x = input(call, 'x');
      // spreadTo gives the attribute.
      const shape = call.attrs?.['shape'] as number[];
      const attributes = [attr.type('T', DType.float32), attr.type('Tidx', DType.int32)];
      const to = tf.tensor1d(shape, 'int32');
      // The kernel is registered for this backend only.
      const spread = (call.backend as Backend).executeSingleOutput('BroadcastTo', attributes, [x, to]);
      to.dispose();
      note(spread, numberOf(x));
      return spread;
    },
  });
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => {
      if (x === undefined || Array.isArray(dy)) throw new Error(`${kernelName}: nothing saved`);
      return { x: () => sumTo(dy, x.shape) };
    },
  });
}

/** A product with a repeated number is one with the number; of two of them, it is one itself. */
function followFactors(): void {
  replaceKernel(tf.Multiply, (old) => (call) => {
    const [trace, a, b] = [activeTrace(), input(call, 'a'), input(call, 'b')];
    const [ofA, ofB] = [trace?.repeatedNumber(a), trace?.repeatedNumber(b)];
    if (ofA === undefined && ofB === undefined) return old(call);
    const product = (left: tf.Tensor, right: tf.Tensor): tf.Tensor =>
      tensorOf(old({ ...call, inputs: { a: left, b: right } }));
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    const fills = (other: tf.Tensor): boolean => tf.util.arraysEqual(other.shape, shape);
    const result =
      ofA !== undefined && fills(b) ? product(ofA, b) : product(a, ofB !== undefined && fills(a) ? ofB : b);
    const [left, right] = [numberOf(a), numberOf(b)];
    if (left !== undefined && right !== undefined) note(result, product(left, right));
    return result;
  });
}

/** Where an op's input is a repeated number, its result is one, too. */
function follow(
  name: string,
  of: string,
  apply: (number: tf.Tensor, call: KernelCall) => tf.Tensor | undefined,
): void {
  replaceKernel(name, (old) => (call) => {
    const result = old(call);
    if (Array.isArray(result) || result.dtype !== 'float32') return result;
    const number = activeTrace()?.repeatedNumber(input(call, of));
    if (number !== undefined) note(tensorOf(result), apply(number, call));
    return result;
  });
}

/** The number that a tensor repeats or is, as a scalar of the trace; `undefined` where it is not known to. */
function numberOf(x: tf.Tensor): tf.Tensor | undefined {
  const trace = activeTrace();
  if (trace === undefined || x.dtype !== 'float32') return undefined;
  return x.size === 1 ? tf.reshape(x, []) : trace.repeatedNumber(x);
}

function note(x: tf.Tensor, number: tf.Tensor | undefined): void {
  if (number !== undefined && x.size > 1) activeTrace()?.repeats(x, number);
}
