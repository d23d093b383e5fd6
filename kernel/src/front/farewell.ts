import { Shared, type ToFront } from '../bridge.js';
import type { KernelProcesses } from '../processes/kernel-processes.js';
import type { Reaper } from '../processes/reaper.js';
import type { Parent, Publisher } from './publisher.js';
import type { Sockets } from './sockets.js';
import type { Terminator } from './termination.js';

/** How long the last messages may take to leave, in ms. */
const lastWords = 500;

/** What ending takes. */
export interface FarewellOptions {
  publisher: Publisher;
  sockets: Sockets;
  terminator: Terminator;
  processes: KernelProcesses;
  reaper: Reaper;
  shared: Int32Array;
}

/**
 * Says on the running cell that the process ends and why, answers its request, ends the processes of
 * cells, closes the sockets, and lets the main thread go on with its exit. With sockets open, Node would abort and lose the exit code.
 */
export async function farewell(
  options: FarewellOptions,
  bye: Extract<ToFront, { type: 'bye' }>,
  cell: Parent | undefined,
): Promise<void> {
  const { publisher, sockets, terminator, processes, reaper, shared } = options;
  if (cell) {
    const error = { ename: 'KernelExit', evalue: bye.reason, traceback: [bye.reason] };
    publisher.publish(cell, 'error', error);
    publisher.reply('shell', cell, 'execute_reply', { status: 'error', ...error, execution_count: 0 });
    publisher.status(cell, 'idle');
  }
  terminator.close();
  await Promise.all([sockets.close(lastWords), processes.end()]);
  reaper.dismiss();
  Atomics.store(shared, Shared.closed, 1);
  Atomics.notify(shared, Shared.closed);
}
