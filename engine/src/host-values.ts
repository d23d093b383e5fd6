import type * as tf from '@tensorflow/tfjs';
import { backend, dataOf } from './backend.js';
import { binding } from './binding/binding.js';
import { activeTrace } from './trace/active.js';

type HostValues = Float32Array | Int32Array | Uint8Array;

/** Up to this size a copy costs nothing; a larger array goes to TensorFlow at once, which is a copy too. */
const smallBytes = 64 * 1024;

/**
 * Keeps a tensor's values apart from the array that it was made of. tfjs keeps that array until the tensor is first used,
 * so a program that fills one buffer again and again for its batches changes tensors, and weights, that it made before.
 */
export function keepHostValuesApart(): void {
  const write = backend.write.bind(backend);
  backend.write = (values, shape, dtype) => {
    if (!isHostValues(values)) return write(values, shape, dtype);
    if (values.byteLength <= smallBytes || activeTrace() || !fits(values, dtype))
      return write(values.slice(), shape, dtype);
    const dataId = write(values, shape, dtype);
    sendToTensorFlow(dataId, values);
    return dataId;
  };
  const readSync = backend.readSync.bind(backend);
  backend.readSync = (dataId) => {
    const values = readSync(dataId);
    return dataOf(dataId)?.values === values && isHostValues(values) ? values.slice() : values;
  };
}

function sendToTensorFlow(dataId: object, values: HostValues): void {
  const data = dataOf(dataId);
  if (!data) return;
  data.id = binding.createTensor(data.shape, data.dtype, values);
  data.values = null;
}

function isHostValues(values: unknown): values is HostValues {
  return values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array;
}

/** Whether the array is of the kind that TensorFlow keeps for the type; tfjs converts others as it uses them. */
function fits(values: HostValues, dtype: tf.DataType): boolean {
  if (dtype === 'float32') return values instanceof Float32Array;
  return dtype === 'int32' && values instanceof Int32Array;
}
