import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import { input, type KernelCall, replaceKernel } from './replace-kernel.js';

const float = attr.type('T', DType.float32);
const coreCache = coreCacheBytes();

/**
 * Lets dense and convolutional layers use TensorFlow's ops for them, which are faster than the general ones tfjs-node
 * takes: `MatMul` for most matrices, `BiasAdd` for a vector added to every row.
 */
export function installDenseOps(): void {
  replaceKernel(tf.BatchMatMul, (old) => (call) => singleProduct(call) ?? matMul(call) ?? old(call));
  replaceKernel(tf.Add, (old) => (call) => biasAdd(call) ?? old(call));
}

/** A batch of one product, such as tfjs makes of a dense layer's, is a product of two matrices. */
function singleProduct(call: KernelCall): tf.Tensor | undefined {
  const operands = [input(call, 'a'), input(call, 'b')];
  if (!operands.every(({ shape }) => shape.length === 3 && shape[0] === 1)) return undefined;
  return tf.tidy(() => {
    const [a, b] = operands.map((x) => tf.reshape(x, x.shape.slice(1)));
    if (a === undefined || b === undefined) return undefined;
    const product = matMul({ ...call, inputs: { a, b } });
    return product && tf.reshape(product, [1, ...product.shape]);
  });
}

function matMul(call: KernelCall): tf.Tensor | undefined {
  const a = input(call, 'a');
  const b = input(call, 'b');
  if (a.shape.length !== 2 || b.shape.length !== 2 || a.dtype !== 'float32' || b.dtype !== 'float32')
    return undefined;
  const [transposeA, transposeB] = [Boolean(call.attrs?.transposeA), Boolean(call.attrs?.transposeB)];
  const [m = 0, k = 0] = transposeA ? [...a.shape].reverse() : a.shape;
  const [, n = 0] = transposeB ? [...b.shape].reverse() : b.shape;
  const [op, left, right] = deservesAllCores(m, k, n)
    ? (['BatchMatMulV2', 'adj_x', 'adj_y'] as const)
    : (['MatMul', 'transpose_a', 'transpose_b'] as const);
  return backend.executeSingleOutput(
    op,
    [attr.bool(left, transposeA), attr.bool(right, transposeB), float],
    [a, b],
  );
}

/**
 * Whether a product `[m, k]` by `[k, n]` is for `BatchMatMulV2`, which takes all cores. TensorFlow's `MatMul` stays on one
 * where operands and result fit into its cache (`ExecuteSingleThreadedGemm` in mkl_matmul_ops_common.h); only small
 * products are faster so (measured on two cores: an LSTM's at 8 million operations; at 26 and 34 million a whole step of
 * a dense net gains 4 to 7 %).
 */
function deservesAllCores(m: number, k: number, n: number): boolean {
  return 2 * m * k * n >= 16e6 && 4 * (m * k + k * n + m * n) <= coreCache;
}

/** Bytes of a core's second cache; 1 MB where the system does not say. */
function coreCacheBytes(): number {
  try {
    const [, size, unit] =
      /^(\d+)([KM])/.exec(readFileSync('/sys/devices/system/cpu/cpu0/cache/index2/size', 'utf8')) ?? [];
    return size === undefined ? 2 ** 20 : Number(size) * (unit === 'M' ? 2 ** 20 : 2 ** 10);
  } catch {
    return 2 ** 20;
  }
}

function biasAdd(call: KernelCall): tf.Tensor | undefined {
  const x = input(call, 'a');
  const bias = input(call, 'b');
  const isBias = x.shape.length >= 2 && bias.shape.length === 1 && x.shape.at(-1) === bias.shape[0];
  if (!isBias || x.dtype !== 'float32' || bias.dtype !== 'float32') return undefined;
  return backend.executeSingleOutput('BiasAdd', [float, attr.string('data_format', 'NHWC')], [x, bias]);
}
