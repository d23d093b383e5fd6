import '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import type { Row } from './gradients/row.js';
import { table } from './gradients/table.js';

/** Rows whose result on tfjs 4.22's own backend is wrong: what it gives there. */
const wrongInTfjs: readonly (readonly [op: string, options: RegExp, gives: string])[] = [
  ['cumsum', /axis -/, 'NaN for axes counted from the end'],
  ['cumprod', /axis -/, 'NaN for axes counted from the end'],
  ['stridedSlice', /shrunk/, 'another row, with steps of one'],
  ['pad', /both signs/, 'numbers of the next row'],
  ['matMul', /\[2,1\]/, 'NaN for batches that broadcast both ways'],
  ['einsum', /ij,kl->ik/, 'indices of one operand only are not summed'],
  ...['conv2d', 'depthwiseConv2d', 'fused.conv2d', 'fused.depthwiseConv2d'].map(
    (op) =>
      [op, /padded by 1/, 'another shape: the height of an oblong filter is taken for its width'] as const,
  ),
  ['fused.conv2d', /leakyrelu/, 'NaN without leakyreluAlpha, whose default is 0.2'],
  ['fused.depthwiseConv2d', /leakyrelu/, 'NaN without leakyreluAlpha, whose default is 0.2'],
  ['batchNorm', /axis 1/, 'statistics by their place in memory, not by their axis'],
  ['layers.batchNormalization', /axis [12]/, 'statistics by their place in memory, not by their axis'],
];

function isWrongInTfjs({ op, options }: Row): boolean {
  return wrongInTfjs.some(([name, pattern]) => name === op && pattern.test(options));
}

function resultsOf({ inputs, run }: Row): number[][] {
  return tf.tidy(() => {
    const tensors = inputs.map(({ shape, values }) => tf.tensor([...values], [...shape]));
    return [run(...tensors)].flat().map((result) => [...result.dataSync()]);
  });
}

/** The largest difference, as a share of the number where that is above 1. */
function difference(ours: number[][], theirs: number[][]): number {
  const [a, b] = [ours.flat(), theirs.flat()];
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Math.max(
    0,
    ...a.map((value, i) => Math.abs(value - (b[i] ?? 0)) / Math.max(1, Math.abs(b[i] ?? 0))),
  );
}

describe('what ops give', () => {
  for (const [theme, rows] of Object.entries(table))
    it(`is what tfjs's own backend gives: ${theme}`, async () => {
      const ours = rows.map(resultsOf);
      // The cpu backend's cumsum along an axis counted from the end makes tfjs's count of bytes NaN for good.
      const { state } = tf.engine();
      const bytes = state.numBytes;
      await tf.setBackend('cpu');
      try {
        const differ = rows.filter((row, i) => !(difference(ours[i] ?? [], resultsOf(row)) < 1e-4));
        const named = ({ op, options }: Row) => `${op}, ${options}`;
        expect(differ.map(named)).to.deep.equal(rows.filter(isWrongInTfjs).map(named));
      } finally {
        await tf.setBackend('tensorflow');
        state.numBytes = bytes;
      }
    }).timeout(120_000);
});
