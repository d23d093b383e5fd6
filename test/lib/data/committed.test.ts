import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { documents, fashionMnist, fashionMnistFull } from 'codebook';
import { stopWords, vocabularyOf, wordCounts, words } from '../../../lib/dist/data/words.js';

const folder = join(import.meta.dirname, '../../../datasets');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.gz'),
);

describe('datasets/', () => {
  it('has exactly the bytes that its README names', () => {
    const rows = readFileSync(join(folder, 'README.md'), 'utf8').matchAll(
      /^\| `(.+\.gz)` \| `([0-9a-f]{64})` \|$/gm,
    );
    const named = new Map([...rows].map(([, file = '', sum = '']) => [file, sum]));
    expect([...named.keys()].sort()).to.deep.equal(files.map((file) => file.replaceAll('\\', '/')).sort());
    for (const [file, sum] of named)
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
        file,
      ).to.equal(sum);
  });

  it('has the licence beside the images that need one', () => {
    expect(readFileSync(join(folder, 'fashion-mnist/LICENSE'), 'utf8')).to.contain(
      'Copyright © 2017 Zalando SE',
    );
  });
});

describe('fashionMnist', () => {
  it('holds 1,000 training and 200 test images of each class', async () => {
    const { train, test } = await fashionMnist();
    for (const [part, each] of [
      [train, 1000],
      [test, 200],
    ] as const) {
      const counts = new Array<number>(10).fill(0);
      for (const label of part.labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
      expect(counts).to.deep.equal(new Array(10).fill(each));
      expect(part.shape).to.deep.equal([28, 28]);
    }
    // The first image of the whole set is an ankle boot, the first of its test set too.
    expect([train.labelNames?.[train.labels?.[0] ?? 0], test.labels?.[0]]).to.deep.equal(['ankle boot', 9]);
  });

  it('says where the whole set was looked for', async () => {
    const error = await fashionMnistFull('/nowhere').catch((caught: unknown) => caught);
    expect(String(error)).to.contain('/nowhere/train-images-idx3-ubyte.gz');
  });
});

describe('documents', () => {
  it('has 9,478 texts in 14 sections over 2,000 words, and counts that are those of the texts', async () => {
    const { train, test } = await documents();
    expect([train.count, test.count, train.labelNames?.length]).to.deep.equal([7582, 1896, 14]);
    expect(new Set(train.vocabulary).size).to.equal(2000);
    expect(test.vocabulary).to.equal(train.vocabulary);
    const at = train.vocabulary.indexOf('game');
    const game = train.titles.indexOf('0ad') >= 0 ? train : test;
    const row = game.titles.indexOf('0ad');
    expect(game.labelNames?.[game.labels?.[row] ?? 0]).to.equal('games');
    const inText = words(game.texts[row] ?? '').filter((word) => word === 'game').length;
    expect(game.values[2000 * row + at]).to.equal(inText);
  });

  it('has no text in both parts, and the same parts at every call', async () => {
    const [a, b] = [await documents({ words: 100 }), await documents({ words: 100 })];
    const training = new Set(a.train.titles);
    expect(a.test.titles.filter((title) => training.has(title))).to.deep.equal([]);
    expect(b.train.titles).to.deep.equal(a.train.titles);
    expect(a.train.shape).to.deep.equal([100]);
  });

  it('refuses a vocabulary that the texts do not have', async () => {
    const error = await documents({ words: 1e6 }).catch((caught: unknown) => caught);
    expect(String(error)).to.match(/asked for 1000000 words, the texts have \d+/);
  });
});

describe('words', () => {
  it('are lower-case letters without stop words', () => {
    expect(words('The Game: a 3D-shooter, and games!')).to.deep.equal(['game', 'shooter', 'games']);
    expect([...stopWords].filter((word) => !/^[a-z]+$/.test(word))).to.deep.equal([]);
  });

  it('are ranked by the number of texts that have them, then by the alphabet', () => {
    expect(vocabularyOf(['zebra zebra zebra', 'cat dog', 'dog'], 3)).to.deep.equal(['dog', 'cat', 'zebra']);
    expect([...wordCounts(['dog cat dog', 'cow'], ['cat', 'dog'])]).to.deep.equal([1, 2, 0, 0]);
  });
});
