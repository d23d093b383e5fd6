import * as tf from '@tensorflow/tfjs';
import { perAxis } from '../gradients/dilated-filter.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

type Kernel = Parameters<Parameters<typeof replaceKernel>[1]>[0];
type Paddings = [number, number][];

/** What a window moves over, and how: of a convolution or of pooling. */
interface Window {
  /** Shape of the images, and of what comes out. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** How far the filter reaches along each spatial axis, dilations included. */
  readonly reach: readonly number[];
  readonly strides: readonly number[];
  readonly pad: number | Paddings;
}

/**
 * Convolutions and pooling with padding by numbers, which TensorFlow's kernels take for few ops and no gradient: the
 * images are padded, and the op is run on them as `'valid'`.
 */
export function installPaddingByHand(): void {
  for (const kernelName of [tf.Conv2D, tf.FusedConv2D, tf.DepthwiseConv2dNative, tf.FusedDepthwiseConv2D])
    byHand(kernelName, (old, call) => valid(old, call, { x: padded(call, 'x', convolution(call)) }));
  for (const kernelName of [tf.Conv2DBackpropFilter, tf.DepthwiseConv2dNativeBackpropFilter])
    byHand(kernelName, (old, call) => valid(old, call, { x: padded(call, 'x', filterGradient(call)) }));
  for (const kernelName of [tf.Conv2DBackpropInput, tf.DepthwiseConv2dNativeBackpropInput])
    byHand(kernelName, inputGradient);
}

/** Puts `run` in the place of a kernel where the padding is neither `'same'` nor `'valid'`. */
export function byHand(kernelName: string, run: (old: Kernel, call: KernelCall) => tf.Tensor): void {
  replaceKernel(kernelName, (old) => (call) => {
    const pad = call.attrs?.pad;
    return pad === 'same' || pad === 'valid' ? old(call) : tf.tidy(() => run(old, call));
  });
}

/** Runs a kernel on padded images. */
export function valid(
  old: Kernel,
  call: KernelCall,
  inputs: tf.NamedTensorMap,
  attributes: object = {},
): tf.Tensor {
  const attrs = { ...call.attrs, pad: 'valid', ...attributes } as tf.NamedAttrMap;
  delete attrs['dimRoundingMode'];
  // tfjs-node's kernels give tensors.
  return old({ ...call, inputs: { ...call.inputs, ...inputs }, attrs }) as tf.Tensor;
}

/** Images with the padding that a window asks for. */
export function padded(call: KernelCall, name: string, window: Window, value = 0): tf.Tensor {
  return tf.pad(input(call, name), paddings(window), value);
}

/** What of padded images the images were. */
export function cutOut(x: tf.Tensor, window: Window): tf.Tensor {
  const before = paddings(window).map(([start]) => start);
  return tf.slice(x, before, [...window.from]);
}

/** As tfjs counts it, and at the end as much as the last window reaches. */
export function paddings({ from, to, reach, strides, pad }: Window): Paddings {
  const spatial = from.length - 2;
  return from.map((length, axis): [number, number] => {
    const place = axis - 1;
    if (place < 0 || place >= spatial) return [0, 0];
    const before = typeof pad === 'number' ? pad : (pad[axis]?.[0] ?? 0);
    const covered = ((to[axis] ?? 1) - 1) * (strides[place] ?? 1) + (reach[place] ?? 1);
    return [before, Math.max(0, covered - length - before)];
  });
}

/** One number for all sides, as it is for each: where it is one number, tfjs takes a window's height for its width. */
export function eachSide(pad: number | tf.backend_util.ExplicitPadding): tf.backend_util.ExplicitPadding {
  if (typeof pad !== 'number') return pad;
  return [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ];
}

interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: number | tf.backend_util.ExplicitPadding;
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape: [number, number, number, number];
  readonly filterShape: [number, number, number, number];
}

// The kernels' own ops set the attributes.
const attributesOf = ({ attrs }: KernelCall) => attrs as unknown as ConvolutionAttributes;

function convolution(call: KernelCall): Window {
  const { strides, pad, dilations = 1, dimRoundingMode } = attributesOf(call);
  const [from, filter] = [input(call, 'x').shape, input(call, 'filter').shape];
  const { outShape } = tf.backend_util.computeConv2DInfo(
    from as [number, number, number, number], // the op checked the ranks
    filter as [number, number, number, number],
    strides,
    dilations,
    eachSide(pad),
    dimRoundingMode,
  );
  return moving(from, outShape, filter, call);
}

const filterGradient = (call: KernelCall): Window =>
  moving(input(call, 'x').shape, input(call, 'dy').shape, attributesOf(call).filterShape, call);

function moving(from: number[], to: number[], filter: readonly number[], call: KernelCall): Window {
  const { strides, pad, dilations } = attributesOf(call);
  const spread = perAxis(dilations, 2);
  const reach = spread.map((dilation, axis) => ((filter[axis] ?? 1) - 1) * dilation + 1);
  return { from, to, reach, strides: perAxis(strides, 2), pad };
}

function inputGradient(old: Kernel, call: KernelCall): tf.Tensor {
  const { inputShape } = attributesOf(call);
  const window = moving(inputShape, input(call, 'dy').shape, input(call, 'filter').shape, call);
  const around = paddings(window);
  const paddedShape = inputShape.map(
    (length, axis) => length + (around[axis]?.[0] ?? 0) + (around[axis]?.[1] ?? 0),
  );
  return cutOut(valid(old, call, {}, { inputShape: paddedShape }), window);
}
