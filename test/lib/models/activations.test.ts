import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { denseAutoencoder } from 'codebook';
import { inShape } from '../../../lib/dist/checks/shapes.js';
import { partNames } from '../../../lib/dist/losses/trainable.js';
import {
  activate,
  fanInInitializers,
  kernelInitializer,
  layerSeeds,
} from '../../../lib/dist/models/activations.js';
import { defaultLoss } from '../../../lib/dist/models/shared-parts.js';

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;
const varianceOf = (tensor: tf.Tensor): number => number(tf.moments(tensor).variance);

describe('activations and initial weights', () => {
  it('computes each activation as its formula says', () => {
    const at = (name: Parameters<typeof activate>[1], x: number) => number(activate(tf.tensor1d([x]), name));
    expect(at('linear', -1.5)).equal(-1.5);
    expect([at('relu', -1.5), at('relu', 2)]).deep.equal([0, 2]);
    expect(at('sigmoid', 0.7)).closeTo(1 / (1 + Math.exp(-0.7)), 1e-6);
    expect(at('tanh', 0.7)).closeTo(Math.tanh(0.7), 1e-6);
    expect(at('softplus', 0.7)).closeTo(Math.log1p(Math.exp(0.7)), 1e-6);
    expect(at('elu', -0.7)).closeTo(Math.expm1(-0.7), 1e-6);
    expect(at('selu', -0.7)).closeTo(1.0507 * 1.67326 * Math.expm1(-0.7), 1e-4);
    expect(at('softmax', 3)).equal(1);
  });

  it('draws weights with the variance that He, Glorot, and the number of inputs ask for', () => {
    const shape = [400, 200] as const;
    // A normal cut off at two deviations keeps 0.774 of its variance.
    expect(varianceOf(kernelInitializer('relu', 1).apply([...shape]))).closeTo((0.774 * 2) / 400, 1e-4);
    expect(varianceOf(kernelInitializer('tanh', 1).apply([...shape]))).closeTo(2 / 600, 1e-4);
    const { kernelInitializer: uniform, biasInitializer } = fanInInitializers(400, layerSeeds(1));
    const weights = uniform.apply([...shape]);
    expect(varianceOf(weights)).closeTo(1 / 1200, 2e-5);
    expect(number(weights.abs().max())).within(0.0499, 0.05);
    expect(number(biasInitializer.apply([200]).abs().max())).within(0.045, 0.05);
  });

  it('gives equal layers different weights, from one seed', () => {
    const seeds = layerSeeds(3);
    expect(new Set([seeds(), seeds(), seeds()]).size).equal(3);
    expect(layerSeeds(3)()).equal(layerSeeds(3)());
    const model = denseAutoencoder({ inputSize: 8, hidden: [8], latentDim: 8 });
    const [first = tf.scalar(0), , second = tf.scalar(0)] = model.variables;
    expect(number(first.sub(second).abs().max())).within(0.1, 5);
    model.dispose();
  });

  it('pairs outputs with their losses, and names parts in order', () => {
    expect([
      defaultLoss('sigmoid'),
      defaultLoss('softmax'),
      defaultLoss('linear'),
      defaultLoss('tanh'),
    ]).deep.equal(['binaryCrossEntropy', 'categoricalCrossEntropy', 'squaredError', 'squaredError']);
    const part = tf.scalar(1);
    expect(partNames({ kl: part, reconstruction: part, total: part })).deep.equal([
      'total',
      'reconstruction',
      'kl',
    ]);
  });

  it('reshapes a batch that has as many numbers, and no other', () => {
    expect(inShape('f', tf.zeros([2, 12]), [3, 4]).shape).deep.equal([2, 3, 4]);
    const right = tf.zeros([2, 3, 4]);
    expect(inShape('f', right, [3, 4])).equal(right);
    expect(() => inShape('f', tf.zeros([2, 11]), [3, 4])).throw(
      'f: got a tensor [2,11], expected [examples, 3, 4]',
    );
  });
});
