import { deflateSync } from 'node:zlib';

/** Pixels of a picture: rows from the top, `channels` bytes a pixel (1 grey, 3 RGB, 4 RGBA). */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly bytes: Uint8Array;
}

const colourTypes = { 1: 0, 3: 2, 4: 6 } as const;
const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/**
 * Encodes 8-bit pixels as a PNG (PNG specification 3rd edition, §11), every row with the same filter: "up", under
 * which rows that repeat the one above become zeros, so that enlarged pixels cost next to nothing, or "none", which
 * is smaller for pictures that are mostly of one colour.
 *
 * @throws when the number of bytes is not height × width × channels.
 */
export function encodePng({ width, height, channels, bytes }: Raster, filter: 'up' | 'none' = 'up'): Buffer {
  const stride = width * channels;
  if (bytes.length !== stride * height)
    throw new RangeError(
      `encodePng: got ${bytes.length} bytes, expected ${height} × ${width} × ${channels}.`,
    );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourTypes[channels], 0, 0, 0], 8);
  const filtered = filter === 'up' ? filterUp(bytes, height, stride) : unfiltered(bytes, height, stride);
  const body = deflateSync(filtered, { level: 9 });
  return pngFile([pngChunk('IHDR', header), pngChunk('IDAT', body)]);
}

function filterUp(bytes: Uint8Array, height: number, stride: number): Buffer {
  const rows = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    const at = y * (stride + 1);
    rows[at] = 2;
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (bytes[(y - 1) * stride + x] ?? 0);
      rows[at + 1 + x] = (bytes[y * stride + x] ?? 0) - above;
    }
  }
  return rows;
}

function unfiltered(bytes: Uint8Array, height: number, stride: number): Buffer {
  const rows = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; y++)
    rows.set(bytes.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return rows;
}

/** A PNG file of these chunks, and the one that ends it. */
export function pngFile(chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([signature, ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

/** One chunk: length, type, content, check sum. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** The picture as a `data:` address, for a page or a Plotly layout image. */
export function pngDataUri(raster: Raster): string {
  return `data:image/png;base64,${encodePng(raster).toString('base64')}`;
}
