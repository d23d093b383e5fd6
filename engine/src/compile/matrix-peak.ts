import * as tf from '@tensorflow/tfjs';
import { currentDevice } from '../placement.js';

const side = 1024;
const runs = { first: 4, later: 2 };
const known = new Map<string, number>();

/**
 * Floating-point operations a millisecond of a large float32 matrix product on the current device: what a step could
 * reach at best. Measured at each call, in 30 to 60 ms on two cores; the most that was measured so far counts.
 */
export function matrixPeak(): number {
  const device = currentDevice();
  const before = known.get(device);
  const count = before === undefined ? runs.first : runs.later;
  const now = tf.tidy(() => {
    const a = tf.ones<tf.Rank.R2>([side, side]);
    return (2 * side ** 3) / Math.min(...Array.from({ length: count }, () => millisecondsOf(a)));
  });
  const peak = Math.max(now, before ?? 0);
  known.set(device, peak);
  return peak;
}

function millisecondsOf(a: tf.Tensor2D): number {
  const start = performance.now();
  // Reading one number waits for the product, also on a GPU.
  tf.slice(tf.matMul(a, a), [0, 0], [1, 1]).dataSync();
  return performance.now() - start;
}
