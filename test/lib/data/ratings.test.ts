import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fitPca, generatedRatings, movieLens, splitRatings, take } from 'codebook';
import { ratingMatrix } from '../../../lib/dist/data/ratings.js';

const folder = mkdtempSync(join(tmpdir(), 'codebook-'));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('generatedRatings', () => {
  it('rates the asked share of pairs with whole stars, and is made from few numbers', () => {
    const ratings = generatedRatings({ users: 300, items: 200, density: 0.25, seed: 1 });
    expect(ratings.rating.length / 60_000).to.be.closeTo(0.25, 0.01);
    expect([...new Set(ratings.rating)].sort()).to.deep.equal([1, 2, 3, 4, 5]);
    const full = generatedRatings({ users: 400, items: 50, density: 1, rank: 2, noise: 0, seed: 2 });
    const pca = fitPca(ratingMatrix(full, 'user').ratings);
    const share = pca.explainedVarianceRatio.slice(0, 3).reduce((sum, ratio) => sum + ratio, 0);
    expect(share).to.be.greaterThan(0.8); // Two factors and the users' bias.
    expect(() => generatedRatings({ users: 1, items: 1, density: 0, seed: 1 })).to.throw(
      RangeError,
      'density',
    );
  });
});

describe('movieLens', () => {
  it('reads all three formats alike, numbering users and movies anew', async () => {
    const files = [
      file('ratings.dat', '10::7::5::978300760\n2::9::3::978302109\n10::9::1::978301968\n'),
      file('ratings.csv', 'userId,movieId,rating,timestamp\r\n10,7,5.0,1\r\n2,9,3.0,2\r\n10,9,1.0,3\r\n'),
      file('u.data', '10\t7\t5\t1\n2\t9\t3\t2\n10\t9\t1\t3\n'),
    ];
    for (const path of files) {
      const { users, items, user, item, rating } = await movieLens(path);
      expect([users, items]).to.deep.equal([2, 2]);
      expect([[...user], [...item], [...rating]]).to.deep.equal([
        [1, 0, 1],
        [0, 1, 1],
        [5, 3, 1],
      ]);
    }
  });

  it('refuses the other files of MovieLens, an empty one, and stars that cannot be', async () => {
    const said = async (name: string, text: string): Promise<string> =>
      String(await movieLens(file(name, text)).catch((caught: unknown) => caught));
    const header = 'userId,movieId,rating,timestamp\n';
    expect(await said('tags.csv', 'userId,movieId,tag,timestamp\n2,60756,7,1445714994\n')).contain(
      'begins with "userId,movieId,tag,timestamp", expected "userId,movieId,rating,timestamp"',
    );
    expect(await said('movies.csv', 'movieId,title,genres\n1,Toy Story (1995),Comedy\n')).contain(
      'begins with',
    );
    expect(await said('empty.csv', '')).contain('holds no rating; was it downloaded whole?');
    expect(await said('header.csv', header)).contain('holds no rating');
    for (const rating of ['99', '-3', '0'])
      expect(await said('stars.csv', `${header}1,2,${rating},4\n`)).contain(
        `rating 1 rates ${rating}, expected`,
      );
    for (const line of ['1,2,,4', '1.5,2,3,4', '1,x,3,4', '1,2,NaN,4', '1,2,3,4,5'])
      expect(await said('line.csv', `${header}${line}\n`)).contain(`rating 1 is "${line}"`);
    expect((await movieLens(file('bom.csv', `\uFEFF${header}1,2,0.5,4\n`))).rating).deep.equal(
      Float32Array.of(0.5),
    );
  });

  it('names the line that is no rating, and the file that is missing', async () => {
    const bad = await movieLens(file('bad.dat', '1::2::3::4\nhello\n')).catch((caught: unknown) => caught);
    expect(String(bad)).to.contain('rating 2 is "hello", expected user, movie and rating');
    const missing = await movieLens('/nowhere').catch((caught: unknown) => caught);
    expect(String(missing)).to.contain('download it from grouplens.org');
  });
});

describe('ratings as examples', () => {
  const ratings = generatedRatings({ users: 20, items: 12, density: 0.5, seed: 3 });

  it('are asked for by item or by user, and by nothing else', () => {
    // A wrong word is the point.
    expect(() => ratingMatrix(ratings, 'items' as 'item')).throw("by must be 'item' or 'user', got 'items'");
  });

  it('have the same ratings by item as by user, and a mask of those that exist', () => {
    const [byItem, byUser] = [ratingMatrix(ratings, 'item'), ratingMatrix(ratings, 'user')];
    expect([byItem.ratings.count, byItem.ratings.shape, byUser.ratings.shape]).to.deep.equal([
      12,
      [20],
      [12],
    ]);
    for (const [at, rating] of ratings.rating.entries()) {
      const [user = 0, item = 0] = [ratings.user[at], ratings.item[at]];
      expect(byItem.ratings.values[20 * item + user]).to.equal(rating);
      expect(byUser.ratings.values[12 * user + item]).to.equal(rating);
    }
    expect(byItem.observed.values.reduce((sum, each) => sum + each, 0)).to.equal(ratings.rating.length);
    expect(take(byItem.observed, [0]).count).to.equal(1);
  });

  it('are split without loss or overlap', () => {
    const [train, test] = splitRatings(ratings, 0.9, 1);
    const pairs = [train, test].flatMap(({ user, item }) =>
      Array.from(user, (each, i) => `${each} ${item[i]}`),
    );
    expect(new Set(pairs).size).to.equal(ratings.rating.length);
    expect(train.rating.length).to.equal(Math.round(0.9 * ratings.rating.length));
    expect(() => splitRatings(ratings, 0, 1)).to.throw(RangeError, 'fraction must lie between 0 and 1');
  });
});
