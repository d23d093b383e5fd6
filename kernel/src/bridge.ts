import type { MessagePort } from 'node:worker_threads';
import type { Connection } from './wire/connection.js';
import type { Json } from './wire/message.js';

/** Names one request between the two threads; counts from 1. */
export type Job = number;

/** A cell to be run. */
export interface ExecuteOrder {
  type: 'execute';
  job: Job;
  code: string;
  silent: boolean;
  allowStdin: boolean;
  executionCount: number;
  userExpressions: Record<string, string>;
}

/** What the thread of the sockets asks of the user's thread. Cursors are UTF-16 offsets. */
export type ToUser =
  | ExecuteOrder
  | { type: 'complete'; job: Job; code: string; cursor: number }
  | { type: 'inspect'; job: Job; code: string; cursor: number; detail: 0 | 1 }
  | { type: 'isComplete'; job: Job; code: string }
  | { type: 'commInfo'; job: Job; target: string | undefined }
  | { type: 'comm'; job: Job; message: string; content: Json; metadata: Json; buffers: Uint8Array[] }
  | { type: 'input'; input: number; value: string }
  /** Stop the cell `job` (0: whatever runs), politely. */
  | { type: 'stop'; job: Job }
  /** The cell `job` was stopped by force: nothing of it is left on the stack. */
  | { type: 'stopped'; job: Job; reason?: string }
  | { type: 'ping'; ping: number }
  | { type: 'exit'; code: number };

/** What the user's thread tells the thread of the sockets. `content` is JSON text. */
export type ToFront =
  | { type: 'reply'; job: Job; content: string; failed: boolean; output?: string }
  | { type: 'publish'; job: Job; message: string; content: string; metadata?: Json; buffers?: Uint8Array[] }
  | { type: 'stream'; job: Job; name: 'stdout' | 'stderr'; text: string }
  | { type: 'inputRequest'; job: Job; input: number; prompt: string; password: boolean }
  | { type: 'pong'; ping: number }
  /** Nothing of this job can come any more. */
  | { type: 'collected'; job: Job }
  /** The user's thread is ready; what it found out about itself. */
  | { type: 'ready'; languageVersion: string; heapLimit: number }
  /** The process ends: close everything, then set `Shared.closed`. */
  | { type: 'bye'; code: number; job: Job; reason: string };

/** Places in the memory that both threads see. */
export const Shared = {
  /** Not 0: the running cell is asked to stop. */
  stop: 0,
  /**
   * The job whose user code may be running; `-job` while the kernel prepares it or a package is loading, which
   * had better not be terminated; else 0.
   */
  running: 1,
  /** Characters of output handed to the sockets' thread and not sent yet. */
  pending: 2,
  /** 1 once the sockets' thread has closed everything. */
  closed: 3,
  /** When code last looked at `stop`: the lowest 32 bits of Date.now(). */
  looked: 4,
} as const;

/** How many 32-bit places the shared memory has. */
export const sharedLength = 5;

/** How much output may wait to be sent before printing has to wait, in characters. */
export const pendingLimit = 4 * 1024 * 1024;

/** What the thread of the sockets is started with. */
export interface FrontData {
  connection: Connection;
  version: string;
  historyFile: string | undefined;
  shared: Int32Array;
  /** Orders wait here until the user's thread takes them: a handler that is terminated loses none. */
  orders: MessagePort;
}
