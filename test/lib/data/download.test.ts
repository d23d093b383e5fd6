import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checksumOf, download } from '../../../lib/dist/files/download.js';

const bytes = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
const checksum = createHash('sha256').update(new Uint8Array(bytes)).digest('hex');
const options = { checksum, algorithm: 'sha256' } as const;
const target = () => join(mkdtempSync(join(tmpdir(), 'codebook-')), 'deep', 'file.bin');

/** Serves on 127.0.0.1 while `use` runs; gives its address, and the Range headers that it saw. */
async function serving(
  answer: RequestListener,
  use: (url: string, ranges: string[]) => Promise<void>,
): Promise<void> {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? 'none');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/file.bin`, ranges);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const withRanges: RequestListener = (request, response) => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200).end(bytes.subarray(from));
};

describe('download', () => {
  it('fetches a file once', async () => {
    const path = target();
    await serving(withRanges, async (url, ranges) => {
      await download(url, path, options);
      await download(url, path, options);
      expect(ranges).to.deep.equal(['none']);
    });
    expect(await checksumOf(path, 'sha256')).to.equal(checksum);
    expect(existsSync(`${path}.part`)).to.equal(false);
  });

  it('resumes what broke off', async () => {
    const path = target();
    const breaking: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 1234), () => setTimeout(() => response.destroy(), 50));
    };
    await serving(breaking, async (url) => {
      const error = await download(url, path, options).catch((caught: unknown) => caught);
      expect(String(error)).to.contain('broke off; run again, it resumes');
    });
    await serving(withRanges, async (url, ranges) => {
      await download(url, path, options);
      expect(ranges).to.deep.equal(['bytes=1234-']);
    });
    expect(readFileSync(path).equals(new Uint8Array(bytes))).to.equal(true);
  });

  it('begins anew when the server ignores Range', async () => {
    const path = target();
    await serving(
      (_, response) => response.writeHead(200).end(bytes),
      async (url) => {
        await download(url, path, options);
        writeFileSync(`${path}.part`, 'abc');
        writeFileSync(path, 'damaged');
        await download(url, path, options);
      },
    );
    expect(readFileSync(path).equals(new Uint8Array(bytes))).to.equal(true);
  });

  it('deletes what has a wrong checksum, and says what a server answers', async () => {
    const path = target();
    await serving(
      (_, response) => response.writeHead(200).end('something else'),
      async (url) => {
        const error = await download(url, path, options).catch((caught: unknown) => caught);
        expect(String(error)).to.contain('another sha256 than published');
      },
    );
    expect([existsSync(path), existsSync(`${path}.part`)]).to.deep.equal([false, false]);
    await serving(
      (_, response) => response.writeHead(404).end(),
      async (url) => {
        const error = await download(url, path, options).catch((caught: unknown) => caught);
        expect(String(error)).to.contain('answers 404');
      },
    );
    const nobody = await download('http://127.0.0.1:9/x', path, options).catch((caught: unknown) => caught);
    expect(String(nobody)).to.contain('cannot reach http://127.0.0.1:9/x');
  });
});
