import type { StepWork } from './choice.js';
import { keepsXlaAway } from './xla-cost.js';

/**
 * Most floating-point operations of the products of a small step. Measured on two cores, in a loop and by itself: at
 * 0.03 million 0.1 and 0.57 ms, at 1.8 million 0.33 and 0.65, at 10 million 1.6 and 1.8, at 160 million the same.
 */
const mostProductFlops = 5e6;
/** Most numbers that it reads or writes: what passes over more gains by a second core. */
const mostNumbers = 2e5;

/**
 * Whether TensorFlow's executor runs such a step faster in a loop, on one core, than by itself: what it spends on the way in
 * and out is then most of it. Decided by the graph alone, so that the same run takes the same way each time.
 *
 * @param numbers How many the step reads or writes.
 */
export function isSmallStep({ opCounts, productFlops }: StepWork, numbers: number): boolean {
  return !keepsXlaAway(opCounts) && productFlops <= mostProductFlops && numbers <= mostNumbers;
}
