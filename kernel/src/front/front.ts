import type { MessagePort } from 'node:worker_threads';
import { type FrontData, type Job, Shared, type ToFront } from '../bridge.js';
import { log } from '../log.js';
import { createKernelProcesses } from '../processes/kernel-processes.js';
import { startReaper } from '../processes/reaper.js';
import type { Codec } from '../wire/codec.js';
import type { Json, Message } from '../wire/message.js';
import { createControl } from './control.js';
import { farewell } from './farewell.js';
import { guardHeap } from './heap.js';
import { openHistory } from './history.js';
import { kernelInfo } from './kernelinfo.js';
import { createParents } from './parents.js';
import { createProcessStops } from './process-stops.js';
import { createPublisher, type Publisher } from './publisher.js';
import { shellHandlers } from './requests.js';
import { createShell, type Shell } from './shell.js';
import type { RequestChannel, SocketEvents, Sockets } from './sockets.js';
import { createStdin, type Stdin } from './stdin.js';
import { createStops, type Stops } from './stops.js';
import { createTerminator, type Terminator } from './termination.js';
import { createUserThread, type UserThread } from './user-thread.js';

/** How long a kernel that is asked to end may take before it is killed, in ms. */
const patience = 2_000;
/** How much output of no cell is kept for the first reader. */
const mostEarly = 20;

/** A message of one type from the user's thread. */
type FromUser<T extends ToFront['type']> = Extract<ToFront, { type: T }>;

/**
 * The thread of the sockets: receives, checks and queues requests, answers what needs no user code, and
 * passes on the rest. It never waits for the user's thread, so heartbeat, control and output go on while a
 * cell computes.
 */
export class Front implements SocketEvents {
  readonly #stops: Stops;
  readonly #data: FrontData;
  readonly #codec: Codec;
  readonly #sockets: Sockets;
  readonly #publisher: Publisher;
  readonly #user: UserThread;
  readonly #processes = createKernelProcesses(log);
  readonly #reaper = startReaper(this.#processes, log);
  readonly #terminator: Terminator;
  readonly #stdin: Stdin;
  readonly #shell: Shell;
  readonly #control: (message: Message) => void;
  readonly #parents = createParents();
  #languageVersion = '6';
  #running: Job = 0;
  #ending = false;
  /** Terminates a cell that keeps the process from ending; not to be done any more once it ends. */
  #impatience: NodeJS.Timeout | undefined;
  readonly #early: FromUser<'stream'>[] = [];
  #heard = false;

