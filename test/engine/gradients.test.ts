import { compile } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import {
  finiteDifferences,
  gradients,
  gradientsOf,
  largestDifference,
} from './gradients/finite-differences.js';
import { kinks } from './gradients/kinks.js';
import { registeredGradients, watchGradients } from './gradients/registered.js';
import type { Row } from './gradients/row.js';
import { table } from './gradients/table.js';

/** Of float32: the finite differences agree with right gradients to 5e-5 at worst; wrong ones were 5e-3 away at least. */
const tolerance = 3e-4;

/** The rows of each op. */
function byOp(rows: readonly Row[]): Map<string, Row[]> {
  const ops = new Map<string, Row[]>();
  for (const row of rows) ops.set(row.op, [...(ops.get(row.op) ?? []), row]);
  return ops;
}

/** What is wrong with rows, as sentences. */
function wrong(rows: readonly Row[], difference: (row: Row) => number): string[] {
  return rows.flatMap((row) => {
    const found = difference(row);
    return found < tolerance ? [] : [`${row.op}, ${row.options}: ${found} away`];
  });
}

describe('gradients', () => {
  const watch = watchGradients();
  after(() => watch.stop());

  for (const [theme, rows] of Object.entries(table)) {
    describe(theme, () => {
      for (const [op, ways] of byOp(rows))
        it(`${op} as finite differences have it (${ways.length} ${ways.length === 1 ? 'way' : 'ways'})`, () => {
          const difference = (row: Row) => largestDifference(gradients(row), finiteDifferences(row));
          expect(wrong(ways, difference)).to.deep.equal([]);
        }).timeout(300_000);

      it('and the same in a compiled step', () => {
        expect(wrong(rows, compiledDifference)).to.deep.equal([]);
      }).timeout(300_000);
    });
  }

  describe('where there is no derivative', () => {
    for (const { op, inputs, run, gradients: expected } of kinks)
      it(`${op}: ${JSON.stringify(expected)}`, () => {
        const found = tf.tidy(() => {
          const tensors = inputs.map(({ shape, values }) => tf.tensor([...values], [...shape]));
          const all = tf.grads((...xs: tf.Tensor[]) => tf.sum(run(...xs)))(tensors);
          return all.map((gradient) => [...gradient.dataSync()]);
        });
        expect(largestDifference(found, expected as number[][])).to.be.below(1e-6);
      });
  });

  // A suite of its own, and the last: mocha runs the tests of a suite before the suites within.
  describe('in the table', () => {
    it('there is a row for every gradient that tfjs or the engine registers', () => {
      expect(registeredGradients().length).to.be.above(130);
      expect(watch.unused()).to.deep.equal([]);
    });
  });

  it('say so where they are not computed: of transforms that mix pixels', () => {
    const run = (x: tf.Tensor) =>
      tf.image.transform(x as tf.Tensor4D, tf.tensor2d([[1, 0, 0.5, 0, 1, 0, 0, 0]]), 'bilinear');
    expect(() => tf.tidy(() => tf.grad(run)(tf.ones([1, 2, 2, 1])))).to.throw("with interpolation 'nearest'");
  });
});

/** How far a row's gradients in a compiled step are from those outside; 0 for kernels that run on the host only. */
function compiledDifference(row: Row): number {
  const inputs = row.inputs.map(({ shape, values }) => tf.tensor([...values], [...shape]));
  const step = compile((...tensors: tf.Tensor[]) => gradientsOf(row, tensors), {
    jit: false,
    traceFirst: true,
  });
  try {
    const results = step(...inputs);
    return largestDifference(
      results.map((result) => [...result.dataSync()]),
      gradients(row),
    );
  } catch (error) {
    if (/cannot be compiled|depends on values/.test(String(error))) return 0;
    throw error;
  } finally {
    step.dispose();
    tf.dispose(inputs);
  }
}
