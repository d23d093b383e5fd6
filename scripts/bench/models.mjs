// @ts-check
// The seven models of npm run bench: what they are called, their batches, how many examples a round has, and what a step computes.

/** @typedef {{ title: string, batch: number, examples: number, products: number[] }} Model */

/** Multiplications of the layers of a dense net for one example. @param {...number} sizes */
function dense(...sizes) {
  return sizes.slice(1).map((units, i) => units * (sizes[i] ?? 0));
}

/** Multiplications of 3 × 3 convolutions for one image. @param {...[side: number, channels: number, filters: number]} layers */
function convolutions(...layers) {
  return layers.map(([side, channels, filters]) => side ** 2 * 9 * channels * filters);
}

/** Five layers with two poolings and two doublings, and one to the picture. @param {number[]} filters */
function convolutional([a = 0, b = 0, c = 0, d = 0, e = 0]) {
  return convolutions([28, 1, a], [14, a, b], [7, b, c], [14, c, d], [28, d, e], [28, e, 1]);
}

/** An LSTM's multiplications for its inputs and for its states. @param {number} inputs @param {number} units */
function lstm(inputs, units) {
  return [inputs, units].map((size) => 20 * size * 4 * units);
}

/** @type {Record<string, Model>} */
export const models = {
  A: {
    title: 'dense 784-128-32-128-784',
    batch: 128,
    examples: 59_904,
    products: dense(784, 128, 32, 128, 784),
  },
  B: {
    title: 'dense 784-512-256-64-256-512-784',
    batch: 128,
    examples: 19_968,
    products: dense(784, 512, 256, 64, 256, 512, 784),
  },
  C: {
    title: 'convolutional 16-8-8',
    batch: 128,
    examples: 7_680,
    products: convolutional([16, 8, 8, 8, 16]),
  },
  D: {
    title: 'denoising convolutional 64-32-16',
    batch: 128,
    examples: 3_840,
    products: convolutional([64, 32, 16, 16, 32]),
  },
  E: {
    title: 'variational 784-400-20',
    batch: 128,
    examples: 29_952,
    products: [...dense(784, 400, 40), ...dense(20, 400, 784)],
  },
  F: {
    title: 'dense 784-1000-500-250-30',
    batch: 200,
    examples: 20_000,
    products: dense(784, 1000, 500, 250, 30, 250, 500, 1000, 784),
  },
  G: {
    title: 'LSTM, 20 frames of 256 to 128',
    batch: 64,
    examples: 2_560,
    products: [...lstm(256, 128), ...lstm(128, 128), 20 * 128 * 256],
  },
};

/** The model of a name. @param {string} name */
export function modelOf(name) {
  const model = models[name];
  if (!model) throw new RangeError(`bench: no model "${name}", expected ${Object.keys(models).join(', ')}`);
  return model;
}

/**
 * Floating-point operations of a step's matrix products and convolutions as they are written: two a multiplication; forward,
 * gradient of the weights and gradient of the input, of which the first layer needs none.
 * @param {Model} model
 */
export function operations({ batch, products }) {
  const all = products.reduce((sum, value) => sum + value, 0);
  return 2 * batch * (3 * all - (products[0] ?? 0));
}
