import { functionOf, type WrongAnswers } from './answers.js';

const smallest = functionOf(
  'function smallestSufficient(losses: Map<number, number>, tolerance: number): number',
);
const sizes = 'const sizes = [...losses.keys()].sort((a, b) => a - b);';
const found = 'return sizes.find((size) => (losses.get(size) ?? Infinity) <= bound) ?? 0;';
const quantise = functionOf(
  'function quantise(code: number[], bits: number, low: number, high: number): number[]',
);
const clamp = 'Math.min(high, Math.max(low, v))';
const bytes = functionOf(
  'function bytesToSend(pictures: number, codeSize: number, bits: number, decoderBytes: number): number',
);

export const lesson05: WrongAnswers = {
  smallest: [
    ['zero', smallest('return 0;')],
    ['the largest', smallest('return Math.max(...losses.keys());')],
    [
      'the least loss',
      smallest(`${sizes} const bound = Math.min(...losses.values()) * (1 + tolerance); ${found}`),
    ],
    [
      'the last loss',
      smallest(`${sizes} const bound = ([...losses.values()].at(-1) ?? 0) * (1 + tolerance); ${found}`),
    ],
    [
      'unsorted',
      smallest(
        'const sizes = [...losses.keys()]; const bound = (losses.get(Math.max(...sizes)) ?? 0) * (1 + tolerance); return sizes.find((size) => (losses.get(size) ?? Infinity) <= bound) ?? 0;',
      ),
    ],
    ['no tolerance', smallest(`${sizes} const bound = losses.get(sizes.at(-1) ?? 0) ?? 0; ${found}`)],
    [
      'added tolerance',
      smallest(`${sizes} const bound = (losses.get(sizes.at(-1) ?? 0) ?? 0) + tolerance; ${found}`),
    ],
    [
      'strictly below',
      smallest(
        `${sizes} const bound = (losses.get(sizes.at(-1) ?? 0) ?? 0) * (1 + tolerance); return sizes.find((size) => (losses.get(size) ?? Infinity) < bound) ?? 0;`,
      ),
    ],
  ],
  quantise: [
    ['nothing', quantise('return [];')],
    ['as it was', quantise('return code;')],
    [
      'too many levels',
      quantise(
        `const step = (high - low) / 2 ** bits; return code.map((v) => low + step * Math.round((${clamp} - low) / step));`,
      ),
    ],
    [
      'down',
      quantise(
        `const step = (high - low) / (2 ** bits - 1); return code.map((v) => low + step * Math.floor((${clamp} - low) / step));`,
      ),
    ],
    [
      'beyond the ends',
      quantise(
        'const step = (high - low) / (2 ** bits - 1); return code.map((v) => low + step * Math.round((v - low) / step));',
      ),
    ],
    [
      'level numbers',
      quantise(
        `const step = (high - low) / (2 ** bits - 1); return code.map((v) => Math.round((${clamp} - low) / step));`,
      ),
    ],
  ],
  bytes: [
    ['bits', bytes('return pictures * codeSize * bits + decoderBytes;')],
    ['down', bytes('return Math.floor((pictures * codeSize * bits) / 8) + decoderBytes;')],
    ['each up', bytes('return pictures * Math.ceil((codeSize * bits) / 8) + decoderBytes;')],
    ['no decoder', bytes('return Math.ceil((pictures * codeSize * bits) / 8);')],
    ['fractions', bytes('return (pictures * codeSize * bits) / 8 + decoderBytes;')],
  ],
};

const xor = (lift: string, score: string) =>
  `function lift(a: number, b: number): number[] {\n  ${lift}\n}\nfunction score(units: number[]): number {\n  ${score}\n}`;
const relu = 'const relu = (v: number) => Math.max(0, v);';
const right = `${relu} return [relu(a + b), relu(a + b - 1), relu(b + a - 2)];`;
const weighted = 'const [first = 0, second = 0] = units; return first - 2 * second - 0.5;';
const copies = functionOf('function copies(encoder: number[][], decoder: number[][]): boolean');
const at =
  'const at = (i: number, j: number) => (decoder[i] ?? []).reduce((s, w, c) => s + w * (encoder[c]?.[j] ?? 0), 0);';

export const lesson06: WrongAnswers = {
  xor: [
    ['nothing', xor('return [];', 'return 0;')],
    ['always one', xor('return [1, 1, 1];', 'return 1;')],
    [
      'a class as a unit',
      xor('return [a > 0.5 !== b > 0.5 ? 1 : 0, 0, 0];', 'const [first = 0] = units; return first - 0.5;'),
    ],
    [
      'a bent score',
      xor(
        `${relu} return [relu(a), relu(b), 0];`,
        'const [a = 0, b = 0] = units; return a > 0.5 !== b > 0.5 ? 1 : -1;',
      ),
    ],
    [
      'one line',
      xor(`${relu} return [relu(a + b), 0, 0];`, 'const [first = 0] = units; return first - 0.5;'),
    ],
    ['two units', xor(`${relu} return [relu(a + b), relu(a + b - 1)];`, weighted)],
    ['negative units', xor('return [a + b, a + b - 1, a - b];', weighted)],
    ['a product', xor('return [a + b, a * b, 0];', weighted)],
    ['turned over', xor(right, 'const [first = 0, second = 0] = units; return 2 * second - first + 0.5;')],
  ],
  copies: [
    ['always', copies('return true;')],
    ['never', copies('return false;')],
    ['the diagonal', copies(`${at} return decoder.every((_, i) => Math.abs(at(i, i) - 1) < 1e-6);`)],
    [
      'beside the diagonal',
      copies(
        `${at} return decoder.every((_, i) => decoder.every((_, j) => i === j || Math.abs(at(i, j)) < 1e-6));`,
      ),
    ],
    [
      'the trace',
      copies(`${at} return Math.abs(decoder.reduce((s, _, i) => s + at(i, i), 0) - decoder.length) < 1e-6;`),
    ],
    [
      'about',
      copies(
        `${at} return decoder.every((_, i) => decoder.every((_, j) => Math.abs(at(i, j) - (i === j ? 1 : 0)) < 0.1));`,
      ),
    ],
    [
      'exactly',
      copies(
        `${at} return decoder.every((_, i) => decoder.every((_, j) => at(i, j) === (i === j ? 1 : 0)));`,
      ),
    ],
    [
      'in the other order',
      copies(
        'return encoder.every((row, i) => encoder.every((_, j) => Math.abs(row.reduce((s, w, c) => s + w * (decoder[c]?.[j] ?? 0), 0) - (i === j ? 1 : 0)) < 1e-6));',
      ),
    ],
  ],
};
