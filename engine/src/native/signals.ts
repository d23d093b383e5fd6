import { constants } from 'node:os';
import { blockSignals } from './libc.js';

/** Signals that may come at any time. Not SIGPROF, which V8's profiler sends to the very thread it looks at. */
const kept: readonly NodeJS.Signals[] = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGTERM',
  'SIGCHLD',
  'SIGCONT',
  'SIGWINCH',
];
const bytesOfSet = 128; // sizeof(sigset_t) of Linux

/**
 * Keeps signals away from this thread and from those it starts later, which are TensorFlow's. Node's other threads take
 * them, and its event loop hears of them as before: `process.on('SIGINT')` works, and child processes start with none
 * blocked.
 *
 * TensorFlow 2.21's matrix products of about 128 to 512 rows write over memory when a signal interrupts them on a
 * processor with AVX-512 ("corrupted size vs. prev_size"; Python's TensorFlow too): 1 signal of 100 to 1,000 ended the
 * process. On macOS nothing is done.
 */
export function keepSignalsAway(): void {
  if (process.platform !== 'linux') return;
  const set = new Uint8Array(bytesOfSet);
  for (const signal of kept) {
    const bit = constants.signals[signal] - 1;
    set[bit >> 3] = (set[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  blockSignals(set);
}
