import { expect } from 'chai';
import { Generator } from 'codebook';

const draws = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);

describe('Generator', () => {
  it('gives the numbers of xoshiro128** seeded by SplitMix32', () => {
    // Reference: both algorithms written from their papers in Python with arbitrary-precision integers.
    const expected = new Map([
      [0, [1789933344, 44971166, 2521387044, 3848737593]],
      [1, [393288148, 2174103013, 3814759091, 2092745082]],
      [2026, [1488141057, 2736994499, 1930590800, 4121196190]],
    ]);
    for (const [seed, numbers] of expected) {
      const generator = new Generator(seed);
      expect(draws(4, () => generator.bits())).to.deep.equal(numbers);
    }
  });

  it('draws whole numbers evenly: chi-squared of 60,000 throws of a die within 5 degrees of freedom', () => {
    const generator = new Generator(3);
    const counts = new Array<number>(6).fill(0);
    for (const face of draws(60_000, () => generator.integer(6))) counts[face] = (counts[face] ?? 0) + 1;
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).to.be.lessThan(20.5); // 0.1 % quantile of the distribution
  });

  it('draws normal numbers of the asked mean and deviation', () => {
    const generator = new Generator(4);
    const numbers = draws(100_000, () => generator.normal(5, 2));
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
    expect(mean).to.be.closeTo(5, 0.03);
    expect(variance).to.be.closeTo(4, 0.08);
  });

  it('permutes: every number once, every order of three equally likely', () => {
    const generator = new Generator(5);
    expect([...generator.permutation(100)].sort((a, b) => a - b)).to.deep.equal([...Array(100).keys()]);
    const orders = new Map<string, number>();
    for (const order of draws(6000, () => generator.permutation(3).join('')))
      orders.set(order, (orders.get(order) ?? 0) + 1);
    expect(orders.size).to.equal(6);
    for (const count of orders.values()) expect(count).to.be.closeTo(1000, 120);
  });

  it('refuses seeds and sizes that mean nothing', () => {
    expect(() => new Generator(-1)).to.throw(RangeError, 'seed must be a whole number');
    expect(() => new Generator(0.5)).to.throw(RangeError, 'got 0.5');
    expect(() => new Generator(0).integer(0)).to.throw(RangeError, 'n must be a whole number');
  });
});
