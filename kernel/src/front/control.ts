import { flagOf, type Json, type Message, textOf } from '../wire/message.js';
import { type Publisher, parentOf } from './publisher.js';

/** What control requests need. */
export interface ControlOptions {
  publisher: Publisher;
  info(): Json;
  /** Resolves when it is settled which cells the Stop is for. */
  interrupt(): Promise<void>;
  /** Ends the kernel after the reply has been sent. */
  shutdown(): void;
  log(line: string): void;
}

/** Answers control requests at once, also while a cell computes. */
export function createControl(options: ControlOptions): (message: Message) => void {
  const handlers = controlHandlers(options);
  const { publisher, log } = options;
  const answer = async (message: Message): Promise<void> => {
    const type = message.header.msg_type;
    const handler = Object.hasOwn(handlers, type) ? handlers[type] : undefined;
    if (!handler) {
      log(`control: no such request: ${type}`);
      return;
    }
    const parent = parentOf(message);
    publisher.status(parent, 'busy');
    const content = await handler(message);
    publisher.reply('control', parent, type.replace(/_request$/, '_reply'), content);
    if (type === 'shutdown_request') publisher.publish(parent, 'shutdown_reply', content);
    publisher.status(parent, 'idle');
    if (type === 'shutdown_request') options.shutdown();
  };
  return (message) => {
    answer(message).catch((error: unknown) => log(`control: ${message.header.msg_type}: ${String(error)}`));
  };
}

type ControlHandler = (message: Message) => Json | Promise<Json>;

function controlHandlers({ info, interrupt }: ControlOptions): Record<string, ControlHandler> {
  const noSubshells = () => ({
    status: 'error',
    ename: 'NotSupported',
    evalue: 'This kernel has no subshells: kernel_info_reply does not list them in supported_features.',
    traceback: [],
  });
  return {
    kernel_info_request: info,
    async interrupt_request() {
      await interrupt();
      return { status: 'ok' };
    },
    shutdown_request: ({ content }) => ({ status: 'ok', restart: flagOf(content, 'restart', false) }),
    debug_request: ({ content }) => debugReply(content),
    create_subshell_request: noSubshells,
    delete_subshell_request: noSubshells,
    list_subshell_request: () => ({ status: 'ok', subshell_id: [] }),
  };
}

/** A debug adapter that says it cannot debug, in the protocol's own words. */
function debugReply(request: Json): Json {
  const command = textOf(request, 'command');
  const answer = { type: 'response', seq: 0, request_seq: request['seq'] ?? 0, command };
  if (command === 'debugInfo') {
    const body = {
      isStarted: false,
      hashMethod: 'Murmur2',
      hashSeed: 0,
      tmpFilePrefix: '',
      tmpFileSuffix: '',
    };
    return {
      ...answer,
      success: true,
      body: { ...body, breakpoints: [], stoppedThreads: [], richRendering: false },
    };
  }
  return { ...answer, success: false, message: 'This kernel has no debugger.' };
}
