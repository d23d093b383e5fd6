import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import * as tf from '@codebook/engine/tfjs-node';
import { expect } from 'chai';

/** A PNG file of one row of two pixels, black and white, with so many bits a pixel. */
function twoGreyPixels(bits: number, ...chunks: Buffer[]): Uint8Array {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, bits, 0, 0, 0, 0]);
  const white = 2 ** bits - 1;
  const row = bits === 8 ? [0, 0, white] : [0, white << (8 - 2 * bits)];
  const image = deflateSync(Buffer.from(row));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const end = chunk('IEND', Buffer.alloc(0));
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', header), ...chunks, chunk('IDAT', image), end]),
  );
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  // A gzip file ends with the same sum as a chunk, its bytes the other way round.
  check.writeUInt32BE(gzipSync(named).subarray(-8).readUInt32LE());
  return Buffer.concat([length, named, check]);
}

describe("what tfjs-node's backend does for files", () => {
  for (const bits of [1, 2, 4, 8])
    it(`reads a PNG of ${bits} bits a pixel with an alpha of 255 where it has none`, () => {
      const image = tf.node.decodePng(twoGreyPixels(bits), 4);
      expect(Array.from(image.dataSync())).to.deep.equal([0, 0, 0, 255, 255, 255, 255, 255]);
    });

  it('keeps what a PNG of 1 bit says is transparent', () => {
    const black = chunk('tRNS', Buffer.from([0, 0]));
    const image = tf.node.decodePng(twoGreyPixels(1, black), 4);
    expect(Array.from(image.dataSync())).to.deep.equal([0, 0, 0, 0, 255, 255, 255, 255]);
  });

  it('writes histograms of equal values, as of a bias at its start', () => {
    const folder = mkdtempSync(join(tmpdir(), 'histogram-'));
    try {
      const writer = tf.node.summaryFileWriter(folder);
      for (const [i, data] of [tf.zeros([4]), tf.ones([1]), tf.scalar(3), tf.zeros([0])].entries())
        writer.histogram('bias', data, i);
      // tfjs-node's own method, which its declaration does not list.
      const { buckets } = tf.backend() as unknown as { buckets(data: tf.Tensor, count?: number): tf.Tensor };
      const bucketsOf = (data: tf.Tensor, count?: number) =>
        buckets.call(tf.backend(), data, count).arraySync();
      expect(bucketsOf(tf.fill([4], 2))).to.deep.equal([[1.5, 2.5, 4]]);
      expect(bucketsOf(tf.tensor1d([0, 1, 1, 2]), 2)).to.deep.equal([
        [0, 1, 1],
        [1, 2, 3],
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
