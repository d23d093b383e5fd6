import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Codec,
  type Connection,
  createCodec,
  kernelCommand,
  type Message,
  parseConnection,
} from '@codebook/kernel';
import { Dealer, Request, Subscriber } from 'zeromq';
import { freePorts } from './free-ports.js';

type Content = Record<string, unknown>;

/** What came back for one request. */
export interface Exchange {
  reply: Message;
  /** Messages on iopub with this request as parent, `busy` to `idle`. */
  iopub: Message[];
  /** All text printed to a stream. */
  text(name: 'stdout' | 'stderr'): string;
  /** The contents of the iopub messages of one type. */
  of(type: string): Content[];
}

/** How a kernel is started. */
export interface StartOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Starts it in a session of its own, as Jupyter does. */
  session?: boolean;
  /** Starts another program than Codebook's kernel: `{connection_file}` is replaced. */
  argv?: string[];
}

/** How long a test waits for one answer, in ms. */
const patience = 45_000;

/** A kernel process and a client connected to its five sockets. */
export class TestKernel {
  readonly process: ChildProcess;
  readonly connection: Connection;
  readonly codec: Codec;
  /** All iopub messages so far. */
  readonly iopub: Message[] = [];
  /** Everything the process wrote to its own stderr. */
  log = '';
  /** The prompts of all input requests so far. */
  readonly asked: string[] = [];
  /** Answers input requests. */
  onInput: (prompt: string, password: boolean) => string | Promise<string> = () => '';
  readonly sockets = {
    ...dealers(randomUUID()),
    iopub: new Subscriber({ linger: 0, receiveHighWaterMark: 0 }),
    hb: new Request({ linger: 0 }),
  };
  readonly #folder: string;
  readonly #replies = new Map<string, Message>();
  #watchers: (() => void)[] = [];

  private constructor(child: ChildProcess, connection: Connection, folder: string) {
    this.process = child;
    this.connection = connection;
    this.codec = createCodec(connection);
    this.#folder = folder;
    child.stderr?.on('data', (text) => {
      this.log += text;
    });
    this.sockets.iopub.subscribe();
    for (const [name, socket] of Object.entries(this.sockets)) {
      socket.connect(`tcp://127.0.0.1:${connection.ports[name as keyof typeof this.sockets]}`); // the names of channels
    }
    void this.#receive(this.sockets.shell, (message) => this.#replied(message));
    void this.#receive(this.sockets.control, (message) => this.#replied(message));
    void this.#receive(this.sockets.stdin, (message) => void this.#answer(message));
    void this.#receive(this.sockets.iopub, (message) => void this.iopub.push(message));
  }

