/**
 * `@tensorflow/tfjs-node` on this engine: the same names, no native module of 2022.
 *
 *     import * as tf from '@codebook/engine/tfjs-node';             // instead of '@tensorflow/tfjs-node'
 *     node --import @codebook/engine/tfjs-node program.js           // or with the program unchanged
 */
import './install.js';

export * from '@tensorflow/tfjs-node';
