import { type GraphOutput, OutputArray } from './graph.js';
import type { Pointer } from './libc.js';
import { declare } from './library.js';

const P = 'void *';
const Strings = 'str *';

/** A session over a graph that was loaded from a SavedModel. */
export const newSessionOptions = declare<() => Pointer>('TF_NewSessionOptions', P);
export const deleteSessionOptions = declare<(options: Pointer) => void>('TF_DeleteSessionOptions', 'void', P);
export const loadSession = declare<
  (
    options: Pointer,
    runOptions: null,
    folder: string,
    tags: readonly string[],
    tagCount: number,
    graph: Pointer,
    metaGraph: null,
    status: Pointer,
  ) => Pointer | null
>('TF_LoadSessionFromSavedModel', P, P, P, 'str', Strings, 'int', P, P, P);
export const closeSession = declare<(session: Pointer, status: Pointer) => void>(
  'TF_CloseSession',
  'void',
  P,
  P,
);
export const deleteSession = declare<(session: Pointer, status: Pointer) => void>(
  'TF_DeleteSession',
  'void',
  P,
  P,
);
export const operationByName = declare<(graph: Pointer, name: string) => Pointer | null>(
  'TF_GraphOperationByName',
  P,
  P,
  'str',
);

/** Runs a session: host tensors in, host tensors out (written to `results`). */
export const runSession = declare<
  (
    session: Pointer,
    runOptions: null,
    inputs: readonly GraphOutput[],
    inputValues: BigUint64Array,
    inputCount: number,
    outputs: readonly GraphOutput[],
    results: BigUint64Array,
    outputCount: number,
    targets: null,
    targetCount: number,
    runMetadata: null,
    status: Pointer,
  ) => void
>('TF_SessionRun', 'void', P, P, OutputArray, P, 'int', OutputArray, P, 'int', P, 'int', P, P);
