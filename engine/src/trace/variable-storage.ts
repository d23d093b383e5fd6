import type * as tf from '@tensorflow/tfjs';
import { backend, dataOf, type TensorData } from '../backend.js';
import { attr } from '../binding/attributes.js';
import { executeHandles } from '../binding/execute.js';
import { entryOf, handleOf, type ResourceEntry, register, replace } from '../binding/registry.js';
import { type HostValues, handleOfValues } from '../binding/tensor-data.js';
import { engine } from '../engine-state.js';
import { deleteHandle } from '../native/eager.js';
import type { Pointer } from '../native/libc.js';

// TensorFlow's name for a variable that lives as long as its handle.
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** The backend's data of a tensor, its host values moved to TensorFlow; throws for a disposed one. */
export function residentData(dataId: object, what: string): TensorData {
  const data = dataOf(dataId);
  if (data === undefined) throw new Error(`compile: ${what} is disposed`);
  if (data.values === null) return data;
  // Host values of a tensor are one of the forms that tfjs's backends are given.
  data.id = register({
    kind: 'handle',
    handle: handleOfValues(data.shape, data.dtype, data.values as HostValues),
  });
  data.values = null;
  return data;
}

/**
 * The resource that holds a variable, made at first use: compiled steps update it in place.
 *
 * @throws Error when the variable is disposed.
 */
export function resourceOf(variable: tf.Variable): ResourceEntry {
  const data = residentData(variable.dataId, `variable ${variable.name}`);
  if (data.refCount > 1) return resourceOfData(ownData(variable, data));
  return resourceOfData(data);
}

/** As {@link resourceOf}, where whoever shares the variable's data does so inside a trace only. */
export function resourceInTrace(variable: tf.Variable): ResourceEntry {
  return resourceOfData(residentData(variable.dataId, `variable ${variable.name}`));
}

function resourceOfData(data: TensorData): ResourceEntry {
  const entry = entryOf(data.id);
  if (entry.kind === 'resource') return entry;
  const value = handleOf(data.id);
  const resource = newResource(data.dtype, data.shape, value);
  const made: ResourceEntry = { kind: 'resource', resource, dtype: data.dtype, read: undefined };
  // In this order a stop in between leaves an unused handle, never a dead one in use.
  replace(data.id, made);
  deleteHandle(value);
  return made;
}

/** A resource of its own with a variable's value of now; the caller deletes its handle. */
export function copyOfResource(variable: tf.Variable): Pointer {
  const { id, dtype, shape } = residentData(variable.dataId, `variable ${variable.name}`);
  return newResource(dtype, shape, handleOf(id));
}

function newResource(type: number, shape: readonly number[], value: Pointer): Pointer {
  const dtype = attr.type('dtype', type);
  const attributes = [
    dtype,
    attr.shape('shape', shape),
    attr.string('shared_name', anonymous),
    attr.string('container', ''),
  ];
  const [resource] = executeHandles('VarHandleOp', attributes, [], 1);
  if (resource === undefined) throw new Error('VarHandleOp returned nothing');
  executeHandles('AssignVariableOp', [dtype], [resource, value], 0);
  return resource;
}

/**
 * Gives a variable data of its own where a tensor shares it (`clone`, `assign`), so that updates in place do not
 * change that tensor.
 */
export function ownData(variable: tf.Variable, shared: TensorData): TensorData {
  const [handle] = executeHandles('Identity', [attr.type('T', shared.dtype)], [handleOf(shared.id)], 1);
  if (handle === undefined) throw new Error('Identity returned nothing');
  const { tensorInfo } = engine().state;
  const data: TensorData = {
    ...shared,
    shape: [...variable.shape],
    values: null,
    refCount: 1,
    id: register({ kind: 'handle', handle }),
  };
  const dataId = {};
  backend.tensorMap.set(dataId, data);
  tensorInfo.set(dataId, tensorInfo.get(variable.dataId));
  engine().state.numDataBuffers++;
  variable.dataId = dataId;
  shared.refCount--;
  return data;
}
