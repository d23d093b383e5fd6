import type { Job } from '../bridge.js';
import type { Message } from '../wire/message.js';
import { type Publisher, parentOf } from './publisher.js';

/**
 * Handles one request; resolves when its reply is queued. A handler that calls `abortQueued` before its reply
 * keeps the cells that were sent meanwhile from running, and no others.
 */
export type Handler = (message: Message, job: Job, abortQueued: () => Promise<void>) => Promise<void> | void;

/** The queue of requests that are answered one after another. */
export interface Shell {
  push(message: Message): void;
}

/** What the queue needs. */
export interface ShellOptions {
  handlers: Record<string, Handler>;
  publisher: Publisher;
  /** Numbers a request and remembers whose it is. */
  register(message: Message): Job;
  /** Resolves when the next request may be handed on. */
  ready(): Promise<void>;
  log(line: string): void;
}

/**
 * Answers requests in order, `busy` before and `idle` after each, whatever happens in between.
 * After a cell that failed with `stop_on_error`, cells that already wait are answered with `aborted`.
 */
export function createShell(options: ShellOptions): Shell {
  const queue: Message[] = [];
  const aborted = new WeakSet<Message>();
  let working = false;
  const work = async (): Promise<void> => {
    working = true;
    for (let message = queue.shift(); message; message = queue.shift()) {
      if (aborted.has(message)) abort(message, options.publisher);
      else await answer(message, options, abortQueued);
    }
    working = false;
  };
  const abortQueued = async (): Promise<void> => {
    await arrivals();
    for (const waiting of queue) if (waiting.header.msg_type === 'execute_request') aborted.add(waiting);
  };
  return {
    push(message) {
      queue.push(message);
      if (!working) void work();
    },
  };
}

async function answer(
  message: Message,
  { handlers, publisher, register, ready, log }: ShellOptions,
  abortQueued: () => Promise<void>,
): Promise<void> {
  const type = message.header.msg_type;
  const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
  if (!handler) {
    log(`shell: no such request: ${type}`);
    return;
  }
  const parent = parentOf(message);
  publisher.status(parent, 'busy');
  try {
    await ready();
    await handler(message, register(message), abortQueued);
  } catch (error) {
    const evalue = error instanceof Error ? error.message : String(error);
    const content = { status: 'error', ename: 'RequestError', evalue, traceback: [] };
    if (type.endsWith('_request'))
      publisher.reply('shell', parent, type.replace(/_request$/, '_reply'), content);
    log(`shell: ${type}: ${evalue}`);
  } finally {
    publisher.status(parent, 'idle');
  }
}

function abort(message: Message, publisher: Publisher): void {
  const parent = parentOf(message);
  publisher.status(parent, 'busy');
  publisher.reply('shell', parent, 'execute_reply', { status: 'aborted' }, { status: 'aborted' });
  publisher.status(parent, 'idle');
}

/** Lets messages that the socket already holds reach the queue. */
async function arrivals(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
