import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { modelOf, models, operations } from '../../scripts/bench/models.mjs';
import { contenders } from '../../scripts/bench/race.mjs';
import { addRun, readResults, together } from '../../scripts/bench/results.mjs';
import { median, ratio, strayLosses } from '../../scripts/bench/statistics.mjs';
import { tables } from '../../scripts/bench/table.mjs';

const fit = { name: 'codebook', firsts: [2, 4], rounds: [1, 2, 4], loss: 10, peakBytes: 5e8 };
const eager = { name: 'torch eager', firsts: [3, 3], rounds: [2, 2, 2], loss: 10.1 };
const jit = { name: 'keras jit', firsts: [9, null], rounds: [3, 3, 9], loss: 9 };
const jax = { name: 'jax', firsts: [6, 8], rounds: [1.5, 3, 6], loss: 10 };
const run = {
  model: 'A',
  examples: 1280,
  steps: 10,
  date: '2026-11-28T21:00',
  programs: [fit, eager, jit, jax],
};
const limits = { gigaflops: 200, gigabytes: 20 };

describe("the bench's numbers", () => {
  it('have a median between the middle two', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).to.deep.equal([2, 2.5]);
  });

  it("compare with the best of five by the rounds' own ratios", () => {
    const expected = { to: 'torch eager', median: 1, least: 0.5, most: 2 };
    expect(ratio(run.programs, 'rounds', ['torch eager', 'keras jit'])).to.deep.equal(expected);
    expect(ratio(run.programs, 'rounds', ['jax'])?.median).to.equal(1.5);
    expect(ratio(run.programs, 'rounds', ['engine loop'])).to.equal(undefined);
  });

  it('take only starts that both had', () => {
    expect(ratio([fit, jit], 'firsts', ['keras jit'])).to.include({ least: 4.5, most: 4.5 });
  });

  it('name a program whose last loss is off by more than 2 %', () => {
    expect(strayLosses(run.programs).map(({ name }) => name)).to.deep.equal(['keras jit']);
  });

  it('start again only whom twice the best first epoch includes', () => {
    expect(contenders(run.programs).map(({ name }) => name)).to.deep.equal([
      'codebook',
      'torch eager',
      'jax',
    ]);
  });
});

describe("the bench's models", () => {
  it('have rounds of whole batches', () => {
    for (const { examples, batch } of Object.values(models)) expect(examples % batch).to.equal(0);
  });

  it('count operations as one does by hand', () => {
    // 784·128 + 128·32, twice; no gradient of the input for the first layer.
    expect(operations(modelOf('A'))).to.equal(2 * 128 * (3 * 208_896 - 100_352));
    expect(modelOf('C').products).to.deep.equal([112_896, 225_792, 28_224, 112_896, 903_168, 112_896]);
    expect(modelOf('G').products[0]).to.equal(20 * 256 * 4 * 128);
  });
});

describe("the bench's file of results", () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-results-'));
  const file = join(folder, 'results.json');
  after(() => rmSync(folder, { recursive: true }));

  it('keeps all runs, and puts those of a model together', () => {
    addRun(file, run, limits);
    addRun(file, { ...run, programs: [{ ...fit, firsts: [5], rounds: [], loss: 20 }] }, limits);
    const { runs } = readResults(file);
    expect(runs).to.have.length(2);
    const all = together(runs, 'A');
    expect(all?.programs[0]).to.deep.include({ firsts: [2, 4, 5], rounds: [1, 2, 4], loss: 10 });
    expect(all?.programs[1]?.firsts).to.deep.equal([3, 3, null]);
  });

  it('gives the tables of the page', () => {
    const text = tables({ machine: 'a machine', limits, runs: [run] });
    expect(text).to.include('200 GFLOP/s there, memory 20.0 GB/s');
    expect(text).to.include(
      '| A dense 784-128-32-128-784; 1,280 | 2.00 |  | torch eager 2.00 | 1.00 (0.50 … 2.00) | 3.00 | 1.50 (1.50 … 1.50) |  | 67 | 0.50 |',
    );
    expect(text).to.include('| A | 2 | 3.00 | torch eager 3.00 | 1.13 (0.75 … 1.50) | 7.00 |');
    expect(text).to.include('A: the last loss of keras jit differs by -10.0 %');
  });

  it('is no other file', () => {
    writeFileSync(file, '[]');
    expect(() => readResults(file)).to.throw(/holds no results.*JSON without runs/s);
    expect(() => readResults(join(folder, 'none.json'))).to.throw(/got: +no file/);
  });
});
