import type { Job } from '../bridge.js';
import { flagOf, integerOf, isObject, type Json, type Message, objectOf, textOf } from '../wire/message.js';
import type { History } from './history.js';
import { toCodePoints, toUtf16 } from './offsets.js';
import { type Publisher, parentOf } from './publisher.js';
import type { Handler } from './shell.js';
import type { Answer, UserThread } from './user-thread.js';

/** What shell requests need. */
export interface RequestOptions {
  publisher: Publisher;
  user: UserThread;
  history: History;
  info(): Json;
  /** Which cell is being executed; 0 where none is. */
  executing(job: Job): void;
}

/** The handlers of all shell requests, by message type. */
export function shellHandlers(options: RequestOptions): Record<string, Handler> {
  const { publisher, user, history, info } = options;
  const reply = (message: Message, content: Json | string) => {
    const type = message.header.msg_type.replace(/_request$/, '_reply');
    publisher.reply('shell', parentOf(message), type, content);
  };
  return {
    execute_request: executeHandler(options),
    kernel_info_request: (message) => reply(message, info()),
    connect_request: (message) => reply(message, { status: 'ok' }),
    history_request: (message) => reply(message, { status: 'ok', history: history.find(message.content) }),
    async complete_request(message, job) {
      const { code, cursor } = codeOf(message.content);
      const answer = await user.ask({ type: 'complete', job, code, cursor });
      return reply(message, inCodePoints(answer, code));
    },
    async inspect_request(message, job) {
      const { code, cursor } = codeOf(message.content);
      const detail = integerOf(message.content, 'detail_level', 0) === 1 ? 1 : 0;
      return reply(message, (await user.ask({ type: 'inspect', job, code, cursor, detail })).content);
    },
    async is_complete_request(message, job) {
      const { code } = codeOf(message.content);
      return reply(message, (await user.ask({ type: 'isComplete', job, code })).content);
    },
    async comm_info_request(message, job) {
      const target = message.content['target_name'];
      const asked = typeof target === 'string' && target !== '' ? target : undefined;
      return reply(message, (await user.ask({ type: 'commInfo', job, target: asked })).content);
    },
    comm_open: comm(user),
    comm_msg: comm(user),
    comm_close: comm(user),
  };
}

function executeHandler({ publisher, user, history, executing }: RequestOptions): Handler {
  let count = 0;
  return async (message, job, abortQueued) => {
    const { content } = message;
    const { code } = codeOf(content);
    const silent = flagOf(content, 'silent', false);
    const stored = !silent && flagOf(content, 'store_history', true);
    const executionCount = count + 1;
    if (stored) count = executionCount;
    if (!silent)
      publisher.publish(parentOf(message), 'execute_input', { code, execution_count: executionCount });
    executing(job);
    const allowStdin = flagOf(content, 'allow_stdin', false);
    const userExpressions = expressionsOf(content);
    const order = {
      type: 'execute' as const,
      job,
      code,
      silent,
      allowStdin,
      executionCount,
      userExpressions,
    };
    const answer = await user.ask(order);
    executing(0);
    if (stored) history.add(executionCount, code, answer.output);
    if (answer.failed && flagOf(content, 'stop_on_error', true)) await abortQueued();
    publisher.reply('shell', parentOf(message), 'execute_reply', answer.content);
  };
}

function comm(user: UserThread): Handler {
  return async ({ header, content, metadata, buffers }, job) => {
    await user.ask({ type: 'comm', job, message: header.msg_type, content, metadata, buffers });
  };
}

function codeOf(content: Json): { code: string; cursor: number } {
  const code = content['code'];
  if (typeof code !== 'string') throw new Error(`code is ${JSON.stringify(code)}, expected text`);
  return { code, cursor: toUtf16(code, integerOf(content, 'cursor_pos', Number.POSITIVE_INFINITY)) };
}

function expressionsOf(content: Json): Record<string, string> {
  const pairs = Object.entries(objectOf(content, 'user_expressions')).map(([name, code]) => [
    name,
    String(code),
  ]);
  return Object.fromEntries(pairs);
}

/** Cells count in UTF-16 units, Jupyter in code points. */
function inCodePoints(answer: Answer, code: string): Json {
  const content: unknown = JSON.parse(answer.content);
  if (!isObject(content)) throw new Error('complete: no answer');
  const place = (key: string) => toCodePoints(code, integerOf(content, key, code.length));
  if (content['status'] !== 'ok') return content;
  return { ...content, cursor_start: place('cursor_start'), cursor_end: place('cursor_end') };
}

/** Reads the text that a front end answered an input request with. */
export function inputValue(message: Message): string {
  return textOf(message.content, 'value');
}
