import * as tf from '@tensorflow/tfjs';

/** Tensors in arrays and plain objects, to any depth, beside numbers, strings and booleans. */
export type Nested = tf.TensorContainer;

/** The tensors of a structure, in order, and a text that is equal for structures of equal form. */
export interface Flat {
  readonly tensors: tf.Tensor[];
  readonly signature: string;
}

/** Flattens a structure. Numbers, strings and booleans count as part of its form. */
export function flatten(value: unknown): Flat {
  const tensors: tf.Tensor[] = [];
  return { signature: describe(value, tensors), tensors };
}

function describe(value: unknown, tensors: tf.Tensor[]): string {
  if (value instanceof tf.Tensor) {
    tensors.push(value);
    return `${value.dtype}[${value.shape}]`;
  }
  if (Array.isArray(value)) return `(${value.map((item) => describe(item, tensors)).join()})`;
  if (isPlainObject(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}:${describe(item, tensors)}`)
      .join()}}`;
  }
  if (value === null || ['undefined', 'number', 'string', 'boolean'].includes(typeof value)) {
    return `${typeof value}=${String(value)}`;
  }
  throw new Error(
    `compile: expected tensors, numbers, strings, booleans, arrays or plain objects of them, got ${kindOf(value)}`,
  );
}

/** The same structure with other tensors in the places of its own. */
export function rebuild(value: unknown, replace: (tensor: tf.Tensor) => tf.Tensor): unknown {
  if (value instanceof tf.Tensor) return replace(value);
  if (Array.isArray(value)) return value.map((item) => rebuild(item, replace));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rebuild(item, replace)]));
}

/** The form of a structure, its tensors replaced by their positions: what a compiled step returns is built from it. */
export function template(value: unknown): { readonly form: unknown; readonly tensors: tf.Tensor[] } {
  const tensors: tf.Tensor[] = [];
  const place = (item: unknown): unknown => {
    if (item instanceof tf.Tensor) return new Slot(tensors.push(item) - 1);
    if (Array.isArray(item)) return item.map(place);
    if (!isPlainObject(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, place(inner)]));
  };
  return { form: place(value), tensors };
}

/** The template of a single tensor. */
export function singleTensor(): unknown {
  return new Slot(0);
}

/** What a step of a loop returned, if it is one tensor of numbers; one number has the shape `[]`. */
export function singleResult(result: unknown): tf.Tensor {
  if (!(result instanceof tf.Tensor) || result.size === 0 || result.dtype !== 'float32')
    throw new Error(
      'compileLoop: the step must return one float32 tensor, such as the loss or a vector of its parts',
    );
  return result.size === 1 ? tf.reshape(result, []) : result;
}

/** A place in a template. */
class Slot {
  constructor(readonly index: number) {}
}

/** Fills a template's places. */
export function fill(form: unknown, values: readonly tf.Tensor[]): unknown {
  if (form instanceof Slot) return values[form.index];
  if (Array.isArray(form)) return form.map((item) => fill(item, values));
  if (!isPlainObject(form)) return form;
  return Object.fromEntries(Object.entries(form).map(([key, item]) => [key, fill(item, values)]));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  if (value instanceof Promise) return 'a Promise (a compiled step must be synchronous)';
  return typeof value === 'object' ? `a ${value?.constructor?.name ?? 'object'}` : `a ${typeof value}`;
}
