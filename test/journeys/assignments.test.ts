import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { autograde } from '../../scripts/assignments/autograde.mjs';
import { collect, feedback, release } from '../../scripts/assignments/instructor.mjs';
import { list } from '../../scripts/assignments/list.mjs';
import { fetch, fetchFeedback, submit, validate } from '../../scripts/assignments/student.mjs';
import { at, build } from '../../scripts/setup/paths.mjs';
import { SetupError } from '../../scripts/setup/report.mjs';
import { students } from './submissions/all.js';
import { type Graded, gradebook } from './submissions/gradebook.js';
import {
  answered,
  cellOf,
  copyOf,
  readNotebook,
  solutionsOf,
  withCell,
  writeNotebook,
} from './submissions/notebook.js';

const assignment = 'lesson-02';
const course = path.join(build, 'journeys', 'course');
const source = readNotebook(at('notebooks', 'assignments', 'source', assignment, `${assignment}.ipynb`));
const names = { names: [assignment], flags: {} };
const notebookIn = (...folders: string[]) => path.join(course, ...folders, assignment, `${assignment}.ipynb`);

describe('an instructor grades submissions with nbgrader', function () {
  this.timeout(students.length * 60_000);
  let grades: Readonly<Record<string, Graded>>;
  let untouched: string;
  let said: string;

  before(async () => {
    rmSync(course, { recursive: true, force: true });
    Object.assign(process.env, settings);
    await release({ names: [assignment], flags: { due: '2090-01-10T18:00Z' } });
    await handIn();
    untouched = handedIn();
    said = await printed(() => autograde(names));
    grades = await gradebook(course, assignment);
  });

  after(() => {
    for (const name of Object.keys(settings)) delete process.env[name];
  });

  it('hands out stubs without solutions and without hidden tests', () => {
    const text = readFileSync(notebookIn('release'), 'utf8');
    expect(text).to.include('// YOUR CODE HERE').and.to.include('YOUR ANSWER HERE');
    expect(text).not.to.match(/SOLUTION|HIDDEN|centred|PCA needs two/);
  });

  it('takes a submission through the exchange', () => {
    expect(readFileSync(notebookIn('submitted', 'perfect'), 'utf8')).to.include('centred');
  });

  for (const { name, grades: expected, told } of students) {
    const points = expected === 'unreadable' ? expected : Object.values(expected).join(', ');
    it(`gives "${name}" the points it earned: ${points}`, () => {
      if (told) expect(linesOn(name, said)).to.match(told);
      if (expected === 'unreadable') return;
      const cells = Object.entries(grades[name]?.cells ?? {});
      expect(Object.fromEntries(cells.map(([cell, { auto }]) => [cell, auto]))).to.deep.equal(expected);
    });
  }

  it('tells odd things of nobody who handed in as asked', () => {
    const asked = students.filter(({ told, always, name }) => always && !told && name !== 'partly-right');
    for (const { name } of asked) expect(linesOn(name, said)).to.equal('');
  });

  it('changes nothing outside its own folders', () => {
    expect(handedIn()).to.equal(untouched);
  });

  it('takes 10 % a day for late work, when told so', () => {
    // Handed in 30 hours after the due date: two days begun, 20 % of 3.5 points.
    expect(grades['partly-right']?.penalty).to.be.closeTo(0.7, 1e-9);
    expect(grades['throws']?.penalty ?? 0).to.equal(0);
  });

  it('lists what is out and until when, and says what was graded before', async () => {
    const again = await printed(async () => {
      await list();
      await autograde(names);
    });
    expect(again).to.match(/^lesson-02 +released, due .*2090.*; \d+ submitted, \d+ autograded, 0 feedback$/m);
    expect(again).to.match(/^lesson-03 +not released; 0 submitted, 0 autograded, 0 feedback$/m);
    expect(again)
      .to.include('graded lesson-02: nobody')
      .and.to.match(/graded before: .*perfect.* \(--again/);
  });

  it('grades again after a change, and keeps what was marked by hand', async () => {
    await gradebook(course, assignment, { student: 'untouched', cell: 'circle', points: 0.5 });
    writeNotebook(notebookIn('submitted', 'untouched'), readNotebook(notebookIn('submitted', 'perfect')));
    const told = await printed(() => autograde({ ...names, flags: { again: true, student: 'untouched' } }));
    expect(told).to.match(/^• graded lesson-02: untouched$/m);
    expect(told).not.to.match(/perfect|empty-file/);
    const again = (await gradebook(course, assignment))['untouched'];
    expect(again?.score).to.equal(7.5);
    expect(again?.cells['circle']).to.deep.equal({ auto: null, manual: 0.5, open: true });
  });

  it('writes feedback with the marks of both kinds', async () => {
    await gradebook(course, assignment, { student: 'perfect', cell: 'circle', points: 1.5 });
    await feedback({ ...names, flags: { student: 'perfect' } });
    const page = readFileSync(notebookIn('feedback', 'perfect').replace('.ipynb', '.html'), 'utf8');
    expect(page.replaceAll(/\s+/g, ' ')).to.match(/Score: 8\.5 \/ 9\.0/);
    await fetchFeedback({ ...names, flags: { student: 'perfect' } });
    const given = readdirSync(path.join(course, 'work', assignment, 'feedback'), { recursive: true });
    expect(given.map(String).filter((file) => file.endsWith(`${assignment}.html`))).to.have.length(1);
  });
});

describe('a student validates before handing in', function () {
  this.timeout(300_000);

  before(() => void Object.assign(process.env, settings));
  after(() => {
    for (const name of Object.keys(settings)) delete process.env[name];
    process.exitCode = 0;
  });

  const perfect = () => readNotebook(notebookIn('submitted', 'perfect'));
  const success = /Success! Your notebook passes all the tests\./;

  for (const { name, notebook, says } of [
    { name: 'perfect', notebook: perfect, says: [success] },
    {
      name: 'untouched',
      notebook: () => readNotebook(notebookIn('release')),
      says: [/VALIDATION FAILED ON 4 CELL\(S\)/, /Not answered yet/],
    },
    {
      name: 'copied-cell',
      notebook: () => withCell(perfect(), 'covariance', copyOf(cellOf(perfect(), 'covariance')), 1),
      says: [success, /'covariance' is there more than once/],
    },
    {
      name: 'kernel-ends',
      notebook: () => answered(perfect(), { 'components-for': 'process.kill(process.pid, "SIGKILL");' }),
      says: [/VALIDATION FAILED ON 2 CELL\(S\)/, /because the kernel had ended/],
    },
  ]) {
    it(`${name}: ${says[0] === success ? 'all tests pass' : 'is told which tests fail'}`, async () => {
      const file = path.join(course, 'work', name, `${assignment}.ipynb`);
      writeNotebook(file, notebook());
      const told = await printed(() => validate({ names: [file], flags: {} }));
      for (const words of says) expect(told).to.match(words);
      expect(told).not.to.match(/Traceback|'None'/);
    });
  }

  it('says in one line what is no notebook', async () => {
    const file = path.join(course, 'work', 'odd', `${assignment}.ipynb`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '<html>');
    expect(await printed(() => validate({ names: [file], flags: {} }))).to.match(
      /^\S+ cannot be validated: the file is no notebook: it is not JSON.*$/m,
    );
  });

  it('names the assignments when asked for one that there is not', async () => {
    const error = await validate({ names: ['lesson-99'], flags: {} }).catch((problem: Error) => problem);
    expect(String(error)).to.include('lesson-99').and.to.include('npm run assignments -- fetch');
  });
});

const settings: Readonly<Record<string, string>> = {
  CODEBOOK_COURSE: course,
  CODEBOOK_WORK: path.join(course, 'work'),
  CODEBOOK_CELL_SECONDS: '20',
  CODEBOOK_LATE_SHARE: '0.1',
};

/** The first student by the exchange, the others as files, one of them late. */
async function handIn(): Promise<void> {
  const released = readNotebook(notebookIn('release'));
  const solutions = solutionsOf(source);
  for (const student of students) {
    const file = path.join(
      course,
      'submitted',
      student.name,
      assignment,
      student.fileName ?? `${assignment}.ipynb`,
    );
    const notebook = student.notebook(released, solutions);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, student.file?.(notebook) ?? JSON.stringify(notebook, null, 1));
  }
  writeFileSync(
    path.join(course, 'submitted', 'partly-right', assignment, 'timestamp.txt'),
    '2090-01-12 00:00:00 UTC',
  );
  writeFileSync(
    path.join(course, 'submitted', 'throws', assignment, 'timestamp.txt'),
    '2090-01-10 17:59:00 UTC',
  );
  rmSync(path.join(course, 'submitted', 'perfect'), { recursive: true });
  await fetch(names);
  const [perfect] = students;
  if (perfect) writeNotebook(notebookIn('work'), perfect.notebook(released, solutions));
  await submit({ ...names, flags: { student: 'perfect' } });
  await collect(names);
}

/** A digest of the names and contents of all files in some folders. */
function fingerprint(...folders: readonly string[]): string {
  const digest = createHash('sha256');
  for (const folder of folders) {
    if (!existsSync(folder)) throw new Error(`no folder ${folder}`);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort())
      digest.update(file).update(readFileSync(file));
  }
  return digest.digest('hex');
}

/** The digest of what was handed in and of the sources. */
const handedIn = () =>
  fingerprint(
    at('notebooks', 'assignments', 'source'),
    ...students
      .filter(({ fileName }) => fileName === undefined)
      .map(({ name }) => path.join(course, 'submitted', name)),
  );

/** What is said of one student. */
const linesOn = (student: string, said: string) =>
  said
    .split('\n')
    .filter((line) => line.includes(`${student}: `))
    .join('\n');

/** What is printed while something is done, and the words of the error that ends it. */
async function printed(action: () => Promise<void>): Promise<string> {
  const { log } = console;
  const lines: unknown[] = [];
  console.log = (...words) => void lines.push(words.join(' '));
  try {
    await action();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    lines.push(error.message);
  } finally {
    console.log = log;
  }
  return lines.join('\n');
}
