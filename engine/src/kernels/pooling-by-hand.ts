import * as tf from '@tensorflow/tfjs';
import { perAxis } from '../gradients/dilated-filter.js';
import { byHand, cutOut, eachSide, padded, paddings, valid } from './padding-by-hand.js';
import { input, type KernelCall } from './replace-kernel.js';

type Window = Parameters<typeof paddings>[0];
type Kernel = Parameters<typeof valid>[0];

interface PoolAttributes {
  readonly filterSize: number | number[];
  readonly strides: number | number[];
  readonly pad: number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Pooling with padding by numbers, of images and of volumes. What was padded is no candidate for the largest, and does
 * not count in a mean; the gradient that tfjs's own backend has for means counts it.
 */
export function installPoolingByHand(): void {
  for (const dimensions of ['', '3D']) {
    const [max, average] = [`MaxPool${dimensions}`, `AvgPool${dimensions}`];
    byHand(max, (old, call) => {
      const window = forward(call);
      if (keepsAll(window)) return tf.clone(input(call, 'x'));
      return valid(old, call, { x: padded(call, 'x', window, lowest) });
    });
    byHand(`${max}Grad`, (old, call) => {
      const window = backward(call);
      if (keepsAll(window)) return tf.clone(input(call, 'dy'));
      return cutOut(valid(old, call, { input: padded(call, 'input', window, lowest) }), window);
    });
    byHand(average, (old, call) => {
      const window = forward(call);
      if (keepsAll(window)) return tf.clone(input(call, 'x'));
      return tf.divNoNan(valid(old, call, { x: padded(call, 'x', window) }), share(old, call, window));
    });
    byHand(`${average}Grad`, (old, call) => averageGradient(old, call, average));
  }
}

const lowest = Number.NEGATIVE_INFINITY;

/** tfjs takes a window of one pixel for no pooling where the shape stays, wherever padding and strides put it. */
function keepsAll({ from, to, reach }: Window): boolean {
  return reach.every((length) => length === 1) && tf.util.arraysEqual([...from], [...to]);
}

/** The shares of the windows are means of the forward pass, so its kernel is asked. */
function averageGradient(old: Kernel, call: KernelCall, forwardKernel: string): tf.Tensor {
  const window = backward(call);
  if (keepsAll(window)) return tf.clone(input(call, 'dy'));
  const forwardPass: Kernel = ({ inputs, attrs }) =>
    tf.engine().runKernel(forwardKernel, inputs as tf.NamedTensorMap, attrs); // share gives it one tensor
  const dy = tf.divNoNan(input(call, 'dy'), share(forwardPass, { ...call, inputs: {} }, window));
  return cutOut(valid(old, call, { dy, input: padded(call, 'input', window) }), window);
}

/** What share of each window is image, not padding; 0 for a window of padding only, whose mean tfjs has as 0. */
function share(old: Kernel, call: KernelCall, window: Window): tf.Tensor {
  const inside = tf.ones([1, ...window.from.slice(1, -1), 1]);
  return valid(old, call, { x: tf.pad(inside, paddings(window)) });
}

// The kernels' own ops set the attributes.
const attributesOf = ({ attrs }: KernelCall) => attrs as unknown as PoolAttributes;

function forward(call: KernelCall): Window {
  const { filterSize, strides, pad, dimRoundingMode } = attributesOf(call);
  const from = input(call, 'x').shape;
  // The op checked the ranks.
  const outShape =
    from.length === 4
      ? tf.backend_util.computePool2DInfo(
          from as [number, number, number, number],
          filterSize as number,
          strides as number,
          1,
          eachSide(pad),
          dimRoundingMode,
        ).outShape
      : tf.backend_util.computePool3DInfo(
          from as [number, number, number, number, number],
          filterSize as number,
          strides as number,
          1,
          pad as number,
          dimRoundingMode,
        ).outShape;
  return window(from, outShape, call);
}

const backward = (call: KernelCall): Window =>
  window(input(call, 'input').shape, input(call, 'dy').shape, call);

function window(from: number[], to: number[], call: KernelCall): Window {
  const { filterSize, strides, pad } = attributesOf(call);
  const axes = from.length - 2;
  return { from, to, reach: perAxis(filterSize, axes), strides: perAxis(strides, axes), pad };
}
