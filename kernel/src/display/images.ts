import type { MimeBundle } from '../cells/types.js';

/** The first bytes of image formats that front ends show. */
const signatures: [type: string, bytes: number[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
];

/** Shows the bytes of a PNG, JPEG or GIF file as an image; undefined for anything else. */
export function imageBundle(value: unknown): MimeBundle | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const found = signatures.find(([, bytes]) => bytes.every((byte, i) => value[i] === byte));
  if (!found) return undefined;
  const [type] = found;
  const image = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return { [type]: image, 'text/plain': `<${type}, ${value.byteLength} bytes>` };
}
