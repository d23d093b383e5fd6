import type { Job } from '../bridge.js';
import type { Message } from '../wire/message.js';
import { endsWithReply, type Parents } from './parents.js';
import { type Parent, type Publisher, parentOf } from './publisher.js';

/**
 * Handles one request; resolves when its reply is queued. A handler that calls `abortQueued` before its reply
 * keeps the cells that were sent meanwhile from running, and no others.
 */
export type Handler = (message: Message, job: Job, abortQueued: () => Promise<void>) => Promise<void> | void;

/** The queue of requests that are answered one after another. */
export interface Shell {
  push(message: Message): void;
  /**
   * Keeps all cells from running that were sent and have not begun; each is answered with `aborted`. Resolves when
   * those are known that the socket still holds: what comes later runs.
   */
  abortQueued(): Promise<void>;
}

/** What the queue needs. */
export interface ShellOptions {
  handlers: Record<string, Handler>;
  publisher: Publisher;
  parents: Parents;
  /** Resolves when the next request may be handed on. */
  ready(): Promise<void>;
  log(line: string): void;
}

/**
 * Answers requests in order, `busy` before and `idle` after each, whatever happens in between.
 * After a cell that failed with `stop_on_error`, and after Stop, cells that already wait are answered with `aborted`,
 * as ipykernel does.
 */
export function createShell(options: ShellOptions): Shell {
  const queue: Message[] = [];
  const aborted = new WeakSet<Message>();
  let current: Message | undefined;
  let aborting = 0;
  const work = async (): Promise<void> => {
    for (current = queue.shift(); current; current = queue.shift())
      await answer(current, options, aborted, abortQueued);
  };
  const abort = (message: Message): void => {
    if (message.header.msg_type === 'execute_request') aborted.add(message);
  };
  const abortQueued = async (): Promise<void> => {
    if (current) abort(current); // means something only before it has begun
    queue.forEach(abort);
    aborting++;
    await arrivals();
    aborting--;
  };
  return {
    abortQueued,
    push(message) {
      if (aborting > 0) abort(message);
      queue.push(message);
      if (!current) void work();
    },
  };
}

async function answer(
  message: Message,
  { handlers, publisher, parents, ready, log }: ShellOptions,
  aborted: WeakSet<Message>,
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
    if (!aborted.has(message)) await ready();
    if (aborted.has(message)) replyAborted(parent, publisher);
    else await handle(handler, message, parents, abortQueued);
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

async function handle(
  handler: Handler,
  message: Message,
  parents: Parents,
  abortQueued: () => Promise<void>,
): Promise<void> {
  const job = parents.register(message);
  try {
    await handler(message, job, abortQueued);
  } finally {
    if (endsWithReply(message)) parents.forget(job);
  }
}

function replyAborted(parent: Parent, publisher: Publisher): void {
  publisher.reply('shell', parent, 'execute_reply', { status: 'aborted' }, { status: 'aborted' });
}

/** Lets messages that the socket already holds reach the queue. */
async function arrivals(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
