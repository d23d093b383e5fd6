import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const fixtures = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixtures');
const program = path.join(fixtures, 'tfjs-node-program.mjs');
const savedModel = path.join(fixtures, 'affine_saved_model');

const expected = {
  backend: 'tensorflow',
  falls: true,
  logs: 1,
  sameAfterLoading: true,
  pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9],
  summaries: 1,
  // x·[2, 3]ᵀ + 1 for (1, 1) and (2, 0).
  saved: [6, 5],
  savedLeft: 0,
};

describe('a program written for tfjs-node', () => {
  it('runs unchanged with --import @codebook/engine/tfjs-node', () => {
    expect(run(['--import', '@codebook/engine/tfjs-node', program])).to.deep.equal(expected);
  });

  it('runs with only its import changed', () => {
    const changed = path.join(fixtures, 'made', 'changed.mjs');
    mkdirSync(path.dirname(changed), { recursive: true });
    writeFileSync(
      changed,
      readFileSync(program, 'utf8').replace('@tensorflow/tfjs-node', '@codebook/engine/tfjs-node'),
    );
    try {
      expect(run([changed])).to.deep.equal(expected);
    } finally {
      rmSync(path.dirname(changed), { recursive: true, force: true });
    }
  });
});

function run(words: string[]): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...words, savedModel], {
    encoding: 'utf8',
    cwd: fixtures,
  });
  expect(stderr).to.equal('');
  expect(status).to.equal(0);
  return JSON.parse(stdout);
}
