import { type Job, pendingLimit, Shared, type ToFront } from '../bridge.js';
import { createHalfPairs, type Place } from './half-pairs.js';

/** Output on its way to the front end, in order. */
export interface Output {
  write(job: Job, name: 'stdout' | 'stderr', text: string): void;
  /** Sends an iopub message, after everything printed before it. */
  publish(
    job: Job,
    message: string,
    content: object,
    more?: { metadata?: Record<string, unknown>; buffers?: Uint8Array[] },
  ): void;
  /**
   * Keeps a place for something that takes time to make: what comes after waits until the returned function
   * is called (or too much waits; then it goes first).
   */
  hold(): (run: () => void) => void;
  /** Sends all that waits; a place that is still held is given up. */
  release(): void;
  /** Sends any other message to the sockets' thread, after everything printed before it. */
  post(message: ToFront): void;
}

/** Text is sent at the latest after this many ms… */
const longest = 40;
/** …or characters. */
const largest = 256 * 1024;
/** Characters that wait behind a held place at most. */
const mostHeld = 1024 * 1024;
/** How often a full pipe is looked at, in ms, and how often at most before giving up waiting. */
const look = 50;
const looks = 600;

/**
 * Gathers printed text into few stream messages: a new one for another cell or stream, after {@link longest}
 * ms, or {@link largest} characters. Printing waits while the sockets' thread is {@link pendingLimit}
 * characters behind, so memory stays bounded.
 */
export function createOutput(shared: Int32Array, send: (message: ToFront) => void): Output {
  const later = setTimeout; // the kernel's own, before timers are wrapped for user code
  let open: (Place & { since: number; parts: string[]; length: number }) | undefined;
  let armed = Number.NEGATIVE_INFINITY;
  const flush = () => {
    if (!open) return;
    const { job, name, parts, length } = open;
    open = undefined;
    Atomics.add(shared, Shared.pending, length);
    send({ type: 'stream', job, name, text: parts.join('') });
    holdBack(shared);
  };
  const arm = () => {
    const now = performance.now();
    if (now - armed < 10 * longest) return; // longer: the timer was terminated
    armed = now;
    later(() => {
      armed = Number.NEGATIVE_INFINITY;
      flush();
    }, longest);
  };
  const turns = createTurns();
  const pairs = createHalfPairs();
  const print = ({ job, name }: Place, text: string) => {
    if (text === '') return;
    const now = performance.now();
    if (open && (open.job !== job || open.name !== name || now - open.since > longest)) flush();
    open ??= { job, name, since: now, parts: [], length: 0 };
    open.parts.push(text);
    open.length += text.length;
    if (open.length > largest) flush();
    else arm();
  };
  const post = (message: ToFront) => {
    flush();
    send(message);
  };
  return {
    write(job, name, text) {
      if (text === '') return;
      const place = { job, name };
      turns.take(() => print(place, pairs.whole(place, text)), text.length);
    },
    publish(job, message, content, more) {
      const text = toJson(content);
      turns.take(() => post({ type: 'publish', job, message, content: text, ...more }), text.length);
    },
    hold: turns.hold,
    release() {
      turns.release();
      for (const { text, ...place } of pairs.rest()) print(place, text);
      flush();
    },
    post,
  };
}

/** Runs what takes its turn at once, or behind a place that is held. */
function createTurns() {
  let waiting: { run: (() => void) | undefined }[] = [];
  let size = 0;
  const release = () => {
    const ready = waiting;
    waiting = [];
    size = 0;
    for (const { run } of ready) run?.();
  };
  let running = false; // what runs in its turn sends at once
  const advance = () => {
    running = true;
    while (waiting[0]?.run) waiting.shift()?.run?.();
    running = false;
    if (waiting.length === 0) size = 0;
  };
  return {
    release,
    take(run: () => void, length: number) {
      if (waiting.length === 0 || running) return run();
      waiting.push({ run });
      size += length;
      if (size > mostHeld) release();
    },
    hold() {
      const place: { run: (() => void) | undefined } = { run: undefined };
      waiting.push(place);
      return (run: () => void) => {
        if (!waiting.includes(place)) return run();
        place.run = run;
        advance();
      };
    },
  };
}

/** Text that JSON cannot hold as it is: a bigint becomes text. */
export function toJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part)) ??
    'null'
  );
}

function holdBack(shared: Int32Array): void {
  for (let i = 0; i < looks; i++) {
    const pending = Atomics.load(shared, Shared.pending);
    if (pending <= pendingLimit) return;
    Atomics.wait(shared, Shared.pending, pending, look);
  }
}
