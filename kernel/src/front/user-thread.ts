import type { MessagePort } from 'node:worker_threads';
import type { Job, ToFront, ToUser } from '../bridge.js';

/** The answer of the user's thread to one job. */
export type Answer = Extract<ToFront, { type: 'reply' }>;

/** An order that is answered. */
export type Ask = Extract<
  ToUser,
  { type: 'execute' | 'complete' | 'inspect' | 'isComplete' | 'commInfo' | 'comm' }
>;

/** The user's thread, seen from the sockets' thread. */
export interface UserThread {
  /** Sends an order and waits for its reply. */
  ask(order: Ask): Promise<Answer>;
  tell(order: ToUser): void;
  /** Says again that orders wait, in case a handler was terminated before it took them. */
  wake(): void;
  answered(answer: Answer): void;
}

/** Orders are put into a port that the user's thread empties whenever it is woken. */
export function createUserThread(
  orders: MessagePort,
  bell: { postMessage(value: ToFront | 'orders'): void },
): UserThread {
  const waiting = new Map<Job, (answer: Answer) => void>();
  const wake = () => bell.postMessage('orders');
  const tell = (order: ToUser) => {
    orders.postMessage(order);
    wake();
  };
  return {
    tell,
    wake,
    ask: (order) =>
      new Promise((resolve) => {
        waiting.set(order.job, resolve);
        tell(order);
      }),
    answered(answer) {
      const resolve = waiting.get(answer.job);
      waiting.delete(answer.job);
      resolve?.(answer);
    },
  };
}
