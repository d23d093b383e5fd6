import { readFileSync } from 'node:fs';

/** The five sockets of a kernel, by their names in a connection file. */
export const channels = ['shell', 'iopub', 'stdin', 'control', 'hb'] as const;

/** One of the five sockets. */
export type Channel = (typeof channels)[number];

/** A Jupyter connection file: where to listen, and the key that signs messages. */
export interface Connection {
  transport: 'tcp' | 'ipc';
  ip: string;
  key: string;
  /** The digest of `hmac-<digest>`, as node:crypto names it. */
  digest: string;
  ports: Record<Channel, number>;
}

/**
 * Reads a connection file as Jupyter writes it.
 *
 * @throws with the file's name and what is wrong: not readable, not JSON, a port or scheme missing or unknown
 */
export function readConnection(file: string): Connection {
  return parseConnection(readFileSync(file, 'utf8'), file);
}

/** Parses a connection file's text; `name` is what errors call it. */
export function parseConnection(text: string, name: string): Connection {
  const fields = parseObject(text, name);
  const transport = fields['transport'] ?? 'tcp';
  if (transport !== 'tcp' && transport !== 'ipc') {
    throw new Error(`${name}: transport is ${JSON.stringify(transport)}, expected "tcp" or "ipc"`);
  }
  const scheme = String(fields['signature_scheme'] ?? 'hmac-sha256');
  if (!/^hmac-\w+$/.test(scheme)) {
    throw new Error(`${name}: signature_scheme is ${JSON.stringify(scheme)}, expected "hmac-<digest>"`);
  }
  const port = (channel: Channel) => portOf(fields, `${channel}_port`, name);
  return {
    transport,
    ip: String(fields['ip'] ?? '127.0.0.1'),
    key: String(fields['key'] ?? ''),
    digest: scheme.slice('hmac-'.length),
    ports: {
      shell: port('shell'),
      iopub: port('iopub'),
      stdin: port('stdin'),
      control: port('control'),
      hb: port('hb'),
    },
  };
}

/** The ZeroMQ address of one socket. Port 0 asks the system for a free one. */
export function address(connection: Connection, channel: Channel): string {
  const port = connection.ports[channel];
  if (connection.transport === 'ipc') return `ipc://${connection.ip}-${port}`;
  return `tcp://${connection.ip}:${port === 0 ? '*' : port}`;
}

function parseObject(text: string, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value));
  } catch (cause) {
    throw new Error(`${name}: a connection file must be JSON`, { cause });
  }
  throw new Error(`${name}: a connection file must hold a JSON object`);
}

function portOf(fields: Record<string, unknown>, key: string, name: string): number {
  const port = fields[key];
  if (typeof port === 'number' && Number.isInteger(port) && port >= 0 && port < 65536) return port;
  throw new Error(`${name}: ${key} is ${JSON.stringify(port)}, expected a port number`);
}
