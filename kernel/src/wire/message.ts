/** JSON as it travels in a message. */
export type Json = Record<string, unknown>;

/** A message's header, as the Jupyter protocol has it. */
export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
  /** Set by clients that use subshells. */
  subshell_id?: string | null;
}

/** A message taken from a socket, its signature checked. */
export interface Message {
  /** Who sent it: the routing frames in front of the delimiter. */
  identities: Uint8Array[];
  header: Header;
  /** The header as it was received, to be sent back as `parent_header` as it is. */
  headerText: string;
  parentHeader: Json;
  metadata: Json;
  content: Json;
  buffers: Uint8Array[];
}

/** A message to be sent. */
export interface Outgoing {
  identities: (Uint8Array | string)[];
  type: string;
  /** The parent's header as JSON text; `'{}'` where there is none. */
  parent: string;
  /** An object, or its JSON text where it was made on the user's thread. */
  content: Json | string;
  metadata?: Json;
  buffers?: Uint8Array[];
}

/** The version of the Jupyter messaging protocol that this kernel speaks. */
export const protocolVersion = '5.4';

/** A text field of a message's content, or `otherwise` where it is missing or something else. */
export function textOf(content: Json, key: string, otherwise = ''): string {
  const value = content[key];
  return typeof value === 'string' ? value : otherwise;
}

/** A whole number of a message's content, or `otherwise`. */
export function integerOf(content: Json, key: string, otherwise: number): number {
  const value = content[key];
  return typeof value === 'number' && Number.isInteger(value) ? value : otherwise;
}

/** A truth value of a message's content, or `otherwise`. */
export function flagOf(content: Json, key: string, otherwise: boolean): boolean {
  const value = content[key];
  return typeof value === 'boolean' ? value : otherwise;
}

/** An object of a message's content, or an empty one. */
export function objectOf(content: Json, key: string): Json {
  const value = content[key];
  return isObject(value) ? value : {};
}

/** Whether a value is a JSON object (and neither null nor an array). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
