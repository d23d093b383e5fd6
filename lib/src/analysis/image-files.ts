import { createCanvas, loadImage } from '@napi-rs/canvas';
import { checkKeys } from '../checks/options.js';
import { type Dataset, featureCount } from '../data/dataset.js';
import { encodePng } from '../rendering/png.js';

/** What an image format makes of a set of images. */
export interface ImageFile {
  /** Bits an image: the file's size over the number of images in it. */
  readonly bitsPerImage: number;
  /** The images that come back, `[images, height × width]`, in [0, 1]. */
  readonly values: Float32Array;
}

/** How to store the images. */
export type ImageFormat = { readonly format: 'png' } | { readonly format: 'jpeg'; readonly quality: number };

/**
 * Stores grey images as one file, side by side, and reads them back.
 *
 * One large file is kinder to the format than many small ones, since its header counts once. PNG is written grey,
 * with the better of two row filters, and keeps 8 bits a pixel exactly. JPEG's quality goes from 1 to 100; its two
 * colour channels are empty and cost little. Taught in lesson 05.
 *
 * @param images grey images of shape [height, width] with values in [0, 1]
 * @throws RangeError when the images have another shape, or the quality lies outside 1 … 100.
 */
export async function imageFile(images: Dataset, format: ImageFormat): Promise<ImageFile> {
  checkFormat(format);
  const [height, width] = greyShape(images);
  const columns = Math.ceil(Math.sqrt(images.count));
  const canvas = createCanvas(columns * width, Math.ceil(images.count / columns) * height);
  const context = canvas.getContext('2d');
  const sheet = context.createImageData(canvas.width, canvas.height);
  const bytes = new Uint8Array(canvas.width * canvas.height);
  const pixelAt = sheetPixel(columns, width, height);
  forEachPixel(images, (index, value) => {
    const grey = Math.round(255 * value);
    bytes[pixelAt(index)] = grey;
    sheet.data.set([grey, grey, grey, 255], 4 * pixelAt(index));
  });
  context.putImageData(sheet, 0, 0);
  const file =
    format.format === 'png'
      ? greyPng(canvas.width, canvas.height, bytes)
      : await canvas.encode('jpeg', format.quality);
  context.drawImage(await loadImage(file), 0, 0);
  const back = context.getImageData(0, 0, canvas.width, canvas.height).data;
  const values = images.values.map((_, index) => (back[4 * pixelAt(index)] ?? 0) / 255);
  return { bitsPerImage: (8 * file.length) / images.count, values };
}

/** The smaller of the PNGs with and without a filter: digits on black are smaller without. */
function greyPng(width: number, height: number, bytes: Uint8Array): Buffer {
  const raster = { width, height, channels: 1, bytes } as const;
  const [filtered, plain] = [encodePng(raster), encodePng(raster, 'none')];
  return filtered.length < plain.length ? filtered : plain;
}

function greyShape({ name, shape }: Dataset): readonly [number, number] {
  const [height, width, ...rest] = shape;
  if (height !== undefined && width !== undefined && rest.length === 0) return [height, width];
  throw new RangeError(
    `imageFile: ${name} has examples of shape [${shape}], expected grey images [height, width]`,
  );
}

function checkFormat(format: ImageFormat): void {
  checkKeys('imageFile', format, format.format === 'jpeg' ? ['format', 'quality'] : ['format']);
  if (format.format === 'jpeg' && !(format.quality >= 1 && format.quality <= 100))
    throw new RangeError(`imageFile: JPEG's quality goes from 1 to 100, got ${format.quality}`);
}

/** Where value `index` of the set lies on a sheet of `columns` images a row. */
function sheetPixel(columns: number, width: number, height: number): (index: number) => number {
  const size = width * height;
  return (index) => {
    const image = Math.floor(index / size);
    const [y, x] = [Math.floor((index % size) / width), index % width];
    return (Math.floor(image / columns) * height + y) * columns * width + (image % columns) * width + x;
  };
}

function forEachPixel(images: Dataset, use: (index: number, value: number) => void): void {
  const count = images.count * featureCount(images);
  for (let i = 0; i < count; i++) use(i, images.values[i] ?? 0);
}
