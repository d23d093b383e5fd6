import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { at, root } from '../../scripts/setup/paths.mjs';
import { ensureTfjsEntries } from '../../scripts/setup/tfjs-entries.mjs';

const packages = ['tfjs', 'tfjs-core', 'tfjs-layers', 'tfjs-converter', 'tfjs-data', 'tfjs-backend-cpu'];

/** Runs a program in the project's folder, with a cache of its own, and gives what it printed. */
function printed(program: string, cache: string): string {
  const args = ['--input-type=module', '--eval', program];
  return execFileSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', XDG_CACHE_HOME: cache },
  });
}

describe('set-up: entries of tfjs', () => {
  let folder: string;
  const kept = () => path.join(folder, 'cache', 'codebook-kernel');
  const sum = "import * as tf from '@tensorflow/tfjs'; console.log(tf.tensor1d([1, 2]).sum().dataSync()[0]);";
  const sumIn = (cache: string) => printed(sum, path.join(folder, cache));

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tfjs-entries-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('give one tfjs to import, require, sub-packages, the file itself and the engine', () => {
    const program = `
      import * as engine from '@codebook/engine';
      import * as tf from '@tensorflow/tfjs';
      import * as core from '@tensorflow/tfjs-core';
      import * as layers from '@tensorflow/tfjs-layers';
      import * as node from '@codebook/engine/tfjs-node';
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const all = [tf, core, node, require('@tensorflow/tfjs'), require('@tensorflow/tfjs-core'),
        require('@tensorflow/tfjs-node'), require('@tensorflow/tfjs-core/dist/tf-core.node.js')];
      const same = all.every(({ Tensor, engine }) => Tensor === tf.Tensor && engine() === tf.engine());
      console.log(same, layers.sequential === tf.sequential, core.getBackend());`;
    expect(printed(program, folder)).to.equal('true true tensorflow\n');
  });

  it('name everything that the files export', async () => {
    const require = createRequire(import.meta.url);
    for (const name of packages) {
      const names = Object.keys(await import(`@tensorflow/${name}`));
      expect(names, name).to.include.members(Object.keys(require(`@tensorflow/${name}`)));
    }
  });

  it('keep compiled code once, and use it', () => {
    expect(sumIn('cache')).to.equal('3\n');
    const files = readdirSync(kept()).sort();
    expect(files).to.have.length(7);
    expect(sumIn('cache')).to.equal('3\n');
    expect(readdirSync(kept()).sort()).to.deep.equal(files);
  });

  it('make code anew of which one byte was changed, or the end is missing', () => {
    const [first = '', second = ''] = readdirSync(kept()).map((name) => path.join(kept(), name));
    const whole = [readFileSync(first), readFileSync(second)];
    const changed = Buffer.from(whole[0] ?? []);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 255;
    writeFileSync(first, changed);
    writeFileSync(second, whole[1]?.subarray(0, 1000) ?? '');
    expect(sumIn('cache')).to.equal('3\n');
    expect(readFileSync(first).equals(changed)).to.equal(false);
    expect(readFileSync(second).length).to.be.above(1000);
  });

  it('load tfjs where no cache can be written', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(sumIn('file')).to.equal('3\n');
  });

  it('are written where a package has none, once', async () => {
    mkdirSync(at('build'), { recursive: true });
    const modules = mkdtempSync(at('build', 'tfjs-entries-')); // below the project, for what the package requires
    try {
      const copy = path.join(modules, '@tensorflow', 'tfjs-data');
      cpSync(at('node_modules', '@tensorflow', 'tfjs-data'), copy, { recursive: true });
      const manifest = path.join(copy, 'package.json');
      const text = () => readFileSync(manifest, 'utf8');
      const { codebookMain, ...published } = JSON.parse(text());
      writeFileSync(manifest, JSON.stringify({ ...published, main: codebookMain }));
      rmSync(path.join(copy, 'dist', 'codebook-entry.cjs'));
      await ensureTfjsEntries(modules);
      const written = text();
      expect(JSON.parse(written)).to.include({ main: 'dist/codebook-entry.cjs', codebookMain });
      const { mtimeMs } = statSync(manifest);
      await ensureTfjsEntries(modules);
      expect(statSync(manifest).mtimeMs).to.equal(mtimeMs);
      expect(Object.keys(createRequire(import.meta.url)(copy))).to.include('csv');
    } finally {
      rmSync(modules, { recursive: true });
    }
  });
});
