import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { observeOps } from '../../engine/dist/binding/observer.js';
import { largestDifference } from './training-models.js';

type Pad = 'same' | 'valid' | number | tf.backend_util.ExplicitPadding;

const filters: [number, number][] = [
  [3, 3],
  [5, 5],
  [2, 2],
  [4, 3],
  [3, 5],
  [7, 7],
  [1, 3],
];
const pads: Record<string, Pad> = {
  same: 'same',
  valid: 'valid',
  'by 1': 1,
  'by numbers': [
    [0, 0],
    [0, 2],
    [1, 0],
    [0, 0],
  ],
};
/** Batch, height, width, channels in and out. */
const sizes = [
  [1, 4, 5, 3, 2],
  [3, 5, 4, 5, 1],
  [2, 7, 7, 16, 20],
] as const;

const doubled = (x: tf.Tensor) => {
  const [, height = 0, width = 0] = x.shape;
  return tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2 * height, 2 * width]);
};
/** Repeats pixels by other ops, which the engine does not look through. */
const repeated = (x: tf.Tensor) => {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
  const blocks = tf.tile(tf.reshape(x, [batch, height, 1, width, 1, channels]), [1, 1, 2, 1, 2, 1]);
  return tf.reshape(blocks, [batch, 2 * height, 2 * width, channels]) as tf.Tensor4D;
};

/** The convolution, and the gradients of a function of it in the picture and in the filter. */
function results(
  up: (x: tf.Tensor) => tf.Tensor4D,
  pad: Pad,
): (x: tf.Tensor, filter: tf.Tensor) => tf.Tensor[] {
  const convolved = (x: tf.Tensor, filter: tf.Tensor) => tf.conv2d(up(x), filter as tf.Tensor4D, 1, pad);
  const score = (x: tf.Tensor, filter: tf.Tensor) => tf.sum(tf.sin(convolved(x, filter)));
  return (x, filter) => tf.tidy(() => [convolved(x, filter), ...tf.grads(score)([x, filter])]);
}

function expectEqual(ours: tf.Tensor[], theirs: tf.Tensor[]): void {
  for (const [i, tensor] of theirs.entries()) {
    expect(ours[i]?.shape).to.deep.equal(tensor.shape);
    const values = tensor.dataSync();
    const largest = largestDifference(values, new Float32Array(values.length));
    expect(largestDifference(ours[i]?.dataSync() ?? [], values) / largest).to.be.below(1e-5);
  }
}

describe('a convolution after upsampling', () => {
  for (const [height, width] of filters)
    for (const [name, pad] of Object.entries(pads))
      it(`is TensorFlow's, with its gradients: ${height}×${width}, padding ${name}`, () => {
        for (const [batch, rows, columns, inputs, outputs] of sizes) {
          const x = tf.randomUniform([batch, rows, columns, inputs], -1, 1, 'float32', 1);
          const filter = tf.randomUniform([height, width, inputs, outputs], -1, 1, 'float32', 2);
          const theirs = results(repeated, pad)(x, filter);
          expectEqual(results(doubled, pad)(x, filter), theirs);
          for (const jit of [false, true]) {
            const compiled = compile(results(doubled, pad), { jit, traceFirst: true });
            if (!jit || (height === 3 && rows === 4)) expectEqual(compiled(x, filter), theirs);
            compiled.dispose();
          }
        }
      });

  it('is computed at the small size: a 3×3 filter gets its gradient from one of 4×4 that strides', () => {
    const shapes: string[] = [];
    const [x, filter] = [tf.ones([2, 6, 5, 4]), tf.ones([3, 3, 4, 8])];
    observeOps(
      (op, outputs) => shapes.push(`${op} ${outputs.map(({ shape }) => shape)}`),
      () => tf.dispose(results(doubled, 'same')(x, filter)),
    );
    expect(shapes).to.include('Conv2D 2,6,5,16').and.include('Conv2DBackpropFilter 4,4,8,4');
    expect(shapes).not.to.include('Conv2D 2,12,10,8');
  });

  it('takes the picture as it was when it was upsampled, though a variable holds another by now', () => {
    const picture = tf.variable(tf.ones([1, 3, 3, 2]));
    const upsampled = doubled(picture);
    const change = compile(() => picture.assign(tf.zeros([1, 3, 3, 2])), { traceFirst: true });
    change();
    const filter = tf.ones([3, 3, 2, 1]) as tf.Tensor4D;
    expectEqual([tf.conv2d(upsampled, filter, 1, 'valid')], [tf.fill([1, 4, 4, 1], 18)]);
    const small = tf.ones([1, 3, 3, 2]);
    const another = doubled(small);
    small.dispose();
    expectEqual([tf.conv2d(another, filter, 1, 'valid')], [tf.fill([1, 4, 4, 1], 18)]);
  });

  it('of layers adds bias and activation, while training and afterwards', () => {
    const layers = [
      tf.layers.upSampling2d({ size: [2, 2], inputShape: [5, 4, 3] }),
      tf.layers.conv2d({
        filters: 2,
        kernelSize: 3,
        padding: 'same',
        activation: 'tanh',
        biasInitializer: 'ones',
      }),
    ];
    const model = tf.sequential({ layers });
    const x = tf.randomUniform([2, 5, 4, 3], -1, 1, 'float32', 3);
    const [kernel] = layers[1]?.getWeights() ?? [];
    const expected = tf.tanh(tf.add(tf.conv2d(repeated(x), kernel as tf.Tensor4D, 1, 'same'), 1));
    expectEqual(
      [model.predict(x) as tf.Tensor, model.apply(x, { training: true }) as tf.Tensor],
      [expected, expected],
    );
  });

  it('has second derivatives', () => {
    const filter = tf.randomUniform([3, 3, 2, 3], -1, 1, 'float32', 2);
    const curvature = (up: (x: tf.Tensor) => tf.Tensor4D) => {
      const score = (x: tf.Tensor) => tf.sum(tf.sin(tf.conv2d(up(x), filter as tf.Tensor4D, 1, 'same')));
      const slope = (x: tf.Tensor) => tf.sum(tf.square(tf.grad(score)(x)));
      return (x: tf.Tensor) => tf.tidy(() => tf.grad(slope)(x));
    };
    const x = tf.randomUniform([2, 3, 4, 2], -1, 1, 'float32', 4);
    const expected = [curvature(repeated)(x)];
    expectEqual([curvature(doubled)(x)], expected);
    expectEqual([compile(curvature(doubled), { jit: false, traceFirst: true })(x)], expected);
  });

  it('leaves no tensor behind', () => {
    const x = tf.ones([1, 3, 3, 4]);
    const filter = tf.ones([3, 3, 4, 4]);
    const before = tf.memory();
    tf.dispose(results(doubled, 'same')(x, filter));
    const step = compile(results(doubled, 'valid'), { jit: false, traceFirst: true });
    tf.dispose(step(x, filter));
    step.dispose();
    expect(tf.memory()).to.deep.equal(before);
  });
});
