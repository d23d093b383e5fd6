import { byteRows, type CompiledLoop, compileLoop, lentArray, lentBytes, lentTensor } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

const [count, size, hidden] = [300, 196, 24];

/** Bytes that have each value 0 … 255, and the same as floats in JavaScript: value / 255, rounded once. */
function pictures(): { bytes: Uint8Array; floats: Float32Array } {
  const bytes = lentBytes(count * size);
  const floats = lentArray(count * size);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = (i * 167 + (i >> 8)) % 256;
    floats[i] = (bytes[i] ?? 0) / 255;
  }
  return { bytes, floats };
}

/** An autoencoder's step, with a variable to train. */
function trained(): { step: (x: tf.Tensor) => tf.Tensor; weights: tf.Variable } {
  const start = Float32Array.from({ length: size * hidden }, (_, i) => Math.sin(i) / 20);
  const weights = tf.variable(tf.tensor2d(start, [size, hidden]));
  const optimizer = tf.train.adam(0.01);
  const step = (x: tf.Tensor): tf.Tensor => {
    const rows = x.reshape<tf.Tensor2D>([-1, size]);
    const loss = (): tf.Scalar => {
      const code = rows.matMul(weights).tanh();
      return rows
        .sub(code.matMul(weights, false, true))
        .square()
        .sum()
        .mul(2 / 255)
        .asScalar();
    };
    return optimizer.minimize(loss, true, [weights]) ?? tf.scalar(0);
  };
  return { step, weights };
}

const order = tf.tensor2d(
  Int32Array.from({ length: 6 * 50 }, (_, i) => (i * 37) % count),
  [6, 50],
  'int32',
);

/** Losses and weights after twelve steps. */
async function run(data: tf.Tensor, runner: 'executor' | 'xla', shape?: number[]): Promise<number[]> {
  const { step, weights } = trained();
  const seen: number[][] = [];
  const loop: CompiledLoop = compileLoop(
    (x) => {
      seen.push(x.shape);
      return step(x);
    },
    { jit: 'byCall', capacity: 8 },
  );
  loop(data, order).dispose();
  if (runner === 'xla') expect(await loop.compileWithXla([data], order)).equal(true);
  const losses = loop(data, order, [], runner);
  const result = [...losses.dataSync(), ...weights.dataSync()];
  for (const form of seen) expect(form).deep.equal([50, ...(shape ?? [size])]);
  tf.dispose([losses, weights]);
  loop.dispose();
  return result;
}

describe('bytes as the data of a loop', () => {
  it('give each byte / 255 as JavaScript rounds it', () => {
    const { bytes, floats } = pictures();
    const data = byteRows(bytes, [size]);
    const loop = compileLoop((x) => x, { jit: false });
    const rows = loop(
      data,
      tf.tensor2d(
        [
          [0, 1, 299],
          [7, 7, 2],
        ],
        [2, 3],
        'int32',
      ),
    );
    const wanted = [0, 1, 299, 7, 7, 2].flatMap((row) => [...floats.subarray(row * size, (row + 1) * size)]);
    expect(Array.from(rows.dataSync())).deep.equal(wanted);
    expect(new Set(wanted).size).equal(256);
    tf.dispose([data, rows]);
  });

  for (const runner of ['executor', 'xla'] as const)
    it(`train as floats do, bit by bit, by ${runner}`, async () => {
      const { bytes, floats } = pictures();
      const data = byteRows(bytes, [14, 14, 1]);
      const plain = tf.tidy(() => lentTensor(floats).reshape([count, 14, 14, 1]));
      const [ofBytes, ofFloats] = [
        await run(data, runner, [14, 14, 1]),
        await run(plain, runner, [14, 14, 1]),
      ];
      expect(ofBytes).deep.equal(ofFloats);
      tf.dispose([data, plain]);
    });

  it('make the same work of a step, so that nobody else runs it', () => {
    const { bytes, floats } = pictures();
    const plain = tf.tidy(() => lentTensor(floats).reshape([count, size]));
    const [ofBytes, ofFloats] = [byteRows(bytes, [size]), plain].map((data) => {
      const { step, weights } = trained();
      const loop = compileLoop((x) => step(x), { jit: 'byCall' });
      loop(data, order).dispose();
      const work = loop.trace([data], order);
      tf.dispose([data, weights]);
      loop.dispose();
      return work;
    });
    expect([...(ofBytes?.opCounts ?? [])]).deep.equal([...(ofFloats?.opCounts ?? [])]);
    expect(ofBytes?.productFlops).equal(ofFloats?.productFlops);
  });

  it('take a quarter of the memory, and none besides', () => {
    const { bytes } = pictures();
    const before = tf.memory();
    const data = byteRows(bytes, [size]);
    expect(tf.memory().numTensors).equal(before.numTensors + 1);
    expect(data.shape).deep.equal([count, size / 4]);
    bytes[3] = 9;
    bytes[0] = bytes[1] = bytes[2] = 0;
    expect(data.slice([0, 0], [1, 1]).dataSync()[0]).equal(9 * 2 ** 24);
    data.dispose();
  });

  it('lie in memory of whole numbers, and fill whole examples', () => {
    expect(() => lentBytes(7)).throw(RangeError, 'lentBytes: expected a multiple of 4 bytes, got 7');
    expect(() => byteRows(new Uint8Array(8), [4])).throw('expected an array made by lentArray');
    expect(lentBytes(0)).lengthOf(0);
  });
});
