// The exercises of lesson 13, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';
import { mean, total } from './vectors.js';

/** What is trained at each layer of a stack, where a slip counts a layer in another way. */
const counted = (count: (inputs: number, units: number) => number) => (sizes: number[]) =>
  sizes.slice(1).map((units, k) => count(sizes[k] ?? 0, units));
const tiedLayer = (inputs: number, units: number) => inputs * units + units + inputs;
const layerNumbers = counted(tiedLayer);

export const numbersPerLayer = exercise('13.numbersPerLayer', {
  cases: [
    { arguments: [[784, 300, 200]], values: [784 * 301 + 300, 300 * 201 + 200] },
    { arguments: [[6, 2]], values: [20], when: 'for a stack of one layer' },
    { arguments: [[5, 7, 3, 4]], values: [47, 31, 19], when: 'where a layer is wider than the one below' },
  ],
  mistakes: [
    {
      rule: counted((inputs, units) => inputs * units + units),
      say: 'You left out the biases of the reconstruction: one for each input of the layer.',
    },
    {
      rule: counted((inputs, units) => inputs * units + inputs),
      say: 'You left out the biases of the units.',
    },
    { rule: counted((inputs, units) => inputs * units), say: 'You left out the biases, b and c.' },
    {
      rule: counted((inputs, units) => 2 * inputs * units + units + inputs),
      say: 'The weights are tied: the decoder’s matrix is the encoder’s, transposed, and is counted once.',
    },
    {
      rule: (sizes: number[]) => sizes.slice(1).map((units) => tiedLayer(sizes[0] ?? 0, units)),
      say: 'Only layer 1 sees the pixels. Layer k sees the code of layer k − 1.',
    },
    {
      rule: (sizes: number[]) => {
        const each = layerNumbers(sizes);
        return each.map((_, k) => total(each.slice(0, k + 1)));
      },
      say: 'You let the layers below learn on. While layer k is trained, they stand still.',
    },
    {
      rule: (sizes: number[]) => total(layerNumbers(sizes)),
      say: 'That is the sum. Give a number for each layer.',
    },
  ],
  right: 'Each problem is a small one, with one hidden layer: that is why each of them can be learned.',
  hints: [
    'Layer k is an autoencoder from sizes[k − 1] numbers to sizes[k] units and back.',
    'Tied weights: one matrix of inputs × units, a bias for each unit, and a bias for each input that is reconstructed.',
    'So inputs · units + units + inputs, for each layer but the pixels.',
  ],
  solution: [
    '(sizes: number[]) => sizes.slice(1).map((units, k) =>',
    '  sizes[k] * units + units + sizes[k])',
  ].join('\n'),
});

/** The factor of a way back through layers, where a slip has another factor a layer. */
const throughLayers =
  (factor: (units: number, deviation: number) => number) =>
  (units: number, deviation: number, layers: number) =>
    factor(units, deviation) ** layers;

export const shrinkage = exercise('13.shrinkage', {
  cases: [
    { arguments: [400, 0.01, 1], values: 0.05 },
    { arguments: [300, 0.02, 3], values: (0.25 * 0.02 * Math.sqrt(300)) ** 3, when: 'through three layers' },
    { arguments: [100, 0.8, 2], values: 4, when: 'where weights are large' },
    { arguments: [64, 0.5, 5], values: 1, when: 'where nothing shrinks' },
  ],
  mistakes: [
    {
      rule: throughLayers((units, deviation) => 0.25 * deviation * units),
      say: 'Units of random sign partly cancel out: their sum grows by √units, not by units.',
    },
    {
      rule: throughLayers((_, deviation) => 0.25 * deviation),
      say: 'You left out that a unit is fed by all units of the layer above: √units.',
    },
    {
      rule: throughLayers((units, deviation) => deviation * Math.sqrt(units)),
      say: 'You left out the slope of the sigmoid: ¼ for a sum near 0.',
    },
    {
      rule: throughLayers((units, deviation) => 0.5 * deviation * Math.sqrt(units)),
      say: 'At a sum near 0 the sigmoid is ½, and its slope is ½ · ½ = ¼.',
    },
    {
      rule: (units: number, deviation: number) => 0.25 * deviation * Math.sqrt(units),
      say: 'That is the factor of one layer. Several layers multiply.',
    },
    {
      rule: (units: number, deviation: number, layers: number) =>
        0.25 * deviation * Math.sqrt(units) * layers,
      say: 'The layers multiply: take the factor of one to the power of layers.',
    },
    {
      rule: throughLayers((units, deviation) => (0.25 * deviation) ** 2 * units),
      say: 'That is the factor of the square. Take the root.',
    },
    {
      rule: (units: number, deviation: number, layers: number) =>
        (0.25 * deviation * Math.sqrt(units)) ** (layers - 1),
      say: 'You went through one layer too few.',
    },
  ],
  right:
    'A factor of 1 needs a deviation of 4/√units: for 300 logistic units 0.23, twenty times what the net of 2006 had.',
  hints: [
    'One step back multiplies by the slope of the sigmoid, ¼, and by the weights.',
    'A sum of n independent terms of deviation s has deviation s √n.',
    'So one layer has the factor ¼ · deviation · √units, and the layers multiply.',
  ],
  solution: [
    '(units: number, deviation: number, layers: number) =>',
    '  (0.25 * deviation * Math.sqrt(units)) ** layers',
  ].join('\n'),
});

