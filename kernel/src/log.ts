import { writeSync } from 'node:fs';

/**
 * Writes a line to the process's own stderr, which is the server's log and no notebook's. Works on both
 * threads. A line that nobody takes (a full or closed pipe) is lost; logging never fails.
 */
export function log(line: string): void {
  try {
    writeSync(2, `codebook-kernel: ${line}\n`);
  } catch {
    // nobody reads: there is nowhere left to say so
  }
}
