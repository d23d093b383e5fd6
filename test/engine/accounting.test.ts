import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

/** Runs with tfjs's own check, after each kernel, that the backend holds no more data than the results. */
function withMemoryCheck(run: () => void): void {
  const before = tf.env().getBool('IS_TEST');
  tf.env().set('IS_TEST', true);
  try {
    tf.tidy(run);
  } finally {
    tf.env().set('IS_TEST', before);
  }
}

describe("tfjs's own check of memory", () => {
  it('finds nothing after fused products and convolutions in a gradient', () => {
    withMemoryCheck(() => {
      const [a, b, bias] = [tf.ones([2, 3, 5]), tf.ones([5, 2]), tf.ones([2])];
      tf.grads((x: tf.Tensor, y: tf.Tensor, z: tf.Tensor) => tf.fused.matMul({ a: x, b: y, bias: z }))([
        a,
        b,
        bias,
      ]);
      const image = tf.ones([4, 4, 1]) as tf.Tensor3D;
      const filter = tf.ones([2, 2, 1, 1]) as tf.Tensor4D;
      tf.grad((f: tf.Tensor) =>
        tf.fused.conv2d({ x: image, filter: f as tf.Tensor4D, strides: 1, pad: 'same' }),
      )(filter);
    });
  });

  it('finds nothing in what a dense layer trains', () => {
    const layer = tf.layers.dense({ units: 2, inputShape: [3, 5] });
    layer.apply(tf.ones([2, 3, 5]));
    withMemoryCheck(() => {
      tf.variableGrads(() => tf.sum(layer.apply(tf.ones([2, 3, 5])) as tf.Tensor));
    });
  });
});

describe('a tensor in a list of numbers', () => {
  it("is NaN, as on tfjs's own backend, and a warning says what to do, once", () => {
    const { warn } = console;
    const warnings: string[] = [];
    console.warn = (text: string) => void warnings.push(text);
    try {
      const list = [tf.ones([2])] as unknown as number[]; // no list of numbers: that is the point
      expect([...tf.add(list, tf.ones([2])).dataSync()]).to.deep.equal([Number.NaN, Number.NaN]);
      tf.add(list, tf.ones([2]));
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/Pass the tensor itself/);
  });
});
