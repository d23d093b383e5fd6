import { expect } from 'chai';
import {
  clusters,
  type Dataset,
  example,
  helix,
  moons,
  sixBitPatterns,
  spiral,
  swissRoll,
  xor,
} from 'codebook';

const row = (dataset: Dataset, i: number) => [...example(dataset, i)];

describe('toys', () => {
  it('xor: the label is whether the bits differ', () => {
    const toy = xor();
    for (let i = 0; i < 4; i++) {
      const [a = 0, b = 0] = row(toy, i);
      expect(toy.labels?.[i]).to.equal(a ^ b);
    }
  });

  it('sixBitPatterns: pattern i is i in binary, so all 64 differ', () => {
    const toy = sixBitPatterns();
    expect(row(toy, 0b110001)).to.deep.equal([1, 1, 0, 0, 0, 1]);
    for (let i = 0; i < 64; i++) expect(Number.parseInt(row(toy, i).join(''), 2)).to.equal(i);
  });

  it('moons: half circles of radius 1 around (0, 0) and (1, ½)', () => {
    const toy = moons({ count: 100, seed: 1 });
    for (let i = 0; i < 100; i++) {
      const [x = 0, y = 0] = row(toy, i);
      const lower = toy.labels?.[i] === 1;
      expect(Math.hypot(x - (lower ? 1 : 0), y - (lower ? 0.5 : 0))).to.be.closeTo(1, 1e-6);
      expect(lower ? 0.5 - y : y).to.be.at.least(-1e-6);
    }
  });

  it('swissRoll, helix and spiral: the position says where on the curve', () => {
    const [roll, wire, arm] = [swissRoll, helix, spiral].map((draw) => draw({ count: 50, seed: 2 }));
    if (!roll || !wire || !arm) throw new Error('three toys');
    for (let i = 0; i < 50; i++) {
      const [x = 0, height = 0, z = 0] = row(roll, i);
      expect(Math.hypot(x, z)).to.be.closeTo(roll.position[i] ?? 0, 1e-4);
      expect(height).to.be.within(0, 21);
      const [cos = 0, sin = 0, rise = 0] = row(wire, i);
      expect(2 * Math.PI * rise).to.be.closeTo(wire.position[i] ?? 0, 1e-5);
      expect(Math.hypot(cos, sin)).to.be.closeTo(1, 1e-6);
      expect(Math.hypot(...row(arm, i))).to.be.closeTo((arm.position[i] ?? 0) / (3 * Math.PI), 1e-6);
    }
  });

  it('noise has the asked standard deviation', () => {
    const still = helix({ count: 4000, seed: 3 });
    const noisy = clusters({ count: 4000, classes: 1, dimensions: 3, spread: 0, noise: 0.2, seed: 3 });
    const squares = noisy.values.reduce((sum, value) => sum + value * value, 0);
    expect(Math.sqrt(squares / noisy.values.length)).to.be.closeTo(0.2, 0.005);
    expect(still.count).to.equal(4000);
  });

  it('clusters: one centre a class, as many dimensions as asked', () => {
    const toy = clusters({ count: 3000, classes: 3, dimensions: 7, spread: 10, seed: 4 });
    expect([toy.shape, toy.labelNames?.length]).to.deep.equal([[7], 3]);
    const mean = (label: number, j: number) => {
      const members = Array.from({ length: 1000 }, (_, i) => example(toy, 3 * i + label)[j] ?? 0);
      return members.reduce((sum, value) => sum + value, 0) / 1000;
    };
    const spread = Math.hypot(...Array.from({ length: 7 }, (_, j) => mean(0, j) - mean(1, j)));
    expect(spread).to.be.greaterThan(5);
    const [first = 0] = example(toy, 0);
    expect(Math.abs(first - mean(0, 0))).to.be.lessThan(4);
  });

  it('have a range that holds all values, and refuse what cannot be drawn', () => {
    const toy = swissRoll({ count: 100, noise: 0.5, seed: 5 });
    expect(toy.range).to.deep.equal([Math.min(...toy.values), Math.max(...toy.values)]);
    expect(() => moons({ count: 1, seed: 1 })).to.throw(
      RangeError,
      'moons: count must be a whole number of 2',
    );
    expect(() => moons({ count: 5, noise: -1, seed: 1 })).to.throw(
      RangeError,
      'noise must be 0 or more, got -1',
    );
    expect(() => clusters({ count: 5, classes: 0, dimensions: 2, seed: 1 })).to.throw(
      RangeError,
      'needs 1 class',
    );
  });
});
