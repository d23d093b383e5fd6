import type { Pointer } from './libc.js';
import { declare } from './library.js';

const newStatus = declare<() => Pointer>('TF_NewStatus', 'void *');
const getCode = declare<(status: Pointer) => number>('TF_GetCode', 'int', 'void *');
const getMessage = declare<(status: Pointer) => string>('TF_Message', 'str', 'void *');
const setStatus = declare<(status: Pointer, code: number, message: string) => void>(
  'TF_SetStatus',
  'void',
  'void *',
  'int',
  'str',
);

const deleteStatus = declare<(status: Pointer) => void>('TF_DeleteStatus', 'void', 'void *');

/** The one `TF_Status` every call of this thread reports to. */
export const status: Pointer = newStatus();

/** A status for a call in another thread; `succeeded` reads and frees it. */
export function otherThreadsStatus(): { pointer: Pointer; succeeded: () => boolean } {
  const pointer = newStatus();
  const succeeded = (): boolean => {
    const code = getCode(pointer);
    deleteStatus(pointer);
    return code === 0;
  };
  return { pointer, succeeded };
}

/** An error that TensorFlow reported, with its code: 3 invalid argument, 5 not found, 8 resource exhausted, … */
export class TensorFlowError extends Error {
  override readonly name = 'TensorFlowError';
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

/** How TensorFlow's kernels say that an index is out of range. */
const indexOutOfRange =
  /(?:indices|segment_ids|index)\[[\d, ]*\] = .*(?:is not in|does not index into|is out of (?:range|bounds))|Input arr must be non-negative/;

/**
 * Throws what the last call reported, if it failed, and clears it: a TensorFlowError, or a RangeError for an index that is
 * out of range.
 *
 * @param where What was being done, e.g. the op's name: the start of the message.
 */
export function check(where: string): void {
  const code = getCode(status);
  if (code === 0) return;
  const message = getMessage(status);
  setStatus(status, 0, '');
  const error = new TensorFlowError(`${where}: ${readable(message)}`, code);
  throw indexOutOfRange.test(message) ? new RangeError(error.message, { cause: error }) : error;
}

/** Leaves out the lines that name no place in the program: graphs made here have no Python source. */
function readable(message: string): string {
  const noise = /dummy_file_name|The op is created at|TF_DUMP_GRAPH_PREFIX|^Stack trace for op definition/;
  return message
    .split('\n')
    .filter((line) => line.trim() !== '' && !noise.test(line))
    .join('\n');
}

/** Whether the last call failed; its error is cleared. */
export function failed(): boolean {
  if (getCode(status) === 0) return false;
  setStatus(status, 0, '');
  return true;
}
