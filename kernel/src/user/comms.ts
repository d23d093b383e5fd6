import { randomUUID } from 'node:crypto';
import type { Json } from '../wire/message.js';
import { currentJob } from './current-cell.js';
import type { Output } from './output.js';

/** What arrived over a comm. */
export interface CommMessage {
  data: Json;
  metadata: Json;
  buffers: Uint8Array[];
}

/** A two-way connection to an object in the front end, such as a widget. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: Json, metadata?: Json, buffers?: Uint8Array[]): void;
  close(data?: Json): void;
  onMessage: ((message: CommMessage) => void) | undefined;
  onClose: ((message: CommMessage) => void) | undefined;
}

/** Comms in both directions. */
export interface Comms {
  /** Calls `opened` for each comm that the front end opens to this target. */
  register(target: string, opened: (comm: Comm, message: CommMessage) => void): void;
  /** Opens a comm to a target of the front end. */
  open(target: string, data?: Json, metadata?: Json, buffers?: Uint8Array[]): Comm;
  /** Hands on a comm_open, comm_msg or comm_close that the front end sent. */
  receive(type: string, content: Json, message: CommMessage): void;
  /** Open comms, of one target or all, as a comm_info_reply lists them. */
  list(target: string | undefined): Record<string, { target_name: string }>;
}

/** The comms of one kernel. */
export function createComms(output: Output): Comms {
  const targets = new Map<string, (comm: Comm, message: CommMessage) => void>();
  const comms = new Map<string, Comm>();
  const publish = (type: string, content: Json, metadata: Json = {}, buffers: Uint8Array[] = []) =>
    output.publish(currentJob(), type, content, { metadata, buffers });
  const create = (id: string, target: string): Comm => {
    const comm: Comm = {
      id,
      target,
      onMessage: undefined,
      onClose: undefined,
      send: (data, metadata, buffers) => publish('comm_msg', { comm_id: id, data }, metadata, buffers),
      close(data = {}) {
        if (comms.delete(id)) publish('comm_close', { comm_id: id, data });
      },
    };
    comms.set(id, comm);
    return comm;
  };
  const opened = (id: string, target: string, message: CommMessage) => {
    const handler = targets.get(target);
    if (handler) handler(create(id, target), message);
    else publish('comm_close', { comm_id: id, data: {} });
  };
  return {
    register: (target, handler) => void targets.set(target, handler),
    open(target, data = {}, metadata, buffers) {
      const comm = create(randomUUID(), target);
      publish('comm_open', { comm_id: comm.id, target_name: target, data }, metadata, buffers);
      return comm;
    },
    receive(type, content, message) {
      const id = String(content['comm_id']);
      if (type === 'comm_open') opened(id, String(content['target_name']), message);
      const comm = comms.get(id);
      if (type === 'comm_msg') comm?.onMessage?.(message);
      if (type !== 'comm_close') return;
      comms.delete(id);
      comm?.onClose?.(message);
    },
    list(target) {
      const wanted = [...comms.values()].filter((comm) => target === undefined || comm.target === target);
      return Object.fromEntries(wanted.map((comm) => [comm.id, { target_name: comm.target }]));
    },
  };
}
