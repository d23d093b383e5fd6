import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  annealedLogPartition,
  type BoltzmannMachine,
  boltzmannMachine,
  exactLogPartition,
  logLikelihood,
} from 'codebook';
import { inlineFrom } from './inline.js';

const lesson14 = '14_boltzmann_machines';
const base = ['interface Machine', 'const freeEnergy', 'function gibbs'];
const learning = [...base, 'const probability', 'const words', 'function divergenceStep'];

// The notebook's signatures.
interface Machine {
  readonly W: tf.Tensor;
  readonly b: tf.Tensor;
  readonly c: tf.Tensor;
}
type OfBits = (machine: Machine, bits: tf.Tensor) => tf.Tensor;
type Gibbs = (machine: Machine, v: tf.Tensor, steps: number, key: tf.Tensor) => tf.Tensor;
type Step = (
  machine: Machine,
  data: tf.Tensor,
  options: { k: number; rate: number; key: tf.Tensor; chains?: tf.Tensor },
) => { machine: Machine; dreams: tf.Tensor };

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0] ?? Number.NaN;
const far = (a: tf.Tensor, b: tf.Tensor): number => number(a.sub(b).abs().max());
const read = ({ couplings, visibleBias, hiddenBias }: BoltzmannMachine): Machine => ({
  W: couplings,
  b: visibleBias,
  c: hiddenBias,
});

/** 4 × 3, with weights and biases that are not nearly 0. */
function smallMachine(options: { steps?: number; persistentChains?: number } = {}): BoltzmannMachine {
  const machine = boltzmannMachine({
    inputSize: 4,
    latentDim: 3,
    initialDeviation: 1.5,
    seed: 5,
    ...options,
  });
  tf.tidy(() => {
    machine.visibleBias.assign(tf.tensor1d([0.4, -1, 0.2, 0.7]));
    machine.hiddenBias.assign(tf.tensor1d([-0.5, 1, 0.3]));
  });
  return machine;
}

describe('what the lesson on Boltzmann machines builds in full view agrees with the library', () => {
  const bits = random.bernoulli(random.key(1), 0.5, [30, 4]);
  const machine = smallMachine({ steps: 3 });
  after(() => {
    bits.dispose();
    machine.dispose();
  });

  it('14: free energy, both conditionals, log Z', () => {
    const freeEnergy = inlineFrom(lesson14, base, 'freeEnergy') as OfBits;
    const hiddenMeans = inlineFrom(lesson14, base, 'hiddenMeans') as OfBits;
    const visibleMeans = inlineFrom(lesson14, base, 'visibleMeans') as OfBits;
    const logZ = inlineFrom(lesson14, base, 'logZ') as (machine: Machine) => tf.Tensor;
    const hidden = bits.slice([0, 0], [-1, 3]);
    expect(far(freeEnergy(read(machine), bits), machine.freeEnergy(bits))).to.be.below(1e-5);
    expect(far(hiddenMeans(read(machine), bits), machine.hiddenMeans(bits))).to.be.below(1e-6);
    expect(far(visibleMeans(read(machine), hidden), machine.visibleMeans(hidden))).to.be.below(1e-6);
    expect(number(logZ(read(machine)))).to.be.closeTo(exactLogPartition(machine), 1e-5);
  });

  it('14: Gibbs sampling, bit by bit', () => {
    const gibbs = inlineFrom(lesson14, base, 'gibbs') as Gibbs;
    const key = random.key(7);
    expect(far(gibbs(read(machine), bits, 5, key), machine.gibbs(bits, 5, key))).to.equal(0);
  });

  for (const chains of [0, 20])
    it(`14: a step of ${chains ? 'PCD' : 'CD-3'}`, () => {
      const step = inlineFrom(lesson14, learning, 'divergenceStep') as Step;
      const library = smallMachine({ steps: 3, persistentChains: chains });
      const before = library.state[0]?.clone();
      const key = random.key(9);
      const [chainKey = key] = random.split(key);
      const options = { k: 3, rate: 0.5, key: chainKey, ...(before && { chains: before }) };
      const ours = step(read(library), bits, options);
      const { grads } = tf.variableGrads(
        () => library.loss(bits, { key, training: true }).total,
        [...library.variables],
      );
      const names = ['W', 'b', 'c'] as const;
      for (const [i, variable] of library.variables.entries()) {
        const stepped = variable.sub((grads[variable.name] ?? tf.scalar(Number.NaN)).mul(0.5));
        expect(far(stepped, ours.machine[names[i] ?? 'W']), names[i]).to.be.below(1e-5);
      }
      const [moved] = library.state;
      if (moved) expect(far(moved, ours.dreams)).to.equal(0);
      library.dispose();
    });

  it('14: annealing comes within 0.1 nat of enumeration, in the lesson and in the library', () => {
    type Annealed = (machine: Machine, chains: number, count: number) => tf.Tensor;
    const inline = inlineFrom(lesson14, [...base, 'function annealed'], 'annealed') as Annealed;
    const exact = exactLogPartition(machine);
    expect(number(tf.tidy(() => inline(read(machine), 500, 200)))).to.be.closeTo(exact, 0.1);
    const { logZ } = annealedLogPartition(machine, { runs: 500, distributions: 200, seed: 2 });
    expect(logZ).to.be.closeTo(exact, 0.1);
  });

  it('14: data less dreams is the slope of the enumerated log-likelihood', () => {
    const x = bits.slice([0, 0], [6, 4]);
    const likelihood = () => logLikelihood(machine, x, exactLogPartition(machine));
    const { grads } = tf.variableGrads(() => {
      const states = tf.tensor2d(
        Array.from({ length: 16 }, (_, s) => [8, 4, 2, 1].map((bit) => (s & bit ? 1 : 0))),
      );
      const p = machine.freeEnergy(states).neg().softmax();
      const dreams = tf.tidy(() => tf.tensor1d(Array.from(p.dataSync())));
      return machine.freeEnergy(states).mul(dreams).sum().sub<tf.Scalar>(machine.freeEnergy(x).mean());
    }, [machine.couplings]);
    const slope = grads[machine.couplings.name]?.dataSync() ?? [];
    const start = Array.from(machine.couplings.dataSync());
    const at = (i: number, by: number) => {
      tf.tidy(() =>
        machine.couplings.assign(
          tf.tensor2d(
            start.map((w, k) => (k === i ? w + by : w)),
            [4, 3],
          ),
        ),
      );
      return likelihood();
    };
    start.forEach((_, i) => {
      expect((at(i, 0.02) - at(i, -0.02)) / 0.04, `coupling ${i}`).to.be.closeTo(slope[i] ?? 9, 1e-3);
    });
    at(0, 0);
  });
});
