import '@codebook/engine';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { boltzmannMachine, denseAutoencoder, type FitOptions, fit, type History, masking } from 'codebook';
import { curvedPatterns } from '../models/patterns.js';

const data = curvedPatterns(200, 8);
const folder = mkdtempSync(join(tmpdir(), 'resume-'));
const common = {
  epochs: 6,
  batchSize: 16,
  progress: false,
  learningRate: 0.01,
  validation: data,
  seed: 2,
} as const;

function model() {
  return denseAutoencoder({ inputSize: 8, hidden: [6], latentDim: 2, corruption: masking(0.2), seed: 1 });
}

async function run(options: FitOptions): Promise<{ weights: Float32Array[]; history: History }> {
  const made = model();
  try {
    const history = await fit(made, data, { ...common, ...options });
    return { weights: made.variables.map((variable) => variable.dataSync<'float32'>().slice()), history };
  } finally {
    made.dispose();
  }
}

const losses = ({ history }: { history: History }) =>
  history.epochs.map(({ train, validation }) => [train, validation]);

/** Aborts a run in its `step`-th step. */
async function broken(step: number, options: FitOptions): Promise<void> {
  const controller = new AbortController();
  const onStep = (at: number) => at === step && controller.abort();
  await run({ ...options, signal: controller.signal, onStep: (at) => void onStep(at) }).catch(
    () => undefined,
  );
}

describe('resuming', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('gives the weights and the history of the uninterrupted run, bit by bit, from mid-epoch', async () => {
    const path = join(folder, 'mid.ckpt');
    for (const jit of [false, true]) {
      const whole = await run({ jit });
      await broken(45, { jit, checkpoint: { path, everySteps: 4 } });
      const resumed = await run({ jit, checkpoint: { path, everySteps: 4 } });
      expect(resumed.weights).deep.equal(whole.weights);
      expect(losses(resumed)).deep.equal(losses(whole));
      expect(resumed.history.steps).equal(whole.history.steps);
      rmSync(path);
    }
  });

  it('gives them after kill -9 in mid-epoch', async () => {
    const path = join(folder, 'killed.ckpt');
    const script = join(folder, 'run.mjs');
    writeFileSync(join(folder, 'data.bin'), Buffer.from(data.values.buffer));
    writeFileSync(script, childScript(path, join(folder, 'data.bin')));
    const child = spawn(process.execPath, [script], {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const signal = await new Promise((resolve) => {
      child.stdout.on('data', (text) => String(text).includes('step 45') && child.kill('SIGKILL'));
      child.on('exit', (_code, by) => resolve(by));
    });
    expect(signal).equal('SIGKILL');
    expect(existsSync(path)).equal(true);
    const resumed = await run({ jit: false, checkpoint: { path, everySteps: 4 } });
    expect(resumed.weights).deep.equal((await run({ jit: false })).weights);
  }).timeout(60_000);

  it('goes on to more epochs than before, and does nothing when all are done', async () => {
    const path = join(folder, 'longer.ckpt');
    await run({ epochs: 3, checkpoint: path });
    const longer = await run({ checkpoint: path });
    expect(longer.weights).deep.equal((await run({})).weights);
    const again = await run({ checkpoint: path });
    expect(again.history.steps).equal(longer.history.steps);
    expect(again.weights).deep.equal(longer.weights);
  });

  it('keeps patience and the best weights', async () => {
    const path = join(folder, 'patience.ckpt');
    const options = { epochs: 60, learningRate: 0.1, earlyStopping: { patience: 4 } } as const;
    const whole = await run(options);
    expect(whole.history.ending).equal('early stopping');
    await broken(13 * (whole.history.bestEpoch + 1) + 5, { ...options, checkpoint: path });
    const resumed = await run({ ...options, checkpoint: path });
    expect(resumed.weights).deep.equal(whole.weights);
    expect(resumed.history.bestEpoch).equal(whole.history.bestEpoch);
  });

  it('keeps the persistent chains of a Boltzmann machine', async () => {
    const path = join(folder, 'chains.ckpt');
    const trained = async (epochs: number, checkpoint?: string) => {
      const machine = boltzmannMachine({ inputSize: 8, latentDim: 4, persistentChains: 5, seed: 1 });
      const options = { ...common, validation: data, epochs, optimizer: 'sgd' } as const;
      await fit(machine, data, checkpoint ? { ...options, checkpoint } : options);
      const values = [...machine.variables, ...machine.state].map((variable) =>
        Array.from(variable.dataSync()),
      );
      machine.dispose();
      return values;
    };
    await trained(2, path);
    expect(await trained(4, path)).deep.equal(await trained(4));
  });

  it('lets the same model go on from its checkpoint after it was stopped, though its weights have moved', async () => {
    const path = join(folder, 'same-model.ckpt');
    const made = model();
    const controller = new AbortController();
    const options = { ...common, jit: false, checkpoint: path } as const;
    const onStep = (at: number): void => void (at === 20 && controller.abort());
    await fit(made, data, { ...options, signal: controller.signal, onStep }).catch(() => undefined);
    await fit(made, data, options);
    const values = made.variables.map((variable) => variable.dataSync<'float32'>().slice());
    expect(values).deep.equal((await run({ jit: false })).weights);
    made.dispose();
  });

  it('refuses a damaged checkpoint and one of another run, and leaves both as they are', async () => {
    const path = join(folder, 'other.ckpt');
    await run({ epochs: 1, checkpoint: path });
    const other: unknown = await run({ batchSize: 20, checkpoint: path }).catch((error: unknown) => error);
    expect(String(other)).contain('belongs to another run (batchSize was 16, is 20)');
    const bytes = readFileSync(path);
    const cut = bytes.subarray(0, 1000);
    writeFileSync(path, cut);
    const damaged: unknown = await run({ checkpoint: path }).catch((error: unknown) => error);
    expect(String(damaged)).match(/is damaged \((.*; )?its checksum does not fit\)/);
    expect(readFileSync(path).equals(cut)).equal(true);
  });
});

function childScript(path: string, dataPath: string): string {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('codebook')).href;
  return `import { readFileSync } from 'node:fs';
import { denseAutoencoder, fit, masking } from ${JSON.stringify(library)};
const bytes = readFileSync(${JSON.stringify(dataPath)});
const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const data = { name: 'curved patterns', count: 200, shape: [8], values, range: [0, 1] };
const model = denseAutoencoder({ inputSize: 8, hidden: [6], latentDim: 2, corruption: masking(0.2), seed: 1 });
const common = ${JSON.stringify({ ...common, validation: undefined })};
const checkpoint = { path: ${JSON.stringify(path)}, everySteps: 4 };
await fit(model, data, { ...common, validation: data, jit: false, checkpoint, onStep: (step) => console.log('step ' + step) });
setInterval(() => {}, 1000);
`;
}
