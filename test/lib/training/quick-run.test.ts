import '@codebook/engine';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { denseAutoencoder, type FitOptions, fit, fitLinearProbe, type History } from 'codebook';
import { results, resultsMime } from 'codebook/study';
import { jupyterEnvironment } from '../../../scripts/assignments/nbgrader.mjs';
import { curvedPatterns } from '../models/patterns.js';

const data = curvedPatterns(100, 8);
const display = Symbol.for('Jupyter.display');

async function trained(options: FitOptions): Promise<{ history: History; lines: readonly string[] }> {
  const model = denseAutoencoder({ inputSize: 8, latentDim: 2, seed: 1 });
  const lines: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = (text) => lines.push(String(text)) > 0;
  try {
    return { history: await fit(model, data, { epochs: 9, batchSize: 10, ...options }), lines };
  } finally {
    process.stdout.write = write;
    model.dispose();
  }
}

const textOf = (value: object): Record<string, unknown> =>
  // What a value shows is a function under this symbol.
  ((value as Record<symbol, () => Record<string, unknown>>)[display] ?? (() => ({})))();

describe('a quick run', () => {
  let kept: string | undefined;
  before(() => {
    kept = process.env['CODEBOOK_QUICK'];
  });
  beforeEach(() => {
    process.env['CODEBOOK_QUICK'] = '1';
  });
  afterEach(() => {
    if (kept === undefined) delete process.env['CODEBOOK_QUICK'];
    else process.env['CODEBOOK_QUICK'] = kept;
  });

  it('trains 3 steps of each of 2 epochs, and is not compiled by XLA', async () => {
    const { history } = await trained({ progress: false });
    expect([history.epochs.length, history.steps, history.jit]).deep.equal([2, 6, false]);
  });

  it('says so in each line of progress, in its history and over a table of results', async () => {
    const { history, lines } = await trained({ progress: 'a net' });
    expect(lines).to.have.length(2);
    for (const line of lines)
      expect(line).match(/^QUICK RUN, its numbers mean nothing \(3 of 10 steps, 9 epochs asked for\): a net/);
    expect(textOf(history)['text/plain']).match(/^QUICK RUN/);
    const table = textOf(results({ metric: 'error', unit: 'nats', rows: [{ name: 'net', value: 1 }] }));
    expect(table['text/plain']).match(/^QUICK RUN · error/);
    expect(table[resultsMime]).property('quick', true);
  });

  it('takes 3 steps of a linear probe', () => {
    const codes = curvedPatterns(30, 8);
    const labels = Array.from({ length: 30 }, (_, i) => i % 3);
    const quickly = fitLinearProbe(codes, labels);
    delete process.env['CODEBOOK_QUICK'];
    const wholly = fitLinearProbe(codes, labels);
    expect(quickly.iterations).equal(3);
    expect(wholly.iterations).above(3);
    expect(wholly.loss).below(quickly.loss);
    quickly.dispose();
    wholly.dispose();
  });

  it('is never taken up by a whole one, nor the other way round', async () => {
    const checkpoint = path.join(mkdtempSync(path.join(tmpdir(), 'codebook-quick-')), 'run');
    await trained({ progress: false, checkpoint });
    delete process.env['CODEBOOK_QUICK'];
    const whole = await trained({ progress: false, checkpoint }).catch(String);
    expect(whole).match(/another run \(.*quick was true/);
    await trained({ progress: false, checkpoint: `${checkpoint}2` });
    process.env['CODEBOOK_QUICK'] = '1';
    const quick = await trained({ progress: false, checkpoint: `${checkpoint}2` }).catch(String);
    expect(quick).match(/another run \(.*quick was undefined, is true/);
  });

  it('does not reach the kernels in which assignments are graded, whatever the shell says', () => {
    expect(jupyterEnvironment().CODEBOOK_QUICK).equal('');
  });

  it('does not happen without the variable, and no other value is guessed at', async () => {
    delete process.env['CODEBOOK_QUICK'];
    const { history } = await trained({ progress: false });
    expect([history.steps, history.quick]).deep.equal([90, undefined]);
    for (const value of ['0', 'true', 'yes']) {
      process.env['CODEBOOK_QUICK'] = value;
      expect(await trained({ progress: false }).catch(String)).match(
        new RegExp(`CODEBOOK_QUICK is "${value}", expected 1`),
      );
    }
  });
});
