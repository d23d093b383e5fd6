import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { assignmentNames, sources } from '../../scripts/assignments/course.mjs';
import { jupyterEnvironment } from '../../scripts/assignments/nbgrader.mjs';
import { capture } from '../../scripts/setup/command.mjs';
import { at, build, venvProgram } from '../../scripts/setup/paths.mjs';
import { lesson10 } from './wrong-answers/lesson-10.js';
import { lesson11 } from './wrong-answers/lesson-11.js';
import { lesson12 } from './wrong-answers/lesson-12.js';
import { lesson13 } from './wrong-answers/lesson-13.js';
import { lesson14 } from './wrong-answers/lesson-14.js';
import { lesson02, lesson03, lesson04 } from './wrong-answers/lessons-02-to-04.js';
import { lesson05, lesson06 } from './wrong-answers/lessons-05-to-06.js';
import { lesson07, lesson08 } from './wrong-answers/lessons-07-to-08.js';
import { faces, features, lambda } from './wrong-answers/longer.js';

const table = {
  'lesson-02': lesson02,
  'lesson-03': lesson03,
  'lesson-04': lesson04,
  'lesson-05': lesson05,
  'lesson-06': lesson06,
  'lesson-07': lesson07,
  'lesson-08': lesson08,
  'lesson-10': lesson10,
  'lesson-11': lesson11,
  'lesson-12': lesson12,
  'lesson-13': lesson13,
  'lesson-14': lesson14,
  faces,
  features,
  lambda,
};

type Row = readonly [cell: string, what: string, points: number, most: number];

describe("the assignments' tests give no wrong answer all points", function () {
  this.timeout(900_000);
  let graded: Readonly<Record<string, readonly Row[]>>;

  before(async () => {
    const course = path.join(build, 'journeys', 'wrong-answers');
    mkdirSync(course, { recursive: true });
    const answers = path.join(course, 'answers.json');
    writeFileSync(answers, JSON.stringify(table));
    const script = at('test', 'notebooks', 'wrong-answers', 'grade.py');
    const env = { ...jupyterEnvironment(), CODEBOOK_COURSE: course, CODEBOOK_CELL_SECONDS: '300' };
    const run = await capture(venvProgram('python'), [script, sources, answers], { cwd: course, env });
    expect(run.code, run.output.slice(-3000)).to.equal(0);
    graded = JSON.parse(run.output.trim().split('\n').at(-1) ?? '') as typeof graded; // printed by grade.py
  });

  it('has ten or more wrong answers to each assignment', () => {
    expect(Object.keys(table).sort()).to.deep.equal(assignmentNames());
    for (const [name, cells] of Object.entries(table))
      expect(Object.values(cells).flat().length, name).to.be.at.least(10);
  });

  it('gives each of them fewer points than the right one', () => {
    const accepted = Object.entries(graded).flatMap(([name, rows]) =>
      rows.filter(([, , points, most]) => points >= most).map(([cell, what]) => `${name}, ${cell}: ${what}`),
    );
    expect(accepted).to.deep.equal([]);
  });

  it('gives at most half of them for a constant or for nothing', () => {
    const trivial = ['nothing', 'zero', 'zeros', 'NaN', 'empty rows', 'always', 'never', 'always one'];
    const rewarded = Object.entries(graded).flatMap(([name, rows]) =>
      rows
        .filter(([, what, points, most]) => trivial.includes(what) && points > most / 2)
        .map(([cell, what, points]) => `${name}, ${cell}: ${what} has ${points}`),
    );
    expect(rewarded).to.deep.equal([]);
  });
});
