import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import type { KernelProcesses } from './kernel-processes.js';
import { readProcessTable } from './process-table.js';

/** Ends the processes of cells when the kernel could not do it. */
export interface Reaper {
  /** To be called when nothing is left to be ended. */
  dismiss(): void;
}

/**
 * Waits for the end of its input, which comes with the kernel's end, then ends its process group, as the kernel
 * would have.
 */
const script = 'trap "" INT TERM HUP QUIT; read -r line; kill -s TERM 0; sleep 1; kill -s KILL 0';

/**
 * Starts a shell (under 1 MB) that ends the kernel's process group when the kernel is gone without a farewell:
 * killed, crashed, out of memory. Only where that group is the kernel's own, as Jupyter makes it.
 */
export function startReaper(processes: KernelProcesses, log: (line: string) => void): Reaper {
  const nothing = { dismiss: () => undefined };
  if (!leadsItsSession(log)) return nothing;
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'] });
  shell.on('error', (error) => log(`a kernel that is killed will leave processes: ${error.message}`));
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  if (shell.pid === undefined) return nothing;
  processes.spare(shell.pid);
  return { dismiss: () => void shell.kill('SIGKILL') };
}

function leadsItsSession(log: (line: string) => void): boolean {
  try {
    return readProcessTable().entries.some(({ pid, leadsSession }) => pid === process.pid && leadsSession);
  } catch (error) {
    log(`the table of processes cannot be read: ${String(error)}`);
    return false;
  }
}
