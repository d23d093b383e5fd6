// Lesson 07 ranks nets of one seed. This trains the same nets from another, by the lesson's recipes, and prints what
// the lesson's tables show of them: 784-1000-500-250-30 on all digits and on 300, 784-1000-500-250-2, 784-30-784 and
// the net of the documents.
//   node scripts/reproduce/lesson-07-seeds.mjs [--seed 8] [--epochs 17]
import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import {
  cosine,
  denseAutoencoder,
  documents,
  encodedData,
  firstOf,
  fit,
  gaussianOfCodes,
  indicesOf,
  kMeans,
  mnist,
  nearestNeighbours,
  neighbourError,
  purity,
  silhouette,
  squaredErrorPerImage,
  stratified,
  take,
  tfIdf,
  toTensor,
  trustworthiness,
  warmUp,
} from 'codebook';
import { numbersFromCommandLine } from './report.mjs';

const { seed, epochs } = numbersFromCommandLine({ seed: 8, epochs: 17 });
const { train, test } = await mnist();
const shape = { inputSize: 784, hidden: [1000, 500, 250], codeActivation: 'linear', seed };
const recipe = { batchSize: 200, learningRate: 2e-3, schedule: warmUp(1, cosine()), seed, jit: false };
const say = (what, value) => console.log(`seed ${seed}  ${what}: ${value.toPrecision(4)}`);
const errorOf = (net) => squaredErrorPerImage(test, net.reconstruct(toTensor(test)));
const [some, base, shown] = [firstOf(train, 10_000), stratified(train, 500, 7), stratified(test, 500, 7)];

const clusters = (net) => kMeans(net.encode(toTensor(base)), 10, { seed: 7, starts: 2 }).assignments;

const deep2 = denseAutoencoder({ ...shape, latentDim: 2 });
await fit(deep2, train, { ...recipe, epochs: 6 });
const plane = (data) => deep2.encode(toTensor(data));
say(
  'deep 2, neighbour error, %',
  100 * neighbourError(plane(base), base.labels, plane(shown), shown.labels, 10),
);
say('deep 2, trustworthiness', trustworthiness(shown, plane(shown), 12));
say('deep 2, silhouette', silhouette(plane(shown), shown.labels));
say('deep 2, purity', purity(clusters(deep2), base.labels));

const names = ['fonts', 'games', 'java', 'mail', 'science', 'sound'];
const all = await documents();
const [learned, unseen] = [all.train, all.test].map((data) =>
  take(data, indicesOf(data, ...names.map((name) => data.labelNames.indexOf(name)))),
);
const logged = (data) => ({ ...data, range: [0, 9], values: data.values.map(Math.log1p) });
const shares = tf.tidy(() => {
  const counts = toTensor(learned);
  return counts.div(counts.sum(1, true).maximum(1)).dataSync();
});
const reader = denseAutoencoder({
  inputSize: 2000,
  hidden: [500, 250, 125],
  latentDim: 2,
  activation: 'elu',
  codeActivation: 'linear',
  output: 'softmax',
  loss: 'categoricalCrossEntropy',
  start: 'fanIn',
  seed,
});
await fit(reader, logged(learned), {
  ...{ epochs: 10, batchSize: 100, schedule: warmUp(1, cosine()), seed, jit: false },
  targets: { ...learned, range: [0, 9], values: shares },
});
const topics = (data) => reader.encode(toTensor(logged(data)));
say(
  'documents, neighbour error, %',
  100 * neighbourError(topics(learned), learned.labels, topics(unseen), unseen.labels, 15),
);
say('documents, trustworthiness', trustworthiness(tfIdf(unseen, learned), topics(unseen), 15));

const oneLayer = denseAutoencoder({ ...shape, hidden: [], latentDim: 30 });
await fit(oneLayer, train, { ...recipe, learningRate: 3e-3, epochs: 8 });
say('784-30-784, squared error', errorOf(oneLayer));

const deep = denseAutoencoder({ ...shape, latentDim: 30 });
await fit(deep, train, { ...recipe, epochs });
say('deep 30, squared error', errorOf(deep));
for (const depth of [1, 2, 3, 4]) {
  const encode = (x) => deep.encoder.layers.slice(0, depth).reduce((h, layer) => layer.apply(h), x);
  const codes = (data) => encodedData({ inputShape: [784], encode }, data);
  say(
    `1-NN error of layer ${depth}, %`,
    100 * neighbourError(codes(some), some.labels, codes(test), test.labels),
  );
}
say('deep 30, purity', purity(clusters(deep), base.labels));
const gap = (pictures) => {
  const { distances } = nearestNeighbours(pictures, some, 1);
  return distances.reduce((sum, distance) => sum + distance ** 2, 0) / distances.length;
};
say('to the nearest digit, reconstructed', gap(deep.reconstruct(toTensor(stratified(test, 30, 7)))));
say(
  'to the nearest digit, sampled',
  gap(deep.decode(gaussianOfCodes(encodedData(deep, train)).sample(300, 7))),
);

const starved = denseAutoencoder({ ...shape, latentDim: 30 });
await fit(starved, firstOf(train, 300), { ...recipe, batchSize: 50, epochs: 80, learningRate: 1e-3 });
say('after 300 digits, squared error', errorOf(starved));
