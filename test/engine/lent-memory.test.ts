import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isLent, lentArray, lentTensor } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

setFlagsFromString('--expose-gc');
// What the flag defines in every new context.
const collect = runInNewContext('gc') as () => void;

function filled(length: number, value: number): Float32Array {
  return lentArray(length).fill(value);
}

describe('an array in TensorFlow’s memory', () => {
  it('is a tensor without a copy, whole and in aligned parts', () => {
    for (const [length, from, to] of [
      [100, 0, 100],
      [7, 0, 7],
      [96, 16, 80],
      [1, 0, 1],
    ] as const) {
      const values = lentArray(length);
      for (let i = 0; i < length; i++) values[i] = i;
      const part = values.subarray(from, to);
      expect(isLent(part)).equal(true);
      const before = tf.memory().numTensors;
      const tensor = lentTensor(part);
      expect(Array.from(tensor.add(0).dataSync())).deep.equal(Array.from(part));
      values[from] = -5;
      expect(tensor.add(0).dataSync()[0]).equal(-5);
      tensor.dispose();
      expect(tf.memory().numTensors).equal(before + 2);
    }
    expect(lentArray(0)).lengthOf(0);
  });

  it('is told from others: a usual array, a part that TensorFlow would copy, a copy', () => {
    const values = filled(96, 1);
    for (const other of [
      new Float32Array(32),
      values.subarray(1, 33),
      values.subarray(0, 20),
      values.slice(),
    ]) {
      expect(isLent(other)).equal(false);
      expect(() => lentTensor(other)).throw('lentTensor: expected an array made by lentArray');
    }
  });

  it('is not changed by ops and compiled steps on the tensor', () => {
    const values = filled(64, 3);
    const tensor = lentTensor(values);
    tf.tidy(() => tf.relu(tf.neg(tf.square(tensor.reshape([8, 8])))).dataSync());
    tensor.dispose();
    expect(values.every((value) => value === 3)).equal(true);
  });

  it('lives as long as the array or a tensor of it, and no longer', async () => {
    const length = 2 ** 24;
    const tensor = lentTensor(filled(length, 2));
    const start = process.memoryUsage().rss;
    for (let round = 0; round < 24; round++) {
      expect(filled(length, 1)[round]).equal(1);
      collect();
      await nextTurn();
      await nextTurn();
    }
    expect((process.memoryUsage().rss - start) / 2 ** 20).below(600);
    expect(tensor.sum().dataSync()[0]).equal(2 * length);
    tensor.dispose();
  });

  it('cannot be taken away by another thread', () => {
    const values = filled(64, 1);
    try {
      structuredClone(values.buffer, { transfer: [values.buffer] });
    } catch (error) {
      expect(String(error)).contain('DataCloneError');
    }
    expect(values).lengthOf(64);
    expect(values[63]).equal(1);
  });
});
