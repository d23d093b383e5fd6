import { functionOf, type WrongAnswers } from './answers.js';

const pcaErrors = functionOf('function pcaErrors(counts: number[]): number[]');
const measured = (images: string, counts: string) =>
  `const pca = fitPca(toTensor(train), { components: 64 }); const images = toTensor(${images});
  return ${counts}.map((count) => { const small = pca.truncated(count); return squaredErrorPerImage(images, small.reconstruct(small.project(images))); });`;
const smallest = functionOf(
  'async function smallest(errorOf: (k: number) => Promise<number> | number, bound: number, most: number): Promise<number | undefined>',
);
const halving = (test: string, end: string) =>
  `let [low, high] = [1, most]; while (low < high) { const middle = Math.floor((low + high) / 2); if (${test}) high = middle; else low = middle + 1; } ${end}`;
const autoencoder = functionOf('async function autoencoderError(latentDim: number): Promise<number>');

export const features: WrongAnswers = {
  pca: [
    ['zeros', pcaErrors('return counts.map(() => 0);')],
    ['nothing', pcaErrors('return [];')],
    ['in order of size', pcaErrors(measured('unseen', '[...counts].sort((a, b) => a - b)'))],
    [
      'of a sum',
      pcaErrors(
        `return ((all: number[]) => all.map((e) => e * 784))((() => { ${measured('unseen', 'counts')} })());`,
      ),
    ],
  ],
  smallest: [
    ['undefined', smallest('return undefined;')],
    ['the most', smallest('return most;')],
    [
      'one by one',
      smallest(
        'for (let k = 1; k <= most; k++) if ((await errorOf(k)) <= bound) return k; return undefined;',
      ),
    ],
    ['never undefined', smallest(halving('(await errorOf(middle)) <= bound', 'return low;'))],
    [
      'strictly below',
      smallest(
        `if (!((await errorOf(most)) < bound)) return undefined; ${halving('(await errorOf(middle)) < bound', 'return low;')}`,
      ),
    ],
    [
      'one less',
      smallest(
        `if ((await errorOf(most)) > bound) return undefined; ${halving('(await errorOf(middle)) <= bound', 'return low - 1;')}`,
      ),
    ],
  ],
  autoencoder: [
    ['zero', autoencoder('return 0;')],
    ['NaN', autoencoder('return NaN;')],
    [
      'untrained',
      autoencoder(
        'const net = denseAutoencoder({ inputSize: 784, latentDim, seed: 1 }); const images = toTensor(unseen); return squaredErrorPerImage(images, net.reconstruct(images));',
      ),
    ],
    ['of a pixel', autoencoder('return 12 / 784;')],
  ],
};

const decay = functionOf('function decay(matrices: number[][][], lambda: number): number');
const keptFactors = functionOf(
  'function keptFactors(eigenvalues: number[], lambda: number, k: number): number[]',
);
const errorWithDecay = functionOf('async function errorWithDecay(lambda: number): Promise<number>');
const bestOf = functionOf(
  'async function bestOf(lambdas: number[], errorOf: (lambda: number) => Promise<number>): Promise<number>',
);

export const lambda: WrongAnswers = {
  penalty: [
    ['zero', decay('return 0;')],
    [
      'the first matrix',
      decay('return lambda * (matrices[0] ?? []).flat().reduce((s, w) => s + w ** 2, 0);'),
    ],
    ['absolute values', decay('return lambda * matrices.flat(2).reduce((s, w) => s + Math.abs(w), 0);')],
    ['a half', decay('return (lambda / 2) * matrices.flat(2).reduce((s, w) => s + w ** 2, 0);')],
    ['without lambda', decay('return matrices.flat(2).reduce((s, w) => s + w ** 2, 0);')],
  ],
  factors: [
    ['nothing', keptFactors('return [];')],
    ['ones', keptFactors('return eigenvalues.slice(0, k).map(() => 1);')],
    ['negative ones', keptFactors('return eigenvalues.slice(0, k).map((e) => 1 - lambda / e);')],
    ['all of them', keptFactors('return eigenvalues.map((e) => (e > lambda ? 1 - lambda / e : 0));')],
    ['not shrunk', keptFactors('return eigenvalues.slice(0, k).map((e) => (e > lambda ? 1 : 0));')],
  ],
  measure: [
    ['zero', errorWithDecay('return 0;')],
    [
      'the mean image, or nothing',
      errorWithDecay(
        'const all = toTensor(test); return lambda > 0 ? squaredErrorPerImage(all, all.mean(0, true).tile([test.count, 1])) : 0;',
      ),
    ],
    [
      'untrained',
      errorWithDecay(
        'const net = denseAutoencoder({ inputSize: 784, latentDim: 64, seed: 1 }); const all = toTensor(test); return squaredErrorPerImage(all, net.reconstruct(all));',
      ),
    ],
  ],
  choose: [
    ['the first', bestOf('return lambdas[0] ?? NaN;')],
    ['the least', bestOf('return Math.min(...lambdas);')],
    [
      'not awaited',
      bestOf(
        'let [best, least] = [NaN, Infinity]; for (const one of lambdas) { const error: any = errorOf(one); if (error < least) [best, least] = [one, error]; } return best;',
      ),
    ],
  ],
};

