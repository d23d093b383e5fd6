// Codebook's side of npm run bench:parity: the same quantities as reference.py, from the same numbers.
import * as tf from '@tensorflow/tfjs';
import {
  auroc,
  binaryCrossEntropy,
  boltzmannMachine,
  fitLda,
  fitLinearProbe,
  fitPca,
  klToStandardNormal,
  neighbourError,
  normalisedMutualInformation,
  pseudoLogLikelihood,
  retrieval,
  sigmoidJacobianNorm,
  silhouette,
  trustworthiness,
} from 'codebook';

/** @typedef {import('./inputs.mjs').Input} Input */

/** All quantities by name. @param {Record<string, Input>} inputs @returns {Record<string, ArrayLike<number>>} */
export function compute(inputs) {
  /** @param {string} name */
  const input = (name) => {
    const found = inputs[name];
    if (!found) throw new Error(`parity: no input ${name}`);
    return found;
  };
  /** @param {string} name */
  const tensor = (name) => tf.tensor(input(name).values, input(name).shape);
  return tf.tidy(() => ({
    ...analysis(tensor, input('labels').values),
    ...divergences(tensor),
    ...boltzmann(tensor),
    ...pca(input('train')),
  }));
}

/** @param {(name: string) => tf.Tensor} tensor @param {Float32Array} labels */
function analysis(tensor, labels) {
  const digits = tensor('digits');
  const projected = fitPca(digits, { latentDim: 10, method: 'svd' }).encode(digits);
  const all = { codes: projected, labels };
  const [first, second] = [tf.slice(projected, 0, 250), tf.slice(projected, 250, 250)];
  const scores = tensor('scores').dataSync();
  return {
    silhouette: [silhouette(projected, labels), silhouette(tensor('codes'), labels)],
    trustworthiness: [trustworthiness(digits, projected), trustworthiness(digits, tensor('codes'), 12)],
    'mean average precision': [retrieval(all, all, { excludeSelf: true }).meanAveragePrecision],
    AUROC: [
      auroc(
        scores,
        Array.from(labels, (label) => label === 3),
      ),
    ],
    'mutual information': [normalisedMutualInformation(scores, labels)],
    'linear probe: loss': [fitLinearProbe(projected, labels, { scaled: false, tolerance: 1e-6 }).loss],
    '1-NN error': [neighbourError(first, labels.slice(0, 250), second, labels.slice(250))],
    'LDA: variance ratios': fitLda(projected, labels).explainedVarianceRatio,
  };
}

/** @param {(name: string) => tf.Tensor} tensor */
function divergences(tensor) {
  const [mean, logVariance] = [tensor('mean'), tensor('logVariance')];
  const kl = klToStandardNormal(mean, logVariance).dataSync()[0] ?? Number.NaN;
  const reconstruction = binaryCrossEntropy(tensor('digits'), tensor('logits')).dataSync()[0] ?? Number.NaN;
  return { 'KL divergence': [kl], 'negative ELBO': [reconstruction + kl] };
}

/** @param {(name: string) => tf.Tensor} tensor */
function boltzmann(tensor) {
  const machine = boltzmannMachine({ inputSize: 784, latentDim: 40 });
  machine.couplings.assign(tensor('couplings'));
  machine.visibleBias.assign(tensor('visibleBias'));
  machine.hiddenBias.assign(tensor('hiddenBias'));
  const [data, chains] = [tensor('bits'), tensor('otherBits')];
  const loss = () =>
    tf.sub(tf.mean(machine.freeEnergy(data)), tf.mean(machine.freeEnergy(chains))).asScalar();
  const { grads } = tf.variableGrads(loss, [...machine.variables]);
  const gradients = machine.variables.flatMap(({ name }) => Array.from(grads[name]?.dataSync() ?? []));
  const code = machine.hiddenMeans(tf.slice(tensor('digits'), 0, 50));
  return {
    'RBM: free energy': machine.freeEnergy(data).dataSync(),
    'RBM: gradients': gradients,
    'RBM: pseudo-likelihood': [pseudoLogLikelihood(machine, data)],
    'contractive penalty': sigmoidJacobianNorm(code, machine.couplings).dataSync(),
  };
}

/** @param {Input} train */
function pca({ values, shape }) {
  const [count = 0, features = 0] = shape;
  const data = { name: 'digits', count, shape: [features], values, range: /** @type {const} */ ([0, 1]) };
  const seconds = [1, 2, 3].map(() => {
    const start = performance.now();
    fitPca(data, { latentDim: 30 }).dispose();
    return (performance.now() - start) / 1000;
  });
  const fitted = fitPca(data, { latentDim: 30 });
  return {
    'PCA: explained variance': fitted.explainedVariance,
    'PCA: components': fitted.components.dataSync(),
    seconds: [Math.min(...seconds)],
  };
}
