import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { assignmentNames, sources } from '../../scripts/assignments/course.mjs';
import { jupyterEnvironment } from '../../scripts/assignments/nbgrader.mjs';
import { capture } from '../../scripts/setup/command.mjs';
import { at, build, venvProgram } from '../../scripts/setup/paths.mjs';
import { readNotebook, textOf } from '../journeys/submissions/notebook.js';

const required = [
  ...['02', '03', '04', '05', '06', '07', '08', '10', '11', '12'].map((number) => `lesson-${number}`),
  ...['faces', 'features', 'lambda'],
];

describe('the assignments', () => {
  it('are the three of the source texts and one for each of the lessons from 02 on that are there', () => {
    expect(assignmentNames()).to.include.members(required);
  });

  for (const name of assignmentNames()) {
    const { cells } = readNotebook(path.join(sources, name, `${name}.ipynb`));
    const marked = cells.filter(({ metadata }) => metadata.nbgrader?.grade);

    it(`${name}: has hidden tests, partial credit and one question marked by hand`, () => {
      const tests = marked.filter(({ cell_type }) => cell_type === 'code').map(textOf);
      expect(tests.filter((test) => !test.includes('// BEGIN HIDDEN TESTS'))).to.deep.equal([]);
      expect(tests.filter((test) => /\n\(.*\n?$/.test(test)).length).to.be.at.least(1);
      expect(marked.filter(({ cell_type }) => cell_type === 'markdown')).to.have.length(1);
    });
  }

  it('give their own solutions all points, and an unanswered notebook none', async function () {
    this.timeout(1_500_000);
    const course = path.join(build, 'journeys', 'all-assignments');
    rmSync(course, { recursive: true, force: true });
    mkdirSync(course, { recursive: true });
    const script = at('test', 'journeys', 'submissions', 'solve_all.py');
    const env = { ...jupyterEnvironment(), CODEBOOK_COURSE: course, CODEBOOK_CELL_SECONDS: '300' };
    const { code, output } = await capture(venvProgram('python'), [script, sources], { cwd: course, env });
    expect(code, output.slice(-3000)).to.equal(0);
    // Printed by solve_all.py.
    const grades = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<
      string,
      Record<string, number[]>
    >;
    for (const [name, { solved, untouched, most }] of Object.entries(grades)) {
      expect(solved, `${name}, solved`).to.deep.equal(most);
      expect(untouched, `${name}, untouched`).to.deep.equal(most?.map(() => 0));
    }
    expect(Object.keys(grades).sort()).to.deep.equal(assignmentNames());
  });
});
