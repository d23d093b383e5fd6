import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runPython } from './python.js';

interface Output {
  output_type: string;
  name?: string;
  text?: string | string[];
  ename?: string;
  data?: Record<string, string | string[]>;
}

interface Notebook {
  cells: { outputs: Output[] }[];
  metadata: { kernelspec: { name: string } };
}

/**
 * A notebook made for tslab, its kernelspec's name changed and nothing else, run by nbconvert: what each cell
 * put out.
 */
async function outputsOf(name: string, parent = tmpdir()): Promise<string[][]> {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'codebook-tslab-'));
  const source = readFileSync(fileURLToPath(new URL(`tslab/${name}.ipynb`, import.meta.url)), 'utf8');
  const notebook = JSON.parse(source) as Notebook; // written beside this test
  notebook.metadata.kernelspec.name = 'codebook';
  writeFileSync(join(folder, 'in.ipynb'), JSON.stringify(notebook));
  const parameters = [
    'nbconvert',
    '--to',
    'notebook',
    '--execute',
    '--allow-errors',
    'in.ipynb',
    '--output',
    'out.ipynb',
  ];
  const { code, stderr } = await runPython('jupyter', parameters, folder);
  expect(code, stderr).to.equal(0);
  const { cells } = JSON.parse(readFileSync(join(folder, 'out.ipynb'), 'utf8')) as Notebook; // what nbconvert writes
  rmSync(folder, { recursive: true });
  return cells.map(({ outputs }) => outputs.map(summary));
}

const joined = (text: string | string[] | undefined): string =>
  Array.isArray(text) ? text.join('') : (text ?? '');

function summary({ output_type: type, name, text, ename, data = {} }: Output): string {
  if (type === 'stream') return `${name}: ${joined(text)}`;
  if (type === 'error') return `error: ${ename}`;
  return Object.entries(data)
    .map(([mime, value]) => `${mime}: ${joined(value)}`)
    .join('; ');
}

describe('notebooks made for tslab', () => {
  it('speak the same language', async () => {
    expect(await outputsOf('language')).to.deep.equal([
      ['stdout: node,tslab,typescript\n'],
      [],
      ['text/plain: 10946'],
      ['stdout: Hello, tslab!\n'],
      ['text/plain: true'],
      ["text/plain: [ 'Green', 1, 2, 'one' ]"],
      ['text/plain: 4'],
      ['text/plain: 3'],
      ['text/plain: true'],
      ['stdout: nothing\n', 'stderr: to stderr\n'],
    ]);
  }).timeout(60_000);

  it('show the same displays', async () => {
    expect(await outputsOf('displays')).to.deep.equal([
      [],
      ['text/html: Hello <b>tslab</b>'],
      ['text/markdown: # Title'],
      ['text/latex: $x^2$'],
      ['image/svg+xml: <svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['text/javascript: 1 + 1'],
      ['text/plain: plain'],
      ['image/png: AQID'],
      ['image/jpeg: AQID'],
      ['image/gif: AQID'],
      ['application/pdf: AQID'],
      ['application/json: {"a":1}'],
      ['text/html: <b>done</b>'],
      [],
    ]);
  }).timeout(60_000);

  it('keep variables from cell to cell, and fail where they should', async () => {
    expect(await outputsOf('variables')).to.deep.equal([
      ['text/plain: 3'],
      ['stdout: [ 1, 2, 3 ] ab false\n'],
      ['text/plain: Point { x: 1, y: 2 }'],
      ['text/plain: Point3 { x: 0, y: 0, z: 3 }'],
      ["text/plain: { name: 'n' }"],
      ["text/plain: 'first'"],
      ['error: TypeCheckError'],
      ['error: RangeError'],
      ['text/plain: 7'],
      ['text/plain: { p: 1, rest: [ 2, 3 ] }'],
    ]);
  }).timeout(60_000);

  it('run under papermill', async () => {
    const file = fileURLToPath(new URL('tslab/language.ipynb', import.meta.url));
    const { code, stderr } = await runPython('papermill', ['--kernel', 'codebook', file, '/dev/null']);
    expect(code, stderr).to.equal(0);
  }).timeout(60_000);

  it('train with tfjs-node, its import unchanged, on the engine', async () => {
    // Packages are found from the notebook's folder, so it lies in the project.
    const project = fileURLToPath(new URL('../../build/tests', import.meta.url));
    expect(await outputsOf('tfjs-node', project)).to.deep.equal([
      ['stdout: tensorflow\n'],
      ['stdout: 2 epochs, the loss falls: true\n'],
      ['stdout: 2,2,3\n'],
    ]);
  }).timeout(120_000);
});
