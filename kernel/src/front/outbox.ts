import type { Writable } from 'zeromq';

type Frames = (Uint8Array | string)[];

/** A socket that takes one message at a time, and the queue in front of it. */
export interface Outbox {
  /** Queues a message; `sent` is called when the socket took it, or gave it up. */
  push(frames: Frames, sent?: () => void): void;
  /** Resolves when everything queued so far has left. */
  drained(): Promise<void>;
}

/**
 * Sends queued messages in order. ZeroMQ.js allows one pending send a socket.
 *
 * @param failed is told of a message that the socket refused, and says whether to try it again; then the queue
 *   goes on
 */
export function createOutbox(socket: Writable<Frames>, failed: (error: unknown) => boolean): Outbox {
  let queue: { frames: Frames; sent: (() => void) | undefined }[] = [];
  let pumping: Promise<void> | undefined;
  const sendOnce = (frames: Frames): Promise<boolean> => {
    return socket.send(frames).then(
      () => true,
      (error: unknown) => !failed(error),
    );
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
