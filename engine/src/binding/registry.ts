import { context } from '../native/context.js';
import {
  addOpInput,
  deleteHandle,
  deleteOp,
  execute,
  handleDim,
  handleRank,
  handleType,
  newOp,
} from '../native/eager.js';
import type { GraphOutput } from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { attr, setEagerAttr } from './attributes.js';

/** A tensor that TensorFlow holds. */
export interface HandleEntry {
  readonly kind: 'handle';
  readonly handle: Pointer;
}

/** A variable that TensorFlow holds and updates in place; `read` is its value's handle, until the next update. */
export interface ResourceEntry {
  readonly kind: 'resource';
  readonly resource: Pointer;
  readonly dtype: number;
  read: Pointer | undefined;
}

/** A value that exists only inside a trace: an output of its graph, made when it is first asked for. */
export interface GraphEntry {
  readonly kind: 'graph';
  readonly owner: object;
  readonly output: () => GraphOutput;
}

/** What an id given to tfjs stands for. */
export type Entry = HandleEntry | ResourceEntry | GraphEntry;

/** What tfjs is told about a tensor. */
export interface Metadata {
  id: number;
  dtype: number;
  shape: number[];
}

const entries = new Map<number, Entry>();
let nextId = 1;

/** Gives an entry its id. */
export function register(entry: Entry): number {
  const id = nextId++;
  entries.set(id, entry);
  return id;
}

/** The entry of an id; throws if it has been disposed of. */
export function entryOf(id: number): Entry {
  const entry = entries.get(id);
  if (entry === undefined) {
    throw new Error(
      'tensor is disposed, or was made by a compiled step while it was traced and kept outside it',
    );
  }
  return entry;
}

/** Whether an id still stands for something. */
export function isRegistered(id: number): boolean {
  return entries.has(id);
}

/** Puts another entry in an id's place; the old one is not released. */
export function replace(id: number, entry: Entry): void {
  entries.set(id, entry);
}

/** Releases an id and what TensorFlow holds for it; unknown ids are ignored. */
export function release(id: number): void {
  const entry = entries.get(id);
  if (entry === undefined) return;
  entries.delete(id);
  if (entry.kind === 'handle') deleteHandle(entry.handle);
  if (entry.kind !== 'resource') return;
  dropRead(entry);
  deleteHandle(entry.resource);
}

/** How many ids are alive. */
export function liveCount(): number {
  return entries.size;
}

/** Registers an eager handle and says its type and shape. */
export function registerHandle(handle: Pointer): Metadata {
  return {
    id: register({ kind: 'handle', handle }),
    dtype: handleType(handle),
    shape: shapeOfHandle(handle),
  };
}

/** A handle's shape. */
export function shapeOfHandle(handle: Pointer): number[] {
  const rank = handleRank(handle, status);
  return Array.from({ length: rank }, (_, axis) => handleDim(handle, axis, status));
}

/** The handle that holds an id's value now; a resource is read at most once between updates. */
export function handleOf(id: number): Pointer {
  const entry = entryOf(id);
  if (entry.kind === 'handle') return entry.handle;
  if (entry.kind === 'resource') {
    entry.read ??= readResource(entry);
    return entry.read;
  }
  throw new Error(
    'compile: a value inside a traced step is not known yet, so it cannot be read (dataSync, arraySync, print, `if`) ' +
      'nor used outside the step. Return it from the step, and read it there.',
  );
}

/** Forgets a resource's last read value: called before each update, so that TensorFlow can update in place. */
export function dropRead(entry: ResourceEntry): void {
  const { read } = entry;
  if (read === undefined) return;
  // Forgotten before it is deleted: a stop in between must not leave a dead handle in use.
  entry.read = undefined;
  deleteHandle(read);
}

function readResource(entry: ResourceEntry): Pointer {
  const op = newOp(context, 'ReadVariableOp', status);
  setEagerAttr(op, attr.type('dtype', entry.dtype));
  addOpInput(op, entry.resource, status);
  const outputs = new BigUint64Array(1);
  execute(op, outputs, new Int32Array([1]), status);
  deleteOp(op);
  check('ReadVariableOp');
  // One output was asked for and check() passed.
  return outputs[0] as Pointer;
}
