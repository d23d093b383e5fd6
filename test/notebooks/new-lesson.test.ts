import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { executeNotebook, resultsIn } from '../../scripts/lessons/execute.mjs';
import { outside } from '../../scripts/lessons/expectations.mjs';
import { frontOf } from '../../scripts/lessons/front.mjs';
import { readNotebook } from '../../scripts/lessons/notebook.mjs';
import { filesOf } from '../../scripts/new-lesson/files.mjs';
import { makeLesson } from '../../scripts/new-lesson/make.mjs';
import { unwritten } from '../../scripts/new-lesson/unwritten.mjs';
import { at, build } from '../../scripts/setup/paths.mjs';
import { contractBreaches } from './contract.js';

const name = '98_a_new_lesson';
/** Inside the project, where a notebook finds its packages. */
const folder = path.join(build, 'tests', 'new-lesson');
const files = filesOf(name, folder);

describe('npm run new-lesson', () => {
  before(() => {
    rmSync(folder, { recursive: true, force: true });
    expect(makeLesson(name, folder)).to.deep.equal(Object.values(files));
  });

  it('makes a notebook that keeps the contract, under its number and title', () => {
    expect(contractBreaches(readNotebook(files.notebook), '98')).to.deep.equal([]);
    expect(frontOf(files.notebook)).to.include({ number: '98', title: 'A new lesson', readMinutes: 40 });
  });

  it('says of each file what is still to be written, and nothing once it is', () => {
    const places = unwritten(name, folder);
    expect(places[0]).to.equal(
      'notebooks/98_a_new_lesson.ipynb, cell 1: **✎ One question, which this lesson answers?**',
    );
    for (const file of Object.values(files))
      expect(places.some((place) => place.startsWith(path.relative(folder, file)))).to.equal(true);
    const written = path.join(build, 'tests', 'new-lesson-written');
    cpSync(folder, written, { recursive: true });
    const its = filesOf(name, written);
    for (const file of Object.values(its))
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('✎', ''));
    expect(unwritten(name, written)).to.deep.equal([]);
    rmSync(its.quiz);
    expect(unwritten(name, written)).to.deep.equal(['notebooks/quizzes/98.json is missing']);
  });

  it('makes a lesson that runs from top to bottom and reaches its expectations', async function () {
    this.timeout(180_000);
    const { executed, error } = await executeNotebook(files.notebook);
    expect(error).to.equal(null);
    const { numbers } = JSON.parse(readFileSync(files.expectations, 'utf8'));
    expect(outside(numbers, resultsIn(executed))).to.deep.equal([]);
    rmSync(executed);
  });

  it('makes files that the linter takes as they are', () => {
    const { notebook: _, ...written } = files;
    for (const file of Object.values(written)) {
      const words = ['format', `--stdin-file-path=${path.relative(folder, file)}`];
      const input = readFileSync(file, 'utf8');
      const run = spawnSync(at('node_modules', '.bin', 'biome'), words, {
        cwd: at(),
        encoding: 'utf8',
        input,
      });
      expect([run.status, run.stdout], run.stderr).to.deep.equal([0, input]);
    }
  });

  it("makes the files that CONTRIBUTING's steps name", () => {
    const steps = readFileSync(at('CONTRIBUTING.md'), 'utf8');
    for (const file of Object.values(filesOf('09_weight_decay', at())))
      expect(steps).to.include(`\n   | \`${path.relative(at(), file)}\` |`);
  });

  it('makes exercises that their tests hold', () => {
    for (const shared of ['learners-record.ts', path.join('solutions', 'run-solution.ts')])
      cpSync(at('test', 'notebooks', shared), path.join(folder, 'test', 'notebooks', shared));
    const mocha = at('node_modules', 'mocha', 'bin', 'mocha.js');
    const run = spawnSync(process.execPath, [mocha, files.solution], { cwd: at(), encoding: 'utf8' });
    expect(run.stdout).to.match(/\n10 passed, 0 failed, 0 skipped\n$/);
  });

  it('refuses a name that no lesson can have, and overwrites nothing', () => {
    for (const wrong of ['', '9_decay', '09', '09_Weight_decay', '09 weight', '../09_x', '09_weight_'])
      expect(() => makeLesson(wrong, folder)).to.throw('A lesson cannot have this name.');
    const other = filesOf('98_other', folder);
    expect(() => makeLesson('98_other', folder)).to.throw(
      /There is a lesson 98.*got: +notebooks.exercises.98\.ts/s,
    );
    expect(existsSync(other.notebook)).to.equal(false);
  });
});
