/**
 * Random numbers that are functions of a key: the same eagerly, compiled and under XLA. A key is used once; `split` and
 * `stream` make new ones.
 */
export { bits } from './bits.js';
export { bernoulli, normal, permutation, split, truncatedNormal, uniform } from './distributions.js';
export { key, RandomStream, stream } from './stream.js';
