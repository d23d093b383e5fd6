import { readFile } from 'node:fs/promises';
import { checkOptions } from '../checks/options.js';
import { Generator } from '../numerics/generator.js';
import { checked, type Dataset } from './dataset.js';

/** Who rated what, and how: one entry a rating. */
export interface Ratings {
  readonly users: number;
  readonly items: number;
  /** The user of each rating, 0 … users − 1. */
  readonly user: Int32Array;
  /** The item of each rating, 0 … items − 1. */
  readonly item: Int32Array;
  readonly rating: Float32Array;
}

/** How to draw ratings. */
export interface RatingOptions {
  readonly users: number;
  readonly items: number;
  /** Numbers that describe a user's taste and an item. Default 4. */
  readonly rank?: number;
  /** Share of all pairs that are rated. Default 0.1. */
  readonly density?: number;
  /** Standard deviation of what no taste explains. Default 0.5. */
  readonly noise?: number;
  readonly seed: number;
}

/**
 * Ratings of 1 to 5 stars made from few numbers: round(3.5 + b_u + c_i + p_u · q_i + noise), clamped, with Gaussian
 * biases (deviation 0.4) and factors scaled so that p_u · q_i has deviation 0.8. Each pair is rated with probability
 * `density`. What a model can reach at best is about the noise and the rounding, √(noise² + 1/12). Lesson 18.
 * @throws RangeError for a density outside (0, 1].
 */
export function generatedRatings(options: RatingOptions): Ratings {
  checkOptions('generatedRatings', options, {
    users: true,
    items: true,
    rank: true,
    density: true,
    noise: true,
    seed: true,
  });
  const { users, items, rank = 4, density = 0.1, noise = 0.5, seed } = options;
  if (!(density > 0 && density <= 1))
    throw new RangeError(`generatedRatings: density must lie in (0, 1], got ${density}`);
  const generator = new Generator(seed);
  const normals = (n: number, deviation: number) =>
    Float32Array.from({ length: n }, () => generator.normal(0, deviation));
  const [userBias, itemBias] = [normals(users, 0.4), normals(items, 0.4)];
  const deviation = Math.sqrt(0.8 / Math.sqrt(rank));
  const [tastes, traits] = [normals(users * rank, deviation), normals(items * rank, deviation)];
  const triples: Triple[] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++) {
      if (generator.uniform() >= density) continue;
      let value = 3.5 + (userBias[u] ?? 0) + (itemBias[i] ?? 0) + generator.normal(0, noise);
      for (let f = 0; f < rank; f++) value += (tastes[u * rank + f] ?? 0) * (traits[i * rank + f] ?? 0);
      triples.push([u, i, Math.min(Math.max(Math.round(value), 1), 5)]);
    }
  return fromTriples(triples, users, items);
}

/**
 * The reader's own copy of MovieLens (grouplens.org/datasets/movielens; not redistributable, so not in the book):
 * `ratings.dat` (1M, "user::movie::rating::time"), `ratings.csv` (with a header) or `u.data` (100K, tabs).
 * Users and movies are numbered anew, from 0, in the order of their own numbers.
 * @throws Error when the file cannot be read, RangeError naming the first line that is not a rating.
 */
export async function movieLens(path: string): Promise<Ratings> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`movieLens: cannot read ${path}; download it from grouplens.org/datasets/movielens`, {
      cause,
    });
  });
  const triples = readTriples(path, text);
  const renumber = (place: 0 | 1) =>
    new Map(
      [...new Set(triples.map((triple) => triple[place]))].sort((a, b) => a - b).map((id, at) => [id, at]),
    );
  const [users, items] = [renumber(0), renumber(1)];
  return fromTriples(
    triples.map(([user, item, rating]) => [users.get(user) ?? 0, items.get(item) ?? 0, rating]),
    users.size,
    items.size,
  );
}

/** The first lines of MovieLens's CSV files; only one of them has ratings. */
const ratingsHeader = 'userId,movieId,rating,timestamp';

