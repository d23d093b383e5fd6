import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process that runs (and is no zombie). */
export interface ProcessEntry {
  pid: number;
  parent: number;
  session: number;
  /** Whether it began its session. */
  leadsSession: boolean;
  /** When it was started, in ms on the scale of {@link ProcessTable.now}. */
  started: number;
}

/** The processes of this machine, as this one sees them. */
export interface ProcessTable {
  entries: ProcessEntry[];
  /** This moment, in ms; its zero means nothing. */
  now: number;
  /** How exact times are, in ms. */
  resolution: number;
}

/** Reads the table from Linux's `/proc`, elsewhere from `ps`. Throws what these throw. */
export function readProcessTable(): ProcessTable {
  if (existsSync('/proc/self/stat')) return readProc();
  const parameters = ['-A', '-o', 'pid=,ppid=,pgid=,stat=,etime='];
  return parsePs(execFileSync('ps', parameters, { encoding: 'utf8', maxBuffer: 2 ** 26 }));
}

/** Linux counts times of processes in hundredths of a second. */
const tick = 10;

function readProc(): ProcessTable {
  const entries = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => entryOf(readStat(pid)) ?? []);
  return { entries, now: bootTime() + correction(), resolution: 10 * tick };
}

/** `/proc/<pid>/stat`; empty for a process that ended meanwhile. */
function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

/** Its name is in parentheses and may hold anything; numbers follow (proc_pid_stat(5)). */
function entryOf(stat: string): ProcessEntry | undefined {
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (stat === '' || state === 'Z') return undefined;
  const pid = Number.parseInt(stat, 10);
  const [parent = 0, , session = 0] = fields.map(Number);
  return { pid, parent, session, leadsSession: session === pid, started: Number(fields[18]) * tick };
}

/** Time since the machine was booted, in ms. */
function bootTime(): number {
  return Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) * 1000;
}

let measured: number | undefined;

/** What `/proc/uptime` lags behind the times of processes: in a container it may count from the container's start. */
function correction(): number {
  measured ??= (entryOf(readStat('self'))?.started ?? 0) - (bootTime() - process.uptime() * 1000);
  return measured;
}

/** Reads `ps -o pid=,ppid=,pgid=,stat=,etime=`. It tells no sessions everywhere: a process group stands for one. */
export function parsePs(text: string): ProcessTable {
  const entries = text.split('\n').flatMap((line) => {
    const [pid, parent, session, stat = '', elapsed = ''] = line.trim().split(/\s+/);
    if (!pid || stat.startsWith('Z')) return [];
    return {
      pid: Number(pid),
      parent: Number(parent),
      session: Number(session),
      leadsSession: stat.includes('s'),
      started: -milliseconds(elapsed),
    };
  });
  return { entries, now: 0, resolution: 1000 };
}

/** `[[days-]hours:]minutes:seconds` in ms. */
function milliseconds(elapsed: string): number {
  const [clock = '', days = '0'] = elapsed.split('-').reverse();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1000;
}
