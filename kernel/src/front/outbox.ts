import type { Writable } from 'zeromq';

type Frames = (Uint8Array | string)[];

/** A socket that takes one message at a time, and the queue in front of it. */
export interface Outbox {
  /** Queues a message; `sent` is called when the socket took it, or gave it up. */
  push(frames: Frames, sent?: () => void): void;
  /** Resolves when everything queued so far has left. */
  drained(): Promise<void>;
}

/** When to try again on a socket that is busy, in ms. */
const untilFree = 5;

/**
 * Sends queued messages in order. ZeroMQ.js allows one pending send a socket; while somebody else's is pending, this
 * waits.
 *
 * @param failed is told of a message that the socket refused, and says whether to try it again; then the queue
 *   goes on
 */
export function createOutbox(socket: Writable<Frames>, failed: (error: unknown) => boolean): Outbox {
  let queue: { frames: Frames; sent: (() => void) | undefined }[] = [];
  let pumping: Promise<void> | undefined;
  const sendOnce = async (frames: Frames): Promise<boolean> => {
    try {
      await socket.send(frames); // may also throw at the call: ZeroMQ.js does when the socket is busy or closed
      return true;
    } catch (error) {
      if (!isBusy(error)) return !failed(error);
      await new Promise((resolve) => setTimeout(resolve, untilFree));
      return false;
    }
  };
  const pump = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      for (const { frames, sent } of batch) {
        while (!(await sendOnce(frames)));
        sent?.();
      }
    }
    pumping = undefined;
  };
  return {
    push(frames, sent) {
      queue.push({ frames, sent });
      pumping ??= pump();
    },
    drained: async () => pumping,
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EBUSY';
}
