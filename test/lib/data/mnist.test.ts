import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { imagesFromIdx, mnist, shuffled } from 'codebook';

describe('mnist', () => {
  it('is the whole set of LeCun: 60,000 and 10,000 images in [0, 1], byte for byte', async () => {
    const { train, test } = await mnist();
    expect([train.count, test.count]).to.deep.equal([60_000, 10_000]);
    expect(train.shape).to.deep.equal([28, 28]);
    expect([...(test.labels ?? []).slice(0, 10)]).to.deep.equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    const bytes = Uint8Array.from(test.values, (value) => Math.round(value * 255));
    // sha256 of t10k-images-idx3-ubyte without its 16-byte header.
    const digest = createHash('sha256').update(bytes).digest('hex');
    expect(digest).to.equal('6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161');
  });

  it('has the published mean 0.1307 and deviation 0.3081 of the training pixels', async () => {
    const { train } = await mnist();
    let sum = 0;
    let squares = 0;
    for (const value of train.values) {
      sum += value;
      squares += value * value;
    }
    const mean = sum / train.values.length;
    expect(mean).to.be.closeTo(0.1307, 5e-5);
    expect(Math.sqrt(squares / train.values.length - mean ** 2)).to.be.closeTo(0.3081, 5e-5);
  });

  it('has the published number of each digit', async () => {
    const { train } = await mnist();
    const counts = new Array<number>(10).fill(0);
    for (const label of train.labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
    expect(counts).to.deep.equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  });

  it('is read once and shared', async () => {
    expect(await mnist()).to.equal(await mnist());
  });

  it('is not changed by shuffling', async () => {
    const { test } = await mnist();
    const before = createHash('sha256').update(test.values).digest('hex');
    shuffled(test, 1);
    expect(createHash('sha256').update(test.values).digest('hex')).to.equal(before);
  });
});

describe('imagesFromIdx', () => {
  it('says which file cannot be read', async () => {
    const error = await imagesFromIdx('x', ['a'], '/nowhere/i', '/nowhere/l').catch(
      (caught: unknown) => caught,
    );
    expect(String(error)).to.contain('/nowhere/i');
  });
});
