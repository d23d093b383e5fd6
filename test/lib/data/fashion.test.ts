import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { downloadFashionMnist, fashionMnist, fashionMnistFull } from 'codebook';
import { fashionNames } from '../../../lib/dist/data/fashion.js';

const committed = join(import.meta.dirname, '../../../datasets/fashion-mnist');

describe('the whole of Fashion-MNIST', () => {
  it("is read from the reader's own folder, gzipped or unpacked", async () => {
    // The committed tenth has the same four files, so it can stand for a folder of the reader's.
    const folder = mkdtempSync(join(tmpdir(), 'codebook-'));
    for (const file of readdirSync(committed).filter((name) => name.endsWith('.gz'))) {
      if (file.startsWith('t10k')) cpSync(join(committed, file), join(folder, file));
      else
        writeFileSync(join(folder, file.replace('.gz', '')), gunzipSync(readFileSync(join(committed, file))));
    }
    const [own, tenth] = [await fashionMnistFull(folder), await fashionMnist()];
    expect(own.train.values).to.deep.equal(tenth.train.values);
    expect(own.test.labels).to.deep.equal(tenth.test.labels);
    expect(own.train.name).to.equal('Fashion-MNIST train');
    expect(fashionNames).to.have.lengthOf(10);
  });

  it('is not taken from a place whose bytes are not the published ones', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'codebook-'));
    const before = process.env.CODEBOOK_CACHE;
    process.env.CODEBOOK_CACHE = cache;
    const server = createServer((_, response) => response.end('not images'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    try {
      const source = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
      const error = await downloadFashionMnist(source).catch((caught: unknown) => caught);
      expect(String(error)).to.contain('train-images-idx3-ubyte.gz has another md5 than published');
      expect(existsSync(join(cache, 'fashion-mnist', 'train-images-idx3-ubyte.gz'))).to.equal(false);
    } finally {
      server.closeAllConnections();
      server.close();
      if (before === undefined) delete process.env.CODEBOOK_CACHE;
      else process.env.CODEBOOK_CACHE = before;
    }
  });
});
