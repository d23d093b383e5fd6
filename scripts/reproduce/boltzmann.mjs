// A Boltzmann machine with 500 hidden units on binarised digits: pseudo-likelihood over all 784 flips, and
// the likelihood by annealed importance sampling beside Salakhutdinov & Murray 2008 (CD-1 −125.5, CD-3
// −105.5, CD-25 −86.3 nats) and Theano's tutorial (pseudo-likelihood −62.8 by one flip a step, PCD-15).
// Pseudo-likelihood is not likelihood. With --chains the chains persist: PCD in place of CD.
//   node scripts/reproduce/boltzmann.mjs [--epochs 15] [--steps 1] [--chains 0] [--seed 1]
//     [--distributions 14500] [--examples 60000]
// The paper's three: --steps 1, --steps 3, --steps 25; PCD beside them: --chains 100. A step of training costs two products
// of the couplings with a batch for each Gibbs step and about six besides, so CD-25 takes about seven times CD-1's time.
import '@codebook/engine';
import {
  annealedLogPartition,
  boltzmannMachine,
  firstOf,
  fit,
  linearDecay,
  logLikelihood,
  mnist,
  pseudoLogLikelihood,
  toTensor,
} from 'codebook';
import { meanImages, numbersFromCommandLine, report } from './report.mjs';

const options = numbersFromCommandLine({
  epochs: 15,
  steps: 1,
  chains: 0,
  seed: 1,
  distributions: 14_500,
  examples: 60_000,
});
const { epochs, steps, chains, seed, distributions, examples } = options;
const rule = `${chains ? 'PCD' : 'CD'}-${steps}`;
const started = Date.now();
const { train, test } = await mnist();
const bits = (data) => ({ ...data, values: data.values.map((value) => (value > 0.5 ? 1 : 0)) });
const [trainBits, testBits] = [bits(firstOf(train, examples)), bits(test)];
const images = toTensor(testBits);
const mean = meanImages(trainBits, { ...testBits, count: 1, values: new Float32Array(784) }).values;

// Independent pixels: the likelihood of each bit under its mean, for both kinds of likelihood the same
// number.
let independent = 0;
testBits.values.forEach((bit, i) => {
  const p = Math.min(0.999, Math.max(0.001, mean[i % 784]));
  independent += Math.log(bit ? p : 1 - p) / test.count;
});

const machine = boltzmannMachine({ inputSize: 784, latentDim: 500, steps, persistentChains: chains, seed });
const untrained = pseudoLogLikelihood(machine, images);
await fit(machine, trainBits, {
  epochs,
  batchSize: 100,
  optimizer: { name: 'momentum', momentum: 0.5 },
  learningRate: 0.05,
  schedule: linearDecay(),
  seed,
  checkpoint: `build/reproduce/boltzmann_${rule}_${seed}.ckpt`,
  progress: `RBM 784-500, ${rule}`,
});
const { logZ, low, high } = annealedLogPartition(machine, { distributions, dataMean: mean, seed });
const likelihood = logLikelihood(machine, images, logZ);
const spread = `log Z = ${logZ.toFixed(1)} (${low.toFixed(1)} … ${high.toFixed(1)})`;
const published = { 'CD-1': '-125.5', 'CD-3': '-105.5', 'CD-25': '-86.3' }[rule] ?? '';
report({
  name: `boltzmann_${rule}`,
  title: `784-500 by ${rule}, ${epochs} epochs, test digits binarised at ½`,
  unit: 'nats per image',
  started,
  rows: [
    { model: 'independent pixels, log-likelihood', value: independent },
    { model: 'untrained machine, pseudo-log-likelihood', value: untrained },
    {
      model: `${rule}, pseudo-log-likelihood, all flips`,
      value: pseudoLogLikelihood(machine, images),
      published: '-62.8',
    },
    { model: `${rule}, log-likelihood by annealing`, value: likelihood, published, note: spread },
  ],
});
