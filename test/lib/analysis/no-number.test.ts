import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  activeUnits,
  activity,
  auroc,
  binaryCrossEntropyPerImage,
  classifyByNeighbours,
  type Dataset,
  denseAutoencoder,
  entropyFloor,
  factorScores,
  fit,
  fitLda,
  fitLinearDecoder,
  fitLinearProbe,
  fitLogisticPca,
  fitLsa,
  fitNmf,
  fitPca,
  fitPcaBatches,
  Generator,
  gaussianOfCodes,
  kMeans,
  nearestNeighbours,
  neighbourError,
  principalAngles,
  quantise,
  reconstructionErrors,
  retrieval,
  silhouette,
  squaredErrorPerImage,
  squaredErrors,
  trustworthiness,
} from 'codebook';
import { averageRanks } from '../../../lib/dist/analysis/ranking.js';
import { curvedPatterns } from '../models/patterns.js';

const count = 24;
const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
const generator = new Generator(1);
const values = Float32Array.from({ length: count * 3 }, () => generator.uniform(0.1, 0.9));
const sound: Dataset = { name: 'dots', count, shape: [3], values, range: [0, 1] };
const brokenAt = (index: number, value = Number.NaN): Dataset => ({
  ...sound,
  values: values.with(index, value),
});
const broken = brokenAt(17);
const brokenTensor = (): tf.Tensor2D => tf.tensor2d(broken.values, [count, 3]);

/** Every judge and every decomposition, once for each place where examples go in. */
const calls: Readonly<Record<string, () => unknown>> = {
  activity: () => activity(broken),
  activeUnits: () => activeUnits(broken),
  kMeans: () => kMeans(broken, 2, { seed: 1 }),
  'trustworthiness of data': () => trustworthiness(broken, sound),
  'trustworthiness of codes': () => trustworthiness(sound, broken),
  silhouette: () => silhouette(broken, labels),
  'nearestNeighbours of queries': () => nearestNeighbours(broken, sound, 1),
  'nearestNeighbours in a base': () => nearestNeighbours(sound, broken, 1),
  classifyByNeighbours: () => classifyByNeighbours(sound, broken, labels, 1),
  neighbourError: () => neighbourError(sound, labels, broken, labels),
  'retrieval of queries': () => retrieval({ codes: broken, labels }, { codes: sound, labels }),
  'retrieval from a base': () => retrieval({ codes: sound, labels }, { codes: broken, labels }),
  'fitLinearDecoder of codes': () => fitLinearDecoder(broken, sound),
  'fitLinearDecoder of examples': () => fitLinearDecoder(sound, broken),
  fitLinearProbe: () => fitLinearProbe(broken, labels),
  factorScores: () => factorScores(broken, values),
  gaussianOfCodes: () => gaussianOfCodes(broken),
  'principalAngles of the first': () => principalAngles(brokenTensor(), tf.ones([count, 1])),
  'principalAngles of the second': () => principalAngles(tf.ones([count, 1]), brokenTensor()),
  squaredErrors: () => squaredErrors(sound, broken),
  squaredErrorPerImage: () => squaredErrorPerImage(sound, broken),
  binaryCrossEntropyPerImage: () => binaryCrossEntropyPerImage(sound, broken),
  entropyFloor: () => entropyFloor(broken),
  reconstructionErrors: () => reconstructionErrors(broken, sound),
  quantise: () => quantise(brokenTensor(), 4),
  'fitPca by covariance': () => fitPca(broken, { method: 'covariance' }),
  'fitPca by svd': () => fitPca(broken, { method: 'svd' }),
  'fitPca randomised': () => fitPca(broken, { method: 'randomised', latentDim: 1 }),
  fitPcaBatches: () => fitPcaBatches([broken]),
  fitLda: () => fitLda(broken, labels),
  fitLsa: () => fitLsa(broken, { latentDim: 1 }),
  fitNmf: () => fitNmf(broken, { latentDim: 1, seed: 1 }),
  fitLogisticPca: () => fitLogisticPca(broken, { latentDim: 1 }),
};

describe('what is no number', () => {
  for (const [name, call] of Object.entries(calls))
    it(`is refused by ${name}, which says where it stands`, () => {
      const [caller = ''] = name.split(' ');
      expect(call).throw(RangeError, new RegExp(`^${caller}\\w*: example 5( of dots)? has NaN at feature 2`));
    });

  it('is found in a tensor too, and infinities with it', () => {
    const codes = tf.tensor2d(brokenAt(4, Number.NEGATIVE_INFINITY).values, [count, 3]);
    expect(() => activity(codes)).throw('activity: example 1 has -Infinity at feature 1');
  });

  it('is refused among scores, where infinities have their place', () => {
    expect(() => auroc([1, Number.NaN, 0], [1, 0, 0])).throw('auroc: scores[1] is NaN');
    expect(() => averageRanks([Number.NaN])).throw('averageRanks: numbers[0] is NaN');
    expect(auroc([Number.POSITIVE_INFINITY, 0, Number.NEGATIVE_INFINITY], [1, 0, 0])).equal(1);
  });

  it('is refused in a validation set before training begins', async () => {
    const data = curvedPatterns(count, 3);
    const model = denseAutoencoder({ inputSize: 3, latentDim: 1 });
    const run = fit(model, data, { epochs: 1, progress: false, validation: broken });
    expect(String(await run.catch((error: unknown) => error))).contain(
      'fit (validation): example 5 of dots has NaN at feature 2',
    );
  });
});
