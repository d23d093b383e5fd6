import { expect } from 'chai';
import { constant, cosine, linearDecay, type Schedule, stepDecay, warmUp } from 'codebook';

const factors = (schedule: Schedule, steps = 8, epochs = 4): number[] =>
  Array.from({ length: steps }, (_, step) =>
    schedule({ step, steps, epoch: (step * epochs) / steps, epochs }),
  );

describe('schedules', () => {
  it('keeps, lowers along a line or a cosine, or in steps', () => {
    expect(factors(constant(), 3)).deep.equal([1, 1, 1]);
    expect(factors(linearDecay(), 4)).deep.equal([1, 0.75, 0.5, 0.25]);
    expect(factors(linearDecay({ floor: 0.5 }), 4)).deep.equal([1, 0.875, 0.75, 0.625]);
    const [first = 0, , middle = 0] = factors(cosine(), 4);
    expect([first, middle]).deep.equal([1, 0.5]);
    expect(factors(cosine(), 4)[1]).closeTo(0.5 * (1 + Math.SQRT1_2), 1e-12);
    expect(factors(stepDecay({ everyEpochs: 2, factor: 0.1 }))).deep.equal([1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1]);
  });

  it('warms up to the full rate and then follows the other schedule from its start', () => {
    const warm = factors(warmUp(2, cosine()));
    expect(warm.slice(0, 4)).deep.equal([0.25, 0.5, 0.75, 1]);
    expect(warm.slice(4)).deep.equal(factors(cosine(), 4, 2));
  });

  it('refuses what cannot be', () => {
    expect(() => warmUp(0)).throw('warmUp: epochs must be above 0, got 0');
    expect(() => cosine({ floor: 2 })).throw('cosine: floor must lie between 0 and 1, got 2');
    expect(() => stepDecay({ everyEpochs: 0, factor: 0.5 })).throw(
      'stepDecay: everyEpochs must be above 0, got 0',
    );
  });
});
