import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { largestDifference, losses, reconstructionStep } from './training-models.js';

const { layers } = tf;

/** Σ y² of a layer's output, and its gradients in the input and every weight. */
function sumOfSquares(
  apply: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  weights: readonly tf.Variable[],
): Float32Array[] {
  const input = tf.variable(x);
  const { value, grads } = tf.variableGrads(() => tf.sum(tf.square(apply(input))), [input, ...weights]);
  // Values of float tensors.
  return [value, ...[input, ...weights].map(({ name }) => grads[name])].map(
    (t) => t?.dataSync() as Float32Array,
  );
}

function weightsOf(layer: tf.layers.Layer): tf.Variable[] {
  // LayerVariable keeps its variable in a protected field.
  return layer.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
}

describe('the LSTM layer', () => {
  for (const recurrentActivation of ['sigmoid', 'hardSigmoid'] as const) {
    for (const returnSequences of [false, true]) {
      for (const goBackwards of [false, true]) {
        const name = `${recurrentActivation}, ${returnSequences ? 'sequences' : 'last output'}, ${goBackwards ? 'back' : 'for'}wards`;
        it(`gives values and gradients of tfjs's loop over cells: ${name}`, () => {
          const options = { units: 3, recurrentActivation, returnSequences, goBackwards } as const;
          const initializers = {
            kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
            recurrentInitializer: tf.initializers.glorotUniform({ seed: 2 }),
            biasInitializer: tf.initializers.randomUniform({ minval: -1, maxval: 1, seed: 3 }),
          };
          const fast = layers.lstm({ ...options, ...initializers });
          const cell = layers.lstmCell({ units: 3, recurrentActivation, ...initializers });
          const loop = layers.rnn({ cell, returnSequences, goBackwards });
          const x = tf.randomUniform([2, 4, 5], -2, 2, 'float32', 4);
          const results = [fast, loop].map((layer) => {
            layer.apply(x);
            return sumOfSquares((input) => layer.apply(input) as tf.Tensor, x, weightsOf(layer));
          });
          const [ours = [], theirs = []] = results;
          expect(ours).to.have.length(5);
          for (const [i, values] of ours.entries())
            expect(largestDifference(values, theirs[i] ?? [])).to.be.below(2e-5);
        });
      }
    }
  }

  it('projects a repeated input once, with the same values and gradients', () => {
    const lstm = layers.lstm({ units: 3, kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) });
    const repeat = layers.repeatVector({ n: 4 });
    const x = tf.randomUniform([2, 5], -1, 1, 'float32', 4);
    lstm.apply(tf.zeros([2, 4, 5]));
    const once = sumOfSquares((input) => lstm.apply(repeat.apply(input)) as tf.Tensor, x, weightsOf(lstm));
    const tiled = (input: tf.Tensor): tf.Tensor => tf.tile(tf.reshape(input, [2, 1, 5]), [1, 4, 1]);
    const each = sumOfSquares((input) => lstm.apply(tiled(input)) as tf.Tensor, x, weightsOf(lstm));
    for (const [i, values] of once.entries())
      expect(largestDifference(values, each[i] ?? [])).to.be.below(1e-5);
  });
});

describe('the LSTM layer in nested gradients', () => {
  it('gives second derivatives, as finite differences do', () => {
    const lstm = layers.lstm({
      units: 3,
      recurrentActivation: 'sigmoid',
      kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
      recurrentInitializer: tf.initializers.glorotUniform({ seed: 2 }),
    });
    const x = tf.randomUniform([1, 3, 2], -1, 1, 'float32', 4);
    lstm.apply(x);
    const slope = tf.grad((v: tf.Tensor) => tf.sum(tf.square(lstm.apply(v) as tf.Tensor)));
    const steepness = tf.grad((v: tf.Tensor) => tf.sum(tf.square(slope(v))));
    const at = (i: number, step: number): number => {
      const moved = tf.add(x, tf.reshape(tf.mul(tf.oneHot(tf.scalar(i, 'int32'), 6), step), [1, 3, 2]));
      return tf.sum(tf.square(slope(moved))).dataSync()[0] ?? Number.NaN;
    };
    const expected = Array.from({ length: 6 }, (_, i) => (at(i, 0.01) - at(i, -0.01)) / 0.02);
    expect(largestDifference(steepness(x).dataSync(), expected)).to.be.below(1e-4);
  });
});

describe('gradients of activations', () => {
  const functions: Record<
    string,
    { f: (x: tf.Tensor) => tf.Tensor; first: (x: number) => number; second: (x: number) => number }
  > = {
    relu: { f: tf.relu, first: (x) => (x > 0 ? 1 : 0), second: () => 0 },
    sigmoid: {
      f: tf.sigmoid,
      first: (x) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2,
      second: (x) => (Math.exp(-x) * (Math.exp(-x) - 1)) / (1 + Math.exp(-x)) ** 3,
    },
    tanh: {
      f: tf.tanh,
      first: (x) => 1 / Math.cosh(x) ** 2,
      second: (x) => (-2 * Math.tanh(x)) / Math.cosh(x) ** 2,
    },
    elu: {
      f: tf.elu,
      first: (x) => (x > 0 ? 1 : Math.exp(x)),
      second: (x) => (x > 0 ? 0 : Math.exp(x)),
    },
    exp: { f: tf.exp, first: Math.exp, second: Math.exp },
    'softmax against a constant logit': {
      // softmax([x, 0])₀ is the sigmoid of x.
      f: (x) => tf.slice(tf.softmax(tf.stack([x, tf.zerosLike(x)], 1)), [0, 0], [-1, 1]),
      first: (x) => Math.exp(-x) / (1 + Math.exp(-x)) ** 2,
      second: (x) => (Math.exp(-x) * (Math.exp(-x) - 1)) / (1 + Math.exp(-x)) ** 3,
    },
  };
  for (const [name, { f, first, second }] of Object.entries(functions)) {
    it(`of ${name} are right, the first and the second`, () => {
      const points = [-2, -0.5, 0.25, 1.5];
      const x = tf.tensor1d(points);
      const slope = tf.grad((v: tf.Tensor) => tf.sum(f(v)));
      const curvature = tf.grad((v: tf.Tensor) => tf.sum(slope(v)));
      expect(largestDifference(slope(x).dataSync(), points.map(first))).to.be.below(1e-6);
      expect(largestDifference(curvature(x).dataSync(), points.map(second))).to.be.below(1e-6);
    });
  }
});

