import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { flagOf, integerOf, type Json, textOf } from '../wire/message.js';
import { globPattern } from './glob.js';

/** One executed cell: which run of a kernel, which execution count, its code, and the text of its result. */
interface Entry {
  session: number;
  line: number;
  code: string;
  output: string | null;
}

/** A row of a history reply: session, line, and code or [code, output]. */
type Row = [number, number, string | [string, string | null]];

/** What was executed, in this run and in earlier ones. */
export interface History {
  add(line: number, code: string, output: string | undefined): void;
  /** Rows for the content of a history_request. Throws on an unknown access type. */
  find(request: Json): Row[];
}

/** A file longer than this many entries is cut to half when a kernel starts. */
const longest = 20_000;

/**
 * Keeps history in a file of JSON lines, shared by all kernels of a user; without a file, only for this run.
 * A file that cannot be read or written costs the history, never the kernel.
 */
export function openHistory(file: string | undefined, log: (line: string) => void): History {
  const guarded = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      log(`history ${file}: ${String(error)}`);
      return otherwise;
    }
  };
  const entries = file === undefined ? [] : guarded(() => readEntries(file), []);
  const session = (entries.at(-1)?.session ?? 0) + 1;
  return {
    add(line, code, output) {
      const entry = { session, line, code, output: output ?? null };
      entries.push(entry);
      if (file !== undefined) guarded(() => appendFileSync(file, `${JSON.stringify(entry)}\n`), undefined);
    },
    find: (request) => find(entries, session, request),
  };
}

function readEntries(file: string): Entry[] {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return [];
  const entries = readFileSync(file, 'utf8').split('\n').filter(Boolean).flatMap(parseEntry);
  if (entries.length <= longest) return entries;
  const kept = entries.slice(-longest / 2);
  writeFileSync(`${file}.new`, kept.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  renameSync(`${file}.new`, file);
  return kept;
}

/** A line cut short by a crash is left out. */
function parseEntry(line: string): Entry[] {
  try {
    const { session, line: number, code, output } = JSON.parse(line) as Partial<Entry>; // each field is checked below
    if (typeof session !== 'number' || typeof number !== 'number' || typeof code !== 'string') return [];
    return [{ session, line: number, code, output: output ?? null }];
  } catch {
    return [];
  }
}

function find(entries: Entry[], current: number, request: Json): Row[] {
  const withOutput = flagOf(request, 'output', false);
  const row = ({ session, line, code, output }: Entry): Row => {
    return [session, line, withOutput ? [code, output] : code];
  };
  const access = textOf(request, 'hist_access_type', 'tail');
  const wanted = { tail, range, search }[access];
  if (!wanted) throw new Error(`hist_access_type is "${access}", expected "tail", "range" or "search"`);
  return wanted(entries, request, current).map(row);
}

function tail(entries: Entry[], request: Json): Entry[] {
  return last(entries, integerOf(request, 'n', 10));
}

/** Sessions count from 1; 0 is this run, -1 the one before it. */
function range(entries: Entry[], request: Json, current: number): Entry[] {
  const asked = integerOf(request, 'session', 0);
  const session = asked > 0 ? asked : current + asked;
  const start = integerOf(request, 'start', 1);
  const stop = integerOf(request, 'stop', Number.POSITIVE_INFINITY);
  return entries.filter((entry) => entry.session === session && entry.line >= start && entry.line < stop);
}

function search(entries: Entry[], request: Json): Entry[] {
  const pattern = globPattern(textOf(request, 'pattern', '*'));
  let found = entries.filter((entry) => pattern.test(entry.code));
  if (flagOf(request, 'unique', false)) {
    found = [...new Map(found.map((entry) => [entry.code, entry])).values()];
  }
  return last(found, integerOf(request, 'n', found.length));
}

function last<T>(items: T[], count: number): T[] {
  return count <= 0 ? [] : items.slice(-count);
}
