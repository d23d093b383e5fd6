import type { Raster } from '../rendering/png.js';

/** How images are put together by {@link tile}. */
export interface TileOptions {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly columns: number;
  /** Value that becomes black, and value that becomes white. */
  readonly low: number;
  readonly high: number;
}

/**
 * Puts images of `[height, width, channels]` into one picture, row by row, on white, with a white line of
 * one pixel around each. Values map linearly from [low, high] to [0, 255] and are cut off outside.
 */
export function tile(rows: readonly (readonly ArrayLike<number>[])[], options: TileOptions): Raster {
  const { height, width, channels, columns } = options;
  const full = { width: columns * (width + 1) + 1, height: rows.length * (height + 1) + 1 };
  const bytes = new Uint8Array(full.width * full.height * channels).fill(255);
  rows.forEach((row, r) => {
    row.forEach((image, c) => {
      const at = (r * (height + 1) + 1) * full.width + c * (width + 1) + 1;
      copyImage(image, bytes, at, full.width, options);
    });
  });
  return { ...full, channels, bytes };
}

function copyImage(
  image: ArrayLike<number>,
  bytes: Uint8Array,
  at: number,
  fullWidth: number,
  o: TileOptions,
): void {
  const scale = 255 / (o.high - o.low);
  const run = o.width * o.channels;
  for (let y = 0; y < o.height; y++) {
    for (let x = 0; x < run; x++) {
      const value = ((image[y * run + x] ?? 0) - o.low) * scale;
      bytes[(at + y * fullWidth) * o.channels + x] = Math.round(Math.min(255, Math.max(0, value)));
    }
  }
}

/** Each pixel as a square of `factor` × `factor`, so that a page that smooths pictures keeps it sharp. */
export function enlarge({ width, height, channels, bytes }: Raster, factor: number): Raster {
  const wide = width * factor;
  const large = new Uint8Array(wide * height * factor * channels);
  for (let y = 0; y < height * factor; y++) {
    for (let x = 0; x < wide; x++) {
      const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * channels;
      for (let c = 0; c < channels; c++) large[(y * wide + x) * channels + c] = bytes[from + c] ?? 0;
    }
  }
  return { width: wide, height: height * factor, channels, bytes: large };
}