describe('the gradient of upsampling', () => {
  it('sums over each block', () => {
    const x = tf.zeros<tf.Rank.R4>([2, 2, 3, 2]);
    const weights = tf.randomUniform([2, 4, 9, 2], -1, 1, 'float32', 1);
    const gradient = tf.grad((v: tf.Tensor) =>
      tf.sum(tf.mul(tf.image.resizeNearestNeighbor(v as tf.Tensor4D, [4, 9]), weights)),
    )(x);
    const blocks = tf.sum(tf.reshape(weights, [2, 2, 2, 3, 3, 2]), [2, 4]);
    expect(largestDifference(gradient.dataSync(), blocks.dataSync())).to.be.below(1e-6);
  });
});

const models: Record<string, { input: number[]; examples?: number; layers: () => tf.layers.Layer[] }> = {
  'convolutions, pooling and upsampling': {
    input: [8, 8, 1],
    layers: () => [
      layers.conv2d({
        filters: 4,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        inputShape: [8, 8, 1],
      }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.upSampling2d({ size: [2, 2] }),
      layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'sigmoid' }),
    ],
  },
  'average pooling and transposed convolution': {
    input: [8, 8, 1],
    layers: () => [
      layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'elu', inputShape: [8, 8, 1] }),
      layers.averagePooling2d({ poolSize: 2 }),
      layers.conv2dTranspose({ filters: 1, kernelSize: 3, strides: 2, padding: 'same' }),
    ],
  },
  'batch normalization': {
    input: [6],
    layers: () => [
      layers.dense({ units: 5, inputShape: [6], useBias: false }),
      layers.batchNormalization(),
      layers.activation({ activation: 'relu' }),
      layers.dense({ units: 6 }),
    ],
  },
  'an LSTM autoencoder, its batch in two chains': {
    input: [5, 3],
    examples: 33,
    layers: () => [
      layers.lstm({ units: 4, inputShape: [5, 3], recurrentInitializer: 'glorotUniform' }),
      layers.repeatVector({ n: 5 }),
      layers.lstm({ units: 4, returnSequences: true, recurrentInitializer: 'glorotUniform' }),
      layers.timeDistributed({ layer: layers.dense({ units: 3 }) }),
    ],
  },
};

describe('compiled layers', () => {
  for (const [name, { input, examples = 4, layers: make }] of Object.entries(models)) {
    it(`train as eager ones over ten steps: ${name}`, () => {
      const x = tf.randomUniform([examples, ...input], 0, 1, 'float32', 5);
      const model = tf.sequential({ layers: make() });
      const initial = model.getWeights().map((weight) => weight.clone());
      const train = (jit: boolean | undefined): { losses: number[]; weights: number[][] } => {
        model.setWeights(initial);
        const plain = reconstructionStep(model, tf.train.adam(0.01));
        const seen = losses(jit === undefined ? plain : compile(plain, { jit }), x, 10);
        return { losses: seen, weights: model.getWeights().map((weight) => Array.from(weight.dataSync())) };
      };
      const eager = train(undefined);
      for (const jit of [false, true]) {
        const compiled = train(jit);
        expect(largestDifference(compiled.losses, eager.losses)).to.be.below(1e-5);
        for (const [i, weights] of compiled.weights.entries()) {
          expect(largestDifference(weights, eager.weights[i] ?? [])).to.be.below(1e-4);
        }
      }
    });
  }

  it('train an embedding as eager ones', () => {
    const ids = tf.tensor2d(
      [
        [0, 2],
        [1, 1],
      ],
      [2, 2],
      'int32',
    );
    const embedding = layers.embedding({ inputDim: 3, outputDim: 2, inputLength: 2 });
    embedding.apply(ids);
    const initial = embedding.getWeights().map((weight) => weight.clone());
    const train = (jit: boolean | undefined): number[] => {
      embedding.setWeights(initial);
      const optimizer = tf.train.adam(0.1);
      const plain = (x: tf.Tensor): tf.Scalar => {
        const loss = optimizer.minimize(
          () => tf.mean(tf.square(tf.sub(embedding.apply(x) as tf.Tensor, 1))),
          true,
        );
        return loss ?? tf.scalar(Number.NaN);
      };
      return losses(jit === undefined ? plain : compile(plain, { jit }), ids, 10);
    };
    const eager = train(undefined);
    for (const jit of [false, true]) expect(largestDifference(train(jit), eager)).to.be.below(1e-5);
  });
});
