import type { Worker } from 'node:worker_threads';
import { Shared } from '../bridge.js';
import { log } from '../log.js';
import { currentCell } from './current-cell.js';
import type { Output } from './output.js';

/** How long the sockets' thread may take to close, in ms. */
const patience = 1_500;

/**
 * Ends the process cleanly, whatever ends it: the sockets' thread says so on the running cell and closes its
 * sockets before the process goes, so that the exit code stays (with sockets open, Node aborts with 134).
 */
export function closeOnExit(worker: Worker, output: Output, shared: Int32Array): void {
  let failed = false;
  process.on('exit', (code) => {
    if (failed) return;
    const reason = `The cell ended the kernel's process with exit code ${code}. Variables are lost; run earlier cells again.`;
    output.release();
    output.post({ type: 'bye', code, job: currentCell()?.job ?? 0, reason });
    Atomics.wait(shared, Shared.closed, 0, patience);
  });
  worker.on('error', (error) => {
    log(`the sockets' thread failed: ${error.message}`);
    failed = true;
    process.exit(1);
  });
}
