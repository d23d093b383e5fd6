import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { at } from '../../scripts/setup/paths.mjs';
import { slowestFiles, stopwatch } from '../slowest-files.cjs';

describe('the slowest files', () => {
  it('are those whose tests and hooks took longest, with the sum of all', () => {
    let time = 0;
    const watch = stopwatch(() => time);
    for (const [file, end] of [
      [undefined, 1000], // loading
      ['/here/test/a.test.ts', 3000],
      ['/here/test/b.test.ts', 3500],
      ['/here/test/a.test.ts', 4500],
    ] as const) {
      time = end;
      watch.passed(file);
    }
    expect(slowestFiles(watch.milliseconds, '/here')).to.deep.equal([
      'The 2 slowest of 2 files:',
      '     3.0 s  test/a.test.ts',
      '     0.5 s  test/b.test.ts',
      '     3.5 s  all',
    ]);
    expect(slowestFiles(watch.milliseconds, '/here', 1).slice(0, 2)).to.deep.equal([
      'The 1 slowest of 2 files:',
      '     3.0 s  test/a.test.ts',
    ]);
  });

  it('close a run of mocha, its counts last', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'codebook-slowest-')), 'one.test.cjs');
    writeFileSync(
      file,
      "describe('it', () => { before((done) => setTimeout(done, 300)); it('passes', () => {}); it.skip('waits'); });",
    );
    const mocha = at('node_modules', 'mocha', 'bin', 'mocha.js');
    const { stdout } = spawnSync(process.execPath, [mocha, file], { cwd: at(), encoding: 'utf8' });
    const [, seconds] = /The 1 slowest of 1 files:\n +([\d.]+) s {2}\S+one\.test\.cjs\n/.exec(stdout) ?? [];
    expect(Number(seconds), stdout).to.be.at.least(0.3);
    expect(stdout.trimEnd()).to.match(/\n1 passed, 0 failed, 1 skipped$/);
  });
});
