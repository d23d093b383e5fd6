import { Reply, Router, XPublisher } from 'zeromq';
import { address, type Channel, type Connection, channels } from '../wire/connection.js';
import { createOutbox, type Outbox } from './outbox.js';

/** Channels that carry requests and answers. */
export type RequestChannel = 'shell' | 'control' | 'stdin';

/** What comes in from the sockets. */
export interface SocketEvents {
  message(channel: RequestChannel, frames: Uint8Array[]): void;
  /** A reader of iopub subscribed to a topic. */
  subscribed(topic: string): void;
}

/** The kernel's five sockets, bound. */
export interface Sockets {
  readonly outboxes: Record<RequestChannel | 'iopub', Outbox>;
  /** Starts to receive. */
  listen(events: SocketEvents): void;
  /** Sends what is queued (for at most `milliseconds`), then closes all sockets. */
  close(milliseconds: number): Promise<void>;
}

/** How long a full iopub socket waits for a slow reader before that reader loses output, in ms. */
const slowReader = 10_000;
/** How long after that readers may lose output without holding up the kernel again, in ms. */
const forgiveAfter = 60_000;
/** Messages that may wait for one reader of iopub. A stream's message has at most 256 KB. */
const highWaterMark = 250;

type Log = (line: string) => void;

/** Binds the five sockets of a connection. */
export async function openSockets(connection: Connection, log: Log): Promise<Sockets> {
  const sockets = createSockets();
  await bind(sockets, connection);
  const queue = (channel: RequestChannel) =>
    createOutbox(sockets[channel], (error) => {
      if (!sockets[channel].closed) log(`${channel}: not sent: ${String(error)}`);
      return false;
    });
  const outboxes = {
    shell: queue('shell'),
    control: queue('control'),
    stdin: queue('stdin'),
    iopub: createOutbox(sockets.iopub, forgiving(sockets.iopub, log)),
  };
  return {
    outboxes,
    listen: (events) => listen(sockets, events, log),
    async close(milliseconds) {
      const sent = Promise.all(Object.values(outboxes).map((outbox) => outbox.drained()));
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
      for (const socket of Object.values(sockets)) socket.close();
    },
  };
}

/** Throws with the address that is taken; no socket stays open then, or Node would abort instead of exiting. */
async function bind(sockets: ReturnType<typeof createSockets>, connection: Connection): Promise<void> {
  const bindOne = async (channel: Channel): Promise<string | undefined> => {
    const at = address(connection, channel);
    return sockets[channel].bind(at).then(
      () => undefined,
      (error: unknown) => `cannot listen on ${at} for ${channel}: ${String(error)}`,
    );
  };
  const [problem] = (await Promise.all(channels.map(bindOne))).filter((line) => line !== undefined);
  if (problem === undefined) return;
  for (const socket of Object.values(sockets)) socket.close();
  throw new Error(problem);
}

function createSockets() {
  const options = { linger: 1_000 };
  const iopub = new XPublisher({ ...options, sendHighWaterMark: highWaterMark, sendTimeout: slowReader });
  iopub.noDrop = true;
  iopub.verbosity = 'allSubs';
  const router = () => new Router(options);
  return { shell: router(), control: router(), stdin: router(), hb: new Reply(options), iopub };
}

function listen(sockets: ReturnType<typeof createSockets>, events: SocketEvents, log: Log): void {
  for (const channel of ['shell', 'control', 'stdin'] as const) {
    void receive(sockets[channel], (frames) => events.message(channel, frames), log);
  }
  void receive(sockets.iopub, (frames) => subscription(frames, events), log);
  void echo(sockets.hb, log);
}

/** A reader that does not read for long loses output rather than holding up everybody. */
function forgiving(iopub: XPublisher, log: Log): (error: unknown) => boolean {
  let patient = true; // the option itself can only be written
  return (error) => {
    if (iopub.closed) return false; // the kernel ends
    if (!isTimeout(error)) {
      log(`iopub: not sent: ${String(error)}`);
      return false;
    }
    if (!patient) return false;
    log(`iopub: a reader does not keep up and may lose output (${String(error)})`);
    patient = false;
    iopub.noDrop = false;
    const again = setTimeout(() => {
      if (iopub.closed) return;
      patient = true;
      iopub.noDrop = true;
    }, forgiveAfter);
    again.unref();
    return true; // the others get the message
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

async function receive(
  socket: AsyncIterable<Uint8Array[]>,
  handle: (frames: Uint8Array[]) => void,
  log: Log,
): Promise<void> {
  try {
    for await (const frames of socket) handle(frames);
  } catch (error) {
    log(`receiving stopped: ${String(error)}`);
  }
}

async function echo(heartbeat: Reply, log: Log): Promise<void> {
  try {
    for await (const frames of heartbeat) await heartbeat.send(frames);
  } catch (error) {
    if (!heartbeat.closed) log(`heartbeat stopped: ${String(error)}`);
  }
}

function subscription([frame]: Uint8Array[], events: SocketEvents): void {
  if (frame?.[0] === 1) events.subscribed(Buffer.from(frame.subarray(1)).toString('utf8'));
}
