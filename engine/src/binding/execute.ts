import { addOpInput, deleteOp, execute } from '../native/eager.js';
import type { Pointer } from '../native/libc.js';
import { check, status } from '../native/status.js';
import { newPlacedOp } from '../placement.js';
import { type OpAttr, setEagerAttr } from './attributes.js';

const outputs = new BigUint64Array(64);
const count = new Int32Array(1);

/**
 * Runs one op eagerly.
 *
 * @param name The op, or a function added to the context.
 * @param inputs Handles of its inputs.
 * @param outputCount How many outputs it has.
 * @returns New handles, which the caller owns.
 * @throws TensorFlowError when the op fails; nothing is left behind.
 */
export function executeHandles(
  name: string,
  attributes: readonly OpAttr[],
  inputs: readonly Pointer[],
  outputCount: number,
): Pointer[] {
  const op = newPlacedOp(name);
  const room = outputCount <= outputs.length ? outputs : new BigUint64Array(outputCount);
  try {
    for (const attribute of attributes) setEagerAttr(op, attribute);
    for (const input of inputs) addOpInput(op, input, status);
    check(name);
    count[0] = outputCount;
    execute(op, room, count, status);
    check(name);
  } finally {
    deleteOp(op);
  }
  return Array.from(room.subarray(0, outputCount));
}
