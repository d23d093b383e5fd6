import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { download } from '../files/download.js';
import { cacheFolder, datasetsFolder } from '../files/folders.js';
import type { Splits } from './dataset.js';
import { imagesFromIdx } from './mnist.js';

/** The ten classes of Fashion-MNIST, by label. */
export const fashionNames: readonly string[] = [
  'T-shirt',
  'trousers',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
];

/** The published files with their MD5 (README of github.com/zalandoresearch/fashion-mnist). */
const published = {
  'train-images-idx3-ubyte.gz': '8d4fb7e6c68d591d4c3dfef9ec88bf0d',
  'train-labels-idx1-ubyte.gz': '25c81989df183df01b3e8a0aad5dffbe',
  't10k-images-idx3-ubyte.gz': 'bef4ecab320f06d8554ea6380940ec79',
  't10k-labels-idx1-ubyte.gz': 'bb300cfdad3c16e7a12a480ee83cd310',
};

const homePage = 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com';

/**
 * A tenth of Fashion-MNIST (Xiao, Rasul & Vollgraf 2017; MIT licence): 10,000 training and 2,000 test images of
 * clothes, `[28, 28]`, in [0, 1], equally many of each class. Comes with the book. Numbers reached on it cannot be
 * compared with those published for the whole set: for that, see {@link fashionMnistFull}.
 */
export function fashionMnist(): Promise<Splits> {
  return fashionFrom(join(datasetsFolder, 'fashion-mnist'), 'Fashion-MNIST (tenth)');
}

/**
 * All of Fashion-MNIST, 60,000 + 10,000 images, from a folder with the four IDX files, plain or `.gz`. Debian's
 * package `dataset-fashion-mnist` has them in /usr/share/datasets/fashion-mnist. 55 MB in memory.
 * @throws Error naming a missing file, RangeError for a damaged one.
 */
export function fashionMnistFull(folder = '/usr/share/datasets/fashion-mnist'): Promise<Splits> {
  return fashionFrom(folder, 'Fashion-MNIST');
}

/**
 * Downloads all of Fashion-MNIST (31 MB) from its home page into the cache, resuming what was interrupted and
 * checking the published MD5; returns the folder, for {@link fashionMnistFull}.
 * @param source another place with the same four files.
 */
export async function downloadFashionMnist(source: string = homePage): Promise<string> {
  const folder = join(cacheFolder(), 'fashion-mnist');
  for (const [file, checksum] of Object.entries(published))
    await download(`${source}/${file}`, join(folder, file), { checksum, algorithm: 'md5' });
  return folder;
}

async function fashionFrom(folder: string, name: string): Promise<Splits> {
  const read = async (part: string, prefix: string) =>
    imagesFromIdx(
      `${name} ${part}`,
      fashionNames,
      await present(folder, `${prefix}-images-idx3-ubyte`),
      await present(folder, `${prefix}-labels-idx1-ubyte`),
    );
  return { train: await read('train', 'train'), test: await read('test', 't10k') };
}

async function present(folder: string, file: string): Promise<string> {
  const plain = join(folder, file);
  const isThere = await access(plain).then(
    () => true,
    () => false,
  );
  return isThere ? plain : `${plain}.gz`;
}
