import { functionOf, type WrongAnswers } from './answers.js';

const levels = functionOf('function inputsOfLayers(example: number[], encoders: Encoder[]): number[][]');
const moving = functionOf('function movingLayers(depth: number, phase: Phase): number[]');
const saved = functionOf(
  'function labelsNeeded(labels: number[], errors: number[], reached: number): number',
);

/** The straight line between measured points, where a slip reads the axis of labels in another way. */
const between = (place: (share: string) => string, share = '(above - reached) / (above - below)') =>
  saved(`if (reached >= errors[0]) return labels[0];
  for (let i = 1; i < labels.length; i++) {
    const [above, below] = [errors[i - 1], errors[i]];
    if (reached >= below) { const share = ${share}; return ${place('share')}; }
  }
  return Infinity;`);

export const lesson13: WrongAnswers = {
  levels: [
    ['nothing', levels('return [];')],
    ['the example each time', levels('return encoders.map(() => example);')],
    ['the codes', levels('let level = example; return encoders.map((encode) => (level = encode(level)));')],
    ['each code of the example', levels('return encoders.map((encode) => encode(example));')],
    [
      'the last code too',
      levels(
        'const all = [example]; for (const encode of encoders) all.push(encode(all.at(-1))); return all;',
      ),
    ],
  ],
  moving: [
    ['nothing', moving('return [];')],
    ['all', moving('return Array.from({ length: depth + 1 }, (_, i) => i + 1);')],
    [
      'all below, too',
      moving(`if (phase.name === 'frozen') return [depth + 1];
      const top = phase.name === 'pretrain' ? phase.layer : depth + 1;
      return Array.from({ length: top }, (_, i) => i + 1);`),
    ],
    [
      'from 0',
      moving(`if (phase.name === 'pretrain') return [phase.layer - 1];
      if (phase.name === 'frozen') return [depth];
      return Array.from({ length: depth + 1 }, (_, i) => i);`),
    ],
    [
      'no softmax',
      moving(`if (phase.name === 'pretrain') return [phase.layer];
      if (phase.name === 'frozen') return [];
      return Array.from({ length: depth }, (_, i) => i + 1);`),
    ],
    [
      'frozen means nothing moves',
      moving(`if (phase.name === 'pretrain') return [phase.layer];
      if (phase.name === 'frozen') return [];
      return Array.from({ length: depth + 1 }, (_, i) => i + 1);`),
    ],
  ],
  saved: [
    ['zero', saved('return 0;')],
    ['NaN', saved('return Number.NaN;')],
    ['the next measured', saved('return labels[errors.findIndex((error) => error <= reached)];')],
    ['straight in labels', between((share) => `labels[i - 1] + ${share} * (labels[i] - labels[i - 1])`)],
    [
      'the wrong way round',
      between(
        (share) => `labels[i - 1] * (labels[i] / labels[i - 1]) ** ${share}`,
        '(reached - below) / (above - below)',
      ),
    ],
    [
      'from end to end',
      saved(`const [a, b] = [errors[0], errors.at(-1)];
      return labels[0] * (labels.at(-1) / labels[0]) ** ((a - reached) / (a - b));`),
    ],
    [
      'the first interval only',
      saved(`const share = (errors[0] - reached) / (errors[0] - errors[1]);
      return share > 1 ? Infinity : labels[0] * (labels[1] / labels[0]) ** Math.max(0, share);`),
    ],
  ],
};
