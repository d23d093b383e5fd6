import { deflateSync } from 'node:zlib';
import { pngChunk, pngFile } from './png.js';

/** Opaque pixels, four bytes each: red, green, blue and 255. */
export interface OpaquePixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const mostColours = 256;

/**
 * Encodes a picture as a PNG with a palette: a figure has few colours, so that one byte a pixel holds it, and the
 * file is a third of the usual one. The 256 most frequent colours are kept as they are; any other becomes the
 * nearest of them (in a figure: shades at the edges of its marks).
 *
 * @returns undefined when a pixel is not opaque.
 */
export function encodeIndexedPng({ width, height, rgba }: OpaquePixels): Buffer | undefined {
  const counts = countColours(rgba);
  if (counts === undefined) return undefined;
  const byFrequency = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const palette = byFrequency.slice(0, mostColours);
  const indexOf = new Map(palette.map((colour, i) => [colour, i]));
  for (const colour of byFrequency.slice(mostColours)) indexOf.set(colour, nearest(colour, palette));
  const rows = Buffer.alloc(height * (width + 1)); // each row begins with filter 0, "none"
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(rgba, y * width + x)) ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const entries = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return pngFile([
    pngChunk('IHDR', header),
    pngChunk('PLTE', entries),
    pngChunk('IDAT', deflateSync(rows, { level: 8 })),
  ]);
}

function colourAt(rgba: Uint8Array, pixel: number): number {
  const at = 4 * pixel;
  return ((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0);
}

function countColours(rgba: Uint8Array): Map<number, number> | undefined {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    if (rgba[4 * pixel + 3] !== 255) return undefined;
    const colour = colourAt(rgba, pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

/** Index of the palette's colour with the least squared distance. */
function nearest(colour: number, palette: readonly number[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  palette.forEach((one, i) => {
    const distance = [16, 8, 0].reduce(
      (sum, shift) => sum + (((one >> shift) & 255) - ((colour >> shift) & 255)) ** 2,
      0,
    );
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}
