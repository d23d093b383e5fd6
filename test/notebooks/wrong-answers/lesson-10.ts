import { functionOf, type WrongAnswers } from './answers.js';

const batch = functionOf('function winnersOfBatch(codes: number[][], share: number): number[][]');
/** Keeps what is at least the n-th largest of its column. */
const columns = (winners: string, keep = 'value >= (least[j] ?? 0) ? value : 0', order = 'q - p') =>
  batch(`const winners = ${winners};
  const least = (codes[0] ?? []).map((_, j) => codes.map((row) => row[j] ?? 0).sort((p, q) => ${order})[winners - 1] ?? 0);
  return codes.map((row) => row.map((value, j) => (${keep})));`);
const count = 'Math.max(1, Math.round(share * codes.length))';

const scale = (body: string) =>
  `interface Net { encoder: number[][]; bias: number[]; strokes: number[][] }
function normalised({ encoder, bias, strokes }: Net): Net {
  ${body}
}`;
const net = (encoder: string, bias: string, strokes: string, length = 'Math.hypot(...stroke) || 1') =>
  scale(`const lengths = strokes.map((stroke) => ${length});
  const times = (row: number[], factor: number) => row.map((value) => value * factor);
  return {
    encoder: encoder.map((row, j) => times(row, ${encoder})),
    bias: bias.map((value, j) => value * (${bias})),
    strokes: strokes.map((row, j) => times(row, ${strokes})),
  };`);
const l = '(lengths[j] ?? 1)';

export const lesson10: WrongAnswers = {
  batch: [
    ['nothing', batch('return [];')],
    ['zeros', batch('return codes.map((row) => row.map(() => 0));')],
    ['all', batch('return codes;')],
    [
      'the winners of each example',
      batch(`return codes.map((row) => {
    const winners = Math.max(1, Math.round(share * row.length));
    const least = [...row].sort((p, q) => q - p)[winners - 1] ?? 0;
    return row.map((value) => (value >= least ? value : 0));
  });`),
    ],
    [
      'no winner for a small share',
      columns('Math.round(share * codes.length)', 'winners > 0 && value >= (least[j] ?? 0) ? value : 0'),
    ],
    ['rounded up', columns('Math.ceil(share * codes.length)')],
    ['one too many', columns(`1 + ${count}`)],
    ['a share of the units', columns('Math.max(1, Math.round(share * (codes[0]?.length ?? 1)))')],
    ['strictly above', columns(count, 'value > (least[j] ?? 0) ? value : 0')],
    ['the smallest', columns(count, 'value <= (least[j] ?? 0) ? value : 0', 'p - q')],
    ['which', columns(count, 'value >= (least[j] ?? 0) ? 1 : 0')],
  ],
  scale: [
    ['nothing', scale('return { encoder: [], bias: [], strokes: [] };')],
    ['as it was', scale('return { encoder, bias, strokes };')],
    ['the bias forgotten', net(l, '1', `1 / ${l}`)],
    ['the strokes alone', net('1', '1', `1 / ${l}`)],
    ['divided on both sides', net(`1 / ${l}`, `1 / ${l}`, `1 / ${l}`)],
    ['the other way', net(`1 / ${l}`, `1 / ${l}`, l)],
    ['the sum of squares', net(l, l, `1 / ${l}`, 'stroke.reduce((sum, w) => sum + w * w, 0) || 1')],
    [
      'the sum of absolute values',
      net(l, l, `1 / ${l}`, 'stroke.reduce((sum, w) => sum + Math.abs(w), 0) || 1'),
    ],
    ['a dead stroke divided by 0', net(l, l, `1 / ${l}`, 'Math.hypot(...stroke)')],
    ['one length for all', net('lengths[0] ?? 1', 'lengths[0] ?? 1', '1 / (lengths[0] ?? 1)')],
    [
      'in place',
      scale(`strokes.forEach((stroke, j) => {
    const length = Math.hypot(...stroke) || 1;
    stroke.forEach((_, i) => { stroke[i] = (stroke[i] ?? 0) / length; });
    encoder[j]?.forEach((w, i, row) => { row[i] = w * length; });
    bias[j] = (bias[j] ?? 0) * length;
  });
  return { encoder, bias, strokes };`),
    ],
  ],
};
