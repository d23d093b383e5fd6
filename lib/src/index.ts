export * from './data/dataset.js';
export * from './data/generator.js';
export * from './data/idx.js';
export * from './data/mnist.js';
export * from './data/subsets.js';
export * from './study/results.js';
