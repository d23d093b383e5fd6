import { Reply, Router, XPublisher } from 'zeromq';
import { address, type Connection } from '../wire/connection.js';
import { createOutbox, type Outbox } from './outbox.js';

/** Channels that carry requests and answers. */
export type RequestChannel = 'shell' | 'control' | 'stdin';

/** What comes in from the sockets. */
export interface SocketEvents {
  message(channel: RequestChannel, frames: Uint8Array[]): void;
  /** A reader of iopub subscribed to a topic. */
  subscribed(topic: string): void;
  log(line: string): void;
}

/** The kernel's five sockets, bound. */
export interface Sockets {
  readonly outboxes: Record<RequestChannel | 'iopub', Outbox>;
  /** Starts to receive. */
  listen(): void;
  /** Sends what is queued (for at most `milliseconds`), then closes all sockets. */
  close(milliseconds: number): Promise<void>;
}

/** How long a full iopub socket waits for a slow reader before that reader loses output, in ms. */
const slowReader = 10_000;
/** How long after that readers may lose output without holding up the kernel again, in ms. */
const forgiveAfter = 60_000;
/** Messages that may wait for one reader of iopub. Streams are coalesced, so this is minutes of output. */
const highWaterMark = 1_000;

/** Binds the five sockets of a connection. */
export async function openSockets(connection: Connection, events: SocketEvents): Promise<Sockets> {
  const options = { linger: 1_000 };
  const sockets = {
    shell: new Router(options),
    control: new Router(options),
    stdin: new Router(options),
    hb: new Reply(options),
    iopub: new XPublisher({ ...options, sendHighWaterMark: highWaterMark, sendTimeout: slowReader }),
  };
  sockets.iopub.noDrop = true;
  sockets.iopub.verbosity = 'allSubs';
  await Promise.all([
    sockets.shell.bind(address(connection, 'shell')),
    sockets.control.bind(address(connection, 'control')),
    sockets.stdin.bind(address(connection, 'stdin')),
    sockets.hb.bind(address(connection, 'hb')),
    sockets.iopub.bind(address(connection, 'iopub')),
  ]);
  const refused = (channel: string) => (error: unknown) =>
    events.log(`${channel}: not sent: ${String(error)}`);
  const outboxes = {
    shell: createOutbox(sockets.shell, refused('shell')),
    control: createOutbox(sockets.control, refused('control')),
    stdin: createOutbox(sockets.stdin, refused('stdin')),
    iopub: createOutbox(sockets.iopub, forgiving(sockets.iopub, events)),
  };
  return {
    outboxes,
    listen() {
      void receive(sockets.shell, (frames) => events.message('shell', frames), events);
      void receive(sockets.control, (frames) => events.message('control', frames), events);
      void receive(sockets.stdin, (frames) => events.message('stdin', frames), events);
      void receive(sockets.iopub, (frames) => subscription(frames, events), events);
      void echo(sockets.hb, events);
    },
    async close(milliseconds) {
      const sent = Promise.all(Object.values(outboxes).map((outbox) => outbox.drained()));
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
      for (const socket of Object.values(sockets)) socket.close();
    },
  };
}

/** A reader that does not read for long loses output rather than holding up everybody. */
function forgiving(iopub: XPublisher, events: SocketEvents): (error: unknown) => void {
  return (error) => {
    if (iopub.closed) return;
    events.log(
      `iopub: a reader did not keep up for ${slowReader / 1000} s and may lose output (${String(error)})`,
    );
    iopub.noDrop = false;
    const again = setTimeout(() => {
      if (!iopub.closed) iopub.noDrop = true;
    }, forgiveAfter);
    again.unref();
  };
}

async function receive(
  socket: AsyncIterable<Uint8Array[]>,
  handle: (frames: Uint8Array[]) => void,
  events: SocketEvents,
): Promise<void> {
  try {
    for await (const frames of socket) handle(frames);
  } catch (error) {
    events.log(`receiving stopped: ${String(error)}`);
  }
}

async function echo(heartbeat: Reply, events: SocketEvents): Promise<void> {
  try {
    for await (const frames of heartbeat) await heartbeat.send(frames);
  } catch (error) {
    if (!heartbeat.closed) events.log(`heartbeat stopped: ${String(error)}`);
  }
}

function subscription([frame]: Uint8Array[], events: SocketEvents): void {
  if (frame?.[0] === 1) events.subscribed(Buffer.from(frame.subarray(1)).toString('utf8'));
}
