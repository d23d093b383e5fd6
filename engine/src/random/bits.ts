import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr, type OpAttr } from '../binding/attributes.js';
import { binding } from '../binding/binding.js';
import { DType } from '../binding/dtypes.js';
import { release } from '../binding/registry.js';

const philox = 1;

/**
 * Random 32-bit integers, uniform over all of them: TensorFlow's `StatelessRandomUniformFullIntV2` with Philox. The
 * same key gives the same bits eagerly, compiled and under XLA; every distribution here is derived from them.
 *
 * @param key int32 `[2]`.
 * @param shape Shape of the result.
 * @returns int32 of that shape.
 * @throws Error when the key is not int32 `[2]`.
 */
export function bits(key: tf.Tensor, shape: readonly number[]): tf.Tensor {
  checkKey('bits', key);
  return tf.tidy(() => {
    const keyWord = bitcastToUint64(tf.reshape(key, [1, 2]));
    const counter = bitcastToUint64(tf.zeros([2, 2], 'int32'));
    const attributes = [attr.type('dtype', DType.int32), attr.type('Tshape', DType.int32)];
    const shapeAndAlgorithm = [tf.tensor1d([...shape], 'int32'), tf.scalar(philox, 'int32')];
    const [shapeId, algorithmId] = backend.getInputTensorIds(shapeAndAlgorithm);
    if (shapeId === undefined || algorithmId === undefined) throw new Error('bits: a tensor has no id');
    const id = run('StatelessRandomUniformFullIntV2', attributes, [shapeId, keyWord, counter, algorithmId]);
    release(keyWord);
    release(counter);
    return backend.createOutputTensor({ id, dtype: DType.int32, shape: [...shape] });
  });
}

/** Throws unless `key` is an int32 tensor `[2]`. */
export function checkKey(where: string, key: tf.Tensor): void {
  if (key instanceof tf.Tensor && key.dtype === 'int32' && key.rank === 1 && key.size === 2) return;
  const got = key instanceof tf.Tensor ? `${key.dtype} [${key.shape}]` : String(key);
  throw new Error(`random.${where}: key must be int32 [2], as random.key(seed) gives, got ${got}`);
}

// tfjs has no 64-bit type, so these ids never become tensors.
function bitcastToUint64(words: tf.Tensor): number {
  const attributes = [attr.type('T', DType.int32), attr.type('type', DType.uint64)];
  return run('Bitcast', attributes, backend.getInputTensorIds([words]));
}

function run(op: string, attributes: OpAttr[], inputs: number[]): number {
  const [output] = binding.executeOp(op, attributes, inputs, 1);
  if (output === undefined) throw new Error(`${op} returned nothing`);
  return output.id;
}

/** The low 24 bits of random integers, as whole float32 numbers from 0 to 2²⁴ − 1. */
export function integers24(key: tf.Tensor, shape: readonly number[]): tf.Tensor {
  return tf.tidy(() => {
    const mask = tf.scalar(0xff_ffff, 'int32');
    const low = backend.executeSingleOutput(
      'BitwiseAnd',
      [attr.type('T', DType.int32)],
      [bits(key, shape), mask],
    );
    return tf.cast(low, 'float32');
  });
}