const divergence = functionOf('function divergence(mean: number[], logVariance: number[]): number');
const each = (term: string) =>
  `return mean.reduce((s, m, j) => { const l = logVariance[j] ?? 0; return s + ${term}; }, 0);`;
const draw = functionOf('function draw(mean: number[], logVariance: number[], noise: number[]): number[]');
const vae = (made: string) => `async function trainedVae() {\n  ${made}\n}\nconst vae = await trainedVae();`;
const newFaces = functionOf('function newFaces(count: number, seed: number): tf.Tensor');
const untrained = 'variationalAutoencoder({ inputSize: 576, hidden: [256], latentDim: 8, seed: 1 })';

export const faces: WrongAnswers = {
  kl: [
    ['zero', divergence('return 0;')],
    ['negative', divergence(each('0.5 * (1 + l - m ** 2 - Math.exp(l))'))],
    ['without the half', divergence(each('-(1 + l - m ** 2 - Math.exp(l))'))],
    ['σ for σ²', divergence(each('-0.5 * (1 + l - m ** 2 - Math.exp(l / 2))'))],
    [
      'a mean',
      divergence(
        `${each('-0.5 * (1 + l - m ** 2 - Math.exp(l))').replace('0);', '0) / Math.max(1, mean.length);')}`,
      ),
    ],
  ],
  draw: [
    ['the mean', draw('return mean;')],
    ['σ² for σ', draw('return mean.map((m, j) => m + Math.exp(logVariance[j] ?? 0) * (noise[j] ?? 0));')],
    ['log σ² for σ', draw('return mean.map((m, j) => m + (logVariance[j] ?? 0) * (noise[j] ?? 0));')],
    [
      'with the noise behind',
      draw(
        'return [...mean.map((m, j) => m + Math.exp((logVariance[j] ?? 0) / 2) * (noise[j] ?? 0)), ...noise];',
      ),
    ],
    [
      'own noise',
      draw('return mean.map((m, j) => m + Math.exp((logVariance[j] ?? 0) / 2) * Math.random());'),
    ],
  ],
  train: [
    ['untrained', vae(`return ${untrained};`)],
    [
      'a wire',
      vae(
        'return { codeShape: [8], reconstruct: (x: tf.Tensor) => x, encode: (x: tf.Tensor) => x, decode: (x: tf.Tensor) => x, loss: () => ({ kl: tf.scalar(10) }) } as any;',
      ),
    ],
    [
      'two numbers',
      vae('return variationalAutoencoder({ inputSize: 576, hidden: [256], latentDim: 2, seed: 1 });'),
    ],
  ],
  'new-faces': [
    ['noise', newFaces('return random.uniform(random.key(seed), [count, 576]);')],
    ['one face', newFaces('return vae.decode(random.normal(random.key(seed), [1, 8]).tile([count, 1]));')],
    ['always the same', newFaces('return vae.decode(random.normal(random.key(1), [count, 8]));')],
    ['never the same', newFaces('return vae.decode(tf.randomNormal([count, 8]));')],
    [
      'logits',
      newFaces(
        'const faces = vae.decode(random.normal(random.key(seed), [count, 8])); return faces.div(faces.sub(1).neg().add(1e-6)).log();',
      ),
    ],
  ],
};
