import { isInterrupt } from '../interrupt.js';

/**
 * Traces a step that has not run yet. Some must run eagerly first: those that make variables of their own. If the step is
 * wrong, it fails there again, with the error of its own.
 *
 * @returns `undefined` when tracing fails; a stop asked for meanwhile is thrown.
 */
export function unlessTooEarly<T>(trace: () => T): T | undefined {
  try {
    return trace();
  } catch (error) {
    if (isInterrupt(error)) throw error;
    return undefined;
  }
}
