import * as tf from '@tensorflow/tfjs';
import { dataOf } from '../backend.js';
import { activeTrace } from '../trace/active.js';
import type { ViolationKind } from '../trace/run-checks.js';
import { input, replaceKernel } from './replace-kernel.js';

/**
 * Division of whole numbers by zero and powers below zero are errors in TensorFlow; under XLA they are −1 and 0. A trace
 * notes what must hold, and each run is looked at; a divisor that the program wrote down is looked at once.
 */
export function installWholeNumberDivision(): void {
  const isZero = (divisor: tf.Tensor): tf.Tensor => tf.equal(divisor, tf.scalar(0, 'int32'));
  for (const name of [tf.FloorDiv, tf.RealDiv, tf.Mod]) noting(name, 'division', isZero, (b) => b === 0);
  noting(
    tf.Pow,
    'power',
    (power) => tf.less(power, tf.scalar(0, 'int32')),
    (power) => power < 0,
  );
}

function noting(
  kernelName: string,
  kind: ViolationKind,
  wrong: (b: tf.Tensor) => tf.Tensor,
  isWrong: (b: number) => boolean,
): void {
  replaceKernel(kernelName, (old) => (call) => {
    const trace = activeTrace();
    const [a, b] = [input(call, 'a'), input(call, 'b')];
    if (trace !== undefined && a.dtype === 'int32' && b.dtype === 'int32' && !knownToBe(b, isWrong))
      tf.tidy(() => trace.checks.violations(kind, wrong(b)));
    return old(call);
  });
}

/** Whether a tensor's values are still on the host, and none of them is wrong. */
function knownToBe(b: tf.Tensor, isWrong: (value: number) => boolean): boolean {
  const values = dataOf(b.dataId)?.values;
  return values instanceof Int32Array && !values.some(isWrong);
}
