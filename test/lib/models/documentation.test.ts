import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';

const root = new URL('../../../', import.meta.url);

/** Runs all TypeScript blocks of a page, one after another, as one program; returns what it prints. */
function run(page: string): string {
  const text = readFileSync(new URL(`docs/${page}.md`, root), 'utf8');
  const blocks = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const folder = new URL('build/documentation/', root);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${page}.mts`, folder);
  writeFileSync(file, blocks.join('\n'));
  return execFileSync(process.execPath, ['--import', 'tsx', file.pathname], { cwd: root, encoding: 'utf8' });
}

describe('documentation of models and training', function () {
  this.timeout(180_000);

  it('shows every kind of model at work', () => {
    const said = run('models');
    for (const line of [
      'codes [ 500, 16 ] reconstructions [ 500, 784 ]',
      'parts total reconstruction sparsity decay penalty',
      '2 strokes [ 500, 784 ]',
      'code [ 4, 4, 8 ]',
      'ELBO adds up true',
      'samples [ 5, 784 ]',
      'bound true',
      'likelihoods true true',
      'unrolled [ 10 ]',
      'past and future [ 2, 10, 64 ] [ 2, 5, 64 ]',
      'better than chance true',
      'same 1',
    ])
      expect(said).include(line);
  });

  it('shows training that stops, goes on and explains itself', () => {
    const said = run('training');
    expect(said).include('finished 6\nper pixel true\n');
    expect(said).include('AbortError\nbit by bit 1,1,1,1\n');
    expect(said).match(/true [5-9]\n$/);
  });
});
