import { newHandle, resolveHandle } from '../native/eager.js';
import { deleteGraph, type GraphOutput, newGraph } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import {
  closeSession,
  deleteSession,
  deleteSessionOptions,
  loadSession,
  newSessionOptions,
  operationByName,
  runSession,
} from '../native/session.js';
import { check, status } from '../native/status.js';
import { deleteTensor } from '../native/tensor.js';
import { checkText } from './arguments.js';
import { handleOf, type Metadata, registerHandle } from './registry.js';

interface SavedModel {
  readonly session: Pointer;
  readonly graph: Pointer;
  readonly folder: string;
}

const models = new Map<number, SavedModel>();
let nextId = 0;

/**
 * Loads a SavedModel; returns its id.
 *
 * @param folder The folder with `saved_model.pb`.
 * @param tags Tags of the graph to load, separated by commas, e.g. `serve`.
 * @throws TensorFlowError when the folder holds no such graph.
 */
export function loadSavedModel(folder: string, tags: string): number {
  checkText('loadSavedModel', 'the folder', folder);
  checkText('loadSavedModel', 'the tags', tags);
  const graph = newGraph();
  const options = newSessionOptions();
  const tagList = tags.split(',');
  const session = loadSession(options, null, folder, tagList, tagList.length, graph, null, status);
  deleteSessionOptions(options);
  try {
    check(`loadSavedModel ${folder} (tags ${tags})`);
  } catch (error) {
    deleteGraph(graph);
    throw error;
  }
  if (session === null) throw new Error(`loadSavedModel ${folder}: TensorFlow gave no session`);
  models.set(nextId, { session, graph, folder });
  return nextId++;
}

/** Releases a SavedModel; throws for an id that is none. */
export function deleteSavedModel(id: number): void {
  const { session, graph } = modelOf('deleteSavedModel', id);
  models.delete(id);
  closeSession(session, status);
  deleteSession(session, status);
  deleteGraph(graph);
  check('deleteSavedModel');
}

/**
 * Runs a SavedModel.
 *
 * @param inputIds The inputs' tensors.
 * @param inputNames Where they go, separated by commas, e.g. `serving_default_x:0`.
 * @param outputNames What to compute, separated by commas.
 * @returns The outputs, newly registered.
 */
export function runSavedModel(
  id: number,
  inputIds: readonly number[],
  inputNames: string,
  outputNames: string,
): Metadata[] {
  const { session, graph, folder } = modelOf('runSavedModel', id);
  checkText('runSavedModel', 'the names of the inputs', inputNames);
  checkText('runSavedModel', 'the names of the outputs', outputNames);
  const inputs = placesIn(graph, folder, inputNames);
  const outputs = placesIn(graph, folder, outputNames);
  if (inputs.length !== inputIds.length)
    throw new Error(
      `runSavedModel: got ${inputIds.length} inputs, expected ${inputs.length} (${inputNames})`,
    );
  const values = BigUint64Array.from(inputIds, hostTensor);
  const results = new BigUint64Array(outputs.length);
  runSession(
    session,
    null,
    inputs,
    values,
    inputs.length,
    outputs,
    results,
    outputs.length,
    null,
    0,
    null,
    status,
  );
  for (const value of values) deleteTensor(value);
  check(`runSavedModel ${folder}`);
  return Array.from(results, registered);
}

/** How many SavedModels are loaded. */
export function savedModelCount(): number {
  return models.size;
}

function modelOf(caller: string, id: number): SavedModel {
  const model = models.get(id);
  if (model === undefined) throw new Error(`${caller}: SavedModel ${id} is not loaded, or was disposed`);
  return model;
}

/** Outputs of the graph's operations by name: `name:index`, the index 0 by default. */
function placesIn(graph: Pointer, folder: string, names: string): GraphOutput[] {
  return names.split(',').map((place) => {
    const [name = '', index = '0'] = place.split(':');
    const oper = operationByName(graph, name);
    if (oper === null) throw new Error(`SavedModel ${folder} has no operation "${name}"`);
    return { oper, index: Number(index) };
  });
}

function hostTensor(id: number): Pointer {
  const tensor = resolveHandle(handleOf(id), status);
  check('runSavedModel: reading an input');
  if (tensor === null) throw new Error('runSavedModel: TensorFlow gave no tensor for an input');
  return tensor;
}

function registered(tensor: Pointer): Metadata {
  const handle = newHandle(tensor, status);
  deleteTensor(tensor);
  check('runSavedModel: taking an output');
  if (handle === null) throw new Error('runSavedModel: TensorFlow gave no handle for an output');
  return registerHandle(handle);
}
