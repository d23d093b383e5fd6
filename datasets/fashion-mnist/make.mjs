#!/usr/bin/env node
// Makes the subset of Fashion-MNIST in this folder: the first 1,000 training and 200 test images of each class, in
// their original order. Usage: node datasets/fashion-mnist/make.mjs <folder with the four .gz files>
// (Debian: apt-get download dataset-fashion-mnist && dpkg-deb -x dataset-fashion-mnist*.deb x, then
// x/usr/share/datasets/fashion-mnist).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const source = process.argv[2];
const folder = fileURLToPath(new URL('.', import.meta.url));
if (!source)
  throw new Error('make.mjs: name the folder that holds train-images-idx3-ubyte.gz and its three siblings');
subset('train', 1000);
subset('t10k', 200);

function subset(part, perClass) {
  const labels = read(`${part}-labels-idx1-ubyte`).subarray(8);
  const images = read(`${part}-images-idx3-ubyte`).subarray(16);
  const kept = firstOfEachClass(labels, perClass);
  write(
    `${part}-labels-idx1-ubyte`,
    [0x0801, kept.length],
    kept.map((i) => labels.subarray(i, i + 1)),
  );
  const pictures = kept.map((i) => images.subarray(784 * i, 784 * (i + 1)));
  write(`${part}-images-idx3-ubyte`, [0x0803, kept.length, 28, 28], pictures);
}

function firstOfEachClass(labels, perClass) {
  const seen = new Array(10).fill(0);
  return [...labels.keys()].filter((i) => seen[labels[i]]++ < perClass);
}

function read(name) {
  return gunzipSync(readFileSync(join(source, `${name}.gz`)));
}

function write(name, header, parts) {
  const head = Buffer.alloc(4 * header.length);
  header.forEach((value, i) => head.writeUInt32BE(value, 4 * i));
  const zipped = gzipSync(Buffer.concat([head, ...parts]), { level: 9 });
  zipped.writeUInt8(255, 9); // The header's "operating system": unknown, so that every machine writes the same bytes.
  writeFileSync(join(folder, `${name}.gz`), zipped);
}