function readTriples(path: string, text: string): Triple[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const [first = ''] = lines;
  const isHeader = /^[a-z]/i.test(first);
  if (isHeader && first !== ratingsHeader)
    throw new RangeError(
      `movieLens: ${path} begins with "${first.slice(0, 60)}", expected "${ratingsHeader}"; read ratings.csv, ratings.dat or u.data`,
    );
  const rows = isHeader ? lines.slice(1) : lines;
  if (rows.length === 0) throw new RangeError(`movieLens: ${path} holds no rating; was it downloaded whole?`);
  return rows.map((line, at) => parseRating(line, `${path}, rating ${at + 1}`));
}

/** Two disjoint random parts of the ratings, the first with `fraction` of them; users and items stay numbered alike. */
export function splitRatings(ratings: Ratings, fraction: number, seed: number): [Ratings, Ratings] {
  if (!(fraction > 0 && fraction < 1))
    throw new RangeError(`splitRatings: fraction must lie between 0 and 1, got ${fraction}`);
  const order = new Generator(seed).permutation(ratings.rating.length);
  const cut = Math.round(fraction * order.length);
  const part = (places: Uint32Array): Ratings => ({
    users: ratings.users,
    items: ratings.items,
    user: Int32Array.from(places, (place) => ratings.user[place] ?? 0),
    item: Int32Array.from(places, (place) => ratings.item[place] ?? 0),
    rating: Float32Array.from(places, (place) => ratings.rating[place] ?? 0),
  });
  return [part(order.subarray(0, cut)), part(order.subarray(cut))];
}

/**
 * Ratings as examples for an autoencoder: by `'item'` one example an item, `[users]` (I-AutoRec, Sedhain et al.
 * 2015), by `'user'` one a user, `[items]` (U-AutoRec). 0 means not rated. Twice users × items numbers in memory.
 * @returns the ratings, and `observed`, 1 where there is one and 0 elsewhere.
 */
export function ratingMatrix(ratings: Ratings, by: 'item' | 'user'): { ratings: Dataset; observed: Dataset } {
  if (by !== 'item' && by !== 'user')
    throw new RangeError(`ratingMatrix: by must be 'item' or 'user', got '${String(by)}'`);
  const [rows, columns] = by === 'item' ? [ratings.items, ratings.users] : [ratings.users, ratings.items];
  const values = new Float32Array(rows * columns);
  const mask = new Float32Array(rows * columns);
  for (const [at, rating] of ratings.rating.entries()) {
    const [user, item] = [ratings.user[at] ?? 0, ratings.item[at] ?? 0];
    const place = by === 'item' ? item * columns + user : user * columns + item;
    values[place] = rating;
    mask[place] = 1;
  }
  const shared = { count: rows, shape: [columns] };
  return {
    ratings: checked({ ...shared, name: `ratings by ${by}`, values, range: [0, 5] }),
    observed: checked({ ...shared, name: `rated by ${by}`, values: mask, range: [0, 1] }),
  };
}

type Triple = readonly [user: number, item: number, rating: number];

function parseRating(line: string, place: string): Triple {
  const [user = '', item = '', rating = '', ...time] = line.split(/::|,|\t/);
  const [userId, itemId, value] = [user, item, rating].map((field) =>
    field === '' ? Number.NaN : Number(field),
  );
  if (!isId(userId) || !isId(itemId) || value === undefined || Number.isNaN(value) || time.length > 1)
    throw new RangeError(`movieLens: ${place} is "${line.slice(0, 60)}", expected user, movie and rating`);
  if (!(value >= 0.5 && value <= 5))
    throw new RangeError(`movieLens: ${place} rates ${value}, expected 0.5 to 5 stars`);
  return [userId, itemId, value];
}

function isId(value: number | undefined): value is number {
  return Number.isInteger(value);
}

function fromTriples(triples: readonly Triple[], users: number, items: number): Ratings {
  return {
    users,
    items,
    user: Int32Array.from(triples, ([user]) => user),
    item: Int32Array.from(triples, ([, item]) => item),
    rating: Float32Array.from(triples, ([, , rating]) => rating),
  };
}
