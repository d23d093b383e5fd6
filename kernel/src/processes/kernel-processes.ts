import { type ProcessEntry, type ProcessTable, readProcessTable } from './process-table.js';

/** The processes that cells have started, and that are to end with the kernel. */
export interface KernelProcesses {
  /** Sends a signal to all of them, or to those started after a moment (as `Date.now()` gives it). */
  signal(name: NodeJS.Signals, after?: number): void;
  /** Ends all of them: asks first, and kills those that are still there 0.7 s later. */
  end(): Promise<void>;
  /** Leaves a process alone that is the kernel's own. */
  spare(pid: number): void;
}

/** When to look whether they have ended, in ms after being asked. Less than the process's exit may take. */
const looks = [10, 30, 100, 300, 700];
/** When to look after killing them, in ms. */
const looksAfterKill = [10, 40, 100];

/** The processes of this kernel. A table that cannot be read is told to `log`, and counts as empty. */
export function createKernelProcesses(log: (line: string) => void): KernelProcesses {
  const spared = new Set<number>();
  const find = (after?: number): ProcessEntry[] => {
    try {
      const table = readProcessTable();
      const found = processesOf(process.pid, table).filter(({ pid }) => !spared.has(pid));
      return after === undefined ? found : startedAfter(found, table, Date.now() - after);
    } catch (error) {
      log(`processes of cells are not known: ${String(error)}`);
      return [];
    }
  };
  const signal: KernelProcesses['signal'] = (name, after) => {
    for (const { pid } of find(after)) send(pid, name, log);
  };
  const gone = async (moments: number[]): Promise<boolean> => {
    const start = performance.now();
    for (const moment of moments) {
      if (find().length === 0) return true;
      await new Promise((resolve) => setTimeout(resolve, start + moment - performance.now()));
    }
    return find().length === 0;
  };
  return {
    signal,
    spare: (pid) => void spared.add(pid),
    async end() {
      signal('SIGTERM');
      if (await gone(looks)) return;
      signal('SIGKILL');
      await gone(looksAfterKill);
    },
  };
}

/**
 * The processes that belong to a kernel. Jupyter starts a kernel in a session of its own: then all others in that
 * session, also those whose parents are gone. Else the kernel's descendants within its session. A process that
 * was given its own session (`detached: true`) belongs to nobody.
 */
export function processesOf(kernel: number, { entries }: ProcessTable): ProcessEntry[] {
  const own = entries.find(({ pid }) => pid === kernel);
  if (!own) return [];
  const others = entries.filter(({ pid, session }) => session === own.session && pid !== kernel);
  return own.leadsSession ? others : descendants(kernel, others);
}

function descendants(of: number, among: ProcessEntry[]): ProcessEntry[] {
  const children = among.filter(({ parent }) => parent === of);
  return children.flatMap((child) => [child, ...descendants(child.pid, among)]);
}

function startedAfter(processes: ProcessEntry[], table: ProcessTable, ago: number): ProcessEntry[] {
  return processes.filter(({ started }) => started >= table.now - ago - table.resolution);
}

function send(pid: number, name: NodeJS.Signals, log: (line: string) => void): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const ended = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!ended) log(`process ${pid} takes no ${name}: ${String(error)}`);
  }
}
