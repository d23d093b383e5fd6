import type { Job } from '../bridge.js';
import type { Message } from '../wire/message.js';
import type { Parent, Publisher } from './publisher.js';
import { inputValue } from './requests.js';
import type { UserThread } from './user-thread.js';

/** A question that user code asks the person at the front end. */
export interface Question {
  job: Job;
  input: number;
  prompt: string;
  password: boolean;
}

/** Questions and answers on the stdin channel. */
export interface Stdin {
  ask(parent: Parent, question: Question): void;
  answer(message: Message): void;
  /** Forgets questions of a cell that has ended. */
  forget(job: Job): void;
}

/** Asks one question at a time; an answer without a question is dropped. */
export function createStdin(publisher: Publisher, user: UserThread, log: (line: string) => void): Stdin {
  let waiting: { parent: Parent; question: Question }[] = [];
  const askFirst = () => {
    const [first] = waiting;
    if (!first) return;
    const { prompt, password } = first.question;
    publisher.reply('stdin', first.parent, 'input_request', { prompt, password });
  };
  return {
    ask(parent, question) {
      waiting.push({ parent, question });
      if (waiting.length === 1) askFirst();
    },
    answer(message) {
      const asked = waiting.shift();
      if (message.header.msg_type !== 'input_reply' || !asked) {
        log(`stdin: ${message.header.msg_type} without a question`);
        return;
      }
      user.tell({ type: 'input', input: asked.question.input, value: inputValue(message) });
      askFirst();
    },
    forget(job) {
      waiting = waiting.filter(({ question }) => question.job !== job);
    },
  };
}
