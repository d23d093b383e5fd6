import type { KernelProcesses } from '../processes/kernel-processes.js';
import type { Stops } from './stops.js';
import type { Terminator } from './termination.js';

/** How long a native call may go on after termination was asked for, in ms, before what it may wait for gets a signal. */
const harder = [
  [200, 'SIGTERM'],
  [400, 'SIGKILL'],
] as const;

/**
 * Stop reaches the processes that the stopped cell started, and no others: they get SIGINT, as from Ctrl-C in a
 * terminal. Where a call such as `execSync` still does not return they are ended, since JavaScript can be
 * terminated only then.
 */
export function createProcessStops(processes: KernelProcesses) {
  let began: number | undefined;
  const signal = (name: NodeJS.Signals) => {
    if (began !== undefined) processes.signal(name, began);
  };
  return {
    /** The same stops, which also reach processes. */
    stops: (stops: Stops): Stops => ({
      ...stops,
      executing(job) {
        began = job === 0 ? undefined : Date.now();
        stops.executing(job);
      },
      interrupt() {
        stops.interrupt();
        signal('SIGINT');
      },
    }),
    /** The same terminator, which also ends what a native call waits for. */
    terminator: (terminator: Terminator): Terminator => ({
      ...terminator,
      async terminate() {
        const timers = harder.map(([after, name]) => setTimeout(signal, after, name));
        await terminator.terminate();
        for (const timer of timers) clearTimeout(timer);
      },
    }),
  };
}