/** Mean and half an interval of differences, where a slip has another spread. */
const interval = (gains: number[], t: number, lessOne = 1, root = Math.sqrt) => {
  const middle = mean(gains);
  const variance = total(gains.map((gain) => (gain - middle) ** 2)) / (gains.length - lessOne);
  return [middle, (t * Math.sqrt(variance)) / root(gains.length)];
};
type Errors = (without: number[], pretrained: number[], t: number) => unknown;
const gainsOf = (without: number[], pretrained: number[]) =>
  without.map((error, i) => error - (pretrained[i] ?? 0));
const paired = (without: number[], pretrained: number[], t: number) =>
  interval(gainsOf(without, pretrained), t);
const apart: Errors = (without, pretrained, t) => {
  const [a, b] = [interval(without, t), interval(pretrained, t)];
  return [(a[0] ?? 0) - (b[0] ?? 0), Math.hypot(a[1] ?? 0, b[1] ?? 0)];
};

export const pairedGain = exercise('13.pairedGain', {
  cases: [
    { arguments: [[25, 21, 26], [21, 18, 21], 4.3], values: [4, 4.3 / Math.sqrt(3)] },
    {
      arguments: [[10.5, 9, 11, 9.9], [9, 8.5, 8, 8.9], 3.18],
      values: paired([10.5, 9, 11, 9.9], [9, 8.5, 8, 8.9], 3.18),
      when: 'for four draws',
    },
    {
      arguments: [[1.9, 2.1], [2.2, 2], 12.7],
      values: paired([1.9, 2.1], [2.2, 2], 12.7),
      when: 'where nothing was gained',
    },
  ],
  mistakes: [
    {
      rule: apart,
      say: 'You took the two spreads apart. Subtract draw by draw first: both nets had the same labels.',
    },
    {
      rule: (without: number[], pretrained: number[], t: number) => paired(pretrained, without, t),
      say: 'The sign: a gain is the error without pretraining minus the error with it.',
    },
    {
      rule: (without: number[], pretrained: number[], t: number) =>
        interval(gainsOf(without, pretrained), t, 0),
      say: 'You divided the squares by n. From n draws the variance is estimated with n − 1.',
    },
    {
      rule: (without: number[], pretrained: number[], t: number) =>
        interval(gainsOf(without, pretrained), t, 1, () => 1),
      say: 'That is t times the deviation of one draw. A mean of n draws is surer: divide by √n.',
    },
    {
      rule: (without: number[], pretrained: number[], t: number) =>
        interval(gainsOf(without, pretrained), t, 1, (n) => n),
      say: 'Divide by √n, not by n.',
    },
    {
      rule: (without: number[], pretrained: number[]) => paired(without, pretrained, 1),
      say: 'You left t out: that is one standard error.',
    },
    {
      rule: (without: number[], pretrained: number[], t: number) => {
        const [middle = 0, half = 0] = paired(without, pretrained, t);
        return [middle, 2 * half];
      },
      say: 'That is the whole width. Half of it is asked for, what stands after ±.',
    },
    {
      rule: (without: number[], pretrained: number[], t: number) => {
        const [middle = 0, half = 0] = paired(without, pretrained, t);
        return [middle - half, middle + half];
      },
      say: 'Those are the two ends. Give the mean, and what stands after ±.',
    },
    {
      rule: (without: number[], pretrained: number[]) => mean(gainsOf(without, pretrained)),
      say: 'That is the mean. Give a list of two: the mean, and half the interval.',
    },
  ],
  right: 'What a lucky draw of labels does to both nets falls out of the difference.',
  hints: [
    'First the gain of each draw: without[i] − pretrained[i].',
    'The variance of n gains: the sum of (gain − mean)², divided by n − 1.',
    'Half the interval is t · √variance / √n.',
  ],
  solution: [
    '(without: number[], pretrained: number[], t: number) => {',
    '  const n = without.length;',
    '  const gains = without.map((error, i) => error - pretrained[i]);',
    '  const mean = gains.reduce((sum, gain) => sum + gain / n, 0);',
    '  const squares = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0);',
    '  return [mean, t * Math.sqrt(squares / (n - 1)) / Math.sqrt(n)];',
    '}',
  ].join('\n'),
});
