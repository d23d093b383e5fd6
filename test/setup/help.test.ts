import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { at } from '../../scripts/setup/paths.mjs';

const commands = readdirSync(at('scripts'))
  .filter((name) => name.endsWith('.mjs'))
  .filter((name) => readFileSync(at('scripts', name), 'utf8').includes('runMain('));

describe('--help of a command', () => {
  for (const name of commands) {
    it(`${name}: prints how it is used, and does nothing else`, () => {
      const run = spawnSync(process.execPath, [at('scripts', name), '--help'], { encoding: 'utf8' });
      expect([run.status, run.stderr]).to.deep.equal([0, '']);
      expect(run.stdout).to.match(/^npm (start|test|run \S+)/);
      expect(run.stdout.length).to.be.below(2000);
    });
  }

  it('leaves the builds where they are', () => {
    expect(commands).to.include('clean.mjs');
    expect(existsSync(at('engine', 'dist', 'index.js'))).to.equal(true);
  });
});
