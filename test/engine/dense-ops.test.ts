import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

const [m, k, n] = [128, 400, 256];

/** Operand `[rows, columns]`, or its transpose. */
function operand(seed: number, rows: number, columns: number, transposed: boolean): tf.Tensor2D {
  return random.normal(random.key(seed), transposed ? [columns, rows] : [rows, columns]) as tf.Tensor2D;
}

describe('a product of matrices that takes all cores', () => {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      it(`is the sum of two smaller ones (${transposeA ? 'aᵀ' : 'a'} ${transposeB ? 'bᵀ' : 'b'})`, () => {
        const difference = tf.tidy(() => {
          const a = operand(1, m, k, transposeA);
          const b = operand(2, k, n, transposeB);
          const halves = tf.split(a, 2, transposeA ? 0 : 1).map((half, i) => {
            const other = tf.split(b, 2, transposeB ? 1 : 0)[i] as tf.Tensor2D;
            return tf.matMul(half as tf.Tensor2D, other, transposeA, transposeB);
          });
          const whole = tf.matMul(a, b, transposeA, transposeB);
          expect(whole.shape).to.deep.equal([m, n]);
          return whole.sub(tf.addN(halves)).abs().max().dataSync()[0];
        });
        expect(difference).to.be.below(1e-3);
      });
    }
  }
});
