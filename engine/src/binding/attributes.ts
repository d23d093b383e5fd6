import koffi from 'koffi';
import * as eager from '../native/eager.js';
import * as graph from '../native/graph.js';
import type { Pointer } from '../native/libc.js';
import { status } from '../native/status.js';

/** Numbers of the attribute types in tfjs-node's interface, and one more for functions. */
export const AttrType = {
  string: 0,
  int: 1,
  float: 2,
  bool: 3,
  type: 4,
  shape: 5,
  function: 8,
  resource: 9,
} as const;

/** One attribute of an op. A list is an array of values; a shape is itself an array, `null` if its rank is unknown. */
export interface OpAttr {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** Short forms of attributes. */
export const attr = {
  type: (name: string, value: number | readonly number[]): OpAttr => ({ name, type: AttrType.type, value }),
  int: (name: string, value: number | readonly number[]): OpAttr => ({ name, type: AttrType.int, value }),
  float: (name: string, value: number): OpAttr => ({ name, type: AttrType.float, value }),
  bool: (name: string, value: boolean): OpAttr => ({ name, type: AttrType.bool, value }),
  string: (name: string, value: string): OpAttr => ({ name, type: AttrType.string, value }),
  shape: (name: string, value: readonly number[] | null): OpAttr => ({ name, type: AttrType.shape, value }),
  function: (name: string, value: string): OpAttr => ({ name, type: AttrType.function, value }),
};

type Setters = typeof eager.setOpAttr;
type ListSetters = typeof eager.setOpAttrList;

/** Sets an attribute of an eager op. */
export function setEagerAttr(op: Pointer, attribute: OpAttr): void {
  setAttribute(eager.setOpAttr, eager.setOpAttrList, op, attribute);
}

/** Sets an attribute of a graph operation. */
export function setGraphAttr(description: Pointer, attribute: OpAttr): void {
  setAttribute(graphSetters, graphListSetters, description, attribute);
}

// The graph's setters of shapes take no status: these wrappers drop it.
const graphSetters: Setters = {
  ...graph.setAttr,
  shape: (d, name, dims, rank) => graph.setAttr.shape(d, name, dims, rank),
};
const graphListSetters: ListSetters = {
  ...graph.setAttrList,
  shape: (d, name, dims, ranks, count) => graph.setAttrList.shape(d, name, dims, ranks, count),
};

function setAttribute(
  set: Setters,
  setList: ListSetters,
  target: Pointer,
  { name, type, value }: OpAttr,
): void {
  if (type === AttrType.shape) return setShape(set, setList, target, name, value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    // Every view tfjs passes here is a typed array of numbers.
    return setListAttribute(setList, target, name, type, Array.from(value as ArrayLike<unknown>));
  }
  switch (type) {
    case AttrType.string: {
      const bytes = bytesOf(value);
      return set.string(target, name, bytes, bytes.length);
    }
    case AttrType.int:
      return set.int(target, name, Number(value));
    case AttrType.float:
      return set.float(target, name, Number(value));
    case AttrType.bool:
      return set.bool(target, name, value ? 1 : 0);
    case AttrType.type:
      return set.type(target, name, Number(value));
    case AttrType.function:
      return set.functionName(target, name, String(value), String(value).length);
    default:
      throw new Error(`executeOp: attribute ${name} has type ${type}, expected 0 to 5 or 8`);
  }
}

function setListAttribute(
  set: ListSetters,
  target: Pointer,
  name: string,
  type: number,
  values: readonly unknown[],
): void {
  const count = values.length;
  switch (type) {
    case AttrType.string:
      return setStrings(set, target, name, values);
    case AttrType.int:
      return set.int(
        target,
        name,
        BigInt64Array.from(values, (value) => BigInt(Number(value))),
        count,
      );
    case AttrType.float:
      return set.float(target, name, Float32Array.from(values, Number), count);
    case AttrType.bool:
      return set.bool(
        target,
        name,
        Uint8Array.from(values, (value) => (value ? 1 : 0)),
        count,
      );
    case AttrType.type:
      return set.type(target, name, Int32Array.from(values, Number), count);
    default:
      throw new Error(`executeOp: list attribute ${name} has type ${type}, expected 0 to 5`);
  }
}

function setStrings(set: ListSetters, target: Pointer, name: string, values: readonly unknown[]): void {
  const bytes = values.map(bytesOf);
  const addresses = BigUint64Array.from(bytes, (value) => (value.length > 0 ? koffi.address(value) : 0n));
  set.string(
    target,
    name,
    addresses,
    BigUint64Array.from(bytes, (value) => BigInt(value.length)),
    bytes.length,
  );
}

function setShape(set: Setters, setList: ListSetters, target: Pointer, name: string, value: unknown): void {
  if (value === null || value === undefined) {
    return set.shape(target, name, new BigInt64Array(1), -1, status);
  }
  if (Array.isArray(value) && value.some(Array.isArray)) return setShapes(setList, target, name, value);
  // A shape is an array of dimensions.
  const dims = BigInt64Array.from(value as ArrayLike<number>, BigInt);
  set.shape(target, name, dims, dims.length, status);
}

function setShapes(set: ListSetters, target: Pointer, name: string, shapes: readonly number[][]): void {
  const dims = shapes.map((shape) => BigInt64Array.from(shape.length > 0 ? shape : [0], BigInt));
  const addresses = BigUint64Array.from(dims, (shape) => koffi.address(shape));
  const ranks = Int32Array.from(shapes, (shape) => shape.length);
  set.shape(target, name, addresses, ranks, shapes.length, status);
}

function bytesOf(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new TextEncoder().encode(String(value));
}
