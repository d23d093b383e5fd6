import { checkInterrupt } from '../interrupt.js';
import { version } from '../native/tensor.js';
import { currentDevice } from '../placement.js';
import { activeTrace } from '../trace/active.js';
import { checkOp, checkShape } from './arguments.js';
import { AttrType, type OpAttr } from './attributes.js';
import { asTfjsTypes } from './decoded-images.js';
import { DType, type Values } from './dtypes.js';
import { executeHandles } from './execute.js';
import { opObserver } from './observer.js';
import { handleOf, liveCount, type Metadata, register, registerHandle, release } from './registry.js';
import { deleteSavedModel, loadSavedModel, runSavedModel, savedModelCount } from './saved-model.js';
import { type HostValues, handleOfValues, valuesOfHandle } from './tensor-data.js';

/** tfjs-node's `TFJSBinding`: what its native module offered, over TensorFlow's C functions. */
export const binding = {
  TF_FLOAT: DType.float32,
  TF_INT32: DType.int32,
  TF_INT64: DType.int64,
  TF_BOOL: DType.bool,
  TF_COMPLEX64: DType.complex64,
  TF_STRING: DType.string,
  TF_RESOURCE: DType.resource,
  TF_UINT8: DType.uint8,
  TF_ATTR_STRING: AttrType.string,
  TF_ATTR_INT: AttrType.int,
  TF_ATTR_FLOAT: AttrType.float,
  TF_ATTR_BOOL: AttrType.bool,
  TF_ATTR_TYPE: AttrType.type,
  TF_ATTR_SHAPE: AttrType.shape,
  TF_ATTR_RESOURCE: AttrType.resource,
  TF_Version: version,
  TensorMetadata: class {},
  TFEOpAttr: class {},

  /** Copies host values into a tensor; returns its id. */
  createTensor(shape: number[], dtype: number, values: HostValues): number {
    checkShape('createTensor', shape);
    return register({ kind: 'handle', handle: handleOfValues(shape, dtype, values) });
  },

  /** Releases a tensor. */
  deleteTensor(id: number): void {
    release(id);
  },

  /** Copies a tensor's values to the host. */
  tensorDataSync(id: number): Values | Uint8Array[] {
    return valuesOfHandle(handleOf(id));
  },

  /** Runs an op, or adds it to the graph of the step that is being traced. */
  executeOp(name: string, attributes: OpAttr[], inputs: number[], outputCount: number): Metadata[] {
    checkOp(name, attributes, inputs, outputCount);
    const trace = activeTrace();
    if (trace !== undefined) return trace.execute(name, attributes, inputs, outputCount);
    checkInterrupt();
    const handles = executeHandles(name, attributes, inputs.map(handleOf), outputCount);
    const outputs = asTfjsTypes(name, handles).map(registerHandle);
    opObserver()?.(name, outputs);
    return outputs;
  },

  loadSavedModel,
  deleteSavedModel,
  runSavedModel,
  getNumOfSavedModels: savedModelCount,
  getNumOfTensors: liveCount,
  isUsingGpuDevice: (): boolean => currentDevice().includes('GPU'),
};
