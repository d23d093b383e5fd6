import * as tf from '@tensorflow/tfjs';
import { both, type Pair } from './upsampled-filters.js';

/** Attributes of a convolution, as tfjs passes them. */
export interface ConvolutionAttributes {
  readonly strides: number | readonly number[];
  readonly pad: 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;
  readonly dataFormat: string;
  readonly dilations?: number | readonly number[];
  /** Of a convolution with bias. */
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
  /** Of the filter's gradient. */
  readonly filterShape: [number, number, number, number];
}

/** A convolution over an upsampled picture, seen from the small one. */
export interface Plan {
  /** Of the small picture. */
  readonly size: Pair;
  readonly factors: Pair;
  readonly kernel: Pair;
  /** Zeros before and after the upsampled picture. */
  readonly before: Pair;
  readonly after: Pair;
}

/**
 * How to convolve over an upsampled picture; `undefined` where the factors are not 2, or where the convolution is none of
 * stride 1.
 *
 * @param small Shape of the picture before upsampling.
 * @param upsampled After it.
 */
export function planOf(
  small: readonly number[],
  upsampled: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dataFormat, dilations = 1 }: ConvolutionAttributes,
): Plan | undefined {
  const isPlain = [strides, dilations].flat().every((step) => step === 1) && dataFormat === 'NHWC';
  if (!isPlain || small.includes(0) || filterShape.includes(0)) return undefined;
  const size = both((axis) => small[axis + 1] ?? 1);
  const factors = both((axis) => (upsampled[axis + 1] ?? 1) / size[axis]);
  const kernel = both((axis) => filterShape[axis] ?? 1);
  const [before, after] = paddingOf(pad, kernel);
  const fits = both((axis) => {
    const isDoubled = factors[axis] === 2 && kernel[axis] >= 2;
    const zerosMeetPixels = Math.max(before[axis], after[axis]) < kernel[axis];
    const out = 2 * size[axis] + before[axis] + after[axis] - kernel[axis] + 1;
    return isDoubled && zerosMeetPixels && Math.min(before[axis], after[axis]) >= 0 && out >= 1;
  });
  return fits[0] && fits[1] ? { size, factors, kernel, before, after } : undefined;
}

function paddingOf(pad: ConvolutionAttributes['pad'], kernel: Pair): readonly [before: Pair, after: Pair] {
  if (pad === 'valid')
    return [
      [0, 0],
      [0, 0],
    ];
  if (pad === 'same') return [both((axis) => (kernel[axis] - 1) >> 1), both((axis) => kernel[axis] >> 1)];
  if (typeof pad === 'number') return [both(() => pad), both(() => pad)];
  return [both((axis) => pad[axis + 1]?.[0] ?? 0), both((axis) => pad[axis + 1]?.[1] ?? 0)];
}

/** dy, and the padding with which a stamp strides over it. TensorFlow's gradients take no padding by numbers. */
export function around(dy: tf.Tensor, plan: Plan): { readonly dy: tf.Tensor; readonly padding: string } {
  const { kernel, before, after } = plan;
  const start = both((axis) => kernel[axis] - 1 - before[axis]);
  const end = both((axis) => kernel[axis] - 1 - after[axis]);
  if ([...start, ...end].every((zeros) => zeros === 0)) return { dy, padding: 'VALID' };
  const isSame = both((axis) => {
    const blocks = Math.ceil((dy.shape[axis + 1] ?? 0) / plan.factors[axis]);
    return blocks === plan.size[axis] && start[axis] === (start[axis] + end[axis]) >> 1;
  });
  if (isSame[0] && isSame[1]) return { dy, padding: 'SAME' };
  const zeros: [number, number][] = both((axis) => [start[axis], end[axis]]);
  return { dy: tf.pad(dy, [[0, 0], ...zeros, [0, 0]]), padding: 'VALID' };
}
