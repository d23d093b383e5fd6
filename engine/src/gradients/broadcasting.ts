import * as tf from '@tensorflow/tfjs';
import { defineGradient, indicator, savedAt, sumTo } from './define-gradient.js';
import { guardedQuotient } from './tape.js';

type Part = (dy: tf.Tensor, a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** tfjs computes these for operands of one shape, and refuses others. */
const partsOf: Readonly<Record<string, readonly [Part, Part]>> = {
  // Where both are equal, a has it all: one of the ways that keep the sum.
  [tf.Maximum]: [
    (dy, a, b) => tf.mul(dy, indicator(tf.greaterEqual(a, b))),
    (dy, a, b) => tf.mul(dy, indicator(tf.less(a, b))),
  ],
  [tf.Minimum]: [
    (dy, a, b) => tf.mul(dy, indicator(tf.lessEqual(a, b))),
    (dy, a, b) => tf.mul(dy, indicator(tf.greater(a, b))),
  ],
  [tf.SquaredDifference]: [
    (dy, a, b) => tf.mul(tf.mul(dy, 2), tf.sub(a, b)),
    (dy, a, b) => tf.mul(tf.mul(dy, 2), tf.sub(b, a)),
  ],
  // Constant between its jumps; tfjs has the derivative of a / b. That stays for whole numbers, whose `div` is this op.
  [tf.FloorDiv]: [
    (dy, a, b) => (a.dtype === 'float32' ? tf.zerosLike(dy) : tf.div(dy, tf.cast(b, 'float32'))),
    (dy, a, b) => {
      if (a.dtype === 'float32') return tf.zerosLike(dy);
      return tf.neg(tf.div(tf.mul(dy, tf.cast(a, 'float32')), tf.cast(tf.square(b), 'float32')));
    },
  ],
};

/** Mends gradients of ops of two tensors that broadcast. */
export function installBroadcastingGradients(): void {
  for (const [kernelName, [ofA, ofB]] of Object.entries(partsOf)) {
    defineGradient(kernelName, {
      inputs: ['a', 'b'],
      of: (dy, saved) => {
        const [a, b] = [savedAt(saved, 0), savedAt(saved, 1)];
        return { a: () => sumTo(ofA(dy, a, b), a.shape), b: () => sumTo(ofB(dy, a, b), b.shape) };
      },
    });
  }
  installMatMulGradient();
  installPowerGradient();
  installGuardedQuotient();
}

/** Attributes of a product of matrices. */
export interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The gradients of `op(a) · op(b)` in a and in b, whose batches may broadcast. */
export function matMulGradients(
  dy: tf.Tensor,
  a: tf.Tensor,
  b: tf.Tensor,
  { transposeA, transposeB }: MatMulAttributes,
): { a: () => tf.Tensor; b: () => tf.Tensor } {
  const ofA = () => (transposeA ? tf.matMul(b, dy, transposeB, true) : tf.matMul(dy, b, false, !transposeB));
  const ofB = () => (transposeB ? tf.matMul(dy, a, true, transposeA) : tf.matMul(a, dy, !transposeA, false));
  return { a: () => sumTo(ofA(), a.shape), b: () => sumTo(ofB(), b.shape) };
}

function installMatMulGradient(): void {
  defineGradient<MatMulAttributes>(tf.BatchMatMul, {
    inputs: ['a', 'b'],
    of: (dy, saved, attributes) => matMulGradients(dy, savedAt(saved, 0), savedAt(saved, 1), attributes),
  });
}

/** tfjs multiplies 0 by the infinite 0⁻¹ where the exponent is 0 and the base too; x⁰ is constant. */
function installPowerGradient(): void {
  const old = tf.getGradient(tf.Pow);
  defineGradient<tf.NamedAttrMap>(tf.Pow, {
    inputs: ['a', 'b'],
    outputs: [true],
    of: (dy, saved, attributes) => {
      const [base, exponent] = [savedAt(saved, 0), savedAt(saved, 1)];
      const ofBase = () => {
        const power = tf.cast(exponent, 'float32');
        const lower = tf.pow(base, tf.where(tf.equal(power, 0), tf.onesLike(power), tf.sub(power, 1)));
        return sumTo(tf.mul(dy, tf.mul(power, lower)), base.shape);
      };
      return { ...old.gradFunc(dy, [...saved], attributes), a: ofBase };
    },
  });
}

/** a / b, and 0 where b is 0: so are its derivatives there, where tfjs has 0 / 0. */
function installGuardedQuotient(): void {
  defineGradient(guardedQuotient, {
    inputs: ['a', 'b'],
    of: (dy, saved) => {
      const [a, b] = [savedAt(saved, 0), savedAt(saved, 1)];
      const perDivisor = () => {
        const isZero = tf.equal(b, 0);
        return tf.div(indicator(tf.logicalNot(isZero)), tf.where(isZero, tf.onesLike(b), b));
      };
      const ofB = () => tf.neg(tf.mul(tf.mul(dy, a), tf.square(perDivisor())));
      return { a: () => sumTo(tf.mul(dy, perDivisor()), a.shape), b: () => sumTo(ofB(), b.shape) };
    },
  });
}
