import { createRequire } from 'node:module';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs';
import type { OpAttr } from './binding/attributes.js';
import { binding } from './binding/binding.js';
import type { Metadata } from './binding/registry.js';
import { engine } from './engine-state.js';

/** What the backend keeps for each data id: host values until they are first used, then an id of the binding. */
export interface TensorData {
  shape: number[];
  dtype: number;
  values: unknown;
  id: number;
  refCount: number;
}

/** The parts of tfjs-node's backend that its declaration calls private. */
export interface Backend extends tf.KernelBackend {
  readonly tensorMap: tf.DataStorage<TensorData>;
  getDTypeInteger(dtype: tf.DataType): number;
  createOutputTensor(metadata: Metadata): tf.Tensor;
  getInputTensorIds(tensors: readonly object[]): number[];
  executeSingleOutput(
    name: string,
    attributes: readonly OpAttr[],
    inputs: readonly tf.TensorInfo[],
  ): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly OpAttr[],
    inputs: readonly tf.TensorInfo[],
    outputCount: number,
  ): tf.Tensor[];
  applyActivation(
    input: tf.Tensor,
    activation: string,
    preluWeights?: tf.Tensor,
    leakyreluAlpha?: number,
  ): tf.Tensor;
  move(dataId: object, values: unknown, shape: number[], dtype: tf.DataType, refCount: number): void;
}

interface TfjsNode {
  NodeJSKernelBackend: new (binding: object, packageName: string) => Backend;
}

/** tfjs-node's kernels and backend over our binding: plain JavaScript, its native part is not loaded. */
export const backend: Backend = makeBackend();

function makeBackend(): Backend {
  allowOldUtil();
  const require = createRequire(import.meta.url);
  // The package has no types for this path that name the private members; TfjsNode lists what is used.
  const { NodeJSKernelBackend } = require('@tensorflow/tfjs-node/dist/nodejs_kernel_backend') as TfjsNode;
  require('@tensorflow/tfjs-node/dist/register_all_kernels');
  const made = new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node');
  refuseDisposed(made.tensorMap);
  return made;
}

/** Without this, using a disposed tensor says "Cannot read properties of undefined". */
function refuseDisposed(tensorMap: tf.DataStorage<TensorData>): void {
  const get = tensorMap.get.bind(tensorMap);
  tensorMap.get = (dataId) => {
    if (tensorMap.has(dataId) || engine().state.tensorInfo.has(dataId)) return get(dataId);
    throw new Error(
      'tensor is disposed: it was used after dispose(), or after the tf.tidy that made it ended',
    );
  };
}

/** tfjs-node calls two functions of `util` that newer Node versions warn about (22) or lack (23). */
function allowOldUtil(): void {
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
}

/** Makes `tensorflow` tfjs's backend. Its priority, 3, is the one tfjs-node has. */
export function installBackend(): void {
  tf.registerBackend('tensorflow', () => backend, 3);
  // The promise is settled by the time it is returned, because the factory above is synchronous.
  void tf.setBackend('tensorflow');
  if (tf.getBackend() !== 'tensorflow') throw new Error('@codebook/engine: tfjs refused the backend');
}

/** The backend's data of a tensor; `undefined` once it is disposed. */
export function dataOf(dataId: object): TensorData | undefined {
  // DataStorage.get would look for the data on other backends.
  return backend.tensorMap.has(dataId) ? backend.tensorMap.get(dataId) : undefined;
}