  constructor(data: FrontData, bell: Pick<MessagePort, 'postMessage'>, codec: Codec, sockets: Sockets) {
    this.#data = data;
    this.#codec = codec;
    this.#sockets = sockets;
    const publisher = createPublisher(codec, sockets);
    const user = createUserThread(data.orders, bell);
    this.#publisher = publisher;
    this.#user = user;
    const processStops = createProcessStops(this.#processes);
    this.#terminator = processStops.terminator(createTerminator());
    const { shared } = data;
    this.#stops = processStops.stops(createStops({ shared, user, terminator: this.#terminator }));
    this.#stdin = createStdin(publisher, user, log);
    this.#shell = this.#createShell();
    const interrupt = () => this.interrupt();
    const shutdown = () => this.shutdown();
    this.#control = createControl({ publisher, info: () => this.#info(), log, interrupt, shutdown });
  }

  message(channel: RequestChannel, frames: Uint8Array[]): void {
    try {
      const message = this.#codec.decode(frames);
      if (channel === 'shell') this.#shell.push(message);
      else if (channel === 'control') this.#control(message);
      else this.#stdin.answer(message);
    } catch (error) {
      log(`${channel}: message dropped: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Greets a reader; the first one also hears that the kernel starts: before, nobody could. */
  subscribed(topic: string): void {
    this.#publisher.publish(undefined, 'iopub_welcome', { subscription: topic });
    if (!this.#heard) this.#publisher.status(undefined, 'starting');
    this.#heard = true;
    for (const message of this.#early.splice(0)) this.#stream(message);
  }

  /** Stop was pressed: stops the cell that runs, and keeps those from running that wait. */
  interrupt(): Promise<void> {
    const aborted = this.#shell.abortQueued();
    this.#stops.interrupt();
    return aborted;
  }

  /** Asks the user's thread to exit; a cell that computes is terminated, a native call killed. */
  shutdown(): void {
    this.#ending = true;
    this.#user.tell({ type: 'exit', code: 0 });
    this.#processes.signal('SIGTERM'); // a cell may wait for one
    this.#impatience = setTimeout(() => void this.#terminator.terminate(), patience / 4).unref();
    setTimeout(() => this.#kill(), patience).unref();
  }

  #kill(): void {
    this.#processes.signal('SIGKILL');
    process.kill(process.pid, 'SIGKILL');
  }

  /** Does what the user's thread asks. */
  fromUser(message: ToFront): void {
    switch (message.type) {
      case 'reply':
        return this.#user.answered(message);
      case 'stream':
        return this.#stream(message);
      case 'publish':
        return this.#publish(message);
      case 'inputRequest':
        return this.#ask(message);
      case 'pong':
        return this.#stops.pong(message.ping);
      case 'collected':
        return this.#parents.forget(message.job);
      case 'ready':
        return this.#ready(message);
      case 'bye':
        return void this.#farewell(message);
      default:
        return this.#unknown(message);
    }
  }

  /** Does not compile while a message is forgotten above. */
  #unknown(message: never): void {
    log(`unknown message ${JSON.stringify(message)}: both threads must come from one build`);
  }

  #createShell(): Shell {
    const history = openHistory(this.#data.historyFile, log);
    const [publisher, user] = [this.#publisher, this.#user];
    const info = () => this.#info();
    const executing = (job: Job) => this.#executing(job);
    const handlers = shellHandlers({ publisher, user, history, info, executing });
    const parents = this.#parents;
    return createShell({ handlers, publisher, parents, ready: () => this.#stops.quiet(), log });
  }

  #info(): Json {
    return kernelInfo(this.#data.version, this.#languageVersion);
  }

  #executing(job: Job): void {
    if (job === 0) this.#stdin.forget(this.#running);
    this.#running = job;
    this.#stops.executing(job);
  }

  #stream({ job, name, text }: FromUser<'stream'>): void {
    const parent = this.#parents.of(job);
    // Output of no cell, before anybody listens, waits: a reader's first message is its greeting.
    if (parent === undefined && !this.#heard && this.#early.length < mostEarly)
      return void this.#early.push({ type: 'stream', job, name, text });
    const { shared } = this.#data;
    this.#publisher.publish(parent, 'stream', { name, text }, {}, () => {
      Atomics.sub(shared, Shared.pending, text.length);
      Atomics.notify(shared, Shared.pending);
    });
  }

  #publish({ job, message, content, metadata, buffers }: FromUser<'publish'>): void {
    const more = { ...(metadata && { metadata }), ...(buffers && { buffers }) };
    this.#publisher.publish(this.#parents.of(job), message, content, more);
  }

  #ask(question: FromUser<'inputRequest'>): void {
    const parent = this.#parents.of(question.job);
    if (parent) this.#stdin.ask(parent, question);
  }

  #ready({ languageVersion, heapLimit: limit }: FromUser<'ready'>): void {
    this.#stops.ready();
    this.#languageVersion = languageVersion;
    const running = () => Atomics.load(this.#data.shared, Shared.running);
    guardHeap({ limit, terminator: this.#terminator, running, stop: this.#stops.force });
  }

  async #farewell(bye: FromUser<'bye'>): Promise<void> {
    clearTimeout(this.#impatience);
    const [publisher, sockets, terminator] = [this.#publisher, this.#sockets, this.#terminator];
    const [processes, reaper] = [this.#processes, this.#reaper];
    const cell = this.#ending ? undefined : this.#parents.of(this.#running);
    const { shared } = this.#data;
    await farewell({ publisher, sockets, terminator, processes, reaper, shared }, bye, cell);
  }
}
