import { type Job, Shared } from '../bridge.js';
import type { CellSession } from '../cells/types.js';
import { type Output, toJson } from './output.js';

/** Answers to requests that are no cells. */
export interface Answers {
  /** Replies with what `work` gives, or with the error it fails with. The kernel's own work is not cut short. */
  give(job: Job, whose: 'kernel' | 'user', work: () => Promise<object> | object): void;
  /** Replies to all that were not answered yet: what would have done so may have been terminated. */
  fail(error: Error): void;
}

/** Answers, each exactly once. */
export function createAnswers(session: CellSession, output: Output, shared: Int32Array): Answers {
  const open = new Set<Job>();
  const reply = (job: Job, content: object): void => {
    if (!open.delete(job)) return;
    Atomics.compareExchange(shared, Shared.running, -job, 0);
    output.post({ type: 'reply', job, content: toJson(content), failed: false });
  };
  const failed = (job: Job, error: unknown): void =>
    reply(job, { status: 'error', ...session.describeError(error) });
  return {
    give(job, whose, work) {
      open.add(job);
      if (whose === 'kernel') Atomics.store(shared, Shared.running, -job);
      Promise.resolve()
        .then(work)
        .then(
          (content) => reply(job, { status: 'ok', ...content }),
          (error: unknown) => failed(job, error),
        );
    },
    fail(error) {
      for (const job of open) failed(job, error);
    },
  };
}
