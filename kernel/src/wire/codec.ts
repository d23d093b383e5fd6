import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Connection } from './connection.js';
import { type Header, isObject, type Json, type Message, type Outgoing, protocolVersion } from './message.js';
import { wellFormedJson } from './well-formed.js';

const delimiter = Buffer.from('<IDS|MSG>');
const requiredHeader = ['msg_id', 'msg_type', 'session', 'username'] as const;

/** Turns messages into signed ZeroMQ frames and back. */
export interface Codec {
  /** Throws, saying why, for frames that are not a signed Jupyter message. */
  decode(frames: Uint8Array[]): Message;
  /** The frames of a message; U+FFFD stands for each half of a surrogate pair in it. */
  encode(message: Outgoing): (Uint8Array | string)[];
}

/**
 * The wire format of the Jupyter protocol: identities, `<IDS|MSG>`, an HMAC of the four JSON frames that
 * follow (header, parent header, metadata, content), those frames, and binary buffers. An empty key switches
 * signatures off.
 *
 * @throws if the connection's digest is unknown to node:crypto
 */
export function createCodec(connection: Pick<Connection, 'key' | 'digest'>): Codec {
  const { key, digest } = connection;
  const session = randomUUID();
  const sign = (parts: (Uint8Array | string)[]): string => {
    if (key === '') return '';
    const hmac = createHmac(digest, key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  };
  sign([]);
  return {
    decode: (frames) => decode(frames, sign),
    encode: (message) => encode(message, session, sign),
  };
}

function encode(
  message: Outgoing,
  session: string,
  sign: (parts: string[]) => string,
): (Uint8Array | string)[] {
  const header: Header = {
    msg_id: randomUUID(),
    msg_type: message.type,
    session,
    username: 'kernel',
    date: new Date().toISOString(),
    version: protocolVersion,
  };
  const metadata = JSON.stringify(message.metadata ?? {});
  const content = typeof message.content === 'string' ? message.content : JSON.stringify(message.content);
  const parts = [JSON.stringify(header), message.parent, metadata, content].map(wellFormedJson);
  return [...message.identities, delimiter, sign(parts), ...parts, ...(message.buffers ?? [])];
}

function decode(frames: Uint8Array[], sign: (parts: Uint8Array[]) => string): Message {
  const at = frames.findIndex((frame) => delimiter.equals(frame));
  if (at < 0) throw new Error('no <IDS|MSG> delimiter');
  const [signature, headerFrame, parentFrame, metadataFrame, contentFrame] = frames.slice(at + 1, at + 6);
  if (!signature || !headerFrame || !parentFrame || !metadataFrame || !contentFrame) {
    throw new Error(`${frames.length - at - 1} frames after the delimiter, expected at least 5`);
  }
  checkSignature(signature, sign([headerFrame, parentFrame, metadataFrame, contentFrame]));
  const headerText = Buffer.from(headerFrame).toString('utf8');
  return {
    identities: frames.slice(0, at),
    header: parseHeader(headerText),
    headerText,
    parentHeader: parse(parentFrame, 'parent_header'),
    metadata: parse(metadataFrame, 'metadata'),
    content: parse(contentFrame, 'content'),
    buffers: frames.slice(at + 6),
  };
}

function checkSignature(received: Uint8Array, expected: string): void {
  const wanted = Buffer.from(expected);
  if (wanted.length === 0) return;
  if (received.length !== wanted.length || !timingSafeEqual(received, wanted))
    throw new Error('wrong signature');
}

function parseHeader(text: string): Header {
  const fields = parse(text, 'header');
  const field = (key: string): string => {
    const value = fields[key];
    if (typeof value === 'string') return value;
    throw new Error(`header.${key} is ${JSON.stringify(value)}, expected text`);
  };
  for (const key of requiredHeader) field(key);
  return {
    msg_id: field('msg_id'),
    msg_type: field('msg_type'),
    session: field('session'),
    username: field('username'),
    date: String(fields['date'] ?? ''),
    version: String(fields['version'] ?? ''),
    ...(typeof fields['subshell_id'] === 'string' ? { subshell_id: fields['subshell_id'] } : {}),
  };
}

function parse(frame: Uint8Array | string, name: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(typeof frame === 'string' ? frame : Buffer.from(frame).toString('utf8'));
  } catch (cause) {
    throw new Error(`${name} is not JSON`, { cause });
  }
  if (isObject(value)) return value;
  throw new Error(`${name} is not a JSON object`);
}
