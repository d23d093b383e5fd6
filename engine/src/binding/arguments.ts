import type { OpAttr } from './attributes.js';

/** Throws unless a value that goes to TensorFlow as text is some: a null pointer would end the process. */
export function checkText(where: string, what: string, value: unknown): asserts value is string {
  if (typeof value === 'string' && value !== '' && !value.includes('\0')) return;
  throw new TypeError(`${where}: ${what} must be a text, got ${shown(value)}`);
}

/** Throws unless a shape is a list of whole numbers from 0. */
export function checkShape(where: string, shape: unknown): asserts shape is number[] {
  if (Array.isArray(shape) && shape.every((dim) => Number.isSafeInteger(dim) && dim >= 0)) return;
  throw new TypeError(`${where}: the shape must be a list of whole numbers from 0, got ${shown(shape)}`);
}

/** Throws unless the arguments of `executeOp` have the types they must have. */
export function checkOp(name: unknown, attributes: unknown, inputs: unknown, outputCount: unknown): void {
  checkText('executeOp', "the op's name", name);
  if (!Array.isArray(attributes))
    throw new TypeError(`executeOp ${name}: the attributes must be a list, got ${shown(attributes)}`);
  // Anything may be in it: each must have a name.
  for (const attribute of attributes as (OpAttr | undefined)[])
    checkText(`executeOp ${name}`, "an attribute's name", attribute?.name);
  if (!Array.isArray(inputs))
    throw new TypeError(`executeOp ${name}: the inputs must be a list of ids, got ${shown(inputs)}`);
  if (!Number.isInteger(outputCount) || Number(outputCount) < 0)
    throw new TypeError(
      `executeOp ${name}: how many outputs there are must be a whole number from 0, got ${shown(outputCount)}`,
    );
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
