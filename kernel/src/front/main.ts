import { parentPort, workerData } from 'node:worker_threads';
import { type FrontData, type Job, Shared, type ToFront } from '../bridge.js';
import { log } from '../log.js';
import { createCodec } from '../wire/codec.js';
import type { Message } from '../wire/message.js';
import { createControl } from './control.js';
import { farewell } from './farewell.js';
import { guardHeap } from './heap.js';
import { openHistory } from './history.js';
import { kernelInfo } from './kernelinfo.js';
import { watchParent } from './orphan.js';
import { createPublisher, type Parent, parentOf } from './publisher.js';
import { shellHandlers } from './requests.js';
import { createShell } from './shell.js';
import { onInterruptSignal } from './signals.js';
import { openSockets, type RequestChannel } from './sockets.js';
import { createStdin } from './stdin.js';
import { createStops } from './stops.js';
import { createTerminator } from './termination.js';
import { createUserThread } from './user-thread.js';

if (parentPort) await front(parentPort, workerData as FrontData); // the main thread starts this file with FrontData

/** How long a kernel that is asked to end may take before it is killed, in ms. */
const patience = 2_000;

/**
 * The thread of the sockets: receives, checks and queues requests, answers what needs no user code, and passes on the rest.
 * It never waits for the user's thread, so heartbeat, control and output go on while a cell computes.
 */
async function front(bell: NonNullable<typeof parentPort>, data: FrontData): Promise<void> {
  const { connection, shared } = data;
  const codec = createCodec(connection);
  const sockets = await openSockets(connection, { message: receive, subscribed, log });
  const publisher = createPublisher(codec, sockets);
  const user = createUserThread(data.orders, bell);
  const terminator = createTerminator();
  const stops = createStops({ shared, user, terminator });
  const stdin = createStdin(publisher, user, log);
  let languageVersion = '6';
  const info = () => kernelInfo(data.version, languageVersion);
  const parents = new Map<Job, Parent>();
  let running: Job = 0;
  let ending = false;
  const executing = (job: Job) => {
    if (job === 0) stdin.forget(running);
    running = job;
    stops.executing(job);
  };
  const history = openHistory(data.historyFile, log);
  const handlers = shellHandlers({ publisher, user, history, info, executing });
  const shell = createShell({ handlers, publisher, register, log });
  const control = createControl({ publisher, info, log, interrupt: stops.interrupt, shutdown });

  function register(message: Message): Job {
    const job = parents.size + 1;
    parents.set(job, parentOf(message));
    return job;
  }

  function receive(channel: RequestChannel, frames: Uint8Array[]): void {
    try {
      const message = codec.decode(frames);
      if (channel === 'shell') shell.push(message);
      else if (channel === 'control') control(message);
      else stdin.answer(message);
    } catch (error) {
      log(`${channel}: message dropped: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function subscribed(topic: string): void {
    publisher.publish(undefined, 'iopub_welcome', { subscription: topic });
  }

  /** Asks the user's thread to exit; a cell that computes is terminated, a native call killed. */
  function shutdown(): void {
    ending = true;
    user.tell({ type: 'exit', code: 0 });
    setTimeout(() => void terminator.terminate(), patience / 4).unref();
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience).unref();
  }

  function fromUser(message: ToFront): void {
    if (message.type === 'reply') user.answered(message);
    else if (message.type === 'stream') stream(message);
    else if (message.type === 'publish') {
      const { job, message: type, content, metadata, buffers } = message;
      publisher.publish(parents.get(job), type, content, {
        ...(metadata && { metadata }),
        ...(buffers && { buffers }),
      });
    } else if (message.type === 'inputRequest') {
      const parent = parents.get(message.job);
      if (parent) stdin.ask(parent, message);
    } else if (message.type === 'pong') stops.pong(message.ping);
    else if (message.type === 'ready') {
      languageVersion = message.languageVersion;
      guardHeap({
        limit: message.heapLimit,
        terminator,
        running: () => Atomics.load(shared, Shared.running),
        stop: stops.force,
      });
    } else
      void farewell(
        { publisher, sockets, terminator, shared },
        message,
        ending ? undefined : parents.get(running),
      );
  }

  function stream({ job, name, text }: Extract<ToFront, { type: 'stream' }>): void {
    publisher.publish(parents.get(job), 'stream', { name, text }, {}, () => {
      Atomics.sub(shared, Shared.pending, text.length);
      Atomics.notify(shared, Shared.pending);
    });
  }

  bell.on('message', fromUser);
  sockets.listen();
  onInterruptSignal(stops.interrupt);
  watchParent(shutdown);
  publisher.status(undefined, 'starting');
}
