import * as tf from '@tensorflow/tfjs';
import { backend } from '../backend.js';
import { activeTrace } from '../trace/active.js';
import { type KernelCall, replaceKernel } from './replace-kernel.js';

/** The part of tfjs's JavaScript backend that running one of its kernels takes. */
interface HostBackend {
  /** Whether it still has to recommend tfjs-node on the console, which it does once. */
  firstUse: boolean;
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: unknown): tf.TensorInfo;
  readSync(dataId: object): tf.BackendValues;
  disposeData(dataId: object): boolean;
}

type Condition = (call: KernelCall) => boolean;

/**
 * Kernels that run on the host where the condition holds: TensorFlow's CPU kernels lack that layout or type.
 * The answer is right and slow; inside a trace there are no values, so there it is an error.
 */
const onHost: Readonly<Record<string, Condition>> = {
  FusedConv2D: ({ attrs }) => attrs?.dataFormat === 'NCHW',
  ...Object.fromEntries(
    ['Greater', 'GreaterEqual', 'Less', 'LessEqual'].map((name) => [name, ofType('a', 'string')]),
  ),
  Diag: ofType('x', 'bool'),
  LeakyRelu: ofType('x', 'int32'),
  Step: ofType('x', 'int32'),
  ScatterNd: ({ inputs }) => inputs.indices?.shape.length === 1,
};

/** Registers every kernel of tfjs that tfjs-node lacks, and the conditional ones above, to run on the host. */
export function installHostKernels(): void {
  for (const { kernelName, kernelFunc } of tf.getKernelsForBackend('cpu')) {
    if (tf.getKernel(kernelName, 'tensorflow') !== undefined) continue;
    tf.registerKernel({
      kernelName,
      backendName: 'tensorflow',
      kernelFunc: runOnHost(kernelName, kernelFunc),
    });
  }
  for (const [kernelName, condition] of Object.entries(onHost)) {
    const host = tf.getKernel(kernelName, 'cpu');
    if (host === undefined)
      throw new Error(`@codebook/engine: tfjs has no kernel ${kernelName} for the host`);
    const slow = runOnHost(kernelName, host.kernelFunc);
    // KernelFunc and tf.KernelFunc differ only in how loosely they name the inputs.
    replaceKernel(kernelName, (old) => (call) => (condition(call) ? slow(call as never) : old(call)));
  }
}

function ofType(input: string, dtype: tf.DataType): Condition {
  return ({ inputs }) => inputs[input]?.dtype === dtype;
}

function runOnHost(kernelName: string, kernelFunc: tf.KernelFunc): tf.KernelFunc {
  return ({ inputs, attrs }) => {
    if (activeTrace() !== undefined)
      throw new Error(
        `${kernelName}: TensorFlow has no kernel for this case, so it runs on the host and cannot be compiled. ` +
          'Run it outside the compiled step.',
      );
    const host = hostBackend();
    const held: tf.TensorInfo[] = [];
    const copied = mapInputs(inputs, (info) => hold(held, toHost(host, info)));
    // The host's kernels take the host's backend.
    const result = kernelFunc({ inputs: copied as tf.NamedTensorInfoMap, attrs: attrs ?? {}, backend: host });
    const outputs = [result].flat().map((info) => fromHost(host, hold(held, info)));
    for (const { dataId } of held) host.disposeData(dataId);
    return Array.isArray(result) ? outputs : (outputs[0] ?? []);
  };
}

/** The JavaScript backend that '@tensorflow/tfjs' brings, without its greeting: a graded cell may print no warning. */
function hostBackend(): HostBackend {
  const host = tf.findBackend('cpu') as unknown as HostBackend; // HostBackend names what is used of it
  host.firstUse = false;
  return host;
}

/** Copies every tensor of a kernel's inputs; some kernels take lists of tensors. */
function mapInputs(inputs: object, copy: (info: tf.TensorInfo) => tf.TensorInfo): object {
  const copyAny = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copyAny);
    // What is neither a list nor missing is a tensor: kernels take nothing else.
    return value === undefined || value === null ? value : copy(value as tf.TensorInfo);
  };
  if (Array.isArray(inputs)) return inputs.map(copyAny);
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, copyAny(value)]));
}

function hold(held: tf.TensorInfo[], info: tf.TensorInfo): tf.TensorInfo {
  held.push(info);
  return info;
}

function toHost(host: HostBackend, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  return host.makeTensorInfo(shape, dtype, backend.readSync(dataId));
}

function fromHost(host: HostBackend, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  return { dataId: backend.write(host.readSync(dataId), shape, dtype), shape, dtype };
}
