import { compile, compileLoop } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { imageGroups } from './fixtures/three-ways/images.js';
import { matrixGroups } from './fixtures/three-ways/matrices.js';
import { numberGroups } from './fixtures/three-ways/numbers.js';
import type { Op } from './fixtures/three-ways/op.js';
import { refused } from './fixtures/three-ways/refused.js';

const groups = { ...numberGroups, ...matrixGroups, ...imageGroups };

/** All results of all ops, as numbers. */
function numbersOf(results: Record<string, tf.Tensor | tf.Tensor[]>): Record<string, number[][]> {
  return Object.fromEntries(
    Object.entries(results).map(([name, result]) => [
      name,
      [result].flat().map((tensor) => Array.from(tensor.dataSync())),
    ]),
  );
}

/** The same number, by each way's rounding; the sign of a zero is open. */
function agree(a: number, b: number | undefined): boolean {
  if (b === undefined || Number.isNaN(a) || Number.isNaN(b)) return Object.is(a, b);
  return a === b || Math.abs(a - b) <= 2e-4 * Math.abs(a) + 1e-7;
}

function differences(eager: Record<string, number[][]>, compiled: Record<string, number[][]>): string[] {
  return Object.entries(eager).flatMap(([name, results]) =>
    results.flatMap((values, r) =>
      values.flatMap((value, i) => {
        const other = compiled[name]?.[r]?.[i];
        return agree(value, other) ? [] : [`${name}, result ${r}, number ${i}: ${value} eagerly, ${other}`];
      }),
    ),
  );
}

describe('eager, compiled and under XLA', () => {
  for (const [what, { inputs, ops }] of Object.entries(groups)) {
    for (const jit of [false, true]) {
      it(`give the same for NaN, infinity and the like: ${what} (${jit ? 'XLA' : 'function'})`, function () {
        this.timeout(120_000);
        const all = (...parameters: tf.Tensor[]) =>
          Object.fromEntries(Object.entries(ops).map(([name, op]) => [name, op(...(parameters as never[]))]));
        const eager = tf.tidy(() => numbersOf(all(...inputs)));
        const step = compile(all, { jit });
        const compiled = tf.tidy(() => {
          step(...inputs);
          return numbersOf(step(...inputs) as Record<string, tf.Tensor>);
        });
        expect(differences(eager, compiled)).to.deep.equal([]);
        step.dispose();
      });
    }
  }

  for (const [what, { inputs, op, error }] of Object.entries(refused)) {
    it(`refuse with a ${error}: ${what}`, () => {
      const ways: Record<string, Op> = { eager: op };
      for (const jit of [false, true]) ways[`jit ${jit}`] = compile(op, { jit, traceFirst: true });
      for (const [way, run] of Object.entries(ways)) {
        for (let i = 0; i < 2; i++)
          expect(
            nameOfError(() => tf.tidy(() => run(...(inputs as never[])))),
            `${way}, call ${i}`,
          ).to.equal(error);
      }
    });
  }

  for (const jit of [true, false, 'auto'] as const) {
    it(`refuse an index that a step of a loop computes (jit ${jit})`, () => {
      const table = tf.variable(tf.ones([3, 2]));
      const loop = compileLoop((i) => tf.sum(tf.gather(table, tf.mul(i, tf.scalar(2, 'int32')))), {
        jit,
        capacity: 2,
      });
      const places = tf.tensor1d([0, 1, 2], 'int32');
      const batches = (...rows: number[][]) => tf.tensor2d(rows, [rows.length, 1], 'int32');
      for (let i = 0; i < 3; i++)
        expect(Array.from(loop(places, batches([0], [1])).dataSync())).to.deep.equal([2, 2]);
      expect(nameOfError(() => loop(places, batches([1], [2])))).to.equal('RangeError');
    });
  }
});

function nameOfError(run: () => unknown): string {
  try {
    run();
    return 'no error';
  } catch (error) {
    return error instanceof RangeError ? 'RangeError' : String((error as Error).name);
  }
}
