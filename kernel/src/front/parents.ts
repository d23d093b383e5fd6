import type { Job } from '../bridge.js';
import type { Message } from '../wire/message.js';
import { type Parent, parentOf } from './publisher.js';

/** Whose each job is: late output needs it long after the reply. */
export interface Parents {
  /** Numbers a request, from 1, and remembers whose it is. */
  register(message: Message): Job;
  of(job: Job): Parent | undefined;
  /** Nothing of this job can come any more. */
  forget(job: Job): void;
  /** How many are remembered. */
  readonly size: number;
}

/** Requests that run user code, which may go on after the reply: the user's thread says when it cannot. */
const userCode = new Set(['execute_request', 'comm_open', 'comm_msg', 'comm_close']);

/** Whether all that comes of a request has come when it is answered. */
export function endsWithReply(message: Message): boolean {
  return !userCode.has(message.header.msg_type);
}

/** Remembers requests until they are forgotten. */
export function createParents(): Parents {
  const parents = new Map<Job, Parent>();
  let last: Job = 0;
  return {
    register(message) {
      last += 1;
      parents.set(last, parentOf(message));
      return last;
    },
    of: (job) => parents.get(job),
    forget: (job) => void parents.delete(job),
    get size() {
      return parents.size;
    },
  };
}
