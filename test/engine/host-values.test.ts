import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

describe('values of the host', () => {
  for (const length of [3, 100_000])
    it(`stay as they were when the array they came from is filled again, ${length} of them`, () => {
      const buffer = new Float32Array(length).fill(1);
      const [read, used, weights] = [
        tf.tensor1d(buffer),
        tf.tensor1d(buffer),
        tf.variable(tf.tensor1d(buffer)),
      ];
      const assigned = tf.variable(tf.zeros([length]));
      assigned.assign(tf.tensor1d(buffer));
      const integers = new Int32Array(length).fill(1);
      const whole = tf.tensor1d(integers, 'int32');
      buffer.fill(2);
      integers.fill(2);
      for (const tensor of [read, used.mul(1), weights, assigned, whole])
        expect([tensor.min().dataSync()[0], tensor.max().dataSync()[0]]).deep.equal([1, 1]);
      expect(read.dataSync().every((value) => value === 1)).equal(true);
    });

  it('stay as they were when what was read of them is changed', () => {
    const x = tf.tensor1d([1, 2, 3]);
    x.dataSync().fill(0);
    expect([...x.dataSync()]).deep.equal([1, 2, 3]);
  });

  it('train a variable alike from a buffer that is reused and from fresh arrays', () => {
    const trained = (batchOf: (step: number) => Float32Array): number[] => {
      const weights = tf.variable(tf.zeros([4, 1]));
      const optimizer = tf.train.sgd(0.1);
      const step = compile(
        (x: tf.Tensor2D) =>
          optimizer.minimize(() => tf.sub(1, x.matMul(weights)).square().mean(), true, [weights]) ??
          tf.scalar(0),
      );
      const batches = [0, 1, 2].map((i) => tf.tensor2d(batchOf(i), [2, 4]));
      for (const batch of batches) step(batch).dispose();
      return Array.from(weights.dataSync());
    };
    const fill = (array: Float32Array, step: number) => array.map((_, i) => Math.sin(step + i));
    const buffer = new Float32Array(8);
    const reused = (step: number) => {
      buffer.set(fill(new Float32Array(8), step));
      return buffer;
    };
    expect(trained(reused)).deep.equal(trained((step) => fill(new Float32Array(8), step)));
  });
});
