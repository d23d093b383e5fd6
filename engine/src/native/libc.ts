import koffi from 'koffi';
import { onHardStop } from '../repair.js';
import { platform } from './platform.js';

/** An address in native memory; `0n` and `null` are null pointers. */
export type Pointer = bigint;

/** What `koffi` takes for a `void *`: an address, or an array whose bytes are lent for the length of the call. */
export type Memory = Pointer | ArrayBufferView | null;

const libc = koffi.load(null);

// `koffi` returns untyped functions: each type below states the C prototype beside it.
const memcpy = libc.func('void *memcpy(void *to, const void *from, size_t bytes)') as (
  to: Memory,
  from: Memory,
  bytes: number,
) => Pointer;
const dlopen = libc.func('void *dlopen(const char *file, int flags)') as (
  file: string,
  flags: number,
) => Pointer | null;
const dlerror = libc.func('const char *dlerror()') as () => string | null;
const dup = libc.func('int dup(int fd)') as (fd: number) => number;
const dup2 = libc.func('int dup2(int from, int to)') as (from: number, to: number) => number;
const open = libc.func('int open(const char *path, int flags)') as (path: string, flags: number) => number;
const pthreadSigmask = libc.func('int pthread_sigmask(int how, const void *set, void *old)') as (
  how: number,
  set: Memory,
  old: Memory,
) => number;
const setenv = libc.func('int setenv(const char *name, const char *value, int overwrite)') as (
  name: string,
  value: string,
  overwrite: number,
) => number;
const close = libc.func('int close(int fd)') as (fd: number) => number;

/** glibc's own; other C libraries give free pages back by themselves, or have no way to ask for it. */
const mallocTrim = optional(() => libc.func('int malloc_trim(size_t pad)') as (pad: number) => number);

/** Linux's and macOS's. */
const madvise = optional(
  () =>
    libc.func('int madvise(void *at, size_t bytes, int advice)') as (
      at: Pointer,
      bytes: number,
      advice: number,
    ) => number,
);

function optional<T>(declare: () => T): T | undefined {
  try {
    return declare();
  } catch {
    return undefined;
  }
}

/**
 * Gives the pages of freed memory back to the system. What TensorFlow allocates while it builds and compiles a graph comes in
 * small pieces, and glibc keeps their pages when they are freed.
 */
export function returnFreePages(): void {
  mallocTrim?.(0);
}

/** Gives the pages of a file's part that is mapped, and never written, back to the system, which reads them again when asked. */
export function forgetPages(at: Pointer, bytes: number): void {
  const notNeeded = 4; // MADV_DONTNEED of Linux
  madvise?.(at, bytes, notNeeded);
}

/** Native memory as a buffer, not copied: the caller keeps the memory as long as the buffer is reachable. */
export function viewOf(at: Pointer, bytes: number): ArrayBuffer {
  return koffi.view(at, bytes);
}

/** Copies `bytes` bytes between a native address and a typed array, either way. {@link viewOf} would leave finalizers. */
export function copyBytes(to: Memory, from: Memory, bytes: number): void {
  if (bytes > 0) memcpy(to, from, bytes);
}

/**
 * Loads a library for the life of the process. Without the pin, `koffi` unloads it at exit while TensorFlow's threads
 * still run in it.
 *
 * @throws Error with the loader's own message.
 */
export function pin(file: string): void {
  const { lazy, global, noDelete } = platform().dlopen;
  if (dlopen(file, lazy | global | noDelete) !== null) return;
  const reason = dlerror() ?? 'no reason given';
  throw new Error(
    `@codebook/engine: cannot load ${file}: ${reason}. Install it again; in the project: npm run clean, then npm run setup.`,
  );
}

/** Sets an environment variable where it is not set, for C too: a worker's `process.env` is a copy that C does not see. */
export function defaultEnvironment(name: string, value: string): void {
  process.env[name] ??= value;
  setenv(name, value, 0);
}

/** Adds a setting to a list in an environment variable, for C too, unless the list names it. */
export function addToEnvironment(name: string, setting: string, value: string): void {
  const list = process.env[name] ?? '';
  if (list.includes(setting)) return;
  const longer = `${list} ${setting}=${value}`.trim();
  process.env[name] = longer;
  setenv(name, longer, 1);
}

/** Keeps a `sigset_t` of Linux's signals from this thread, and from those it starts later. */
export function blockSignals(set: Uint8Array): void {
  const block = 0; // SIG_BLOCK of Linux
  const failed = pthreadSigmask(block, set, null);
  if (failed !== 0) throw new Error(`@codebook/engine: pthread_sigmask failed with errno ${failed}`);
}

/** Runs `body` with file descriptor 2 on /dev/null: TensorFlow's banners ignore every setting meant to silence them. */
export function quietly<T>(body: () => T): T {
  const writeOnly = 1;
  const saved = dup(2);
  const sink = open('/dev/null', writeOnly);
  const restore = (): void => {
    dup2(saved, 2);
    close(sink);
    close(saved);
  };
  const forget = onHardStop(restore);
  dup2(sink, 2);
  try {
    return body();
  } finally {
    forget();
    restore();
  }
}
