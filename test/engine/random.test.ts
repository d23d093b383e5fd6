import { compile, Dropout, GaussianNoise, Masking, random, SaltAndPepper } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { largestDifference } from './training-models.js';

const draws: Record<string, (key: tf.Tensor) => tf.Tensor> = {
  bits: (key) => random.bits(key, [1000]),
  uniform: (key) => random.uniform(key, [1000], -1, 3),
  normal: (key) => random.normal(key, [999], 2, 3),
  truncatedNormal: (key) => random.truncatedNormal(key, [1000]),
  bernoulli: (key) => random.bernoulli(key, 0.3, [1000]),
  // So many that some of the integers whose order it is are equal.
  permutation: (key) => random.permutation(key, 200_000),
};

describe('random draws', () => {
  for (const [name, draw] of Object.entries(draws)) {
    it(`are the same eagerly, compiled and under XLA: ${name}`, () => {
      const eager = draw(random.key(5)).dataSync();
      for (const jit of [false, true]) {
        const step = compile(draw, { jit });
        step(random.key(1));
        const compiled = step(random.key(5)).dataSync();
        const tolerance = name === 'bits' || name === 'permutation' || name === 'bernoulli' ? 0 : 1e-5;
        expect(largestDifference(compiled, eager)).to.be.at.most(tolerance);
      }
      expect(Array.from(draw(random.key(6)).dataSync())).not.to.deep.equal(Array.from(eager));
    });
  }

  const count = 100_000;
  // Four standard errors of a mean of so many draws.
  const margin = (deviation: number): number => (4 * deviation) / Math.sqrt(count);

  it('have the mean and variance of their distribution', () => {
    const expected: [tf.Tensor, number, number][] = [
      [random.uniform(random.key(1), [count]), 0.5, 1 / 12],
      [random.normal(random.key(2), [count], 1, 2), 1, 4],
      // Variance of the normal distribution cut off at 2: 1 − 4φ(2)/(2Φ(2) − 1).
      [random.truncatedNormal(random.key(3), [count]), 0, 0.773_74],
      [random.bernoulli(random.key(4), 0.3, [count]), 0.3, 0.21],
    ];
    for (const [sample, mean, variance] of expected) {
      const moments = tf.moments(sample);
      expect(moments.mean.dataSync()[0]).to.be.closeTo(mean, margin(Math.sqrt(variance)));
      expect(moments.variance.dataSync()[0]).to.be.closeTo(variance, margin(variance * 1.5));
    }
  });

  it('of permutation contain every number once', () => {
    const order = Array.from(random.permutation(random.key(7), 1000).dataSync());
    expect([...order].sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 1000 }, (_, i) => i));
    expect(order).not.to.deep.equal([...order].sort((a, b) => a - b));
  });

  it('take only keys', () => {
    expect(() => random.normal(tf.scalar(1), [2])).to.throw(/key must be int32 \[2\].*got float32 \[\]/);
    expect(() => random.key(-1)).to.throw('seed must be a whole number');
    expect(() => random.bernoulli(random.key(1), 1.5)).to.throw('probability must lie in [0, 1]');
  });

  it('from split keys differ from each other', () => {
    const keys = random.split(random.key(1), 3).map((key) => Array.from(key.dataSync()).join());
    expect(new Set(keys).size).to.equal(3);
  });
});

describe('a random stream', () => {
  it('gives a compiled step other numbers at each call, the same as eagerly', () => {
    const run = (jit: boolean | undefined): number[] => {
      const stream = random.stream(3);
      const draw = (): tf.Tensor => random.uniform(stream.next(), [2]);
      const step = jit === undefined ? draw : compile(draw, { jit });
      return Array.from({ length: 4 }, () => Array.from(step().dataSync())).flat();
    };
    const eager = run(undefined);
    expect(new Set(eager).size).to.equal(8);
    for (const jit of [false, true]) expect(run(jit)).to.deep.equal(eager);
  });
});

describe('noise layers', () => {
  const x = tf.fill([200, 100], 0.5);
  const shares = (layer: tf.layers.Layer): Map<number, number> => {
    const values = (layer.apply(x, { training: true }) as tf.Tensor).dataSync();
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1 / values.length);
    return counts;
  };

  it('change the share of elements they say, in the way they say', () => {
    const dropout = shares(new Dropout({ rate: 0.2, seed: 1 }));
    expect(dropout.get(0)).to.be.closeTo(0.2, 0.012);
    expect(dropout.get(0.625)).to.be.closeTo(0.8, 0.012);
    const masking = shares(new Masking({ rate: 0.3, seed: 2 }));
    expect(masking.get(0)).to.be.closeTo(0.3, 0.013);
    expect(masking.get(0.5)).to.be.closeTo(0.7, 0.013);
    const saltAndPepper = shares(new SaltAndPepper({ rate: 0.4, seed: 3 }));
    expect(saltAndPepper.get(0)).to.be.closeTo(0.2, 0.012);
    expect(saltAndPepper.get(1)).to.be.closeTo(0.2, 0.012);
    expect(saltAndPepper.get(0.5)).to.be.closeTo(0.6, 0.014);
    const noisy = new GaussianNoise({ stddev: 0.1, seed: 4 }).apply(x, { training: true }) as tf.Tensor;
    expect(Math.sqrt(tf.moments(noisy).variance.dataSync()[0] ?? 0)).to.be.closeTo(0.1, 0.002);
  });

  it('pass their input on when not training', () => {
    const model = tf.sequential({
      layers: [
        new Dropout({ rate: 0.5, seed: 1, inputShape: [100] }),
        new SaltAndPepper({ rate: 0.5, seed: 1 }),
      ],
    });
    expect(largestDifference((model.predict(x) as tf.Tensor).dataSync(), x.dataSync())).to.equal(0);
  });

  it('give the same weights bit by bit for the same seed, and other noise at each compiled step', () => {
    const train = (): number[] => {
      const layers = [
        new GaussianNoise({ stddev: 0.1, seed: 9, inputShape: [4] }),
        tf.layers.dense({ units: 4, kernelInitializer: 'ones' }),
      ];
      const model = tf.sequential({ layers });
      const optimizer = tf.train.adam(0.1);
      const step = compile(
        (input: tf.Tensor) =>
          optimizer.minimize(
            () =>
              tf.losses.meanSquaredError(
                input,
                model.apply(input, { training: true }) as tf.Tensor,
              ) as tf.Scalar,
            true,
          ),
        { jit: false },
      );
      for (let i = 0; i < 5; i++) step(tf.ones([3, 4]));
      return model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
    };
    expect(train()).to.deep.equal(train());
    const layer = new GaussianNoise({ stddev: 1, seed: 1 });
    const step = compile((input: tf.Tensor) => layer.apply(input, { training: true }) as tf.Tensor, {
      jit: false,
    });
    const results = Array.from({ length: 4 }, () => Array.from(step(tf.zeros([2])).dataSync()).join());
    expect(new Set(results).size).to.equal(4);
  });
});
