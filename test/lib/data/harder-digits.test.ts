import { expect } from 'chai';
import { type Dataset, example, factor, mnist, randomBackground, rotatedDigits } from 'codebook';

/** One picture of 3 × 3: the middle, and one pixel to its right. */
const cross: Dataset = {
  name: 'a bar',
  count: 1,
  shape: [3, 3],
  values: Float32Array.of(0, 0, 0, 0, 1, 0.5, 0, 0, 0),
  range: [0, 1],
  labels: Int32Array.of(4),
};
const turnedBy = (degrees: number) =>
  [...rotatedDigits(cross, { angles: [degrees, degrees + 1e-7], seed: 1 }).values].map((v) => +v.toFixed(4));

describe('rotatedDigits', () => {
  it('turns a quarter anticlockwise: what was right of the middle is above it', () => {
    expect(turnedBy(90)).to.deep.equal([0, 0.5, 0, 0, 1, 0, 0, 0, 0]);
    expect(turnedBy(180)).to.deep.equal([0, 0, 0, 0.5, 1, 0, 0, 0, 0]);
    expect(turnedBy(0)).to.deep.equal([...cross.values]);
  });

  it('reads between four pixels bilinearly', () => {
    // At 45° the place above the middle came from (√½, √½) right and up of it.
    const part = Math.SQRT1_2;
    const above = (1 - part) * ((1 - part) * 1 + part * 0.5);
    expect(turnedBy(45)[1]).to.be.closeTo(above, 1e-3);
  });

  it('draws angles evenly, says them, and keeps labels and ink', async () => {
    const { test } = await mnist();
    const turned = rotatedDigits(test, { seed: 3 });
    const angles = factor(turned, 'angle');
    const mean = angles.reduce((sum, angle) => sum + angle / angles.length, 0);
    const variance = angles.reduce((sum, angle) => sum + (angle - mean) ** 2 / angles.length, 0);
    // Of 10,000 even draws from 0 … 360 the mean is 180 ± 1.04, the variance 360²/12.
    expect(mean).to.be.closeTo(180, 4);
    expect(variance).to.be.closeTo(360 ** 2 / 12, 300);
    expect(turned.labels).to.deep.equal(test.labels);
    const ink = (set: Dataset) => set.values.reduce((sum, value) => sum + value, 0) / set.count;
    expect(ink(turned) / ink(test)).to.be.closeTo(1, 0.01);
  });

  it('depends on the seed alone, and leaves what it got as it was', () => {
    const before = [...cross.values];
    expect(rotatedDigits(cross, { seed: 5 }).values).to.deep.equal(rotatedDigits(cross, { seed: 5 }).values);
    expect(rotatedDigits(cross, { seed: 5 }).values).not.to.deep.equal(
      rotatedDigits(cross, { seed: 6 }).values,
    );
    expect([...cross.values]).to.deep.equal(before);
  });

  it('refuses what it cannot turn', () => {
    const flat = { ...cross, shape: [9] };
    expect(() => rotatedDigits(flat, { seed: 1 })).to.throw(RangeError, 'must be [height, width]');
    expect(() => rotatedDigits(cross, { seed: 1, angles: [9, 9] })).to.throw(RangeError, 'from low to high');
    expect(() => rotatedDigits(cross, { seed: 1, angles: [0, Number.POSITIVE_INFINITY] })).to.throw(
      RangeError,
    );
    expect(() => rotatedDigits(cross, { seed: -1 })).to.throw(RangeError, 'seed');
    expect(() => rotatedDigits(cross, { seed: 1, angle: 3 } as never)).to.throw(TypeError, '"angle"');
  });
});

describe('randomBackground', () => {
  it('shows the brighter of ink and noise; noise is even, and another for each picture', async () => {
    const { test } = await mnist();
    const noisy = randomBackground(test, { seed: 2 });
    const [paper, seen]: [number[], number[]] = [[], []];
    for (const [i, ink] of test.values.entries()) {
      const value = noisy.values[i] ?? Number.NaN;
      if (value < ink) throw new Error(`pixel ${i} was darkened`);
      if (ink === 0 && i < 784_000) paper.push(value);
      if (ink === 1 && i < 784_000) seen.push(value);
    }
    expect(paper.reduce((sum, value) => sum + value, 0) / paper.length).to.be.closeTo(0.5, 0.002);
    expect(new Set(seen)).to.deep.equal(new Set([1]));
    expect(example(noisy, 0).slice(0, 20)).not.to.deep.equal(example(noisy, 1).slice(0, 20));
    expect(noisy.labels).to.equal(test.labels);
  });

  it('depends on the seed alone, and refuses other ranges and options', () => {
    const draw = (seed: number) => randomBackground(cross, { seed }).values;
    expect(draw(1)).to.deep.equal(draw(1));
    expect(draw(1)).not.to.deep.equal(draw(2));
    expect(() => randomBackground({ ...cross, range: [0, 255] }, { seed: 1 })).to.throw(RangeError, '[0, 1]');
    expect(() => randomBackground(cross, { seed: 1, noise: 2 } as never)).to.throw(TypeError, '"noise"');
  });
});