  /** Starts a kernel on free ports, and waits until it answers and its output is heard. */
  static async start(options: StartOptions = {}): Promise<TestKernel> {
    const folder = mkdtempSync(join(tmpdir(), 'codebook-test-'));
    const file = join(folder, 'connection.json');
    const [shell, iopub, stdin, control, hb] = await freePorts(5);
    const ports = {
      shell_port: shell,
      iopub_port: iopub,
      stdin_port: stdin,
      control_port: control,
      hb_port: hb,
    };
    const fields = {
      transport: 'tcp',
      ip: '127.0.0.1',
      key: 'secret-of-the-test',
      signature_scheme: 'hmac-sha256',
      ...ports,
    };
    writeFileSync(file, JSON.stringify(fields));
    const [command, ...rest] = options.argv ?? kernelCommand;
    const argv = rest.map((part) => (part === '{connection_file}' ? file : part));
    const env = { ...process.env, CODEBOOK_HISTORY: '', ...options.env };
    const child = spawn(command ?? '', argv, {
      cwd: options.cwd ?? folder,
      env,
      detached: options.session ?? false,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const kernel = new TestKernel(child, parseConnection(JSON.stringify(fields), file), folder);
    await kernel.#ready();
    return kernel;
  }

  /** Sends a message; returns its id. */
  async send(
    channel: 'shell' | 'control' | 'stdin',
    type: string,
    content: Content,
    parent = '{}',
    buffers: Uint8Array[] = [],
  ): Promise<string> {
    const frames = this.codec.encode({ identities: [], type, parent, content, buffers });
    await this.sockets[channel].send(frames);
    return this.codec.decode(frames.map((frame) => Buffer.from(frame))).header.msg_id;
  }

  /** Sends a request and waits for its reply and its `idle`. */
  async request(channel: 'shell' | 'control', type: string, content: Content = {}): Promise<Exchange> {
    return this.exchange(await this.send(channel, type, content));
  }

  /** Waits for the reply and the `idle` of a message sent before. */
  async exchange(id: string, within = patience): Promise<Exchange> {
    const idle = () => this.childrenOf(id).some(({ content }) => content['execution_state'] === 'idle');
    const reply = await this.reply(id, within);
    await this.until(idle, `idle of ${id}`, within);
    const iopub = this.childrenOf(id);
    const of = (type: string) =>
      iopub.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
    const text = (name: string) =>
      of('stream')
        .filter((part) => part['name'] === name)
        .map((part) => String(part['text']))
        .join('');
    return { reply, iopub, of, text };
  }

  /** Waits for the reply of a message sent before. */
  async reply(id: string, within = patience): Promise<Message> {
    await this.until(() => this.#replies.has(id), `reply of ${id}`, within);
    const reply = this.#replies.get(id);
    if (!reply) throw new Error('no reply');
    return reply;
  }

  /** Runs a cell to its end. */
  async execute(code: string, options: Content = {}): Promise<Exchange> {
    return this.exchange(await this.begin(code, options));
  }

  /** Starts a cell; returns its id. */
  async begin(code: string, options: Content = {}): Promise<string> {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: true,
      stop_on_error: true,
    };
    return this.send('shell', 'execute_request', { ...content, ...options });
  }

  /** iopub messages with this parent. */
  childrenOf(id: string): Message[] {
    return this.iopub.filter(({ parentHeader }) => parentHeader['msg_id'] === id);
  }

  /** Waits until a condition holds; it is looked at after each message. */
  async until(condition: () => boolean, what: string, within = patience): Promise<void> {
    const end = Date.now() + within;
    while (!condition()) {
      const gone = this.process.exitCode ?? this.process.signalCode;
      if (gone !== null) throw new Error(`the kernel ended (${gone}) before: ${what}. Its log: ${this.log}`);
      const left = end - Date.now();
      if (left <= 0) throw new Error(`waited ${within} ms for: ${what}. The kernel's log: ${this.log}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 200));
        this.#watchers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Waits for the process to end; returns its exit code or signal. */
  async ended(): Promise<number | string> {
    const { process: child } = this;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.signalCode ?? child.exitCode ?? -1;
  }

  /** Kills the process if it still runs, and closes the client. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGKILL');
      await once(this.process, 'exit');
    }
    for (const socket of Object.values(this.sockets)) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const heard = async (): Promise<unknown> => {
      const id = await this.send('shell', 'kernel_info_request', {});
      return this.exchange(id, 150).catch(() => this.process.exitCode === null && heard());
    };
    await heard();
  }

  async #receive(socket: AsyncIterable<Buffer[]>, handle: (message: Message) => void): Promise<void> {
    for await (const frames of socket) {
      handle(this.codec.decode(frames));
      const watchers = this.#watchers;
      this.#watchers = [];
      for (const watcher of watchers) watcher();
    }
  }

  #replied(message: Message): void {
    this.#replies.set(String(message.parentHeader['msg_id']), message);
  }

  async #answer({ content, headerText }: Message): Promise<void> {
    this.asked.push(String(content['prompt']));
    const value = await this.onInput(String(content['prompt']), content['password'] === true);
    await this.send('stdin', 'input_reply', { value }, headerText);
  }
}

/**
 * Shell, control and stdin of one client share their identity: the kernel answers questions of a cell by it.
 */
function dealers(routingId: string) {
  const dealer = () => new Dealer({ linger: 0, routingId });
  return { shell: dealer(), control: dealer(), stdin: dealer() };
}
