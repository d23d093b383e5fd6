import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { parseIdx, readIdx } from '../../../lib/dist/data/idx.js';

const twoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 11, 12, 13, 14, 15];

describe('parseIdx', () => {
  it('reads sizes and bytes, plain and gzipped alike', () => {
    const plain = parseIdx(Uint8Array.from(twoByThree), 'plain', 2);
    const zipped = parseIdx(gzipSync(Uint8Array.from(twoByThree)), 'zipped', 2);
    for (const { shape, bytes } of [plain, zipped]) {
      expect(shape).to.deep.equal([2, 3]);
      expect([...bytes]).to.deep.equal([10, 11, 12, 13, 14, 15]);
    }
  });

  it('names file, got and expected for a truncated file', () => {
    const cut = Uint8Array.from(twoByThree.slice(0, -1));
    expect(() => parseIdx(cut, 'cut.idx', 2)).to.throw(
      RangeError,
      'cut.idx: 5 data bytes, expected 6 for 2 × 3: the file is truncated, fetch it again',
    );
  });

  it('refuses a file that is too long', () => {
    const long = Uint8Array.from([...twoByThree, 0]);
    expect(() => parseIdx(long, 'long.idx', 2)).to.throw(RangeError, '7 data bytes, expected 6');
  });

  it('refuses a header that is cut off', () => {
    const header = Uint8Array.from(twoByThree.slice(0, 7));
    expect(() => parseIdx(header, 'header.idx', 2)).to.throw(RangeError, 'too short for an IDX header');
  });

  it('refuses labels where images are expected, by the magic number', () => {
    expect(() => parseIdx(Uint8Array.from(twoByThree), 'x.idx', 1)).to.throw(
      RangeError,
      'x.idx: magic number 0x00000802, expected 0x00000801',
    );
  });

  it('refuses damaged gzip data', () => {
    const zipped = gzipSync(Uint8Array.from(twoByThree)).subarray(0, 20);
    expect(() => parseIdx(zipped, 'x.gz', 2)).to.throw(RangeError, 'x.gz: the gzip data are damaged');
  });

  it('says which file is missing', async () => {
    const error = await readIdx('/nowhere/images', 3).catch((caught: unknown) => caught);
    expect(String(error)).to.contain('cannot read /nowhere/images');
  });
});
